package terminal

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Progress tells on one line what takes long, and takes the line away again. It stays silent for the first second, and always where
// nobody watches. The zero value is silent; it is safe for concurrent use.
type Progress struct {
	out   io.Writer
	start time.Time

	mu    sync.Mutex
	shown bool
}

// patience is how long work may take before anything is said about it.
const patience = time.Second

// NewProgress writes to a terminal.
func NewProgress(terminal io.Writer) *Progress { return &Progress{out: terminal, start: time.Now()} }

// Say replaces what is shown.
func (p *Progress) Say(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.out == nil || time.Since(p.start) < patience {
		return
	}
	p.shown = true
	fmt.Fprintf(p.out, "\r\x1b[K%s", Line(fmt.Sprintf(format, args...)))
}

// Done takes the line away.
func (p *Progress) Done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	p.shown = false
}
