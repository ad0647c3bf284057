package render

import (
	"math"

	"handoff/render/layout"
)

// Setting text and boxes on a page: what swimlanes and networks have in common.

// page is a Drawing while it is being made.
type page struct {
	Drawing
	fonts fonts
	names map[string]string // of nodes, in words
}

// name notes what every node and row of the view is called.
func (p *page) name() {
	for _, n := range p.View.Nodes {
		p.names[n.ID] = p.View.name(n)
		for _, r := range n.Rows {
			p.names[r.ID] = oneLine(r.Label)
		}
	}
}

func (p *page) face(c TextClass) typeface {
	if typesetting[c].bold {
		return p.fonts.bold
	}
	return p.fonts.regular
}

// paragraph is wrapped text that has no place yet.
type paragraph struct {
	class TextClass
	lines []string
	wide  float64     // its longest line
	marks []Mark      // that stand below it
	below layout.Size // the room these take
}

// wrap sets text in at most n lines of at most max pixels.
func (p *page) wrap(text string, c TextClass, max float64, n int) paragraph {
	face, size := p.face(c), typesetting[c].size
	para := paragraph{class: c, lines: face.wrap(text, size, max, n)}
	if k := len(para.lines); k > 1 && c != CaptionText { // even lines look calmer than a long and a short one
		for narrow := max * 0.95; narrow > max/2 && narrow > face.longest(text, size); narrow *= 0.95 {
			tighter := face.wrap(text, size, narrow, n)
			if len(tighter) != k || tighter[k-1] != para.lines[k-1] && isCut(tighter[k-1]) {
				break
			}
			para.lines = tighter
		}
	}
	for _, line := range para.lines {
		para.wide = math.Max(para.wide, face.width(line, size))
	}
	return para
}

func isCut(line string) bool {
	return len(line) >= len(ellipsis) && line[len(line)-len(ellipsis):] == ellipsis
}

// high is how much room it takes, marks included.
func (q paragraph) high() float64 {
	return float64(len(q.lines))*typesetting[q.class].leading + choose(len(q.marks) > 0, q.below.Height+2, 0)
}

// marked is wrapped text with marks below it; there may be no text.
func (p *page) marked(text string, c TextClass, max float64, n int, marks []Mark) paragraph {
	q := p.wrap(text, c, max, n)
	if len(marks) == 0 {
		return q
	}
	if q.lines == nil {
		q.lines = []string{}
	}
	q.marks, q.below = marks, p.badgesSize(marks, max)
	q.wide = math.Max(q.wide, q.below.Width)
	return q
}

// stack sets paragraphs below each other, the first line's top at y. align is 0 for left of x, 0.5 for centred on x.
func (p *page) stack(x, y, align float64, paragraphs ...paragraph) []Text {
	var out []Text
	for _, q := range paragraphs {
		s := typesetting[q.class]
		for _, line := range q.lines {
			w := p.face(q.class).width(line, s.size)
			baseline := y + s.leading/2 + s.size*0.35
			out = append(out, Text{Text: line, Class: q.class, X: x - w*align, Y: baseline, Width: w, Align: align})
			y += s.leading
		}
	}
	return out
}

// grow makes the page hold r. Until frame is called, the picture proper begins at the page's top.
func (p *page) grow(r layout.Rect) {
	p.Width = math.Max(p.Width, r.X+r.Width+margin)
	p.Height = math.Max(p.Height, r.Y+r.Height)
}

// frame adds what needs the picture's width: title and description above it, notes and legend below.
func (p *page) frame() {
	p.Width = math.Max(p.Width, minPage)
	title := p.wrap(p.View.Title, TitleText, p.Width-2*margin, 2)
	about := p.wrap(p.View.Description, CaptionText, math.Min(p.Width-2*margin, 900), 3)
	p.lower(margin + title.high() + about.high() + 18)
	p.Texts = append(p.Texts, p.stack(margin, margin, 0, title)...)
	p.Texts = append(p.Texts, p.stack(margin, margin+title.high()+2, 0, about)...)
	y := p.Height + 22
	for _, note := range p.View.Notes {
		q := p.wrap(note, CaptionText, math.Min(p.Width-2*margin, 900), 8)
		p.Texts = append(p.Texts, p.stack(margin, y, 0, q)...)
		y += q.high() + 2
	}
	if len(p.View.Notes) > 0 {
		y += 10
	}
	p.Height = p.legend(y) + margin
	p.Width, p.Height = math.Ceil(p.Width), math.Ceil(p.Height)
}

