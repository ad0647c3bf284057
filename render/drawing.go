package render

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"handoff/render/layout"
)

// Drawing is a view in which everything has its place. It is the one list that every drawn format works from, and what
// Violations looks at. All measures are pixels; Y grows downwards.
type Drawing struct {
	View   View
	Width  float64
	Height float64
	Boxes  []Box   // back to front
	Lines  []Line  // one for each edge of the view, in its order
	Labels []Label // of lines; every label names its line
	Texts  []Text  // the title and what else stands on the page itself
	Key    []Box   // the legend
	KeyArt []Line  // the lines in the legend
}

// Layer says what part a box plays.
type Layer string

// The layers.
const (
	GroupLayer Layer = "group"
	LaneLayer  Layer = "lane"
	HeadLayer  Layer = "head"  // the heading of a lane
	ShadeLayer Layer = "shade" // a ring round a box, below lines
	AxisLayer  Layer = "axis"  // strokes across a chart, below its bars
	NodeLayer  Layer = "node"
	RowLayer   Layer = "row"  // a line of a node that is a table
	BarLayer   Layer = "bar"  // time, in the line of a chart
	CellLayer  Layer = "cell" // of a matrix, in its line
	MarkLayer  Layer = "mark" // what an overlay puts on a box or line
	KeyLayer   Layer = "key"
)

// above reports whether boxes of the layer are drawn above the lines.
func (l Layer) above() bool {
	switch l {
	case NodeLayer, RowLayer, BarLayer, CellLayer, MarkLayer:
		return true
	}
	return false
}

// Box is an area with text in it.
type Box struct {
	ID    string
	Layer Layer
	Shape Shape  // of a node
	In    string // the ID of the group, lane or node it must stay in; empty for none
	Page  string
	Full  string // the whole text, however much of it fits
	layout.Rect
	Texts []Text
}

// Text is one line of text. X and Y are the left end of its baseline; Width is what it must not exceed.
type Text struct {
	Text  string
	Class TextClass
	X, Y  float64
	Width float64
	Align float64 // where it is held fast should its font turn out another width: 0 at the left, 0.5 in the middle, 1 at the right
}

// TextClass says what a text is; it decides size and weight.
type TextClass string

// The text classes.
const (
	TitleText   TextClass = "title"
	LabelText   TextClass = "label"
	HeadText    TextClass = "head"
	SubText     TextClass = "sub"
	EdgeText    TextClass = "edge"
	CaptionText TextClass = "caption"
)

// Line is an arrow from its first point to its last, straight between its corners.
type Line struct {
	From, To string
	Style    Style
	Count    int
	Width    float64 // in pixels; 0 is that of its style
	Points   []layout.Point
	Page     string
	Full     string
}

// Label stands beside the line with the index Line.
type Label struct {
	Line int
	layout.Rect
	Texts []Text
	Full  string
}

// set is how a class of text is set.
type set struct {
	size, leading float64
	bold          bool
}

// typesetting holds the sizes of every text class in pixels.
var typesetting = map[TextClass]set{
	TitleText:   {20, 26, true},
	HeadText:    {13, 17, true},
	LabelText:   {13, 17, false},
	SubText:     {12, 15, false},
	EdgeText:    {12, 15, false},
	CaptionText: {12, 16, false},
}

const (
	margin    = 24.0 // round the whole picture
	padding   = 12.0 // between a box and its text
	minPage   = 560.0
	iconWidth = 20.0 // room for the mark in a box's corner
)

// Draw gives everything in v its place. A network of boxes needs an engine; its errors come from there.
func Draw(ctx context.Context, v View, engine *layout.Engine) (Drawing, error) {
	if err := v.check(); err != nil {
		return Drawing{}, err
	}
	p := page{fonts: newFonts(), names: map[string]string{}, Drawing: Drawing{View: v}}
	p.name()
	switch v.form() {
	case matrixForm:
		p.matrix()
	case panelForm:
		p.panels()
	case chartForm:
		p.chart()
	case recordForm:
		p.records()
	case treeForm:
		p.tree()
	case laneForm:
		p.swimlane()
	default:
		if err := p.network(ctx, engine); err != nil {
			return Drawing{}, err
		}
	}
	p.frame()
	return p.Drawing, nil
}

// form is how a view is drawn.
type form uint8

const (
	networkForm form = iota
	laneForm
	recordForm
	treeForm
	chartForm
	matrixForm
	panelForm
)

func (v View) form() form {
	switch {
	case v.Matrix != nil:
		return matrixForm
	case len(v.Panels) > 0 || v.Kind == "dashboard":
		return panelForm
	case v.Axis != nil:
		return chartForm
	case v.Kind == "org":
		return treeForm
	case slices.ContainsFunc(v.Nodes, func(n Node) bool { return len(n.Rows) > 0 }):
		return choose(len(v.Lanes) > 0, recordForm, treeForm)
	case len(v.Lanes) > 0:
		return laneForm
	}
	return networkForm
}

// NeedsEngine reports whether drawing v takes a layout engine.
func (v View) NeedsEngine() bool { return v.form() == networkForm && len(v.Nodes) > 0 }

// check finds what no picture could show: names twice, and ends that are not there.
func (v View) check() error {
	known := map[string]bool{}
	groups := map[string]bool{"": true}
	lanes := map[string]bool{"": true}
	var errs []error
	for _, g := range v.Groups {
		groups[g.ID] = true
	}
	for _, l := range v.Lanes {
		lanes[l.ID] = true
	}
	for _, n := range v.Nodes {
		if known[n.ID] {
			errs = append(errs, fmt.Errorf("the view has two nodes %s", n.ID))
		}
		known[n.ID] = true
		for _, r := range n.Rows {
			if known[r.ID] {
				errs = append(errs, fmt.Errorf("the view has two rows %s", r.ID))
			}
			known[r.ID] = true
		}
		if !groups[n.Group] || !lanes[n.Lane] {
			errs = append(errs, fmt.Errorf("node %s stands in a group or lane the view does not have", n.ID))
		}
	}
	for _, e := range v.Edges {
		if !known[e.From] || !known[e.To] {
			errs = append(errs, fmt.Errorf("the edge from %s to %s lacks an end", e.From, e.To))
		}
	}
	return errors.Join(errs...)
}
