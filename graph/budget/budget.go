// Package budget says how long work takes at most, if everybody keeps every promise, and from which start it takes longest.
//
// A promise is a monotone function: whoever starts later is not done earlier. So is what is made of promises: one after the other (a path),
// and the later of two (a fork that joins, a promise with a floor, the slowest of several priorities). Therefore the worst path from one
// start needs no list of paths. The latest instant at which work can reach a place is the latest over the ways that lead there; taken in
// an order in which every place comes after those before it, each is looked at once.
//
// There are two such graphs, one inside the other. Inside a process the places are its steps, and the ways are what leads from one to the next, with
// the promise of the interface that joins them, if one does. A request and its answer are one more way, from the step that asks to the
// step that waits (see inside.go). Between processes, the places are handoffs, and the ways are what a receiver does until it hands
// on (see flow.go). What leads back is left out, and said: as rework where a `handback` limits it, as unbounded where nothing does.
//
// Which start is worst is found in search.go.
package budget

import (
	"sync"
	"time"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/calendar"
)

// Planner answers questions about one map. It keeps what it has worked out, and may be asked by several goroutines.
type Planner struct {
	graph *graph.Graph
	// work says that planned work (`takes`) is added up, not what is promised: then nobody waits for anybody.
	work bool

	lock    sync.Mutex // of what follows
	insides map[insideKey]*inside
	sets    map[*graph.Process]map[*lang.Field]bool // the fields that the steps of a process change
	same    map[fieldOf]map[string]string           // see alike
}

// Promised plans with what is promised: `within`, `acknowledge`, `complete`.
func Promised(g *graph.Graph) *Planner {
	return &Planner{graph: g, insides: map[insideKey]*inside{}, sets: map[*graph.Process]map[*lang.Field]bool{}, same: map[fieldOf]map[string]string{}}
}

// Planned plans with the work that steps are expected to take, `takes`, and with nothing else. It is counted in the calendar of the
// process.
func Planned(g *graph.Graph) *Planner {
	p := Promised(g)
	p.work = true
	return p
}

// known is what was worked out for a key; nil for nothing yet.
func (p *Planner) known(key insideKey) *inside {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.insides[key]
}

// keep keeps what was worked out. Where two have worked out the same, which comes to the same, the first is kept.
func (p *Planner) keep(key insideKey, in *inside) *inside {
	p.lock.Lock()
	defer p.lock.Unlock()
	if first := p.insides[key]; first != nil {
		return first
	}
	p.insides[key] = in
	return in
}

// setBy are the fields that the steps of a process set.
func (p *Planner) setBy(n *graph.Process) map[*lang.Field]bool {
	p.lock.Lock()
	defer p.lock.Unlock()
	sets, ok := p.sets[n]
	if !ok {
		sets = map[*lang.Field]bool{}
		for _, s := range n.Settings() {
			sets[s.Name.Field] = true
		}
		p.sets[n] = sets
	}
	return sets
}

// Case is what is known of the record in hand: the value of one enum field. The zero Case is nothing.
type Case struct {
	Field *lang.Field
	Value string
}

// Line is one line of a path: what is done, and until when at the latest.
type Line struct {
	Of    lang.Declaration // a step, process or interface
	What  string           // what is done, in words: "accepted", "" where Of says it
	Leg   calendar.Leg     // without a figure it takes at least no time
	Until time.Time
	Again bool // it is done again, after a handback
}

// Outcome is what came of holding the worst path against a promise.
type Outcome struct {
	Promise calendar.Leg
	Value   string // the value of `per` that it is about; "" for all
	// Broken says that from some start the path ends after the promise falls due. OnlyAgain says that it does so only where work is handed
	// back as often as it may be.
	Broken, OnlyAgain bool
	// AtLeast says that figures are missing: the path takes at least so long. Missing are the blocks without one, in no particular order of
	// time.
	AtLeast bool
	Missing []lang.Declaration
	// Unbounded are the steps and interfaces at which work goes back without a limit; once through is counted.
	Unbounded []lang.Declaration

	Start, Due, Done time.Time
	Path             []Line // from the worst start
}

// Overrun is how much later than due it is done; negative for slack. Elapsed time.
func (o *Outcome) Overrun() time.Duration { return o.Done.Sub(o.Due) }

// Service holds a service against what it promises, value by value where it promises several things. Nil where it promises no figure, has no
// start, or its clock starts elsewhere; the worst value, where there are several.
func (p *Planner) Service(s *graph.Service) *Outcome {
	find, ok := p.serviceRoute(s)
	if !ok {
		return nil
	}
	return p.values(s.SLA, find)
}

