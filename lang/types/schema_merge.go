package types

// How the parts of one JSON Schema combine: allOf and keywords beside a $ref narrow, anyOf and oneOf widen.

import (
	"slices"
	"strconv"
)

func itoa(i int) string { return strconv.Itoa(i) }

// with is t with one more constraint. A shared type is copied rather than changed.
func (d *Document) with(t *Type, c Constraint) *Type {
	cp := *t
	cp.Constraints = append(slices.Clip(t.Constraints), c)
	return &cp
}

// alternatives is the union of anyOf or oneOf; of oneOf it keeps that only one may hold, where types do not show that by themselves.
func (d *Document) alternatives(list *node, keyword, name string) *Type {
	var members []*Type
	null := false
	for i, item := range list.items {
		if item.get("type").str() == "null" || item.get("const") != nil && item.get("const").kind == '0' {
			null = true
			continue
		}
		t := d.convert(item, name+"/"+keyword+"/"+itoa(i))
		if t.Kind == Optional {
			null = true
			t = t.elem()
		}
		if !slices.ContainsFunc(members, func(m *Type) bool { return Equal(m, t) }) || keyword == "oneOf" {
			members = append(members, t)
		}
	}
	out := oneOrUnion(members, d.span(list))
	if keyword == "oneOf" && !exclusive(members) {
		out = d.with(out, d.constraint("oneOf", list, list))
	}
	return nullable(out, null)
}

// exclusive reports whether no value is of two of the types.
func exclusive(members []*Type) bool {
	for i, a := range members {
		for _, b := range members[i+1:] {
			if !never(a.Resolve(), b.Resolve()) {
				return false
			}
		}
	}
	return true
}

// both is what is an a and a b at once. Where that is no type of ours, it is a, and the schema at n stays as a constraint.
func (d *Document) both(a, b *Type, n *node, keyword string) *Type {
	if t, ok := intersect(a, b, 0); ok {
		if t != a && t != b && t.Range.IsZero() {
			t.Range = d.span(n)
		}
		return t
	}
	if a.Kind == Unknown {
		return a
	}
	if keyword == "allOf" {
		return d.with(a, d.constraint("allOf", &node{kind: '[', items: []*node{n}}, n))
	}
	if keyword == "$ref" {
		return d.with(a, d.constraint("allOf", &node{kind: '[', items: []*node{n}}, n))
	}
	return d.with(a, d.constraint(keyword, n, n))
}

// intersect is the type of what is both an a and a b, where our types can say it.
func intersect(a, b *Type, depth int) (*Type, bool) {
	if depth > maxDepth {
		return nil, false
	}
	join := func(t, other *Type) (*Type, bool) { // t, with what the other demands beside its type
		if len(other.Constraints) == 0 {
			return t, true
		}
		cp := *t
		cp.Constraints = append(slices.Clip(t.Constraints), other.Constraints...)
		return &cp, true
	}
	switch {
	case a.Kind == Unknown:
		return a, true
	case b.Kind == Unknown:
		return b, true
	case Equal(a, b):
		return a, true
	case a.Kind == Any && b.Kind == Optional || b.Kind == Any && a.Kind == Optional:
		opt, other := a, b
		if b.Kind == Optional {
			opt, other = b, a
		}
		if len(other.Constraints) > 0 {
			return nil, false
		}
		return opt, true
	case a.Kind == Any:
		return join(b, a)
	case b.Kind == Any:
		return join(a, b)
	case a.Kind == Optional && b.Kind == Optional:
		inner, ok := intersect(a.elem(), b.elem(), depth+1)
		return nullable(inner, ok), ok
	case a.Kind == Optional:
		return intersect(a.elem(), b, depth+1)
	case b.Kind == Optional:
		return intersect(a, b.elem(), depth+1)
	case a.Kind == Integer && b.Kind == Number, a.Kind == Enum && b.Kind == String, isText(a.Kind) && b.Kind == String:
		return join(a, b)
	case b.Kind == Integer && a.Kind == Number, b.Kind == Enum && a.Kind == String, isText(b.Kind) && a.Kind == String:
		return join(b, a)
	case a.Kind == b.Kind && a.Kind < Enum:
		return join(a, b)
	case a.Kind == Enum && b.Kind == Enum:
		t := &Type{Kind: Enum, Range: a.Range}
		for _, v := range a.Values {
			if b.HasValue(v.Text) {
				t.Values = append(t.Values, v)
			}
		}
		t, _ = join(t, a)
		t, ok := join(t, b)
		if !ok || len(t.Values) == 0 {
			return nil, false
		}
		return t, true
	case isSequence(a) && isSequence(b):
		inner, ok := intersect(a.elem(), b.elem(), depth+1)
		if !ok {
			return nil, false
		}
		t := &Type{Kind: a.Kind, Of: []*Type{inner}, Range: a.Range}
		if b.Kind == Set {
			t.Kind = Set
		}
		t.Constraints = append(slices.Clone(a.Constraints), b.Constraints...)
		return t, true
	case hasFields(a) && hasFields(b):
		return intersectFields(a, b, depth)
	case a.Kind == Map && a.elem().Kind == Any && hasFields(b):
		return join(b, a)
	case b.Kind == Map && b.elem().Kind == Any && hasFields(a):
		return join(a, b)
	}
	return nil, false
}

