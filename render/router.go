package render

import (
	"container/heap"
	"slices"

	"handoff/render/layout"
)

// How lines find their way. Boxes stand on a lattice of upright and level lines, with channels between them that hold no boxes. A line of the
// drawing is a way along the lattice that passes no box but its own ends, found as the cheapest of all (Dijkstra), where corners, crossings
// and company cost extra. So no line can cross a foreign box, whatever the sizes. Ways that share a stretch of lattice are then laid side by
// side (tracks.go), and only then turned into pixels, by whoever made the lattice (swimlane.go, network.go).

// spot is a point of the lattice.
type spot struct{ x, y int }

// The prices, in about pixels.
const (
	stepAcross  = 100
	stepDown    = 45
	cornerPrice = 40
	crossPrice  = 60
	sharePrice  = 25
	wrongSide   = 250  // leaving or reaching a box where it looks odd
	forbidden   = 4000 // where it would be wrong, but better than no line at all
)

// directions, clockwise.
const (
	up = iota
	right
	down
	left
	nowhere
)

var moves = [4]spot{{0, -1}, {1, 0}, {0, 1}, {-1, 0}}

// lattice is where the boxes stand.
type lattice struct {
	across, down int    // how many upright and level lines there are
	at           []spot // by node
	taken        map[spot]int
	// fenced reports whether edge i may not pass s, because that lies in an area neither of its ends is in; nil for no areas.
	fenced func(i int, s spot) bool
	// anySide says that lines may leave and reach boxes upwards as well as downwards; else the work flows down.
	anySide bool
	// loose says that the picture is moved to the edge of the page after, so that labels may stand left of all else.
	loose bool
}

// router finds ways for the edges of a view.
type router struct {
	*lattice
	view   View
	from   []int // by edge: the node it leaves
	to     []int
	sizes  []layout.Size
	labels []paragraph
	ways   [][]spot // by edge: its corners, from the middle of one node to the middle of the other
	runs   []*run
	byEdge [][]*run

	passed  map[passage][]int // edges that go through a piece of lattice
	exits   map[side]int
	entries map[side][]Style

	// lay turns the lattice into pixels: it sets what follows, and makes the room that labels asked for.
	lay     func(*router)
	narrow  func(label int) paragraph // sets a label narrower, for one that finds no room; nil for not at all
	xs, ys  []float64                 // where the lines of the lattice are
	keepOff []layout.Rect             // headings, which labels avoid
	seams   []layout.Rect             // borders without width, which labels avoid where they can

	above  []float64 // by level line: room for labels above its tracks
	below  []float64 // and below them
	beside []float64 // by upright line: room beside its tracks
}

// passage is one step of lattice, from a spot to the right or downwards.
type passage struct {
	spot
	down bool
}

// side is one side of a node.
type side struct{ node, direction int }

func newRouter(g *lattice, v View, sizes []layout.Size, labels []paragraph, lay func(*router)) *router {
	r := &router{
		lattice: g, view: v, sizes: sizes, labels: labels, lay: lay,
		passed: map[passage][]int{}, exits: map[side]int{}, entries: map[side][]Style{},
		above: make([]float64, g.down), below: make([]float64, g.down), beside: make([]float64, g.across),
		ways: make([][]spot, len(v.Edges)),
	}
	index := indexes(v)
	order := make([]int, len(v.Edges))
	for i, e := range v.Edges {
		r.from, r.to = append(r.from, index[e.From]), append(r.to, index[e.To])
		order[i] = i
	}
	// The short and straight ones choose first: they are the spine that a reader follows.
	length := func(i int) int {
		a, b := g.at[r.from[i]], g.at[r.to[i]]
		d := abs(b.y-a.y) + 2*abs(b.x-a.x)
		if b.y < a.y && !g.anySide {
			d += 1000
		}
		if v.Edges[i].Style == Answer { // and answers go where there is room left
			d += 2000
		}
		return d
	}
	slices.SortStableFunc(order, func(a, b int) int { return length(a) - length(b) })
	for _, i := range order {
		r.ways[i] = r.find(i)
		r.remember(i)
	}
	r.layTracks()
	return r
}

// blocked reports whether edge i may not pass s.
func (r *router) blocked(i int, s spot) bool {
	if _, box := r.taken[s]; box {
		return true
	}
	return r.fenced != nil && r.fenced(i, s)
}

// leave prices the side on which edge i leaves its node.
func (r *router) leave(i, dir int) int {
	n := r.view.Nodes[r.from[i]]
	price := r.exits[side{r.from[i], dir}]*choose(n.Shape == Decision, 220, 120) + len(r.entries[side{r.from[i], dir}])*150
	labelled := r.labels[i].lines != nil
	switch {
	case n.Shape == Input:
		return price + choose(dir == right, 0, forbidden)
	case dir == up && !r.anySide:
		return price + wrongSide
	case dir == up || dir == down:
		return price
	case n.Shape == Decision:
		return price + 5
	case labelled && r.view.Nodes[r.to[i]].Shape != Output:
		return price + choose(r.anySide, 80, wrongSide) // the label would have little room beside the box
	}
	return price + 35
}

// reach prices the side on which edge i, moving in direction dir, meets its target.
func (r *router) reach(i, dir int) int {
	n := r.view.Nodes[r.to[i]]
	at := side{r.to[i], (dir + 2) % 4}
	price := r.exits[at] * 200
	for _, style := range r.entries[at] {
		if style != r.view.Edges[i].Style {
			price += 40
		}
	}
	switch {
	case n.Shape == Output:
		return price + choose(dir == right, 0, forbidden)
	case n.Shape == Jump:
		return price
	case dir == down || r.anySide && dir == up:
		return price
	case dir == up:
		return price + wrongSide
	}
	return price + 30
}

