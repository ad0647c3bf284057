package render

import (
	"fmt"
	"math"

	"handoff/render/layout"
)

// A matrix is set as a table: heads of rows at the left, heads of columns above, a sign in every cell that is filled. Heads are set level, for text that
// stands on its side is not read; a matrix with more columns than a page holds is summed up before it comes here.

const (
	matrixHead  = 280.0 // the widest head of a row
	leastColumn = 72.0
	mostColumn  = 124.0
	matrixPad   = 4.0
)

// MatrixColumns is how many columns a page holds with text that can still be read on a screen of 1,440 pixels.
const MatrixColumns = 13

// matrix places the view.
func (p *page) matrix() {
	m := p.View.Matrix
	heads := make([]paragraph, len(m.Columns))
	subs := make([]paragraph, len(m.Columns))
	top := 0.0
	matrixColumn := leastColumn
	for _, head := range m.Columns {
		matrixColumn = math.Max(matrixColumn, math.Ceil(p.face(HeadText).longest(labelOf(head), typesetting[HeadText].size))+2*matrixPad+2)
	}
	matrixColumn = math.Min(matrixColumn, mostColumn)
	for c, head := range m.Columns {
		heads[c] = p.wrap(labelOf(head), HeadText, matrixColumn-2*matrixPad, 4)
		subs[c] = p.wrap(head.Sub, SubText, matrixColumn-2*matrixPad, 2)
		top = math.Max(top, heads[c].high()+subs[c].high()+12)
	}
	wide := 120.0
	names := make([]paragraph, len(m.Rows))
	abouts := make([]paragraph, len(m.Rows))
	for i, row := range m.Rows {
		marks := p.badgesSize(row.Marks, 130).Width
		names[i] = p.wrap(labelOf(row.Head), LabelText, matrixHead-marks, 2)
		abouts[i] = p.wrap(row.Sub, SubText, matrixHead-marks, 2)
		wide = math.Max(wide, math.Max(names[i].wide, abouts[i].wide)+choose(marks > 0, marks+10, 0))
	}
	corner := p.wrap(m.Corner, SubText, matrixHead, 2)
	wide = math.Ceil(math.Max(wide, corner.wide) + 2*padding)
	left := margin + wide
	right := left + float64(len(m.Columns))*matrixColumn
	whole := layout.Rect{X: margin, Width: right - margin, Height: top}
	p.Texts = append(p.Texts, p.stack(margin+padding, top-corner.high()-6, 0, corner)...)
	for c, head := range m.Columns {
		r := layout.Rect{X: left + float64(c)*matrixColumn, Width: matrixColumn, Height: top}
		high := heads[c].high() + subs[c].high()
		p.Boxes = append(p.Boxes, Box{ID: head.ID, Layer: HeadLayer, Page: head.Page, Full: fullOf(head), Rect: r,
			Texts: p.stack(r.Center().X, top-high-6, 0.5, heads[c], subs[c])})
	}
	y := top
	section := ""
	for i, row := range m.Rows {
		if row.Section != section && row.Section != "" {
			q := p.wrap(row.Section, HeadText, whole.Width-2*padding, 1)
			r := layout.Rect{X: margin, Y: y, Width: whole.Width, Height: q.high() + 14}
			p.Boxes = append(p.Boxes, Box{ID: fmt.Sprintf("section %d", i), Layer: HeadLayer, Full: oneLine(row.Section), Rect: r,
				Texts: p.stack(margin+padding, y+8, 0, q)})
			y += r.Height
		}
		section = row.Section
		high := math.Max(30, math.Max(names[i].high()+abouts[i].high(), p.badgesSize(row.Marks, 130).Height)+10)
		r := layout.Rect{X: margin, Y: y, Width: whole.Width, Height: high}
		p.Boxes = append(p.Boxes, Box{ID: row.ID, Layer: NodeLayer, Shape: TableLine, Page: row.Page, Full: fullOf(row.Head), Rect: r,
			Texts: p.stack(margin+padding, y+(high-names[i].high()-abouts[i].high())/2, 0, names[i], abouts[i])})
		if marks := p.badgesSize(row.Marks, 130); marks.Width > 0 {
			p.badges(row.Marks, left-8-marks.Width, y+(high-marks.Height)/2, 130, row.ID)
		}
		for c, cell := range row.Cells {
			if cell.Text == "" || c >= len(m.Columns) {
				continue
			}
			q := p.wrap(cell.Text, HeadText, matrixColumn-20, 1)
			side := layout.Size{Width: math.Max(30, q.wide+14), Height: 20}
			at := layout.Rect{X: left + (float64(c)+0.5)*matrixColumn - side.Width/2, Y: y + (high-side.Height)/2, Width: side.Width, Height: side.Height}
			full := cell.Tooltip
			if full == "" {
				full = oneLine(labelOf(row.Head)) + ": " + cell.Text + " " + oneLine(labelOf(m.Columns[c]))
			}
			p.Boxes = append(p.Boxes, Box{ID: row.ID + " × " + m.Columns[c].ID, Layer: CellLayer, Shape: cell.Shape, In: row.ID, Full: full, Rect: at,
				Texts: p.stack(at.Center().X, at.Center().Y-q.high()/2, 0.5, q)})
		}
		p.grow(r)
		y += high
	}
	p.grow(whole)
}

func labelOf(h Head) string {
	if clean(h.Label) == "" {
		return h.ID
	}
	return h.Label
}

func fullOf(h Head) string {
	if h.Tooltip != "" {
		return h.Tooltip
	}
	if h.Sub != "" {
		return oneLine(h.Label) + " (" + oneLine(h.Sub) + ")"
	}
	return oneLine(h.Label)
}
