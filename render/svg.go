package render

import (
	"context"
	"encoding/xml"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"strconv"
	"strings"

	"handoff/render/layout"
)

// SVG is drawn from a Drawing alone. It carries its own style for light, dark and print, a title and a description in words, and links. Numbers have
// one decimal, so that the same map gives the same bytes everywhere.

func writeSVG(ctx context.Context, w io.Writer, v View, o Options) error {
	d, err := Draw(ctx, v, o.Engine)
	if err != nil {
		return err
	}
	return d.writeSVG(w, o)
}

func (d Drawing) writeSVG(w io.Writer, o Options) error {
	s := &svg{options: o}
	h := fnv.New32a()
	fmt.Fprint(h, d.View.Kind, "\x00", d.View.Title)
	id := strconv.FormatUint(uint64(h.Sum32()), 36) // pictures may stand in one page
	s.printf(`<svg xmlns="http://www.w3.org/2000/svg" class="handoff-view" width="%s" height="%s" viewBox="0 0 %s %s" role="%s" aria-labelledby="title-%s desc-%s">`+"\n",
		num(d.Width), num(d.Height), num(d.Width), num(d.Height), s.role(d), id, id)
	s.printf("<title id=\"title-%s\">%s</title>\n", id, escape(oneLine(d.View.Title)))
	s.printf("<desc id=\"desc-%s\">%s</desc>\n", id, escape(strings.TrimSpace(oneLine(d.View.Description)+"\n"+d.View.Text())))
	s.printf("<style>\n%s</style>\n", stylesheet())
	s.printf(`<rect class="area-page" width="%s" height="%s"/>`+"\n", num(d.Width), num(d.Height))
	lanes := 0
	for _, b := range d.Boxes { // areas below everything
		switch b.Layer {
		case GroupLayer:
			s.area(b, "area-group", 8)
		case LaneLayer:
			s.area(b, choose(lanes%2 == 1, "area-lane odd", "area-lane"), 0)
			lanes++
		case HeadLayer:
			s.area(b, "area-head", 0)
		}
	}
	labelled := map[int]bool{}
	for _, l := range d.Labels {
		labelled[l.Line] = true
	}
	for i, l := range d.Lines {
		s.line(l, labelled[i])
	}
	for _, b := range d.Boxes {
		if b.Layer == NodeLayer {
			s.node(b)
		}
	}
	for _, l := range d.Labels {
		s.open(d.Lines[l.Line].Page, "label-of", l.Full, "from", d.Lines[l.Line].From, "to", d.Lines[l.Line].To)
		s.texts(l.Texts)
		s.close(d.Lines[l.Line].Page)
	}
	s.texts(d.Texts)
	s.printf("<g aria-hidden=\"true\">\n")
	for _, l := range d.KeyArt {
		s.line(l, false)
	}
	for _, b := range d.Key {
		s.node(b)
	}
	s.printf("</g>\n</svg>\n")
	_, err := io.WriteString(w, s.b.String())
	return err
}

// svg is a picture being written.
type svg struct {
	b       strings.Builder
	options Options
}

func (s *svg) printf(format string, args ...any) { fmt.Fprintf(&s.b, format, args...) }

// role is "img" for a picture, and a document of graphics where there is something to click: an img hides its links from screen readers.
func (s *svg) role(d Drawing) string {
	for _, b := range d.Boxes {
		if s.options.link(b.Page) != "" {
			return "graphics-document"
		}
	}
	return "img"
}

// open begins a group, inside a link where there is one, with a tooltip. The data, in pairs of name and value, tell scripts what the group shows;
// what has no value is left out.
func (s *svg) open(page, class, full string, data ...string) {
	if href := s.options.link(page); href != "" {
		s.printf(`<a href="%s" aria-label="%s">`, escape(href), escape(full))
	}
	s.printf(`<g class="%s"`, class)
	for i := 0; i+1 < len(data); i += 2 {
		if data[i+1] != "" {
			s.printf(` data-%s="%s"`, data[i], escape(data[i+1]))
		}
	}
	s.printf(">")
	if full != "" {
		s.printf("<title>%s</title>", escape(full))
	}
}

func (s *svg) close(page string) {
	s.printf("</g>")
	if s.options.link(page) != "" {
		s.printf("</a>")
	}
	s.printf("\n")
}

