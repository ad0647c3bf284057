package preview

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"handoff/cmd/internal/workspace"
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
	w := &watcher{workspace: s.open, told: told}
	if notify, err := fsnotify.NewWatcher(); err == nil {
		w.notify = notify
		defer notify.Close()
		go w.listen()
	} else {
		s.options.Tell(fmt.Sprintf("the system does not tell of changes (%v): files are looked at every %s", err, s.options.Poll))
	}
	seen := s.before // what has changed since the first reading is read at once
	poll := time.NewTicker(s.options.Poll)
	defer poll.Stop()
	for {
		// The look comes before the reading, so that what changes meanwhile is seen by the next look. A map that rests on other files than before
		// is read twice for the same reason: a look that takes them in can only come after the reading.
		for now := w.look(s.resting()); now != seen && ctx.Err() == nil; now = w.look(s.resting()) {
			s.read()
			seen = now
		}
		select {
		case <-ctx.Done():
			return
		case <-poll.C:
		case <-told:
			quiet(ctx, told)
		}
	}
}

// open is the folder as it is open now.
func (s *Server) open() *workspace.Workspace {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept.Workspace
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
	workspace func() *workspace.Workspace
	notify    *fsnotify.Watcher // nil where there is none
	told      chan<- struct{}
	watched   map[string]bool
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

// look marks the files of the map, and others that it rests on. Folders are watched from then on.
func (w *watcher) look(others []string) uint64 {
	mark, folders := w.workspace().Mark(others)
	w.follow(folders)
	return mark
}

// follow has the system watch these folders, and no others.
func (w *watcher) follow(folders []string) {
	if w.notify == nil {
		return
	}
	if w.watched == nil {
		w.watched = map[string]bool{}
	}
	there := make(map[string]bool, len(folders))
	for _, path := range folders {
		there[path] = true
	}
	for path := range w.watched {
		if !there[path] {
			_ = w.notify.Remove(path)
			delete(w.watched, path)
		}
	}
	for _, path := range folders {
		if w.watched[path] {
			continue
		}
		if len(w.watched) >= maxWatched || w.notify.Add(path) != nil {
			return // the looks will find it
		}
		w.watched[path] = true
	}
}
