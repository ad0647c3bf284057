package types

import (
	"slices"
	"strings"
)

// fromUnion compares a producer that is a union: all its members must do.
func (c *comparer) fromUnion(p, q *Type, have []Constraint) outcome {
	var o outcome
	all := true
	for _, m := range flatten(p) {
		one := c.compare(m, q, have)
		all = all && one.certain
		o.add(one)
	}
	o.certain = all
	o.mismatches = dedupe(o.mismatches)
	return o
}

// dedupe drops mismatches that say the same of the same place.
func dedupe(list []Mismatch) []Mismatch {
	var out []Mismatch
	for _, m := range list {
		if !slices.ContainsFunc(out, func(o Mismatch) bool {
			return o.Path == m.Path && o.Reason == m.Reason
		}) {
			out = append(out, m)
		}
	}
	return out
}

// toUnion compares with a consumer that is a union: one of its members must do, for an enum one for each value.
//
// A record that suits no member as it stands might still suit one in each of its values (an enum inside it may pick the member);
// where two or more members are within reach, that is left undecided.
func (c *comparer) toUnion(p, q *Type, have []Constraint) outcome {
	members := flatten(q)
	var fit, unsure *outcome
	var near []outcome // members that take at least some of what p sends
	var alike []outcome
	for _, m := range members {
		o := c.compare(p, m, have)
		switch {
		case o.ok() && (fit == nil || len(o.converted) < len(fit.converted)):
			fit = &o
		case o.ok():
		case len(o.mismatches) == 0:
			unsure = &o
		case !o.certain:
			near = append(near, o)
		case hasFields(p) && hasFields(m.Resolve()) || isSequence(p) && isSequence(m.Resolve()):
			alike = append(alike, o)
		}
	}
	if fit != nil {
		return *fit
	}
	if p.Kind == Enum {
		if o, decided := c.spread(p, members, have, q); decided {
			return o
		}
	}
	if unsure != nil {
		return *unsure
	}
	composite := hasFields(p) || isSequence(p) || p.Kind == Map
	if composite && len(near) > 1 {
		return doubt(p, q, "Each value of the sender may suit another member of the receiver's union.")
	}
	if composite && len(near) == 1 {
		return near[0]
	}
	if len(near) == 0 && len(alike) == 1 {
		return alike[0]
	}
	return wrong(Different, p, q, len(near) == 0, "The sender has "+code(p)+", which is none of what the receiver takes: "+code(q)+".")
}

// spread looks for a member for each value of an enum.
func (c *comparer) spread(p *Type, members []*Type, have []Constraint, q *Type) (outcome, bool) {
	var lost []string
	for _, v := range p.Values {
		one := &Type{Kind: Enum, Values: []Value{v}}
		taken := false
		for _, m := range members {
			o := c.compare(one, m, have)
			if o.unsure && len(o.mismatches) == 0 {
				return outcome{}, false
			}
			taken = taken || o.ok()
		}
		if !taken {
			lost = append(lost, v.Text)
		}
	}
	if len(lost) == 0 {
		return outcome{}, true
	}
	o := wrong(Different, p, q, len(lost) == len(p.Values), "The sender may send "+quoted(lost)+", which the receiver does not take.")
	o.mismatches[0].Values = lost
	return o, true
}

// flatten lists the members of a union, resolved, those of unions in it included. What an inner union demands, its members demand.
func flatten(t *Type) []*Type {
	var out []*Type
	seen := map[*Type]bool{}
	var visit func(t *Type, demands []Constraint)
	visit = func(t *Type, demands []Constraint) {
		t = t.Resolve()
		if seen[t] {
			return
		}
		seen[t] = true
		if t.Kind == Union {
			for _, m := range t.Of {
				visit(m, append(slices.Clip(demands), t.Constraints...))
			}
			return
		}
		if len(demands) > 0 {
			both := *t
			both.Constraints = append(slices.Clip(t.Constraints), demands...)
			t = &both
		}
		out = append(out, t)
	}
	r := t.Resolve()
	if r.Kind != Union {
		return []*Type{r}
	}
	for _, m := range r.Of { // what the union itself demands is its owner's affair
		visit(m, nil)
	}
	return out
}

// quoted lists texts: "a", "b" and 3 more.
func quoted(texts []string) string {
	const most = 6
	var out []string
	for i, s := range texts {
		if i == most {
			break
		}
		out = append(out, Quote(s))
	}
	if len(texts) > most {
		out = append(out, "…")
	}
	return strings.Join(out, ", ")
}

// code is a type as a sentence quotes it.
func code(t *Type) string { return "`" + describe(t) + "`" }

// describe prints a type in a sentence, at a length that still reads.
func describe(t *Type) string {
	const most = 80
	s := t.String()
	if len([]rune(s)) <= most {
		return s
	}
	switch t.Kind {
	case Enum:
		var texts []string
		for _, v := range t.Values {
			texts = append(texts, v.Text)
		}
		return "enum(" + quoted(texts) + ")"
	case List, Set, Map, Optional:
		return t.word() + "(" + describe(t.elem()) + ")"
	case Object:
		return "object({ " + strings.Join(first(fieldNames(t.Fields), 6), ", ") + " })"
	}
	return string([]rune(s)[:most]) + "…"
}

func first(list []string, n int) []string {
	if len(list) > n {
		return append(slices.Clone(list[:n]), "…")
	}
	return list
}
