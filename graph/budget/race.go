package budget

import (
	"slices"

	"handoff/graph"
)

// Work that runs side by side and comes together where nobody waits for all of it: the first to arrive counts, and a later one is ignored.

// races finds the steps at which branches that run side by side come together without `join = "all"`. Of several forks before them, the last counts.
func (b *walk) races(in *inside) {
	meets := func(s *stop) bool { return s.race == nil && len(s.from) > 1 && s.step.Join.Value != "all" }
	last := len(in.stops) - 1 // the last stop at which anything comes together
	for last >= 0 && !meets(&in.stops[last]) {
		last--
	}
	var after *following
	for k := last - 1; k >= 0; k-- {
		for _, targets := range b.sides(in.stops[k].step) {
			if after == nil {
				after = &following{number: map[*graph.Step]int{}}
			}
			var sets [][]bool
			for _, t := range targets {
				sets = append(sets, after.of(t))
			}
			for m := k + 1; m <= last; m++ {
				if s := &in.stops[m]; meets(s) {
					s.race = s.branches(in, k, targets, func(t int, step *graph.Step) bool { return after.holds(sets[t], step) })
				}
			}
		}
	}
}

// sides lists the steps that run side by side from a fork: those of one branch, or of `next`, where they are several.
func (b *walk) sides(fork *graph.Step) [][]*graph.Step {
	leads := func(w *graph.Way) bool {
		return (w.How == graph.ByBranch || w.How == graph.ByNext) && b.found[w.To] != nil
	}
	var out [][]*graph.Step
	for k, w := range fork.Ways {
		same := func(other *graph.Way) bool { return other.Branch == w.Branch && leads(other) }
		if k+1 == len(fork.Ways) || !leads(w) || slices.ContainsFunc(fork.Ways[:k], same) || !slices.ContainsFunc(fork.Ways[k+1:], same) {
			continue
		}
		var targets []*graph.Step
		for _, other := range fork.Ways[k:] {
			if same(other) {
				targets = append(targets, other.To)
			}
		}
		out = append(out, targets)
	}
	return out
}

// following tells what can follow a step, itself included, over and over: steps are numbers here.
type following struct {
	number map[*graph.Step]int
	next   [][]int
}

func (f *following) of(first *graph.Step) []bool {
	seen := make([]bool, len(f.next))
	var todo []*graph.Step
	enter := func(s *graph.Step) int {
		k, known := f.number[s]
		if !known {
			k = len(f.next)
			f.number[s], f.next = k, append(f.next, nil)
			todo = append(todo, s)
		}
		return k
	}
	root := enter(first)
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		var next []int
		for _, w := range s.Ways {
			if w.To != nil {
				next = append(next, enter(w.To))
			}
		}
		f.next[f.number[s]] = next
	}
	for len(seen) < len(f.next) {
		seen = append(seen, false)
	}
	seen[root] = true
	for left := []int{root}; len(left) > 0; {
		k := left[len(left)-1]
		left = left[:len(left)-1]
		for _, to := range f.next[k] {
			if !seen[to] {
				seen[to] = true
				left = append(left, to)
			}
		}
	}
	return seen
}

// holds reports whether a step is in a set.
func (f *following) holds(set []bool, s *graph.Step) bool {
	k, known := f.number[s]
	return known && k < len(set) && set[k]
}

// branches sorts the ways to a stop by the targets of a fork that they come from; nil unless they come from several.
func (s *stop) branches(in *inside, fork int, targets []*graph.Step, reaches func(target int, s *graph.Step) bool) [][]int {
	var out [][]int
	apart := false // some way comes from one of them only
	for t, target := range targets {
		var list []int
		for j, w := range s.from {
			from := in.stops[w.from].step
			if reaches(t, from) || w.from == fork && target == s.step {
				list = append(list, j)
			}
		}
		if len(list) > 0 {
			out = append(out, list)
			apart = apart || len(list) < len(s.from)
		}
	}
	if len(out) < 2 || !apart {
		return nil
	}
	return out
}

// races reports whether a way is one of those of which the first counts.
func (s *stop) races(way int) bool {
	for _, branch := range s.race {
		if slices.Contains(branch, way) {
			return true
		}
	}
	return false
}
