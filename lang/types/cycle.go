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

// Cycles is the last step of binding: it reports every required by-value cycle among records, and every circle of fields that are defined by
// each other (`artifact.a.x` is `artifact.b.y` is `artifact.a.x`). The references that close such a circle lead nowhere from then on, so that whatever walks
// the types comes to an end. All fields must be bound.
func Cycles(records []*Record) []finding.Finding {
	var p problems
	cut := circles{problems: &p, state: map[place]int{}}
	for _, r := range records {
		for _, f := range r.Fields {
			cut.visit(place{r, f.Name}, f)
		}
	}
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
	reported := map[*Record]bool{}
	for _, r := range records {
		if !c.possible[r] {
			c.report(&p, r, reported)
		}
	}
	return p.list
}

type cycles struct{ possible map[*Record]bool }

// blocked returns the first field of r that cannot be written down, and the record it waits for.
func (c *cycles) blocked(r *Record) (*Field, *Record) {
	fine := map[*Type]bool{}
	for i := range r.Fields {
		if waits := c.waits(r.Fields[i].Type, fine); waits != nil {
			return &r.Fields[i], waits
		}
	}
	return nil, nil
}

// waits returns a record that t needs and that is not possible yet, or nil; fine holds the types already found to need none.
func (c *cycles) waits(t *Type, fine map[*Type]bool) *Record {
	t = t.Resolve()
	if fine[t] {
		return nil
	}
	var first *Record
	switch t.Kind {
	case RecordOf:
		if r := t.record(); r != nil && !c.possible[r] {
			return r
		}
	case Object:
		for _, f := range t.Fields {
			if r := c.waits(f.Type, fine); r != nil {
				return r
			}
		}
	case Union: // one member that can be written down will do
		for _, m := range t.Of {
			r := c.waits(m, fine)
			if r == nil {
				first = nil
				break
			}
			if first == nil {
				first = r
			}
		}
	}
	if first == nil {
		fine[t] = true
	}
	return first
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
				"Make one of them `optional(…)` or a list, or pass the key only: `ref(…)`.",
				"`%s` must contain `%s` again (%s): no such record can ever be written.", path[0].Address, path[0].Address, strings.Join(names, " → "))
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

// circles looks for fields whose types lead back to themselves through artifact.x.field and ref(artifact.x), whatever stands between.
type circles struct {
	*problems
	state map[place]int // 1: on the way, 2: done
	path  []place
}

type place struct {
	record *Record
	field  string
}

func (p place) String() string { return p.record.Address + "." + p.field }

func (c *circles) visit(at place, f Field) {
	if c.state[at] != 0 {
		return
	}
	c.state[at] = 1
	c.path = append(c.path, at)
	f.Type.walk(func(t *Type) {
		target := t.Ref.target()
		if target == nil {
			return
		}
		for _, next := range target.Fields {
			if t.Kind == FieldOf && next.Name == t.Ref.Field || t.Kind == RefTo && next.Key {
				if to := (place{target, next.Name}); c.state[to] == 1 {
					c.cut(t, to)
				} else {
					c.visit(to, next)
				}
			}
		}
	})
	c.path = c.path[:len(c.path)-1]
	c.state[at] = 2
}

// cut reports the reference that closes a circle, and makes it lead nowhere.
func (c *circles) cut(t *Type, to place) {
	if t.Ref.circular {
		return
	}
	t.Ref.circular = true
	var names []string
	for i := len(c.path) - 1; i >= 0; i-- {
		names = append([]string{c.path[i].String()}, names...)
		if c.path[i] == to {
			break
		}
	}
	c.add(RuleCycle, "Field defined by itself", t.Range, to.String(), "Write the type itself at one of them.",
		"The type of `%s` leads back to itself (%s).", to, strings.Join(append(names, to.String()), " → "))
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
