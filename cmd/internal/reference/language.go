package reference

import (
	"fmt"
	"slices"
	"strings"

	"handoff/lang"
	"handoff/lang/types"
)

// Language is the reference of every block and argument that a map or handoff.hcl may hold.
func Language() string {
	var b strings.Builder
	b.WriteString("# Language reference\n\n")
	b.WriteString(generated)
	b.WriteString("\nWhat a map file (`*.handoff.hcl`) may say. A block is named by its kind and its label: `process \"selling\" { … }` is `process.selling`. " +
		"A reference is such an address, written without quotes; *one or a list* takes `role.a` as well as `[role.a, role.b]`.\n\n")
	b.WriteString("Durations are `\"30m\"`, `\"4h\"`, `\"2d\"`, `\"1w\"` and combinations such as `\"1h30m\"`; a *period* may also be in months `mo`, quarters `q` and years `y`. " +
		"Where the source gives no figure, `unstated(\"ASAP\")` says so.\n\n")
	w := &languagePage{out: &b, seen: map[*lang.BlockType]bool{}}
	kinds := lang.TopLevel()
	for _, k := range kinds {
		fmt.Fprintf(&b, "- [%s](#%s): %s\n", k.Type.Name, anchor(k.Type.Name), k.Type.Doc)
	}
	b.WriteString("\n## Every named block\n\nThese arguments may stand in every block that has a name.\n\n")
	w.table(lang.CommonArguments(), new(lang.Block))
	for _, k := range kinds {
		w.block(k, &lang.Map{}, 2)
	}
	b.WriteString("\n## Types\n\nWhat the `type` of a field may be.\n\n| type | |\n|---|---|\n")
	for _, word := range types.Words() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", cell(word.Use), cell(word.Doc))
	}
	b.WriteString("| `artifact.x` | That record as a whole. |\n| `artifact.x.field` | The type of that field, without its `optional`. |\n")
	b.WriteString("\n## Functions\n\nWhat expressions may call: conditions, what `create` and `update` set, house rules. None reads a file, the clock or the network.\n\n| function | |\n|---|---|\n")
	for _, name := range lang.FunctionNames() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", cell(call(name)), cell(about(name)))
	}
	b.WriteString("\n# Settings\n\nWhat `handoff.hcl` may say: it stands at the root of a map and configures the tool.\n")
	settings := &languagePage{out: &b, seen: map[*lang.BlockType]bool{}}
	for _, k := range lang.SettingsLevel() {
		settings.block(k, &lang.Settings{}, 2)
	}
	return b.String()
}

// languagePage writes blocks. One that may stand in several others is described where it first comes up.
type languagePage struct {
	out  *strings.Builder
	seen map[*lang.BlockType]bool
}

// block describes a kind of block, and below it those that stand inside.
func (w *languagePage) block(k lang.InnerBlock, outer any, level int) {
	t := k.Type
	if w.seen[t] {
		return
	}
	w.seen[t] = true
	label := ""
	if t.Label != "" {
		label = fmt.Sprintf(" \"%s\"", strings.ToUpper(t.Label))
	}
	fmt.Fprintf(w.out, "\n%s %s\n\n`%s%s { … }`: %s\n", strings.Repeat("#", level), t.Name, t.Name, label, t.Doc)
	if k.UsedBy != "" {
		fmt.Fprintf(w.out, "\nUsed by: %s.\n", k.UsedBy)
	}
	block := k.New(outer)
	if len(t.Arguments) > 0 {
		w.out.WriteString("\n")
		w.table(t.Arguments, block)
	}
	if t.Rest != "" {
		fmt.Fprintf(w.out, "\n%s Used by: %s.\n", t.Rest, t.RestUsedBy)
	}
	if len(t.Blocks) > 0 {
		var names []string
		for _, i := range t.Blocks {
			many := ""
			if i.Many {
				many = " (any number)"
			}
			names = append(names, fmt.Sprintf("[%s](#%s)%s", i.Type.Name, anchor(i.Type.Name), many))
		}
		fmt.Fprintf(w.out, "\nBlocks inside: %s.\n", strings.Join(names, ", "))
	}
	for _, i := range t.Blocks {
		w.block(i, block, min(level+1, 4))
	}
}

func (w *languagePage) table(rows []lang.Argument, block any) {
	w.out.WriteString("| argument | value | | used by |\n|---|---|---|---|\n")
	for _, row := range rows {
		name := "`" + row.Name + "`"
		if row.Required {
			name += " (required)"
		}
		fmt.Fprintf(w.out, "| %s | %s | %s | %s |\n", name, cell(Value(row, row.Value(block))), cell(row.Doc), cell(row.UsedBy))
	}
}

// Value says what may be written for an argument, given the Go field that holds it.
func Value(row lang.Argument, field any) string {
	switch field.(type) {
	case *lang.Text:
		if len(row.OneOf) > 0 {
			return "`\"" + strings.Join(row.OneOf, "\"` or `\"") + "\"`"
		}
		return "text"
	case *lang.Texts:
		return "texts"
	case *lang.Flag:
		return "`true` or `false`"
	case *lang.Number:
		return "whole number"
	case *lang.Date:
		if row.Instant {
			return "date or instant"
		}
		return "date"
	case *lang.Duration:
		if row.LongTerm {
			return "period"
		}
		return "duration"
	case *[]lang.Link:
		return "`{ \"label\" = \"URL\" }`"
	case *lang.Meta:
		return "any object"
	case *lang.FieldName:
		return "field name"
	case *lang.FieldNames:
		return "field names"
	case *lang.Expression:
		return "expression"
	case *lang.TypeExpression:
		return "type"
	case *lang.Ladder:
		return "durations, each with " + kinds(row.Refs) + ", one or a list"
	case *lang.Meanings:
		if len(row.Refs) > 0 {
			return "`{ \"word of the log\" = … }`: " + kinds(row.Refs)
		}
		return "`{ \"word\" = \"word\" }`"
	case *lang.Quorum:
		return "`\"all\"`, `\"any\"` or a number"
	case *lang.Path:
		return "path of a file"
	case *lang.Reference:
		return kinds(row.Refs)
	case *lang.References:
		return kinds(row.Refs) + ", one or a list"
	}
	return "value"
}

// kinds lists what a reference may name.
func kinds(list []lang.Kind) string {
	if len(list) == 0 {
		return "an address"
	}
	names := make([]string, len(list))
	for i, k := range list {
		names[i] = string(k)
	}
	slices.SortStableFunc(names, func(a, b string) int { // the word `end` is no kind and comes last
		if a == "end" {
			return 1
		}
		if b == "end" {
			return -1
		}
		return 0
	})
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// call is how a function is called.
func call(name string) string {
	f, ok := lang.Function(name)
	if !ok {
		return map[string]string{"duration": `duration("15m")`, "text": "text(value)"}[name]
	}
	var words []string
	for _, p := range f.Params() {
		words = append(words, p.Name)
	}
	if p := f.VarParam(); p != nil {
		words = append(words, p.Name+"…")
	}
	return name + "(" + strings.Join(words, ", ") + ")"
}

// about says what a function does.
func about(name string) string {
	f, ok := lang.Function(name)
	if !ok {
		return map[string]string{
			"duration": "In house rules: a length of time, in seconds; it counts in the calendar of the promise that it is held against.",
			"text":     "In house rules: any value as people read it: a promise with its calendar, a list, `nothing` for null.",
		}[name]
	}
	return f.Description()
}
