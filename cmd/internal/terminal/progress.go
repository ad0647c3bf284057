package terminal

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Progress tells on one line what takes long, and takes the line away again. It stays silent for the first second, and always where
// nobody watches: a nil *Progress says nothing. It is safe for concurrent use.
type Progress struct {
	out   io.Writer
	timer *time.Timer

	mu    sync.Mutex
	text  string
	late  bool // the first second is over
	shown bool
}

// patience is how long work may take before anything is said about it.
const patience = time.Second

// NewProgress writes to a terminal. The work begins now.
func NewProgress(terminal io.Writer) *Progress {
	p := &Progress{out: terminal}
	p.timer = time.AfterFunc(patience, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.late = true
		p.draw()
	})
	return p
}

// Say replaces what is shown.
func (p *Progress) Say(format string, args ...any) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text = Line(fmt.Sprintf(format, args...))
	p.draw()
}

func (p *Progress) draw() {
	if p.late && p.text != "" {
		p.shown = true
		fmt.Fprintf(p.out, "\r\x1b[K%s", p.text)
	}
}

// Aside writes a line that is to stay, on w, above what is shown.
func (p *Progress) Aside(w io.Writer, line string) {
	if p == nil {
		fmt.Fprintln(w, Line(line))
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	fmt.Fprintln(w, Line(line))
	p.draw()
}

// Done takes the line away, and nothing is shown after it.
func (p *Progress) Done() {
	if p == nil {
		return
	}
	p.timer.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	p.text, p.shown = "", false
}
