package graph

// Tracks that run side by side.

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
