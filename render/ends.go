package render

import (
	"math"

	"handoff/render/layout"
)

// Where lines meet boxes.

// clip moves the point where a line meets node n from the middle of its box to its outline; at is the line's own coordinate.
func (r *router) clip(n, dir int, at float64) layout.Point {
	box := r.box(n)
	c := box.Center()
	half := layout.Point{X: box.Width / 2, Y: box.Height / 2}
	if dir == up || dir == down {
		reach := half.Y * r.bulge(n, (at-c.X)/half.X)
		return layout.Point{X: at, Y: c.Y + choose(dir == down, reach, -reach)}
	}
	reach := half.X * r.bulge(n, (at-c.Y)/half.Y)
	if shape := r.view.Nodes[n].Shape; (shape == Input || shape == Output) && dir == right {
		reach = half.X - pointed*math.Abs(at-c.Y)/half.Y
	}
	return layout.Point{X: c.X + choose(dir == right, reach, -reach), Y: at}
}

// bulge is how far a node's outline reaches at a distance off its middle, both as shares of half the box.
func (r *router) bulge(n int, off float64) float64 {
	off = math.Min(math.Abs(off), 1)
	node := r.view.Nodes[n]
	switch {
	case node.Shape == Decision:
		return 1 - off
	case (node.Shape == Start || node.Shape == End) && node.Label == "":
		return math.Sqrt(1 - off*off)
	}
	return 1
}

// box is the place of a node.
func (r *router) box(n int) layout.Rect {
	at, size := r.at[n], r.sizes[n]
	return layout.Rect{X: r.xs[at.x] - size.Width/2, Y: r.ys[at.y] - size.Height/2, Width: size.Width, Height: size.Height}
}
