package render

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"handoff/render/layout"
)

// From ways along the lattice to pixels. A way is a row of straight runs. Runs that share a stretch of one lattice line get tracks beside each
// other, in the order that crosses least; runs of the same kind that end alike may share a track, so that arrows to one box flow together.
// Then channels are made as wide as their tracks, the pixels follow, and labels look for free room.

const (
	trackGap = 12.0
	pointed  = 12.0 // how long the point of an input or output is
)

// run is one straight piece of a way.
type run struct {
	edge, nth  int // which piece of which edge
	vertical   bool
	line       int    // the lattice line it lies on
	a, b       int    // where along it, in half lattice steps, a < b; at a box it ends half a step before the middle
	turnA      int    // where it goes at a: -1 left or up, +1 right or down, 0 into a box
	turnB      int    // and at b
	like       string // runs with the same ending may share a track
	track      int
	offset     float64 // pixels from the middle of the lattice line
	nodeA      int     // the node at a, or -1
	nodeB      int
	first, end bool
}

// layTracks cuts the ways into runs and gives each its offset.
func (r *router) layTracks() {
	r.byEdge = make([][]*run, len(r.ways))
	for i, way := range r.ways {
		for k := 1; k < len(way); k++ {
			u := r.cut(i, k)
			r.runs = append(r.runs, u)
			r.byEdge[i] = append(r.byEdge[i], u)
		}
	}
	onLine := map[[2]int][]*run{}
	var lines [][2]int
	for _, u := range r.runs {
		key := [2]int{u.line, 0}
		if u.vertical {
			key[1] = 1
		}
		if onLine[key] == nil {
			lines = append(lines, key)
		}
		onLine[key] = append(onLine[key], u)
	}
	for _, key := range lines {
		for _, company := range components(onLine[key]) {
			r.assign(company)
		}
	}
}

// cut makes the k-th run of edge i.
func (r *router) cut(i, k int) *run {
	way := r.ways[i]
	p, q := way[k-1], way[k]
	u := &run{edge: i, nth: k - 1, vertical: p.x == q.x, nodeA: -1, nodeB: -1, first: k == 1, end: k == len(way)-1}
	along := func(s spot) int { return 2 * s.y }
	across := func(s spot) int { return s.x }
	if !u.vertical {
		along, across = func(s spot) int { return 2 * s.x }, func(s spot) int { return s.y }
	}
	u.line, u.a, u.b = across(p), along(p), along(q)
	nodeP, nodeQ, turnP, turnQ := -1, -1, 0, 0
	if u.first {
		nodeP = r.from[i]
	} else {
		turnP = sign(across(way[k-2]) - across(p))
	}
	if u.end {
		nodeQ = r.to[i]
	} else {
		turnQ = sign(across(way[k+1]) - across(q))
	}
	u.nodeA, u.nodeB, u.turnA, u.turnB = nodeP, nodeQ, turnP, turnQ
	if u.a > u.b {
		u.a, u.b = u.b, u.a
		u.nodeA, u.nodeB, u.turnA, u.turnB = u.nodeB, u.nodeA, u.turnB, u.turnA
	}
	if u.nodeA >= 0 {
		u.a++
	}
	if u.nodeB >= 0 {
		u.b--
	}
	u.like = fmt.Sprint(r.view.Edges[i].Style, way[k:])
	return u
}

// meet reports whether two runs of one line would touch.
func meet(u, w *run) bool { return u.a <= w.b && w.a <= u.b }

// alike reports whether two runs may lie on one track. Dashes laid over dashes would look like another style.
func (r *router) alike(u, w *run) bool {
	return u.like == w.like && r.to[u.edge] == r.to[w.edge] && styleLook(r.view.Edges[u.edge].Style).dash == ""
}

// components splits the runs of one line into those that have to do with each other.
func components(runs []*run) [][]*run {
	sorted := slices.Clone(runs)
	slices.SortStableFunc(sorted, func(u, w *run) int { return cmp.Compare(u.a, w.a) })
	var out [][]*run
	reach := math.MinInt
	for _, u := range sorted {
		if u.a > reach || len(out) == 0 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], u)
		reach = max(reach, u.b)
	}
	return out
}

