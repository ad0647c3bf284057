package types

// Arrays, objects and constraints of a JSON Schema.

import (
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/lang/finding"
)

func (d *Document) array(n *node, name string) *Type {
	t := &Type{Kind: List, Range: d.span(n)}
	if n.get("uniqueItems").isTrue() {
		t.Kind = Set
	}
	elem := &Type{Kind: Any, Range: d.span(n)}
	items, prefix := n.get("items"), n.get("prefixItems")
	if items != nil && items.kind == '[' { // how drafts before 2020-12 write prefixItems
		items, prefix = nil, items
	}
	switch {
	case prefix != nil:
		var one *Type
		for i, p := range prefix.items {
			one = merge(one, d.convert(p, name+"/items/"+itoa(i)))
		}
		if items == nil {
			items = n.get("additionalItems")
		}
		if items.isFalse() && one != nil {
			elem = one
		}
		t.Constraints = append(t.Constraints, d.constraint("prefixItems", prefix, prefix))
		if items != nil {
			t.Constraints = append(t.Constraints, d.constraint("items", items, items))
		}
	case items.isFalse():
		t.Constraints = append(t.Constraints, Constraint{Keyword: "maxItems", Value: "0", Range: d.span(items)})
	case items != nil:
		elem = d.convert(items, name+"/items")
	}
	t.Of = []*Type{elem}
	for _, m := range n.members {
		if constraintKeywords[m.key] == "a" && m.key != "additionalItems" {
			t.Constraints = append(t.Constraints, d.keyword(m))
		}
	}
	return t
}

// object is a record where the schema has properties, else a map.
func (d *Document) object(n *node, name string) *Type {
	props, more := n.get("properties"), n.get("additionalProperties")
	at := d.span(n)
	if (props == nil || len(props.members) == 0) && n.get("required") == nil && !more.isFalse() {
		elem := &Type{Kind: Any, Range: at}
		if more != nil && more.kind == '{' && n.get("patternProperties") == nil {
			elem = d.convert(more, name+"/additionalProperties")
		}
		return d.narrow(&Type{Kind: Map, Of: []*Type{elem}, Range: at}, n, "o")
	}
	r := &Record{Address: d.address(name), Range: at, Document: d, schema: n}
	t := &Type{Kind: RecordOf, Range: at, Ref: &Reference{Artifact: r.Address, Record: r}}
	d.types[n] = t // what leads back here finds the record
	required := map[string]bool{}
	if list := n.get("required"); list != nil {
		for _, item := range list.items {
			required[item.str()] = true
		}
	}
	taken := map[string]bool{}
	add := func(key string, at finding.Range, typ *Type, doc string) {
		f := Field{Name: identifier(key, taken), Type: typ, Range: at, Doc: doc}
		if f.Name != key {
			f.Named = key
		}
		r.Fields = append(r.Fields, f)
	}
	if props != nil {
		seen := map[string]bool{}
		for _, m := range props.members {
			if seen[m.key] {
				continue
			}
			seen[m.key] = true
			m.value = props.get(m.key)
			doc := m.value.get("description").str()
			if doc == "" {
				doc = m.value.get("title").str()
			}
			t := missing(d.convert(m.value, name+"/properties/"+escapePointer(m.key)), required[m.key])
			if draft3 := m.value.get("required"); draft3.isTrue() {
				t, _ = t.IsOptional()
			}
			add(m.key, d.index.span(m.start, m.end), t, doc)
			delete(required, m.key)
		}
	}
	for _, key := range sortedKeys(required) { // required, but nothing more is said of them
		add(key, d.span(n.get("required")), &Type{Kind: Any, Range: d.span(n.get("required"))}, "")
	}
	if more != nil && !more.isTrue() {
		r.Constraints = append(r.Constraints, d.constraint("additionalProperties", more, more))
	}
	for _, m := range n.members {
		if constraintKeywords[m.key] == "o" {
			r.Constraints = append(r.Constraints, d.keyword(m))
		}
	}
	return t
}

// missing makes a property's type optional where it need not be there, and says in which ways it may be missing.
func missing(t *Type, required bool) *Type {
	if t.Kind == Optional {
		how := absentOrNull
		if required {
			how = onlyNull
		}
		return &Type{Kind: Optional, Of: t.Of, Range: t.Range, Constraints: []Constraint{{Keyword: keywordAbsence, Value: how}}}
	}
	if required {
		return t
	}
	return &Type{Kind: Optional, Of: []*Type{t}, Range: t.Range, Constraints: []Constraint{{Keyword: keywordAbsence, Value: onlyAbsent}}}
}

// identifier makes a property's name one that expressions can write, and unlike those taken already.
func identifier(key string, taken map[string]bool) string {
	name := strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, key)
	if name == "" || !hclsyntax.ValidIdentifier(name) {
		name = "_" + name
		if !hclsyntax.ValidIdentifier(name) {
			name = "x" + name
		}
	}
	base := name
	for i := 2; taken[name]; i++ {
		name = base + "_" + itoa(i)
	}
	taken[name] = true
	return name
}

func (d *Document) constraint(keyword string, value, at *node) Constraint {
	return Constraint{Keyword: keyword, Value: bare(keyword, value).compact(), Range: d.span(at), doc: d}
}

// keyword is a member of a schema as a constraint.
func (d *Document) keyword(m member) Constraint {
	c := d.constraint(m.key, m.value, m.value)
	c.Range = d.index.span(m.start, m.end)
	return c
}

// bare is the value of a keyword without the annotations in it: two constraints that differ in a description demand the same.
func bare(keyword string, n *node) *node {
	switch keyword {
	case "enum", "const": // values, not schemas
		return n
	case "properties", "patternProperties", "dependentSchemas", "dependencies", "$defs", "definitions": // schemas by name
		cp := n.clone()
		for i, m := range cp.members {
			cp.members[i].value = bare("", m.value)
		}
		return cp
	}
	switch n.kind {
	case '{':
		cp := n.clone()
		cp.members = slices.DeleteFunc(cp.members, func(m member) bool { return slices.Contains(annotations, m.key) && !strings.HasPrefix(m.key, "$") })
		for i, m := range cp.members {
			cp.members[i].value = bare(m.key, m.value)
		}
		return cp
	case '[':
		cp := n.clone()
		cp.items = nil
		for _, item := range n.items {
			cp.items = append(cp.items, bare("", item))
		}
		return cp
	}
	return n
}
