package graph

// Updates that a lifecycle does not allow, each cause once.

// Transition is an update that sets a state, and where the record may stand when it does.
type Transition struct {
	Setting
	From Possible
	To   string
	// Wrong are the states from which the lifecycle does not lead there: all of From, or only some.
	Wrong []string
	// Anywhere says that From is not known, and the update wrong all the same: nothing leads to the state.
	Anywhere bool
}

// Never reports whether the update is wrong from wherever the record may stand. Where it can stand nowhere, there is nothing wrong.
func (t Transition) Never() bool { return len(t.Wrong) > 0 && len(t.Wrong) == len(t.From.List()) }

// maxCauses bounds how many wrong updates are looked at one by one.
const maxCauses = 20

// settleCauses finds updates that are wrong from everywhere, first causes first: what the flow makes of a record after one of them is
// anybody's guess, so nothing that follows is held against it.
func (s *States) settleCauses() {
	for range maxCauses {
		var list []Transition
		for _, t := range s.Transitions() {
			if _, known := s.causes[t.Assignment]; t.Never() && !known {
				list = append(list, t)
			}
		}
		if len(list) == 0 {
			return
		}
		first := s.cause(list)
		s.causes[first.Assignment] = first
		s.all |= s.closure(s.bit(first.To)) // where it has been brought to all the same, it may go on from
		s.follow()
	}
}

// cause is one that does not come after another. Of very many, only the first are compared.
func (s *States) cause(list []Transition) Transition {
	list = list[:min(len(list), 50)]
	after := make([]map[*Step]bool, len(list))
	for k, t := range list {
		if t.Step != nil {
			after[k] = After(t.Step)
		}
	}
	for k, t := range list {
		first := true
		for j, other := range list {
			if j != k && t.Step != nil && after[j][t.Step] && (j < k || !after[k][other.Step]) {
				first = false
			}
		}
		if first {
			return t
		}
	}
	return list[0]
}

// Transitions are all updates of the field that set a state the lifecycle does not allow from somewhere, steps in the order of the flow. Those that
// only follow from an earlier one are not among them.
func (s *States) Transitions() []Transition {
	var out []Transition
	enter := func(set Setting) {
		if set.Create || set.Of != s.Artifact || set.Name.Name != s.Field || set.Value.Broken {
			return
		}
		texts, complete := set.Value.Texts()
		from := s.possible(set)
		if cause, known := s.causes[set.Assignment]; known {
			out = append(out, cause)
			return
		}
		for _, to := range texts {
			if s.bit(to) == 0 {
				continue
			}
			t := Transition{Setting: set, From: from, To: to, Wrong: from.Forbid(to)}
			t.Anywhere = t.Never() && from.set&s.all == s.all
			if t.Never() || len(t.Wrong) > 0 && from.Sure && complete && len(texts) == 1 {
				out = append(out, t)
			}
		}
	}
	holders := s.holders()
	var room []Setting
	for _, p := range holders {
		if len(p.Settings()) == 0 {
			continue
		}
		for _, step := range p.inOrder() {
			room = step.settings(room[:0])
			for _, set := range room {
				enter(set)
			}
		}
	}
	for _, i := range senders(holders) {
		for _, set := range i.settings(i.Update, false) {
			enter(set)
		}
	}
	return out
}

// possible is where the record may stand when an update is made.
func (s *States) possible(set Setting) Possible {
	switch {
	case set.Interface != nil:
		return s.Leaving(set.Interface)
	case set.Branch != nil:
		return s.Taken(set.Step, set.Branch)
	}
	return s.Before(set.Step)
}

// inOrder lists the steps as work comes to them, those it never comes to last.
func (n *Process) inOrder() []*Step {
	out := append([]*Step(nil), n.Starts()...)
	seen := map[*Step]bool{}
	for _, s := range out {
		seen[s] = true
	}
	for k := 0; k < len(out); k++ {
		for _, w := range out[k].Ways {
			if w.To != nil && !seen[w.To] {
				seen[w.To] = true
				out = append(out, w.To)
			}
		}
	}
	for _, s := range n.Steps {
		if !seen[s] {
			out = append(out, s)
		}
	}
	return out
}

// Conditional reports whether two conditions on the way may exclude each other, so that not every way through the steps need be one
// that a record can take.
func (n *Process) Conditional() bool {
	steps := 0
	for _, s := range n.Steps {
		for _, b := range s.Branches {
			if b.When.Given() {
				steps++
				break
			}
		}
	}
	return steps > 1
}
