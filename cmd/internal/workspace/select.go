package workspace

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Selection is a part of a workspace: the files and folders that somebody wants to hear about.
type Selection struct {
	all   bool
	paths []string // slash paths relative to the root
}

// Everything is the whole of a workspace.
var Everything = Selection{all: true}

// OpenPaths opens the workspace that the paths lie in, and tells which part of it they are. Without paths it is all of the workspace
// around the current directory. Where no handoff.hcl marks a root, it is the directory given, or the current one for files and for several
// paths.
func OpenPaths(paths []string) (*Workspace, Selection, error) {
	if len(paths) == 0 {
		w, err := Open("")
		return w, Everything, err
	}
	var real []string
	root, from := "", ""
	for _, p := range paths {
		r, err := resolve(p)
		if err != nil {
			return nil, Selection{}, err
		}
		real = append(real, r)
		dir := r
		if info, err := os.Stat(r); err != nil {
			return nil, Selection{}, reason(p, err)
		} else if !info.IsDir() {
			dir = filepath.Dir(r)
		}
		found, ok := above(dir)
		switch {
		case ok:
		case len(paths) == 1 && dir == r:
			found = dir
		default:
			if found, err = resolve("."); err != nil {
				return nil, Selection{}, err
			}
			if _, inside := below(found, r); !inside {
				found = dir
			}
		}
		if root != "" && found != root {
			return nil, Selection{}, fmt.Errorf("%s and %s are in different maps (%s and %s); check them one at a time", from, p, root, found)
		}
		root, from = found, p
	}
	w, err := openRoot(root)
	if err != nil {
		return nil, Selection{}, err
	}
	var s Selection
	for _, r := range real {
		inside, _ := below(root, r)
		s.all = s.all || inside == "."
		s.paths = append(s.paths, inside)
	}
	return w, s, nil
}

// below returns the slash path of path relative to dir, and whether it lies in it.
func below(dir, path string) (string, bool) {
	relative, err := filepath.Rel(dir, path)
	if err != nil || relative == ".." || strings.HasPrefix(relative, ".."+string(filepath.Separator)) {
		return "", false
	}
	return filepath.ToSlash(relative), true
}

// All reports whether the selection is the whole workspace.
func (s Selection) All() bool { return s.all }

// Holds reports whether a file, given by its slash path relative to the root, is selected.
func (s Selection) Holds(file string) bool {
	if s.all {
		return true
	}
	for _, p := range s.paths {
		if file == p || strings.HasPrefix(file, p+"/") {
			return true
		}
	}
	return false
}
