package workspace

import (
	"errors"
	"io/fs"
)

// files is a folder of which only regular files and directories are opened: reading from a named pipe would wait for ever, and from a
// device would never end.
type files struct{ fs.FS }

var errNotRegular = errors.New("it is neither a file nor a directory")

// Open opens a file or directory.
func (f files) Open(name string) (fs.File, error) {
	info, err := fs.Stat(f.FS, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() && !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	return f.FS.Open(name)
}

// Stat, ReadDir and ReadFile keep what the folder itself can do.

func (f files) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(f.FS, name) }
func (f files) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.FS, name) }
