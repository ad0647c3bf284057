package render

import (
	"math"
	"slices"

	"handoff/render/layout"
)

// A swimlane's grid as a lattice, and in pixels. Line 2c+1 of the lattice runs through the middle of column c, line 2c through the channel left of
// it; rows alike.

// lattice makes the grid one. Lines from lane to lane stay within the lanes.
func (g *grid) lattice(v View) *lattice {
	l := &lattice{across: 2*g.cols + 1, down: 2*g.rows + 1, taken: map[spot]int{}}
	for n, at := range g.at {
		s := spot{2*at.col + 1, 2*at.row + 1}
		l.at = append(l.at, s)
		l.taken[s] = n
	}
	index := indexes(v)
	first := 2 * slices.Index(g.lane, 0)
	last := 2 * g.cols
	if k := slices.Index(g.lane, g.lanes); k >= 0 {
		last = 2 * k
	}
	work := func(id string) bool {
		lane := g.lane[g.at[index[id]].col]
		return lane >= 0 && lane < g.lanes
	}
	inner := make([]bool, len(v.Edges))
	for i, e := range v.Edges {
		inner[i] = work(e.From) && work(e.To)
	}
	l.fenced = func(i int, s spot) bool { return inner[i] && (s.x < first || s.x > last) }
	return l
}

// border reports whether channel c lies between two lanes, or outside the outermost ones.
func (g *grid) border(c int) bool {
	return c == 0 || c == g.cols || g.lane[c-1] != g.lane[c]
}

// closes reports whether channel c lies right of the last lane.
func (g *grid) closes(c int) bool {
	return c > 0 && g.lane[c-1] >= 0 && g.lane[c-1] < g.lanes && (c == g.cols || g.lane[c] == g.lanes)
}

// measure makes channels as wide as their tracks, and rows as high as their boxes.
func (g *grid) measure(r *router) {
	columns := make([]float64, g.cols)
	rows := make([]float64, g.rows)
	for c, lane := range g.lane {
		columns[c] = g.box
		if lane < 0 || lane == g.lanes {
			columns[c] = portBox
		}
	}
	for n, at := range g.at {
		rows[at.row] = math.Max(rows[at.row], r.sizes[n].Height)
		columns[at.col] = math.Max(columns[at.col], r.sizes[n].Width)
	}
	r.xs = make([]float64, r.across)
	g.borders = make([]float64, g.cols+1)
	r.seams = nil
	x := margin
	for c := range g.cols + 1 {
		tracks := r.tracksOn(2*c, true)
		if g.closes(c) { // lines between steps stay inside the last lane
			wide := math.Max(14, tracks+14) + r.beside[2*c]
			r.xs[2*c] = x + wide - 6 - tracks/2 - r.beside[2*c]/2
			g.borders[c] = x + wide
			x = g.borders[c] + 14
		} else if g.border(c) {
			x += 14 + r.beside[2*c]/2
			g.borders[c] = x
			r.xs[2*c] = x + 6 + tracks/2
			x += math.Max(14, tracks+14) + r.beside[2*c]/2
		} else {
			wide := math.Max(24, tracks+16) + r.beside[2*c]
			r.xs[2*c] = x + wide/2
			x += wide
		}
		if c < g.cols {
			r.xs[2*c+1] = x + columns[c]/2
			x += columns[c]
		}
	}
	r.ys = make([]float64, r.down)
	y := g.head
	for h := range g.rows + 1 {
		tracks := r.tracksOn(2*h, false)
		high := math.Max(30, tracks+24)
		if h == 0 || h == g.rows {
			high = math.Max(20, tracks+24)
		}
		y += r.above[2*h]
		r.ys[2*h] = y + high/2
		y += high + r.below[2*h]
		if h < g.rows {
			r.ys[2*h+1] = y + rows[h]/2
			y += rows[h]
		}
	}
	g.bottom = y
	for c, x := range g.borders {
		if g.border(c) {
			r.seams = append(r.seams, layout.Rect{X: x, Height: y})
		}
	}
	r.keepOff = []layout.Rect{{Width: x, Height: g.head}}
}

// laneWidth is the least a lane will be wide.
func (g *grid) laneWidth(lane int) float64 {
	wide := 0.0
	for _, l := range g.lane {
		if l == lane {
			wide += g.box
		}
	}
	return wide
}

// band is the area of a lane.
func (g *grid) band(lane int) layout.Rect {
	first := slices.Index(g.lane, lane)
	last := first
	for last+1 < g.cols && g.lane[last+1] == lane {
		last++
	}
	return layout.Rect{X: g.borders[first], Width: g.borders[last+1] - g.borders[first], Height: g.bottom}
}