// serviceRoute finds the way through a service for a case; false where its clock starts elsewhere.
func (p *Planner) serviceRoute(s *graph.Service) (func(Case) (route, bool), bool) {
	if since := s.SLA.Since; since.Given() && (since.Port() == nil || s.Start == nil || since.Port().Process != s.Start.Process) {
		return nil, false
	}
	return func(of Case) (route, bool) {
		f := p.serviceFlow(s, of)
		if f == nil {
			return route{}, false
		}
		return f.route(), true
	}, true
}

// Process holds the steps of a process against what it promises, from where its clock starts. Nil where nothing is promised, or the order of
// its steps or where the clock starts is not known.
func (p *Planner) Process(n *graph.Process) *Outcome {
	find, ok := p.processRoute(n)
	if !ok {
		return nil
	}
	return p.values(n.SLA, find)
}

// processRoute finds the way through a process for a case; false where its clock starts at no port.
func (p *Planner) processRoute(n *graph.Process) (func(Case) (route, bool), bool) {
	var port *graph.Port
	switch since := n.SLA.Since; {
	case since.Port() != nil:
		port = p.graph.Port(since.Port())
	case since.Given():
		return nil, false
	}
	return func(of Case) (route, bool) {
		in := p.inside(n, port, of, 0)
		if in == nil {
			return route{}, false
		}
		x := &passage{process: n, in: in}
		for k := range in.stops {
			s := &in.stops[k]
			if s.step.Ends {
				x.stops = append(x.stops, k)
				x.open = x.open || s.open
			}
		}
		return passageRoute(nil, x), len(x.stops) > 0
	}, true
}

// Interface holds a handoff against the `complete` that it promises itself: it must be accepted, and the receiver be done. Nil where
// nothing is promised, or its clock starts elsewhere.
func (p *Planner) Interface(h *graph.Handoff) *Outcome {
	if h.Interface.SLA.Since.Given() {
		return nil
	}
	return p.values(h.Interface.SLA, p.interfaceRoute(h))
}

// interfaceRoute finds what is done until a handoff is done, for a case.
func (p *Planner) interfaceRoute(h *graph.Handoff) func(Case) (route, bool) {
	return func(of Case) (route, bool) {
		first := []part{{of: h.Interface.Interface, what: "accepted", cost: p.accepting(h.Interface, of)}}
		var all *passage
		for _, crossed := range p.crossing(h, of) {
			for _, c := range p.split(h.Receiver, crossed) {
				x, _ := p.passage(h.Receiver, h.Input, c, nil, 0)
				if all == nil {
					all = x
				} else {
					all.or = append(all.or, x)
					all.open = all.open || x.open
				}
			}
		}
		return passageRoute(first, all), true
	}
}

// values holds a route against the promise for each value that there is one for, and returns the worst.
func (p *Planner) values(sla graph.SLA, of func(Case) (route, bool)) *Outcome {
	var worst *Outcome
	for _, c := range casesOf(sla) {
		promise, ok := promised(sla, c)
		if !ok {
			continue
		}
		r, ok := of(c)
		if !ok {
			continue
		}
		r.work = p.work
		o := hold(r, promise)
		o.Value = c.Value
		if worst == nil || o.worse(worst) {
			worst = o
		}
	}
	return worst
}

// casesOf are the cases that promises tell apart: the values of the field they go by.
func casesOf(sla graph.SLA) []Case {
	per := sla.Per.Field
	if per == nil || len(sla.Targets) == 0 || len(Values(per)) == 0 {
		return []Case{{}}
	}
	var out []Case
	for _, v := range Values(per) {
		out = append(out, Case{per, v})
	}
	return out
}

// promised is the figure that is promised for a case.
func promised(sla graph.SLA, of Case) (calendar.Leg, bool) {
	var leg calendar.Leg
	count := 0
	promises(&sla, of, func(p *graph.Promises) {
		leg = legOf(&p.Complete)
		count++
	})
	if count != 1 {
		return calendar.Leg{}, false
	}
	return leg, leg.Known()
}

// worse reports whether a promise is broken more gravely than the other: at the first pass rather than only with handbacks, then by more.
func (o *Outcome) worse(other *Outcome) bool {
	switch {
	case o.Broken != other.Broken:
		return o.Broken
	case o.OnlyAgain != other.OnlyAgain:
		return other.OnlyAgain
	}
	return o.Broken && o.Overrun() > other.Overrun()
}
