// Package layout finds places for boxes. Sizes go in, positions come out; what the boxes say, how they are drawn and how the lines between
// them run is package render's business, so no text of a map ever reaches the layout program and nothing needs escaping here.
//
// The work is done by Graphviz in a second program, handoff-layout (cmd/handoff-layout tells why). Engine finds that program
// or builds it, keeps a few of them running, and replaces the ones that hang, die or grow old.
package layout

// Size is a width and a height in pixels (one pixel is one of Graphviz's points).
type Size struct{ Width, Height float64 }

// Point is a place in pixels. X grows to the right and Y downwards.
type Point struct{ X, Y float64 }

// Rect is an upright rectangle; X and Y are its left and top edges.
type Rect struct{ X, Y, Width, Height float64 }

// Center returns the middle of r.
func (r Rect) Center() Point { return Point{r.X + r.Width/2, r.Y + r.Height/2} }

// Graph is what is to be laid out, from the top down. Order matters for the result: Graphviz keeps neighbours in the order it meets them.
type Graph struct {
	Clusters []Cluster
	Nodes    []Node
	Edges    []Edge
}

// Cluster is a box drawn round some of the nodes, with room for a heading of its own. Clusters do not nest.
type Cluster struct {
	Heading Size
}

// Node is a box of a fixed size.
type Node struct {
	Size
	Cluster int // the index of the cluster it lies in, or -1
}

// Edge says that two nodes, given by their indexes, belong near each other, From above To.
type Edge struct {
	From, To int
	Weight   int  // how much it matters; 0 counts as 1
	Loose    bool // it does not decide which of its ends comes first
}

// Placement says where everything went. Its slices run parallel to those of the Graph. Nodes of one rank share their middle's height, and
// clusters and the nodes outside them do not overlap.
type Placement struct {
	Size
	Clusters []Rect // zero for one without nodes
	Nodes    []Rect
}
