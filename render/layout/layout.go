// Package layout finds places for boxes and ways for lines. Sizes go in, positions come out; what the boxes say and how they are
// drawn is package render's business, so no text of a map ever reaches the layout program and nothing needs escaping here.
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

// Graph is what is to be laid out. Order matters for the result: Graphviz keeps neighbours in the order it meets them.
type Graph struct {
	LeftToRight bool // ranks run to the right; the zero value runs downwards
	Clusters    []Cluster
	Nodes       []Node
	Edges       []Edge
}

// Cluster is a box drawn round some of the nodes, with room for a heading of its own.
type Cluster struct {
	Heading Size
	Parent  int // the index of the cluster it lies in, or -1
}

// Node is a box of a fixed size.
type Node struct {
	Size
	Cluster int // the index of the cluster it lies in, or -1
}

// Edge is a line between two nodes, given by their indexes.
type Edge struct {
	From, To int
	Label    Size // room kept free beside the line; zero for none
	Weight   int  // how much it matters that the line is short and straight; 0 counts as 1
	Loose    bool // the line does not decide which of its ends comes first
}

// Placement says where everything went. Its slices run parallel to those of the Graph.
type Placement struct {
	Size
	Clusters []Rect
	Nodes    []Rect
	Edges    []Route
}

// Route is the way of one line: a start, then cubic Bézier pieces of three points each. The last point touches the target. Empty where
// Graphviz found no way.
type Route struct {
	Points []Point
	Label  Rect // the room that was kept free; zero where none was asked for
}
