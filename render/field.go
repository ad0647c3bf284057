package render

import (
	"cmp"
	"math"
	"slices"

	"handoff/render/layout"
)

// The field a network stands on: Graphviz's placement as a lattice. Its ranks become rows. Its x become upright lines half a box apart, so that a row may
// stand between the columns of the row above; the line beside a box runs through the gap next to it. What Graphviz keeps apart stays apart: two
// boxes of a row, and the areas of two groups. Within that, boxes move towards those they are connected with, and empty lines go.

// pageLines is how many lines a page holds: seven boxes side by side, with which 12 px are still 9 px on a screen of 1,440, as long as few lines run between
// them.
const pageLines = 12

// area is a group's part of the lattice, in upright lines and rows.
type area struct {
	used           bool
	x0, x1, r0, r1 int
}

// field is a network's lattice, and what it takes to turn it into pixels.
type field struct {
	view  View
	rows  int
	row   []int // by node
	line  []int // by node: its upright line
	group []int // by node; -1 for none
	areas []area
	heads []paragraph // the headings of the groups

	// narrow sets a group's heading narrower, for one that lines run through.
	narrow   func(group int) paragraph
	narrowed []bool

	rowTop, rowHigh []float64
}

func newField(v View, placed layout.Placement, pageLines int) *field {
	f := &field{view: v, row: make([]int, len(v.Nodes)), line: make([]int, len(v.Nodes)), areas: make([]area, len(v.Groups))}
	index := map[string]int{"": -1}
	for i, g := range v.Groups {
		index[g.ID] = i
	}
	for _, n := range v.Nodes {
		f.group = append(f.group, index[n.Group])
	}
	f.findRows(placed)
	placed = f.inOrder(placed)
	for n := range v.Nodes { // only rows are known; they say which groups stand beside each other
		f.spread(n)
	}
	order := make([]int, len(v.Nodes))
	for n := range order {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(math.Round(placed.Nodes[a].Center().X), math.Round(placed.Nodes[b].Center().X))
	})
	const half = (networkBox + 36) / 2 // Graphviz keeps 36 px between boxes of a rank
	for k, n := range order {
		f.line[n] = int(math.Round(placed.Nodes[n].Center().X / half))
		for _, m := range order[:k] {
			if f.apart(m, n) {
				f.line[n] = max(f.line[n], f.line[m]+2)
			}
		}
	}
	f.tighten(order)
	f.straighten(order)
	f.tighten(order)
	f.squeeze(order, pageLines)
	if slices.Max(f.line) > pageLines {
		f.wrap(order, pageLines)
	}
	f.turn(pageLines)
	f.areas = make([]area, len(v.Groups))
	for n := range v.Nodes {
		f.line[n]++ // room for a line left of everything
		f.spread(n)
	}
	return f
}

// findRows numbers the heights that boxes stand at.
func (f *field) findRows(placed layout.Placement) {
	var heights []float64
	for _, r := range placed.Nodes {
		heights = append(heights, math.Round(r.Center().Y))
	}
	sorted := slices.Clone(heights)
	slices.Sort(sorted)
	row := map[float64]int{}
	for i, h := range sorted {
		if i > 0 && h-sorted[i-1] > 3 {
			f.rows++
		}
		row[h] = f.rows
	}
	f.rows++
	for n, h := range heights {
		f.row[n] = row[h]
	}
}

// spread makes the area of a node's group hold it.
func (f *field) spread(n int) {
	if f.group[n] < 0 {
		return
	}
	a := &f.areas[f.group[n]]
	if !a.used {
		*a = area{true, f.line[n], f.line[n], f.row[n], f.row[n]}
	}
	a.x0, a.x1 = min(a.x0, f.line[n]), max(a.x1, f.line[n])
	a.r0, a.r1 = min(a.r0, f.row[n]), max(a.r1, f.row[n])
}

// rowsOf are the rows a node keeps others out of: those of its group, or its own.
func (f *field) rowsOf(n int) (first, last int) {
	if g := f.group[n]; g >= 0 {
		return f.areas[g].r0, f.areas[g].r1
	}
	return f.row[n], f.row[n]
}

// apart reports whether two nodes must keep their order, with a gap between them.
func (f *field) apart(m, n int) bool {
	if f.group[m] == f.group[n] && f.group[m] >= 0 {
		return f.row[m] == f.row[n]
	}
	a, b := f.rowsOf(m)
	c, d := f.rowsOf(n)
	return a <= d && c <= b
}

// tighten takes out lines that no box needs.
func (f *field) tighten(order []int) {
	lowest, highest := math.MaxInt, 0
	for _, n := range order {
		lowest, highest = min(lowest, f.line[n]), max(highest, f.line[n])
	}
	for _, n := range order {
		f.line[n] -= lowest
	}
	for k := highest - lowest; k >= 0; k-- {
		needed := false
		for i, n := range order {
			needed = needed || f.line[n] == k
			for _, m := range order[:i] {
				a, b := min(f.line[m], f.line[n]), max(f.line[m], f.line[n])
				needed = needed || a < k && k < b && b-a < 3 && f.apart(m, n)
			}
		}
		if !needed {
			for _, n := range order {
				if f.line[n] > k {
					f.line[n]--
				}
			}
		}
	}
}

