package types

// JSON Schema to types. What a keyword says that our types can say becomes the type; what they cannot becomes a Constraint at the
// same place; annotations are dropped. An object that a $ref leads to becomes a Record, so that recursion stays lazy.

import (
	"slices"
	"strings"

	"handoff/lang/finding"
)

// annotations say nothing of what is valid.
var annotations = []string{
	"$schema", "$id", "id", "$comment", "$anchor", "$dynamicAnchor", "$vocabulary", "$defs", "definitions", "title", "description", "default", "examples", "example",
	"deprecated", "readOnly", "writeOnly", "contentMediaType", "contentEncoding", "contentSchema", "self",
}

// constraintKeywords are the keywords that become constraints, each with the kinds of value it speaks of: s(tring), n(umber), a(rray), o(bject), or all.
var constraintKeywords = map[string]string{
	"minLength": "s", "maxLength": "s", "pattern": "s",
	"minimum": "n", "maximum": "n", "exclusiveMinimum": "n", "exclusiveMaximum": "n", "multipleOf": "n", "divisibleBy": "n",
	"minItems": "a", "maxItems": "a", "contains": "a", "minContains": "a", "maxContains": "a", "unevaluatedItems": "a", "additionalItems": "a",
	"minProperties": "o", "maxProperties": "o", "patternProperties": "o", "propertyNames": "o", "dependentRequired": "o", "dependentSchemas": "o", "dependencies": "o",
	"unevaluatedProperties": "o", "not": "", "if": "", "then": "", "else": "", "$dynamicRef": "", "$recursiveRef": "",
}

// convert is the type of the schema n. name is how messages call an object that becomes a record.
func (d *Document) convert(n *node, name string) *Type {
	if t, ok := d.types[n]; ok {
		return t
	}
	if d.open[n] { // recursion that no record breaks: nothing to be said but that it is there
		return &Type{Kind: Any, Range: d.span(n), Constraints: []Constraint{d.constraint("$ref", &node{kind: '"', text: name}, n)}}
	}
	d.open[n] = true
	t := d.schema(n, name)
	delete(d.open, n)
	d.types[n] = t
	return t
}

func (d *Document) schema(n *node, name string) *Type {
	at := d.span(n)
	switch {
	case n.isFalse():
		return &Type{Kind: Any, Range: at, Constraints: []Constraint{{Keyword: "not", Value: "{}", Range: at}}}
	case n.kind != '{':
		return &Type{Kind: Any, Range: at}
	}
	t := d.own(n, name)
	if ref := n.get("$ref"); ref != nil {
		t = d.both(d.follow(ref), t, n, "$ref")
	}
	if all := n.get("allOf"); all != nil {
		for i, part := range all.items {
			if isBare(part) {
				t = d.with(t, d.constraint("allOf", &node{kind: '[', items: []*node{part}}, part))
				continue
			}
			t = d.both(t, d.convert(part, name+"/allOf/"+itoa(i)), part, "allOf")
		}
	}
	for _, keyword := range []string{"anyOf", "oneOf"} {
		if some := n.get(keyword); some != nil && len(some.items) > 0 {
			if slices.ContainsFunc(some.items, isBare) {
				t = d.with(t, d.constraint(keyword, some, some))
				continue
			}
			t = d.both(t, d.alternatives(some, keyword, name), some, keyword)
		}
	}
	for _, m := range n.members {
		about, known := constraintKeywords[m.key]
		if known && about == "" {
			t = d.with(t, d.keyword(m))
		}
	}
	if t.Range.IsZero() {
		t.Range = at
	}
	return t
}

// isBare reports a schema that only narrows what stands around it: {"required": ["a"]}.
func isBare(n *node) bool {
	if n.kind != '{' {
		return n.kind != 'b'
	}
	for _, m := range n.members {
		switch m.key {
		case "$ref", "type", "enum", "const", "items", "anyOf", "oneOf", "allOf", "properties":
			return false
		}
	}
	return true
}

// follow is the type a $ref leads to.
func (d *Document) follow(ref *node) *Type {
	target, name := d.lookup(ref)
	if target != nil {
		return d.convert(target, name)
	}
	if strings.HasPrefix(ref.str(), "#") {
		d.add(RuleSchema, "Schema reference that leads nowhere", d.span(ref), ref.str(), "Correct the reference.", "There is no `%s` in `%s`.", ref.str(), d.File)
	} else {
		d.add(RuleSchema, "Schema reference to another file", d.span(ref), ref.str(), "Copy what it names into $defs, and write `\"#/$defs/…\"`.",
			"`%s` is not in `%s`, and other files are not read.", ref.str(), d.File)
	}
	return unknown
}

