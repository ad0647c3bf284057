package render

import (
	"context"
	"errors"
	"math"

	"handoff/render/layout"
)

// A network is a view without lanes: boxes, some of them in groups. Graphviz decides what stands above what and left of what (field.go takes that
// over onto a lattice); the lines are routed like those of a swimlane, so that none crosses a box or a group it has no business in, and every
// label has room.

const (
	networkBox   = 216.0 // the width of a box
	networkLabel = 116.0 // the widest label of a line
	groupPad     = 14.0  // between a group's border and the boxes in it
	narrowest    = 4     // three boxes side by side: less helps nobody
)

// pageWide is how wide a picture may be for its smallest text to be read on a screen.
const pageWide = 1920.0

// network places the view.
func (p *page) network(ctx context.Context, engine *layout.Engine) error {
	if engine == nil {
		return errors.New("this view needs a layout engine")
	}
	if len(p.View.Nodes) == 0 {
		return nil
	}
	texts := make([][]paragraph, len(p.View.Nodes))
	sizes := make([]layout.Size, len(p.View.Nodes))
	for i, n := range p.View.Nodes {
		texts[i], sizes[i] = p.node(n, networkBox)
		if n.Shape.heads() {
			sizes[i].Width = networkBox
		}
	}
	label := func(i int, wide float64, lines int) paragraph {
		return p.marked(p.View.Edges[i].Label, EdgeText, wide, lines, p.View.Edges[i].Marks)
	}
	labels := make([]paragraph, len(p.View.Edges))
	placed, err := engine.Place(ctx, p.graph(sizes))
	if err != nil {
		return err
	}
	var f *field
	var r *router
	var spots []place
	for wide := pageLines; ; wide -= 2 { // where many lines run between the boxes, fewer boxes stand side by side
		f = p.field(placed, wide)
		for i := range labels {
			labels[i] = label(i, networkLabel, 4)
		}
		r = newRouter(f.lattice(), p.View, sizes, labels, f.measure)
		r.narrow = func(i int) paragraph { return label(i, networkLabel*2/3, 6) }
		spots, _ = r.settle()
		left, right := f.reach(r, spots)
		if wide <= narrowest || right-left <= pageWide-2*margin {
			break
		}
	}
	left, _ := f.reach(r, spots)
	f.shift(r, spots, margin-left)
	for i, group := range p.View.Groups {
		if a := f.areas[i]; a.used {
			p.Boxes = append(p.Boxes, Box{
				ID: group.ID, Layer: GroupLayer, Page: group.Page, Full: oneLine(group.Label), Rect: f.rect(r, i),
				Texts: p.stack(r.keepOff[i].X, r.keepOff[i].Y, 0, f.heads[i]),
			})
			p.grow(f.rect(r, i))
		}
	}
	for i, n := range p.View.Nodes {
		p.put(n, texts[i], r.box(i), n.Group)
	}
	for i, e := range p.View.Edges {
		p.line(e, r.points(i))
	}
	for i, q := range labels {
		if q.lines != nil {
			p.label(i, q, spots[i])
		}
	}
	return nil
}

// reach is where the leftmost and the rightmost thing stand.
func (f *field) reach(r *router, spots []place) (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	hold := func(x, wide float64) { left, right = math.Min(left, x), math.Max(right, x+wide) }
	for g, a := range f.areas {
		if a.used {
			hold(f.rect(r, g).X, f.rect(r, g).Width)
		}
	}
	for n := range r.at {
		hold(r.box(n).X, r.box(n).Width)
	}
	for i := range r.ways {
		for _, pt := range r.points(i) {
			hold(pt.X, 0)
		}
		if r.labels[i].lines != nil {
			hold(spots[i].X, spots[i].Width)
		}
	}
	return left, right
}

// shift moves everything sideways, so that the picture begins where the page does.
func (f *field) shift(r *router, spots []place, by float64) {
	for x := range r.xs {
		r.xs[x] += by
	}
	for i := range spots {
		spots[i].X += by
	}
	for g := range r.keepOff {
		r.keepOff[g].X += by
	}
}

// field sets up the lattice for a page of so many lines.
func (p *page) field(placed layout.Placement, wide int) *field {
	f := newField(p.View, placed, wide)
	f.heads = make([]paragraph, len(p.View.Groups))
	for i, group := range p.View.Groups {
		f.heads[i] = p.wrap(group.Label, HeadText, networkBox, 2)
	}
	f.narrowed = make([]bool, len(p.View.Groups))
	f.narrow = func(g int) paragraph {
		return p.wrap(p.View.Groups[g].Label, HeadText, networkBox/2-8, 3)
	}
	return f
}

// graph is the view for the layout program: boxes, groups and what is connected.
func (p *page) graph(sizes []layout.Size) layout.Graph {
	var g layout.Graph
	groups := map[string]int{"": -1}
	for i, group := range p.View.Groups {
		groups[group.ID] = i
		g.Clusters = append(g.Clusters, layout.Cluster{Heading: layout.Size{Width: networkBox, Height: 20}})
	}
	index := indexes(p.View)
	for i, n := range p.View.Nodes {
		g.Nodes = append(g.Nodes, layout.Node{Size: layout.Size{Width: networkBox, Height: sizes[i].Height}, Cluster: groups[n.Group]})
	}
	for _, e := range p.View.Edges {
		if e.From != e.To {
			g.Edges = append(g.Edges, layout.Edge{From: index[e.From], To: index[e.To], Weight: max(e.Count, 1), Loose: e.Style == Answer})
		}
	}
	return g
}

// label sets the label of line i at its place.
func (p *page) label(i int, q paragraph, at place) {
	r := at.Rect
	p.Labels = append(p.Labels, Label{
		Line: i, Rect: r, Full: oneLine(p.View.Edges[i].Label),
		Texts: p.stack(r.X+r.Width*at.align, r.Y, at.align, q),
	})
	if size := q.below; size.Width > 0 {
		e := p.View.Edges[i]
		p.badges(q.marks, r.X+(r.Width-size.Width)*at.align, r.Y+r.Height-size.Height, size.Width, "the line from "+e.From+" to "+e.To)
	}
	p.grow(layout.Rect{X: r.X, Y: r.Y, Width: math.Ceil(r.Width), Height: r.Height})
}
