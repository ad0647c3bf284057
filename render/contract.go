package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/types"
	"handoff/render/address"
)

// The contract of an interface: the sender's record and the receiver's as two tables, and a line for every field that is filled from another. What the
// receiver cannot do without, what the sender sees to, what the receiving system assigns and what nobody is sure to fill look different.

// contractRows is how many fields of a record are shown at most, beside those that the handoff names.
const contractRows = 24

// Contract shows what crosses one interface.
func Contract(i *graph.Interface) View {
	c := contract{of: i, view: View{
		Kind: "interface", Of: i.Address(), Title: i.DisplayName(), Description: i.Description.Value,
		Lanes: []Lane{{ID: "sent", Label: "What is sent"}, {ID: "received", Label: "What arrives"}},
	}}
	if i.Sender != nil {
		c.view.Lanes[0].Sub = "by " + i.Sender.DisplayName()
	}
	var receivers []string
	for _, h := range i.Handoffs {
		receivers = append(receivers, h.Receiver.DisplayName())
	}
	if len(receivers) > 0 {
		c.view.Lanes[1].Sub = "at " + strings.Join(receivers, ", ")
	}
	seen := map[*lang.Artifact]bool{}
	for _, h := range i.Handoffs {
		if len(seen) == 0 && h.Sent != nil {
			c.sent(h)
		}
		if h.Received != nil && !seen[h.Received] {
			seen[h.Received] = true
			c.received(h)
		}
	}
	if len(c.view.Nodes) == 0 {
		c.view.Notes = append(c.view.Notes, "The map does not say which record this interface passes.")
	}
	c.writeBack()
	c.trim()
	return c.view
}

// contract is a view being made.
type contract struct {
	of   *graph.Interface
	view View
}

func sentRow(name string) string                       { return "sent " + name }
func receivedRow(a *lang.Artifact, name string) string { return "received " + a.Address() + "." + name }

// sent adds the sender's record.
func (c *contract) sent(h *graph.Handoff) {
	n := Node{ID: "sent " + h.Sent.Address(), Label: h.Sent.DisplayName(), Sub: "record of the sender", Shape: Artifact, Lane: "sent", Page: address.Whole(h.Sent), Of: []string{h.Sent.Address()}}
	for _, f := range fieldsOf(h.Sent) {
		_, optional := f.Type.IsOptional()
		row := Row{ID: sentRow(f.Name), Label: f.Name, Sub: typeWords(f.Type), Shape: Field, Tooltip: f.Doc}
		if !optional || provided(h, f.Name) {
			row.Shape = Guaranteed
		}
		n.Rows = append(n.Rows, row)
	}
	c.view.Nodes = append(c.view.Nodes, n)
}

// received adds a receiver's record, and the lines to it.
func (c *contract) received(h *graph.Handoff) {
	n := Node{ID: "received " + h.Received.Address(), Label: h.Received.DisplayName(), Sub: "record of the receiver", Shape: Artifact, Lane: "received", Page: address.Whole(h.Received), Of: []string{h.Received.Address()}}
	if h.Sent == h.Received && c.of.Create == nil {
		n.Sub = "the same record; what the receiver needs of it"
	}
	set := map[string]lang.Expression{}
	if c.of.Create != nil {
		for _, e := range c.of.Create.Entries {
			set[e.Name.Name] = e.Value
		}
	}
	for _, f := range fieldsOf(h.Received) {
		_, optional := f.Type.IsOptional()
		needed := !optional || named(h.Requires, f.Name)
		row := Row{ID: receivedRow(h.Received, f.Name), Label: f.Name, Sub: typeWords(f.Type), Shape: choose(needed, Required, Field), Tooltip: f.Doc}
		value, given := set[f.Name]
		switch first := h.Received.Lifecycle != nil && h.Received.Lifecycle.Field.Name == f.Name && h.Received.Lifecycle.Initial.Value != ""; {
		case given:
			sources := c.sources(value, h)
			for _, from := range sources {
				c.view.Edges = append(c.view.Edges, Edge{From: from, To: row.ID, Style: Mapping})
			}
			if !plainField(value) {
				row.Note = "= " + strings.Join(strings.Fields(value.Text), " ")
			}
			if value.Broken {
				row.Shape = Missing
			}
		case c.of.Create == nil:
			if h.Sent == nil {
				break
			}
			for _, own := range fieldsOf(h.Sent) {
				if own.Name == f.Name || own.Outside() == f.Outside() {
					given = true
					_, maybe := own.Type.IsOptional()
					if needed && maybe && !provided(h, own.Name) {
						row.Shape = Missing
					}
					if needed {
						c.view.Edges = append(c.view.Edges, Edge{From: sentRow(own.Name), To: row.ID, Style: Mapping})
					}
					break
				}
			}
			if needed && !given && !f.Generated {
				row.Shape = Missing
			}
			if h.Sent == h.Received && !needed {
				continue // the left table has it
			}
		case f.Generated:
			row.Shape, row.Note = Generated, "assigned by the receiving system"
		case first:
			row.Shape, row.Note = Generated, "begins as "+h.Received.Lifecycle.Initial.Value
		case needed:
			row.Shape = Missing
		default:
			row.Note = "left empty for the receiver"
		}
		n.Rows = append(n.Rows, row)
	}
	if len(n.Rows) == 0 {
		n.Rows = []Row{{ID: receivedRow(h.Received, ""), Label: "nothing in particular", Shape: Field}}
	}
	c.view.Nodes = append(c.view.Nodes, n)
}