func choose[T any](yes bool, a, b T) T {
	if yes {
		return a
	}
	return b
}

// state is a spot and how it was reached.
type state struct {
	spot
	dir int
}

// find returns the corners of the cheapest way for edge i.
func (r *router) find(i int) []spot {
	from, to := r.at[r.from[i]], r.at[r.to[i]]
	if from == to { // a loop: out on the right, in from above
		return []spot{from, {from.x + 1, from.y}, {from.x + 1, from.y - 1}, {from.x, from.y - 1}, from}
	}
	index := func(s state) int { return (s.y*r.across+s.x)*5 + s.dir }
	best := make([]int, r.across*r.down*5) // the lowest price so far, plus one
	came := make([]state, len(best))
	queue := &frontier{}
	heap.Push(queue, priced{state{from, nowhere}, 0})
	best[index(state{from, nowhere})] = 1
	for queue.Len() > 0 {
		p := heap.Pop(queue).(priced)
		s := p.state
		if s.spot == to {
			return corners(s, func(s state) state { return came[index(s)] })
		}
		if p.price >= best[index(s)] {
			continue
		}
		for dir, move := range moves {
			next := state{spot{s.x + move.x, s.y + move.y}, dir}
			if next.x < 0 || next.y < 0 || next.x >= r.across || next.y >= r.down || s.dir != nowhere && dir == (s.dir+2)%4 {
				continue
			}
			if next.spot != to && r.blocked(i, next.spot) {
				continue
			}
			price := p.price + r.step(i, s, next)
			if s.dir == nowhere {
				price += r.leave(i, dir)
			}
			if next.spot == to {
				price += r.reach(i, dir)
			}
			if old := best[index(next)]; old == 0 || price+1 < old {
				best[index(next)], came[index(next)] = price+1, s
				heap.Push(queue, priced{next, price})
			}
		}
	}
	return []spot{from, to} // not reached: channels run round every cell
}

// step prices one step of edge i from s to next.
func (r *router) step(i int, s, next state) int {
	price := stepAcross
	if next.dir == up || next.dir == down {
		price = stepDown
	}
	if s.dir != nowhere && s.dir != next.dir {
		price += cornerPrice
	}
	if s.dir == next.dir { // straight through s: what goes straight through it the other way is crossed
		a, b := passage{spot{s.x - 1, s.y}, false}, passage{s.spot, false}
		if next.dir == left || next.dir == right {
			a, b = passage{spot{s.x, s.y - 1}, true}, passage{s.spot, true}
		}
		for _, other := range r.passed[a] {
			if slices.Contains(r.passed[b], other) {
				price += crossPrice
			}
		}
	}
	for _, other := range r.passed[between(s.spot, next.spot)] {
		if r.to[other] != r.to[i] {
			price += sharePrice
		}
	}
	return price
}

// between names the step from a to b, whichever way it is gone.
func between(a, b spot) passage {
	if b.x < a.x || b.y < a.y {
		a, b = b, a
	}
	return passage{a, b.y > a.y}
}

// corners follows a way back from its end and keeps the spots where it turns.
func corners(s state, before func(state) state) []spot {
	out := []spot{s.spot}
	for s.dir != nowhere {
		b := before(s)
		if b.dir != s.dir {
			out = append(out, b.spot)
		}
		s = b
	}
	slices.Reverse(out)
	return out
}

// remember notes the way of edge i, so that the next ones keep clear of it.
func (r *router) remember(i int) {
	way := r.ways[i]
	for k := 1; k < len(way); k++ {
		for s := way[k-1]; s != way[k]; {
			next := spot{s.x + sign(way[k].x-s.x), s.y + sign(way[k].y-s.y)}
			p := between(s, next)
			r.passed[p] = append(r.passed[p], i)
			s = next
		}
	}
	r.exits[side{r.from[i], heading(way[0], way[1])}]++
	at := side{r.to[i], (heading(way[len(way)-2], way[len(way)-1]) + 2) % 4}
	r.entries[at] = append(r.entries[at], r.view.Edges[i].Style)
}

// heading is the direction from a to b, which share a row or a column.
func heading(a, b spot) int {
	switch {
	case b.y < a.y:
		return up
	case b.x > a.x:
		return right
	case b.y > a.y:
		return down
	}
	return left
}

func sign(d int) int {
	switch {
	case d < 0:
		return -1
	case d > 0:
		return 1
	}
	return 0
}

func abs(d int) int { return max(d, -d) }

// priced is a state in the queue.
type priced struct {
	state
	price int
}

// frontier is the queue: cheapest first, and among equals in one fixed order, so that a picture is the same on every run.
type frontier []priced

func (f frontier) Len() int { return len(f) }
func (f frontier) Less(a, b int) bool {
	x, y := f[a], f[b]
	switch {
	case x.price != y.price:
		return x.price < y.price
	case x.y != y.y:
		return x.y < y.y
	case x.x != y.x:
		return x.x < y.x
	}
	return x.dir < y.dir
}
func (f frontier) Swap(a, b int) { f[a], f[b] = f[b], f[a] }
func (f *frontier) Push(x any)   { *f = append(*f, x.(priced)) }
func (f *frontier) Pop() any {
	old := *f
	last := old[len(old)-1]
	*f = old[:len(old)-1]
	return last
}
