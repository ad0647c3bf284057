package lang

import "io/fs"

// Options steer a load.
type Options struct {
	// Import opens the directory an import block names, relative to the workspace's root; nil refuses all imports. The id is
	// the same for the same directory, however it is written.
	Import func(from, source string) (fsys fs.FS, id string, err error)
	// ID is the id of the workspace itself, to notice a cycle of imports.
	ID string
}

// Load reads a workspace.
func Load(fsys fs.FS, options Options) *Map {
	return &Map{}
}
