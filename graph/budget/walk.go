package budget

import (
	"slices"

	"handoff/graph"
	"handoff/lang"
)

// The search through the steps of a process: where the work may go from each of them.

type edge struct{ from, to *graph.Step }

// lead is a way as the search finds it.
type lead struct {
	to    *graph.Step
	parts []part
	free  bool // nothing limits how often it is gone
	waits bool // it is the wait for an answer, which leads nowhere by itself
	limit int
}

// walk is the search through the steps of a process.
type walk struct {
	planner *Planner
	process *graph.Process
	of      Case
	depth   int

	waits map[*graph.Step][]lead
	found map[*graph.Step]*node
	left  []*node // in the order in which the search has left them
	back  map[edge]bool
	backs []edge

	room []node // for nodes
	free []lead // for their ways
}

// node is a step that the search has come to.
type node struct {
	step *graph.Step
	ways []lead
	left bool // the search is done with all that lies below it
	at   int  // the stop that it is, once the search is over
}

func (b *walk) visit(s *graph.Step) {
	if len(b.room) == 0 {
		b.room = make([]node, max(len(b.process.Steps)-len(b.found), 1))
	}
	n := &b.room[0]
	b.room = b.room[1:]
	n.step, n.ways = s, b.lookForWays(s)
	b.found[s] = n
	for _, w := range n.ways {
		switch to := b.found[w.to]; {
		case to == nil:
			b.visit(w.to)
		case !to.left:
			e := edge{s, w.to}
			if b.back == nil {
				b.back = map[edge]bool{}
			}
			if !b.back[e] {
				b.back[e] = true
				if !w.waits {
					b.backs = append(b.backs, e)
				}
			}
		}
	}
	n.left = true
	b.left = append(b.left, n)
}

// ask finds the requests that the process makes, and joins the step that asks to the step that waits for the answer.
func (b *walk) ask() {
	for _, h := range b.process.Out {
		for _, answer := range h.Interface.AnsweredBy {
			for _, back := range answer.Handoffs {
				if back.Receiver != b.process || back.Sender != h.Receiver {
					continue
				}
				parts := b.planner.answering(h, back, b.of, b.depth)
				for _, from := range h.Output.LeavesAt() {
					for _, to := range back.Input.ArrivesAt() {
						if from != to {
							if b.waits == nil {
								b.waits = map[*graph.Step][]lead{}
							}
							b.waits[from] = append(b.waits[from], lead{to: to, parts: parts, waits: true})
						}
					}
				}
			}
		}
	}
}

// answering is what lies between asking and having the answer: all of it where the request promises to be complete; else the request is
// accepted, the answerer works, and the answer is accepted.
func (p *Planner) answering(request, answer *graph.Handoff, of Case, depth int) []part {
	if c, ok := p.completing(request.Interface, of); ok {
		return []part{{of: request.Interface, what: "asked and answered", cost: c}}
	}
	var parts []part
	parts = append(parts, part{of: request.Interface, what: "accepted", cost: p.accepting(request.Interface, of)})
	var other *passage
	for _, c := range p.crossing(request, of) { // several: the first that is slowest is not known beforehand, so any of them
		for _, c := range p.split(request.Receiver, c) {
			if next, ok := p.passage(request.Receiver, request.Input, c, answer.Output, depth+1); ok {
				if other == nil {
					other = next
				} else {
					other.or = append(other.or, next)
					other.open = other.open || next.open
				}
			}
		}
	}
	if other == nil {
		other = &passage{process: request.Receiver, whole: unknown, open: !p.work}
	}
	return append(parts,
		part{of: request.Receiver, other: other},
		part{of: answer.Interface, what: "accepted", cost: p.accepting(answer.Interface, Case{})})
}

// lookForWays lists where the work may go from a step that the search has come to: not where a branch is known not to be taken.
func (b *walk) lookForWays(s *graph.Step) []lead {
	most := len(s.Ways) + len(b.waits[s])
	if len(b.free) < most {
		b.free = make([]lead, max(most, 2*len(b.process.Steps)))
	}
	out := b.free[:0:most]
	var closed []*lang.Branch
	rest := true
	for _, branch := range s.Branches {
		a := b.taken(branch)
		if !rest || a == lang.No {
			closed = append(closed, branch)
		}
		rest = rest && a != lang.Yes
	}
	for _, w := range s.Ways {
		switch {
		case w.To == nil:
			continue
		case w.How == graph.ByBranch && slices.Contains(closed, w.Branch):
			continue
		case (w.How == graph.ByNext || w.How == graph.BySequence) && !rest:
			continue
		}
		l := lead{to: w.To, free: true}
		for _, h := range [...]*lang.Handback{w.From.Handback, w.To.Handback, handbackOf(w.Interface)} {
			if h != nil && h.Limit.Given() {
				l.free, l.limit = false, max(l.limit, h.Limit.Value)
			}
		}
		if i := w.Interface; i != nil && !b.planner.work && i.SLA.Given() {
			if c := acknowledged(&i.SLA, b.of); len(c.legs) > 0 {
				l.parts = []part{{of: i.Interface, what: "accepted", cost: c}}
			}
		}
		out = append(out, l)
	}
	out = append(out, b.waits[s]...)
	b.free = b.free[len(out):]
	return out[:len(out):len(out)]
}

func handbackOf(i *graph.Interface) *lang.Handback {
	if i == nil {
		return nil
	}
	return i.Interface.Handback
}

// taken says whether a branch is taken by the case.
func (b *walk) taken(branch *lang.Branch) lang.Answer {
	if !branch.When.Given() || b.of.Field == nil || b.planner.changes(b.process, b.of.Field) {
		return lang.Depends
	}
	return decides(branch.When, b.of)
}
