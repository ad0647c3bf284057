package mutation

// Types as the oracle reads them: to JSON Schema, and to values that a record may hold.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/zclconf/go-cty/cty"
)

// typ is a type: a word or a form with what it is made of.
type typ struct {
	form   string
	of     []*typ
	names  []string // of an object's fields; of the artifact, and its field, that it names
	values []string // of an enum
	at     hcl.Range
}

func typeOf(e hclsyntax.Expression) *typ {
	t := &typ{at: e.Range()}
	switch e := e.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		parts := strings.Split(dotted(e.Traversal), ".")
		t.form, t.names = parts[0], parts[1:]
	case *hclsyntax.FunctionCallExpr:
		t.form = e.Name
		for _, arg := range e.Args {
			switch {
			case t.form == "enum":
				v, _ := arg.Value(nil)
				t.values = append(t.values, v.AsString())
			case t.form == "object":
				for _, item := range arg.(*hclsyntax.ObjectConsExpr).Items {
					t.names = append(t.names, hcl.ExprAsKeyword(item.KeyExpr))
					t.of = append(t.of, typeOf(item.ValueExpr))
				}
			default:
				t.of = append(t.of, typeOf(arg))
			}
		}
	}
	return t
}

func (a *artifact) field(name string) *field {
	for _, f := range a.fields {
		if f.name == name {
			return f
		}
	}
	if p, ok := a.schema["properties"].(map[string]any); ok && p[name] != nil {
		f := &field{name: name, typ: fromSchema(p[name].(map[string]any))}
		required, _ := a.schema["required"].([]any)
		for _, r := range required {
			if r == name {
				return f
			}
		}
		f.typ = &typ{form: "optional", of: []*typ{f.typ}}
		return f
	}
	return nil
}

// fromSchema reads the few types that the schema file has.
func fromSchema(s map[string]any) *typ {
	t := &typ{form: fmt.Sprint(s["type"])}
	if list, ok := s["enum"].([]any); ok {
		t.form = "enum"
		for _, v := range list {
			t.values = append(t.values, fmt.Sprint(v))
		}
	}
	switch s["format"] {
	case "date-time":
		t.form = "timestamp"
	case "uri":
		t.form = "uri"
	}
	return t
}

// bare is a type without its optional, with the field it names looked up; nil where that does not exist.
func (w *world) bare(t *typ) (bare *typ, optional bool) {
	for range 10 {
		switch {
		case t == nil:
			return nil, optional
		case t.form == "optional" && len(t.of) == 1:
			t, optional = t.of[0], true
		case t.form == "artifact" && len(t.names) == 2:
			a := w.artifacts[t.names[0]]
			if a == nil || a.field(t.names[1]) == nil {
				return nil, optional
			}
			t, _ = w.bare(a.field(t.names[1]).typ) // without its optional
		default:
			return t, optional
		}
	}
	return nil, optional
}

func (w *world) key(name string) *field {
	if a := w.artifacts[name]; a != nil {
		for _, f := range a.fields {
			if f.key {
				return f
			}
		}
	}
	return nil
}

type schema = map[string]any

const lengthOfTime = `^(\d+(\.\d+)?(s|m|h|d|w|mo|q|y))+$`

func (w *world) schema(t *typ) schema {
	t, _ = w.bare(t)
	if t == nil {
		return schema{}
	}
	switch t.form {
	case "string", "number", "integer":
		return schema{"type": t.form}
	case "bool":
		return schema{"type": "boolean"}
	case "timestamp":
		return schema{"type": "string", "format": "date-time"}
	case "uri": // the library is content with "Fix: the disk"
		return schema{"type": "string", "format": "uri", "pattern": `^[A-Za-z][A-Za-z0-9+.-]*:\S+$`}
	case "date", "email":
		return schema{"type": "string", "format": t.form}
	case "duration":
		return schema{"type": "string", "pattern": lengthOfTime}
	case "enum":
		return schema{"enum": anys(t.values)}
	case "list":
		return schema{"type": "array", "items": w.schema(t.of[0])}
	case "set":
		return schema{"type": "array", "items": w.schema(t.of[0]), "uniqueItems": true}
	case "map":
		return schema{"type": "object", "additionalProperties": w.schema(t.of[0])}
	case "union":
		var of []any
		for _, x := range t.of {
			of = append(of, w.schema(x))
		}
		return schema{"anyOf": of}
	case "object":
		properties, required := schema{}, []any{}
		for k, name := range t.names {
			properties[name] = w.schema(t.of[k])
			if _, optional := w.bare(t.of[k]); !optional {
				required = append(required, name)
			}
		}
		return schema{"type": "object", "properties": properties, "required": required}
	case "ref": // keys are told apart by what they begin with: the key of one record is not that of another
		key := w.key(t.of[0].names[0])
		if key == nil {
			return schema{} // undecided
		}
		of := w.schema(key.typ)
		if inner, _ := w.bare(key.typ); inner == nil || inner.form != "string" {
			return of
		}
		return schema{"allOf": []any{of, schema{"anyOf": []any{schema{"pattern": "^" + t.of[0].names[0] + "/"}, schema{"not": schema{"pattern": "^[a-z_]+/"}}}}}}
	}
	return schema{}
}

