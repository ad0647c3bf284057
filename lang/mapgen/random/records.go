package random

import (
	"fmt"
	"strings"

	"handoff/lang/types"
)

// artifact is a record that later parts pass on.
type artifact struct {
	name   string
	fields []*field
}

func (a *artifact) address() string { return "artifact." + a.name }

type field struct {
	name      string
	of        *shape
	key       bool
	generated bool
}

// shape is a type.
type shape struct {
	form   string   // as the language calls it
	values []string // of an enum
	parts  []*shape
	names  []string // of an object's parts
	of     *artifact
	field  *field
}

func (s *shape) String() string {
	parts := make([]string, len(s.parts))
	for k, p := range s.parts {
		parts[k] = p.String()
	}
	switch s.form {
	case "enum":
		return "enum(" + strings.Join(quoted(s.values), ", ") + ")"
	case "object":
		for k := range parts {
			parts[k] = s.names[k] + " = " + parts[k]
		}
		return "object({ " + strings.Join(parts, ", ") + " })"
	case "ref":
		return "ref(" + s.of.address() + ")"
	case "artifact":
		return s.of.address()
	case "field":
		return s.of.address() + "." + s.field.name
	case "union", "list", "set", "map", "optional":
		return s.form + "(" + strings.Join(parts, ", ") + ")"
	}
	return s.form
}

// whole is the shape without optional, and that of the field it names.
func (s *shape) whole() *shape {
	for s.form == "optional" || s.form == "field" {
		if s.form == "field" {
			s = s.field.of
		} else {
			s = s.parts[0]
		}
	}
	return s
}

var scalars = []string{"string", "number", "integer", "bool", "timestamp", "date", "duration", "uri", "email", "any"}

func (w *world) shape(depth int) *shape {
	inner := func() []*shape { return []*shape{w.shape(depth - 1)} }
	if depth > 0 && w.chance(40) {
		switch w.IntN(9) {
		case 0, 1:
			return &shape{form: "list", parts: inner()}
		case 2:
			return &shape{form: "set", parts: inner()}
		case 3:
			return &shape{form: "map", parts: inner()}
		case 4:
			return &shape{form: "object", names: []string{"a", "b_c"}, parts: append(inner(), &shape{form: "optional", parts: inner()})}
		case 5:
			return &shape{form: "union", parts: []*shape{{form: "integer"}, {form: "bool"}}}
		case 6:
			return w.enum()
		default:
			if len(w.artifacts) > 0 {
				a := w.artifacts[w.IntN(len(w.artifacts))]
				f := a.fields[w.IntN(len(a.fields))]
				switch {
				case w.chance(40) && a.fields[0].key:
					return &shape{form: "ref", of: a}
				case w.chance(30) && depth > 1:
					return &shape{form: "artifact", of: a}
				default:
					return &shape{form: "field", of: a, field: f}
				}
			}
		}
	}
	return &shape{form: w.one(scalars...)}
}

func (w *world) enum() *shape {
	return &shape{form: "enum", values: w.one2([]string{"P1", "P2", "P3", "P4"}, []string{"low", "high"}, []string{"<b>", "a|b", "störung"}, []string{"yes", "no", "unknown"})}
}

// literal writes a value of a shape, as HCL or as JSON.
func (w *world) literal(s *shape, json bool) string {
	s = s.whole()
	switch s.form {
	case "string", "any":
		if json {
			return `"text"`
		}
		return types.Quote(w.phrase())
	case "number":
		return "1.5"
	case "integer":
		return "3"
	case "bool":
		return "true"
	case "timestamp":
		return `"2026-03-18T02:00:00Z"`
	case "date":
		return `"2026-03-18"`
	case "duration":
		return `"4h"`
	case "uri":
		return `"https://example.org/logs/1"`
	case "email":
		return `"a@example.org"`
	case "enum":
		if json {
			return fmt.Sprintf("%q", s.values[0])
		}
		return types.Quote(w.one(s.values...))
	case "union":
		return w.literal(s.parts[0], json)
	case "list", "set":
		return "[" + w.literal(s.parts[0], json) + "]"
	case "map":
		if json {
			return `{"k": ` + w.literal(s.parts[0], json) + "}"
		}
		return "{ k = " + w.literal(s.parts[0], json) + " }"
	case "object":
		var names []string
		var fields []*shape
		for k, p := range s.parts {
			if p.form != "optional" {
				names, fields = append(names, s.names[k]), append(fields, p)
			}
		}
		return w.object(names, fields, json)
	case "ref":
		return w.literal(s.of.fields[0].of, json)
	case "artifact":
		var names []string
		var fields []*shape
		for _, f := range s.of.fields {
			if f.of.form != "optional" {
				names, fields = append(names, f.name), append(fields, f.of)
			}
		}
		return w.object(names, fields, json)
	}
	panic("no literal of " + s.form)
}

