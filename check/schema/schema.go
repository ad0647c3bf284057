// Package schema holds the rules about words: what one end of a handoff sends is what the other end expects.
//
// A handoff with a `create` builds the receiver's record field by field, which the compiler checks. All others pass the record as it
// stands, so its two ends must agree: Compatible of package types compares them, and each rule here reports one kind of
// mismatch.
package schema

import (
	"fmt"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// mismatches calls f for every mismatch of the kind in a handoff of the map's own that passes its record as it stands.
func mismatches(p *check.Pass, kind types.MismatchKind, f func(*graph.Handoff, types.Mismatch)) {
	for _, h := range p.Graph.Handoffs {
		if h.Interface.Create != nil || h.Sent == nil || h.Received == nil || shapeless(h.Sent) || shapeless(h.Received) {
			continue
		}
		if h.Sent == h.Received && len(h.Requires) == 0 {
			continue // one record, nothing more asked of it
		}
		producer := types.With(h.Sent.Record, names(h.Provides)...)
		consumer := types.With(h.Received.Record, names(h.Requires)...)
		for _, m := range types.Compatible(producer, consumer).Mismatches {
			if m.Kind == kind {
				f(h, m)
			}
		}
	}
}

// shapeless reports whether an artifact has no fields, and none that could not be read.
func shapeless(a *lang.Artifact) bool {
	return a.Record == nil || len(a.Record.Fields) == 0 && !a.Record.Partial
}

// names are those of fields that exist.
func names(fields lang.FieldNames) []string {
	var out []string
	for _, f := range fields {
		if !f.Broken {
			out = append(out, f.Name)
		}
	}
	return out
}

// mismatch begins a finding: it points at the receiver in the interface.
func mismatch(h *graph.Handoff, m types.Mismatch, summary, detail, help string) finding.Finding {
	f := finding.Finding{
		Summary: summary, Detail: detail, Help: help,
		Address: h.Interface.Address(), Range: h.To.Range, Key: h.Input.Address + " " + m.Path,
	}
	if name := topField(m.Path); name != "" {
		f.Suspects, f.Behind = h.Sent.Record.Suspects(name)
		if h.Received != h.Sent {
			suspects, behind := h.Received.Record.Suspects(name)
			f.Suspects, f.Behind = append(f.Suspects, suspects...), append(f.Behind, behind...)
		}
	}
	return f
}

// topField is the field of the record that a path begins with.
func topField(path string) string {
	if k := strings.IndexAny(path, ".["); k >= 0 {
		return path[:k]
	}
	return path
}

// relate adds a place unless nobody wrote it.
func relate(f *finding.Finding, message, address string, at finding.Range) {
	if !at.IsZero() {
		f.Related = append(f.Related, finding.Related{Message: message, Address: address, Range: at})
	}
}

// required points at the place that requires the field: the name in `requires`, else its declaration.
func required(f *finding.Finding, h *graph.Handoff, m types.Mismatch) {
	for _, r := range h.Requires {
		if r.Name == m.Path {
			relate(f, "It is required here.", h.Input.Address, r.Range)
			return
		}
	}
	relate(f, "It is required here.", h.Received.Address(), m.ConsumerAt)
}

// field names a field in a text: "field `logs` of `artifact.incident`".
func field(path string, a *lang.Artifact) string {
	return fmt.Sprintf("`%s` of %s", path, check.Name(a))
}
