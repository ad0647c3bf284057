package render

import "handoff/render/layout"

// The legend explains the shapes and lines that this picture uses, and no others.

const (
	sampleWidth  = 30.0
	sampleHeight = 16.0
	keyRow       = 24.0
)

// legend sets the key from y on, in as many rows as the page is wide, and returns where it ends.
func (p *page) legend(y float64) float64 {
	x := margin
	entry := func(caption string, sample func(r layout.Rect)) {
		q := p.wrap(caption, CaptionText, 240, 1)
		if wide := sampleWidth + 6 + q.wide; x > margin && x+wide > p.Width-margin {
			x, y = margin, y+keyRow
		}
		sample(layout.Rect{X: x, Y: y, Width: sampleWidth, Height: sampleHeight})
		p.Texts = append(p.Texts, p.stack(x+sampleWidth+6, y, 0, q)...)
		x += sampleWidth + 6 + q.wide + 22
	}
	shapes := map[Shape]bool{}
	for _, b := range p.Boxes {
		shapes[b.Shape] = true
	}
	styles := map[Style]bool{}
	for _, l := range p.Lines {
		styles[l.Style.known()] = true
	}
	for _, s := range boxLooks {
		if !shapes[s.Shape] || s.caption == "" {
			continue
		}
		entry(s.caption, func(r layout.Rect) {
			switch s.Shape {
			case Promise:
				r.X += sampleWidth/2 - 1
				r.Width = 2
			case Decision, Start, End:
				r.X += (sampleWidth - sampleHeight) / 2
				r.Width = sampleHeight
			}
			p.Key = append(p.Key, Box{Layer: KeyLayer, Shape: s.Shape, Rect: r})
		})
	}
	for _, s := range lineLooks {
		if !styles[s.Style] {
			continue
		}
		entry(s.caption, func(r layout.Rect) {
			middle := r.Center().Y
			p.KeyArt = append(p.KeyArt, Line{Style: s.Style, Count: 1, Points: []layout.Point{{X: r.X, Y: middle}, {X: r.X + r.Width, Y: middle}}})
		})
	}
	if x > margin {
		y += keyRow - (keyRow - sampleHeight)
	}
	return y
}
