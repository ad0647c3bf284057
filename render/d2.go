package render

import (
	"context"
	"fmt"
	"io"
	"strings"
)

// D2 source. Names are our own (n1, n2 …): D2 reads dots, arrows and its keywords in names. All text stands in double quotes, where D2 reads a backslash and
// a dollar sign; both are escaped.

// d2Shapes are D2's nearest shapes, with what tells those apart that share one.
var d2Shapes = map[Shape]string{
	Process: "rectangle; style.border-radius: 8", Team: "package", External: "rectangle; style.stroke-dash: 4", Step: "rectangle", Automated: "hexagon",
	Approval: "document", Call: "rectangle; style.double-border: true", Decision: "diamond", Start: "circle", End: "circle; style.double-border: true",
	Input: "step", Output: "step", Event: "oval", System: "cylinder",
	Artifact: "page", Role: "rectangle; style.border-radius: 8", Lead: "rectangle; style.border-radius: 8; style.stroke-width: 3",
	Field: "rectangle", Required: "rectangle; style.stroke-width: 3", Guaranteed: "rectangle; style.stroke-width: 3", Generated: "rectangle; style.stroke-dash: 4",
	Missing: "hexagon", Wait: "rectangle; style.stroke-dash: 4", Work: "rectangle", Late: "rectangle; style.stroke-width: 3", Rung: "rectangle",
}

// d2Styles are the lines.
var d2Styles = map[Style]string{
	ByMachine: "style.stroke-width: 3", ByHand: "style.stroke-dash: 5", Internal: "style.stroke-width: 2", Flow: "style.stroke-width: 1",
	Answer: "style.stroke-dash: 3; style.stroke-width: 1", Escalation: "style.stroke-dash: 8; style.stroke-width: 2",
	Mapping: "style.stroke-width: 1", WriteBack: "style.stroke-dash: 3; style.stroke-width: 1", Writes: "style.stroke-width: 3", Reads: "style.stroke-dash: 5",
	ReportsTo: "style.stroke-width: 2", PartOf: "style.stroke-width: 1",
}

func writeD2(_ context.Context, w io.Writer, v View, o Options) error {
	var b strings.Builder
	b.WriteString("direction: down\n")
	if title := oneLine(v.Title); title != "" {
		fmt.Fprintf(&b, "title: %s { shape: text; near: top-center; style.font-size: 28; style.bold: true }\n", quoteD2(title))
	}
	names := map[string]string{}
	written := map[string]bool{}
	name := map[string]string{}
	for i, n := range v.Nodes {
		name[n.ID] = fmt.Sprintf("n%d", i+1)
	}
	node := func(indent, in string, n Node) {
		written[n.ID] = true
		names[n.ID] = in + name[n.ID]
		d2Node(&b, indent, name[n.ID], n, o)
	}
	box := func(box, label, page string, member func(Node) bool) {
		fmt.Fprintf(&b, "%s: %s {\n", box, quoteD2(label))
		if href := o.link(page); href != "" {
			fmt.Fprintf(&b, "  link: %s\n", quoteD2(href))
		}
		fmt.Fprintf(&b, "  style.fill: %s\n  style.stroke: %s\n", quoteD2("#f5f7f9"), quoteD2("#c6ced8"))
		for _, n := range v.Nodes {
			if member(n) && !written[n.ID] {
				node("  ", box+".", n)
			}
		}
		b.WriteString("}\n")
	}
	for i, g := range v.Groups {
		box(fmt.Sprintf("g%d", i+1), g.Label, g.Page, func(n Node) bool { return n.Group == g.ID })
	}
	for i, l := range v.Lanes {
		box(fmt.Sprintf("l%d", i+1), l.Label, l.Page, func(n Node) bool { return n.Lane == l.ID })
	}
	for _, n := range v.Nodes {
		if !written[n.ID] {
			node("", "", n)
		}
	}
	for _, e := range v.Edges {
		fmt.Fprintf(&b, "%s -> %s: %s { style.stroke: %s; %s", names[e.From], names[e.To], quoteD2(oneLine(e.Label)), quoteD2(styleLook(e.Style).light.stroke), d2Styles[e.Style.known()])
		if href := o.link(e.Page); href != "" {
			fmt.Fprintf(&b, "; link: %s", quoteD2(href))
		}
		b.WriteString(" }\n")
	}
	for i, note := range v.Notes {
		fmt.Fprintf(&b, "note%d: %s { shape: text; near: bottom-center }\n", i+1, quoteD2(note))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func d2Node(b *strings.Builder, indent, name string, n Node, o Options) {
	label := oneLine(n.Label)
	if n.Sub != "" {
		label += "\n" + oneLine(n.Sub)
	}
	l := shapeLook(n.Shape).light
	shape := d2Shapes[n.Shape]
	if shape == "" {
		shape = "rectangle"
	}
	fmt.Fprintf(b, "%s%s: %s { shape: %s; style.fill: %s; style.stroke: %s; style.font-color: %s", indent, name, quoteD2(label), shape, quoteD2(orClear(l.fill)), quoteD2(orClear(l.stroke)), quoteD2(textInk(LabelText, false)))
	if n.Tooltip != "" {
		fmt.Fprintf(b, "; tooltip: %s", quoteD2(oneLine(n.Tooltip)))
	}
	if href := o.link(n.Page); href != "" {
		fmt.Fprintf(b, "; link: %s", quoteD2(href))
	}
	b.WriteString(" }\n")
}

// quoteD2 quotes text for D2.
func quoteD2(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", `\$`, "\n", `\n`).Replace(clean(s)) + `"`
}
