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
	if _, inside := below(i.workspace.Root, dir); !inside && !i.allows(dir) {
		return nil, "", fmt.Errorf("it lies outside the workspace; if it may be read, say so in %s: workspace { imports = [%q] }", lang.SettingsFile, source)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, "", reason(source, err)
	}
	i.opened = append(i.opened, root)
	return changed(files{root.FS()}, i.change), dir, nil
}

// allows reports whether a directory is in, or below, one of the list.
func (i *importer) allows(dir string) bool {
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
		if _, inside := below(a, dir); inside {
			return true
		}
	}
	return false
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