// intersectFields joins the fields of two records. A record that is still being read has none yet; that is left to a constraint.
func intersectFields(a, b *Type, depth int) (*Type, bool) {
	x, _, ok := a.Shape()
	y, _, ok2 := b.Shape()
	ra, rb := a.record(), b.record()
	if !ok || !ok2 || len(x) == 0 || len(y) == 0 {
		return nil, false
	}
	r := &Record{Address: "object", Range: a.Range, Fields: slices.Clone(x)}
	for _, rec := range []*Record{ra, rb} {
		if rec != nil {
			r.Constraints = append(r.Constraints, rec.Constraints...)
			r.Address = rec.Address
		}
	}
	if ra != nil {
		r.Address = ra.Address
	}
	for _, f := range y {
		i := slices.IndexFunc(r.Fields, func(g Field) bool { return g.Outside() == f.Outside() })
		if i < 0 {
			r.Fields = append(r.Fields, f)
			continue
		}
		inner, ok := intersectProperty(r.Fields[i].Type, f.Type, depth+1)
		if !ok {
			return nil, false
		}
		r.Fields[i].Type = inner
		if r.Fields[i].Doc == "" {
			r.Fields[i].Doc = f.Doc
		}
	}
	t := &Type{Kind: RecordOf, Range: a.Range, Ref: &Reference{Artifact: r.Address, Record: r}}
	t.Constraints = append(slices.Clone(a.Constraints), b.Constraints...)
	return t, true
}

// intersectProperty joins two types of one property, each with its own idea of how it may be missing.
func intersectProperty(a, b *Type, depth int) (*Type, bool) {
	x, optA := a.IsOptional()
	y, optB := b.IsOptional()
	t, ok := intersect(x, y, depth)
	if !ok {
		return nil, false
	}
	may := func(t *Type, optional bool, how string) bool {
		c := t.constraint(keywordAbsence)
		return optional && (c == how || c == absentOrNull || c == "")
	}
	absent := may(a, optA, onlyAbsent) && may(b, optB, onlyAbsent)
	null := may(a, optA, onlyNull) && may(b, optB, onlyNull)
	how := map[[2]bool]string{{true, true}: absentOrNull, {true, false}: onlyAbsent, {false, true}: onlyNull}[[2]bool{absent, null}]
	if how == "" {
		return t, true
	}
	return &Type{Kind: Optional, Of: []*Type{t}, Range: a.Range, Constraints: []Constraint{{Keyword: keywordAbsence, Value: how}}}, true
}
