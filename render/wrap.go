package render

import (
	"cmp"
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
func (f *field) wrap(order []int) {
	units := f.units(order)
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
func (f *field) units(order []int) []*unit {
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
		f.fold(u)
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
func (f *field) fold(u *unit) {
	const across = pageLines/2 + 1
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
