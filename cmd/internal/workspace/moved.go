package workspace

import "os"

// Moved reports whether the folder that is open is no longer the one of its name: it was moved, or removed, or another was put in its place.
func (w *Workspace) Moved() bool {
	there, err := os.Stat(w.Root)
	if err != nil {
		return true
	}
	open, err := w.root.Stat(".")
	return err != nil || !os.SameFile(there, open)
}
