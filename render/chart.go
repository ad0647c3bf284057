package render

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"handoff/render/layout"
)

// A chart of time: what is done in a column at the left, a bar for how long it takes on an axis beside it, and how long that is in words in a column at
// the right, so that no text ever stands on a bar or a stroke. Every lane of the view is a chart of its own with an axis of its own, for what takes
// minutes and what takes weeks do not share one. An axis counts elapsed time: a bar that waits for a morning is as long as the night.

const (
	chartNames = 270.0
	chartTime  = 640.0
	chartNotes = 190.0
	barHigh    = 16.0
	maxTicks   = 8
)

// chart places the view.
func (p *page) chart() {
	y := 0.0
	for _, lane := range p.View.Lanes {
		y = p.panel(lane, y) + 24
	}
}

// panel draws one lane from y on, and returns where it ends.
func (p *page) panel(lane Lane, top float64) float64 {
	const left = margin + 12
	x0 := left + chartNames + 12
	x1 := x0 + chartTime
	notes := x1 + 16
	right := notes + chartNotes + 12
	var bars []Node
	var moments []Moment
	longest := time.Duration(0)
	for _, n := range p.View.Nodes {
		if n.Lane == lane.ID {
			bars = append(bars, n)
			if n.Span != nil {
				longest = max(longest, n.Span.To)
			}
		}
	}
	for _, m := range p.View.Axis.Moments {
		if m.Lane == lane.ID {
			moments = append(moments, m)
			longest = max(longest, m.At)
		}
	}
	head := p.wrap(lane.Label, HeadText, right-left-12, 2)
	sub := p.wrap(lane.Sub, SubText, right-left-12, 2)
	y := top + 10
	texts := p.stack(left, y, 0, head, sub)
	y += head.high() + sub.high() + 10

	timed := longest > 0 && len(bars) > 0 // else there is no time to show
	step := tickStep(longest)
	end := max(step, (longest+step-1)/step*step)
	x := func(t time.Duration) float64 { return x0 + chartTime*float64(t)/float64(end) }
	slices.SortStableFunc(moments, func(a, b Moment) int { return cmp.Compare(a.At, b.At) })
	strokes := make([]float64, len(moments)) // where each begins
	for k, m := range moments {              // their words above the axis, each to the right of its stroke and below those before it
		q := p.wrap(m.Label, EdgeText, math.Min(300, right-18-x(m.At)), 2)
		texts = append(texts, p.stack(x(m.At)+6, y, 0, q)...)
		strokes[k] = y
		y += q.high() + 2
	}
	for t := time.Duration(0); t <= end && timed; t += step {
		q := p.wrap(tickWords(t, step), CaptionText, 80, 1)
		align := choose(t == 0, 0.0, 0.5)
		from := x(t) - q.wide*align
		if !slices.ContainsFunc(moments, func(m Moment) bool { return x(m.At) > from-4 && x(m.At) < from+q.wide+4 }) {
			texts = append(texts, p.stack(x(t), y, align, q)...)
		}
	}
	if timed {
		y += typesetting[CaptionText].leading + 4
	}
	axisTop := y
	type line struct {
		node        Node
		name, about paragraph
		note        paragraph
		marks       layout.Size
		high        float64
	}
	var lines []line
	for _, n := range bars {
		label := n.Label
		if clean(label) == "" {
			label = n.ID
		}
		l := line{node: n, name: p.wrap(label, choose(n.Span != nil && n.Span.Longest, HeadText, LabelText), chartNames, 2), about: p.wrap(n.Sub, SubText, chartNames, 2)}
		if n.Span != nil {
			l.note = p.wrap(n.Span.Note, SubText, chartNotes, 3)
		}
		l.marks = p.badgesSize(n.Marks, chartNotes)
		l.high = math.Max(barHigh+10, math.Max(l.name.high()+l.about.high(), l.note.high()+l.marks.Height)+10)
		lines = append(lines, l)
		y += l.high
	}
	bottom := y + 6
	r := layout.Rect{X: margin, Y: top, Width: right - margin, Height: bottom - top}
	p.Boxes = append(p.Boxes, Box{ID: lane.ID, Layer: GroupLayer, Page: lane.Page, Full: oneLine(lane.Label), Rect: r, Texts: texts})
	p.grow(r)
	stroke := func(at, top float64, kind Shape, full string) {
		wide := choose(kind == Tick, 1.0, 2.0)
		p.Boxes = append(p.Boxes, Box{ID: fmt.Sprintf("%s %s at %s", kind, full, num(at)), Layer: AxisLayer, Shape: kind, In: lane.ID, Full: full,
			Rect: layout.Rect{X: at - wide/2, Y: top, Width: wide, Height: bottom - 4 - top}})
	}
	if timed {
		for t := time.Duration(0); t <= end; t += step {
			if !slices.ContainsFunc(moments, func(m Moment) bool { return math.Abs(x(m.At)-x(t)) < 2 }) {
				stroke(x(t), axisTop, Tick, "")
			}
		}
	}
	for k := 0; k < len(moments); { // what falls on one instant is one stroke, from the first of its words down
		first, full := k, oneLine(moments[k].Label)
		for k++; k < len(moments) && x(moments[k].At)-x(moments[first].At) < 2; k++ {
			full += "; " + oneLine(moments[k].Label)
		}
		stroke(x(moments[first].At), strokes[first], moments[first].Kind, full)
	}
	y = axisTop
	for _, l := range lines {
		full := l.node.Tooltip
		if full == "" {
			full = oneLine(l.node.Label + " " + l.node.Sub)
		}
		texts := p.stack(left, y+(l.high-l.name.high()-l.about.high())/2, 0, l.name, l.about)
		if l.note.lines != nil {
			texts = append(texts, p.stack(notes, y+(l.high-l.note.high()-l.marks.Height)/2, 0, l.note)...)
		}
		p.Boxes = append(p.Boxes, Box{ID: l.node.ID, Layer: NodeLayer, Shape: ChartLine, In: lane.ID, Page: l.node.Page, Full: full,
			Rect: layout.Rect{X: margin + 4, Y: y, Width: right - margin - 8, Height: l.high}, Texts: texts})
		p.badges(l.node.Marks, notes, y+(l.high+l.note.high()-l.marks.Height)/2, chartNotes, l.node.ID)
		if s := l.node.Span; s != nil && (s.To > s.From || !s.Open) { // without a figure there is nothing to draw
			p.bar(l.node, x, y+(l.high-barHigh)/2, moments)
		}
		y += l.high
	}
	return bottom
}

