package render

import (
	"math"

	"handoff/render/layout"
)

// Tables in a tree: what is above stands at the left, what is below it to the right and, as far as there is room, beside it, so that lines run through the channel
// between two columns and cross nothing. Tables that nothing leads to or from fill the room below, like bricks.

const treeWidth = 1800.0 // how wide a picture may grow by bricks

// tree places the view. Of several lines to one table only the first is drawn, and of a circle all but the last; what they say stands in the
// rows as well.
func (p *page) tree() {
	n := len(p.View.Nodes)
	tables := make([]tableText, n)
	owner := map[string]int{} // of nodes and rows
	for i, node := range p.View.Nodes {
		tables[i] = p.tableText(node)
		owner[node.ID] = i
		for _, r := range node.Rows {
			owner[r.ID] = i
		}
	}
	parent := make([]int, n)
	for i := range parent {
		parent[i] = -1
	}
	children := make([][]int, n)
	linked := make([]bool, n)
	for _, e := range p.View.Edges {
		from, to := owner[e.From], owner[e.To]
		circle := false
		for k := from; k >= 0 && !circle; k = parent[k] {
			circle = k == to
		}
		if parent[to] >= 0 || circle {
			continue
		}
		parent[to] = from
		children[from] = append(children[from], to)
		linked[from], linked[to] = true, true
	}
	depth := make([]int, n)
	wide := []float64{}
	var measure func(i, d int) float64 // the height that a table and all below it take
	heights := make([]float64, n)
	measure = func(i, d int) float64 {
		depth[i] = d
		for len(wide) <= d {
			wide = append(wide, 150)
		}
		wide[d] = math.Max(wide[d], tables[i].width())
		below := 0.0
		for k, c := range children[i] {
			below += measure(c, d+1) + choose(k > 0, tableGap, 0)
		}
		heights[i] = math.Max(tables[i].height(), below)
		return heights[i]
	}
	for i := range n {
		if linked[i] && parent[i] < 0 {
			measure(i, 0)
		}
	}
	const channel = 70.0
	left := make([]float64, len(wide)+1)
	left[0] = margin
	for d, w := range wide {
		left[d+1] = left[d] + w + channel
	}
	at := map[string]layout.Rect{}
	column := map[string]int{}
	put := func(i int, x, y, w float64, col int) {
		for id, r := range p.table(p.View.Nodes[i], tables[i], layout.Rect{X: x, Y: y, Width: w}) {
			at[id], column[id] = r, col
		}
	}
	var place func(i int, y float64)
	place = func(i int, y float64) {
		put(i, left[depth[i]], y+(heights[i]-tables[i].height())/2, wide[depth[i]], depth[i])
		below := 0.0
		for k, c := range children[i] {
			below += heights[c] + choose(k > 0, tableGap, 0)
		}
		y += (heights[i] - below) / 2
		for _, c := range children[i] {
			place(c, y)
			y += heights[c] + tableGap
		}
	}
	y := 0.0
	for i := range n {
		if linked[i] && parent[i] < 0 {
			place(i, y)
			y += heights[i] + tableGap
		}
	}
	p.bricks(tables, linked, y, put)
	for _, e := range p.View.Edges { // out of the side of what is above, down a trunk that all its lines share
		a, b := at[e.From], at[e.To]
		if column[e.From] >= column[e.To] || parent[owner[e.To]] != owner[e.From] {
			continue
		}
		x := left[column[e.To]] - channel/2
		from, to := layout.Point{X: a.X + a.Width, Y: a.Center().Y}, layout.Point{X: b.X, Y: b.Center().Y}
		p.line(e, []layout.Point{from, {X: x, Y: from.Y}, {X: x, Y: to.Y}, to})
	}
}

// bricks stacks the tables without lines in as many columns as the page has room for, each where the column is shortest.
func (p *page) bricks(tables []tableText, linked []bool, top float64, put func(i int, x, y, w float64, col int)) {
	w, count := 150.0, 0
	for i, t := range tables {
		if !linked[i] {
			w = math.Max(w, t.width())
			count++
		}
	}
	if count == 0 {
		return
	}
	room := math.Max(p.Width-margin, math.Min(treeWidth, math.Ceil(math.Sqrt(float64(count))*w*1.3)))
	columns := max(1, int((room-margin+tableGap)/(w+tableGap)))
	ends := make([]float64, min(columns, count))
	for i := range tables {
		if linked[i] {
			continue
		}
		best := 0
		for c := range ends {
			if ends[c] < ends[best]-0.5 {
				best = c
			}
		}
		put(i, margin+float64(best)*(w+tableGap), top+ends[best], w, best)
		ends[best] += tables[i].height() + tableGap
	}
}
