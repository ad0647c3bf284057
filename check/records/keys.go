package records

// Keys and the references that name them.

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"handoff/lang/finding"
	"handoff/lang/types"
)

// keys are those of the records of one artifact that have been read.
type keys struct {
	fields []types.Field
	seen   map[hash]spot
}

// hash stands for a key: half a SHA-256, so that a long key takes no more room than a short one and none is taken for another.
type hash [16]byte

// spot is where a record begins.
type spot struct{ file, record, line int }

// newKeys returns nil for a record that has no key.
func newKeys(r *types.Record) *keys {
	k := &keys{seen: map[hash]spot{}}
	for _, f := range r.Fields {
		if f.Key {
			k.fields = append(k.fields, f)
		}
	}
	if len(k.fields) == 0 {
		return nil
	}
	return k
}

// of is the key of a record, in the form in which a ref holds it: the value of the key field, or an object of several. It is false where
// one of them is missing.
func (k *keys) of(value any) (any, bool) {
	record, ok := value.(map[string]any)
	if k == nil || !ok {
		return nil, false
	}
	if len(k.fields) == 1 {
		v := record[k.fields[0].Outside()]
		return v, v != nil
	}
	out := map[string]any{}
	for _, f := range k.fields {
		v := record[f.Outside()]
		if v == nil {
			return nil, false
		}
		out[f.Outside()] = v
	}
	return out, true
}

// text is a record's key for people.
func (k *keys) text(value any) string {
	key, ok := k.of(value)
	if !ok {
		return ""
	}
	parts := []any{key}
	if several, ok := key.(map[string]any); ok && len(k.fields) > 1 {
		parts = nil
		for _, f := range k.fields {
			parts = append(parts, several[f.Outside()])
		}
	}
	var words []string
	for _, p := range parts {
		words = append(words, shown(p))
	}
	return strings.Join(words, "/")
}

// shown is a value for people, cut where it grows long.
func shown(v any) string {
	text, ok := v.(string)
	if !ok {
		raw, _ := json.Marshal(v)
		text = string(raw)
	}
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return text
}

// hashOf stands for a key value. Objects are the same whatever the order of their members.
func hashOf(v any) hash {
	raw, _ := json.Marshal(v) // what was read can be written
	sum := sha256.Sum256(raw)
	return hash(sum[:16])
}

// key enters the key of a record, and tells when it was there before.
func (c *Check) key(s *Subject, file string, r *record, id string, at spot) {
	key, ok := s.keys.of(r.value)
	if !ok {
		return
	}
	h := hashOf(key)
	first, twice := s.keys.seen[h]
	if !twice {
		s.keys.seen[h] = at
		return
	}
	f := s.keys.fields[0]
	path := f.Outside()
	c.report(Finding{
		Finding: finding.Finding{Rule: RuleDuplicate, Severity: finding.Error, Summary: "Two records with one key",
			Detail:  fmt.Sprintf("%s is already the key of record %d of %s (line %d).", id, first.record, c.files[first.file], first.line),
			Help:    "Merge the two, or correct the key of one.",
			Range:   in(file, r.locate(under("", path))),
			Related: []finding.Related{{Message: "The first one is here.", Range: finding.Range{File: c.files[first.file], Start: finding.Pos{Line: first.line, Column: 1}, End: finding.Pos{Line: first.line, Column: 1}}}}},
		Record: r.number, ID: id, Path: under("", path),
	}, s)
}

// waiting is a reference whose record has not come yet.
type waiting struct {
	subject *Subject
	at      spot
	pos     finding.Range
	id      string
	path    string
	value   string
	key     hash
	targets []*types.Record
}

// references looks up every ref in a record. Values that break their type are left alone: that has been told.
func (c *Check) references(s *Subject, r *record, id string, at spot, wrong map[string]bool) {
	walk(s.typ, r.value, "", func(path string, targets []*types.Record, value any) {
		if wrong[path] {
			return
		}
		key := hashOf(value)
		for _, t := range targets {
			set := c.keys[t]
			if set == nil || !c.whole[t] {
				if set != nil || slices.ContainsFunc(t.Fields, func(f types.Field) bool { return f.Key }) {
					if _, told := c.unknown[t.Address]; !told {
						c.unknown[t.Address] = in(c.files[at.file], r.locate(path))
					}
				}
				return
			}
			if _, there := set.seen[key]; there {
				return
			}
		}
		c.waiting = append(c.waiting, waiting{
			subject: s, at: at, pos: r.locate(path), id: id, path: path, value: shown(value), key: key, targets: targets,
		})
	})
	if len(c.waiting) > c.crowd { // forget those whose record has come since
		c.waiting = slices.DeleteFunc(c.waiting, c.arrived)
		c.crowd = max(1<<12, 2*len(c.waiting))
	}
}

