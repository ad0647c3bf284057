package render

import (
	"math"

	"handoff/render/layout"
)

// Tables in columns: a lane of the view is a column from top to bottom, its nodes stand in it one below the other, and lines run from the rows of one
// column to those of the next through an empty channel between them: out of the side of a row, straight across, into the side of another. So no line
// can cross a table, and long lists of lines stay readable as they do in tools that map one record to another.

const (
	rowName    = 190.0 // the widest name of a row
	rowSub     = 190.0 // and of its second column
	rowNote    = 210.0 // and its third
	rowPad     = 6.0   // above and below the text of a row
	tableGap   = 28.0  // between two tables of a column
	stub       = 14.0  // how far a line runs straight out of its row
	minChannel = 90.0
	maxChannel = 240.0
)

// sheet of a table: its paragraphs, before it has a place.
type tableText struct {
	head  []paragraph
	rows  [][3]paragraph
	highs []float64
	wide  [3]float64 // of the columns
	marks layout.Size
}

// records places the view.
func (p *page) records() {
	columns := make([][]int, len(p.View.Lanes))
	for i, n := range p.View.Nodes {
		for l, lane := range p.View.Lanes {
			if lane.ID == n.Lane {
				columns[l] = append(columns[l], i)
			}
		}
	}
	tables := make([]tableText, len(p.View.Nodes))
	for i, n := range p.View.Nodes {
		tables[i] = p.tableText(n)
	}
	widths := make([]float64, len(columns)) // of the tables in a column
	highs := make([]float64, len(columns))
	for l, nodes := range columns {
		widths[l] = 150
		for k, i := range nodes {
			widths[l] = math.Max(widths[l], tables[i].width())
			highs[l] += tables[i].height()
			if k > 0 {
				highs[l] += tableGap
			}
		}
	}
	heads := make([]paragraph, len(columns))
	subs := make([]paragraph, len(columns))
	head, tallest := 0.0, 0.0
	for l, lane := range p.View.Lanes {
		heads[l] = p.wrap(lane.Label, HeadText, widths[l], 2)
		subs[l] = p.wrap(lane.Sub, SubText, widths[l], 2)
		head = math.Max(head, heads[l].high()+subs[l].high()+12)
		tallest = math.Max(tallest, highs[l])
	}
	channel := math.Min(maxChannel, math.Max(minChannel, tallest/4))
	if len(p.View.Edges) == 0 {
		channel = 40
	}
	at := map[string]layout.Rect{} // of rows and nodes
	column := map[string]int{}
	x := margin
	for l, nodes := range columns {
		p.Texts = append(p.Texts, p.stack(x, 0, 0, heads[l], subs[l])...)
		y := head + (tallest-highs[l])*choose(len(p.View.Lanes) > 2, 0.5, 0)
		for _, i := range nodes {
			for id, r := range p.table(p.View.Nodes[i], tables[i], layout.Rect{X: x, Y: y, Width: widths[l]}) {
				at[id], column[id] = r, l
			}
			y += tables[i].height() + tableGap
		}
		p.grow(layout.Rect{X: x, Y: head, Width: widths[l], Height: tallest})
		x += widths[l] + channel
	}
	p.mapLines(at, column)
}

// tableText measures a node's heading and rows.
func (p *page) tableText(n Node) tableText {
	t := tableText{marks: p.badgesSize(n.Marks, 200)}
	for _, r := range n.Rows {
		row := [3]paragraph{p.wrap(r.Label, LabelText, rowName, 2), p.wrap(r.Sub, SubText, rowSub, 2), p.wrap(r.Note, SubText, rowNote, 3)}
		high := 0.0
		for k, q := range row {
			t.wide[k] = math.Max(t.wide[k], q.wide)
			high = math.Max(high, q.high())
		}
		t.rows = append(t.rows, row)
		t.highs = append(t.highs, math.Ceil(high+2*rowPad-2))
	}
	inner := math.Max(t.inner(), 150)
	label := n.Label
	if clean(label) == "" {
		label = n.ID
	}
	t.head = []paragraph{p.wrap(label, HeadText, math.Max(inner, 190), 3)}
	if n.Sub != "" {
		t.head = append(t.head, p.wrap(n.Sub, SubText, math.Max(inner, 190), 3))
	}
	return t
}

