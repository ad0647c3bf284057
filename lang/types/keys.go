package types

import "handoff/lang/finding"

// Keys is where a sample of that type names a field of a record: the keys, without their quotes. A field whose name outside is another one is
// named nowhere. Keys that are written with escapes are left out.
func (s *Sample) Keys(of *Type, record *Record, field string) []finding.Range {
	var out []finding.Range
	type visit struct {
		n *node
		t *Type
	}
	seen := map[visit]bool{}
	var walk func(n *node, t *Type)
	walk = func(n *node, t *Type) {
		if n == nil || t == nil {
			return
		}
		t = t.Resolve()
		if seen[visit{n, t}] {
			return
		}
		seen[visit{n, t}] = true
		fields := t.Fields
		switch t.Kind {
		case Optional, Union:
			for _, member := range t.Of {
				walk(n, member)
			}
		case List, Set:
			for _, item := range n.items {
				walk(item, t.elem())
			}
		case Map:
			for _, m := range n.members {
				walk(m.value, t.elem())
			}
		case RecordOf:
			if t.Ref == nil || t.Ref.Record == nil {
				return
			}
			fields = t.Ref.Record.Fields
			fallthrough
		case Object:
			for _, m := range n.members {
				for _, f := range fields {
					if f.Outside() != m.key {
						continue
					}
					if t.Kind == RecordOf && f.Name == field && f.Named == "" && sameRecord(t.Ref.Record, record) && s.index.writes(m.start+1, field) {
						out = append(out, s.index.span(m.start+1, m.start+1+len(field)))
					}
					walk(m.value, f.Type)
				}
			}
		}
	}
	walk(s.root, of)
	return out
}

// writes reports whether a text stands at a byte.
func (x *lineIndex) writes(at int, text string) bool {
	return at+len(text) <= len(x.src) && string(x.src[at:at+len(text)]) == text
}
