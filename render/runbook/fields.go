package runbook

// Which fields a handoff rests on.

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/types"
)

// travelling names what must not get lost between the two records, so that each can be found from the other: the fields that hold keys, on the
// receiver's record and, written back, on the sender's.
func (b *builder) travelling(h *graph.Handoff) Line {
	var order []*lang.Artifact
	ids := map[*lang.Artifact][]Line{}
	add := func(f *lang.Field) {
		if f == nil || f.Artifact == nil || !isKey(f) || slices.ContainsFunc(ids[f.Artifact], func(l Line) bool { return l[0].Text == f.Name }) {
			return
		}
		if ids[f.Artifact] == nil {
			order = append(order, f.Artifact)
		}
		ids[f.Artifact] = append(ids[f.Artifact], say(code(f.Name)))
	}
	if create := h.Interface.Create; create != nil {
		for _, e := range create.Entries {
			add(e.Name.Field)
		}
	} else if h.Sent != nil {
		for _, f := range h.Sent.Fields {
			if f.Key.Value {
				add(f)
			}
		}
	}
	for _, list := range []lang.FieldNames{h.Provides, h.Requires} {
		for _, f := range list {
			add(f.Field)
		}
	}
	if update := h.Interface.Update; update != nil {
		for _, e := range update.Entries {
			add(e.Name.Field)
		}
	}
	var out []Line
	for _, a := range order {
		out = append(out, say(listed(ids[a], "and"), " on the ", name(a)))
	}
	return separated(out, "; ")
}

// isKey reports whether a field finds a record: its own key, or one or more of another.
func isKey(f *lang.Field) bool {
	t := f.Type.Type
	for t != nil && len(t.Of) == 1 && (t.Kind == types.Optional || t.Kind == types.List || t.Kind == types.Set) {
		t = t.Of[0]
	}
	return f.Key.Value || t != nil && t.Kind == types.RefTo
}

// mustFill lists the fields of the sender's record that the handoff draws on: those it guarantees, those the receiver needs, and those that a
// create reads.
func (b *builder) mustFill(h *graph.Handoff) lang.FieldNames {
	var out lang.FieldNames
	add := func(f lang.FieldName) {
		if !slices.ContainsFunc(out, func(o lang.FieldName) bool { return o.Name == f.Name }) {
			out = append(out, f)
		}
	}
	for _, f := range h.Provides {
		add(f)
	}
	create := h.Interface.Create
	if create == nil {
		if h.Sent == h.Received {
			for _, f := range h.Requires {
				add(f)
			}
		}
		return out
	}
	if h.Sent == nil {
		return out
	}
	for _, e := range create.Entries {
		for _, name := range reads(e.Value, "from", h.Sent.Name) {
			for _, f := range h.Sent.Fields {
				if f.Name == name {
					add(lang.FieldName{Name: name, Field: f})
				}
			}
		}
	}
	return out
}

// reads lists the fields of a record that an expression reads, by any of the record's names.
func reads(e lang.Expression, records ...string) []string {
	if !e.Given() {
		return nil
	}
	var out []string
	for _, t := range e.Syntax.Variables() {
		if len(t) < 2 || !slices.Contains(records, t.RootName()) {
			continue
		}
		if attr, ok := t[1].(hcl.TraverseAttr); ok && !slices.Contains(out, attr.Name) {
			out = append(out, attr.Name)
		}
	}
	return out
}

// checklist turns fields into boxes to tick, with what each holds. Fields the system assigns need nobody's attention.
func (b *builder) checklist(fields lang.FieldNames, of *lang.Artifact) []Line {
	var items []Line
	for _, f := range fields {
		field := f.Field
		if field == nil && of != nil {
			for _, candidate := range of.Fields {
				if candidate.Name == f.Name {
					field = candidate
				}
			}
		}
		if field == nil {
			items = append(items, say(code(f.Name)))
			continue
		}
		if field.Generated.Value {
			continue
		}
		line := say(code(f.Name), ": ", b.typeWords(field.Type.Type))
		if text, ok := inertLine(field.Description.Value); ok && text != "" {
			line = say(line, ". ", Span{Text: field.Description.Value, Style: Written})
		}
		items = append(items, line)
	}
	return items
}
