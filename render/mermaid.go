package render

import (
	"context"
	"fmt"
	"io"
	"strings"
)

// Mermaid, as GitHub, GitLab and most wikis draw it. Nodes get names of our own (n1, n2 …): a node called "end" breaks Mermaid's parser, and
// addresses hold dots. Everything inside a label is written as entities where Mermaid or the HTML it makes could read it as anything else.

// Mermaid's own limits, past which it shows an error instead of a picture.
const (
	MermaidEdges = 500
	MermaidChars = 50_000
)

// mermaidShapes are the brackets round a node's label.
var mermaidShapes = map[Shape][2]string{
	Process: {"(", ")"}, Team: {"[/", "\\]"}, External: {"(", ")"}, Step: {"[", "]"}, Automated: {"[[", "]]"}, Approval: {"{{", "}}"}, Call: {"[[", "]]"},
	Decision: {"{", "}"}, Start: {"((", "))"}, End: {"(((", ")))"}, Input: {">", "]"}, Output: {">", "]"}, Event: {"([", "])"}, System: {"[(", ")]"},
	Artifact: {"[", "]"}, Role: {"(", ")"}, Lead: {"([", "])"}, Field: {"[", "]"}, Required: {"[", "]"}, Guaranteed: {"[", "]"}, Generated: {"[", "]"}, Missing: {"{{", "}}"},
	Wait: {"(", ")"}, Work: {"[", "]"}, Late: {"[", "]"}, Rung: {"[", "]"},
}

// mermaidArrows are the lines.
var mermaidArrows = map[Style]string{
	ByMachine: "==>", ByHand: "-.->", Internal: "-->", Flow: "-->", Answer: "-.->", Escalation: "-.->",
	Mapping: "-->", WriteBack: "-.->", Writes: "==>", Reads: "-.->", ReportsTo: "-->", PartOf: "-->",
}

// writeMermaid writes a flowchart. A view past Mermaid's limits is written without its edges' labels, then without its edges, each with a note that
// says so, and the last resort is the note alone.
func writeMermaid(_ context.Context, w io.Writer, v View, o Options) error {
	out := mermaid(v, o, true, true)
	if len(v.Edges) > MermaidEdges || len(out) > MermaidChars {
		short := "This picture is too large for Mermaid with its labels; they are left out here and stand in the SVG."
		out = mermaid(noted(v, short), o, false, true)
	}
	if len(v.Edges) > MermaidEdges || len(out) > MermaidChars {
		few := fmt.Sprintf("This picture is too large for Mermaid; its %d connections are left out here and stand in the SVG.", len(v.Edges))
		out = mermaid(noted(v, few), o, false, false)
	}
	if len(out) > MermaidChars {
		none := fmt.Sprintf("This picture of %d boxes and %d connections is too large for Mermaid; see the SVG.", len(v.Nodes), len(v.Edges))
		out = mermaid(View{Kind: v.Kind, Title: v.Title, Notes: []string{none}}, o, false, false)
	}
	_, err := io.WriteString(w, out)
	return err
}

func noted(v View, note string) View {
	v.Notes = append(append([]string(nil), v.Notes...), note)
	return v
}

func mermaid(v View, o Options, labels, edges bool) string {
	var b strings.Builder
	if title := oneLine(v.Title); title != "" {
		fmt.Fprintf(&b, "---\ntitle: %s\n---\n", quoteYAML(title))
	}
	b.WriteString("flowchart TB\n")
	if about := oneLine(v.Description); about != "" {
		fmt.Fprintf(&b, "  accDescr: %s\n", strings.NewReplacer("{", "(", "}", ")", "%%", "%", ";", ",", "#", "no. ").Replace(about))
	}
	names := map[string]string{}
	for i, n := range v.Nodes {
		names[n.ID] = fmt.Sprintf("n%d", i+1)
	}
	written := map[string]bool{}
	node := func(indent string, n Node) {
		written[n.ID] = true
		brackets, ok := mermaidShapes[n.Shape]
		if !ok {
			brackets = [2]string{"[", "]"}
		}
		label := quoteMermaid(n.Label)
		if n.Sub != "" {
			label += "<br/>" + quoteMermaid(n.Sub)
		}
		if label == "" {
			label = " "
		}
		fmt.Fprintf(&b, "%s%s%s\"%s\"%s\n", indent, names[n.ID], brackets[0], label, brackets[1])
	}
	box := func(name, label string, member func(Node) bool) {
		fmt.Fprintf(&b, "  subgraph %s[\"%s\"]\n", name, quoteMermaid(label))
		for _, n := range v.Nodes {
			if member(n) && !written[n.ID] {
				node("    ", n)
			}
		}
		b.WriteString("  end\n")
	}
	for i, g := range v.Groups {
		box(fmt.Sprintf("g%d", i+1), g.Label, func(n Node) bool { return n.Group == g.ID })
	}
	for i, l := range v.Lanes {
		box(fmt.Sprintf("l%d", i+1), l.Label, func(n Node) bool { return n.Lane == l.ID })
	}
	for _, n := range v.Nodes {
		if !written[n.ID] {
			node("  ", n)
		}
	}
	for i, note := range v.Notes {
		fmt.Fprintf(&b, "  note%d[/\"%s\"/]\n", i+1, quoteMermaid(note))
	}
	if edges {
		for _, e := range v.Edges {
			label := ""
			if l := quoteMermaid(e.Label); labels && l != "" {
				label = fmt.Sprintf("|\"%s\"|", l)
			}
			fmt.Fprintf(&b, "  %s %s%s %s\n", names[e.From], mermaidArrows[e.Style.known()], label, names[e.To])
		}
	}
	for _, n := range v.Nodes {
		if href := o.link(n.Page); href != "" && !strings.ContainsAny(href, "\"\n") {
			fmt.Fprintf(&b, "  click %s href \"%s\"\n", names[n.ID], href)
		}
	}
	mermaidClasses(&b, v, names)
	return b.String()
}

// mermaidClasses colours the shapes in use.
func mermaidClasses(b *strings.Builder, v View, names map[string]string) {
	for _, l := range boxLooks {
		var members []string
		for _, n := range v.Nodes {
			if n.Shape == l.Shape {
				members = append(members, names[n.ID])
			}
		}
		if members == nil {
			continue
		}
		fmt.Fprintf(b, "  classDef c%s fill:%s,stroke:%s,color:#1b2430\n", l.Shape, l.light.fill, l.light.stroke)
		fmt.Fprintf(b, "  class %s c%s\n", strings.Join(members, ","), l.Shape)
	}
}

// quoteMermaid writes text for a quoted label: letters and digits of any script as they are, the rest of ASCII's signs as entities where they mean
// something to Mermaid, Markdown or HTML. Very long text is cut.
func quoteMermaid(s string) string {
	var b strings.Builder
	const longest = 300
	for i, c := range clusters(oneLine(s)) {
		if i == longest {
			b.WriteString(ellipsis)
			break
		}
		if len(c) == 1 && strings.Contains("\"#&<>`*_~\\[]{}|;", c) {
			fmt.Fprintf(&b, "#%d;", c[0])
			continue
		}
		b.WriteString(c)
	}
	return b.String()
}

// quoteYAML quotes the title for the front matter.
func quoteYAML(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
