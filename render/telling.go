package render

import (
	"fmt"
	"slices"
	"strings"
)

// Every view in words: what a screen reader says, and what a wiki shows that has no pictures.

// Text tells the view in words, for screen readers and for wikis that show no pictures. It says all that the picture says.
func (v View) Text() string {
	var b strings.Builder
	labels := map[string]string{}
	for _, n := range v.Nodes {
		labels[n.ID] = v.name(n)
		for _, r := range n.Rows {
			labels[r.ID] = oneLine(n.Label) + ", " + oneLine(r.Label)
		}
	}
	tell := func(heading string, in func(Node) bool) {
		var names []string
		for _, n := range v.Nodes {
			if in(n) && labels[n.ID] != "" {
				names = append(names, labels[n.ID])
			}
		}
		if len(names) > 0 {
			fmt.Fprintf(&b, "%s: %s.\n", clean(heading), strings.Join(names, "; "))
		}
	}
	for _, g := range v.Groups {
		tell(g.Label, func(n Node) bool { return n.Group == g.ID })
	}
	for _, l := range v.Lanes {
		if v.form() != laneForm {
			break
		}
		tell(l.Label, func(n Node) bool { return n.Lane == l.ID })
	}
	if v.Matrix != nil {
		v.Matrix.tell(&b)
	}
	if v.Axis != nil {
		v.tellTime(&b)
	}
	for _, panel := range v.Panels {
		panel.tell(&b)
	}
	if f := v.form(); f == recordForm || f == treeForm {
		v.tellRows(&b)
	}
	tell("Inputs", func(n Node) bool { return n.Shape == Input })
	tell("Outputs", func(n Node) bool { return n.Shape == Output })
	if f := v.form(); f == laneForm || f == networkForm {
		tell("Others", func(n Node) bool { return n.Group == "" && n.Lane == "" && n.Shape != Input && n.Shape != Output })
	}
	for _, e := range v.Edges {
		if v.Axis != nil {
			break // the order of the bars tells it
		}
		if labels[e.From] == "" || labels[e.To] == "" {
			continue
		}
		fmt.Fprintf(&b, "%s → %s", labels[e.From], labels[e.To])
		var about []string
		if l := oneLine(e.Label); l != "" {
			about = append(about, l)
		}
		if e.Style != Flow && e.Style != "" {
			about = append(about, string(e.Style))
		}
		if len(e.Marks) > 0 {
			about = append(about, marksInWords(e.Marks))
		}
		if len(about) > 0 {
			fmt.Fprintf(&b, " (%s)", strings.Join(about, ", "))
		}
		b.WriteString(".\n")
	}
	for _, n := range v.Notes {
		b.WriteString(oneLine(n) + "\n")
	}
	return b.String()
}

// name is what the text equivalent calls a node, with what overlays say of it.
func (v View) name(n Node) string {
	if len(n.Marks) > 0 {
		marks := n.Marks
		n.Marks = nil
		return v.name(n) + " [" + marksInWords(marks) + "]"
	}
	label := oneLine(n.Label)
	switch {
	case label != "" && n.Sub != "":
		return label + " (" + oneLine(n.Sub) + ")"
	case label != "":
		return label
	}
	switch n.Shape {
	case Start, End:
		return string(n.Shape)
	case Decision:
		for _, e := range v.Edges { // an unnamed decision goes by the step before it
			if e.To == n.ID {
				for _, from := range v.Nodes {
					if from.ID == e.From && from.Label != "" {
						return "decision after " + oneLine(from.Label)
					}
				}
			}
		}
		return "decision"
	}
	return n.ID
}

// tell says every row: whose row it is, and what stands in its cells.
func (m *Matrix) tell(b *strings.Builder) {
	for _, r := range m.Rows {
		b.WriteString(oneLine(choose(r.Section == "", "", r.Section+", ") + labelOf(r.Head)))
		if r.Sub != "" {
			fmt.Fprintf(b, " (%s)", oneLine(r.Sub))
		}
		var cells []string
		for c, cell := range r.Cells {
			if cell.Text != "" && c < len(m.Columns) {
				cells = append(cells, oneLine(cell.Text)+" "+oneLine(labelOf(m.Columns[c])))
			}
		}
		if len(r.Marks) > 0 {
			fmt.Fprintf(b, " [%s]", marksInWords(r.Marks))
		}
		fmt.Fprintf(b, ": %s.\n", choose(len(cells) == 0, "nobody", strings.Join(cells, ", ")))
	}
}

// tell says every value.
func (p Panel) tell(b *strings.Builder) {
	b.WriteString(oneLine(choose(p.Section == "", "", p.Section+", ") + labelOf(p.Head)))
	if p.Sub != "" {
		fmt.Fprintf(b, " (%s)", oneLine(p.Sub))
	}
	for k, c := range p.Columns {
		b.WriteString(choose(k == 0, ": ", ", ") + c.full())
		if c.Shape == Bad {
			b.WriteString(", missed more often than kept")
		}
	}
	b.WriteString(".\n")
}

// tellTime says every bar and what is promised, lane by lane.
func (v View) tellTime(b *strings.Builder) {
	for _, l := range v.Lanes {
		b.WriteString(oneLine(l.Label))
		if l.Sub != "" && v.Kind != "service" {
			fmt.Fprintf(b, " (%s)", oneLine(l.Sub))
		}
		b.WriteString(":\n")
		for _, m := range v.Axis.Moments {
			if m.Lane == l.ID {
				fmt.Fprintf(b, "- %s.\n", oneLine(m.Label))
			}
		}
		for _, n := range v.Nodes {
			if n.Lane != l.ID {
				continue
			}
			fmt.Fprintf(b, "- %s", v.name(n))
			if n.Span != nil {
				if n.Span.Note != "" {
					fmt.Fprintf(b, ": %s", oneLine(n.Span.Note))
				}
				if n.Shape == Wait || n.Shape == Work {
					if v.late(n) {
						b.WriteString(", after the promise")
					}
					if n.Span.Longest {
						b.WriteString(", on the longest way")
					}
				}
			}
			b.WriteString(".\n")
		}
	}
}

// late reports whether a bar ends after what its lane promises.
func (v View) late(n Node) bool {
	return slices.ContainsFunc(v.Axis.Moments, func(m Moment) bool { return m.Lane == n.Lane && m.Kind == Promise && n.Span.To > m.At })
}

// tellRows says the rows of every table.
func (v View) tellRows(b *strings.Builder) {
	lanes := map[string]string{}
	for _, l := range v.Lanes {
		lanes[l.ID] = oneLine(l.Label) + ": "
	}
	for _, n := range v.Nodes {
		b.WriteString(lanes[n.Lane] + v.name(n))
		for k, r := range n.Rows {
			b.WriteString(choose(k == 0, ": ", "; ") + oneLine(r.Label))
			var about []string
			if s := oneLine(r.Sub); s != "" {
				about = append(about, s)
			}
			if c := shapeLook(r.Shape).caption; c != "" && r.Shape != Role {
				about = append(about, c)
			}
			if s := oneLine(r.Note); s != "" {
				about = append(about, s)
			}
			if len(about) > 0 {
				fmt.Fprintf(b, " (%s)", strings.Join(about, ", "))
			}
		}
		b.WriteString(".\n")
	}
}
