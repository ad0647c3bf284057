package render

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Formats for programs that know boxes and arrows only. Tables become boxes round a box for each row, so that a line still says which field is meant; bars
// become boxes that say how long they are, in the order of the work. A matrix is neither, and is refused.

// asBoxes makes a format of boxes and arrows take every view that has an honest equivalent there.
func asBoxes(write func(context.Context, io.Writer, View, Options) error) func(context.Context, io.Writer, View, Options) error {
	return func(ctx context.Context, w io.Writer, v View, o Options) error {
		plain, err := v.boxes()
		if err != nil {
			return err
		}
		return write(ctx, w, plain, o)
	}
}

// boxes is the view as a network or swimlane.
func (v View) boxes() (View, error) {
	switch v.form() {
	case matrixForm:
		return View{}, fmt.Errorf("the view %s is a table, and this format knows boxes and arrows only: take svg, png, pdf or json", v.Kind)
	case panelForm:
		return View{}, fmt.Errorf("the view %s is made of charts, and this format knows boxes and arrows only: take svg, png, pdf or json", v.Kind)
	case recordForm, treeForm:
		return v.rowsAsBoxes(), nil
	case chartForm:
		return v.barsAsBoxes(), nil
	}
	return v, nil
}

// rowsAsBoxes makes a group of every table that lines lead into, and a box of each of its rows. A table that is only pointed at as a whole stays one box.
func (v View) rowsAsBoxes() View {
	tree := v.form() == treeForm
	touched := map[string]bool{}
	for _, e := range v.Edges {
		touched[e.From], touched[e.To] = true, true
	}
	out := v
	out.Edges = slices.Clone(v.Edges)
	if tree { // a line to a table leads to its first row
		first := map[string]string{}
		for _, n := range v.Nodes {
			for _, r := range n.Rows {
				if first[n.ID] == "" || r.Shape == Lead {
					first[n.ID] = r.ID
				}
			}
		}
		for i := range out.Edges {
			e := &out.Edges[i]
			if id := first[e.From]; id != "" {
				e.From = id
			}
			if id := first[e.To]; id != "" {
				e.To = id
			}
		}
		clear(touched)
	}
	out.Nodes, out.Lanes, out.Groups = nil, nil, append([]Group(nil), v.Groups...)
	for _, n := range v.Nodes {
		var rows []Node
		for _, r := range n.Rows {
			var about []string
			for _, s := range []string{r.Sub, choose(r.Shape == Role, "", shapeLook(r.Shape).caption), r.Note} {
				if s != "" {
					about = append(about, s)
				}
			}
			if touched[r.ID] || r.Shape == Missing || tree {
				rows = append(rows, Node{ID: r.ID, Label: r.Label, Sub: strings.Join(about, "; "), Shape: r.Shape, Group: n.ID, Page: r.Page, Tooltip: r.Tooltip})
			}
		}
		if len(rows) == 0 || touched[n.ID] {
			n.Lane, n.Group = "", ""
			if len(n.Rows) > 0 {
				n.Sub = strings.TrimPrefix(n.Sub+"; "+plural(len(n.Rows), "field", "fields"), "; ")
			}
			n.Rows = nil
			out.Nodes = append(out.Nodes, n)
			continue
		}
		if left := len(n.Rows) - len(rows); left > 0 {
			rows = append(rows, Node{ID: "more in " + n.ID, Label: plural(left, "more field", "more fields"), Shape: Field, Group: n.ID})
		}
		label := n.Label
		if n.Sub != "" {
			label += " (" + n.Sub + ")"
		}
		out.Groups = append(out.Groups, Group{ID: n.ID, Label: label, Page: n.Page})
		out.Nodes = append(out.Nodes, rows...)
	}
	return out
}

// barsAsBoxes says in a box how long its bar is, and in a note what was promised.
func (v View) barsAsBoxes() View {
	out := v
	out.Axis, out.Nodes, out.Notes = nil, nil, append([]string(nil), v.Notes...)
	lane := map[string]string{}
	for _, l := range v.Lanes {
		lane[l.ID] = l.Label
	}
	for _, n := range v.Nodes {
		if n.Span != nil && n.Span.Note != "" {
			n.Sub = strings.TrimPrefix(n.Sub+"; "+n.Span.Note, "; ")
		}
		if n.Span != nil && n.Span.Longest {
			n.Sub += "; on the longest way"
		}
		n.Span = nil
		out.Nodes = append(out.Nodes, n)
	}
	for _, m := range v.Axis.Moments {
		out.Notes = append(out.Notes, lane[m.Lane]+": "+m.Label+".")
	}
	return out
}