func anys(list []string) []any {
	out := make([]any, len(list))
	for k, s := range list {
		out[k] = s
	}
	return out
}

// record is the schema of an artifact, under the names of the map or those outside; must says which fields have to be there.
func (w *world) record(a *artifact, outside bool, must func(*field) bool) schema {
	properties, required := schema{}, []any{}
	add := func(f *field) {
		name := f.name
		if outside && f.named != "" {
			name = f.named
		}
		properties[name] = w.schema(f.typ)
		if must(f) {
			required = append(required, name)
		}
	}
	for _, f := range a.all() {
		add(f)
	}
	return schema{"type": "object", "properties": properties, "required": required}
}

// all are the fields of an artifact, those of its schema file included.
func (a *artifact) all() []*field {
	out := append([]*field(nil), a.fields...)
	p, _ := a.schema["properties"].(map[string]any)
	for _, name := range sortedKeys(p) {
		out = append(out, a.field(name))
	}
	return out
}

// compiled keeps schemas from one mutation to the next.
var compiled = map[string]*jsonschema.Schema{}

// violations holds a value to a schema; "" where there are none.
func violations(s schema, value any) string {
	source, _ := json.Marshal(s)
	c, ok := compiled[string(source)]
	if !ok {
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat()
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(source)))
		if err == nil {
			err = compiler.AddResource("mem:///schema", doc)
		}
		if err == nil {
			c, err = compiler.Compile("mem:///schema")
		}
		if err != nil {
			panic(err)
		}
		compiled[string(source)] = c
	}
	if err := c.Validate(value); err != nil {
		return err.Error()
	}
	return ""
}

// samples are values that a type allows, the borders among them. own is the artifact whose key the field is.
func (w *world) samples(t *typ, own string) []cty.Value {
	t, optional := w.bare(t)
	var out []cty.Value
	text := func(list ...string) {
		for _, s := range list {
			out = append(out, cty.StringVal(s))
		}
	}
	if t == nil {
		return nil
	}
	switch t.form {
	case "string":
		if own != "" {
			text(own + "/1")
			break
		}
		text("some text", "")
		text(w.literals...)
	case "number":
		out = append(out, cty.NumberIntVal(0), cty.NumberFloatVal(2.5), cty.NumberIntVal(3), cty.NumberIntVal(100))
	case "integer":
		out = append(out, cty.NumberIntVal(0), cty.NumberIntVal(3), cty.NumberIntVal(100))
	case "bool":
		out = append(out, cty.True, cty.False)
	case "timestamp":
		text("2026-11-24T03:12:00Z", "2027-01-01T00:00:00+01:00")
	case "date":
		text("2026-11-24")
	case "duration":
		text("4h", "1h30m")
	case "uri":
		text("https://example.org/a?b=c")
	case "email":
		text("desk@example.org")
	case "enum":
		text(t.values...)
	case "list", "set":
		inner := w.samples(t.of[0], "")
		if len(inner) > 0 {
			out = append(out, cty.EmptyTupleVal, cty.TupleVal(inner[:1]), cty.TupleVal(inner))
		}
	case "map":
		out = append(out, cty.EmptyObjectVal)
		for _, v := range w.samples(t.of[0], "") {
			out = append(out, cty.ObjectVal(map[string]cty.Value{"key": v}))
		}
	case "union":
		for _, x := range t.of {
			out = append(out, w.samples(x, "")...)
		}
	case "ref":
		if key := w.key(t.of[0].names[0]); key != nil {
			out = slices.DeleteFunc(w.samples(key.typ, t.of[0].names[0]), func(v cty.Value) bool { return v.IsNull() })
		}
	case "object":
		full := map[string]cty.Value{}
		for k, name := range t.names {
			if list := w.samples(t.of[k], ""); len(list) > 0 {
				full[name] = list[0]
			}
		}
		out = append(out, cty.ObjectVal(full))
	}
	if optional {
		out = append(out, cty.NullVal(cty.DynamicPseudoType))
	}
	return out
}