// area draws a background with its heading.
func (s *svg) area(b Box, class string, radius float64) {
	s.open(b.Page, "area", b.Full, "address", b.ID)
	s.printf(`<rect class="%s" x="%s" y="%s" width="%s" height="%s"`, class, num(b.X), num(b.Y), num(b.Width), num(b.Height))
	if radius > 0 {
		s.printf(` rx="%s"`, num(radius))
	}
	s.printf("/>")
	s.texts(b.Texts)
	s.close(b.Page)
}

// node draws a box, its mark and its text.
func (s *svg) node(b Box) {
	l := shapeLook(b.Shape)
	s.open(b.Page, "box-"+string(b.Shape), b.Full, "address", b.ID)
	s.printf(`<path d="%s" stroke-width="%s"`, outline(b.Shape, b.Rect), num(l.width))
	if l.dash != "" {
		s.printf(` stroke-dasharray="%s"`, l.dash)
	}
	s.printf("/>")
	small := b.Layer == KeyLayer
	if m := mark(b.Shape, b.Rect, small); m != "" {
		s.printf(`<path class="mark" d="%s" fill="none" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>`, m)
	}
	s.texts(b.Texts)
	s.close(b.Page)
}

// texts writes lines of text, each held to its measured width whatever the font.
func (s *svg) texts(texts []Text) {
	for _, t := range texts {
		anchor := ""
		switch t.Align {
		case 0.5:
			anchor = ` text-anchor="middle"`
		case 1:
			anchor = ` text-anchor="end"`
		}
		s.printf(`<text class="t-%s" x="%s" y="%s"%s textLength="%s" lengthAdjust="spacingAndGlyphs">%s</text>`,
			t.Class, num(t.X+t.Width*t.Align), num(t.Y), anchor, num(t.Width), escape(t.Text))
	}
}

// line draws an arrow. Where its label is a link too, the keyboard stops at that one only.
func (s *svg) line(l Line, labelled bool) {
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
	wide := look.width + math.Min(float64(max(l.Count, 1)-1), 4)*0.5
	long, half := 8+wide/2, 3.2+wide/2
	points := append([]layout.Point(nil), l.Points...)
	points[n-1] = layout.Point{X: tip.X - ux*long*0.8, Y: tip.Y - uy*long*0.8}
	if href := s.options.link(l.Page); href != "" && labelled {
		s.printf(`<a href="%s" tabindex="-1" aria-hidden="true">`, escape(href))
		s.open("", "line", l.Full, "from", l.From, "to", l.To)
	} else {
		s.open(l.Page, "line", l.Full, "from", l.From, "to", l.To)
	}
	s.printf(`<path class="line-%s" d="%s" stroke-width="%s"`, style, way(points), num(wide))
	if look.dash != "" {
		s.printf(` stroke-dasharray="%s"`, look.dash)
	}
	s.printf("/>")
	a := layout.Point{X: tip.X - ux*long - uy*half, Y: tip.Y - uy*long + ux*half}
	b := layout.Point{X: tip.X - ux*long + uy*half, Y: tip.Y - uy*long - ux*half}
	if style == Answer {
		s.printf(`<path class="line-%s" d="M%s L%s L%s" stroke-width="1.4"/>`, style, xy(a), xy(tip), xy(b))
	} else {
		s.printf(`<path class="tip-%s" d="M%s L%s L%s Z" stroke-width="0.5"/>`, style, xy(a), xy(tip), xy(b))
	}
	s.close(l.Page)
}

// way writes a path with rounded corners.
func way(points []layout.Point) string {
	var b strings.Builder
	b.WriteString("M" + xy(points[0]))
	for k := 1; k < len(points)-1; k++ {
		p, c, q := points[k-1], points[k], points[k+1]
		radius := math.Min(6, math.Min(distance(p, c), distance(c, q))/2)
		fmt.Fprintf(&b, " L%s Q%s %s", xy(toward(c, p, radius)), xy(c), xy(toward(c, q, radius)))
	}
	b.WriteString(" L" + xy(points[len(points)-1]))
	return b.String()
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

func xy(p layout.Point) string { return num(p.X) + "," + num(p.Y) }

// num writes a number with at most one decimal.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// escape cleans text and makes it safe inside XML, in content and in attributes.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(clean(s))) // a Builder does not fail
	return b.String()
}
