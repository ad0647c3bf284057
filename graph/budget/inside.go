package budget

import (
	"slices"

	"handoff/graph"
	"handoff/lang"
)

// Inside a process. Its steps are put in an order in which each comes after all that lead to it: the order in which a depth-first search
// leaves them, read backwards. A way that leads back to a step the search has not left yet closes a loop, and is not gone again.

// maxDepth is how far down it is looked into processes that are asked something while they themselves are asked: below that, they
// count as a whole.
const maxDepth = 4

// maxAgain is how often rework is counted at most.
const maxAgain = 100

type insideKey struct {
	process *graph.Process
	port    *graph.Port // where the work comes in; nil where the process starts by itself
	of      Case
	depth   int
}

// inside is what a process does with one case that comes in at one place, step by step.
type inside struct {
	stops     []*stop
	index     map[*graph.Step]int
	unbounded []lang.Declaration
}

// stop is one step.
type stop struct {
	step   *graph.Step
	cost   cost
	starts bool // the work may come in here
	from   []way
	loops  []loop
	open   bool // a figure is missing here, or before
	since  int  // the stop at whose begin its clock has started, atStart or itself
	// race are the ways that come from branches which run side by side, branch by branch, where it does not wait for all: the first branch counts.
	race [][]int
}

// atStart is the since of a stop whose clock has started where the work came in.
const atStart = -1

// way leads from an earlier stop to this one.
type way struct {
	from  int
	parts []part
}

// part is something that lies between two steps: an acknowledgement, or what somebody does to answer.
type part struct {
	of    lang.Declaration
	what  string
	cost  cost
	other *passage // what somebody else does; cost is empty
}

// loop is work that may come back from here, so often, to an earlier stop.
type loop struct {
	to    int
	limit int
}

// inside looks into a process; nil where the order of its steps is not known. There is no doubt about the order of one step.
func (p *Planner) inside(n *graph.Process, port *graph.Port, of Case, depth int) *inside {
	if n.Flow == graph.Undeclared && len(n.Steps) != 1 || n.Process.External.Value || len(n.Steps) == 0 {
		return nil
	}
	if p.changes(n, of.Field) && of.Field != n.SLA.Per.Field {
		of = Case{}
	}
	key := insideKey{n, port, of, depth}
	if in, ok := p.insides[key]; ok {
		return in
	}
	in := &inside{index: map[*graph.Step]int{}}
	p.insides[key] = in
	starts := n.Entries
	if port != nil {
		starts = port.ArrivesAt()
	}
	if len(starts) == 0 {
		starts = n.Starts()
	}
	if len(n.Steps) == 1 {
		starts = n.Steps
	}
	b := &walk{planner: p, process: n, of: of, depth: depth, entered: map[*graph.Step]int{}}
	b.ask()
	for _, s := range starts {
		if b.entered[s] == 0 {
			b.visit(s)
		}
	}
	slices.Reverse(b.left)
	for k, s := range b.left {
		in.index[s] = k
		in.stops = append(in.stops, &stop{step: s, cost: p.stepCost(s, of), starts: slices.Contains(starts, s)})
	}
	for k, s := range in.stops {
		s.since = k
		b.clock(in, s, port)
	}
	for _, s := range b.left {
		k := in.index[s]
		for _, w := range b.ways(s) {
			j := in.index[w.to]
			if !b.back[edge{s, w.to}] {
				in.stops[j].from = append(in.stops[j].from, way{k, w.parts})
			}
		}
	}
	for _, s := range in.stops {
		s.open = s.cost.open
		for _, w := range s.from {
			s.open = s.open || in.stops[w.from].open
			for _, part := range w.parts {
				s.open = s.open || part.open()
			}
		}
	}
	b.loops(in)
	b.races(in)
	return in
}

// clock notes from where a step's `within` counts, if that is not its own begin. Where it counts from something that is not on the way, it is no
// figure to calculate with.
func (b *walk) clock(in *inside, s *stop, port *graph.Port) {
	since := s.step.Since
	if !since.Given() || b.planner.work {
		return
	}
	if at := b.planner.graph.Step(since.Step()); at != nil {
		if k, ok := in.index[at]; ok && k <= s.since {
			s.since = k
			return
		}
	}
	if d := since.Port(); d != nil && (port == nil || port.Declared == d) {
		s.since = atStart
		return
	}
	s.cost = unknown
}

func (p part) open() bool {
	if p.other != nil {
		return p.other.open
	}
	return p.cost.open
}

// changes reports whether a step of the process sets the field, so that its value is not what it was when the record came in.
func (p *Planner) changes(n *graph.Process, f *lang.Field) bool {
	if f == nil {
		return false
	}
	sets, ok := p.sets[n]
	if !ok {
		sets = map[*lang.Field]bool{}
		for _, s := range n.Settings() {
			sets[s.Name.Field] = true
		}
		p.sets[n] = sets
	}
	return sets[f]
}

// loops notes what leads back: with a limit as rework, without one as unbounded. A loop is limited if one of its ways is.
func (b *walk) loops(in *inside) {
	if len(b.backs) == 0 {
		return
	}
	group := map[*graph.Step]int{}
	limit := map[int]int{}
	next := func(all bool) func(s *graph.Step) []*graph.Step {
		return func(s *graph.Step) []*graph.Step {
			var out []*graph.Step
			for _, w := range b.ways(s) {
				if (all || w.free) && !w.waits {
					out = append(out, w.to)
				}
			}
			return out
		}
	}
	for k, list := range graph.Components(b.left, next(true)) {
		for _, s := range list {
			group[s] = k
		}
	}
	for _, s := range b.left {
		for _, w := range b.ways(s) {
			if group[w.to] == group[s] {
				limit[group[s]] = max(limit[group[s]], w.limit)
			}
		}
	}
	endless := map[*graph.Step]int{}
	for k, list := range graph.Components(b.left, next(false)) {
		for _, s := range list {
			endless[s] = k
		}
	}
	for _, e := range b.backs {
		from, to := in.index[e.from], in.index[e.to]
		free := false
		for _, w := range b.ways(e.from) {
			free = free || w.to == e.to && w.free
		}
		if free && endless[e.from] == endless[e.to] {
			in.unbounded = append(in.unbounded, e.from.Step)
			continue
		}
		in.stops[from].loops = append(in.stops[from].loops, loop{to, min(limit[group[e.from]], maxAgain)})
	}
}
