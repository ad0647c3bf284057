package render

import (
	"context"
	"errors"
	"math"

	"handoff/render/layout"
)

// A network is a view without lanes: boxes in groups, placed by Graphviz. It runs downwards, unless that makes it too wide to be read on a
// laptop and running to the right makes it narrower.

const (
	networkBox  = 210.0  // the widest box of a network
	networkText = 150.0  // the widest label of a line in it
	readable    = 1900.0 // up to here 12 px are more than 9 px on a screen of 1,440
)

// network places the view by Graphviz.
func (p *page) network(ctx context.Context, engine *layout.Engine) error {
	if engine == nil {
		return errors.New("this view needs a layout engine")
	}
	g, texts, labels := p.graph()
	if len(g.Nodes) == 0 {
		return nil
	}
	placed, err := engine.Place(ctx, g)
	if err != nil {
		return err
	}
	if placed.Width > readable {
		g.LeftToRight = true
		if across, err := engine.Place(ctx, g); err != nil {
			return err
		} else if across.Width < placed.Width {
			placed = across
		}
	}
	shift := func(r layout.Rect) layout.Rect {
		r.X += margin
		return r
	}
	for i, group := range p.View.Groups {
		r := shift(placed.Clusters[i])
		if r.Width == 0 {
			continue
		}
		heading := p.wrap(group.Label, HeadText, r.Width-24, 2)
		p.Boxes = append(p.Boxes, Box{
			ID: group.ID, Layer: GroupLayer, Page: group.Page, Full: oneLine(group.Label), Rect: r,
			Texts: p.stack(r.X+12, r.Y+8, 0, heading),
		})
		p.grow(r)
	}
	for i, n := range p.View.Nodes {
		p.put(n, texts[i], shift(placed.Nodes[i]), n.Group)
	}
	for i, e := range p.View.Edges {
		route := placed.Edges[i]
		points := make([]layout.Point, len(route.Points))
		for k, pt := range route.Points {
			points[k] = layout.Point{X: pt.X + margin, Y: pt.Y}
		}
		p.line(e, points, true)
		if labels[i].lines != nil {
			p.label(i, labels[i], shift(route.Label))
		}
	}
	return nil
}

// graph measures the view for the layout program.
func (p *page) graph() (layout.Graph, [][]paragraph, []paragraph) {
	var g layout.Graph
	groups := map[string]int{"": -1}
	for i, group := range p.View.Groups {
		groups[group.ID] = i
		heading := p.wrap(group.Label, HeadText, networkBox, 2)
		g.Clusters = append(g.Clusters, layout.Cluster{
			Heading: layout.Size{Width: math.Ceil(heading.wide) + 8, Height: heading.high() + 6}, Parent: -1,
		})
	}
	index := map[string]int{}
	texts := make([][]paragraph, len(p.View.Nodes))
	for i, n := range p.View.Nodes {
		index[n.ID] = i
		text, size := p.node(n, networkBox)
		texts[i] = text
		g.Nodes = append(g.Nodes, layout.Node{Size: size, Cluster: groups[n.Group]})
	}
	labels := make([]paragraph, len(p.View.Edges))
	for i, e := range p.View.Edges {
		edge := layout.Edge{From: index[e.From], To: index[e.To], Weight: max(e.Count, 1), Loose: e.Style == Answer}
		if q := p.wrap(e.Label, EdgeText, networkText, 3); q.lines != nil {
			labels[i] = q
			edge.Label = layout.Size{Width: math.Ceil(q.wide) + 10, Height: q.high() + 4}
		}
		g.Edges = append(g.Edges, edge)
	}
	return g, texts, labels
}

// label sets the label of line i in the middle of r.
func (p *page) label(i int, q paragraph, r layout.Rect) {
	c := r.Center()
	tight := layout.Rect{X: c.X - q.wide/2, Y: c.Y - q.high()/2, Width: q.wide, Height: q.high()}
	p.Labels = append(p.Labels, Label{
		Line: i, Rect: tight, Full: oneLine(p.View.Edges[i].Label),
		Texts: p.stack(c.X, tight.Y, 0.5, q),
	})
	p.grow(tight)
}
