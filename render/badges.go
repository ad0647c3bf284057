package render

import (
	"math"
	"strconv"

	"handoff/render/layout"
)

// Marks of overlays as badges: a sign and a figure in a small pill. They stand inside the box they are about, below its text, or below the label of their line;
// boxes and labels are made larger for them, so that they never cover anything.

const (
	badgeHigh = 18.0
	badgeGap  = 4.0
	badgeSign = 18.0 // the room its sign takes
)

// badgeText is what stands in a badge; nothing for a single one, whose sign says it.
func badgeText(m Mark) string {
	switch {
	case m.Text != "":
		return m.Text
	case m.Count == 1:
		return ""
	}
	return strconv.Itoa(m.Count)
}

// badgesSize is the room that marks take in rows of at most max pixels; zero for none.
func (p *page) badgesSize(marks []Mark, max float64) layout.Size {
	var size layout.Size
	p.eachBadge(marks, max, func(_ Mark, r layout.Rect) {
		size.Width, size.Height = math.Max(size.Width, r.X+r.Width), r.Y+r.Height
	})
	return size
}

// eachBadge lays marks out in rows.
func (p *page) eachBadge(marks []Mark, max float64, put func(Mark, layout.Rect)) {
	x, y := 0.0, 0.0
	for _, m := range marks {
		w := p.badgeWidth(m)
		if x > 0 && x+w > max {
			x, y = 0, y+badgeHigh+badgeGap
		}
		put(m, layout.Rect{X: x, Y: y, Width: w, Height: badgeHigh})
		x += w + badgeGap
	}
}

func (p *page) badgeWidth(m Mark) float64 {
	wide := badgeSign + 4
	if text := badgeText(m); text != "" {
		wide += p.face(SubText).width(text, typesetting[SubText].size) + 3
	}
	return math.Ceil(wide)
}

// badges draws marks in rows of at most max pixels from x, y on. They belong to the node or label called in.
func (p *page) badges(marks []Mark, x, y, max float64, in string) {
	p.eachBadge(marks, max, func(m Mark, r layout.Rect) {
		r.X, r.Y = r.X+x, r.Y+y
		b := Box{ID: string(m.Shape) + " on " + in, Layer: MarkLayer, Shape: m.Shape, In: in, Full: m.Full, Rect: r}
		if text := badgeText(m); text != "" {
			q := p.wrap(text, SubText, 200, 1)
			b.Texts = p.stack(r.X+badgeSign, r.Y+(badgeHigh-q.high())/2, 0, q)
		}
		p.Boxes = append(p.Boxes, b)
	})
}

// shade draws a ring round a box.
func (p *page) shade(n Node, r layout.Rect) {
	if n.Tone == "" {
		return
	}
	p.Boxes = append(p.Boxes, Box{ID: string(n.Tone) + " of " + n.ID, Layer: ShadeLayer, Shape: n.Tone, Rect: inflate(r, 5)})
}
