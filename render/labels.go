package render

import (
	"math"

	"handoff/render/layout"
)

// Labels stand beside their line, as near its start as there is room: on no box, no line and no other label. The
// first try is a picture as tight as lines alone allow; every label that finds no room asks for some, in the channel below its
// line's start and then beside it, and all is laid out again.

const (
	labelTries = 16
	fussyTries = 10 // so often room is made rather than that a label stands across a border
	labelGap   = 5.0
)

// settle lays the lattice out and returns the place of every edge's label; zero for none. It reports whether all of them found one.
func (r *router) settle() (spots []place, all bool) {
	for i := range r.labels {
		r.makeRoom(i)
	}
	for try := range labelTries {
		r.lay(r)
		var crowded []int
		spots, crowded = r.placeLabels(try < choose(r.loose, fussyTries, fussyTries/2))
		if len(crowded) == 0 {
			return spots, true
		}
		for _, i := range crowded {
			if try == 2 && r.narrow != nil { // what is beside it may be no channel that could be wider
				r.labels[i] = r.narrow(i)
				r.makeRoom(i)
			}
			r.widen(i, try)
		}
	}
	return spots, false
}

// makeRoom keeps the start of a line that leads up or down free for its label.
func (r *router) makeRoom(i int) {
	if r.labels[i].lines == nil {
		return
	}
	switch at := r.at[r.from[i]]; heading(r.ways[i][0], r.ways[i][1]) {
	case down:
		r.above[at.y+1] = math.Max(r.above[at.y+1], r.labels[i].high()-4)
	case up:
		r.below[at.y-1] = math.Max(r.below[at.y-1], r.labels[i].high()-4)
	}
}

// widen makes room where the label of edge i wants to stand: first on the side where the line starts, then elsewhere round its box.
func (r *router) widen(i, try int) {
	at, high := r.at[r.from[i]], r.labels[i].high()+labelGap
	dir := heading(r.ways[i][0], r.ways[i][1])
	switch {
	case dir == left && (r.loose && try < fussyTries || try%3 != 2):
		r.beside[at.x-1] += 30
	case dir == right && (r.loose && try < fussyTries || try%3 != 2):
		r.beside[at.x+1] += 30
	case try%3 == 1:
		r.beside[at.x+1] += 30
	case try%3 == 2:
		r.beside[at.x-1] += 30
	case dir == up:
		r.below[at.y-1] += high
	default:
		r.above[at.y+1] += high
	}
}

// placeLabels finds room for every label, and lists those that got none; they stand beside the start of their line all the same.
// If fussy, a place across a border is none.
func (r *router) placeLabels(fussy bool) (spots []place, crowded []int) {
	spots = make([]place, len(r.labels))
	var obstacles []layout.Rect
	for n := range r.at {
		obstacles = append(obstacles, inflate(r.box(n), 3))
	}
	obstacles = append(obstacles, r.keepOff...)
	lines := make([][]layout.Point, len(r.ways))
	for i := range r.ways {
		lines[i] = r.points(i)
	}
	free := func(rect layout.Rect, borders bool) bool {
		for _, o := range obstacles {
			if overlap(rect, o) {
				return false
			}
		}
		for _, points := range lines {
			if touches(points, inflate(rect, 2.5)) {
				return false
			}
		}
		for _, seam := range r.seams {
			if borders && overlap(inflate(rect, 2), seam) {
				return false
			}
		}
		return rect.Y > 2 && (r.loose || rect.X > 2)
	}
	for i, q := range r.labels {
		if q.lines == nil {
			continue
		}
		places := candidates(lines[i], layout.Size{Width: q.wide, Height: q.high()})
		found := false // a place as it should be
		some := false  // a place
		for _, borders := range []bool{true, false} {
			for _, at := range places {
				if !some && free(at.Rect, borders) {
					spots[i], some, found = at, true, borders
				}
			}
		}
		if !some {
			spots[i] = places[0]
		}
		if !some || fussy && !found {
			crowded = append(crowded, i)
		}
		obstacles = append(obstacles, inflate(spots[i].Rect, 4))
	}
	return spots, crowded
}

// place is where a label stands; align says which side of it its text is flush with: 0 the left, 1 the right, 0.5 neither.
type place struct {
	layout.Rect
	align float64
}

// candidates lists places beside a line for something of a size, the best first.
func candidates(points []layout.Point, s layout.Size) []place {
	var out []place
	add := func(x, y, align float64) {
		out = append(out, place{layout.Rect{X: x, Y: y, Width: s.Width, Height: s.Height}, align})
	}
	for k := 1; k < len(points); k++ {
		a, b := points[k-1], points[k]
		if a.X == b.X {
			for _, y := range along(a.Y, b.Y, s.Height, 3) {
				add(a.X+labelGap+1, y, 0)
				add(a.X-labelGap-1-s.Width, y, 1)
			}
			continue
		}
		for _, x := range along(a.X, b.X, s.Width, 4) {
			add(x, a.Y-labelGap+1-s.Height, 0.5)
			add(x, a.Y+labelGap, 0.5)
		}
	}
	return out
}

// along lists where something of a length may begin beside a piece from a to b: close to a, then further and further off, and last as far off as there is room.
func along(a, b, length, start float64) []float64 {
	const step, most = 12, 40
	var out []float64
	furthest := math.Max(math.Abs(b-a)-4-length, start)
	for k := range most {
		off := math.Min(start+float64(k)*step, furthest)
		if k > 0 && off <= start+float64(k-1)*step {
			break
		}
		if a < b {
			out = append(out, a+off)
		} else {
			out = append(out, a-off-length)
		}
	}
	return out
}
