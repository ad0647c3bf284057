package graph

// What actually crosses an interface: the record as the one end has to build it and the other may count on it. It is not the artifact
// as a whole, nor either port alone.

import (
	"slices"

	"handoff/lang"
	"handoff/lang/types"
)

// Crossing is the type of the record that is passed; nil where the map does not say, or says it wrongly.
//
// Without a `create` the sender's record crosses as it stands: what the output provides, and what any receiver needs, is there. With one
// it is the receiver's record before the receiver has touched it: what the receiving system generates, and the state a lifecycle
// begins in, need not be there yet. Receivers of different records make it a union.
func (i *Interface) Crossing() *types.Type {
	var records []*types.Type
	var of []*lang.Artifact
	for _, h := range i.Handoffs {
		a := h.Sent
		if i.Create != nil {
			a = h.Received
		}
		if a == nil || a.Record == nil {
			return nil
		}
		if slices.Contains(of, a) {
			continue
		}
		of = append(of, a)
		if i.Create != nil {
			records = append(records, types.With(i.created(a), i.needed(a)...))
		} else {
			records = append(records, types.With(a.Record, i.needed(a)...))
		}
	}
	switch len(records) {
	case 0:
		return nil
	case 1:
		return records[0]
	}
	return &types.Type{Kind: types.Union, Of: records}
}

// needed lists the fields of the record that crosses which are certain to be there, though the artifact may call them optional.
func (i *Interface) needed(crossing *lang.Artifact) []string {
	var out []string
	for _, h := range i.Handoffs {
		if i.Create != nil && h.Received != crossing {
			continue
		}
		names := h.Requires
		if i.Create == nil {
			names = both(h.Provides, h.Requires)
		}
		for _, f := range names {
			if own, ok := crossing.Record.Field(f.Name); ok && own.Generated && i.Create != nil {
				continue // it comes to be there, but not by this handoff
			}
			out = append(out, f.Name)
		}
		if i.Create != nil || h.Received == crossing || h.Received == nil || h.Received.Record == nil {
			continue
		}
		for _, f := range h.Received.Record.Fields {
			if _, optional := f.Type.IsOptional(); optional || f.Generated {
				continue
			}
			for _, sent := range crossing.Record.Fields {
				if sent.Name == f.Name || sent.Outside() == f.Outside() {
					out = append(out, sent.Name)
				}
			}
		}
	}
	return out
}

// created is the record of an artifact as a `create` builds it.
func (i *Interface) created(a *lang.Artifact) *types.Record {
	set := map[string]bool{}
	for _, e := range i.Create.Entries {
		set[e.Name.Name] = true
	}
	record := *a.Record
	record.Fields = slices.Clone(record.Fields)
	changed := false
	for n, f := range record.Fields {
		state := a.Lifecycle != nil && a.Lifecycle.Field.Name == f.Name && a.Lifecycle.Initial.Given()
		if _, optional := f.Type.IsOptional(); optional || set[f.Name] || !f.Generated && !state {
			continue
		}
		record.Fields[n].Type = types.Wrap(types.Optional, f.Type)
		changed = true
	}
	if !changed {
		return a.Record
	}
	record.Document = nil // which would still demand them; its fields and constraints stay
	return &record
}
