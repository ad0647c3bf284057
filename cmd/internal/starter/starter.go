// Package starter writes a first map: small, commented, and without findings, for people to change into their own.
package starter

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"handoff/lang"
)

//go:embed map
var content embed.FS

// Files returns the files of the map.
func Files() fs.FS {
	files, err := fs.Sub(content, "map")
	if err != nil {
		panic(err) // the name is a constant
	}
	return files
}

// Write puts the map into a directory, which is made if need be, and returns the names of its files. It never replaces anything: where
// there is a map already, or a file of one of the names, it writes nothing.
func Write(dir string) ([]string, error) {
	entries, err := fs.ReadDir(Files(), ".")
	if err != nil {
		return nil, err
	}
	if err := vacant(dir, entries); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("cannot make %s: %w", dir, reason(err))
	}
	var written []string
	for _, e := range entries {
		text, err := fs.ReadFile(Files(), e.Name())
		if err == nil {
			err = writeNew(filepath.Join(dir, e.Name()), text)
		}
		if err != nil {
			for _, name := range written { // half a map is worse than none
				_ = os.Remove(filepath.Join(dir, name))
			}
			return nil, fmt.Errorf("cannot write %s: %w", filepath.Join(dir, e.Name()), reason(err))
		}
		written = append(written, e.Name())
	}
	return written, nil
}

// vacant refuses a directory that holds a map, or a file in the place of one of ours.
func vacant(dir string, ours []fs.DirEntry) error {
	there, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
			return fmt.Errorf("%s is a file; give a directory", dir)
		}
		return fmt.Errorf("%s cannot be read: %w", dir, reason(err))
	}
	for _, t := range there {
		if strings.HasSuffix(t.Name(), lang.FileSuffix) || t.Name() == lang.SettingsFile {
			return fmt.Errorf("there is a map in %s already (%s); nothing was written", dir, t.Name())
		}
		for _, o := range ours {
			if strings.EqualFold(t.Name(), o.Name()) {
				return fmt.Errorf("%s is in the way; nothing was written", filepath.Join(dir, t.Name()))
			}
		}
	}
	return nil
}

// writeNew writes a file that is not there.
func writeNew(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(path)
	}
	return err
}

func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
