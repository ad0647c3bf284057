package render

import (
	"cmp"
	"slices"

	"handoff/render/layout"
)

// Graphviz looks for the fewest crossings of a picture as a whole: one process more somewhere, and boxes that have nothing to do with it change places. It is told which
// rows there are and which groups stand where; in which order the boxes of a group stand in a row is ours. They begin in the order of the map, and neighbours change
// places where that saves crossings with the rows above. So what is added moves nothing above it, and below it only what it has to do with; of crossings there are
// about as many.

// inOrder gives the boxes of each group their order in each row, from the top down, in the places that Graphviz found for them.
func (f *field) inOrder(placed layout.Placement) layout.Placement {
	out := placed
	out.Nodes = slices.Clone(placed.Nodes)
	at := func(n int) *float64 { return &out.Nodes[n].X }
	index := indexes(f.view)
	above := make([][]int, len(out.Nodes))
	for _, e := range f.view.Edges {
		switch a, b := index[e.From], index[e.To]; {
		case f.row[a] < f.row[b]:
			above[b] = append(above[b], a)
		case f.row[b] < f.row[a]:
			above[a] = append(above[a], b)
		}
	}
	crossed := func(left, right int) int { // the lines to these two from above
		sum := 0
		for _, a := range above[left] {
			for _, b := range above[right] {
				sum += choose(*at(a) > *at(b), 1, 0)
			}
		}
		return sum
	}
	for _, side := range f.sides() {
		slices.Sort(side)
		var places []float64
		for _, n := range side {
			places = append(places, *at(n))
		}
		slices.Sort(places)
		for swapped := true; swapped; {
			swapped = false
			for k, n := range side {
				*at(n) = places[k]
			}
			for k := 1; k < len(side); k++ {
				if a, b := side[k-1], side[k]; crossed(b, a) < crossed(a, b) {
					side[k-1], side[k] = b, a
					*at(a), *at(b) = *at(b), *at(a)
					swapped = true
				}
			}
		}
	}
	return out
}

// sides are the boxes that stand side by side in one group, row by row from the top down.
func (f *field) sides() [][]int {
	type seat struct{ row, group int }
	in := map[seat][]int{}
	var seats []seat
	for n, g := range f.group {
		s := seat{f.row[n], g}
		if g < 0 && len(f.view.Groups) > 0 { // groups may stand between them
			continue
		}
		if in[s] == nil {
			seats = append(seats, s)
		}
		in[s] = append(in[s], n)
	}
	slices.SortFunc(seats, func(a, b seat) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.group, b.group)) })
	var out [][]int
	for _, s := range seats {
		out = append(out, in[s])
	}
	return out
}
