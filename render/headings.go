package render

import (
	"slices"

	"handoff/render/layout"
)

// The areas of groups in pixels, and their headings.

// rect is the area of a group in pixels.
func (f *field) rect(r *router, g int) layout.Rect {
	a := f.areas[g]
	left, right := r.xs[a.x0]-networkBox/2-groupPad, r.xs[a.x1]+networkBox/2+groupPad
	top := f.rowTop[a.r0] - f.heads[g].high() - 14
	return layout.Rect{X: left, Y: top, Width: right - left, Height: f.rowTop[a.r1] + f.rowHigh[a.r1] + groupPad - top}
}

// headings finds a place for the name of each group along its upper border where no line runs through it: at the left, else right of a line. It
// returns the groups whose name should be set narrower.
func (f *field) headings(r *router) (crossed []int) {
	r.keepOff = make([]layout.Rect, len(f.areas))
	ways := make([][]layout.Point, len(r.ways))
	for i := range ways {
		ways[i] = r.points(i)
	}
	for g, a := range f.areas {
		if !a.used {
			continue
		}
		box := f.rect(r, g)
		place := layout.Rect{X: box.X + 10, Y: box.Y + 6, Width: f.heads[g].wide, Height: f.heads[g].high()}
		free := func(x float64) bool {
			place.X = x
			for _, way := range ways {
				if touches(way, inflate(place, 3)) {
					return false
				}
			}
			return x+place.Width <= box.X+box.Width-4
		}
		at, found := box.X+10, false
		var tries []float64
		for _, way := range ways {
			for _, pt := range way {
				if pt.X > box.X && pt.X < box.X+box.Width {
					tries = append(tries, pt.X+8)
				}
			}
		}
		slices.Sort(tries)
		for _, x := range append([]float64{at}, tries...) {
			if !found && free(x) {
				at, found = x, true
			}
		}
		if !found && !f.narrowed[g] {
			crossed = append(crossed, g)
		}
		place.X = at
		r.keepOff[g] = place
	}
	return crossed
}
