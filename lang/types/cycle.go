package types

// A record that must contain itself can never be written down. Recursion through ref, list, set, map and optional is fine, and so
// is a union with one member that ends.
//
// What can be written down is a least fixpoint: start by believing that no record can, and go round until nothing changes. A record that
// is still not possible either lies on a cycle or leads to one; only cycles are reported, once each.

import (
	"strings"

	"handoff/lang/finding"
)

// Cycles reports every required by-value cycle among records, and every circle of fields that are defined by each other
// (`artifact.a.x` is `artifact.b.y` is `artifact.a.x`). Records must be bound.
func Cycles(records []*Record) []finding.Finding {
	var p problems
	c := cycles{possible: map[*Record]bool{}}
	for changed := true; changed; {
		changed = false
		for _, r := range records {
			if c.possible[r] {
				continue
			}
			if at, _ := c.blocked(r); at == nil {
				c.possible[r], changed = true, true
			}
		}
	}
	reported, told := map[*Record]bool{}, map[string]bool{}
	for _, r := range records {
		if !c.possible[r] {
			c.report(&p, r, reported)
		}
		for _, f := range r.Fields {
			circular(&p, r, f, told)
		}
	}
	return p.list
}

type cycles struct{ possible map[*Record]bool }

// blocked returns the first field of r that cannot be written down, and the record it waits for.
func (c *cycles) blocked(r *Record) (*Field, *Record) {
	for i := range r.Fields {
		if waits := c.waits(r.Fields[i].Type, 0); waits != nil {
			return &r.Fields[i], waits
		}
	}
	return nil, nil
}

// waits returns a record that t needs and that is not possible yet, or nil.
func (c *cycles) waits(t *Type, depth int) *Record {
	t = t.Resolve()
	if depth > maxDepth {
		return nil
	}
	switch t.Kind {
	case RecordOf:
		if r := t.record(); r != nil && !c.possible[r] {
			return r
		}
	case Object:
		for _, f := range t.Fields {
			if r := c.waits(f.Type, depth+1); r != nil {
				return r
			}
		}
	case Union:
		var first *Record
		for _, m := range t.Of {
			r := c.waits(m, depth+1)
			if r == nil {
				return nil
			}
			if first == nil {
				first = r
			}
		}
		return first
	}
	return nil
}

// report follows the records r waits for until they repeat, and reports that circle.
func (c *cycles) report(p *problems, r *Record, reported map[*Record]bool) {
	var path []*Record
	var through []*Field
	index := map[*Record]int{}
	for r != nil && !reported[r] {
		if start, seen := index[r]; seen {
			path, through = path[start:], through[start:]
			var names []string
			for i, on := range path {
				reported[on] = true
				names = append(names, on.Address+"."+through[i].Name)
			}
			at := through[0].Type
			f := p.add(RuleCycle, "Record contains itself", orElse(at.where(), through[0].Range), names[0],
				"Make one of them optional(…) or a list, or pass the key only: ref(…).",
				"%s must contain %s again (%s): no such record can ever be written.", path[0].Address, path[0].Address, strings.Join(names, " → "))
			for _, next := range through[1:] {
				f.Related = append(f.Related, finding.Related{Message: "Through this field.", Range: next.Range})
			}
			return
		}
		index[r] = len(path)
		field, next := c.blocked(r)
		if field == nil {
			return
		}
		path, through = append(path, r), append(through, field)
		r = next
	}
}

// circular reports a field whose type leads back to itself through artifact.x.field alone; told holds the fields of circles
// already reported.
func circular(p *problems, r *Record, field Field, told map[string]bool) {
	name := r.Address + "." + field.Name
	path := []string{name}
	t := field.Type
	for range 100 {
		if t.kind() == Optional {
			t = t.elem()
		}
		if t.kind() != FieldOf {
			return
		}
		next, ok := t.Ref.field()
		if !ok {
			return
		}
		on := t.Ref.Record.Address + "." + next.Name
		if told[on] {
			return
		}
		if on == name {
			for _, on := range path {
				told[on] = true
			}
			p.add(RuleCycle, "Field defined by itself", orElse(field.Type.where(), field.Range), name,
				"Write the type itself at one of them.", "The type of %s leads back to itself (%s).", name, strings.Join(append(path, name), " → "))
			return
		}
		path = append(path, on)
		t = next.Type
	}
}

// where is where t is written, for a nil t too.
func (t *Type) where() finding.Range {
	if t == nil {
		return finding.Range{}
	}
	return t.Range
}

func orElse(a, b finding.Range) finding.Range {
	if a.IsZero() {
		return b
	}
	return a
}
