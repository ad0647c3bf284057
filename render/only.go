package render

import (
	"fmt"
	"slices"
	"strings"
)

// Only leaves out the boxes, bars and rows of blocks of other kinds than the given, and the lines that lose an end by it. What is of no block stays, such as
// the start of a process.
func (v View) Only(kinds []string) View {
	if len(kinds) == 0 {
		return v
	}
	out := v
	left := 0
	keep := func(address string, of []string) bool {
		if len(of) > 0 {
			address = of[0]
		}
		kind := kindOf(address)
		if kind == "" || slices.Contains(kinds, kind) {
			return true
		}
		left++
		return false
	}
	out.Nodes, out.Edges = nil, nil
	there := map[string]bool{}
	for _, n := range v.Nodes {
		if keep(n.ID, n.Of) {
			out.Nodes = append(out.Nodes, n)
			there[n.ID] = true
			for _, r := range n.Rows {
				there[r.ID] = true
			}
		}
	}
	for _, e := range v.Edges {
		if there[e.From] && there[e.To] {
			out.Edges = append(out.Edges, e)
		}
	}
	if v.Matrix != nil {
		m := *v.Matrix
		m.Rows = slices.DeleteFunc(slices.Clone(m.Rows), func(r MatrixRow) bool { return !keep(r.ID, nil) })
		out.Matrix = &m
	}
	if left > 0 {
		out.Notes = append(slices.Clone(v.Notes), fmt.Sprintf("Only %s: %d of other kinds are left out.", strings.Join(kinds, ", "), left))
	}
	return out
}

// kindOf is the kind of block at an address; "" for what is none.
func kindOf(address string) string {
	parts := strings.Split(address, ".")
	if strings.Contains(parts[0], " ") {
		return ""
	}
	if n := len(parts); n == 4 || n == 5 {
		return parts[n-2]
	}
	if n := len(parts); n == 2 || n == 3 {
		return parts[n-2]
	}
	return ""
}