func (w *world) object(names []string, fields []*shape, json bool) string {
	parts := make([]string, len(names))
	for k, name := range names {
		if json {
			parts[k] = fmt.Sprintf("%q: ", name) + w.literal(fields[k], json)
		} else {
			parts[k] = name + " = " + w.literal(fields[k], json)
		}
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// records declares artifacts. Each has a first field that may be its key, and mostly states and a priority.
func (w *world) records() {
	for range 1 + w.IntN(4) {
		a := &artifact{name: w.name("artifact")}
		b := named("artifact", a.name)
		w.common(b)
		if w.chance(60) {
			b.set("source_of_truth", w.one(w.systems...))
		}
		if w.chance(50) {
			b.set("steward", w.person())
		}
		if w.chance(15) {
			b.set("verified_within", w.period())
		}
		if w.chance(15) {
			w.fromSchema(a, b)
		} else {
			w.fields(a, b)
		}
		if w.chance(25) {
			file := fmt.Sprintf("samples/%d.json", len(w.artifacts))
			w.file(file, w.literal(&shape{form: "artifact", of: a}, true)+"\n")
			b.set("example", types.Quote(file))
			b.atRoot = true
		}
		w.declare(b)
		w.artifacts = append(w.artifacts, a)
	}
}

func (w *world) fields(a *artifact, b *block) {
	a.fields = append(a.fields, &field{name: "id", of: &shape{form: w.one("string", "integer")}, key: w.chance(80), generated: w.chance(60)})
	a.fields = append(a.fields, &field{name: "title", of: &shape{form: "string"}})
	states := &field{name: "status", of: &shape{form: "enum", values: []string{"open", "in work", "done", "void"}}}
	if w.chance(70) {
		a.fields = append(a.fields, &field{name: "priority", of: &shape{form: "enum", values: []string{"P1", "P2", "P3"}}})
	}
	life := w.chance(60)
	if life || w.chance(30) {
		a.fields = append(a.fields, states)
	}
	for range w.IntN(5) {
		of := w.shape(2)
		if w.chance(35) && of.form != "field" {
			of = &shape{form: "optional", parts: []*shape{of}}
		}
		a.fields = append(a.fields, &field{name: w.name("field." + a.name), of: of})
	}
	for _, f := range a.fields {
		inner := b.add(fmt.Sprintf("field %q", f.name))
		inner.set("type", f.of.String())
		if f.key {
			inner.set("key", "true")
		}
		if f.generated {
			inner.set("generated", "true")
		}
		if w.chance(20) {
			inner.set("description", w.prose())
		}
		if w.chance(10) {
			inner.set("named", types.Quote(w.one("kep-number", "a b", "x.y", "<z>")+" "+f.name))
		}
		if w.chance(10) {
			inner.set("verified_within", w.period())
		}
		if w.chance(15) {
			inner.set("updated_by", w.oneOrList(append(append([]string{}, w.systems...), w.people...), 2))
		}
	}
	if life {
		l := b.add("lifecycle")
		l.set("field", "status")
		l.set("initial", `"open"`)
		if w.chance(80) {
			l.set("final", `["done", "void"]`)
		}
		open := l.add(`transition "open"`)
		open.set("to", w.one(`["in work", "void"]`, `["in work", "done"]`, `"in work"`))
		if w.chance(40) {
			open.set("within", types.Quote("14d"))
		}
		l.add(`transition "in work"`).set("to", `["done", "open"]`)
	}
}

// fromSchema takes the fields from a JSON Schema file.
func (w *world) fromSchema(a *artifact, b *block) {
	file := fmt.Sprintf("schemas/%d.schema.json", len(w.artifacts))
	w.file(file, `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "required": ["id", "title", "priority"],
  "properties": {
    "id": {"type": "string"},
    "title": {"type": "string", "description": "<b>what</b> | it is"},
    "priority": {"enum": ["P1", "P2", "P3"]},
    "opened": {"type": "string", "format": "date-time"},
    "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}}
  },
  "$defs": {"line": {"type": "object", "properties": {"n": {"type": "integer"}, "of": {"$ref": "#/$defs/line"}}}}
}
`)
	b.set("schema", types.Quote(file))
	b.atRoot = true
	a.fields = []*field{
		{name: "id", of: &shape{form: "string"}}, {name: "title", of: &shape{form: "string"}}, {name: "priority", of: &shape{form: "enum", values: []string{"P1", "P2", "P3"}}},
		{name: "opened", of: &shape{form: "optional", parts: []*shape{{form: "timestamp"}}}},
	}
}

// condition is a boolean expression about a record that goes by the name of prefix.
func (w *world) condition(prefix string, a *artifact) string {
	var all []string
	for _, f := range a.fields {
		p := prefix + "." + f.name
		switch f.of.form {
		case "enum":
			v := types.Quote(w.one(f.of.values...))
			all = append(all, p+" == "+v, p+" != "+v, "contains(["+v+"], "+p+")")
		case "string":
			all = append(all, p+` != ""`, "lower("+p+`) == "x"`)
		case "number", "integer":
			all = append(all, p+" >= 3", "("+p+" + 1) * 2 < 10")
		case "bool":
			all = append(all, p, "!"+p)
		case "list":
			all = append(all, "length("+p+") > 0")
		}
	}
	c := w.one(all...)
	if w.chance(25) {
		c += w.one(" && ", " || ") + w.one(all...)
	}
	return c
}
