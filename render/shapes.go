package render

import (
	"fmt"
	"math"
	"strings"

	"handoff/render/layout"
)

// The outlines of shapes and the marks in their corners, as SVG path data: the one path language that every later drawing format can read too.

// outline is the border of a shape that fills r.
func outline(s Shape, r layout.Rect) string {
	x, y, w, h := r.X, r.Y, r.Width, r.Height
	right, bottom := x+w, y+h
	cx, cy := x+w/2, y+h/2
	point := math.Min(pointed, w/3)
	p := func(x, y float64) string { return xy(layout.Point{X: x, Y: y}) }
	switch s {
	case Decision:
		return fmt.Sprintf("M%s L%s L%s L%s Z", p(cx, y), p(right, cy), p(cx, bottom), p(x, cy))
	case Start, End, Event, MarkError, MarkWarning, MarkInfo, MarkAuto, MarkHand, MarkRoom, MarkNear, MarkOver, MarkKept, MarkSlipped, MarkBroken, MarkWaited:
		radius := math.Min(w, h) / 2
		return rounded(r, radius)
	case Jump:
		return rounded(r, 16)
	case Input, Output:
		return fmt.Sprintf("M%s L%s L%s L%s L%s Z", p(x, y), p(right-point, y), p(right, cy), p(right-point, bottom), p(x, bottom))
	case Team: // a card on others
		const peek, in = 5.0, 6.0
		r.Height -= peek
		front := bottom - peek
		return fmt.Sprintf("M%s L%s L%s L%s ", p(x+in, front), p(x+in, bottom), p(right-in, bottom), p(right-in, front)) + rounded(r, 8)
	case Call:
		in := math.Min(5, w/8)
		return rounded(r, 3) + fmt.Sprintf(" M%s L%s M%s L%s", p(x+in, y), p(x+in, bottom), p(right-in, y), p(right-in, bottom))
	case System, Wait, Work, Late, Rung, Field, Required, Guaranteed, Generated, Missing, Role, Lead:
		return rounded(r, 2)
	case Tick, Promise, TableLine, ChartLine, Measured, Bad:
		return rounded(r, 0)
	case Step, Automated, Approval:
		return rounded(r, 4)
	}
	return rounded(r, 8)
}

// rounded is a rectangle with round corners.
func rounded(r layout.Rect, radius float64) string {
	x, y, right, bottom := r.X, r.Y, r.X+r.Width, r.Y+r.Height
	radius = math.Min(radius, math.Min(r.Width, r.Height)/2)
	arc := func(px, py float64) string {
		return fmt.Sprintf("A%s,%s 0 0 1 %s", num(radius), num(radius), xy(layout.Point{X: px, Y: py}))
	}
	p := func(px, py float64) string { return xy(layout.Point{X: px, Y: py}) }
	return fmt.Sprintf("M%s L%s %s L%s %s L%s %s L%s %s Z",
		p(x+radius, y), p(right-radius, y), arc(right, y+radius), p(right, bottom-radius), arc(right-radius, bottom),
		p(x+radius, bottom), arc(x, bottom-radius), p(x, y+radius), arc(x+radius, y))
}

// mark is the sign in a box that tells kinds of steps apart without colour: a bolt for what runs by itself, a tick for a gate, a plus for a process
// inside, discs for a system. A small one stands in the middle of a legend's sample.
func mark(s Shape, r layout.Rect, small bool) string {
	cx, cy := r.X+padding+4, r.Y+r.Height/2
	if s == Call {
		cx += 3
	}
	if strings.HasPrefix(string(s), "mark-") {
		cx = r.X + 10
	}
	if small {
		cx = r.X + r.Width/2
	}
	p := func(dx, dy float64) string { return xy(layout.Point{X: cx + dx, Y: cy + dy}) }
	switch s {
	case MarkError, MarkOver, MarkBroken:
		return fmt.Sprintf("M%s L%s M%s L%s", p(-3.5, -3.5), p(3.5, 3.5), p(3.5, -3.5), p(-3.5, 3.5))
	case MarkWarning, MarkNear, MarkSlipped:
		return fmt.Sprintf("M%s L%s M%s L%s", p(0, -5), p(0, 1.5), p(0, 4), p(0, 5))
	case MarkInfo:
		return fmt.Sprintf("M%s L%s M%s L%s", p(0, -5), p(0, -4), p(0, -1.5), p(0, 5))
	case MarkRoom, MarkKept:
		return fmt.Sprintf("M%s L%s L%s", p(-4, 0), p(-1, 3.5), p(4.5, -3.5))
	case MarkWaited: // a clock
		return fmt.Sprintf("M%s A5,5 0 1 1 %s A5,5 0 1 1 %s M%s L%s L%s", p(-5, 0), p(5, 0), p(-5, 0), p(0, -3), p(0, 0), p(2.2, 1.2))
	case MarkAuto:
		return fmt.Sprintf("M%s L%s L%s L%s", p(1.5, -5.5), p(-3, 1), p(3, -1), p(-1.5, 5.5))
	case MarkHand:
		return fmt.Sprintf("M%s A2.3,2.3 0 1 1 %s A2.3,2.3 0 1 1 %s M%s A4.5,4.5 0 0 1 %s", p(-2.3, -2.5), p(2.3, -2.5), p(-2.3, -2.5), p(-4.5, 5.5), p(4.5, 5.5))
	case Generated:
		return fmt.Sprintf("M%s L%s L%s L%s", p(1.5, -6), p(-3.5, 1), p(3.5, -1), p(-1.5, 6))
	case Guaranteed:
		return fmt.Sprintf("M%s L%s L%s", p(-4, 0), p(-1, 3.5), p(4.5, -3.5))
	case Required:
		return fmt.Sprintf("M%s L%s M%s L%s M%s L%s", p(0, -4), p(0, 4), p(-3.5, -2), p(3.5, 2), p(-3.5, 2), p(3.5, -2))
	case Role:
		return fmt.Sprintf("M%s A2.8,2.8 0 1 1 %s A2.8,2.8 0 1 1 %s M%s A5,5 0 0 1 %s", p(-2.8, -2.5), p(2.8, -2.5), p(-2.8, -2.5), p(-5, 6), p(5, 6))
	case Lead:
		return fmt.Sprintf("M%s L%s L%s L%s L%s L%s L%s Z", p(-5, 4), p(-5, -3), p(-2, 0), p(0, -5), p(2, 0), p(5, -3), p(5, 4))
	case Field:
		return fmt.Sprintf("M%s A3,3 0 1 1 %s A3,3 0 1 1 %s", p(-3, 0), p(3, 0), p(-3, 0))
	case Missing:
		return fmt.Sprintf("M%s L%s M%s L%s", p(0, -5), p(0, 2), p(0, 4.5), p(0, 5.5))
	case Automated:
		return fmt.Sprintf("M%s L%s L%s L%s", p(1.5, -6), p(-3.5, 1), p(3.5, -1), p(-1.5, 6))
	case Approval:
		return fmt.Sprintf("M%s L%s L%s", p(-5, 0), p(-1.5, 4), p(5.5, -4.5))
	case Call:
		return fmt.Sprintf("M%s L%s M%s L%s", p(-4.5, 0), p(4.5, 0), p(0, -4.5), p(0, 4.5))
	case System:
		return fmt.Sprintf("M%s A5,2 0 1 1 %s A5,2 0 1 1 %s L%s A5,2 0 0 0 %s L%s", p(-5, -4), p(5, -4), p(-5, -4), p(-5, 4), p(5, 4), p(5, -4))
	}
	return ""
}
