package types

// Types to JSON Schema 2020-12. The root stands at the top, every record reached by value once under $defs, and a schema document that
// fields came from is embedded whole, so that nothing it says is lost and the file stands on its own.

import (
	"encoding/json"
	"slices"
	"strings"
)

// JSONSchema is the JSON Schema of a type, indented, with a line end. Unknown and any allow everything; what is optional may be left out or
// null; what is not declared is allowed too.
func JSONSchema(t *Type, title string) []byte {
	return JSONSchemaOf(t, Head{Title: title}, Elsewhere{})
}

// Head is how a schema introduces itself; what is empty is left out.
type Head struct{ ID, Title, Description string }

// Elsewhere says which records and schema documents have a schema of their own, by its URL: absolute, or relative to the ID of the
// schema being printed. Those without ("", or no function) are embedded.
type Elsewhere struct {
	Record   func(*Record) string
	Document func(*Document) string
}

// JSONSchemaOf is JSONSchema as one of a set of schemas that refer to each other.
func JSONSchemaOf(t *Type, h Head, elsewhere Elsewhere) []byte {
	b := &schemaBuilder{names: map[*Record]string{}, taken: map[string]bool{}, docs: map[*Document]bool{}, elsewhere: elsewhere}
	root := b.top(t)
	head := &node{kind: '{'}
	head.set("$schema", text("https://json-schema.org/draft/2020-12/schema"))
	for _, m := range []struct{ key, value string }{{"$id", h.ID}, {"title", h.Title}, {"description", h.Description}} {
		if m.value != "" {
			head.set(m.key, text(m.value))
		}
	}
	head.members = append(head.members, root.members...)
	defs := &node{kind: '{'}
	for i := 0; i < len(b.queue); i++ { // describing one record may queue others
		r := b.queue[i]
		defs.set(b.names[r], b.record(r, nil))
	}
	for _, d := range b.order {
		defs.set(d.url(), d.embedded(d.url()))
	}
	if len(defs.members) > 0 {
		head.set("$defs", defs)
	}
	return head.indented()
}

// JSONSchema is the document itself, to stand on its own under an id.
func (d *Document) JSONSchema(id string) []byte { return d.embedded(id).indented() }

func (n *node) indented() []byte {
	var pretty strings.Builder
	indent(&pretty, n.compact())
	return []byte(pretty.String())
}

func indent(b *strings.Builder, src string) {
	var raw json.RawMessage = []byte(src)
	var buf strings.Builder
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if enc.Encode(raw) != nil {
		b.WriteString(src + "\n")
		return
	}
	b.WriteString(buf.String())
}

// maxSchemaNodes bounds an exported schema. Real artifacts take hundreds.
const maxSchemaNodes = 20_000

type schemaBuilder struct {
	names map[*Record]string
	taken map[string]bool
	queue []*Record
	docs  map[*Document]bool
	order []*Document
	depth int
	nodes int

	elsewhere Elsewhere
}

// top is the schema of the root: a record in full rather than a reference to it.
func (b *schemaBuilder) top(t *Type) *node {
	r := t.Resolve()
	if rec := r.record(); rec != nil {
		return b.constrained(b.record(rec, r.guaranteed), r)
	}
	return b.of(t)
}

// ref is a reference to a record's entry under $defs.
func (b *schemaBuilder) ref(r *Record) *node {
	if b.elsewhere.Record != nil {
		if url := b.elsewhere.Record(r); url != "" {
			return object("$ref", text(url))
		}
	}
	name, ok := b.names[r]
	if !ok {
		name = strings.TrimPrefix(r.Address, "artifact.")
		name = strings.Map(func(c rune) rune {
			if strings.ContainsRune("/#~% ", c) {
				return '.'
			}
			return c
		}, strings.ReplaceAll(name, ".artifact.", "."))
		base := name
		for i := 2; b.taken[name]; i++ {
			name = base + "_" + itoa(i)
		}
		b.taken[name] = true
		b.names[r] = name
		b.queue = append(b.queue, r)
	}
	return object("$ref", text("#/$defs/"+name))
}

// record is the schema of a record; guaranteed fields are required though they are optional.
func (b *schemaBuilder) record(r *Record, guaranteed []string) *node {
	if r.Document != nil {
		out := b.place(r)
		var own []Field // what the artifact declares beside its schema file
		for _, f := range r.Fields {
			if f.Range.File != r.Document.File {
				own = append(own, f)
			}
		}
		if len(own) > 0 {
			out.set("allOf", &node{kind: '[', items: []*node{b.fields(own)}})
		}
		if len(guaranteed) > 0 {
			var names []*node
			there := &node{kind: '{'} // that it is required does not keep it from being null
			for _, f := range r.Fields {
				if slices.Contains(guaranteed, f.Name) {
					names = append(names, text(f.Outside()))
					there.set(f.Outside(), object("not", object("type", text("null"))))
				}
			}
			out.set("properties", there)
			out.set("required", &node{kind: '[', items: names})
		}
		return out
	}
	t := With(r, guaranteed...)
	fields, _, _ := t.Shape()
	out := b.fields(fields)
	for _, c := range r.Constraints {
		b.keep(out, c)
	}
	return out
}

// place is a reference to where a document describes a record.
func (b *schemaBuilder) place(r *Record) *node {
	target := "#"
	if r.schema != nil {
		target = r.Document.pointer(r.schema)
	}
	return object("$ref", text(strings.TrimSuffix(b.use(r.Document)+target, "#")))
}

