package check

import (
	"sync"

	"handoff/graph"
)

// Fact is something that several rules ask of a map: it is worked out once a run, when the first of them asks. What it comes to must not be
// changed, or be fit for several goroutines, for rules look at the same time.
type Fact[T any] struct {
	Find func(*graph.Graph) T
}

// Of returns the fact of the map that a rule looks at.
func (f *Fact[T]) Of(p *Pass) T {
	return p.facts.once(f, func() any { return f.Find(p.Graph) }).(T)
}

// facts are those of one run.
type facts struct {
	lock sync.Mutex
	of   map[any]func() any // by fact
}

func newFacts() *facts { return &facts{of: map[any]func() any{}} }

func (s *facts) once(fact any, find func() any) any {
	s.lock.Lock()
	value := s.of[fact]
	if value == nil {
		value = sync.OnceValue(find)
		s.of[fact] = value
	}
	s.lock.Unlock()
	return value()
}
