package render

import (
	"context"
	"io"

	"handoff/render/layout"
)

// Format is a way to write a view down. To add one: a file with its Write function, and a line in Formats.
type Format struct {
	Name      string // as users say it
	Extension string // of its files, with the dot
	MediaType string
	Doc       string // one line for help texts
	Drawn     bool   // it needs positions, and so an Engine for every view that is a network
	Write     func(ctx context.Context, w io.Writer, v View, o Options) error
}

// Options are what a format may need besides the view.
type Options struct {
	Engine *layout.Engine           // finds positions; formats that are not Drawn do without
	Link   func(page string) string // turns a page address into a link; nil for no links, "" for no link to that page
	Scale  float64                  // how many pixels of a PNG one of the picture becomes; 0 counts as DefaultScale
	Theme  Theme                    // in which colours
	Inline bool                     // an SVG will stand inside a page, whose fonts it uses: it carries none of its own
}

// Theme is a set of colours.
type Theme string

// The themes. Auto follows the reader in SVG, and is light in all other formats.
const (
	Auto  Theme = "auto"
	Light Theme = "light"
	Dark  Theme = "dark"
)

// Themes lists them, the one to choose where nothing is said first.
var Themes = []Theme{Auto, Light, Dark}

// DefaultScale makes a PNG sharp on the screens people have.
const DefaultScale = 2

// Formats lists every format.
var Formats = []Format{
	{Name: "svg", Extension: ".svg", MediaType: "image/svg+xml", Doc: "a picture for pages and print, light and dark", Drawn: true, Write: writeSVG},
	{Name: "png", Extension: ".png", MediaType: "image/png", Doc: "a picture in pixels", Drawn: true, Write: writePNG},
	{Name: "pdf", Extension: ".pdf", MediaType: "application/pdf", Doc: "a picture for print, of one page", Drawn: true, Write: writePDF},
	{Name: "dot", Extension: ".dot", MediaType: "text/vnd.graphviz", Doc: "Graphviz source", Write: asBoxes(writeDOT)},
	{Name: "mermaid", Extension: ".mmd", MediaType: "text/vnd.mermaid", Doc: "Mermaid source, as wikis draw it", Write: asBoxes(writeMermaid)},
	{Name: "d2", Extension: ".d2", MediaType: "text/vnd.d2", Doc: "D2 source", Write: asBoxes(writeD2)},
	{Name: "json", Extension: ".json", MediaType: "application/json", Doc: "the laid-out view, for programs", Drawn: true, Write: writeJSON},
}

// FormatNamed finds a format by its name.
func FormatNamed(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// link resolves a page address; empty where there is nothing to link to.
func (o Options) link(page string) string {
	if o.Link == nil || page == "" {
		return ""
	}
	return o.Link(page)
}
