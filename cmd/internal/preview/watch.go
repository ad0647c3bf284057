package preview

import (
	"context"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"handoff/lang"
)

// The files are watched in two ways at once. The system tells at once of changes in folders it watches for us, with whatever an editor does to save:
// in place, or by a rename. And every now and then all files are looked at, which is slower and misses nothing: network folders that tell nothing, systems
// that have run out of watches, folders that were moved in. What counts is what a look finds; being told only makes us look sooner.

const (
	// settle is how long it must be quiet before files are looked at: editors write several files at once, and some of them twice.
	settle = 40 * time.Millisecond
	// patience is how long is waited for that at most.
	patience = 400 * time.Millisecond
	// maxWatched bounds how many folders the system is asked to watch.
	maxWatched = 4000
)

// watch reads the map again whenever its files have changed, until the context ends.
func (s *Server) watch(ctx context.Context) {
	told := make(chan struct{}, 1)
	w := &watcher{root: s.root, told: told}
	if notify, err := fsnotify.NewWatcher(); err == nil {
		w.notify = notify
		defer notify.Close()
		go w.listen()
	} else {
		s.options.Tell(fmt.Sprintf("the system does not tell of changes (%v): files are looked at every %s", err, s.options.Poll))
	}
	seen := w.look(s.resting())
	poll := time.NewTicker(s.options.Poll)
	defer poll.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-poll.C:
		case <-told:
			quiet(ctx, told)
		}
		for now := w.look(s.resting()); now != seen && ctx.Err() == nil; now = w.look(s.resting()) {
			before := s.resting()
			s.read()
			seen = now
			if after := s.resting(); !slices.Equal(before, after) {
				seen = w.look(after) // it rests on other files now, which were read as they are
			}
		}
	}
}

// resting are the files beside its own that the newest edition rests on.
func (s *Server) resting() []string {
	e, _ := s.now()
	return e.watched
}

// quiet waits until nothing more is told for a moment.
func quiet(ctx context.Context, told <-chan struct{}) {
	end := time.After(patience)
	for {
		select {
		case <-told:
		case <-time.After(settle):
			return
		case <-end:
			return
		case <-ctx.Done():
			return
		}
	}
}

// watcher looks at files, and keeps the system watching their folders.
type watcher struct {
	root    string
	notify  *fsnotify.Watcher // nil where there is none
	told    chan<- struct{}
	watched map[string]bool
}

// listen passes on that something has happened.
func (w *watcher) listen() {
	for {
		select {
		case event, ok := <-w.notify.Events:
			if !ok {
				return
			}
			if event.Op == fsnotify.Chmod || strings.HasPrefix(filepath.Base(event.Name), ".") {
				continue
			}
		case _, ok := <-w.notify.Errors: // it may have lost something: look
			if !ok {
				return
			}
		}
		select {
		case w.told <- struct{}{}:
		default:
		}
	}
}

// look sums up the files of the map, and of others that it rests on, by name, size and time. Folders are watched from then on.
func (w *watcher) look(others []string) uint64 {
	sum := fnv.New64a()
	note := func(path string, info fs.FileInfo) {
		fmt.Fprintf(sum, "%s\x00%d\x00%d\x00", path, info.Size(), info.ModTime().UnixNano())
	}
	folders := map[string]bool{}
	_ = filepath.WalkDir(w.root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			fmt.Fprintf(sum, "%s\x00!\x00", path)
			return nil
		}
		name := entry.Name()
		if entry.IsDir() {
			if path != w.root {
				if strings.HasPrefix(name, ".") {
					return fs.SkipDir
				}
				if _, err := os.Lstat(filepath.Join(path, lang.SettingsFile)); err == nil { // a workspace of its own
					return fs.SkipDir
				}
			}
			folders[path] = true
			return nil
		}
		if name == lang.SettingsFile || strings.HasSuffix(name, lang.FileSuffix) && !strings.HasPrefix(name, ".") {
			if info, err := os.Stat(path); err == nil {
				note(path, info)
			}
		}
		return nil
	})
	for _, path := range others {
		if info, err := os.Stat(path); err == nil {
			note(path, info)
		} else {
			fmt.Fprintf(sum, "%s\x00-\x00", path)
		}
	}
	w.follow(folders)
	return sum.Sum64()
}

// follow has the system watch these folders, and no others.
func (w *watcher) follow(folders map[string]bool) {
	if w.notify == nil {
		return
	}
	if w.watched == nil {
		w.watched = map[string]bool{}
	}
	for path := range w.watched {
		if !folders[path] {
			_ = w.notify.Remove(path)
			delete(w.watched, path)
		}
	}
	var fresh []string
	for path := range folders {
		if !w.watched[path] {
			fresh = append(fresh, path)
		}
	}
	slices.Sort(fresh)
	for _, path := range fresh {
		if len(w.watched) >= maxWatched || w.notify.Add(path) != nil {
			return // the looks will find it
		}
		w.watched[path] = true
	}
}

// attached are the files that a map rests on beside its own: schemas, samples, and the files of imported maps. Absolute.
func attached(m *lang.Map, root string) []string {
	var out []string
	for _, f := range m.Attachments {
		out = append(out, filepath.Join(root, filepath.FromSlash(f.Path)))
	}
	for _, i := range m.Imports {
		if i.Map == nil {
			continue
		}
		for _, f := range i.Map.Files {
			out = append(out, filepath.Join(root, filepath.FromSlash(f.Path)))
		}
	}
	return out
}
