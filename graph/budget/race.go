package budget

import (
	"slices"

	"handoff/graph"
	"handoff/lang"
)

// Work that runs side by side and comes together where nobody waits for all of it: the first to arrive counts, and a later one is ignored.

// races finds the steps at which branches that run side by side come together without `join = "all"`. Of several forks before them, the last counts.
func (b *walk) races(in *inside) {
	for k := len(in.stops) - 1; k >= 0; k-- {
		fork := in.stops[k].step
		side := map[*lang.Branch][]*graph.Step{} // what runs side by side, by the branch that leads there; nil for `next`
		var order []*lang.Branch
		for _, w := range fork.Ways {
			if known := b.found[w.To] != nil; known && (w.How == graph.ByBranch || w.How == graph.ByNext) {
				if side[w.Branch] == nil {
					order = append(order, w.Branch)
				}
				side[w.Branch] = append(side[w.Branch], w.To)
			}
		}
		for _, branch := range order {
			targets := side[branch]
			if len(targets) < 2 {
				continue
			}
			var reach []map[*graph.Step]bool
			for _, t := range targets {
				after := graph.After(t)
				after[t] = true
				reach = append(reach, after)
			}
			for m := k + 1; m < len(in.stops); m++ {
				s := &in.stops[m]
				if s.race != nil || s.step.Join.Value == "all" || len(s.from) < 2 {
					continue
				}
				s.race = s.branches(in, k, targets, reach)
			}
		}
	}
}

// branches sorts the ways to a stop by the targets of a fork that they come from; nil unless they come from several.
func (s *stop) branches(in *inside, fork int, targets []*graph.Step, reach []map[*graph.Step]bool) [][]int {
	var out [][]int
	apart := false // some way comes from one of them only
	for t, target := range targets {
		var list []int
		for j, w := range s.from {
			from := in.stops[w.from].step
			if reach[t][from] || w.from == fork && target == s.step {
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