// arrived reports whether the record of a reference has been read.
func (c *Check) arrived(w waiting) bool {
	return slices.ContainsFunc(w.targets, func(t *types.Record) bool {
		_, there := c.keys[t].seen[w.key]
		return there
	})
}

// walk calls f for every ref that a value holds. Of a union it looks only at one that is nothing but refs: which member a record was
// meant to be is not for us to say.
func walk(t *types.Type, value any, path string, f func(path string, targets []*types.Record, value any)) {
	if value == nil {
		return
	}
	inner, _ := t.IsOptional()
	switch inner.Kind {
	case types.RefTo, types.Union:
		if targets := refs(inner); targets != nil {
			f(path, targets, value)
		}
	case types.List, types.Set:
		items, _ := value.([]any)
		for n, item := range items {
			walk(inner.Of[0], item, element(path, n), f)
		}
	case types.Map:
		members, _ := value.(map[string]any)
		names := make([]string, 0, len(members))
		for name := range members {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			walk(inner.Of[0], members[name], under(path, name), f)
		}
	case types.Object, types.RecordOf:
		members, _ := value.(map[string]any)
		fields, _, _ := inner.Shape()
		for _, field := range fields {
			walk(field.Type, members[field.Outside()], under(path, field.Outside()), f)
		}
	}
}

// refs are the records a ref, or a union of refs, may name.
func refs(t *types.Type) []*types.Record {
	switch t = t.Resolve(); t.Kind {
	case types.RefTo:
		if t.Ref != nil && t.Ref.Record != nil {
			return []*types.Record{t.Ref.Record}
		}
	case types.Union:
		var out []*types.Record
		for _, m := range t.Of {
			more := refs(m)
			if more == nil {
				return nil
			}
			out = append(out, more...)
		}
		return out
	}
	return nil
}

// dangling tells the references whose record never came.
func (c *Check) dangling() {
	for _, w := range c.waiting {
		if c.arrived(w) || slices.ContainsFunc(w.targets, func(t *types.Record) bool { return c.blind[t] }) {
			continue
		}
		var names []string
		for _, t := range w.targets {
			names = append(names, t.Address)
		}
		c.report(Finding{
			Finding: finding.Finding{Rule: RuleDangling, Severity: finding.Error, Summary: "Reference to a record that is not there",
				Detail: fmt.Sprintf("%s is %q, and no %s with that key was given.", w.path, w.value, strings.Join(names, " or ")),
				Help:   "Correct the reference, or give all the files that hold the records it may name.",
				Range:  in(c.files[w.at.file], w.pos)},
			Record: w.at.record, ID: w.id, Path: w.path,
		}, w.subject)
	}
}

// unchecked says which references nobody looked up.
func (c *Check) unchecked() {
	addresses := make([]string, 0, len(c.unknown))
	for a := range c.unknown {
		addresses = append(addresses, a)
	}
	slices.Sort(addresses)
	for _, a := range addresses {
		c.report(Finding{Finding: finding.Finding{Rule: RuleUnchecked, Severity: finding.Info, Summary: "References that were not looked up", Address: a, Range: c.unknown[a],
			Detail: fmt.Sprintf("There are references to %s, of which this is the first, and not all of its records were given.", a),
			Help:   fmt.Sprintf("To have them looked up, give them as %s=FILE.", a)}}, nil)
	}
	for _, s := range c.sortedSubjects() {
		if s.Artifact != nil && c.blind[s.Artifact.Record] && slices.ContainsFunc(c.waiting, func(w waiting) bool { return slices.Contains(w.targets, s.Artifact.Record) }) {
			c.report(Finding{Finding: finding.Finding{Rule: RuleUnchecked, Severity: finding.Info, Summary: "References that were not looked up", Address: s.Address,
				Detail: fmt.Sprintf("Some records of %s could not be read, so that references to it are not known to be wrong.", s.Address),
				Help:   "Correct those records first."}}, nil)
		}
	}
}

func (c *Check) sortedSubjects() []*Subject {
	var out []*Subject
	for _, s := range c.subjects {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b *Subject) int { return strings.Compare(a.Address, b.Address) })
	return out
}
