package lsp

// A map that takes long to be read, such as one whose root is all of somebody's home, holds up nobody who writes in it: the desk waits a moment and
// goes on. Until the map is there its documents are held to the files that lie beside them, which are soon read. Of those nothing is known
// to be missing, so only what does not parse is told; names, texts and fields are completed as far as they go.

import (
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"handoff/cmd/internal/workspace"
	"handoff/lang"
)

// reading is what came of reading a map.
type reading struct {
	m      *lang.Map
	err    error
	change int // that it has seen
	done   bool
}

// read reads the whole map. The first time it does so beside the desk, and waits no longer than a moment; then coming is set, and arrive is called when
// the map is there.
func (f *folder) read() (*lang.Map, error) {
	if f.outer != nil || f.first.done {
		return f.kept.Load()
	}
	s := f.server
	come := make(chan struct{})
	change := f.change
	s.running.Add(1)
	go func() {
		defer s.running.Done()
		f.first = reading{err: errors.New("the map could not be read"), change: change, done: true}
		_ = s.guard("a map", func() {
			if s.options.reading != nil {
				s.options.reading()
			}
			f.first.m, f.first.err = f.kept.Load()
		})
		close(come)
		s.put(task{do: func() {
			if f.coming == come {
				f.arrive()
			}
		}})
	}()
	moment := time.NewTimer(s.options.Patience)
	defer moment.Stop()
	select {
	case <-come:
		m := f.first.m
		f.first.m = nil
		return m, f.first.err
	case <-moment.C:
		f.coming = come
		return nil, nil
	}
}

// arrive takes the map that was read at last, and settles those who were held to less.
func (f *folder) arrive() {
	s := f.server
	f.coming = nil
	if s.folders[f.kept.Root] != f {
		return
	}
	var waiting []*document
	for _, uri := range slices.Sorted(maps.Keys(s.documents)) {
		if d := s.documents[uri]; d.folder != nil && d.folder.outer == f {
			waiting = append(waiting, d)
		}
	}
	switch {
	case f.first.err == nil:
		f.loadedAt = f.first.change
		f.take(f.first.m)
		f.first.m = nil
	case len(waiting)+len(f.documents()) == 0: // no map, and nobody who writes one
		f.close()
		delete(s.folders, f.kept.Root)
		return
	}
	for _, d := range waiting {
		beside := d.folder
		s.settle(d)
		if len(beside.documents()) == 0 {
			beside.withdrawBut(d.uri)
			beside.close()
		}
	}
	f.publishAll()
	f.later(0)
}

// beside is the folder of the files that lie beside a file, which stands in for one that is being read; nil where it cannot be opened.
func (s *server) beside(file string, outer *folder) *folder {
	dir := filepath.Dir(file)
	for _, d := range s.documents {
		if d.folder != nil && d.folder.outer == outer && d.folder.kept.Root == dir {
			return d.folder
		}
	}
	kept, err := workspace.KeepFlat(dir)
	if err != nil {
		s.logf("%v", err)
		return nil
	}
	return &folder{server: s, outer: outer, kept: kept, shown: s.spelling(kept.Root), published: map[string][]byte{}}
}

// errComing refuses what needs the whole map.
var errComing = errors.New("the map is still being read; try again in a moment")
