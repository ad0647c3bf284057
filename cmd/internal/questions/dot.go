package questions

import (
	"fmt"
	"strings"

	"handoff/render"
)

// drawing is a picture in the language of Graphviz. Its nodes are blocks, each once.
type drawing struct {
	title string
	nodes []node
	known map[string]int
	edges []edge
}

type node struct {
	id, label, kind string
	strong          bool // what was asked about
}

type edge struct{ from, to, label, style string }

// shapes are those of Graphviz, by kind of block.
var shapes = map[string]string{
	"process": "box", "step": "box", "interface": "cds", "artifact": "note", "service": "folder", "role": "oval", "team": "tab", "system": "cylinder",
	"event": "diamond", "kpi": "hexagon", "cadence": "octagon", "input": "cds", "output": "cds", "milestone": "diamond", "improvement": "component",
}

// block draws a block, and returns it for edges.
func (d *drawing) block(b Block, strong bool) string {
	if d.known == nil {
		d.known = map[string]int{}
	}
	n, there := d.known[b.Address]
	if !there {
		n = len(d.nodes)
		d.known[b.Address] = n
		d.nodes = append(d.nodes, node{id: b.Address, label: b.Title + "\n" + b.Address, kind: b.Kind})
	}
	d.nodes[n].strong = d.nodes[n].strong || strong
	return b.Address
}

// edge draws an edge between two blocks that are drawn; the same one is drawn once.
func (d *drawing) edge(from, to, label, style string) {
	e := edge{from, to, label, style}
	for _, other := range d.edges {
		if other == e {
			return
		}
	}
	d.edges = append(d.edges, e)
}

// String is the whole picture.
func (d *drawing) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph %s {\n  graph [label=%s, labelloc=t, rankdir=LR, fontname=\"Helvetica\"];\n", render.QuoteDOT("handoff"), render.QuoteDOT(d.title))
	b.WriteString("  node [fontname=\"Helvetica\", fontsize=11];\n  edge [fontname=\"Helvetica\", fontsize=9];\n")
	for _, n := range d.nodes {
		shape := shapes[n.kind]
		if shape == "" {
			shape = "plain"
		}
		extra := ""
		if n.strong {
			extra = ", penwidth=3"
		}
		fmt.Fprintf(&b, "  %s [label=%s, shape=%s%s];\n", render.QuoteDOT(n.id), render.QuoteDOT(n.label), shape, extra)
	}
	for _, e := range d.edges {
		fmt.Fprintf(&b, "  %s -> %s [label=%s", render.QuoteDOT(e.from), render.QuoteDOT(e.to), render.QuoteDOT(e.label))
		if e.style != "" {
			fmt.Fprintf(&b, ", style=%s", e.style)
		}
		b.WriteString("];\n")
	}
	b.WriteString("}\n")
	return b.String()
}
