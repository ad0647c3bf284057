package types

// Comparing two types that are both there: keys, lists, and records field by field. See compatible.go for how it all hangs together.

import (
	"slices"

	"handoff/lang/finding"
)

// shapes compares two types neither of which is any, null, optional, nor the producer a union.
func (c *comparer) shapes(p, q *Type, have []Constraint) outcome {
	switch {
	case q.Kind == Union:
		return c.toUnion(p, q, have)
	case q.Kind == RefTo:
		return c.toRef(p, q)
	case p.Kind == RefTo:
		record := p.Ref.target()
		if record == nil {
			return outcome{unsure: true}
		}
		if q.Kind == RecordOf && sameRecord(q.record(), record) {
			return wrong(Different, p, q, true, "The sender passes only the key of `"+record.Address+"`, and the receiver wants the record as a whole.")
		}
		return c.retype(c.compare(record.KeyType(), q, nil), p, q)
	case isSequence(p) && isSequence(q):
		o := c.compare(p.elem(), q.elem(), nil)
		o = under(o, "[]", finding.Range{}, finding.Range{})
		o.certain = false
		if p.Kind == List && q.Kind == Set {
			o.converted = append(slices.Clip(o.converted), note(p, q, "What the sender's list has twice is in the receiver's set once."))
		}
		return o
	case p.Kind == Map && q.Kind == Map:
		o := under(c.compare(p.elem(), q.elem(), nil), "[*]", finding.Range{}, finding.Range{})
		o.certain = false
		return o
	case hasFields(p) && hasFields(q):
		return c.fields(p, q)
	case hasFields(p) && q.Kind == Map:
		return c.toMap(p, q)
	case p.Kind == Map && hasFields(q):
		return c.fromMap(p, q)
	}
	return scalars(p, q)
}

// retype is o with the key's own types replaced by the references that were compared.
func (c *comparer) retype(o outcome, p, q *Type) outcome {
	if len(o.mismatches) == 0 {
		return o
	}
	return wrong(Different, p, q, o.certain, "The sender has "+code(p)+", the receiver wants "+code(q)+".")
}

// toRef compares with a consumer that wants a key.
func (c *comparer) toRef(p, q *Type) outcome {
	record := q.Ref.target()
	switch {
	case record == nil || p.Kind == RecordOf && p.record() == nil || p.Kind == RefTo && p.Ref.target() == nil:
		return outcome{unsure: true}
	case p.Kind == RefTo && sameRecord(p.Ref.target(), record):
		return outcome{}
	case p.Kind == RecordOf && sameRecord(p.record(), record):
		return outcome{converted: []Note{note(p, q, "The record's key is taken.")}}
	case p.Kind == RefTo, p.Kind == RecordOf:
		return wrong(Different, p, q, p.Kind == RecordOf, "The receiver wants a key of `"+record.Address+"`, the sender has "+code(p)+".")
	}
	return c.retype(c.compare(p, record.KeyType(), nil), p, q)
}

// fields compares records and objects field by field.
func (c *comparer) fields(p, q *Type) outcome {
	var o outcome
	if r := p.record(); r != nil && sameRecord(r, q.record()) {
		for _, f := range r.Fields { // the same record: only what the receiver counts on beyond it matters
			if f.Type.kind() == Optional && slices.Contains(q.guaranteed, f.Name) && !slices.Contains(p.guaranteed, f.Name) {
				o.add(under(wrong(Unguaranteed, f.Type, f.Type.elem(), false, "It may be missing at the sender, and the receiver needs it."), f.Name, f.Range, f.Range))
			}
		}
		return o
	}
	have, complete, ok := p.Shape()
	want, _, ok2 := q.Shape()
	if !ok || !ok2 {
		return outcome{unsure: true}
	}
	taken := map[string]bool{}
	for _, w := range want {
		h, found := match(have, w)
		if found {
			taken[h.Name] = true
		}
		_, optional := w.Type.IsOptional()
		switch {
		case w.Generated: // the receiver assigns it, whatever the sender has
		case found:
			inner := c.compare(h.Type, w.Type, nil)
			if _, maybe := h.Type.IsOptional(); maybe && w.Type.Resolve().Kind == Any { // any takes everything, but it must be there
				inner.add(wrong(Unguaranteed, h.Type, w.Type, false, "It may be missing at the sender, and the receiver needs it."))
			}
			inner = under(inner, w.Name, orElse(h.Range, h.Type.where()), orElse(w.Range, w.Type.where()))
			if _, maybe := h.Type.IsOptional(); maybe {
				inner.certain = false
			}
			o.add(inner)
		case optional || w.Type.Resolve().Kind == Unknown:
		case !complete:
			o.unsure = true
		default:
			m := wrong(Missing, nil, w.Type, true, "The receiver needs it, and the sender has no such field.")
			m.mismatches[0].Near = finding.Nearest(w.Name, fieldNames(have))
			o.add(under(m, w.Name, finding.Range{}, orElse(w.Range, w.Type.where())))
		}
	}
	closed := slices.ContainsFunc(q.demands(), Constraint.closes)
	for _, h := range have {
		if taken[h.Name] {
			continue
		}
		if closed {
			o.add(under(wrong(Different, h.Type, q, false, "The receiver takes no fields but its own."), h.Name, orElse(h.Range, h.Type.where()), finding.Range{}))
		} else {
			o.extra = append(o.extra, Note{Path: h.Name, Producer: h.Type, ProducerAt: orElse(h.Range, h.Type.where()), Reason: "The receiver does not ask for it."})
		}
	}
	return o
}

// match finds the field a producer has for one the consumer wants: the one of the same name, else the one of the same name outside.
func match(have []Field, want Field) (Field, bool) {
	for _, h := range have {
		if h.Name == want.Name {
			return h, true
		}
	}
	for _, h := range have {
		if h.Outside() == want.Outside() {
			return h, true
		}
	}
	return Field{}, false
}

// toMap compares a record with a map: each of its fields may be an entry.
func (c *comparer) toMap(p, q *Type) outcome {
	have, complete, ok := p.Shape()
	o := outcome{unsure: !ok || !complete}
	for _, h := range have {
		inner, maybe := h.Type.IsOptional()
		r := under(c.compare(inner, q.elem(), nil), h.Name, orElse(h.Range, h.Type.where()), finding.Range{})
		r.certain = r.certain && !maybe
		o.add(r)
	}
	return o
}

// fromMap compares a map with a record: no entry is certain to be there.
func (c *comparer) fromMap(p, q *Type) outcome {
	var o outcome
	want, _, ok := q.Shape()
	o.unsure = !ok
	for _, w := range want {
		if w.Generated {
			continue
		}
		at := orElse(w.Range, w.Type.where())
		inner, optional := w.Type.IsOptional()
		if !optional {
			o.add(under(wrong(Unguaranteed, p, w.Type, false, "The sender's map may lack it, and the receiver needs it."), w.Name, finding.Range{}, at))
		}
		o.add(under(c.compare(p.elem(), inner, nil), w.Name, finding.Range{}, at))
	}
	o.certain = false
	return o
}

func isSequence(t *Type) bool { return t.Kind == List || t.Kind == Set }
func hasFields(t *Type) bool  { return t.Kind == Object || t.Kind == RecordOf }
