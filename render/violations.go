package render

import (
	"fmt"
	"math"

	"handoff/render/layout"
)

// What makes a picture wrong, asked of positions rather than of pixels. Tests run this over every example; a picture that passes can be
// drawn by any format.

// Violations lists what is wrong with the drawing, in a fixed order: text outside its box or off the page, boxes that overlap or leave their
// group, lane or table, text that is too small to read, lines through boxes that are not their ends, lines between lanes that leave them, labels on boxes, lines or labels.
func (d Drawing) Violations() []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	sheet := layout.Rect{Width: d.Width, Height: d.Height}
	for _, b := range d.Boxes {
		if !inside(b.Rect, sheet) {
			say("%s %s leaves the page", b.Layer, b.ID)
		}
		for _, t := range b.Texts {
			if !inside(t.area(), b.Rect) {
				say("%q leaves the %s %s", t.Text, b.Layer, b.ID)
			}
		}
	}
	for _, t := range d.Texts {
		if !inside(t.area(), sheet) {
			say("%q leaves the page", t.Text)
		}
	}
	if small := d.smallest(); small < leastText {
		say("text is %.1f pixels high on a screen of %d", small, screen)
	}
	out = append(out, d.crowded()...)
	out = append(out, d.parts()...)
	out = append(out, d.crossed()...)
	out = append(out, d.strayed()...)
	return append(out, d.mislabelled()...)
}

// A picture must be readable where it is looked at first: on a laptop, as wide as the screen.
const (
	screen    = 1440
	leastText = 9.0
)

// smallest is how high the smallest text is when the picture is as wide as a screen, in pixels.
func (d Drawing) smallest() float64 {
	size := math.Inf(1)
	for _, s := range typesetting {
		size = math.Min(size, s.size)
	}
	return size * math.Min(1, screen/d.Width)
}

// parts finds rows, bars, cells and strokes that leave what they are part of, and texts that stand on them or on each other.
func (d Drawing) parts() (out []string) {
	whole := map[string]Box{}
	for _, b := range d.Boxes {
		if b.Layer == NodeLayer || b.Layer == GroupLayer {
			whole[b.ID] = b
		}
	}
	for _, b := range d.Boxes {
		for i, t := range b.Texts {
			for _, u := range b.Texts[i+1:] {
				if overlap(t.area(), u.area()) {
					out = append(out, fmt.Sprintf("%q stands on %q in the %s %s", t.Text, u.Text, b.Layer, b.ID))
				}
			}
		}
		switch b.Layer {
		case RowLayer, BarLayer, CellLayer, AxisLayer, MarkLayer:
		default:
			continue
		}
		in, ok := whole[b.In]
		if !ok { // a mark of a line stands in its label
			continue
		}
		if !inside(b.Rect, in.Rect) {
			out = append(out, fmt.Sprintf("%s %s leaves the %s %s", b.Layer, b.ID, in.Layer, in.ID))
		}
		for _, t := range in.Texts {
			if overlap(b.Rect, t.area()) {
				out = append(out, fmt.Sprintf("%s %s stands on %q", b.Layer, b.ID, t.Text))
			}
		}
	}
	return out
}

// crowded finds boxes that overlap or are not where they belong.
func (d Drawing) crowded() (out []string) {
	for i, a := range d.Boxes {
		for _, b := range d.Boxes[i+1:] {
			if a.Layer == b.Layer && overlap(a.Rect, b.Rect) {
				out = append(out, fmt.Sprintf("%s %s overlaps %s", a.Layer, a.ID, b.ID))
			}
		}
		if a.Layer != NodeLayer {
			continue
		}
		for _, b := range d.Boxes {
			switch {
			case b.Layer == HeadLayer && overlap(a.Rect, b.Rect):
				out = append(out, fmt.Sprintf("node %s stands on the %s", a.ID, b.ID))
			case b.Layer != GroupLayer && b.Layer != LaneLayer:
			case b.ID == a.In && !inside(a.Rect, b.Rect):
				out = append(out, fmt.Sprintf("node %s leaves its %s %s", a.ID, b.Layer, b.ID))
			case b.ID != a.In && overlap(a.Rect, b.Rect):
				out = append(out, fmt.Sprintf("node %s stands in a foreign %s %s", a.ID, b.Layer, b.ID))
			}
		}
	}
	return out
}

// crossed finds lines through boxes that are none of their business: nodes, headings, and groups that neither end stands in.
func (d Drawing) crossed() (out []string) {
	home := map[string]string{}
	for _, b := range d.Boxes {
		if b.Layer == NodeLayer {
			home[b.ID] = b.In
		}
	}
	for _, l := range d.Lines {
		way := l.Points
		for _, b := range d.Boxes {
			foreign := b.Layer == NodeLayer && b.ID != l.From && b.ID != l.To || b.Layer == HeadLayer ||
				b.Layer == GroupLayer && b.ID != home[l.From] && b.ID != home[l.To]
			if b.Layer == GroupLayer {
				for _, t := range b.Texts {
					if touches(way, t.area()) {
						out = append(out, fmt.Sprintf("the line from %s to %s crosses the heading of %s", l.From, l.To, b.ID))
					}
				}
			}
			if foreign && touches(way, inflate(b.Rect, -1.5)) {
				out = append(out, fmt.Sprintf("the line from %s to %s crosses the %s %s", l.From, l.To, b.Layer, b.ID))
			}
		}
	}
	return out
}

