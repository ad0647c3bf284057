package workspace

import (
	"bytes"
	"errors"
	"io/fs"
)

// files is a folder of which only regular files and directories are opened: reading from a named pipe would wait for ever, and from a
// device would never end.
type files struct{ fs.FS }

var (
	errNotRegular = errors.New("it is neither a file nor a directory")
	errOutside    = errors.New("it is a link that leads outside the workspace")
)

// outside says in plain words what os.Root refuses; its error is known by its text alone.
func outside(name string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) && p.Err.Error() == "path escapes from parent" {
		return &fs.PathError{Op: p.Op, Path: name, Err: errOutside}
	}
	return err
}

// Open opens a file or directory.
func (f files) Open(name string) (fs.File, error) {
	info, err := fs.Stat(f.FS, name)
	if err != nil {
		return nil, outside(name, err)
	}
	if !info.Mode().IsRegular() && !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	return f.FS.Open(name)
}

// Stat, ReadDir and ReadFile keep what the folder itself can do.

func (f files) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(f.FS, name) }
func (f files) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.FS, name) }

// changed is a folder whose files read as change makes them; nil changes nothing.
func changed(f files, change func([]byte) []byte) fs.FS {
	if change == nil {
		return f
	}
	return changedFiles{f, change}
}

type changedFiles struct {
	files
	change func([]byte) []byte
}

func (c changedFiles) Open(name string) (fs.File, error) {
	f, err := c.files.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || info.IsDir() {
		return f, nil
	}
	defer f.Close()
	text, err := ReadSource(f)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return &changedFile{Reader: bytes.NewReader(c.change(text)), info: info}, nil
}

type changedFile struct {
	*bytes.Reader
	info fs.FileInfo
}

func (c *changedFile) Stat() (fs.FileInfo, error) { return c.info, nil }
func (c *changedFile) Close() error               { return nil }
