package runbook

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"handoff/graph/words"
	"handoff/lang"
)

// What is set on records, and from what.

// settings says what an update sets: "status to `closed` and resolved at to …".
func (b *builder) settings(update *lang.Assignments, home string) Line {
	if update == nil {
		return nil
	}
	var list []Line
	for _, e := range update.Entries {
		to := " to "
		if _, field := e.Value.Syntax.(*hclsyntax.ScopeTraversalExpr); field { // else the field's name reads as the text to be written
			to = " to the value of "
		}
		list = append(list, say(code(e.Name.Name), to, b.built(e.Value, home)))
	}
	return listed(list, "and")
}

// built says a value that is set: a literal as it is written into the field, a field by its name, anything else as the map writes it.
func (b *builder) built(e lang.Expression, home string) Line {
	if text, ok := literalText(e); ok {
		return say(code(text))
	}
	if line := origin(e.Syntax, home); line != nil {
		return line
	}
	return say(code(strings.Join(strings.Fields(e.Text), " ")))
}

// literalText is the value of an expression that says one text, number or bool.
func literalText(e lang.Expression) (string, bool) {
	if !e.Given() {
		return "", false
	}
	v, diags := e.Syntax.Value(nil)
	if diags.HasErrors() || v.IsNull() || !v.IsWhollyKnown() {
		return "", false
	}
	switch v.Type() {
	case cty.String:
		return v.AsString(), true
	case cty.Number:
		return v.AsBigFloat().Text('f', -1), true
	case cty.Bool:
		return strconv.FormatBool(v.True()), true
	}
	return "", false
}

func fieldNames(fields lang.FieldNames) Line {
	var list []Line
	for _, f := range fields {
		list = append(list, say(code(f.Name)))
	}
	return listed(list, "and")
}

// origin says a field that a value is taken from, a text with such fields in it, or a list that holds just one; nil for anything else. The record called home goes
// without its name.
func origin(e hclsyntax.Expression, home string) Line {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return origin(e.Expression, home)
	case *hclsyntax.TemplateExpr:
		line := say("“")
		for _, part := range e.Parts {
			said := origin(part, home)
			if literal, ok := part.(*hclsyntax.LiteralValueExpr); ok && literal.Val.Type() == cty.String {
				said = say(literal.Val.AsString())
			}
			if said == nil {
				return nil
			}
			line = say(line, said)
		}
		return say(line, "”")
	case *hclsyntax.TupleConsExpr:
		if len(e.Exprs) == 1 {
			if only := origin(e.Exprs[0], home); only != nil {
				return say("a list with ", only)
			}
		}
	case *hclsyntax.ScopeTraversalExpr:
		names, ok := words.Names(e.Traversal)
		if !ok || len(names) < 2 || names[0] == "local" {
			return nil
		}
		line := say(code(names[len(names)-1]))
		for i := len(names) - 2; i > 0; i-- {
			line = say(line, " of the "+words.Spell(names[i]))
		}
		switch names[0] {
		case home, "from":
			return line
		case "to":
			return say(line, " of the new record")
		}
		return say(line, " of the "+words.Spell(names[0]))
	}
	return nil
}
