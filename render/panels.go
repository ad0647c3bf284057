package render

import (
	"fmt"
	"math"

	"handoff/render/layout"
)

// Panels are small charts of one size, side by side, so that the eye compares them. Every panel has a scale of its own, from nought to its highest
// value: what they have in common is the unit along the foot. Values are written above their columns, for nobody reads a scale.

const (
	panelWide   = 340.0
	panelGap    = 16.0
	panelChart  = 96.0 // the height of the highest column
	panelsInRow = 3
	panelFoot   = 18.0 // the labels below the columns
	panelTop    = 16.0 // the values above them
)

// panels places the view.
func (p *page) panels() {
	y, x, high := 0.0, margin, 0.0
	section := ""
	inRow := 0
	breakRow := func() {
		if inRow > 0 {
			y += high + panelGap
		}
		x, high, inRow = margin, 0, 0
	}
	for i, panel := range p.View.Panels {
		if panel.Section != section && panel.Section != "" {
			breakRow()
			q := p.wrap(panel.Section, HeadText, 600, 1)
			y += choose(i == 0, 0.0, 10)
			p.Texts = append(p.Texts, p.stack(margin, y, 0, q)...)
			y += q.high() + 8
		}
		section = panel.Section
		if inRow == panelsInRow {
			breakRow()
		}
		r := p.smallChart(panel, x, y, p.panelHead(i))
		x += panelWide + panelGap
		high = math.Max(high, r.Height)
		inRow++
	}
}

// panelHead is how high the heads of the panels are that stand beside each other: as high as the highest of the section.
func (p *page) panelHead(i int) float64 {
	most := 0.0
	for _, panel := range p.View.Panels {
		if panel.Section == p.View.Panels[i].Section {
			label, sub := p.panelTexts(panel)
			most = math.Max(most, label.high()+sub.high())
		}
	}
	return most
}

func (p *page) panelTexts(panel Panel) (label, sub paragraph) {
	return p.wrap(labelOf(panel.Head), HeadText, panelWide-2*padding, 2), p.wrap(panel.Sub, SubText, panelWide-2*padding, 2)
}

// smallChart places one panel.
func (p *page) smallChart(panel Panel, x, y, head float64) layout.Rect {
	label, sub := p.panelTexts(panel)
	r := layout.Rect{X: x, Y: y, Width: panelWide, Height: math.Ceil(head + panelTop + panelChart + panelFoot + 2*padding + 4)}
	box := Box{ID: panel.ID, Layer: NodeLayer, Shape: TableLine, Page: panel.Page, Full: fullOf(panel.Head), Rect: r,
		Texts: p.stack(x+padding, y+padding-4, 0, label, sub)}
	chart := layout.Rect{X: x + padding, Y: y + padding + head + panelTop, Width: panelWide - 2*padding, Height: panelChart}
	foot := chart.Y + chart.Height

	most := panel.Top
	for _, c := range panel.Columns {
		most = math.Max(most, c.Value)
	}
	wide := chart.Width / float64(max(len(panel.Columns), 4)) // a lone column is no wall
	var inner []Box
	for k, c := range panel.Columns {
		left := chart.X + float64(k)*wide
		q := p.wrap(c.Label, SubText, wide-1, 1)
		box.Texts = append(box.Texts, p.stack(left+wide/2, foot+3, 0.5, q)...)
		if most == 0 || c.Value <= 0 {
			continue
		}
		tall := math.Max(2, panelChart*c.Value/most)
		bar := layout.Rect{X: left + wide*0.12, Y: foot - tall, Width: wide * 0.76, Height: tall}
		inner = append(inner, Box{ID: fmt.Sprintf("%s %d", panel.ID, k), Layer: BarLayer, Shape: c.Shape, In: panel.ID, Full: c.full(), Rect: bar})
		if text := p.wrap(c.Text, SubText, 4*wide, 1); text.wide <= wide-1 {
			box.Texts = append(box.Texts, p.stack(left+wide/2, bar.Y-text.high()-1, 0.5, text)...)
		}
	}
	p.Boxes = append(p.Boxes, Box{ID: panel.ID + " foot", Layer: AxisLayer, Shape: Tick, In: panel.ID, Rect: layout.Rect{X: chart.X, Y: foot, Width: chart.Width, Height: 1}})
	p.Boxes = append(p.Boxes, box)
	p.Boxes = append(p.Boxes, inner...)
	p.grow(r)
	return r
}

// full is a column in words.
func (c Column) full() string {
	if c.Full != "" {
		return oneLine(c.Full)
	}
	return oneLine(c.Label + " " + c.Text)
}
