package compiled

import (
	"io"

	"handoff/lang"
)

// WriteSchema writes the JSON Schema (2020-12) of what Write writes. Keys that it does not name may be added at any time.
func WriteSchema(w io.Writer) error {
	return write(w, schema())
}

func schema() object {
	defs := object{
		{"address", object{{"type", "string"}, {"description", "Names a part of the map: kind.name, and process.NAME.step.NAME below it. `end` ends a process."}}},
		{"place", object{{"type", "string"}, {"pattern", `:[0-9]+$`}, {"description", "file:line, the file relative to the workspace."}}},
		{"duration", object{
			{"description", "A length of time such as 1h30m, 2d or 6mo; or, where the source gives no figure, its own words."},
			{"oneOf", []object{
				{{"type", "string"}, {"pattern", `^([0-9]+(y|q|mo|w|d|h|m))+$`}},
				{{"type", "object"}, {"properties", object{{"unstated", object{{"type", "string"}}}}}, {"required", []string{"unstated"}}},
			}},
		}},
		{"links", listOf(object{{"type", "object"}, {"properties", object{{"label", object{{"type", "string"}}}, {"url", object{{"type", "string"}}}}}, {"required", []string{"label", "url"}}})},
		{"ladder", listOf(object{{"type", "object"}, {"properties", object{{"after", ref("duration")}, {"targets", listOf(ref("address"))}}}, {"required", []string{"after", "targets"}}})},
	}
	properties := object{
		{"format_version", object{{"const", FormatVersion}}},
		{"name", object{{"type", "string"}, {"description", "What the map is called."}}},
		{"files", listOf(object{{"type", "string"}})},
		{"errors", object{{"type", "integer"}, {"minimum", 0}, {"description", "How many errors the map has; with errors, arguments may be missing and addresses name nothing."}}},
	}
	required := []string{"format_version", "files", "errors"}
	seen := map[*lang.BlockType]bool{}
	for _, kind := range lang.TopLevel() {
		if unwritten(kind.Type) {
			continue
		}
		properties = append(properties, member{kind.Type.Name, listOf(ref(kind.Type.Name))})
		required = append(required, kind.Type.Name)
		defs = append(defs, blockDefs(kind, &lang.Map{}, seen)...)
	}
	return object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "A compiled handoff map"},
		{"type", "object"},
		{"properties", properties},
		{"required", required},
		{"$defs", defs},
	}
}

// blockDefs describes a kind of block and those that stand inside it, each once.
func blockDefs(kind lang.InnerBlock, outer any, seen map[*lang.BlockType]bool) object {
	t := kind.Type
	if seen[t] {
		return nil
	}
	seen[t] = true
	var properties object
	required := []string{}
	if t.Named || t.Name == string(lang.KindField) {
		properties = append(properties, member{"address", ref("address")})
		required = append(required, "address")
	}
	if t.Label != "" {
		properties = append(properties, member{t.Label, object{{"type", "string"}}})
		required = append(required, t.Label)
	}
	properties = append(properties, member{"place", ref("place")})
	block := kind.New(outer)
	add := func(rows []lang.Argument, from any) {
		for _, row := range rows {
			properties = append(properties, member{row.Name, valueSchema(row, row.Value(from))})
		}
	}
	if t.Named {
		add(lang.CommonArguments(), block.(lang.Declaration).Common())
	}
	add(t.Arguments, block)
	if t.Rest != "" {
		properties = append(properties, member{"rows", rowsSchema(block)})
		required = append(required, "rows")
	}
	var inner object
	for _, b := range t.Blocks {
		s := ref(b.Type.Name)
		if b.Many {
			s = listOf(s)
		}
		properties = append(properties, member{b.Type.Name, s})
		inner = append(inner, blockDefs(b, block, seen)...)
	}
	return append(object{{t.Name, object{
		{"description", t.Doc},
		{"type", "object"},
		{"properties", properties},
		{"required", required},
	}}}, inner...)
}

func ref(name string) object    { return object{{"$ref", "#/$defs/" + name}} }
func listOf(item object) object { return object{{"type", "array"}, {"items", item}} }

// valueSchema says what encodeValue makes of the Go field of an argument.
func valueSchema(row lang.Argument, field any) object {
	s := object{}
	switch field.(type) {
	case *lang.Text:
		s = object{{"type", "string"}}
		if len(row.OneOf) > 0 {
			s = object{{"enum", row.OneOf}}
		}
	case *lang.Date, *lang.FieldName, *lang.Expression, *lang.TypeExpression, *lang.Path:
		s = object{{"type", "string"}}
	case *lang.Texts, *lang.FieldNames:
		s = listOf(object{{"type", "string"}})
	case *lang.Flag:
		s = object{{"type", "boolean"}}
	case *lang.Number:
		s = object{{"type", "integer"}}
	case *lang.Quorum:
		s = object{{"oneOf", []object{{{"const", "all"}}, {{"type", "integer"}}}}}
	case *lang.Duration:
		s = ref("duration")
	case *[]lang.Link:
		s = ref("links")
	case *lang.Ladder:
		s = ref("ladder")
	case *lang.Reference:
		s = ref("address")
	case *lang.References:
		s = listOf(ref("address"))
	}
	return append(object{{"description", row.Doc}}, s...)
}

// rowsSchema says what encodeRows makes of a block.
func rowsSchema(block any) object {
	text := object{{"type", "string"}}
	row := object{{"field", text}, {"value", text}}
	keys := []string{"field", "value"}
	if _, ok := block.(*lang.Matrix); ok {
		row = object{{"step", ref("address")}, {"cells", listOf(text)}}
		keys = []string{"step", "cells"}
	}
	return listOf(object{{"type", "object"}, {"properties", row}, {"required", keys}})
}
