package layout

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// This file is the two ends of the pipe: a Graph as DOT, and Graphviz's json0 answer as a Placement. Nodes, clusters and edges are called
// n0, cluster_0, e0 by their index. Labels are empty HTML tables of a fixed size: Graphviz keeps exactly that room free and
// measures no text.

const (
	pointsPerInch = 72
	arrowLength   = 9.0 // pixels; Graphviz ends the curve that far before the box, where arrowsize is 0.9
)

// dot writes g as a DOT graph. Graphviz cannot rank every graph with clusters ("trouble in init_rank"); ranking all clusters together (newrank)
// always works, but pulls pictures long.
func (g Graph) dot(newrank bool) string {
	var b strings.Builder
	b.WriteString("digraph g {\n")
	rankdir := "TB"
	if g.LeftToRight {
		rankdir = "LR"
	}
	fmt.Fprintf(&b, "graph [rankdir=%s newrank=%t nodesep=0.5 ranksep=0.55 splines=true outputorder=nodesfirst];\n", rankdir, newrank)
	fmt.Fprintf(&b, "node [shape=box fixedsize=true label=\"\"];\nedge [arrowsize=%s];\n", inches(arrowLength*pointsPerInch/10))
	g.cluster(&b, -1)
	for i, e := range g.Edges {
		fmt.Fprintf(&b, "n%d -> n%d [id=e%d", e.From, e.To, i)
		if e.Label != (Size{}) {
			b.WriteString(" label=" + room(e.Label))
		}
		if e.Weight > 1 {
			fmt.Fprintf(&b, " weight=%d", e.Weight)
		}
		if e.Loose {
			b.WriteString(" constraint=false")
		}
		b.WriteString("];\n")
	}
	b.WriteString("}\n")
	return b.String()
}

// cluster writes the nodes that lie directly in cluster c (-1: in none) and the clusters inside it.
func (g Graph) cluster(b *strings.Builder, c int) {
	for i, n := range g.Nodes {
		if n.Cluster == c {
			fmt.Fprintf(b, "n%d [width=%s height=%s];\n", i, inches(n.Width), inches(n.Height))
		}
	}
	for i, inner := range g.Clusters {
		if inner.Parent != c || i == c {
			continue
		}
		fmt.Fprintf(b, "subgraph cluster_%d { graph [margin=16 labeljust=l label=%s];\n", i, room(inner.Heading))
		g.cluster(b, i)
		b.WriteString("}\n")
	}
}

// room is an HTML-like label that takes exactly s.
func room(s Size) string {
	return fmt.Sprintf(`<<TABLE FIXEDSIZE="TRUE" WIDTH="%.0f" HEIGHT="%.0f" BORDER="0"><TR><TD></TD></TR></TABLE>>`, s.Width, s.Height)
}

func inches(pixels float64) string { return strconv.FormatFloat(pixels/pointsPerInch, 'f', 4, 64) }

// picture is the part of Graphviz's json0 format that is read here.
type picture struct {
	Box     string `json:"bb"`
	Objects []struct {
		Name   string `json:"name"`
		Box    string `json:"bb"`
		Pos    string `json:"pos"`
		Height string `json:"height"`
		Width  string `json:"width"`
	} `json:"objects"`
	Edges []struct {
		ID    string `json:"id"`
		Pos   string `json:"pos"`
		Label string `json:"lp"`
	} `json:"edges"`
}

// placement reads the answer for g. It fails when anything of g is missing from the answer.
func (g Graph) placement(answer []byte) (Placement, error) {
	var pic picture
	if err := json.Unmarshal(answer, &pic); err != nil {
		return Placement{}, fmt.Errorf("the layout program's answer: %w", err)
	}
	box, err := numbers(pic.Box, 4)
	if err != nil {
		return Placement{}, fmt.Errorf("the picture's box: %w", err)
	}
	height := box[3]
	p := Placement{
		Size:     Size{box[2], height},
		Clusters: make([]Rect, len(g.Clusters)),
		Nodes:    make([]Rect, len(g.Nodes)),
		Edges:    make([]Route, len(g.Edges)),
	}
	missing := len(g.Clusters) + len(g.Nodes) + len(g.Edges)
	for _, o := range pic.Objects {
		if i, ok := index(o.Name, "cluster_", len(g.Clusters)); ok {
			bb, err := numbers(o.Box, 4)
			if err != nil {
				continue // an empty cluster has no box
			}
			p.Clusters[i] = Rect{bb[0], height - bb[3], bb[2] - bb[0], bb[3] - bb[1]}
			missing--
		} else if i, ok := index(o.Name, "n", len(g.Nodes)); ok {
			at, err := numbers(o.Pos, 2)
			if err != nil {
				return Placement{}, fmt.Errorf("the place of a node: %w", err)
			}
			n := g.Nodes[i]
			p.Nodes[i] = Rect{at[0] - n.Width/2, height - at[1] - n.Height/2, n.Width, n.Height}
			missing--
		}
	}
	for _, e := range pic.Edges {
		i, ok := index(e.ID, "e", len(g.Edges))
		if !ok {
			continue
		}
		route, err := spline(e.Pos, height)
		if err != nil {
			return Placement{}, fmt.Errorf("the way of an edge: %w in %q", err, e.Pos)
		}
		p.Edges[i].Points = route
		if size := g.Edges[i].Label; size != (Size{}) {
			at, err := numbers(e.Label, 2)
			if err != nil {
				return Placement{}, fmt.Errorf("the label of an edge: %w", err)
			}
			p.Edges[i].Label = Rect{at[0] - size.Width/2, height - at[1] - size.Height/2, size.Width, size.Height}
		}
		missing--
	}
	if missing != 0 {
		return Placement{}, fmt.Errorf("the layout program left out %d of %d parts", missing, len(g.Clusters)+len(g.Nodes)+len(g.Edges))
	}
	return p, nil
}

// index reads "n12" as 12.
func index(name, prefix string, limit int) (int, bool) {
	digits, ok := strings.CutPrefix(name, prefix)
	if !ok {
		return 0, false
	}
	i, err := strconv.Atoi(digits)
	return i, err == nil && i >= 0 && i < limit
}

// numbers reads "1,2,3" as exactly n numbers.
func numbers(s string, n int) ([]float64, error) {
	parts := strings.Split(s, ",")
	if len(parts) != n {
		return nil, fmt.Errorf("%q is not %d numbers", s, n)
	}
	out := make([]float64, n)
	for i, part := range parts {
		v, err := strconv.ParseFloat(part, 64)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

// spline reads Graphviz's "e,x,y x,y x,y x,y x,y …": the arrow's tip, a start, and Bézier pieces. The last piece is drawn through to the tip.
// Graphviz loses a line now and then; it then has no way.
func spline(pos string, height float64) ([]Point, error) {
	var points []Point
	var tip *Point
	pos, _, _ = strings.Cut(pos, ";") // lines that share their ends may come as several curves of one edge
	if pos == "" {
		return nil, nil
	}
	for field := range strings.FieldsSeq(pos) {
		end := strings.HasPrefix(field, "e,")
		if strings.HasPrefix(field, "s,") {
			continue
		}
		xy, err := numbers(strings.TrimPrefix(field, "e,"), 2)
		if err != nil {
			return nil, err
		}
		p := Point{xy[0], height - xy[1]}
		if end {
			tip = &p
		} else {
			points = append(points, p)
		}
	}
	if len(points) < 4 || len(points)%3 != 1 {
		return nil, errors.New("a curve wants a start and three points a piece")
	}
	if tip != nil {
		points[len(points)-1] = *tip
	}
	return points, nil
}