// sources are the rows of the sender's record that a value is made of, each once.
func (c *contract) sources(e lang.Expression, h *graph.Handoff) []string {
	var out []string
	if e.Syntax == nil || h.Sent == nil {
		return nil
	}
	for _, name := range fieldsNamed(e, "from", h.Sent.Name) {
		if id := sentRow(name); c.has(id) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// has reports whether a row is there.
func (c *contract) has(id string) bool {
	for _, n := range c.view.Nodes {
		if slices.ContainsFunc(n.Rows, func(r Row) bool { return r.ID == id }) {
			return true
		}
	}
	return false
}

// writeBack adds what is set on the sender's record once the receiver has its own.
func (c *contract) writeBack() {
	if c.of.Update == nil || len(c.of.Handoffs) == 0 {
		return
	}
	for _, e := range c.of.Update.Entries {
		for n := range c.view.Nodes {
			for r := range c.view.Nodes[n].Rows {
				row := &c.view.Nodes[n].Rows[r]
				if row.ID != sentRow(e.Name.Name) {
					continue
				}
				row.Note = "afterwards " + strings.Join(strings.Fields(e.Value.Text), " ")
				for _, h := range c.of.Handoffs {
					if h.Received == nil {
						continue
					}
					for _, name := range fieldsNamed(e.Value, "to") {
						if id := receivedRow(h.Received, name); c.has(id) && !slices.ContainsFunc(c.view.Edges, func(x Edge) bool { return x.From == id && x.To == row.ID }) {
							c.view.Edges = append(c.view.Edges, Edge{From: id, To: row.ID, Style: WriteBack})
						}
					}
				}
			}
		}
	}
}

// trim sums up long tables: the fields that no line leads to or from and that nobody needs.
func (c *contract) trim() {
	joined := map[string]bool{}
	for _, e := range c.view.Edges {
		joined[e.From], joined[e.To] = true, true
	}
	for n := range c.view.Nodes {
		node := &c.view.Nodes[n]
		if len(node.Rows) <= contractRows {
			continue
		}
		var kept []Row
		left := 0
		for _, r := range node.Rows {
			if joined[r.ID] || r.Shape == Missing || r.Note != "" {
				kept = append(kept, r)
			} else {
				left++
			}
		}
		if left == 0 {
			continue
		}
		more := plural(left, "more field", "more fields")
		node.Rows = append(kept, Row{ID: "more of " + node.ID, Label: more, Sub: "not part of this handoff", Shape: Field})
		c.view.Notes = append(c.view.Notes, fmt.Sprintf("%s has %s that this handoff does not touch; its own page lists them.", node.Label, more))
	}
}

// fieldsOf are the fields of a record; none where it could not be read.
func fieldsOf(a *lang.Artifact) []types.Field {
	if a == nil || a.Record == nil {
		return nil
	}
	return a.Record.Fields
}

func provided(h *graph.Handoff, field string) bool { return named(h.Provides, field) }

func named(list lang.FieldNames, field string) bool {
	return slices.ContainsFunc(list, func(f lang.FieldName) bool { return f.Name == field })
}

// typeWords is a type as authors write it, without the word for what may be missing: rows show that otherwise.
func typeWords(t *types.Type) string {
	inner, _ := t.IsOptional()
	if inner == nil {
		return ""
	}
	text := inner.String()
	if inner.Kind == types.Enum && len(inner.Values) > 3 {
		text = plural(len(inner.Values), "value", "values")
	}
	return strings.ReplaceAll(text, "artifact.", "")
}

// fieldsNamed are the fields of the records of these names that an expression reads.
func fieldsNamed(e lang.Expression, records ...string) []string {
	var out []string
	if e.Syntax == nil {
		return nil
	}
	for _, t := range e.Syntax.Variables() {
		if len(t) < 2 || !slices.Contains(records, t.RootName()) {
			continue
		}
		if name, ok := attribute(t[1]); ok {
			out = append(out, name)
		}
	}
	return out
}

func attribute(step hcl.Traverser) (string, bool) {
	attr, ok := step.(hcl.TraverseAttr)
	return attr.Name, ok
}

// plainField reports whether a value is one field, as it stands.
func plainField(e lang.Expression) bool {
	t, ok := e.Syntax.(*hclsyntax.ScopeTraversalExpr)
	return ok && len(t.Traversal) == 2
}
