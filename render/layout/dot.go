package layout

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// This file is the two ends of the pipe: a Graph as DOT, and Graphviz's json0 answer as a Placement. Nodes and clusters are called n0 and
// cluster_0 by their index. A heading is an empty HTML table of a fixed size: Graphviz keeps exactly that room free and measures no
// text. It is told to route no lines, which would take it most of its time.

const pointsPerInch = 72

// dot writes g as a DOT graph. Graphviz cannot rank every graph with clusters ("trouble in init_rank"); ranking all clusters together (newrank)
// always works, but pulls pictures long.
func (g Graph) dot(newrank bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph g {\ngraph [newrank=%t nodesep=0.5 ranksep=0.55 splines=none];\nnode [shape=box fixedsize=true label=\"\"];\n", newrank)
	g.members(&b, -1)
	for i, c := range g.Clusters {
		fmt.Fprintf(&b, "subgraph cluster_%d { graph [margin=16 label=%s];\n", i, room(c.Heading))
		g.members(&b, i)
		b.WriteString("}\n")
	}
	for _, e := range g.Edges {
		fmt.Fprintf(&b, "n%d -> n%d [weight=%d constraint=%t];\n", e.From, e.To, max(e.Weight, 1), !e.Loose)
	}
	b.WriteString("}\n")
	return b.String()
}

// members writes the nodes that lie in cluster c (-1: in none).
func (g Graph) members(b *strings.Builder, c int) {
	for i, n := range g.Nodes {
		if n.Cluster == c {
			fmt.Fprintf(b, "n%d [width=%s height=%s];\n", i, inches(n.Width), inches(n.Height))
		}
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
		Name string `json:"name"`
		Box  string `json:"bb"`
		Pos  string `json:"pos"`
	} `json:"objects"`
}

// farthest is beyond every picture, in pixels.
const farthest = 1e7

// placement reads the answer for g. It fails when a node of g is missing from the answer or placed twice, and when a place is none.
func (g Graph) placement(answer []byte) (Placement, error) {
	var pic picture
	if err := json.Unmarshal(answer, &pic); err != nil {
		return Placement{}, fmt.Errorf("the layout program's answer: %w", err)
	}
	box, err := numbers(pic.Box, 4)
	if err != nil {
		return Placement{}, fmt.Errorf("the picture's box: %w", err)
	}
	height := box[3] // Graphviz counts upwards
	p := Placement{Size: Size{box[2], height}, Clusters: make([]Rect, len(g.Clusters)), Nodes: make([]Rect, len(g.Nodes))}
	missing := len(g.Nodes)
	for _, o := range pic.Objects {
		if i, ok := index(o.Name, "cluster_", len(g.Clusters)); ok {
			if bb, err := numbers(o.Box, 4); err == nil {
				p.Clusters[i] = Rect{bb[0], height - bb[3], bb[2] - bb[0], bb[3] - bb[1]}
			}
		} else if i, ok := index(o.Name, "n", len(g.Nodes)); ok {
			at, err := numbers(o.Pos, 2)
			if err != nil {
				return Placement{}, fmt.Errorf("the place of a node: %w", err)
			}
			n := g.Nodes[i]
			if p.Nodes[i] != (Rect{}) {
				return Placement{}, fmt.Errorf("the layout program placed a box twice")
			}
			p.Nodes[i] = Rect{at[0] - n.Width/2, height - at[1] - n.Height/2, n.Width, n.Height}
			missing--
		}
	}
	if missing != 0 {
		return Placement{}, fmt.Errorf("the layout program left out %d of %d boxes", missing, len(g.Nodes))
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
		if !(math.Abs(v) <= farthest) { // not a number, too
			return nil, fmt.Errorf("%q is no place on a picture", s)
		}
		out[i] = v
	}
	return out, nil
}