// use returns the URL of a document, which is embedded where it has no other.
func (b *schemaBuilder) use(d *Document) string {
	if b.elsewhere.Document != nil {
		if url := b.elsewhere.Document(d); url != "" {
			return url
		}
	}
	if !b.docs[d] {
		b.docs[d] = true
		b.order = append(b.order, d)
	}
	return d.url()
}

func (b *schemaBuilder) fields(fields []Field) *node {
	props := &node{kind: '{'}
	var required []*node
	for _, f := range fields {
		_, optional := f.Type.IsOptional()
		how := f.Type.Resolve().constraint(keywordAbsence)
		var s *node
		if optional && how == onlyAbsent {
			s = b.of(f.Type.Resolve().elem())
		} else {
			s = b.of(f.Type)
		}
		if f.Doc != "" && s.kind == '{' {
			s = s.clone()
			s.set("description", text(f.Doc))
		}
		props.set(f.Outside(), s)
		if !optional || how == onlyNull {
			required = append(required, text(f.Outside()))
		}
	}
	out := object("type", text("object"), "properties", props)
	if len(required) > 0 {
		out.set("required", &node{kind: '[', items: required})
	}
	return out
}

// of is the schema of a type.
func (b *schemaBuilder) of(t *Type) *node {
	t = t.Resolve()
	b.depth++
	defer func() { b.depth-- }()
	b.nodes++
	if b.depth > maxDepth || b.nodes > maxSchemaNodes { // fields defined by each other may unfold without end
		return object()
	}
	return b.constrained(b.plain(t), t)
}

func (b *schemaBuilder) plain(t *Type) *node {
	switch t.Kind {
	case String:
		return object("type", text("string"))
	case Number:
		return object("type", text("number"))
	case Integer:
		return object("type", text("integer"))
	case Bool:
		return object("type", text("boolean"))
	case Timestamp, Date, Duration, URI, Email:
		return object("type", text("string"), "format", text(formatOf(t.Kind)))
	case Null:
		return object("type", text("null"))
	case Enum:
		values := &node{kind: '['}
		for _, v := range t.Values {
			values.items = append(values.items, text(v.Text))
		}
		return object("enum", values)
	case Union:
		members := &node{kind: '['}
		for _, m := range t.Of {
			members.items = append(members.items, b.of(m))
		}
		return object("anyOf", members)
	case List:
		return object("type", text("array"), "items", b.of(t.elem()))
	case Set:
		return object("type", text("array"), "items", b.of(t.elem()), "uniqueItems", &node{kind: 'b', text: "true"})
	case Map:
		return object("type", text("object"), "additionalProperties", b.of(t.elem()))
	case Object:
		return b.fields(t.Fields)
	case Optional:
		return orNull(b.of(t.elem()))
	case RecordOf:
		if r := t.record(); r != nil {
			if len(t.guaranteed) > 0 {
				return b.record(r, t.guaranteed)
			}
			return b.ref(r)
		}
	case RefTo:
		if r := t.Ref.target(); r != nil {
			out := b.of(r.KeyType()).clone()
			out.set("$comment", text("the key of "+r.Address))
			return out
		}
	}
	return object()
}

// orNull is s, or null.
func orNull(s *node) *node {
	if s.kind != '{' || len(s.members) == 0 {
		return s
	}
	typ, enum := s.get("type"), s.get("enum")
	switch {
	case typ.str() == "null":
		return s
	case typ != nil && typ.kind == '"' && enum == nil:
		s = s.clone()
		s.set("type", &node{kind: '[', items: []*node{typ, text("null")}})
		return s
	case enum != nil && typ == nil && len(s.members) == 1:
		return object("enum", &node{kind: '[', items: append(slices.Clone(enum.items), &node{kind: '0'})})
	}
	return object("anyOf", &node{kind: '[', items: []*node{s, object("type", text("null"))}})
}

// constrained adds what a type demands beyond its kind.
func (b *schemaBuilder) constrained(s *node, t *Type) *node {
	if len(t.Constraints) == 0 {
		return s
	}
	s = s.clone()
	for _, c := range t.Constraints {
		b.keep(s, c)
	}
	return s
}

// keep writes a constraint back; one that is there already moves into allOf.
func (b *schemaBuilder) keep(s *node, c Constraint) {
	if c.Keyword == keywordAbsence {
		return
	}
	value, _, err := readJSON([]byte(c.Value))
	if err != nil {
		return
	}
	if c.doc != nil && strings.Contains(c.Value, `"$ref"`) || c.Keyword == "$ref" {
		value = c.doc.absolute(b.use(c.doc), c.Keyword, value)
	}
	if s.get(c.Keyword) == nil {
		s.set(c.Keyword, value)
		return
	}
	all := s.get("allOf")
	if all == nil {
		all = &node{kind: '['}
	}
	if c.Keyword == "allOf" {
		all.items = append(slices.Clone(all.items), value.items...)
		s.set("allOf", all)
		return
	}
	s.set("allOf", &node{kind: '[', items: append(slices.Clone(all.items), object(c.Keyword, value))})
}

// Making nodes.

func text(s string) *node { return &node{kind: '"', text: s} }

func object(pairs ...any) *node {
	n := &node{kind: '{'}
	for i := 0; i+1 < len(pairs); i += 2 {
		n.set(pairs[i].(string), pairs[i+1].(*node))
	}
	return n
}

// set adds or replaces a member.
func (n *node) set(key string, value *node) {
	for i := range n.members {
		if n.members[i].key == key {
			n.members[i].value = value
			return
		}
	}
	n.members = append(n.members, member{key: key, value: value})
}

func (n *node) clone() *node {
	cp := *n
	cp.members = slices.Clone(n.members)
	return &cp
}