// squeeze brings boxes back to the left that stand further right than a page is wide, as far as those beside them allow.
func (f *field) squeeze(order []int, pageLines int) {
	byLine := slices.Clone(order)
	slices.SortStableFunc(byLine, func(a, b int) int { return cmp.Compare(f.line[a], f.line[b]) })
	least := make([]int, len(f.line)) // how far left each could stand
	limit := pageLines
	for i, n := range byLine {
		for _, m := range byLine[:i] {
			if f.apart(m, n) {
				least[n] = max(least[n], least[m]+2)
			}
		}
		limit = max(limit, least[n])
	}
	for i, n := range slices.Backward(byLine) {
		most := limit
		for _, m := range byLine[i+1:] {
			if f.apart(n, m) {
				most = min(most, f.line[m]-2)
			}
		}
		f.line[n] = min(f.line[n], most)
	}
}

// straighten moves boxes above and below those they are connected with, as far as their neighbours let them.
func (f *field) straighten(order []int) {
	index := indexes(f.view)
	near := make([][]int, len(f.view.Nodes))
	for _, e := range f.view.Edges {
		a, b := index[e.From], index[e.To]
		if f.row[a] != f.row[b] {
			near[a], near[b] = append(near[a], b), append(near[b], a)
		}
	}
	const passes = 4
	for pass := range passes {
		for i := range order {
			if pass%2 == 1 {
				i = len(order) - 1 - i
			}
			n := order[i]
			if len(near[n]) == 0 {
				continue
			}
			var lines []int
			for _, m := range near[n] {
				lines = append(lines, f.line[m])
			}
			slices.Sort(lines)
			wish := (lines[(len(lines)-1)/2] + lines[len(lines)/2]) / 2
			low, high := math.MinInt, math.MaxInt
			for _, m := range order {
				if m == n || !f.apart(m, n) {
					continue
				}
				if f.line[m] < f.line[n] {
					low = max(low, f.line[m]+2)
				} else {
					high = min(high, f.line[m]-2)
				}
			}
			if low <= high {
				f.line[n] = max(low, min(high, wish))
			}
		}
	}
}

// lattice makes the field one. Groups are fenced off for lines with no end in them.
func (f *field) lattice() *lattice {
	l := &lattice{down: 2*f.rows + 1, taken: map[spot]int{}, anySide: true, loose: true}
	for n := range f.line {
		s := spot{f.line[n], 2*f.row[n] + 1}
		l.at = append(l.at, s)
		l.taken[s] = n
		l.across = max(l.across, f.line[n]+2)
	}
	owner := map[spot]int{}
	for g, a := range f.areas {
		for x := a.x0; a.used && x <= a.x1; x++ {
			for y := 2*a.r0 + 1; y <= 2*a.r1+1; y++ {
				owner[spot{x, y}] = g
			}
		}
	}
	index := indexes(f.view)
	l.fenced = func(i int, s spot) bool {
		g, ok := owner[s]
		return ok && f.group[index[f.view.Edges[i].From]] != g && f.group[index[f.view.Edges[i].To]] != g
	}
	return l
}

// measure spaces the lines of the lattice so that boxes, borders, tracks and labels all have room.
func (f *field) measure(r *router) {
	boxOn := make([]bool, r.across)
	f.rowHigh = make([]float64, f.rows)
	for n := range f.line {
		boxOn[f.line[n]] = true
		f.rowHigh[f.row[n]] = math.Max(f.rowHigh[f.row[n]], r.sizes[n].Height)
	}
	room := make([]float64, r.across) // on each side of a line
	for x := range room {
		room[x] = math.Max(r.tracksOn(x, true)/2, 6) + groupPad + 10 + r.beside[x]/2
	}
	r.xs = make([]float64, r.across)
	r.xs[0] = margin + room[0]
	for x := 1; x < r.across; x++ {
		gap := 20.0
		if boxOn[x-1] {
			gap = math.Max(gap, networkBox/2+room[x])
		}
		if boxOn[x] {
			gap = math.Max(gap, networkBox/2+room[x-1])
		}
		if !boxOn[x-1] && !boxOn[x] {
			gap = math.Max(gap, room[x-1]+room[x]-2*groupPad)
		}
		r.xs[x] = r.xs[x-1] + gap
	}
	head, tail := make([]float64, f.rows), make([]float64, f.rows)
	for g, a := range f.areas {
		if a.used {
			head[a.r0] = math.Max(head[a.r0], f.heads[g].high()+14)
			tail[a.r1] = groupPad
		}
	}
	r.ys = make([]float64, r.down)
	f.rowTop = make([]float64, f.rows)
	y := 0.0
	for h := range f.rows + 1 {
		tracks := r.tracksOn(2*h, false)
		high := math.Max(32, tracks+24)
		if (h == 0 || h == f.rows) && tracks == 0 {
			high = 4
		}
		y += r.above[2*h]
		r.ys[2*h] = y + high/2
		y += high + r.below[2*h]
		if h < f.rows {
			y += head[h]
			f.rowTop[h] = y
			r.ys[2*h+1] = y + f.rowHigh[h]/2
			y += f.rowHigh[h] + tail[h]
		}
	}
	r.seams = nil
	for g, a := range f.areas {
		if a.used {
			b := f.rect(r, g)
			r.seams = append(r.seams,
				layout.Rect{X: b.X, Y: b.Y, Width: b.Width}, layout.Rect{X: b.X, Y: b.Y + b.Height, Width: b.Width},
				layout.Rect{X: b.X, Y: b.Y, Height: b.Height}, layout.Rect{X: b.X + b.Width, Y: b.Y, Height: b.Height})
		}
	}
	if crossed := f.headings(r); len(crossed) > 0 {
		for _, g := range crossed {
			f.heads[g], f.narrowed[g] = f.narrow(g), true
		}
		f.measure(r)
	}
}
