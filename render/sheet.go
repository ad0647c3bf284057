package render

import (
	"math"
	"strconv"
	"strings"

	"handoff/render/layout"
)

// A sheet is a drawing as a list of figures, back to front: what SVG, PNG and PDF all draw. It decides what is painted in which order and along which
// way; the theme decides in which colours, and each format how that is written down. Outlines are SVG path data, whose numbers have one decimal, so
// that every format draws along exactly the same way.

// figure is one thing on a sheet: its outlines, its text, where it leads and what it is called.
type figure struct {
	class  string // of the whole; it gives the outlines their inks where they have none of their own
	stands stands // what it shows
	page   string
	full   string // the whole text, for a tooltip
	quiet  bool   // its link is told by another figure, so the keyboard passes it by
	silent bool   // it says nothing to a screen reader: a part of the legend
	shapes []outlined
	texts  []Text
}

// stands says what a figure shows, for scripts: the address of a box, or the ends of a line.
type stands struct{ address, from, to string }

// outlined is one path.
type outlined struct {
	path  string
	class string  // see inkOf; "" is that of the figure
	open  bool    // it is never filled
	width float64 // of the stroke in pixels; 0 is that of the theme's areas
	dash  string  // as in SVG
	round bool    // its ends and corners are round
}

// sheet lists the figures of d: the page, areas, lines, nodes, labels, text on the page, the legend.
func (d Drawing) sheet() []figure {
	list := []figure{{class: "area-page", shapes: []outlined{{path: rectangle(layout.Rect{Width: d.Width, Height: d.Height})}}}}
	lanes := 0
	for _, b := range d.Boxes {
		switch b.Layer {
		case GroupLayer:
			list = append(list, backdrop(b, "area-group", 8))
		case LaneLayer:
			list = append(list, backdrop(b, choose(lanes%2 == 1, "area-lane odd", "area-lane"), 0))
			lanes++
		case HeadLayer:
			list = append(list, backdrop(b, "area-head", 0))
		}
	}
	for _, b := range d.Boxes {
		if b.Layer == AxisLayer || b.Layer == ShadeLayer {
			list = append(list, boxed(b))
		}
	}
	labelled := map[int]bool{}
	for _, l := range d.Labels {
		labelled[l.Line] = true
	}
	for i, l := range d.Lines {
		f := arrow(l)
		f.quiet = labelled[i]
		list = append(list, f)
	}
	for _, b := range d.Boxes {
		if b.Layer.above() {
			list = append(list, boxed(b))
		}
	}
	for _, l := range d.Labels {
		line := d.Lines[l.Line]
		list = append(list, figure{class: "label-of", stands: stands{from: line.From, to: line.To}, page: line.Page, full: l.Full, texts: l.Texts})
	}
	if len(d.Texts) > 0 {
		list = append(list, figure{texts: d.Texts})
	}
	for _, l := range d.KeyArt {
		f := arrow(l)
		f.silent = true
		list = append(list, f)
	}
	for _, b := range d.Key {
		f := boxed(b)
		f.silent = true
		list = append(list, f)
	}
	return list
}

// backdrop is a background with its heading.
func backdrop(b Box, class string, radius float64) figure {
	path := rectangle(b.Rect)
	if radius > 0 {
		path = rounded(b.Rect, radius)
	}
	return figure{class: "area", stands: stands{address: b.ID}, page: b.Page, full: b.Full, shapes: []outlined{{path: path, class: class}}, texts: b.Texts}
}

// boxed is a box with its mark.
func boxed(b Box) figure {
	l := shapeLook(b.Shape)
	f := figure{class: "box-" + string(b.Shape), stands: stands{address: b.ID}, page: b.Page, full: b.Full, texts: b.Texts}
	f.shapes = append(f.shapes, outlined{path: outline(b.Shape, b.Rect), width: l.width, dash: l.dash, class: choose(l.bare, "area-bare", "")})
	if m := mark(b.Shape, b.Rect, b.Layer == KeyLayer); m != "" {
		f.shapes = append(f.shapes, outlined{path: m, class: "mark", open: true, width: 1.5, round: true})
	}
	return f
}

// arrow is a line with its head. The line ends inside the head, so that it does not show beyond the tip.
func arrow(l Line) figure {
	style := l.Style.known()
	look := styleLook(style)
	n := len(l.Points)
	tip, before := l.Points[n-1], l.Points[n-2]
	for k := n - 2; k > 0 && before == tip; k-- {
		before = l.Points[k-1]
	}
	length := math.Hypot(tip.X-before.X, tip.Y-before.Y)
	if length == 0 {
		length = 1
	}
	ux, uy := (tip.X-before.X)/length, (tip.Y-before.Y)/length
	dash := look.dash
	wide := look.width + math.Min(float64(max(l.Count, 1)-1), 4)*0.5
	if l.Width > 0 {
		wide = l.Width
		dash = stretched(dash, wide/look.width)
	}
	long, half := 8+wide/2, 3.2+wide/2
	points := append([]layout.Point(nil), l.Points...)
	points[n-1] = layout.Point{X: tip.X - ux*long*0.8, Y: tip.Y - uy*long*0.8}
	a := layout.Point{X: tip.X - ux*long - uy*half, Y: tip.Y - uy*long + ux*half}
	b := layout.Point{X: tip.X - ux*long + uy*half, Y: tip.Y - uy*long - ux*half}
	head := outlined{path: "M" + xy(a) + " L" + xy(tip) + " L" + xy(b), class: "line-" + string(style), open: true, width: 1.4}
	if style != Answer {
		head = outlined{path: head.path + " Z", class: "tip-" + string(style), width: 0.5}
	}
	return figure{class: "line", stands: stands{from: l.From, to: l.To}, page: l.Page, full: l.Full, shapes: []outlined{
		{path: way(points), class: "line-" + string(style), open: true, width: wide, dash: dash}, head,
	}}
}

// stretched makes dashes longer with their line, so that dots stay dots and do not become the rungs of a ladder.
func stretched(dash string, by float64) string {
	lengths := strings.Fields(dash)
	if by <= 1 {
		return dash
	}
	for i, l := range lengths {
		if v, err := strconv.ParseFloat(l, 64); err == nil {
			lengths[i] = num(v * choose(i%2 == 0, by, math.Sqrt(by))) // gaps less than dashes, or the line falls apart
		}
	}
	return strings.Join(lengths, " ")
}

// way is a path with rounded corners.
func way(points []layout.Point) string {
	path := "M" + xy(points[0])
	for k := 1; k < len(points)-1; k++ {
		p, c, q := points[k-1], points[k], points[k+1]
		radius := math.Min(6, math.Min(distance(p, c), distance(c, q))/2)
		path += " L" + xy(toward(c, p, radius)) + " Q" + xy(c) + " " + xy(toward(c, q, radius))
	}
	return path + " L" + xy(points[len(points)-1])
}

func rectangle(r layout.Rect) string {
	right, bottom := r.X+r.Width, r.Y+r.Height
	p := func(x, y float64) string { return xy(layout.Point{X: x, Y: y}) }
	return "M" + p(r.X, r.Y) + " L" + p(right, r.Y) + " L" + p(right, bottom) + " L" + p(r.X, bottom) + " Z"
}

func distance(a, b layout.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// toward is the point at a distance from a on the way to b.
func toward(a, b layout.Point, by float64) layout.Point {
	d := distance(a, b)
	if d == 0 {
		return a
	}
	return layout.Point{X: a.X + (b.X-a.X)*by/d, Y: a.Y + (b.Y-a.Y)*by/d}
}
