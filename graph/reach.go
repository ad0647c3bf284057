package graph

import "handoff/lang"

// Next lists the processes that this one hands on to, each once, in source order.
func (n *Process) Next() []*Process {
	var out []*Process
	for _, h := range n.Out {
		out = add(out, h.Receiver)
	}
	return out
}

// Previous lists the processes that hand on to this one, each once, in source order.
func (n *Process) Previous() []*Process {
	var out []*Process
	for _, h := range n.In {
		out = add(out, h.Sender)
	}
	return out
}

// Downstream returns every process that work handed on by one of the given can reach, nearest first; the given ones are among
// them only if a handoff leads back.
func (g *Graph) Downstream(from ...*Process) []*Process { return reach(from, (*Process).Next) }

// Upstream returns every process whose work can reach one of the given, nearest first.
func (g *Graph) Upstream(to ...*Process) []*Process { return reach(to, (*Process).Previous) }

func reach(from []*Process, next func(*Process) []*Process) []*Process {
	var out []*Process
	seen := map[*Process]bool{}
	for level := from; len(level) > 0; {
		var following []*Process
		for _, p := range level {
			for _, q := range next(p) {
				if !seen[q] {
					seen[q] = true
					following = append(following, q)
				}
			}
		}
		out = append(out, following...)
		level = following
	}
	return out
}

// Cycles returns the groups of processes that can hand work round to each other, each in source order.
func (g *Graph) Cycles() [][]*Process {
	var out [][]*Process
	for _, group := range Components(g.Processes, (*Process).Next) {
		if len(group) > 1 {
			out = append(out, group)
		}
	}
	return out
}

// Components returns the strongly connected components of a graph (Tarjan 1972, without recursion): the groups in which everything can reach
// everything. Nodes keep the order of the list, groups that of their first node.
func Components[N comparable](nodes []N, next func(N) []N) [][]N {
	number := make(map[N]int, len(nodes))
	list := append(make([]N, 0, len(nodes)), nodes...) // and what they lead to besides
	for k, n := range nodes {
		if _, twice := number[n]; !twice {
			number[n] = k
		}
	}
	group := ComponentOf(len(nodes), func(k int) []int {
		following := next(list[k])
		out := make([]int, len(following))
		for j, n := range following {
			at, known := number[n]
			if !known {
				at = len(list)
				number[n], list = at, append(list, n)
			}
			out[j] = at
		}
		return out
	})
	var out [][]N
	place := map[int]int{}
	for _, n := range nodes {
		g := group[number[n]]
		k, seen := place[g]
		if !seen {
			k = len(out)
			place[g] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], n)
	}
	return out
}

// ComponentOf does the same for nodes that are numbers from 0 up to count: it says in which group each is. Next may lead beyond the count.
func ComponentOf(count int, next func(int) []int) []int {
	type frame struct {
		node int
		next []int
	}
	room := make([]int, 3*count)
	index, low, component := room[:count:count], room[count:2*count:2*count], room[2*count:]
	var stack []int
	var calls []frame
	entered, groups := 0, 0
	enter := func(n int) {
		for n >= len(index) {
			index, low, component = append(index, 0), append(low, 0), append(component, 0)
		}
		entered++
		index[n], low[n] = entered, entered
		stack = append(stack, n)
		calls = append(calls, frame{n, next(n)})
	}
	for root := range count {
		if index[root] != 0 {
			continue
		}
		enter(root)
		for len(calls) > 0 {
			top := &calls[len(calls)-1]
			if len(top.next) > 0 {
				n := top.next[0]
				top.next = top.next[1:]
				if n >= len(index) || index[n] == 0 {
					enter(n)
				} else if component[n] == 0 {
					low[top.node] = min(low[top.node], index[n])
				}
				continue
			}
			n := top.node
			calls = calls[:len(calls)-1]
			if len(calls) > 0 {
				parent := calls[len(calls)-1].node
				low[parent] = min(low[parent], low[n])
			}
			if low[n] == index[n] {
				groups++
				for {
					m := stack[len(stack)-1]
					stack = stack[:len(stack)-1]
					component[m] = groups
					if m == n {
						break
					}
				}
			}
		}
	}
	return component
}

// Neighbourhood is a part of the map: some processes, and the handoffs between them.
type Neighbourhood struct {
	Processes []*Process
	Handoffs  []*Handoff
}

// Around returns the processes that the block at an address touches, and those up to depth handoffs away from them in either
// direction; with them all handoffs between two of them. Any kind of block can be asked about: a process or one of its parts; an interface (its
// ends); a service (its flow); an artifact (who takes it in or hands it on); a role or team (where it owns or acts); a system, event or
// anything else (the processes and interfaces that name it). False if there is no such address.
func (g *Graph) Around(address string, depth int) (Neighbourhood, bool) {
	d := g.Map.Lookup(address)
	if d == nil {
		return Neighbourhood{}, false
	}
	in := map[*Process]bool{}
	var level []*Process
	enter := func(p *Process) {
		if p != nil && !in[p] {
			in[p] = true
			level = append(level, p)
		}
	}
	for _, p := range g.touched(d) {
		enter(p)
	}
	for ; depth > 0; depth-- {
		old := level
		level = nil
		for _, p := range old {
			for _, h := range p.Out {
				enter(h.Receiver)
			}
			for _, h := range p.In {
				enter(h.Sender)
			}
		}
	}
	var out Neighbourhood
	for _, p := range g.Processes {
		if in[p] {
			out.Processes = append(out.Processes, p)
		}
	}
	for _, h := range g.Handoffs {
		if in[h.Sender] && in[h.Receiver] {
			out.Handoffs = append(out.Handoffs, h)
		}
	}
	return out, true
}

// touched lists the processes that a block has to do with.
func (g *Graph) touched(d lang.Declaration) []*Process {
	var out []*Process
	ends := func(i *Interface) {
		if i == nil {
			return
		}
		if i.Sender != nil {
			out = add(out, i.Sender)
		}
		for _, h := range i.Handoffs {
			out = add(out, h.Receiver)
		}
	}
	within := func(d lang.Declaration) {
		switch d := d.(type) {
		case *lang.Process:
			if p := g.Process(d); p != nil {
				out = add(out, p)
			}
		case *lang.Step:
			if s := g.Step(d); s != nil {
				out = add(out, s.Process)
			}
		case *lang.Port:
			if p := g.Port(d); p != nil {
				out = add(out, p.Process)
			}
		case *lang.Interface:
			ends(g.Interface(d))
		case *lang.Service:
			if s := g.Service(d); s != nil {
				for _, p := range s.Processes {
					out = add(out, p)
				}
			}
		}
	}
	within(d)
	if len(out) > 0 {
		return out
	}
	if a, ok := d.(*lang.Artifact); ok && g.Artifact(a) != nil {
		return g.Artifact(a).Processes
	}
	if p := g.Party(d); p != nil {
		for _, o := range p.Owns {
			within(o)
		}
		for _, r := range p.Rows {
			within(r.Of())
		}
		for _, run := range p.Runs {
			out = add(out, run)
		}
		for _, m := range p.Members {
			for _, r := range m.Rows {
				within(r.Of())
			}
		}
	}
	for _, u := range g.Relations(d) {
		if u.Target == d {
			within(u.In)
		}
	}
	return out
}
