package graph

// One step of the analysis in lifecycle.go, and what it tells to those who ask.

import (
	"math/bits"

	"handoff/lang"
)

// visit works a step out anew, and reports whether anything changed.
func (s *States) visit(step *Step) bool {
	n := s.nodes[step]
	old := *n
	n.before = s.arriving(step)
	if !n.tracked {
		n.before = s.anything()
	}
	if step.Creates.Artifact() == s.Artifact {
		n.before = n.before.or(s.begun())
	}
	if s.drifts[step] {
		n.before = n.before.drifted()
	}
	n.after = s.set(step.Update, n.before)
	for _, port := range step.Departures {
		for _, h := range port.Handoffs {
			if h.Sent != s.Artifact || h.Interface.Update == nil {
				continue
			}
			if written := s.set(h.Interface.Update, n.after); written != n.after { // at the moment of the handoff, if it comes to it
				n.after = n.after.or(written)
				n.after.Sure = false
			}
		}
	}
	if s.drifts[step] {
		n.after = n.after.drifted()
	}
	record := s.name(step.Process)
	for _, b := range step.Branches { // a state that only somebody's hand can have set here: then somebody sets it
		if b.When.Given() && n.after.where(b, record, lang.No).set == 0 && n.after.drifted().where(b, record, lang.No).set != 0 {
			n.byHand = true // once and for all, so that sets only grow
		}
	}
	if n.byHand {
		n.after = n.after.drifted()
	}
	n.rest = n.after
	n.taken = make([]Possible, len(step.Branches))
	leave := map[*lang.Branch]Possible{}
	for k, b := range step.Branches {
		n.taken[k] = n.rest
		if b.When.Given() {
			n.taken[k] = n.rest.where(b, record, lang.No)
			n.rest = n.rest.where(b, record, lang.Yes)
		}
		leave[b] = s.set(b.Update, n.taken[k])
	}
	n.ways = make([]Possible, len(step.Ways))
	for k, w := range step.Ways {
		switch w.How {
		case ByBranch:
			n.ways[k] = leave[w.Branch]
		case ByOverdue:
			n.ways[k] = n.before.or(n.after) // the work may not have been done
			n.ways[k].Sure = false
		case ByInterface:
			n.ways[k] = n.after
		default:
			n.ways[k] = n.rest
		}
	}
	return !n.same(old)
}

func (n *standing) same(old standing) bool {
	if n.before != old.before || n.after != old.after || n.rest != old.rest || len(n.ways) != len(old.ways) || len(n.taken) != len(old.taken) {
		return false
	}
	for k := range n.ways {
		if n.ways[k] != old.ways[k] {
			return false
		}
	}
	for k := range n.taken {
		if n.taken[k] != old.taken[k] {
			return false
		}
	}
	return true
}

// name is what the process calls the record.
func (s *States) name(p *Process) string {
	for _, in := range p.Inputs {
		if in.Artifact == s.Artifact {
			return in.recordName()
		}
	}
	return s.Artifact.Name
}

// begun is the state of a record that has just been made.
func (s *States) begun() Possible {
	if s.initial == 0 {
		return s.anything()
	}
	return Possible{Sure: true, set: s.initial, of: s}
}

// set is what an update makes of them.
func (s *States) set(block *lang.Assignments, from Possible) Possible {
	if block == nil || from.set == 0 {
		return from
	}
	for k := range block.Entries {
		e := &block.Entries[k]
		if e.Of != s.Artifact || e.Name.Name != s.Field {
			continue
		}
		to := Possible{of: s}
		texts, complete := e.Value.Texts()
		for _, t := range texts {
			to.set |= s.bit(t)
		}
		if _, wrong := s.causes[e]; !complete || to.set == 0 || wrong {
			return s.anything()
		}
		to.Sure = bits.OnesCount64(to.set) == 1
		return to
	}
	return from
}

// arriving is what comes in at a step: along the ways that lead to it, and with inputs.
func (s *States) arriving(step *Step) Possible {
	out := s.none()
	for _, w := range step.From {
		if n := s.nodes[w.From]; n != nil {
			for k, other := range w.From.Ways {
				if other == w && k < len(n.ways) {
					out = out.or(n.ways[k])
				}
			}
		}
	}
	holder := s.holding[step.Process]
	for _, in := range holder.inputs[step] {
		out = out.or(s.incoming(in))
	}
	if step.On.Given() || step.Entry && !holder.begins {
		out = out.or(s.anything()) // taken up from wherever it is kept
	}
	return out
}

