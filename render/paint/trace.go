package paint

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Outlines in numbers: SVG path data read into lines and cubic curves (PDF draws those), and curves flattened into straight pieces (PNG fills those).

// step is one command of a path: M, L and Z as in SVG, C for a cubic curve from where the last one ended. Its points are the control points, then the end.
type step struct {
	command byte
	points  [3]Point
}

func (s step) end() Point {
	if s.command == 'C' {
		return s.points[2]
	}
	return s.points[0]
}

// trace reads path data with the absolute commands M, L, Q, A and Z. The paths are this package's own, so what it cannot read is an error in a shape.
func trace(path string) ([]step, error) {
	var steps []step
	var at, first Point
	for i := 0; i < len(path); {
		command := path[i]
		end := i + 1
		for end < len(path) && !strings.ContainsRune("MLQAZ", rune(path[end])) {
			end++
		}
		n, err := values(path[i+1 : end])
		if err != nil {
			return nil, fmt.Errorf("path %q: %w", path, err)
		}
		point := func(k int) Point { return Point{X: n[k], Y: n[k+1]} }
		switch {
		case command == 'M' && len(n) == 2:
			at = point(0)
			first = at
			steps = append(steps, step{'M', [3]Point{at}})
		case command == 'L' && len(n) == 2:
			at = point(0)
			steps = append(steps, step{'L', [3]Point{at}})
		case command == 'Q' && len(n) == 4:
			c, to := point(0), point(2)
			steps = append(steps, step{'C', [3]Point{between(at, c, 2.0/3), between(to, c, 2.0/3), to}})
			at = to
		case command == 'A' && len(n) == 7:
			to := point(5)
			steps = append(steps, arc(at, to, n[0], n[1], n[3] != 0, n[4] != 0)...)
			at = to
		case command == 'Z' && len(n) == 0:
			at = first
			steps = append(steps, step{'Z', [3]Point{first}})
		default:
			return nil, fmt.Errorf("path %q: %q cannot be read", path, path[i:end])
		}
		i = end
	}
	return steps, nil
}

func values(s string) ([]float64, error) {
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' })
	out := make([]float64, len(fields))
	for i, f := range fields {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

// arc turns an upright elliptic arc into cubic curves of at most a quarter each, by the steps of the SVG specification (implementation notes, "Conversion
// from endpoint to center parameterization").
func arc(from, to Point, rx, ry float64, large, sweep bool) []step {
	if rx == 0 || ry == 0 || from == to {
		return []step{{'L', [3]Point{to}}}
	}
	x, y := (from.X-to.X)/2, (from.Y-to.Y)/2
	if grow := math.Sqrt(x*x/(rx*rx) + y*y/(ry*ry)); grow > 1 {
		rx, ry = rx*grow, ry*grow
	}
	rest := (rx*rx*ry*ry - rx*rx*y*y - ry*ry*x*x) / (rx*rx*y*y + ry*ry*x*x)
	k := math.Sqrt(math.Max(0, rest))
	if large == sweep {
		k = -k
	}
	cx, cy := k*rx*y/ry, -k*ry*x/rx
	start := math.Atan2((y-cy)/ry, (x-cx)/rx)
	turn := math.Atan2((-y-cy)/ry, (-x-cx)/rx) - start
	switch {
	case sweep && turn < 0:
		turn += 2 * math.Pi
	case !sweep && turn > 0:
		turn -= 2 * math.Pi
	}
	cx, cy = cx+(from.X+to.X)/2, cy+(from.Y+to.Y)/2
	parts := int(math.Ceil(math.Abs(turn)/(math.Pi/2) - 1e-6))
	delta := turn / float64(parts)
	h := 4.0 / 3 * math.Tan(delta/4)
	on := func(angle, out float64) Point { // the point at an angle, moved along its tangent
		sin, cos := math.Sincos(angle)
		return Point{X: cx + rx*(cos-out*sin), Y: cy + ry*(sin+out*cos)}
	}
	var steps []step
	for i := range parts {
		a := start + delta*float64(i)
		end := on(a+delta, 0)
		if i == parts-1 {
			end = to
		}
		steps = append(steps, step{'C', [3]Point{on(a, h), on(a+delta, -h), end}})
	}
	return steps
}

// polyline is a run of straight pieces; a closed one leads back to its first point, which is not repeated.
type polyline struct {
	points []Point
	closed bool
}

// flatten turns a path, made larger by scale, into straight pieces that leave the curves by less than a tenth of a pixel. Its numbers are rounded to
// 1/64 pixel, which no processor's way of adding and multiplying can change.
func flatten(steps []step, scale float64) []polyline {
	var out []polyline
	var now *polyline
	add := func(p Point) {
		p = Point{X: math.Round(p.X*scale*64) / 64, Y: math.Round(p.Y*scale*64) / 64}
		if k := len(now.points); k == 0 || now.points[k-1] != p {
			now.points = append(now.points, p)
		}
	}
	var at Point
	for _, s := range steps {
		switch s.command {
		case 'M':
			out = append(out, polyline{})
			now = &out[len(out)-1]
			add(s.points[0])
		case 'L':
			add(s.points[0])
		case 'C':
			a, b, c := s.points[0], s.points[1], s.points[2]
			bend := math.Max(distance(between(at, b, 0.5), a), distance(between(a, c, 0.5), b)) * scale
			n := max(1, int(math.Ceil(math.Sqrt(math.Round(bend*16)/16*6))))
			for i := 1; i < n; i++ {
				t := float64(i) / float64(n)
				ab, bc, cd := between(at, a, t), between(a, b, t), between(b, c, t)
				add(between(between(ab, bc, t), between(bc, cd, t), t))
			}
			add(c)
		case 'Z':
			now.closed = true
			if k := len(now.points); k > 1 && now.points[k-1] == now.points[0] {
				now.points = now.points[:k-1]
			}
		}
		at = s.end()
	}
	return out
}

func between(a, b Point, t float64) Point {
	return Point{X: a.X + float64((b.X-a.X)*t), Y: a.Y + float64((b.Y-a.Y)*t)}
}

func distance(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// toward is the point at a distance from a on the way to b.
func toward(a, b Point, by float64) Point {
	d := distance(a, b)
	if d == 0 {
		return a
	}
	return between(a, b, by/d)
}
