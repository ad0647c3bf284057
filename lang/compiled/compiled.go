// Package compiled writes a map as JSON, for programs that do not read HCL, and describes that JSON by a schema.
//
// Both come from the tables of package lang: every argument that has a row there is written under its own name, with the value it
// was resolved to, and stands in the schema. So neither can lag behind the language. References are written as addresses, durations as
// their canonical text, types and conditions as text, places as "file:line". What was not given is not written.
package compiled

import (
	"fmt"
	"io"
	"slices"

	"handoff/lang"
)

// FormatVersion is raised when a reader of the JSON would have to change; new keys do not count.
const FormatVersion = 1

// Write writes the map, the same bytes for the same map.
func Write(w io.Writer, m *lang.Map) error {
	return write(w, encodeMap(m))
}

func encodeMap(m *lang.Map) object {
	doc := object{{"format_version", FormatVersion}}
	if name := m.Settings.Workspace.Name.Value; name != "" {
		doc = append(doc, member{"name", name})
	}
	files := make([]string, len(m.Files))
	for i, f := range m.Files {
		files[i] = f.Path
	}
	doc = append(doc, member{"files", files}, member{"errors", len(m.Findings)})
	for _, kind := range lang.TopLevel() {
		if unwritten(kind.Type) {
			continue
		}
		list := []object{}
		for _, block := range kind.Values(m) {
			list = append(list, encodeBlock(kind.Type, block))
		}
		doc = append(doc, member{kind.Type.Name, list})
	}
	return doc
}

// unwritten names the one kind that leaves no trace: the values of locals stand where they are used.
func unwritten(t *lang.BlockType) bool { return t.Name == string(lang.KindLocals) }

// encodeBlock writes a block: who it is, then its arguments in the order of the table, then its inner blocks.
func encodeBlock(t *lang.BlockType, block any) object {
	var out object
	switch d := block.(type) {
	case lang.Declaration:
		out = append(out, member{"address", d.Common().Address()})
	case *lang.Field:
		out = append(out, member{"address", d.Address()})
	}
	if t.Label != "" {
		out = append(out, member{t.Label, lang.LabelOf(block)})
	}
	if r := lang.HeaderOf(block); !r.IsZero() {
		out = append(out, member{"place", fmt.Sprintf("%s:%d", r.File, r.Start.Line)})
	}
	add := func(rows []lang.Argument, from any) {
		for _, row := range rows {
			value, given := encodeValue(row.Value(from))
			if word, ok := value.(string); ok && len(row.OneOf) > 0 && !slices.Contains(row.OneOf, word) {
				continue // reported as an error; the schema knows no such word
			}
			if given {
				out = append(out, member{row.Name, value})
			}
		}
	}
	if t.Named {
		add(lang.CommonArguments(), block.(lang.Declaration).Common())
	}
	add(t.Arguments, block)
	if t.Rest != "" {
		out = append(out, member{"rows", encodeRows(block)})
	}
	for _, inner := range t.Blocks {
		var list []object
		for _, b := range inner.Values(block) {
			list = append(list, encodeBlock(inner.Type, b))
		}
		switch {
		case len(list) == 0:
		case inner.Many:
			out = append(out, member{inner.Type.Name, list})
		default:
			out = append(out, member{inner.Type.Name, list[0]})
		}
	}
	return out
}
