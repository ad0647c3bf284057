package graph

import "handoff/lang"

// Chain is one way that work takes from one place of a map to another: its stops, and between each two of them the hops that lead from the one to the
// next. Several hops between two stops are alternatives.
type Chain struct {
	Stops []lang.Declaration // processes; steps where it is a way inside one process
	Hops  [][]Hop            // one less than stops
}

// Hop is one handoff from a stop to the next, or inside a process one way from a step to the next.
type Hop struct {
	Handoff *Handoff // nil for a way
	Way     *Way     // nil for a handoff
}

// Chains is what came of looking for ways.
type Chains struct {
	Shortest []Chain // the first few, in source order
	// Count is how many shortest ways there are, as sequences of stops; no more than a million are counted.
	Count int
	// Same says that both ends are one and the same process, so that there is nothing to hand on.
	Same bool
	// From and To are the processes, or steps, that the two ends come to.
	From, To []lang.Declaration
}

// maxCount bounds the counting of ways, which may be exponentially many.
const maxCount = 1_000_000

// Paths finds the shortest ways from one block to another along handoffs: from any process that the first touches to any that the second does (see
// Around). Between two steps or ports of one process they are the ways from step to step. Only handoffs that may be used count; nil allows all.
// At most limit ways are told.
func (g *Graph) Paths(from, to lang.Declaration, limit int, may func(*Handoff) bool) Chains {
	from, to = declaration(from), declaration(to)
	if a, b := g.stepsOf(from), g.stepsOf(to); a != nil && b != nil && a[0].Process == b[0].Process {
		return shortest(a, b, limit, func(s *Step) []arc[*Step] {
			var out []arc[*Step]
			for _, w := range s.Ways {
				if w.To != nil {
					out = append(out, arc[*Step]{w.To, Hop{Way: w}})
				}
			}
			return out
		}, func(s *Step) lang.Declaration { return s.Step })
	}
	return shortest(g.places(from), g.places(to), limit, func(p *Process) []arc[*Process] {
		var out []arc[*Process]
		for _, h := range p.Out {
			if may == nil || may(h) {
				out = append(out, arc[*Process]{h.Receiver, Hop{Handoff: h}})
			}
		}
		return out
	}, func(p *Process) lang.Declaration { return p.Process })
}

// places are the processes that a block has to do with; of one that nothing names, such as a KPI, those that it names.
func (g *Graph) places(d lang.Declaration) []*Process {
	out := g.touched(d)
	if len(out) > 0 {
		return out
	}
	for _, u := range g.Relations(d) {
		if u.In == d {
			for _, p := range g.touched(u.Target) {
				out = add(out, p)
			}
		}
	}
	return out
}

// stepsOf are the steps that a step or port is about; nil for other blocks, and for ports of which that is not said.
func (g *Graph) stepsOf(d lang.Declaration) []*Step {
	switch d := d.(type) {
	case *lang.Step:
		if s := g.Step(d); s != nil {
			return []*Step{s}
		}
	case *lang.Port:
		if p := g.Port(d); p != nil {
			return p.Steps
		}
	}
	return nil
}

type arc[N any] struct {
	to  N
	hop Hop
}

// shortest walks breadth first from the ends back to the beginnings, so that each node knows how far it still is, and then forwards along nodes that
// come nearer with every hop.
func shortest[N comparable](from, to []N, limit int, next func(N) []arc[N], block func(N) lang.Declaration) Chains {
	var out Chains
	for _, n := range from {
		out.From = append(out.From, block(n))
	}
	for _, n := range to {
		out.To = append(out.To, block(n))
	}
	goal := map[N]bool{}
	for _, n := range to {
		goal[n] = true
	}
	for _, n := range from {
		if goal[n] {
			out.Same = true
			return out
		}
	}
	distance := map[N]int{}
	var order []N
	for _, n := range from {
		if _, seen := distance[n]; !seen {
			distance[n] = 0
			order = append(order, n)
		}
	}
	far := -1
	for at := 0; at < len(order); at++ {
		n := order[at]
		if far >= 0 && distance[n] >= far {
			break
		}
		for _, a := range next(n) {
			if _, seen := distance[a.to]; seen {
				continue
			}
			distance[a.to] = distance[n] + 1
			order = append(order, a.to)
			if goal[a.to] && far < 0 {
				far = distance[a.to]
			}
		}
	}
	if far < 0 {
		return out
	}
	// How many shortest ways lead from a node to a goal; a node that leads to none has 0.
	ways := map[N]int{}
	for at := len(order) - 1; at >= 0; at-- {
		n := order[at]
		if distance[n] == far && goal[n] {
			ways[n] = 1
			continue
		}
		seen := map[N]bool{}
		for _, a := range next(n) {
			if !seen[a.to] && distance[a.to] == distance[n]+1 && distance[a.to] <= far {
				seen[a.to] = true
				ways[n] = min(ways[n]+ways[a.to], maxCount)
			}
		}
	}
	var follow func(n N, chain Chain)
	follow = func(n N, chain Chain) {
		if len(out.Shortest) >= limit {
			return
		}
		chain.Stops = append(chain.Stops[:len(chain.Stops):len(chain.Stops)], block(n))
		if distance[n] == far {
			out.Shortest = append(out.Shortest, chain)
			return
		}
		var after []N
		hops := map[N][]Hop{}
		for _, a := range next(n) {
			if distance[a.to] == distance[n]+1 && ways[a.to] > 0 {
				if hops[a.to] == nil {
					after = append(after, a.to)
				}
				hops[a.to] = append(hops[a.to], a.hop)
			}
		}
		for _, m := range after {
			longer := chain
			longer.Hops = append(chain.Hops[:len(chain.Hops):len(chain.Hops)], hops[m])
			follow(m, longer)
		}
	}
	for _, n := range order {
		if distance[n] > 0 {
			break
		}
		out.Count = min(out.Count+ways[n], maxCount)
		if ways[n] > 0 {
			follow(n, Chain{})
		}
	}
	return out
}
