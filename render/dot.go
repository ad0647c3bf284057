package render

import (
	"context"
	"fmt"
	"io"
	"strings"
)

// DOT for people who have Graphviz and want to go on from there. Everything is quoted the DOT way: inside quotes only the quote itself is escaped, a
// backslash starts an escape of Graphviz's own (\n, \N, \G …) and so is doubled. Go's %q is something else.

// dotShapes are Graphviz's nearest shapes.
var dotShapes = map[Shape]string{
	Process: "box, style=\"rounded,filled\"", Team: "tab, style=filled", External: "box, style=\"dashed\"", Step: "box, style=filled",
	Automated: "component, style=filled", Approval: "octagon, style=filled", Call: "box3d, style=filled", Decision: "diamond, style=filled",
	Start: "circle, style=filled", End: "doublecircle, style=filled", Input: "cds, style=filled", Output: "cds, style=filled",
	Event: "oval, style=filled", System: "cylinder, style=filled",
	Artifact: "note, style=filled", Role: "box, style=\"rounded,filled\"", Lead: "box, style=\"rounded,filled,bold\"",
	Field: "box", Required: "box, style=bold", Guaranteed: "box, style=bold", Generated: "box, style=dashed", Missing: "box, style=\"filled,bold\"",
	Wait: "box, style=dashed", Work: "box, style=filled", Late: "box, style=\"filled,bold\"", Rung: "box, style=filled",
}

// dotStyles are the line styles.
var dotStyles = map[Style]string{
	ByMachine: "solid", ByHand: "dashed", Internal: "bold", Flow: "solid", Answer: "dotted", Escalation: "dashed",
	Mapping: "solid", WriteBack: "dotted", Writes: "bold", Reads: "dashed", ReportsTo: "solid", PartOf: "solid",
}

func writeDOT(_ context.Context, w io.Writer, v View, o Options) error {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph %s {\n", QuoteDOT(v.Kind))
	fmt.Fprintf(&b, "  graph [label=%s, labelloc=t, fontname=\"Helvetica\", fontsize=18, rankdir=TB, newrank=true];\n", QuoteDOT(v.Title))
	b.WriteString("  node [fontname=\"Helvetica\", fontsize=12];\n  edge [fontname=\"Helvetica\", fontsize=11];\n")
	written := map[string]bool{}
	cluster := func(prefix, id, label, page string, member func(Node) bool) {
		fmt.Fprintf(&b, "  subgraph %s {\n    label=%s; style=filled; fillcolor=\"#f5f7f9\"; color=\"#c6ced8\";\n", QuoteDOT("cluster_"+prefix+id), QuoteDOT(label))
		if href := o.link(page); href != "" {
			fmt.Fprintf(&b, "    URL=%s;\n", QuoteDOT(href))
		}
		for _, n := range v.Nodes {
			if member(n) {
				b.WriteString("  ")
				dotNode(&b, n, o)
				written[n.ID] = true
			}
		}
		b.WriteString("  }\n")
	}
	for _, g := range v.Groups {
		cluster("", g.ID, g.Label, g.Page, func(n Node) bool { return n.Group == g.ID })
	}
	for _, l := range v.Lanes {
		cluster("", l.ID, l.Label, l.Page, func(n Node) bool { return n.Lane == l.ID && n.Group == "" })
	}
	for _, n := range v.Nodes {
		if !written[n.ID] {
			dotNode(&b, n, o)
		}
	}
	for _, e := range v.Edges {
		l := styleLook(e.Style)
		fmt.Fprintf(&b, "  %s -> %s [style=%s, color=%s, penwidth=%s", QuoteDOT(e.From), QuoteDOT(e.To), dotStyles[e.Style.known()], QuoteDOT(l.light.stroke), num(l.width))
		if e.Label != "" {
			fmt.Fprintf(&b, ", label=%s", QuoteDOT(e.Label))
		}
		if e.Tooltip != "" {
			fmt.Fprintf(&b, ", tooltip=%s", QuoteDOT(e.Tooltip))
		}
		if href := o.link(e.Page); href != "" {
			fmt.Fprintf(&b, ", URL=%s", QuoteDOT(href))
		}
		b.WriteString("];\n")
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func dotNode(b *strings.Builder, n Node, o Options) {
	l := shapeLook(n.Shape)
	shape := dotShapes[n.Shape]
	if shape == "" {
		shape = "box"
	}
	fill := orClear(l.light.fill)
	label := n.Label
	if n.Sub != "" {
		label += "\n" + n.Sub
	}
	fmt.Fprintf(b, "  %s [label=%s, shape=%s, fillcolor=%s, color=%s", QuoteDOT(n.ID), QuoteDOT(label), shape, QuoteDOT(fill), QuoteDOT(orClear(l.light.stroke)))
	if clean(n.Label) == "" && (n.Shape == Start || n.Shape == End || n.Shape == Decision) {
		b.WriteString(", width=0.3, height=0.3, fixedsize=true")
	}
	if n.Tooltip != "" {
		fmt.Fprintf(b, ", tooltip=%s", QuoteDOT(n.Tooltip))
	}
	if href := o.link(n.Page); href != "" {
		fmt.Fprintf(b, ", URL=%s", QuoteDOT(href))
	}
	b.WriteString("];\n")
}

// QuoteDOT quotes text for DOT. Line breaks become centred lines. Graphviz also reads entities such as &lt; in labels, so ampersands are
// written as one.
func QuoteDOT(s string) string {
	r := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "&", "&amp;")
	return `"` + r.Replace(clean(s)) + `"`
}