// assign orders the runs of one company so that few cross, and turns the order into offsets.
func (r *router) assign(company []*run) {
	for range len(company) { // bubble sort by crossings: stable, and as good as any for the handful of runs that meet
		swapped := false
		for k := 1; k < len(company); k++ {
			u, w := company[k-1], company[k]
			if meet(u, w) && crossings(w, u) < crossings(u, w) {
				company[k-1], company[k] = w, u
				swapped = true
			}
		}
		if !swapped {
			break
		}
	}
	tracks, spine := 0, -1
	for k, u := range company {
		u.track = 0
		for _, w := range company[:k] {
			if !meet(u, w) {
				continue
			}
			if r.alike(u, w) {
				u.track = max(u.track, w.track)
			} else {
				u.track = max(u.track, w.track+1)
			}
		}
		tracks = max(tracks, u.track+1)
		if u.first && u.end && spine < 0 {
			spine = u.track
		}
	}
	middle := float64(tracks-1) / 2
	if spine >= 0 {
		middle = float64(spine)
	}
	for _, u := range company {
		u.offset = (float64(u.track) - middle) * trackGap
		for _, n := range []int{u.nodeA, u.nodeB} {
			if n >= 0 {
				u.offset = clamp(u.offset, r.slack(n, u.vertical))
			}
		}
	}
}

// slack is how far off its middle a line may meet a node.
func (r *router) slack(n int, vertical bool) float64 {
	size := r.sizes[n].Height
	if vertical {
		size = r.sizes[n].Width
	}
	return math.Max(size/2-8, 0)
}

func clamp(v, limit float64) float64 { return math.Max(-limit, math.Min(limit, v)) }

// crossings counts how often u and w cross where u lies before (left of, above) w.
func crossings(u, w *run) int {
	n := 0
	for _, end := range []struct {
		run, other     *run
		at, turn, side int
	}{
		{u, w, u.a, u.turnA, 1}, {u, w, u.b, u.turnB, 1},
		{w, u, w.a, w.turnA, -1}, {w, u, w.b, w.turnB, -1},
	} {
		if end.turn == end.side && end.at > end.other.a && end.at < end.other.b {
			n++
		}
	}
	// Ends above each other that turn across each other's way cross once, whichever of the two turns first.
	for _, turns := range [][4]int{{u.a, u.turnA, w.a, w.turnA}, {u.b, u.turnB, w.b, w.turnB}} {
		if turns[0] == turns[2] && turns[1] == 1 && turns[3] == -1 {
			n++
		}
	}
	return n
}

// tracksOn counts the tracks that lie beside each other on a channel, and so how wide it must be.
func (r *router) tracksOn(line int, vertical bool) float64 {
	reach := 0.0
	for _, u := range r.runs {
		if u.line == line && u.vertical == vertical {
			reach = math.Max(reach, math.Abs(u.offset)*2+trackGap)
		}
	}
	return reach
}

// points is the way of edge i in pixels.
func (r *router) points(i int) []layout.Point {
	runs := r.byEdge[i]
	coordinate := func(u *run) float64 {
		if u.vertical {
			return r.xs[u.line] + u.offset
		}
		return r.ys[u.line] + u.offset
	}
	way := r.ways[i]
	points := []layout.Point{r.clip(r.from[i], heading(way[0], way[1]), coordinate(runs[0]))}
	for k := 1; k < len(runs); k++ {
		a, b := coordinate(runs[k-1]), coordinate(runs[k])
		if runs[k].vertical {
			a, b = b, a
		}
		points = append(points, layout.Point{X: a, Y: b})
	}
	last := len(way) - 1
	return append(points, r.clip(r.to[i], (heading(way[last-1], way[last])+2)%4, coordinate(runs[len(runs)-1])))
}
