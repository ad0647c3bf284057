package workspace

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"handoff/lang"
)

// Kept is a workspace that stays loaded while somebody writes in it. Texts that are not saved lie over its files; files that have not
// changed are parsed once. It may be used by several goroutines.
type Kept struct {
	*Workspace
	parsed lang.Parsed
	flat   bool // of the files of the root itself only

	mu   sync.Mutex
	laid map[string][]byte // by slash path relative to the root
}

// Keep opens the workspace around a directory, as Open does; where no handoff.hcl marks a root, it is the directory itself.
func Keep(dir string) (*Kept, error) {
	w, err := Open(dir)
	if err != nil {
		return nil, err
	}
	return &Kept{Workspace: w, laid: map[string][]byte{}}, nil
}

// KeepFlat opens a directory alone: the files that lie in it, and in no folder below, whatever marks a root. It is a part of a map that is at hand
// while the whole is being read.
func KeepFlat(dir string) (*Kept, error) {
	absolute, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	w, err := openRoot(absolute)
	if err != nil {
		return nil, err
	}
	return &Kept{Workspace: w, flat: true, laid: map[string][]byte{}}, nil
}

// Lay puts a text over a file, which need not be there.
func (k *Kept) Lay(path string, text []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.laid[path] = text
}

// Lift takes the text away again.
func (k *Kept) Lift(path string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.laid, path)
}

// Load reads the map with the texts that lie over it now. It fails where there is none.
func (k *Kept) Load() (*lang.Map, error) {
	k.mu.Lock()
	laid := maps.Clone(k.laid)
	k.mu.Unlock()
	return k.load(k.over(laid), &k.parsed, nil)
}

// over is the folder with texts laid over it.
func (k *Kept) over(laid map[string][]byte) fs.FS {
	all := overlay{files{k.root.FS()}, laid}
	if k.flat {
		return flat{all}
	}
	return all
}

// flat is a folder without the folders in it.
type flat struct{ overlay }

func (f flat) ReadDir(dir string) ([]fs.DirEntry, error) {
	entries, err := f.overlay.ReadDir(dir)
	return slices.DeleteFunc(entries, fs.DirEntry.IsDir), err
}

// Try loads the map as it would be if these texts lay over it too. Nothing is kept of it.
func (k *Kept) Try(texts map[string][]byte) (*lang.Map, error) {
	k.mu.Lock()
	laid := maps.Clone(k.laid)
	k.mu.Unlock()
	maps.Copy(laid, texts)
	return k.load(k.over(laid), &k.parsed, nil)
}

// Glance holds one text to a map that has been loaded; see lang.Map.Glance.
func (k *Kept) Glance(m *lang.Map, path string, text []byte) *lang.Map {
	return m.Glance(path, text, &k.parsed)
}

// Inside returns the slash path of an absolute file name relative to the root, and whether it lies in the workspace: below the root, and
// in no folder that is hidden or a workspace of its own.
func (k *Kept) Inside(file string) (string, bool) {
	inside, ok := below(k.Root, file)
	if !ok || inside == "." {
		return "", false
	}
	for dir := path.Dir(inside); dir != "."; dir = path.Dir(dir) {
		if strings.HasPrefix(path.Base(dir), ".") {
			return "", false
		}
		if info, err := fs.Stat(k.root.FS(), dir+"/"+lang.SettingsFile); err == nil && !info.IsDir() {
			return "", false
		}
	}
	return inside, true
}

// overlay is a folder with texts laid over its files.
type overlay struct {
	files
	laid map[string][]byte
}

// Open opens a laid text, else the file.
func (o overlay) Open(name string) (fs.File, error) {
	if text, ok := o.laid[name]; ok {
		return &sheet{Reader: bytes.NewReader(text), info: info{path.Base(name), int64(len(text)), false}}, nil
	}
	f, err := o.files.Open(name)
	if err != nil && o.holds(name) {
		return &sheet{Reader: bytes.NewReader(nil), info: info{path.Base(name), 0, true}}, nil
	}
	return f, err
}

// Stat describes it.
func (o overlay) Stat(name string) (fs.FileInfo, error) {
	if text, ok := o.laid[name]; ok {
		return info{path.Base(name), int64(len(text)), false}, nil
	}
	i, err := o.files.Stat(name)
	if err != nil && o.holds(name) {
		return info{path.Base(name), 0, true}, nil
	}
	return i, err
}

// holds reports whether a text lies in a folder that need not be there yet.
func (o overlay) holds(dir string) bool {
	for p := range o.laid {
		if strings.HasPrefix(p, dir+"/") {
			return true
		}
	}
	return false
}

// ReadDir lists files and laid texts, by name.
func (o overlay) ReadDir(dir string) ([]fs.DirEntry, error) {
	entries, err := o.files.ReadDir(dir)
	more := map[string]fs.DirEntry{}
	for p, text := range o.laid {
		rest, ok := p, dir == "."
		if !ok {
			rest, ok = strings.CutPrefix(p, dir+"/")
		}
		if !ok {
			continue
		}
		if name, _, deeper := strings.Cut(rest, "/"); deeper {
			more[name] = fs.FileInfoToDirEntry(info{name, 0, true})
		} else {
			more[name] = fs.FileInfoToDirEntry(info{name, int64(len(text)), false})
		}
	}
	if len(more) == 0 {
		return entries, err
	}
	for _, e := range entries {
		more[e.Name()] = e
	}
	out := make([]fs.DirEntry, 0, len(more))
	for _, name := range slices.Sorted(maps.Keys(more)) {
		out = append(out, more[name])
	}
	return out, nil
}

// sheet is an open laid text.
type sheet struct {
	*bytes.Reader
	info info
}

func (s *sheet) Stat() (fs.FileInfo, error) { return s.info, nil }
func (s *sheet) Close() error               { return nil }

// info describes a laid text, or a folder that holds one.
type info struct {
	name string
	size int64
	dir  bool
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.dir }
func (i info) Sys() any           { return nil }

func (i info) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o777
	}
	return 0o666
}