// incoming is the state in which records arrive at an input.
func (s *States) incoming(in *Port) Possible {
	if in.External() || len(in.Handoffs) == 0 || len(in.Process.Callers) > 0 {
		return s.anything()
	}
	out := s.none()
	for _, h := range in.Handoffs {
		switch {
		case h.Interface.Create != nil && h.Sent == s.Artifact:
			return s.anything() // the same record, or a copy of it
		case h.Interface.Create != nil:
			out = out.or(s.set(h.Interface.Create, s.begun()))
		case h.Sent == s.Artifact:
			out = out.or(s.sent(h))
		default:
			return s.anything()
		}
	}
	return out
}

// sent is the state in which a handoff passes the record on.
func (s *States) sent(h *Handoff) Possible {
	leave := h.Output.LeavesAt()
	if len(leave) == 0 || h.Sender.Flow != Declared {
		return s.set(h.Interface.Update, s.anything())
	}
	out := s.none()
	for _, from := range leave {
		n := s.nodes[from]
		if n == nil || !n.tracked {
			return s.set(h.Interface.Update, s.anything())
		}
		out = out.or(s.leaves(from, n.after, n.ways))
	}
	return s.set(h.Interface.Update, out)
}

// leaves is what may leave at a step: before its branches or after them.
func (s *States) leaves(step *Step, after Possible, ways []Possible) Possible {
	for _, w := range ways {
		after = after.or(w)
	}
	after.Sure = after.Sure && len(step.Branches) == 0 // it may leave on one of them only
	return after
}

// Before is where a record may stand when it comes to a step; everything the lifecycle can reach where that is not known.
func (s *States) Before(step *Step) Possible {
	return s.ask(step, func(n *standing) Possible { return n.before })
}

// After is where it may stand once the step's own update is made, before any branch.
func (s *States) After(step *Step) Possible {
	return s.ask(step, func(n *standing) Possible { return n.after })
}

// Taken is where it may stand when a branch is taken, before the branch's own update.
func (s *States) Taken(step *Step, b *lang.Branch) Possible {
	return s.ask(step, func(n *standing) Possible {
		for k, other := range step.Branches {
			if other == b && k < len(n.taken) {
				return n.taken[k]
			}
		}
		return s.none()
	})
}

// Along is where it may stand on a way out of a step.
func (s *States) Along(w *Way) Possible {
	return s.ask(w.From, func(n *standing) Possible {
		for k, other := range w.From.Ways {
			if other == w && k < len(n.ways) {
				return n.ways[k]
			}
		}
		return s.none()
	})
}

// Leaving is where it may stand when it leaves by an interface, before what that writes back.
func (s *States) Leaving(i *Interface) Possible {
	out := s.none()
	for _, h := range i.Handoffs {
		steps := h.Output.Steps
		if len(steps) == 0 {
			return s.anything()
		}
		for _, step := range steps {
			out = out.or(s.ask(step, func(n *standing) Possible {
				after := s.set(step.Update, n.before)
				if s.drifts[step] || n.byHand {
					after = after.drifted()
				}
				if len(step.Branches) == 0 {
					return after
				}
				return s.leaves(step, after, n.ways)
			}))
		}
	}
	if out.set == 0 {
		return s.anything()
	}
	return out
}

// ask answers for a step. One that the record never reaches, as far as the flow tells, is not known.
func (s *States) ask(step *Step, f func(*standing) Possible) Possible {
	n := s.nodes[step]
	if n == nil || !n.tracked || n.before.set == 0 {
		return s.anything()
	}
	return f(n)
}

// List names the states, in the order of the enum.
func (p Possible) List() []string {
	var out []string
	for k, v := range p.of.Values {
		if p.set&(1<<k) != 0 {
			out = append(out, v)
		}
	}
	return out
}

// Later lists them and all that the lifecycle can make of them.
func (p Possible) Later() []string { return p.drifted().List() }

// Forbid lists those from which the lifecycle does not lead to a state; to stay in it is always allowed.
func (p Possible) Forbid(to string) []string {
	var out []string
	for k, v := range p.of.Values {
		if p.set&(1<<k) != 0 && v != to && p.of.next[k]&p.of.bit(to) == 0 {
			out = append(out, v)
		}
	}
	return out
}

// Tests reports what a branch asks of the state where a record may stand in these, or what the lifecycle can make of them: whether any
// of them can pass, and whether any state at all could.
func (p Possible) Tests(step *Step, b *lang.Branch) (can, could bool) {
	if !b.When.Given() {
		return true, true
	}
	name := p.of.name(step.Process)
	return p.drifted().where(b, name, lang.No).set != 0, p.of.anything().where(b, name, lang.No).set != 0
}