// inner is the width of the columns of a table with the gaps between them.
func (t tableText) inner() float64 {
	wide := 0.0
	for k, w := range t.wide {
		if w > 0 {
			wide += w
			if k > 0 {
				wide += 14
			}
		}
	}
	if len(t.rows) > 0 {
		wide += iconWidth
	}
	return wide
}

func (t tableText) width() float64 {
	wide := t.inner()
	for _, q := range t.head {
		wide = math.Max(wide, q.wide+choose(t.marks.Width > 0, 2*(t.marks.Width+10), 0)) // on both sides, so that the head may stand in the middle
	}
	return math.Ceil(wide + 2*padding)
}

func (t tableText) headHeight() float64 {
	high := 0.0
	for _, q := range t.head {
		high += q.high()
	}
	return 16 + math.Max(high, t.marks.Height)
}

func (t tableText) height() float64 {
	high := t.headHeight()
	for _, h := range t.highs {
		high += h
	}
	if len(t.rows) > 0 {
		high += 4
	}
	return high
}

// table draws a node whose top left corner and width are those of r, and returns where it and its rows are.
func (p *page) table(n Node, t tableText, r layout.Rect) map[string]layout.Rect {
	r.Height = t.height()
	at := map[string]layout.Rect{n.ID: r}
	at0 := len(p.Boxes)
	p.put(Node{ID: n.ID, Label: n.Label, Sub: n.Sub, Shape: n.Shape, Page: n.Page, Tooltip: n.Tooltip}, nil, r, "")
	p.shade(n, r)
	p.badges(n.Marks, r.X+r.Width-padding-t.marks.Width, r.Y+8, 200, n.ID)
	box := &p.Boxes[at0]
	if len(n.Rows) == 0 {
		high := 0.0
		for _, q := range t.head {
			high += q.high()
		}
		box.Texts = p.stack(r.Center().X, r.Center().Y-high/2, 0.5, t.head...)
		return at
	}
	box.Texts = p.stack(r.X+padding, r.Y+8, 0, t.head...)
	y := r.Y + t.headHeight()
	for k, row := range n.Rows {
		line := layout.Rect{X: r.X + 4, Y: y, Width: r.Width - 8, Height: t.highs[k]}
		var texts []Text
		x := line.X + padding - 4 + iconWidth
		for col, q := range t.rows[k] {
			if q.lines != nil {
				texts = append(texts, p.stack(x, y+(line.Height-q.high())/2, 0, q)...)
			}
			if t.wide[col] > 0 {
				x += t.wide[col] + 14
			}
		}
		full := row.Tooltip
		if full == "" {
			full = oneLine(row.Label + " " + row.Sub + " " + row.Note)
		}
		p.Boxes = append(p.Boxes, Box{ID: row.ID, Layer: RowLayer, Shape: row.Shape, In: n.ID, Page: row.Page, Full: full, Rect: line, Texts: texts})
		at[row.ID] = layout.Rect{X: r.X, Y: y, Width: r.Width, Height: t.highs[k]}
		y += t.highs[k]
	}
	return at
}

// mapLines draws the lines from row to row. Lines that meet the same side of a row fan out a little.
func (p *page) mapLines(at map[string]layout.Rect, column map[string]int) {
	type end struct {
		id   string
		left bool
	}
	count, used := map[end]int{}, map[end]int{}
	sides := func(e Edge) (from, to end) {
		forth := column[e.From] < column[e.To]
		return end{e.From, !forth}, end{e.To, forth}
	}
	for _, e := range p.View.Edges {
		from, to := sides(e)
		count[from]++
		count[to]++
	}
	point := func(e end) layout.Point {
		r := at[e.id]
		used[e]++
		step := math.Min(6, (r.Height-8)/float64(count[e]))
		y := r.Center().Y + (float64(used[e])-(float64(count[e])+1)/2)*step
		return layout.Point{X: choose(e.left, r.X, r.X+r.Width), Y: y}
	}
	for _, e := range p.View.Edges {
		from, to := sides(e)
		a, b := point(from), point(to)
		out, in := choose(from.left, -stub, stub), choose(to.left, -stub-6, stub+6)
		points := []layout.Point{a, {X: a.X + out, Y: a.Y}, {X: b.X + in, Y: b.Y}, b}
		if a.Y == b.Y {
			points = []layout.Point{a, b}
		}
		p.line(e, points)
	}
}
