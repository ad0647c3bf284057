// Package preview shows a map in browsers while somebody writes it: the interactive page, the runbooks, and beside them what is wrong. A save is seen
// a moment later, in place.
//
// One goroutine watches the files (watch.go) and makes an Edition of the map after every change (edition.go); browsers are told that there is a newer one,
// and ask for what they show (serve.go). Pictures and texts are made when somebody looks at them, so that a map of a thousand processes is as quick
// to open as one of ten, and a picture that a save does not change is not drawn again.
//
// Nothing is served but what is made of the map: no file of the disk is reachable. Only this machine is listened to, and only pages of our own are
// answered (guard.go).
package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"handoff/check"
	"handoff/cmd/internal/product"
	"handoff/cmd/internal/workspace"
)

// Options are what somebody may choose.
type Options struct {
	Editor Editor
	Pen    product.Pen // draws
	// Check says what rules are told, such as the day; it is asked for every edition. Nil for nothing.
	Check func() check.Options
	// Tell is told what is worth a line: that the map was read again, that it is broken. It may be nil.
	Tell func(string)
	// Poll is how often files are looked at where the system does not tell of changes; 0 is a second.
	Poll time.Duration
}

// Server shows one map.
type Server struct {
	options Options
	dir     string // as it was given
	root    string
	before  uint64 // the mark of the files before they were first read

	mu       sync.Mutex
	kept     *workspace.Kept
	edition  *Edition
	changed  chan struct{} // closed when there is a newer edition
	pictures pictures
	hosts    map[string]bool // the names under which browsers may ask
	session  string          // tells one run from another
}

// New opens the map around a directory and reads it for the first time. It fails where there is no such directory; a map that is broken, or not there
// yet, is shown as what it is.
func New(dir string, options Options) (*Server, error) {
	kept, err := workspace.Keep(dir)
	if err != nil {
		return nil, err
	}
	if options.Tell == nil {
		options.Tell = func(string) {}
	}
	if options.Poll == 0 {
		options.Poll = time.Second
	}
	s := &Server{
		options: options, dir: kept.Root, root: kept.Root, kept: kept, changed: make(chan struct{}), hosts: map[string]bool{},
		session: fmt.Sprintf("%x", time.Now().UnixNano()),
	}
	s.before, _ = kept.Mark(nil)
	s.read()
	return s, nil
}

// Close lets go of the folder.
func (s *Server) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept.Close()
}

// Serve watches the files and answers browsers until the context ends.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	s.allow(l.Addr())
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var watching sync.WaitGroup
	watching.Go(func() { s.watch(ctx) })
	server := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		MaxHeaderBytes:    64 << 10,
		BaseContext:       func(net.Listener) context.Context { return ctx }, // so that those who wait for a newer edition are let go
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	var err error
	select {
	case <-ctx.Done():
		soon, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		if server.Shutdown(soon) != nil {
			_ = server.Close()
		}
	case err = <-ended:
	}
	stop()
	watching.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// now is the newest edition, and what tells of a newer one.
func (s *Server) now() (*Edition, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.edition, s.changed
}

// publish makes an edition the newest one.
func (s *Server) publish(e *Edition) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.edition = e
	close(s.changed)
	s.changed = make(chan struct{})
}
