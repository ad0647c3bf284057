package paint

import (
	"math"
	"strconv"
	"strings"
)

// Strokes as areas to be filled: each straight piece is a quadrangle, each corner a mitre or, where it is round, a disc. All of them turn the same way,
// so that where they overlap they count once.

// brush is how a line is drawn, in the pixels of the picture.
type brush struct {
	width float64
	dash  []float64
	round bool
}

// dashes reads a dash pattern such as "7 4", made larger by scale.
func dashes(s string, scale float64) []float64 {
	var out []float64
	for f := range strings.FieldsSeq(s) {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil || v <= 0 {
			return nil
		}
		out = append(out, v*scale)
	}
	return out
}

// stroke returns the areas that a brush covers on its way along lines.
func (b brush) stroke(lines []polyline) [][]Point {
	var out [][]Point
	for _, l := range lines {
		if len(b.dash) == 0 {
			out = b.run(out, l)
			continue
		}
		for _, piece := range b.broken(l) {
			out = b.run(out, piece)
		}
	}
	return out
}

// run strokes one unbroken line.
func (b brush) run(out [][]Point, l polyline) [][]Point {
	half := b.width / 2
	points := l.points
	n := len(points)
	add := func(area ...Point) { out = append(out, turned(area)) }
	if b.round && !l.closed && n > 0 {
		out = append(out, disc(points[0], half), disc(points[n-1], half))
	}
	pieces := n - 1
	if l.closed {
		pieces = n
	}
	for i := range pieces {
		p, q := points[i], points[(i+1)%n]
		d := direction(p, q)
		side := Point{X: -d.Y * half, Y: d.X * half}
		add(plus(p, side, 1), plus(q, side, 1), plus(q, side, -1), plus(p, side, -1))
		if i == pieces-1 && !l.closed {
			break
		}
		next := direction(q, points[(i+2)%n])
		if b.round {
			out = append(out, disc(q, half))
			continue
		}
		turn := d.X*next.Y - d.Y*next.X
		if math.Abs(turn) < 1e-6 {
			continue
		}
		outer := -half
		if turn < 0 {
			outer = half
		}
		a := Point{X: q.X - d.Y*outer, Y: q.Y + d.X*outer}
		c := Point{X: q.X - next.Y*outer, Y: q.Y + next.X*outer}
		cos := d.X*next.X + d.Y*next.Y
		if 1+cos > 0.125 { // SVG's limit: a mitre is no longer than four widths
			k := outer / (1 + cos)
			tip := Point{X: q.X - (d.Y+next.Y)*k, Y: q.Y + (d.X+next.X)*k}
			add(q, a, tip, c)
		} else {
			add(q, a, c)
		}
	}
	return out
}

// broken cuts a line into its dashes.
func (b brush) broken(l polyline) []polyline {
	points := l.points
	if l.closed && len(points) > 0 {
		points = append(points[:len(points):len(points)], points[0])
	}
	var out []polyline
	k, left, drawing := 0, b.dash[0], true
	var now []Point
	for i := 1; i < len(points); i++ {
		p, q := points[i-1], points[i]
		length := distance(p, q)
		if drawing && now == nil {
			now = []Point{p}
		}
		for done := 0.0; ; {
			if left > length-done {
				left -= length - done
				if drawing {
					now = append(now, q)
				}
				break
			}
			done += left
			at := toward(p, q, done)
			if drawing {
				out = append(out, polyline{points: append(now, at)})
				now = nil
			} else {
				now = []Point{at}
			}
			k = (k + 1) % len(b.dash)
			left, drawing = b.dash[k], !drawing
		}
	}
	if drawing && len(now) > 1 {
		out = append(out, polyline{points: now})
	}
	return out
}

func direction(p, q Point) Point {
	d := distance(p, q)
	if d == 0 {
		return Point{X: 1}
	}
	return Point{X: (q.X - p.X) / d, Y: (q.Y - p.Y) / d}
}

func plus(p, by Point, times float64) Point {
	return Point{X: p.X + by.X*times, Y: p.Y + by.Y*times}
}

// disc is a polygon that passes for a circle at the sizes pens have.
func disc(c Point, radius float64) []Point {
	const corners = 16
	area := make([]Point, corners)
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		area[i] = Point{X: c.X + cos*radius, Y: c.Y + sin*radius}
	}
	return turned(area)
}

// turned makes an area run clockwise on the page.
func turned(area []Point) []Point {
	sum := 0.0
	for i, p := range area {
		q := area[(i+1)%len(area)]
		sum += p.X*q.Y - q.X*p.Y
	}
	if sum < 0 {
		for i, j := 0, len(area)-1; i < j; i, j = i+1, j-1 {
			area[i], area[j] = area[j], area[i]
		}
	}
	return area
}
