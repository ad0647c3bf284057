package graph

import "slices"

// Dominators are, of each step, the last other step that every path to it leads through. They are computed as Cooper, Harvey and
// Kennedy do ("A Simple, Fast Dominance Algorithm", 2001), from one root before all steps at which work begins.
type Dominators struct {
	number map[*Step]int // in reverse postorder, from 1; 0 is the root
	steps  []*Step       // by number
	last   []int         // by number: the last step that every path leads through
}

// DominatorsOf finds them for the steps that can be reached from some.
func DominatorsOf(begin []*Step) *Dominators {
	p := &Dominators{number: map[*Step]int{}}
	type frame struct {
		step *Step
		way  int
	}
	var order []*Step // postorder
	seen := map[*Step]bool{}
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
	p.steps = append(p.steps, nil)
	for k, s := range order {
		p.number[s] = k + 1
		p.steps = append(p.steps, s)
	}
	first := map[*Step]bool{}
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

// Through is the last step that every path to any of several leads through, one of them itself if need be; nil where there is none. Those
// that cannot be reached do not count.
func (p *Dominators) Through(steps []*Step) *Step {
	through, some := 0, false
	for _, s := range steps {
		if k, known := p.number[s]; known && !some {
			through, some = k, true
		} else if known {
			through = p.common(through, k)
		}
	}
	return p.steps[through]
}

// On reports whether every path to a step leads through another one, or it is that one; true for nil, and for one that cannot be reached.
func (p *Dominators) On(step, through *Step) bool {
	k, known := p.number[step]
	return !known || through == nil || p.common(k, p.number[through]) == p.number[through]
}

func (p *Dominators) common(a, b int) int {
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
