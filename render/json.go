package render

import (
	"context"
	_ "embed"
	"encoding/json"
	"io"

	"handoff/render/layout"
)

// JSON is the laid-out view for programs that draw it themselves or ask it questions: every box, line and text with its place. LaidOutVersion grows when a
// field changes its meaning or goes; new fields may come without that. drawing.schema.json says what each field holds.

// LaidOutVersion is the number of the format.
const LaidOutVersion = 1

// DrawingSchema is the JSON Schema of the format.
//
//go:embed drawing.schema.json
var DrawingSchema string

type laidOut struct {
	FormatVersion int          `json:"format_version"`
	Kind          string       `json:"kind"`
	Title         string       `json:"title"`
	Description   string       `json:"description"`
	Width         decimal      `json:"width"`
	Height        decimal      `json:"height"`
	Boxes         []laidBox    `json:"boxes"`
	Lines         []laidLine   `json:"lines"`
	Labels        []laidLabel  `json:"labels"`
	Texts         []laidText   `json:"texts"`
	Legend        []laidLegend `json:"legend"`
	Notes         []string     `json:"notes"`
	Text          string       `json:"text"`
}

type laidBox struct {
	ID    string     `json:"id"`
	Layer Layer      `json:"layer"`
	Shape Shape      `json:"shape,omitempty"`
	In    string     `json:"in,omitempty"`
	Page  string     `json:"page,omitempty"`
	Link  string     `json:"link,omitempty"`
	Text  string     `json:"text"`
	Texts []laidText `json:"texts"`
	laidRect
}

type laidLine struct {
	From   string       `json:"from"`
	To     string       `json:"to"`
	Style  Style        `json:"style"`
	Count  int          `json:"count"`
	Page   string       `json:"page,omitempty"`
	Link   string       `json:"link,omitempty"`
	Text   string       `json:"text"`
	Points [][2]decimal `json:"points"`
}

type laidLabel struct {
	Line  int        `json:"line"`
	Text  string     `json:"text"`
	Texts []laidText `json:"texts"`
	laidRect
}

type laidText struct {
	Text  string    `json:"text"`
	Class TextClass `json:"class"`
	Size  decimal   `json:"size"`
	Bold  bool      `json:"bold,omitempty"`
	X     decimal   `json:"x"`
	Y     decimal   `json:"y"`
	Width decimal   `json:"width"`
	Align decimal   `json:"align"`
}

// laidLegend is one sample of the legend, of a shape or of a style; the words beside it are among the texts.
type laidLegend struct {
	Shape   Shape  `json:"shape,omitempty"`
	Style   Style  `json:"style,omitempty"`
	Meaning string `json:"meaning"`
	laidRect
}

type laidRect struct {
	X      decimal `json:"x"`
	Y      decimal `json:"y"`
	Width  decimal `json:"width"`
	Height decimal `json:"height"`
}

// decimal is a number with at most one decimal.
type decimal float64

func (d decimal) MarshalJSON() ([]byte, error) { return []byte(num(float64(d))), nil }

func writeJSON(ctx context.Context, w io.Writer, v View, o Options) error {
	d, err := Draw(ctx, v, o.Engine)
	if err != nil {
		return err
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(d.laidOut(o))
}

func (d Drawing) laidOut(o Options) laidOut {
	out := laidOut{
		FormatVersion: LaidOutVersion, Kind: d.View.Kind, Title: oneLine(d.View.Title), Description: oneLine(d.View.Description),
		Width: decimal(d.Width), Height: decimal(d.Height), Text: d.View.Text(),
		Boxes: []laidBox{}, Lines: []laidLine{}, Labels: []laidLabel{}, Texts: laidTexts(d.Texts), Legend: []laidLegend{}, Notes: []string{},
	}
	for _, b := range d.Boxes {
		out.Boxes = append(out.Boxes, laidBox{
			ID: b.ID, Layer: b.Layer, Shape: b.Shape, In: b.In, Page: b.Page, Link: o.link(b.Page), Text: clean(b.Full), Texts: laidTexts(b.Texts), laidRect: laid(b.Rect),
		})
	}
	for _, l := range d.Lines {
		line := laidLine{From: l.From, To: l.To, Style: l.Style.known(), Count: max(l.Count, 1), Page: l.Page, Link: o.link(l.Page), Text: clean(l.Full)}
		for _, p := range l.Points {
			line.Points = append(line.Points, [2]decimal{decimal(p.X), decimal(p.Y)})
		}
		out.Lines = append(out.Lines, line)
	}
	for _, l := range d.Labels {
		out.Labels = append(out.Labels, laidLabel{Line: l.Line, Text: clean(l.Full), Texts: laidTexts(l.Texts), laidRect: laid(l.Rect)})
	}
	for _, b := range d.Key {
		out.Legend = append(out.Legend, laidLegend{Shape: b.Shape, Meaning: shapeLook(b.Shape).caption, laidRect: laid(b.Rect)})
	}
	for _, l := range d.KeyArt {
		a, b := l.Points[0], l.Points[len(l.Points)-1]
		out.Legend = append(out.Legend, laidLegend{
			Style: l.Style.known(), Meaning: styleLook(l.Style.known()).caption, laidRect: laid(layout.Rect{X: a.X, Y: a.Y, Width: b.X - a.X}),
		})
	}
	for _, n := range d.View.Notes {
		out.Notes = append(out.Notes, oneLine(n))
	}
	return out
}

func laidTexts(texts []Text) []laidText {
	out := []laidText{}
	for _, t := range texts {
		s := typesetting[t.Class]
		out = append(out, laidText{
			Text: clean(t.Text), Class: t.Class, Size: decimal(s.size), Bold: s.bold, X: decimal(t.X), Y: decimal(t.Y), Width: decimal(t.Width), Align: decimal(t.Align),
		})
	}
	return out
}

func laid(r layout.Rect) laidRect {
	return laidRect{decimal(r.X), decimal(r.Y), decimal(r.Width), decimal(r.Height)}
}
