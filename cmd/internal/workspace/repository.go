package workspace

import (
	"os"
	"path/filepath"
)

// Folder is where the workspace lies in its Git repository: a slash path, "" at the top of it, or where there is none. The formats that CI systems
// read name files so.
func (w *Workspace) Folder() string {
	for dir := w.Root; ; {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil { // a folder, or a file in a work tree of its own
			if inside, ok := below(dir, w.Root); ok && inside != "." {
				return inside
			}
			return ""
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}
