package revision

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// files is a directory of a commit. An object is read when its file is opened, and not before: most of a repository is no map.
type files struct {
	revision *revision
	nodes    map[string]*node // by path; "." is the directory itself
}

// node is a file or directory. It is its own fs.DirEntry and fs.FileInfo.
type node struct {
	name     string
	dir      bool
	link     bool // a symbolic link: the object holds the path it leads to
	id       string
	size     int64
	children []*node // in the order of their names
}

func newFiles(r *revision) *files {
	return &files{r, map[string]*node{".": {name: ".", dir: true}}}
}

// add enters a file, and the directories it lies in.
func (f *files) add(name, id string, size int64, link bool) {
	n := &node{name: path.Base(name), id: id, size: size, link: link}
	f.nodes[name] = n
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		parent, known := f.nodes[dir]
		if !known {
			parent = &node{name: path.Base(dir), dir: true}
			f.nodes[dir] = parent
		}
		parent.children = append(parent.children, n)
		if known {
			return
		}
		n = parent
	}
}

// maxLinks is how many symbolic links are followed, one from another.
const maxLinks = 10

// Open opens a file or directory. Symbolic links are followed as long as they stay inside.
func (f *files) Open(name string) (fs.File, error) {
	fail := func(err error) (fs.File, error) { return nil, &fs.PathError{Op: "open", Path: name, Err: err} }
	if !fs.ValidPath(name) {
		return fail(fs.ErrInvalid)
	}
	at := name
	for range maxLinks {
		n := f.nodes[at]
		switch {
		case n == nil:
			return fail(fs.ErrNotExist)
		case n.dir:
			list := slices.Clone(n.children)
			slices.SortFunc(list, func(a, b *node) int { return strings.Compare(a.name, b.name) })
			return &folder{node: *n, left: list}, nil
		}
		data, err := f.revision.read(n.id)
		if err != nil {
			return fail(err)
		}
		if !n.link {
			return &file{*n, bytes.NewReader(data)}, nil
		}
		at = path.Join(path.Dir(at), string(data))
		if path.IsAbs(string(data)) || !fs.ValidPath(at) {
			return fail(fs.ErrNotExist)
		}
	}
	return fail(fs.ErrInvalid)
}

func (n *node) Name() string               { return n.name }
func (n *node) IsDir() bool                { return n.dir }
func (n *node) Type() fs.FileMode          { return n.Mode().Type() }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) Size() int64                { return n.size }
func (n *node) ModTime() time.Time         { return time.Time{} }
func (n *node) Sys() any                   { return nil }

func (n *node) Mode() fs.FileMode {
	switch {
	case n.dir:
		return fs.ModeDir | 0o555
	case n.link:
		return fs.ModeSymlink | 0o444
	}
	return 0o444
}

// file is an open file.
type file struct {
	node
	*bytes.Reader
}

func (f *file) Size() int64                { return f.node.size }
func (f *file) Stat() (fs.FileInfo, error) { return &f.node, nil }
func (f *file) Close() error               { return nil }

// folder is an open directory.
type folder struct {
	node
	left []*node
}

func (f *folder) Stat() (fs.FileInfo, error) { return &f.node, nil }
func (f *folder) Close() error               { return nil }
func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

// ReadDir lists up to n entries, all for n <= 0.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.left) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.left) {
		n = len(f.left)
	}
	out := make([]fs.DirEntry, n)
	for k, c := range f.left[:n] {
		out[k] = c
	}
	f.left = f.left[n:]
	return out, nil
}
