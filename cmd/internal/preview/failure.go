package preview

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
)

// A mistake of ours on one page is no reason to be without all others: it is shown where the page would be, told to whoever started the preview, and
// the preview goes on.

// guard does something, and makes a panic an error.
func (s *Server) guard(what string, do func() error) (err error) {
	defer func() {
		problem := recover()
		if problem == nil {
			return
		}
		if problem == http.ErrAbortHandler {
			panic(problem)
		}
		said, deeper, _ := strings.Cut(fmt.Sprint(problem), "\n") // what is passed on from a worker has its stack behind it
		err = fmt.Errorf("handoff failed on %s: %s; this is a mistake in handoff, not in your map: please report it", what, said)
		s.options.Tell(err.Error())
		for line := range strings.Lines(deeper + string(debug.Stack())) {
			s.options.Tell(strings.TrimSuffix(line, "\n"))
		}
	}()
	return do()
}

// surviving answers a request; where that fails, it says so.
func (s *Server) surviving(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := s.guard("this page", func() error { next.ServeHTTP(w, r); return nil }); err != nil {
			http.Error(w, sentence(err.Error()), http.StatusInternalServerError)
		}
	})
}
