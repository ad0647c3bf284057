package kpi

import (
	"slices"

	"handoff/graph"
	"handoff/lang"
)

// Which interface a handoff of the log runs along. The log tells who had the case before and after, and maybe the last step of the one and
// the first of the other. An interface fits if nothing of that speaks against it: a known step must be in the process at that end, and where
// none is known, the hand must be one that works in that process. Of several that fit, the one whose very steps are named wins; if that leaves
// more than one, the handoff is ambiguous, and counts for none.

// route is a way from one hand to another.
type route struct {
	interfaces []*graph.Interface // one: that is it; more: ambiguous
	handoff    *graph.Handoff     // of the one
	inside     bool               // a step of one process following another, as its flow has it
}

// end is what is known of one end.
type end struct {
	who  lang.Declaration // a role, team or process; nil for a word that the source does not explain
	step *graph.Step
}

func (e end) known() bool { return e.who != nil || e.step != nil }

// findRoute looks one up.
func (b *Binding) findRoute(from, to end) route {
	if b.Graph == nil || !from.known() || !to.known() {
		return route{}
	}
	var out route
	best := -1
	for _, h := range b.Graph.Handoffs {
		s, ok := fits(from, h.Sender, h.FromStep)
		r, ok2 := fits(to, h.Receiver, h.ToStep)
		switch score := s + r; {
		case !ok || !ok2 || score < best:
		case score > best:
			best = score
			out.interfaces, out.handoff = []*graph.Interface{h.Interface}, h
		case !slices.Contains(out.interfaces, h.Interface):
			out.interfaces = append(out.interfaces, h.Interface)
		}
	}
	if len(out.interfaces) > 1 {
		out.handoff = nil
	}
	if len(out.interfaces) == 0 {
		out.inside = b.follows(from, to)
	}
	return out
}

// fits reports whether an end may be at a process, and how much speaks for it.
func fits(e end, p *graph.Process, at *graph.Step) (score int, ok bool) {
	if e.step != nil {
		if e.step.Process != p {
			return 0, false
		}
		if e.step == at {
			score = 4
		}
		return score, true
	}
	if q, isProcess := e.who.(*lang.Process); isProcess {
		return 0, q == p.Process
	}
	if at != nil && does(&at.Row, e.who) {
		return 2, true
	}
	return 0, worksIn(p, e.who)
}

// follows reports whether a step of the one may follow a step of the other inside a process.
func (b *Binding) follows(from, to end) bool {
	for _, p := range b.Graph.Processes {
		for _, s := range p.Steps {
			if from.step != nil && s != from.step || from.step == nil && !does(&s.Row, from.who) {
				continue
			}
			for _, w := range s.Ways {
				if w.To != nil && (w.To == to.step || to.step == nil && does(&w.To.Row, to.who)) {
					return true
				}
			}
		}
	}
	return false
}

// worksIn reports whether a role or team works in a process: its team runs it, or it is responsible for one of its steps.
func worksIn(p *graph.Process, who lang.Declaration) bool {
	if p.Runs != nil && within(who, p.Runs) {
		return true
	}
	return slices.ContainsFunc(p.Steps, func(s *graph.Step) bool { return does(&s.Row, who) })
}

// does reports whether a role or team is responsible in a row: itself, as a role of the team that is, or as the team of a role that is.
func does(row *graph.Row, who lang.Declaration) bool {
	return slices.ContainsFunc(row.Responsible, func(p graph.Part) bool { return p.Who != nil && (within(who, p.Who) || within(p.Who, who)) })
}

// within reports whether a role or team is another one, or part of it.
func within(who, whole lang.Declaration) bool {
	if who == nil || whole == nil {
		return false
	}
	for range 20 { // teams may stand in a circle, which is an error of its own
		if who == whole {
			return true
		}
		switch d := who.(type) {
		case *lang.Role:
			return slices.ContainsFunc(d.Teams, func(t lang.Reference) bool { return t.Team() != nil && within(t.Team(), whole) })
		case *lang.Team:
			if d.Parent.Team() == nil {
				return false
			}
			who = d.Parent.Team()
		default:
			return false
		}
	}
	return false
}