// strayed finds lines from a lane to a lane that leave the lanes on the way.
func (d Drawing) strayed() (out []string) {
	lane := map[string]bool{}
	var lanes layout.Rect // all of them
	for _, b := range d.Boxes {
		switch {
		case b.Layer == LaneLayer && lanes.Width == 0:
			lanes = b.Rect
		case b.Layer == LaneLayer:
			lanes.Width = math.Max(lanes.Width, b.X+b.Width-lanes.X)
		case b.Layer == NodeLayer:
			lane[b.ID] = b.In != ""
		}
	}
	for _, l := range d.Lines {
		for _, p := range l.Points {
			if lanes.Width > 0 && lane[l.From] && lane[l.To] && !inside(layout.Rect{X: p.X, Y: p.Y}, lanes) {
				out = append(out, fmt.Sprintf("the line from %s to %s leaves the lanes", l.From, l.To))
				break
			}
		}
	}
	return out
}

// mislabelled finds labels that stand on something.
func (d Drawing) mislabelled() (out []string) {
	for i, a := range d.Labels {
		say := func(format string, args ...any) {
			l := d.Lines[a.Line]
			out = append(out, fmt.Sprintf("label %q of the line from %s to %s ", a.Full, l.From, l.To)+fmt.Sprintf(format, args...))
		}
		for _, t := range a.Texts {
			if !inside(t.area(), inflate(a.Rect, 1)) {
				say("leaves its place")
			}
		}
		for _, b := range d.Boxes {
			if (b.Layer == NodeLayer || b.Layer == HeadLayer) && overlap(a.Rect, b.Rect) {
				say("stands on the %s %s", b.Layer, b.ID)
			}
			if b.Layer == GroupLayer {
				for _, t := range b.Texts {
					if overlap(a.Rect, t.area()) {
						say("stands on the heading of %s", b.ID)
					}
				}
				if overlap(a.Rect, b.Rect) && !inside(a.Rect, b.Rect) {
					say("crosses the border of %s", b.ID)
				}
			}
		}
		for _, b := range d.Labels[i+1:] {
			if overlap(a.Rect, b.Rect) {
				say("stands on label %q", b.Full)
			}
		}
		for _, l := range d.Lines {
			if touches(l.Points, inflate(a.Rect, -1)) {
				say("stands on the line from %s to %s", l.From, l.To)
			}
		}
		if a.X < 0 || a.Y < 0 || a.X+a.Width > d.Width || a.Y+a.Height > d.Height {
			say("leaves the page")
		}
	}
	return out
}

// area is the room a text takes: from the height of its capitals to its descenders.
func (t Text) area() layout.Rect {
	size := typesetting[t.Class].size
	return layout.Rect{X: t.X, Y: t.Y - 0.75*size, Width: t.Width, Height: 0.95 * size}
}

func inflate(r layout.Rect, by float64) layout.Rect {
	return layout.Rect{X: r.X - by, Y: r.Y - by, Width: r.Width + 2*by, Height: r.Height + 2*by}
}

// slip is what rounding may move things by.
const slip = 0.5

func inside(a, b layout.Rect) bool {
	return a.X >= b.X-slip && a.Y >= b.Y-slip && a.X+a.Width <= b.X+b.Width+slip && a.Y+a.Height <= b.Y+b.Height+slip
}

func overlap(a, b layout.Rect) bool {
	return a.X < b.X+b.Width && b.X < a.X+a.Width && a.Y < b.Y+b.Height && b.Y < a.Y+a.Height
}

// touches reports whether a way of straight pieces goes through r.
func touches(way []layout.Point, r layout.Rect) bool {
	if r.Width <= 0 || r.Height <= 0 {
		return false
	}
	for k := 1; k < len(way); k++ {
		if cuts(way[k-1], way[k], r) {
			return true
		}
	}
	return false
}

// cuts reports whether the piece from a to b goes through r, by Liang and Barsky's clipping.
func cuts(a, b layout.Point, r layout.Rect) bool {
	dx, dy := b.X-a.X, b.Y-a.Y
	enter, leave := 0.0, 1.0
	for _, edge := range [4][2]float64{
		{-dx, a.X - r.X}, {dx, r.X + r.Width - a.X}, {-dy, a.Y - r.Y}, {dy, r.Y + r.Height - a.Y},
	} {
		p, q := edge[0], edge[1]
		switch {
		case p == 0 && q < 0:
			return false
		case p < 0:
			enter = math.Max(enter, q/p)
		case p > 0:
			leave = math.Min(leave, q/p)
		}
	}
	return enter <= leave
}
