package layout

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// ErrNoWorker says that the layout program is neither installed nor to be built. Text formats work without it.
var ErrNoWorker = errors.New("drawing needs the program handoff-layout, which was not found; " +
	"install it with `go install handoff/cmd/...` (from a checkout: `go install ./cmd/...`)")

// Engine lays graphs out. The zero value works; its fields are set before first use and not changed after. It starts no process before the
// first Place, and is safe for concurrent use. Close it to end its workers.
type Engine struct {
	Worker   string        // the layout program; empty: found as find.go describes
	Cache    string        // a directory of our own; empty: handoff in the user's cache directory
	Workers  int           // how many run at once; 0 counts as 2
	Recycle  int           // how many graphs one worker draws before it is replaced (Graphviz leaks); 0 counts as 200
	Deadline time.Duration // elapsed time for one graph, start of a worker included; 0 counts as one minute
	Notify   func(string)  // told what takes long, such as building the worker; may be nil

	start sync.Once
	slots chan *worker // every slot is a worker or nil, for one that is still to be started

	find      sync.Mutex // also lets one worker start at a time: the first fills Graphviz's compiler cache for the others
	program   string
	temporary string // stands in for the cache where there is none
}

// Place lays out g. It returns an error that wraps ErrNoWorker where there is no layout program, and one that wraps
// context.DeadlineExceeded where the graph took too long; the worker is then stopped and replaced.
func (e *Engine) Place(ctx context.Context, g Graph) (Placement, error) {
	if len(g.Nodes) == 0 {
		return Placement{}, nil
	}
	program, err := e.locate(ctx)
	if err != nil {
		return Placement{}, err
	}
	e.start.Do(e.fill)
	limit := orDefault(e.Deadline, time.Minute)
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()

	var w *worker
	select {
	case w = <-e.slots:
	case <-ctx.Done():
		return Placement{}, fmt.Errorf("waiting for a free layout worker: %w", ctx.Err())
	}
	placed, w, err := e.ask(ctx, program, w, g, false)
	if refused := refusal(""); errors.As(err, &refused) && len(g.Clusters) > 0 {
		placed, w, err = e.ask(ctx, program, w, g, true)
	}
	e.slots <- w
	if err != nil && ctx.Err() != nil {
		return Placement{}, fmt.Errorf("laying out %d boxes and %d lines was stopped after %s: %w", len(g.Nodes), len(g.Edges), limit, ctx.Err())
	}
	return placed, err
}

// ask has a graph laid out by w, or by a fresh worker where w is nil or used up. A worker that dies of it or answers nonsense is replaced, and the graph
// tried once more: it may have been the worker's age. It returns the worker to keep.
func (e *Engine) ask(ctx context.Context, program string, w *worker, g Graph, newrank bool) (Placement, *worker, error) {
	if w != nil && w.jobs >= orDefault(e.Recycle, 200) {
		w.stop()
		w = nil
	}
	for again := false; ; again = true {
		if w == nil {
			var err error
			if w, err = e.launch(ctx, program); err != nil {
				return Placement{}, nil, err
			}
		}
		answer, err := w.place(ctx, g.dot(newrank))
		var refused refusal
		if errors.As(err, &refused) {
			return Placement{}, w, err
		}
		var placed Placement
		if err == nil {
			placed, err = g.placement(answer)
		}
		if err == nil {
			return placed, w, nil
		}
		err = errors.Join(err, w.stop())
		w = nil
		if again || ctx.Err() != nil {
			return Placement{}, nil, err
		}
	}
}

// Close ends the workers, waiting for those at work. The engine may be used again after.
func (e *Engine) Close() {
	e.start.Do(e.fill)
	for range cap(e.slots) {
		if w := <-e.slots; w != nil {
			w.stop()
		}
	}
	e.forget()
	for range cap(e.slots) {
		e.slots <- nil
	}
}

func (e *Engine) fill() {
	e.slots = make(chan *worker, orDefault(e.Workers, 2))
	for range cap(e.slots) {
		e.slots <- nil
	}
}

func (e *Engine) notify(format string, args ...any) {
	if e.Notify != nil {
		e.Notify(fmt.Sprintf(format, args...))
	}
}

func orDefault[T ~int | ~int64](v, fallback T) T {
	if v <= 0 {
		return fallback
	}
	return v
}
