package render

import (
	"cmp"
	"math"
	"slices"

	"handoff/render/layout"
)

// A swimlane is drawn on a grid that we fill ourselves. Every lane is a straight band from top to bottom, one or more columns wide; what comes
// in stands in a column at the left border, what goes out at the right. A node's row says how far the work has come: one below the
// lowest node that leads to it, lines that lead back not counted. Where two nodes of a lane share a row, the lane has a second column.
// Between all rows and columns run channels, empty of boxes, which the lines use (router.go); a channel is as wide as its lines need.

const (
	portBox   = 150.0
	laneLabel = 100.0 // the widest label of a line between lanes: it fits beside a line in the middle of one
	inward    = "border in"
	outward   = "border out"
)

// cell is a node's place in the grid.
type cell struct{ row, col int }

// grid is a swimlane: first its cells, then their measures.
type grid struct {
	rows, cols int
	lanes      int
	at         []cell       // by node
	lane       []int        // by column: the index of its lane; -1 at the left border, as many as there are lanes at the right
	taken      map[cell]int // the node in a cell

	box     float64   // the width of a box in a lane
	head    float64   // the height of the lanes' headings
	borders []float64 // by channel between columns: where a border between lanes would be
	bottom  float64
}

// swimlane places the view: cells first, then the ways of the lines, then pixels. Where a label finds no room, the channel beside it is widened
// and the pixels are counted again. A picture that is wider than a page, or in which a label has no place, is drawn in another way (jumps.go).
func (p *page) swimlane() {
	var g *grid
	var r *router
	var texts [][]paragraph
	var heads, subs, labels []paragraph
	var spots []place
	whole := p.View
	for k, way := range tangles {
		box := way.box
		if p.View = whole; way.far > 0 {
			p.View = whole.jumping(way.far)
			p.name()
		}
		g = newGrid(p.View, way.abreast)
		g.box = box
		if float64(g.cols)*(box+28) > pageWide && k+1 < len(tangles) { // 28 is the least that stands between two
			continue // its boxes alone are wider
		}
		texts = make([][]paragraph, len(p.View.Nodes))
		sizes := make([]layout.Size, len(p.View.Nodes))
		for i, n := range p.View.Nodes {
			wide := box
			if n.Shape == Input || n.Shape == Output {
				wide = portBox
			}
			texts[i], sizes[i] = p.node(n, wide)
			if texts[i] != nil && n.Shape != Decision && n.Shape != Start && n.Shape != End {
				sizes[i].Width = wide
			}
		}
		labels = make([]paragraph, len(p.View.Edges))
		for i, e := range p.View.Edges {
			labels[i] = p.marked(e.Label, EdgeText, laneLabel, 6, e.Marks)
		}
		heads, subs = make([]paragraph, len(p.View.Lanes)), make([]paragraph, len(p.View.Lanes))
		for i, lane := range p.View.Lanes {
			wide := g.laneWidth(i) - 2*padding
			heads[i] = p.wrap(lane.Label, HeadText, wide, 2)
			subs[i] = p.wrap(lane.Sub, SubText, wide, 1)
			g.head = math.Max(g.head, heads[i].high()+subs[i].high()+2*padding)
		}
		r = newRouter(g.lattice(p.View), p.View, sizes, labels, g.measure)
		var all bool
		if spots, all = r.settle(); all && r.xs[len(r.xs)-1] <= pageWide-2*margin {
			break
		}
	}
	for i, lane := range p.View.Lanes {
		band := g.band(i)
		p.Boxes = append(p.Boxes, Box{ID: lane.ID, Layer: LaneLayer, Page: lane.Page, Full: oneLine(lane.Label), Rect: band})
		p.grow(band)
		head := band
		head.Height = g.head
		p.Boxes = append(p.Boxes, Box{
			ID: "head of " + lane.ID, Layer: HeadLayer, In: lane.ID, Page: lane.Page, Full: oneLine(lane.Label), Rect: head,
			Texts: p.stack(head.Center().X, head.Center().Y-(heads[i].high()+subs[i].high())/2, 0.5, heads[i], subs[i]),
		})
	}
	p.headBorders(g, r)
	for i, n := range p.View.Nodes {
		p.put(n, texts[i], r.box(i), n.Lane)
	}
	for i, e := range p.View.Edges {
		p.line(e, r.points(i))
	}
	for i, spot := range spots {
		if labels[i].lines != nil {
			p.label(i, labels[i], spot)
		}
	}
}

