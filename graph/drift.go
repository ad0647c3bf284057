package graph

// Where the state of a record may change under a step's hands: others have the record too, or another track of the same process runs beside it.

import "slices"

// findDrift finds the steps at which others may change the record too.
func (s *States) findDrift() {
	writers := map[*Process][]*Step{}
	var list []*Process
	enter := func(set Setting) {
		if set.Of != s.Artifact || set.Name.Name != s.Field || set.Process == nil {
			return
		}
		list = add(list, set.Process)
		if set.Step != nil {
			writers[set.Process] = append(writers[set.Process], set.Step)
		}
	}
	holders := s.holders()
	for _, p := range holders {
		for _, set := range p.Settings() {
			enter(set)
		}
	}
	for _, i := range senders(holders) {
		for _, set := range i.settings(i.Update, false) {
			enter(set)
		}
	}
	mark := func(steps ...*Step) {
		for _, step := range steps {
			s.drifts[step] = true
		}
	}
	others := s.othersMayWrite()
	for _, p := range holders {
		if others {
			mark(p.Steps...)
			continue
		}
		for _, step := range p.forked(writers[p]) { // another track may write while this one goes on
			mark(step)
		}
		for _, step := range p.Steps {
			if step.Calls != nil && (len(list) > 1 || len(list) == 1 && list[0] != p) {
				mark(step)
			}
		}
		if len(list) == 0 || len(list) == 1 && list[0] == p {
			continue
		}
		for _, h := range s.g.passed(p, s.Artifact) { // the receiver may write while we go on
			mark(h.Output.LeavesAt()...)
			for later := range After(h.Output.LeavesAt()...) {
				mark(later)
			}
		}
		for _, h := range p.In { // the sender may write while we work
			if h.Sent != s.Artifact || h.Received != s.Artifact || h.Interface.Create != nil {
				continue
			}
			after := After(h.Output.LeavesAt()...)
			if slices.ContainsFunc(writers[h.Sender], func(w *Step) bool { return after[w] }) {
				mark(p.Steps...)
			}
		}
	}
}

// othersMayWrite reports whether `updated_by` names somebody beside processes and their steps.
func (s *States) othersMayWrite() bool {
	for _, f := range s.Artifact.Fields {
		if f.Name != s.Field {
			continue
		}
		for _, r := range f.UpdatedBy {
			if r.Process() == nil && r.Step() == nil {
				return true
			}
		}
	}
	return false
}

// forked lists the steps that may run while one of the given steps runs on another track: a list of steps in `next` begins tracks, and
// `join = "all"` ends them.
func (n *Process) forked(others []*Step) []*Step {
	if len(others) == 0 {
		return nil
	}
	var out []*Step
	for _, s := range n.Steps {
		for k := 0; k < len(s.Ways); {
			group := s.Ways[k : k+1]
			for len(group)+k < len(s.Ways) && sameFork(s.Ways[k], s.Ways[k+len(group)]) {
				group = s.Ways[k : k+len(group)+1]
			}
			k += len(group)
			if len(group) > 1 {
				out = append(out, besides(group, others)...)
			}
		}
	}
	return out
}

// sameFork reports whether two ways of a step are taken together.
func sameFork(a, b *Way) bool { return a.How == b.How && a.How != ByInterface && a.Branch == b.Branch }

// besides lists the steps of each track of a fork on which another track has one of the given steps.
func besides(ways []*Way, others []*Step) []*Step {
	tracks := make([]map[*Step]bool, len(ways))
	writes := make([]bool, len(ways))
	count := 0
	for k, w := range ways {
		tracks[k] = track(w.To)
		for _, o := range others {
			writes[k] = writes[k] || tracks[k][o]
		}
		if writes[k] {
			count++
		}
	}
	var out []*Step
	for k, steps := range tracks {
		if count == 0 || count == 1 && writes[k] {
			continue
		}
		for s := range steps {
			out = append(out, s)
		}
	}
	return out
}

// track lists the steps that follow one up to the next join, itself included.
func track(first *Step) map[*Step]bool {
	out := map[*Step]bool{}
	if first == nil || first.Step.Join.Value == "all" {
		return out
	}
	out[first] = true
	for todo := []*Step{first}; len(todo) > 0; {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, w := range s.Ways {
			if w.To != nil && !out[w.To] && w.To.Step.Join.Value != "all" {
				out[w.To] = true
				todo = append(todo, w.To)
			}
		}
	}
	return out
}
