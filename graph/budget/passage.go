package budget

import (
	"time"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/calendar"
)

// passage is what a process does between taking work in and handing it on, or being done: its steps; or where these do not tell, the
// process as a whole.
type passage struct {
	process *graph.Process
	in      *inside
	stops   []int // at the last of which it is over
	whole   cost  // where in is nil
	open    bool
	or      []*passage // what else it may be: the latest counts
}

// passage finds the way of a case through a process, from where it comes in to an output; to the end, where that is nil. False where no
// step leads from one to the other.
//
// To an output it is the steps, if all of them that lead there have a figure; else what the process promises to be complete in, which is no
// shorter; else the steps, at least. To the end it is what the process promises, where its clock starts when the work comes in.
func (p *Planner) passage(n *graph.Process, port *graph.Port, of Case, output *graph.Port, depth int) (*passage, bool) {
	out := &passage{process: n}
	promised, stated := complete(&n.SLA, of)
	if p.work {
		promised, stated = cost{}, false
	}
	var in *inside
	if depth <= maxDepth {
		in = p.inside(n, port, of, depth)
	}
	if in != nil {
		for k := range in.stops {
			s := &in.stops[k]
			if output == nil && s.step.Ends || output != nil && leaves(s.step, output) {
				out.stops = append(out.stops, k)
				out.open = out.open || s.open
			}
		}
	}
	counts, later := clockStarts(n, port)
	switch {
	case in != nil && len(out.stops) == 0 && n.Flow == graph.Declared && output != nil:
		return nil, false
	case in == nil || len(out.stops) == 0,
		stated && out.open,
		output == nil && stated && counts:
		out.stops = nil
		out.whole = promised
		out.open = !p.work && (!stated || later)
	default:
		out.in = in
	}
	return out, true
}

// leaves reports whether an output leaves at the step.
func leaves(s *graph.Step, output *graph.Port) bool {
	for _, at := range output.LeavesAt() {
		if at == s {
			return true
		}
	}
	return len(s.Process.Steps) == 1 && len(output.Steps) == 0
}

// clockStarts says how the promise of a process bears on work that comes in at the port: whether its clock starts there, since that is what it
// says or the work begins there; and if not, whether it may start only later, so that it does not bound what is left.
func clockStarts(n *graph.Process, port *graph.Port) (counts, later bool) {
	since := n.SLA.Since
	switch {
	case since.Port() != nil:
		return port == nil || port.Declared == since.Port(), false
	case since.Given():
		return false, true
	case port == nil || n.Flow == graph.Undeclared:
		return true, false
	}
	for _, s := range port.ArrivesAt() {
		if s.Entry || len(s.From) == 0 {
			return true, false
		}
	}
	return false, false
}

// end is when it is over.
func (x *passage) end(tick clock, at instant, again bool) instant {
	last, _ := x.latest(tick, at, again)
	return last
}

// latest is when it is over, and which of the alternatives is the last.
func (x *passage) latest(tick clock, at instant, again bool) (instant, *passage) {
	last, by := x.alone(tick, at, again), x
	for _, other := range x.or {
		if end := other.alone(tick, at, again); end > last {
			last, by = end, other
		}
	}
	return last, by
}

func (x *passage) alone(tick clock, at instant, again bool) instant {
	if x.in == nil {
		end, _ := x.whole.end(tick, at)
		return end
	}
	ends, _ := x.in.sweep(tick, at, -1, x.stops[len(x.stops)-1], again)
	last := at
	for _, k := range x.stops {
		last = max(last, ends[k])
	}
	return last
}

// lines tells the passage, line by line.
func (x *passage) lines(at instant, again bool) []Line {
	_, x = x.latest(byCalendar, at, again)
	if x.in == nil {
		end, by := x.whole.end(byCalendar, at)
		return []Line{{Of: x.process.Process, Leg: x.whole.leg(by), Until: end.time()}}
	}
	ends, by := x.in.sweep(byCalendar, at, -1, x.stops[len(x.stops)-1], again)
	last := x.stops[0]
	for _, k := range x.stops {
		if ends[k] > ends[last] {
			last = k
		}
	}
	return x.in.tell(ends, by, last, at, again)
}