// headBorders heads the columns at the border.
func (p *page) headBorders(g *grid, r *router) {
	for _, side := range []struct {
		lane int
		text string
	}{{-1, "Inputs"}, {len(p.View.Lanes), "Outputs"}} {
		for c, lane := range g.lane {
			if lane == side.lane {
				q := p.wrap(side.text, SubText, portBox, 1)
				x := r.xs[2*c+1]
				p.Texts = append(p.Texts, p.stack(x, g.head/2-q.high()/2, 0.5, q)...)
				break
			}
		}
	}
}

// newGrid finds every node's row and column. At most abreast boxes of one lane stand in one row; 0 for any number.
func newGrid(v View, abreast int) *grid {
	g := &grid{lanes: len(v.Lanes), at: make([]cell, len(v.Nodes)), taken: map[cell]int{}}
	rows := ranks(v, abreast)
	laneOf := map[string]int{}
	for i, l := range v.Lanes {
		laneOf[l.ID] = i
	}
	lanes := make([]int, len(v.Nodes))
	byLane := make([][]int, len(v.Lanes))
	var in, out []int
	for i, n := range v.Nodes {
		lane, ok := laneOf[n.Lane]
		switch {
		case n.Shape == Input, !ok && n.Shape != Output:
			lanes[i] = -1
			in = append(in, i)
		case n.Shape == Output:
			lanes[i] = len(v.Lanes)
			out = append(out, i)
		default:
			lanes[i] = lane
			byLane[lane] = append(byLane[lane], i)
		}
		g.rows = max(g.rows, rows[i]+1)
	}
	before := predecessors(v)
	if len(in) > 0 {
		g.lane = append(g.lane, -1)
		g.ports(v, in, 0, rows, func(e Edge) string { return e.From }, func(e Edge) string { return e.To })
	}
	for lane, nodes := range byLane {
		first := len(g.lane)
		width := max(1, g.fill(nodes, first, rows, lanes, before))
		for range width {
			g.lane = append(g.lane, lane)
		}
	}
	if len(out) > 0 {
		g.lane = append(g.lane, len(v.Lanes))
		g.ports(v, out, len(g.lane)-1, rows, func(e Edge) string { return e.To }, func(e Edge) string { return e.From })
	}
	g.cols = len(g.lane)
	return g
}

// fill puts the nodes of one lane into columns from first on, and returns how many it used. A node takes the column of the node before it
// in the same lane where that is free, else the first free one.
func (g *grid) fill(nodes []int, first int, rows, lanes []int, before [][]int) int {
	order := slices.Clone(nodes)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rows[a], rows[b]) })
	used := 0
	for _, n := range order {
		wish := first
		for _, b := range before[n] {
			if lanes[b] == lanes[n] && rows[b] < rows[n] {
				wish = g.at[b].col
				break
			}
		}
		if _, taken := g.taken[cell{rows[n], wish}]; taken {
			wish = first
			for {
				if _, taken := g.taken[cell{rows[n], wish}]; !taken {
					break
				}
				wish++
			}
		}
		g.at[n] = cell{rows[n], wish}
		g.taken[g.at[n]] = n
		used = max(used, wish-first+1)
	}
	for _, n := range nodes { // a beginning stands above what it begins
		if len(before[n]) != 1 {
			continue
		}
		if b := before[n][0]; lanes[b] == lanes[n] && len(before[b]) == 0 {
			g.move(b, cell{rows[b], g.at[n].col})
		}
	}
	return used
}

// move puts a node into another cell, if that is free.
func (g *grid) move(n int, to cell) {
	if _, taken := g.taken[to]; !taken {
		delete(g.taken, g.at[n])
		g.at[n], g.taken[to] = to, n
	}
}

// ports puts ports into one column, each in the row of the node it belongs to, or in a free row near it.
func (g *grid) ports(v View, ports []int, col int, rows []int, port, inner func(Edge) string) {
	index := indexes(v)
	belongs := map[int]int{} // by row: that of the node which the port there belongs to
	for _, n := range ports {
		row := -1
		for _, e := range v.Edges {
			if port(e) == v.Nodes[n].ID {
				if at := rows[index[inner(e)]]; row < 0 || at < row {
					row = at
				}
			}
		}
		row = max(row, 0)
		at := g.near(row, belongs)
		belongs[at] = row
		g.at[n] = cell{at, col}
		g.taken[g.at[n]] = n
		g.rows = max(g.rows, at+1)
	}
}