// bar draws a node's time. What lies past a promise is drawn apart.
func (p *page) bar(n Node, x func(time.Duration) float64, y float64, moments []Moment) {
	due := time.Duration(math.MaxInt64)
	for _, m := range moments {
		if m.Kind == Promise {
			due = min(due, m.At)
		}
	}
	piece := func(from, to time.Duration, shape Shape, name string) {
		a, b := x(from), x(to)
		if b-a < 3 { // too short to be seen; what ends with the promise must not reach past it
			a, b = choose(to == due, b-3, a), choose(to == due, b, a+3)
		}
		p.Boxes = append(p.Boxes, Box{ID: name + " " + n.ID, Layer: BarLayer, Shape: shape, In: n.ID, Full: oneLine(n.Label + ": " + n.Span.Note),
			Rect: layout.Rect{X: a, Y: y, Width: b - a, Height: barHigh}})
	}
	from, to := n.Span.From, n.Span.To
	switch late := n.Shape == Wait || n.Shape == Work; {
	case late && from >= due && to > due:
		piece(from, to, Late, "late")
	case late && to > due:
		piece(from, due, n.Shape, "time of")
		piece(due, to, Late, "late")
	default:
		piece(from, to, n.Shape, "time of")
	}
}

// tickSteps are the distances that ticks may have.
var tickSteps = []time.Duration{
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 4 * time.Hour, 6 * time.Hour, 12 * time.Hour,
	24 * time.Hour, 48 * time.Hour, 96 * time.Hour, 7 * 24 * time.Hour, 14 * 24 * time.Hour, 28 * 24 * time.Hour, 91 * 24 * time.Hour, 364 * 24 * time.Hour,
}

// tickStep is the least distance with which an axis that holds the given time has few enough ticks.
func tickStep(longest time.Duration) time.Duration {
	for _, s := range tickSteps {
		if longest <= s*maxTicks {
			return s
		}
	}
	return (longest/maxTicks/(24*time.Hour) + 1) * 24 * time.Hour
}

// tickWords says an instant of an axis in the unit that its ticks are counted in.
func tickWords(t, step time.Duration) string {
	switch {
	case t == 0:
		return "start"
	case step >= 24*time.Hour:
		return fmt.Sprintf("%d d", t/(24*time.Hour))
	case step >= time.Hour && t >= 24*time.Hour && t%(24*time.Hour) == 0:
		return fmt.Sprintf("%d d", t/(24*time.Hour))
	case step >= time.Hour:
		return fmt.Sprintf("%d h", t/time.Hour)
	case t >= time.Hour && t%time.Hour == 0:
		return fmt.Sprintf("%d h", t/time.Hour)
	case t > time.Hour:
		return fmt.Sprintf("%d h %d", t/time.Hour, t%time.Hour/time.Minute)
	}
	return fmt.Sprintf("%d min", t/time.Minute)
}