// lower moves the picture proper down, to make room for the title.
func (p *page) lower(by float64) {
	texts := func(ts []Text) {
		for i := range ts {
			ts[i].Y += by
		}
	}
	texts(p.Texts)
	for i := range p.Boxes {
		p.Boxes[i].Y += by
		texts(p.Boxes[i].Texts)
	}
	for i := range p.Lines {
		for k := range p.Lines[i].Points {
			p.Lines[i].Points[k].Y += by
		}
	}
	for i := range p.Labels {
		p.Labels[i].Y += by
		texts(p.Labels[i].Texts)
	}
	p.Height += by
}

// node measures a node: its paragraphs and the size of its box.
func (p *page) node(n Node, max float64) ([]paragraph, layout.Size) {
	switch {
	case n.Shape == Decision && n.Label == "":
		return nil, layout.Size{Width: 34, Height: 34}
	case (n.Shape == Start || n.Shape == End) && n.Label == "":
		return nil, layout.Size{Width: 24, Height: 24}
	}
	class := LabelText
	if n.Shape.heads() {
		class = HeadText
	}
	inner := max - 2*padding - sides(n.Shape)
	label := n.Label
	if clean(label) == "" {
		label = n.ID
	}
	text := []paragraph{p.wrap(label, class, inner, 3)}
	if n.Sub != "" {
		text = append(text, p.wrap(n.Sub, SubText, inner, 3))
	}
	size := layout.Size{Width: 56, Height: 18}
	for _, q := range text {
		size.Width = math.Max(size.Width, q.wide+2*padding+sides(n.Shape))
		size.Height += q.high()
	}
	if marks := p.badgesSize(n.Marks, inner); marks.Width > 0 {
		size.Width, size.Height = math.Max(size.Width, marks.Width+2*padding+sides(n.Shape)), size.Height+marks.Height+2
	}
	if n.Shape == Decision { // text in a diamond needs twice the room
		size.Width, size.Height = size.Width*1.5, size.Height*1.9
	}
	size.Width, size.Height = math.Ceil(size.Width), math.Ceil(size.Height)
	return text, size
}

// sides is the width a shape's own marks and slants take.
func sides(s Shape) float64 {
	switch s {
	case Automated, Approval, Call, System:
		return iconWidth
	case Input, Output, Event, Jump:
		return 16
	}
	return 0
}

// put places a measured node at r.
func (p *page) put(n Node, text []paragraph, r layout.Rect, in string) {
	high := 0.0
	for _, q := range text {
		high += q.high()
	}
	c := r.Center()
	inner := r.Width - 2*padding - sides(n.Shape)
	marks := p.badgesSize(n.Marks, inner)
	if marks.Width > 0 {
		c.Y -= (marks.Height + 2) / 2
	}
	x := c.X
	switch n.Shape {
	case Automated, Approval, Call, System:
		x += iconWidth / 2
	case Input, Output:
		x -= 4
	}
	full := n.Tooltip
	if full == "" {
		full = oneLine(n.Label)
		if n.Sub != "" {
			full += " (" + oneLine(n.Sub) + ")"
		}
	}
	p.Boxes = append(p.Boxes, Box{
		ID: n.ID, Layer: NodeLayer, Shape: n.Shape, In: in, Page: n.Page, Full: full, Rect: r,
		Texts: p.stack(x, c.Y-high/2, 0.5, text...),
	})
	p.badges(n.Marks, x-marks.Width/2, c.Y+high/2+2, inner, n.ID)
	p.shade(n, r)
	p.grow(r)
}

// line adds the way of an edge.
func (p *page) line(e Edge, points []layout.Point) {
	full := e.Tooltip
	if full == "" {
		full = oneLine(e.Label)
	}
	if full == "" {
		full = p.names[e.From] + " → " + p.names[e.To]
	}
	p.Lines = append(p.Lines, Line{
		From: e.From, To: e.To, Style: e.Style, Count: max(e.Count, 1), Width: e.Width, Points: points, Page: e.Page, Full: full,
	})
	for _, pt := range points {
		p.grow(layout.Rect{X: pt.X, Y: pt.Y})
	}
}
