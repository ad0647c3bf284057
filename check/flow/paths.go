package flow

import (
	"slices"

	"handoff/graph"
)

// Which steps decide about a join. Only those that lie between it and the nearest step that every path to what it waits for leads through: of a fork
// before that one, each exit leads to it, and so to all of them, or to none. So a long process with many forks and joins is looked at piece by piece.

// paths are the dominators of a process's steps: of each, the last other step that every path to it leads through. Computed as Cooper, Harvey and
// Kennedy do ("A Simple, Fast Dominance Algorithm", 2001), from one root before all steps at which work begins.
type paths struct {
	number map[*graph.Step]int // in reverse postorder, from 1; 0 is the root
	last   []int               // by number: the last step that every path leads through
}

func pathsOf(begin []*graph.Step) *paths {
	p := &paths{number: map[*graph.Step]int{}}
	type frame struct {
		step *graph.Step
		way  int
	}
	var order []*graph.Step // postorder
	seen := map[*graph.Step]bool{}
	for _, first := range begin {
		if seen[first] {
			continue
		}
		seen[first] = true
		for stack := []frame{{first, 0}}; len(stack) > 0; {
			top := &stack[len(stack)-1]
			if top.way == len(top.step.Ways) {
				order = append(order, top.step)
				stack = stack[:len(stack)-1]
				continue
			}
			to := top.step.Ways[top.way].To
			top.way++
			if to != nil && !seen[to] {
				seen[to] = true
				stack = append(stack, frame{to, 0})
			}
		}
	}
	slices.Reverse(order)
	for k, s := range order {
		p.number[s] = k + 1
	}
	first := map[*graph.Step]bool{}
	for _, s := range begin {
		first[s] = true
	}
	const unknown = -1
	p.last = make([]int, len(order)+1)
	for k := range order {
		p.last[k+1] = unknown
	}
	for changed := true; changed; {
		changed = false
		for k, s := range order {
			last := unknown
			if first[s] {
				last = 0
			}
			for _, w := range s.From {
				from, known := p.number[w.From]
				if !known || p.last[from] == unknown {
					continue
				}
				if last == unknown {
					last = from
				} else {
					last = p.common(last, from)
				}
			}
			if p.last[k+1] != last {
				p.last[k+1], changed = last, true
			}
		}
	}
	return p
}

// common is the last step that every path to either of two leads through.
func (p *paths) common(a, b int) int {
	for a != b {
		for a > b {
			a = p.last[a]
		}
		for b > a {
			b = p.last[b]
		}
	}
	return a
}

// deciders are the forks that can decide against one of the steps before a join, in the order of the list.
func (p *paths) deciders(forks []*fork, join *graph.Step, before []*graph.Step) []*fork {
	through, some := 0, false
	for _, s := range before {
		if k, known := p.number[s]; known && !some {
			through, some = k, true
		} else if known {
			through = p.common(through, k)
		}
	}
	leads := map[*graph.Step]bool{} // to one of them, not through the join
	todo := slices.Clone(before)
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if s == join || leads[s] {
			continue
		}
		leads[s] = true
		for _, w := range s.From {
			todo = append(todo, w.From)
		}
	}
	var out []*fork
	for _, f := range forks {
		k, known := p.number[f.Step]
		if f.Step != join && leads[f.Step] && (!known || p.common(k, through) == through) {
			out = append(out, f)
		}
	}
	return out
}
