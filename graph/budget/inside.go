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
	stops     []stop
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
	of = p.alike(n, of)
	key := insideKey{n, port, of, depth}
	if in := p.known(key); in != nil {
		return in
	}
	return p.keep(key, p.look(n, port, of, depth))
}

// alike is a case that takes the same ways through a process, with the same figures: the first such value of the field. Mostly it is one or two that
// a process tells apart, and a process is looked into once for all others.
func (p *Planner) alike(n *graph.Process, of Case) Case {
	if of.Field == nil {
		return of
	}
	key := fieldOf{n, of.Field}
	p.lock.Lock()
	same, known := p.same[key]
	p.lock.Unlock()
	if !known {
		same = p.tellApart(n, of.Field)
		p.lock.Lock()
		p.same[key] = same
		p.lock.Unlock()
	}
	if first, ok := same[of.Value]; ok {
		of.Value = first
	}
	return of
}

type fieldOf struct {
	process *graph.Process
	field   *lang.Field
}

// tellApart finds the first value that is like each one; nil where there is more to it than branches and the calendar, that is where others
// are asked, called or waited for.
func (p *Planner) tellApart(n *graph.Process, f *lang.Field) map[string]string {
	if len(n.Internal) > 0 || slices.ContainsFunc(n.Steps, func(s *graph.Step) bool { return s.Calls != nil }) ||
		slices.ContainsFunc(n.Out, func(h *graph.Handoff) bool { return len(h.Interface.AnsweredBy) > 0 }) {
		return nil
	}
	type kind struct {
		calendar *lang.Calendar
		answers  string
	}
	decided := !p.changes(n, f)
	first := map[kind]string{}
	out := map[string]string{}
	for _, v := range Values(f) {
		of := Case{f, v}
		var answers []byte
		for _, s := range n.Steps {
			for _, b := range s.Branches {
				if decided && b.When.Given() {
					answers = append(answers, byte('1'+decides(b.When, of)))
				}
			}
		}
		is := kind{calendarOf(n, of), string(answers)}
		if _, known := first[is]; !known {
			first[is] = v
		}
		out[v] = first[is]
	}
	return out
}

// look does.
func (p *Planner) look(n *graph.Process, port *graph.Port, of Case, depth int) *inside {
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
	b := &walk{planner: p, process: n, of: of, depth: depth, found: make(map[*graph.Step]*node, len(n.Steps)), left: make([]*node, 0, len(n.Steps))}
	b.ask()
	for _, s := range starts {
		if b.found[s] == nil {
			b.visit(s)
		}
	}
	slices.Reverse(b.left)
	in := &inside{stops: make([]stop, len(b.left))}
	for k, at := range b.left {
		at.at = k
		in.stops[k] = stop{step: at.step, cost: p.stepCost(at.step, of)}
	}
	for _, s := range starts {
		in.stops[b.found[s].at].starts = true
	}
	arrive := make([]int, len(b.left)) // how many ways lead to each
	b.ahead(func(_, to int, _ []part) { arrive[to]++ })
	all := 0
	for _, n := range arrive {
		all += n
	}
	room := make([]way, all)
	for k, n := range arrive {
		in.stops[k].since = k
		b.clock(in, k, port)
		in.stops[k].from, room = room[:0:n], room[n:]
	}
	b.ahead(func(from, to int, parts []part) {
		in.stops[to].from = append(in.stops[to].from, way{from, parts})
	})
	for k := range in.stops {
		s := &in.stops[k]
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

// ahead visits the ways that lead on, in the order of the stops they lead from.
func (b *walk) ahead(visit func(from, to int, parts []part)) {
	for k, at := range b.left {
		for _, w := range at.ways {
			if len(b.back) == 0 || !b.back[edge{at.step, w.to}] {
				visit(k, b.found[w.to].at, w.parts)
			}
		}
	}
}

// clock notes from where a step's `within` counts, if that is not its own begin. Where it counts from something that is not on the way, it is no
// figure to calculate with.
func (b *walk) clock(in *inside, k int, port *graph.Port) {
	s := &in.stops[k]
	since := s.step.Since
	if !since.Given() || b.planner.work {
		return
	}
	if at := b.planner.graph.Step(since.Step()); at != nil {
		if n := b.found[at]; n != nil && n.at <= k {
			s.since = n.at
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
	return p.setBy(n)[f]
}

// loops notes what leads back: with a limit as rework, without one as unbounded. A loop is limited if one of its ways is.
func (b *walk) loops(in *inside) {
	if len(b.backs) == 0 {
		return
	}
	// within says in which group of steps that can reach each other each stop is, over all ways or over those that nothing limits.
	within := func(all bool) []int {
		var room []int
		return graph.ComponentOf(len(b.left), func(k int) []int {
			from := len(room)
			for _, w := range b.left[k].ways {
				if (all || w.free) && !w.waits {
					room = append(room, b.found[w.to].at)
				}
			}
			return room[from:len(room):len(room)]
		})
	}
	group := within(true)
	limit := make([]int, len(b.left)+1) // of groups
	for k, at := range b.left {
		for _, w := range at.ways {
			if group[b.found[w.to].at] == group[k] {
				limit[group[k]] = max(limit[group[k]], w.limit)
			}
		}
	}
	var endless []int // found out where something leads back freely
	for _, e := range b.backs {
		from, to := b.found[e.from].at, b.found[e.to].at
		free := false
		for _, w := range b.left[from].ways {
			free = free || w.to == e.to && w.free
		}
		if free && endless == nil {
			endless = within(false)
		}
		if free && endless[from] == endless[to] {
			in.unbounded = append(in.unbounded, e.from.Step)
			continue
		}
		in.stops[from].loops = append(in.stops[from].loops, loop{to, min(limit[group[from]], maxAgain)})
	}
}
