// Package paint draws a list of outlines and lines of text as a PNG or a PDF, and measures text. It knows nothing of maps.
//
// Everything in it gives the same bytes on every machine: its fonts are compiled in, its curves become straight pieces with rounded corners, its filling
// is done with whole numbers, and nothing carries a date.
package paint

import "image/color"

// Point is a place in pixels; Y grows downwards.
type Point struct{ X, Y float64 }

// Sheet is a picture as a list of things, back to front.
type Sheet struct {
	Width, Height float64 // in pixels
	Title         string
	About         string
	Items         []Item
	Links         []Link
}

// Item is an outline or a line of text.
type Item struct {
	Path   string      // an outline as SVG path data, with the absolute commands M, L, Q, A and Z
	Fill   color.Color // nil for none
	Stroke color.Color // nil for none
	Width  float64     // of the stroke, in pixels
	Dash   string      // as in SVG
	Round  bool        // round ends and corners of the stroke

	Text *Text
}

// Text is one line of text. X and Y are the left end of its baseline. It is made narrower where it would be wider than Width, and else stands at the
// left (Align 0), in the middle (0.5) or at the right (1) of it.
type Text struct {
	Text        string
	Bold        bool
	Size        float64 // in pixels
	X, Y, Width float64
	Align       float64
	Color       color.Color
}

// Link is an area that leads somewhere.
type Link struct {
	X, Y, Width, Height float64
	To                  string
}

// set is a line of text with every glyph in its place: in pixels from its left end, at its size.
type set struct {
	glyphs []glyph
	x      float64 // where it begins
	size   float64
	narrow float64 // what its widths are multiplied by
}

func (t *Text) set() set {
	face := t.face()
	glyphs, wide := face.line(t.Text)
	s := set{glyphs: glyphs, x: t.X, size: t.Size, narrow: 1}
	if actual := wide * t.Size; t.Width > 0 && actual > t.Width+0.1 {
		s.narrow = t.Width / actual
	} else if t.Width > 0 {
		s.x += (t.Width - actual) * t.Align
	}
	return s
}

// thicker is the width of the stroke, in pixels, that makes a letter bold whose font has no bold.
func (t *Text) thicker(g glyph) float64 {
	if t.Bold && !g.own && !g.bare {
		return 0.045 * t.Size
	}
	return 0
}

func (t *Text) face() *Face {
	if t.Bold {
		return Bold()
	}
	return Regular()
}

// outline is glyph g in pixels on the sheet.
func (s set) outline(g glyph, y float64) []step {
	out := make([]step, len(g.outline))
	for i, st := range g.outline {
		for k, p := range st.points {
			st.points[k] = Point{s.x + (g.x+p.X)*s.size*s.narrow, y + p.Y*s.size}
		}
		out[i] = st
	}
	return out
}
