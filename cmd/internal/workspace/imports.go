package workspace

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"handoff/lang"
)

// importer opens the directories that import blocks name. Those inside the workspace are free; others must lie in one that
// workspace.imports of its handoff.hcl allows. What an imported map imports itself is held to the same list.
type importer struct {
	workspace *Workspace
	allowed   []string // absolute; nil until first asked
	opened    []*os.Root
	change    func([]byte) []byte // see Workspace.LoadChanged; may be nil
}

func (i *importer) open(from, source string) (fs.FS, string, error) {
	if filepath.IsAbs(source) {
		return nil, "", fmt.Errorf("write it relative to the root of the workspace")
	}
	dir, err := resolve(filepath.Join(from, filepath.FromSlash(source)))
	if err != nil {
		return nil, "", fmt.Errorf("there is no such directory")
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, "", fmt.Errorf("it is no directory")
	}
	if len(i.opened) >= maxOpened {
		return nil, "", fmt.Errorf("more than %d folders are imported, one from another", maxOpened/2)
	}
	root, err := i.enter(dir)
	if err != nil {
		return nil, "", reason(source, err)
	}
	if root == nil {
		return nil, "", fmt.Errorf("it lies outside the workspace; if it may be read, say so in %s: workspace { imports = [%q] }", lang.SettingsFile, source)
	}
	return changed(files{root.FS()}, i.change), dir, nil
}

// maxOpened is how many folders are held open at once; one that handoff.hcl allows takes two.
const maxOpened = 400

// enter opens a directory from the workspace, or from one that is allowed, so that no link that somebody puts in its way meanwhile leads elsewhere. It is
// nil for one that lies in neither.
func (i *importer) enter(dir string) (*os.Root, error) {
	from := i.workspace.root
	inside, ok := below(i.workspace.Root, dir)
	if !ok {
		var within string
		if within, inside, ok = i.allows(dir); !ok {
			return nil, nil
		}
		var err error
		if from, err = os.OpenRoot(within); err != nil {
			return nil, err
		}
		i.opened = append(i.opened, from)
	}
	root, err := from.OpenRoot(filepath.FromSlash(inside))
	if err == nil {
		i.opened = append(i.opened, root)
	}
	return root, err
}

// allows finds the one of the list that a directory is, or lies below, and where it lies in it.
func (i *importer) allows(dir string) (within, inside string, ok bool) {
	if i.allowed == nil {
		i.allowed = []string{}
		settings := lang.Load(settingsOnly{files{i.workspace.root.FS()}}, lang.Options{}).Settings
		for _, p := range settings.Workspace.Imports {
			if real, err := resolve(filepath.Join(i.workspace.Root, filepath.FromSlash(p.Value))); err == nil {
				i.allowed = append(i.allowed, real)
			}
		}
	}
	for _, a := range i.allowed {
		if inside, ok := below(a, dir); ok {
			return a, inside, true
		}
	}
	return "", "", false
}

func (i *importer) close() {
	for _, r := range i.opened {
		_ = r.Close()
	}
}

// settingsOnly is a workspace of which only handoff.hcl is seen.
type settingsOnly struct{ files }

// ReadDir lists the root, and of it the settings only.
func (s settingsOnly) ReadDir(name string) ([]fs.DirEntry, error) {
	info, err := fs.Stat(s.files, lang.SettingsFile)
	if err != nil || name != "." {
		return nil, err
	}
	return []fs.DirEntry{fs.FileInfoToDirEntry(info)}, nil
}