// near finds a free row for a port that belongs to a row: the closest, rows below first. Beyond the ports of other rows the line to it would cross
// theirs; a row more at the bottom is cheaper than that.
func (g *grid) near(row int, belongs map[int]int) int {
	const foreign, growth = 4, 1
	best, price := -1, 0
	for _, step := range []int{1, -1} {
		p := choose(step > 0, 0, 1)
		for r := row; r >= 0; r += step {
			owner, taken := belongs[r]
			if !taken {
				p += choose(r >= g.rows, 2*growth, 0)
				if best < 0 || p < price {
					best, price = r, p
				}
				break
			}
			p += choose(owner == row, 2, 2+2*foreign)
		}
	}
	return best
}

func indexes(v View) map[string]int {
	index := make(map[string]int, len(v.Nodes))
	for i, n := range v.Nodes {
		index[n.ID] = i
	}
	return index
}

// predecessors lists, by node, the nodes with an edge to it, in the order of the edges.
func predecessors(v View) [][]int {
	index := indexes(v)
	before := make([][]int, len(v.Nodes))
	for _, e := range v.Edges {
		from, to := index[e.From], index[e.To]
		before[to] = append(before[to], from)
	}
	return before
}

// ranks gives every node in a lane its row: the length of the longest way to it, with the edges left out that a walk from the first nodes on
// finds to lead back. Nodes without any edge follow below the others, one a row, as a list. A jump leads to where it goes on as the line would that it stands for.
// Where a row already has as many boxes of a lane as may stand abreast, the next one goes below it; 0 for any number.
func ranks(v View, abreast int) []int {
	index := indexes(v)
	next := make([][]int, len(v.Nodes))
	touched := make([]bool, len(v.Nodes))
	led := make([]bool, len(v.Nodes))
	border := func(n int) bool {
		return v.Nodes[n].Shape == Input || v.Nodes[n].Shape == Output || v.Nodes[n].Lane == ""
	}
	for _, e := range v.Edges {
		from, to := index[e.From], index[e.To]
		if from != to && !border(from) && !border(to) {
			next[from] = append(next[from], to)
			touched[from], touched[to], led[to] = true, true, true
		}
		if v.Nodes[to].Shape == Jump {
			if on := index[v.Nodes[to].Of[0]]; from != on && !border(on) {
				next[from] = append(next[from], on)
				touched[on], led[on] = true, true
			}
		}
	}
	const unseen, open, done = 0, 1, 2
	state := make([]int, len(v.Nodes))
	var order []int // nodes after all that follow them
	forward := make([][]int, len(v.Nodes))
	var walk func(n int)
	walk = func(n int) {
		state[n] = open
		for _, m := range next[n] {
			if state[m] == open {
				continue // leads back
			}
			forward[n] = append(forward[n], m)
			if state[m] == unseen {
				walk(m)
			}
		}
		state[n] = done
		order = append(order, n)
	}
	for _, entry := range []bool{true, false} { // first from the entries, then from what only loops reach
		for n := range v.Nodes {
			if touched[n] && state[n] == unseen && (!entry || !led[n]) {
				walk(n)
			}
		}
	}
	rows := make([]int, len(v.Nodes))
	last := -1
	for _, n := range slices.Backward(order) {
		last = max(last, rows[n])
		for _, m := range forward[n] {
			rows[m] = max(rows[m], rows[n]+1)
		}
	}
	if abreast > 0 {
		last = spread(v, rows, forward, abreast)
	}
	for n := range v.Nodes {
		if !touched[n] && !border(n) {
			last++
			rows[n] = last
		}
	}
	return rows
}

// spread moves boxes down until at most so many of one lane stand in one row, and what follows them with them. It returns the last row.
func spread(v View, rows []int, forward [][]int, abreast int) int {
	type seat struct {
		lane string
		row  int
	}
	order := make([]int, len(rows))
	for n := range order {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rows[a], rows[b]) })
	taken := map[seat]int{}
	least := make([]int, len(rows))
	last := -1
	for _, n := range order {
		if v.Nodes[n].Lane == "" {
			continue
		}
		at := seat{v.Nodes[n].Lane, least[n]}
		for taken[at] >= abreast {
			at.row++
		}
		taken[at]++
		rows[n], last = at.row, max(last, at.row)
		for _, m := range forward[n] {
			least[m] = max(least[m], at.row+1)
		}
	}
	return last
}
