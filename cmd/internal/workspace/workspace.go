// Package workspace finds and opens the folder that a map lives in.
//
// Everything is read through os.Root, so that no symbolic link and no `..` leads out of the workspace; only what workspace.imports of
// handoff.hcl names may lie elsewhere.
package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"handoff/lang"
)

// ErrNoMap is that of Load where there is no map at all.
var ErrNoMap = errors.New("no map")

// Workspace is one folder with a map in it.
type Workspace struct {
	Root string // absolute, symbolic links resolved
	root *os.Root
}

// Open opens the workspace around a directory ("" for the current one): the nearest directory upwards that holds a handoff.hcl, else
// the directory itself.
func Open(dir string) (*Workspace, error) {
	if dir == "" {
		dir = "."
	}
	absolute, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(absolute)
	if err != nil {
		return nil, reason(dir, err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is a file; give the directory of the map", dir)
	}
	root, found := above(absolute)
	if !found {
		root = absolute
	}
	return openRoot(root)
}

func openRoot(dir string) (*Workspace, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, reason(dir, err)
	}
	return &Workspace{Root: dir, root: root}, nil
}

// Close lets go of the folder.
func (w *Workspace) Close() error { return w.root.Close() }

// Load reads the map. It fails where there is none. A map without a name takes that of its folder.
func (w *Workspace) Load() (*lang.Map, error) { return w.load(files{w.root.FS()}, nil, nil) }

// LoadWith reads the map as if its files held these texts, by slash path relative to the root.
func (w *Workspace) LoadWith(texts map[string][]byte) (*lang.Map, error) {
	return w.load(overlay{files{w.root.FS()}, texts}, nil, nil)
}

// LoadChanged reads the map as if change had been made to the text of each of its files, those of imports included.
func (w *Workspace) LoadChanged(change func(text []byte) []byte) (*lang.Map, error) {
	return w.load(changed(files{w.root.FS()}, change), nil, change)
}

// load reads the map as fsys shows it, and imports as change makes them.
func (w *Workspace) load(fsys fs.FS, parsed *lang.Parsed, change func([]byte) []byte) (*lang.Map, error) {
	imports := &importer{workspace: w, change: change}
	defer imports.close()
	m := lang.Load(fsys, lang.Options{ID: w.Root, Import: imports.open, Parsed: parsed})
	if name := &m.Settings.Workspace.Name; name.Value == "" {
		name.Value = filepath.Base(w.Root)
	}
	for _, f := range m.Files {
		if strings.HasSuffix(f.Path, lang.FileSuffix) {
			return m, nil
		}
	}
	if m.Incomplete { // something is there that could not be read, and the findings say what
		return m, nil
	}
	return nil, fmt.Errorf("%w in %s: there is no file called *%s in it or below; `handoff init` writes a first one", ErrNoMap, w.Root, lang.FileSuffix)
}

// above returns the nearest directory that holds a handoff.hcl, from dir upwards.
func above(dir string) (string, bool) {
	for {
		if info, err := os.Stat(filepath.Join(dir, lang.SettingsFile)); err == nil && !info.IsDir() {
			return dir, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}

// resolve returns the one absolute name of a path.
func resolve(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", reason(path, err)
	}
	real, err := filepath.EvalSymlinks(absolute)
	if err != nil {
		return "", reason(path, err)
	}
	return real, nil
}

// reason says in plain words why a path cannot be used.
func reason(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no file or folder %s", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be read: permission denied", path)
	}
	var p *fs.PathError
	switch {
	case errors.As(err, &p):
		err = p.Err
	case err.Error() == "EvalSymlinks: too many links": // known by its text alone
		err = errors.New("it is a link that leads in a circle")
	}
	return fmt.Errorf("%s cannot be read: %w", path, err)
}