// tell goes back from a stop to where the work came in, and tells what lies between.
func (in *inside) tell(ends []instant, by []int, last int, at instant, again bool) []Line {
	var order []int
	for k := last; ; {
		order = append(order, k)
		if by[k] < 0 {
			break
		}
		k = in.stops[k].from[by[k]].from
	}
	var out []Line
	for j := len(order) - 1; j >= 0; j-- {
		s := &in.stops[order[j]]
		if way := by[order[j]]; way >= 0 {
			for _, p := range s.from[way].parts {
				list := p.lines(at, again)
				out = append(out, list...)
				at = instant(list[len(list)-1].Until.Unix())
			}
		}
		_, which := s.cost.end(byCalendar, at)
		line := Line{Of: s.step.Step, Leg: s.cost.leg(which)}
		if s.since == order[j] {
			at, _ = s.cost.end(byCalendar, at)
		} else { // its clock has started before; what the work took is known
			line.What = "since " + in.sinceWords(s)
			at = ends[order[j]]
		}
		line.Until = at.time()
		out = append(out, line)
		if !again {
			continue
		}
		for _, l := range s.loops {
			for range l.limit {
				round, ways := in.sweep(byCalendar, at, l.to, order[j], false)
				for _, line := range in.tell(round, ways, order[j], at, false) {
					line.Again = true
					out = append(out, line)
				}
				at = round[order[j]]
			}
		}
	}
	return out
}

// sinceWords says where the clock of a step has started.
func (in *inside) sinceWords(s *stop) string {
	if s.since == atStart {
		return "the beginning"
	}
	return "`" + in.stops[s.since].step.Name + "`"
}

func (p part) lines(at instant, again bool) []Line {
	if p.other != nil {
		return p.other.lines(at, again)
	}
	end, by := p.cost.end(byCalendar, at)
	return []Line{{Of: p.of, What: p.what, Leg: p.cost.leg(by), Until: end.time()}}
}

func (at instant) time() time.Time { return time.Unix(int64(at), 0).UTC() }

// missing lists the blocks on the passage that have no figure.
func (x *passage) missing(note func(lang.Declaration)) {
	for _, other := range x.or {
		other.missing(note)
	}
	if !x.open {
		return
	}
	if x.in == nil {
		note(x.process.Process)
		return
	}
	before := map[int]bool{}
	todo := append([]int(nil), x.stops...)
	for len(todo) > 0 {
		k := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if before[k] || !x.in.stops[k].open {
			continue
		}
		before[k] = true
		if x.in.stops[k].cost.open {
			note(x.in.stops[k].step.Step)
		}
		for _, w := range x.in.stops[k].from {
			todo = append(todo, w.from)
			for _, p := range w.parts {
				switch {
				case p.other != nil:
					p.other.missing(note)
				case p.cost.open:
					note(p.of)
				}
			}
		}
	}
}

// each visits every leg of the passage.
func (x *passage) each(visit func(calendar.Leg)) {
	for _, other := range x.or {
		other.each(visit)
	}
	for _, leg := range x.whole.legs {
		visit(leg)
	}
	if x.in == nil {
		return
	}
	for k := range x.in.stops {
		s := &x.in.stops[k]
		for _, leg := range s.cost.legs {
			visit(leg)
		}
		for _, w := range s.from {
			for _, p := range w.parts {
				for _, leg := range p.cost.legs {
					visit(leg)
				}
				if p.other != nil {
					p.other.each(visit)
				}
			}
		}
	}
}

// loops reports what goes back inside: whether any of it is counted again, and where nothing limits it.
func (x *passage) loops(note func(lang.Declaration)) (again bool) {
	for _, other := range x.or {
		again = other.loops(note) || again
	}
	if x.in == nil {
		return again
	}
	for _, d := range x.in.unbounded {
		note(d)
	}
	for k := range x.in.stops {
		s := &x.in.stops[k]
		again = again || len(s.loops) > 0
		for _, w := range s.from {
			for _, p := range w.parts {
				if p.other != nil {
					again = p.other.loops(note) || again
				}
			}
		}
	}
	return again
}
