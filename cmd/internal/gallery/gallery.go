// Package gallery keeps what was drawn, so that a picture whose map, look and program have not changed is not drawn again.
//
// A picture is kept under a hash of all that it was made from, so there is nothing to bring up to date: what has changed has another name. Every file
// says what its content hashes to; what is damaged or half written is thrown away and counts as absent. Anybody may delete the folder at any time.
package gallery

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"handoff/render"
	"handoff/render/output/place"
)

// Gallery is a folder of pictures. A nil *Gallery keeps nothing. It is safe for concurrent use, by several programs too.
type Gallery struct {
	dir    string
	maker  string // which program draws
	most   int64  // bytes it may hold
	novel  atomic.Bool
	tried  atomic.Int64
	reused atomic.Int64
}

// most is how many bytes a gallery holds: the pictures of some ten thousand processes.
const most = 256 << 20

// Open opens the gallery in the user's cache directory; nil where there is none, or others can write into it: what it holds is put into pages as
// it is.
func Open() *Gallery {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	if dir := filepath.Join(cache, "handoff"); os.MkdirAll(dir, 0o700) != nil || place.Own(dir) != nil {
		return nil
	}
	maker, err := self()
	if err != nil {
		return nil
	}
	return At(filepath.Join(cache, "handoff", "pictures"), maker)
}

// At is a gallery in a folder, of what the program called maker draws.
func At(dir, maker string) *Gallery { return &Gallery{dir: dir, maker: maker, most: most} }

// self names this program: its version, and what its file looks like, since a build from a working copy has the same version after every change.
func self() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	look, err := Look(path)
	if err != nil {
		return "", err
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		look += " " + info.Main.Version
		for _, s := range info.Settings {
			look += " " + s.Key + "=" + s.Value
		}
	}
	return look, nil
}

// Look tells a program's file from another one of the same name, without reading all of it. Where images and archives give every file one time, it is
// told by its beginning, in which Go writes what it was built from.
func Look(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	h := sha256.New()
	if _, err := io.CopyN(h, file, 8<<10); err != nil && err != io.EOF {
		return "", err
	}
	return fmt.Sprintf("%s %d %d %x", path, info.Size(), info.ModTime().UnixNano(), h.Sum(nil)), nil
}

// NameOf is the name of anything else that this program made: a hash of all that it was made from, which must be of kinds that JSON writes whole.
func (a *Gallery) NameOf(ingredients ...any) (string, error) {
	h := sha256.New()
	if err := json.NewEncoder(h).Encode(append([]any{a.maker}, ingredients...)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Name is the name of a picture: a hash of everything that its bytes depend on. layout names the layout program, see Look.
func (a *Gallery) Name(v render.View, format string, o render.Options, layout string) (string, error) {
	view, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	e := json.NewEncoder(h)
	if err := e.Encode([]any{a.maker, layout, format, o.Theme, o.Scale, o.Inline, json.RawMessage(view)}); err != nil {
		return "", err
	}
	for _, page := range pages(view) {
		href := ""
		if o.Link != nil {
			href = o.Link(page)
		}
		if err := e.Encode([]string{page, href}); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// pages are the addresses of pages in a view, wherever they stand in it.
func pages(view []byte) []string {
	var whole any
	if json.Unmarshal(view, &whole) != nil {
		return nil
	}
	var found []string
	var look func(any)
	look = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, each := range v {
				look(each)
			}
		case map[string]any:
			for key, each := range v {
				if page, ok := each.(string); ok && key == "Page" && page != "" {
					found = append(found, page)
				}
				look(each)
			}
		}
	}
	look(whole)
	slices.Sort(found)
	return slices.Compact(found)
}

func (a *Gallery) path(name string) string { return filepath.Join(a.dir, name[:2], name[2:]) }

const head = "handoff picture 1\n"

// Get finds a picture.
func (a *Gallery) Get(name string) ([]byte, bool) {
	if a == nil {
		return nil, false
	}
	a.tried.Add(1)
	path := a.path(name)
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, false
	}
	rest, ok := bytes.CutPrefix(file, []byte(head))
	sum := sha256.Size
	if !ok || len(rest) < sum || sha256.Sum256(rest[sum:]) != [sha256.Size]byte(rest[:sum]) {
		_ = os.Remove(path)
		return nil, false
	}
	now := time.Now() // what is used stays
	_ = os.Chtimes(path, now, now)
	a.reused.Add(1)
	return rest[sum:], true
}

// Put keeps a picture. What cannot be kept is not: there is nobody to tell.
func (a *Gallery) Put(name string, picture []byte) {
	if a == nil {
		return
	}
	path := a.path(name)
	if os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		return
	}
	file, err := os.CreateTemp(filepath.Dir(path), "new-")
	if err != nil {
		return
	}
	sum := sha256.Sum256(picture)
	_, err = file.Write(slices.Concat([]byte(head), sum[:], picture))
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
		return
	}
	a.novel.Store(true)
}

// Reused returns how many pictures were looked for, and how many were there.
func (a *Gallery) Reused() (reused, of int) {
	if a == nil {
		return 0, 0
	}
	return int(a.reused.Load()), int(a.tried.Load())
}

// Close makes room: where the gallery has grown too large, what was not used for longest goes, until a quarter is free. It only looks where something
// was kept since it was opened.
func (a *Gallery) Close() {
	if a == nil || !a.novel.Swap(false) {
		return
	}
	type kept struct {
		path string
		size int64
		used time.Time
	}
	var all []kept
	total := int64(0)
	_ = filepath.WalkDir(a.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return nil // another program was faster
		}
		if strings.HasPrefix(d.Name(), "new-") && time.Since(info.ModTime()) > time.Hour { // somebody was stopped while writing
			_ = os.Remove(path)
			return nil
		}
		all = append(all, kept{path, info.Size(), info.ModTime()})
		total += info.Size()
		return nil
	})
	if total <= a.most {
		return
	}
	slices.SortFunc(all, func(x, y kept) int { return x.used.Compare(y.used) })
	for _, k := range all {
		if total <= a.most*3/4 {
			break
		}
		if os.Remove(k.path) == nil {
			total -= k.size
		}
	}
}
