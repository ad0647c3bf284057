package render

import (
	"cmp"
	"math"
	"slices"
)

// A network that is wider than a page is wrapped like text: its groups, and the boxes outside groups, fill one shelf after the other, in the order
// in which the work passes them. Inside a group things stay as they were.

// unit is what stays together: a group, or a box outside groups.
type unit struct {
	nodes     []int
	row, line int // the mean row it had, to order by, and the leftmost line
	wide      int
	rows      []int // the rows it has boxes in
}

// wrap moves units to shelves.
func (f *field) wrap(order []int, pageLines int) {
	units := f.units(order, pageLines)
	slices.SortStableFunc(units, func(a, b *unit) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.line, b.line))
	})
	x, top, height := 0, 0, 0
	f.rows = 0
	for _, u := range units {
		if x > 0 && x+u.wide > pageLines {
			x, top, height = 0, top+height, 0
		}
		for _, n := range u.nodes {
			f.line[n] += x - u.line
			f.row[n] = top + slices.Index(u.rows, f.row[n])
		}
		x += u.wide + 2
		height = max(height, len(u.rows))
		f.rows = max(f.rows, top+height)
	}
}

// units lists what stays together, each with its boxes from the top left on.
func (f *field) units(order []int, pageLines int) []*unit {
	var units []*unit
	byGroup := map[int]*unit{}
	for _, n := range order {
		u := byGroup[f.group[n]]
		if u == nil || f.group[n] < 0 {
			u = &unit{}
			units = append(units, u)
			byGroup[f.group[n]] = u
		}
		u.nodes = append(u.nodes, n)
	}
	for _, u := range units {
		slices.SortStableFunc(u.nodes, func(a, b int) int {
			return cmp.Or(cmp.Compare(f.row[a], f.row[b]), cmp.Compare(f.line[a], f.line[b]))
		})
		for _, n := range u.nodes {
			u.row += f.row[n]
		}
		u.row /= len(u.nodes)
		f.fold(u, pageLines)
		last := 0
		u.line = f.line[u.nodes[0]]
		for _, n := range u.nodes {
			u.line, last = min(u.line, f.line[n]), max(last, f.line[n])
			if !slices.Contains(u.rows, f.row[n]) {
				u.rows = append(u.rows, f.row[n])
			}
		}
		u.wide = last - u.line
	}
	return units
}

// fold breaks the rows of a group that alone is wider than a page.
func (f *field) fold(u *unit, pageLines int) {
	across := pageLines/2 + 1
	widest := 0
	for _, n := range u.nodes {
		for _, m := range u.nodes {
			widest = max(widest, f.line[n]-f.line[m])
		}
	}
	if widest <= pageLines {
		return
	}
	row, in, before := -1, 0, -1
	for _, n := range u.nodes {
		if f.row[n] != before || in == across {
			row, in = row+1, 0
		}
		before = f.row[n]
		f.row[n], f.line[n] = row, 2*in
		in++
	}
}

// tallRows is how many rows a network may have before it is set in columns.
const tallRows = 9

// turn sets a network that is high and narrow in columns, as a newspaper does with a long text: the work runs down one column and goes on at the top of the
// next. No column begins inside a group. Of all numbers of columns that fit the page it takes the one that comes closest to the shape of a screen.
func (f *field) turn(pageLines int) {
	if f.rows <= tallRows {
		return
	}
	const lineWide, rowHigh, shape = 126.0, 125.0, 0.7 // about, in pixels; and height by width
	f.areas = make([]area, len(f.areas))               // boxes may have moved to other rows since
	for n := range f.line {
		f.spread(n)
	}
	whole := make([]bool, f.rows+1) // whether a column may begin with the row
	for r := range whole {
		whole[r] = true
	}
	for _, a := range f.areas {
		for r := a.r0 + 1; a.used && r <= a.r1; r++ {
			whole[r] = false
		}
	}
	best, closest := []int{0}, math.Inf(1)
	for k := 1; k <= pageLines/2+1; k++ {
		starts := f.columns(whole, k)
		wide, high := -2, 0
		for i, first := range starts {
			last := f.rows
			if i+1 < len(starts) {
				last = starts[i+1]
			}
			low, top := f.extent(first, last)
			wide += top - low + 2
			high = max(high, last-first)
		}
		if k > 1 && wide > pageLines {
			break
		}
		if off := math.Abs(math.Log(float64(high) * rowHigh / (float64(wide+2) * lineWide) / shape)); off < closest {
			best, closest = starts, off
		}
	}
	at, high := 0, 0
	row, line := slices.Clone(f.row), slices.Clone(f.line)
	for i, first := range best {
		last := f.rows
		if i+1 < len(best) {
			last = best[i+1]
		}
		low, top := f.extent(first, last)
		for n := range f.row {
			if f.row[n] >= first && f.row[n] < last {
				row[n], line[n] = f.row[n]-first, f.line[n]-low+at
			}
		}
		at += top - low + 2
		high = max(high, last-first)
	}
	f.row, f.line, f.rows = row, line, high
}

// columns cuts the rows into at most k columns of about the same height, and returns with which row each begins.
func (f *field) columns(whole []bool, k int) []int {
	starts := []int{0}
	each := (f.rows + k - 1) / k
	for r := 1; r < f.rows; r++ {
		if whole[r] && r-starts[len(starts)-1] >= each && len(starts) < k {
			starts = append(starts, r)
		}
	}
	return starts
}

// extent is the leftmost and rightmost line that boxes of some rows stand on.
func (f *field) extent(first, last int) (low, top int) {
	low = math.MaxInt
	for n, r := range f.row {
		if r >= first && r < last {
			low, top = min(low, f.line[n]), max(top, f.line[n])
		}
	}
	if low > top {
		return 0, 0
	}
	return low, top
}