// own is what n says by itself, without $ref and combinations.
func (d *Document) own(n *node, name string) *Type {
	at := d.span(n)
	if values := n.get("enum"); values != nil && values.kind == '[' && len(values.items) > 0 {
		return d.narrowed(d.values(values, values, "enum"), n, name)
	}
	if c := n.get("const"); c != nil {
		return d.narrowed(d.values(c, &node{kind: '[', items: []*node{c}}, "const"), n, name)
	}
	var kinds []string
	switch typ := n.get("type"); {
	case typ.str() != "":
		kinds = []string{typ.text}
	case typ != nil && typ.kind == '[':
		for _, item := range typ.items {
			kinds = append(kinds, item.str())
		}
	case n.get("properties") != nil || n.get("required") != nil || n.get("additionalProperties") != nil:
		kinds = []string{"object"} // it says nothing of other kinds of value, but surely means an object
	case n.get("items") != nil || n.get("prefixItems") != nil:
		kinds = []string{"array"}
	case n.get("format") != nil || n.get("pattern") != nil || n.get("minLength") != nil || n.get("maxLength") != nil:
		kinds = []string{"string"}
	case n.get("minimum") != nil || n.get("maximum") != nil || n.get("multipleOf") != nil:
		kinds = []string{"number"}
	default:
		return &Type{Kind: Any, Range: at}
	}
	var members []*Type
	null := false
	for _, k := range kinds {
		switch k {
		case "null":
			null = true
		case "number":
			members = append(members, d.narrow(&Type{Kind: Number, Range: at}, n, "n"))
		case "integer":
			if !slices.Contains(kinds, "number") {
				members = append(members, d.narrow(&Type{Kind: Integer, Range: at}, n, "n"))
			}
		case "boolean":
			members = append(members, &Type{Kind: Bool, Range: at})
		case "string":
			members = append(members, d.narrow(d.text(n), n, "s"))
		case "array":
			members = append(members, d.array(n, name))
		case "object":
			members = append(members, d.object(n, name))
		}
	}
	if null && len(members) == 0 {
		return nullOnly(at)
	}
	return nullable(oneOrUnion(members, at), null)
}

// nullOnly is the type of what can only be null.
func nullOnly(at finding.Range) *Type { return nullable(&Type{Kind: Null, Range: at}, true) }

func oneOrUnion(members []*Type, at finding.Range) *Type {
	switch len(members) {
	case 0:
		return &Type{Kind: Any, Range: at}
	case 1:
		return members[0]
	}
	return &Type{Kind: Union, Of: members, Range: at}
}

// nullable is t or null.
func nullable(t *Type, null bool) *Type {
	if !null || t.Kind == Optional {
		return t
	}
	return &Type{Kind: Optional, Of: []*Type{t}, Range: t.Range, Constraints: []Constraint{{Keyword: keywordAbsence, Value: onlyNull}}}
}

// narrow adds the constraints of n that speak of one kind of value.
func (d *Document) narrow(t *Type, n *node, about string) *Type {
	for _, m := range n.members {
		if constraintKeywords[m.key] == about {
			t.Constraints = append(t.Constraints, d.keyword(m))
		}
	}
	return t
}

// narrowed adds, to the type of listed values, everything else n says.
func (d *Document) narrowed(t *Type, n *node, name string) *Type {
	inner, _ := t.IsOptional()
	if inner.Kind == Enum {
		d.narrow(inner, n, "s")
	}
	return t
}

// values is the type of an enum's values. Texts are an Enum; of others the list itself is kept as a constraint.
func (d *Document) values(at, list *node, keyword string) *Type {
	var texts []Value
	kinds := map[Kind]bool{}
	null := false
	for _, v := range list.items {
		switch v.kind {
		case '"':
			if !slices.ContainsFunc(texts, func(x Value) bool { return x.Text == v.text }) {
				texts = append(texts, Value{Text: v.text, Range: d.span(v)})
			}
		case '#':
			if strings.ContainsAny(v.text, ".eE") {
				kinds[Number] = true
			} else {
				kinds[Integer] = true
			}
		case 'b':
			kinds[Bool] = true
		case '0':
			null = true
		default:
			kinds[Any] = true
		}
	}
	var members []*Type
	if len(texts) > 0 {
		members = append(members, &Type{Kind: Enum, Values: texts, Range: d.span(at)})
	}
	for _, k := range []Kind{Integer, Number, Bool, Any} {
		if kinds[k] && !(k == Integer && kinds[Number]) {
			members = append(members, &Type{Kind: k, Range: d.span(at)})
		}
	}
	if null && len(members) == 0 {
		return nullOnly(d.span(at))
	}
	t := oneOrUnion(members, d.span(at))
	if len(members) != 1 || len(texts) == 0 {
		t.Constraints = append(t.Constraints, d.constraint(keyword, at, at))
	}
	return nullable(t, null)
}

func (d *Document) text(n *node) *Type {
	t := &Type{Kind: String, Range: d.span(n)}
	if f := n.get("format"); f.str() != "" {
		if t.Kind = formatKind(f.text); t.Kind == String {
			t.Constraints = append(t.Constraints, d.constraint("format", f, f))
		}
	}
	return t
}

// address is what findings call a record that a schema describes: "incident.schema.json#/$defs/approval".
func (d *Document) address(name string) string {
	if name == "#" {
		return d.File
	}
	_, fragment, _ := strings.Cut(name, "#")
	return d.File + "#" + fragment
}

func escapePointer(s string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(s) }
