package render

import "slices"

// The order of lanes. They stand as the work first comes to them, since that is how a process is told; but where two neighbours would change places with a good
// deal less of going to and fro, they do. One line more or less changes nothing, so that a small edit leaves the lanes where they are.

// enough is how many lanes less the lines must pass for two lanes to change places.
const enough = 3

// orderLanes puts the lanes of a swimlane in order; the first stays the first.
func (v *View) orderLanes() {
	if len(v.Lanes) < 3 {
		return
	}
	lanes := make([]string, len(v.Nodes))
	index := indexes(*v)
	for i, n := range v.Nodes {
		lanes[i] = n.Lane
	}
	passed := func(order []Lane) int {
		at := map[string]int{}
		for i, l := range order {
			at[l.ID] = i + 1
		}
		place := func(i int) int {
			switch {
			case lanes[i] != "":
				return at[lanes[i]]
			case v.Nodes[i].Shape == Output:
				return len(order) + 1
			}
			return 0
		}
		sum := 0
		for _, e := range v.Edges {
			sum += abs(place(index[e.From]) - place(index[e.To]))
		}
		return sum
	}
	now := passed(v.Lanes)
	for range len(v.Lanes) {
		better := false
		for k := 1; k+1 < len(v.Lanes); k++ {
			other := slices.Clone(v.Lanes)
			other[k], other[k+1] = other[k+1], other[k]
			if then := passed(other); then+enough <= now {
				v.Lanes, now, better = other, then, true
			}
		}
		if !better {
			return
		}
	}
}
