package compiled

import (
	"encoding/json"

	ctyjson "github.com/zclconf/go-cty/cty/json"

	"handoff/lang"
)

// One table for the values an argument can hold: as the Go types of lang/values.go decide how an argument is read, here they decide
// how it is written and what the schema says of it.

// encodeValue returns the JSON of an argument's value, given the address of the Go field it is held in, and whether there is any.
func encodeValue(field any) (value any, given bool) {
	switch v := field.(type) {
	case *lang.Text:
		return v.Value, v.Given()
	case *lang.Texts:
		return v.Values(), *v != nil
	case *lang.Flag:
		return v.Value, v.Given()
	case *lang.Number:
		return v.Value, v.Given()
	case *lang.Date:
		return v.Text, v.Given()
	case *lang.Duration:
		return encodeDuration(*v), v.Given()
	case *[]lang.Link:
		list := make([]object, len(*v))
		for i, l := range *v {
			list[i] = object{{"label", l.Label}, {"url", l.URL}}
		}
		return list, *v != nil
	case *lang.Meta:
		return encodeMeta(*v), v.Given()
	case *lang.FieldName:
		return v.Name, v.Given()
	case *lang.FieldNames:
		names := make([]string, len(*v))
		for i, f := range *v {
			names[i] = f.Name
		}
		return names, *v != nil
	case *lang.Expression:
		return v.Text, v.Given()
	case *lang.TypeExpression:
		return v.Type.String(), v.Type != nil
	case *lang.Ladder:
		list := make([]object, len(v.Levels))
		for i, l := range v.Levels {
			list[i] = object{{"after", encodeDuration(l.After)}, {"targets", addresses(l.Targets)}}
		}
		return list, v.Given()
	case *lang.Quorum:
		if v.All {
			return "all", v.Given()
		}
		return v.Count, v.Given()
	case *lang.Path:
		return v.Resolved, v.Given()
	case *lang.Reference:
		return v.Address(), v.Given()
	case *lang.References:
		return addresses(*v), v.Given()
	}
	return nil, false
}

func encodeDuration(d lang.Duration) any {
	if d.Unstated != "" {
		return object{{"unstated", d.Unstated}}
	}
	return d.Value.String()
}

func encodeMeta(m lang.Meta) any {
	raw, err := ctyjson.Marshal(m.Value, m.Value.Type())
	if err != nil { // nothing that a literal can say
		return nil
	}
	return json.RawMessage(raw)
}

func addresses(refs lang.References) []string {
	out := make([]string, len(refs))
	for i, r := range refs {
		out[i] = r.Address()
	}
	return out
}

// encodeRows writes the lines of a block whose arguments the map names itself.
func encodeRows(block any) []object {
	list := []object{}
	switch b := block.(type) {
	case *lang.Matrix:
		for _, r := range b.Rows {
			list = append(list, object{{"step", r.Step.Address()}, {"cells", r.Cells.Values()}})
		}
	case *lang.Assignments:
		for _, e := range b.Entries {
			list = append(list, object{{"field", e.Name.Name}, {"value", e.Value.Text}})
		}
	}
	return list
}
