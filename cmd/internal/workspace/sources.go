package workspace

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"handoff/lang"
)

// Source is a file that may be written to; or a folder in which nobody could look for files, which Read says.
type Source struct {
	Name string // as people see it
	Path string // absolute, symbolic links resolved

	problem error
}

// Sources finds files of maps, each once: files as they are given, and all that are called *.handoff.hcl or handoff.hcl below a folder,
// whichever workspace they belong to. Left out are hidden folders, and links that lead outside the folder. Without paths it is the workspace
// around the current directory.
func Sources(paths []string) ([]Source, error) {
	if len(paths) == 0 {
		root, err := here()
		if err != nil {
			return nil, err
		}
		paths = []string{root}
	}
	var out []Source
	known := map[string]bool{}
	add := func(name, path string, problem error) {
		if !known[path] {
			known[path] = true
			out = append(out, Source{name, path, problem})
		}
	}
	for _, given := range paths {
		root, err := resolve(given)
		if err != nil {
			return nil, err
		}
		info, err := os.Stat(root)
		if err != nil {
			return nil, reason(given, err)
		}
		if !info.IsDir() {
			add(given, root, nil)
			continue
		}
		err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			relative, _ := below(root, path)
			name := filepath.Join(given, filepath.FromSlash(relative))
			if errors.Is(err, fs.ErrNotExist) && path != root {
				return nil // it was removed a moment ago
			}
			if err != nil && path != root {
				add(name, path, reason(name, err)) // what can be read is not to suffer from it
				return nil
			}
			if err != nil {
				return reason(name, err)
			}
			if entry.IsDir() {
				if path != root && strings.HasPrefix(entry.Name(), ".") {
					return fs.SkipDir
				}
				return nil
			}
			if !isSource(entry.Name()) {
				return nil
			}
			real, err := resolve(path)
			if err != nil {
				if entry.Type().IsRegular() {
					add(name, path, err)
				}
				return nil // a link that leads nowhere
			}
			info, err := os.Stat(real)
			if inner, inside := below(root, real); err == nil && inside && info.Mode().IsRegular() {
				add(filepath.Join(given, filepath.FromSlash(inner)), real, nil)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no map in %s: there is no file called *%s in it or below", strings.Join(paths, " or "), lang.FileSuffix)
	}
	return out, nil
}

// isSource tells the files of a map by their names.
func isSource(name string) bool {
	return name == lang.SettingsFile || strings.HasSuffix(name, lang.FileSuffix) && !strings.HasPrefix(name, ".")
}

// here is the root of the workspace around the current directory, as seen from there.
func here() (string, error) {
	dir, err := resolve(".")
	if err != nil {
		return "", err
	}
	root, found := above(dir)
	if !found {
		return ".", nil
	}
	return filepath.Rel(dir, root)
}

// Read reads it, if it is a file as maps are: a regular one, and not too large.
func (s Source) Read() ([]byte, error) {
	if s.problem != nil {
		return nil, s.problem
	}
	info, err := os.Stat(s.Path) // before it is opened: a named pipe would wait for ever
	switch {
	case err != nil:
		return nil, reason(s.Name, err)
	case !info.Mode().IsRegular():
		return nil, reason(s.Name, errors.New("it is no regular file"))
	}
	f, err := os.Open(s.Path)
	if err != nil {
		return nil, reason(s.Name, err)
	}
	defer f.Close()
	text, err := ReadSource(f)
	if err != nil {
		return nil, reason(s.Name, err)
	}
	return text, nil
}

// ReadSource reads all of a text, unless it is larger than a file of a map may be.
func ReadSource(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, lang.MaxFileBytes+1))
	if err == nil && len(text) > lang.MaxFileBytes {
		err = fmt.Errorf("it is larger than %d MB", lang.MaxFileBytes>>20)
	}
	return text, err
}
