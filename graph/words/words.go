// Package words says conditions of a map as people do: "the priority is P1 and the incident is repeated". Pictures and pages share it, so that both
// say the same.
package words

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"handoff/graph"
	"handoff/lang"
)

// conditions puts expressions into words. Fields of the record called home go without its name, those of any other are "of the …".
type conditions struct{ home string }

// Condition returns an expression in words. Fields of the record called home go without its name: "the priority", where others are "the priority of
// the problem". It is false for what has no words, and then the text is as the map writes it, on one line.
func Condition(e lang.Expression, home string) (text string, ok bool) {
	if !e.Given() {
		return "", false
	}
	if text, ok := (conditions{home}).words(e.Syntax); ok {
		return text, true
	}
	return strings.Join(strings.Fields(e.Text), " "), false
}

// Home is the record that most of a process is about: what its first input brings, or its first output sends. Conditions leave its name out.
func Home(p *graph.Process) string {
	for _, ports := range [][]*graph.Port{p.Inputs, p.Outputs} {
		for _, port := range ports {
			if port.Declared != nil && port.Declared.RecordName() != "" {
				return port.Declared.RecordName()
			}
			if port.Artifact != nil {
				return port.Artifact.Name
			}
		}
	}
	return ""
}

// Spell makes a name readable: `repeat_count` is "repeat count".
func Spell(name string) string { return strings.NewReplacer("_", " ", "-", " ").Replace(name) }

// Names returns a traversal as its names; false where it is more than names.
func Names(t hcl.Traversal) (names []string, ok bool) {
	for _, part := range t {
		switch part := part.(type) {
		case hcl.TraverseRoot:
			names = append(names, part.Name)
		case hcl.TraverseAttr:
			names = append(names, part.Name)
		default:
			return nil, false
		}
	}
	return names, true
}

func (c conditions) words(e hclsyntax.Expression) (string, bool) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.words(e.Expression)
	case *hclsyntax.ScopeTraversalExpr:
		if field, ok := c.field(e); ok {
			return strings.TrimPrefix(field, "the ") + " is yes", true
		}
	case *hclsyntax.UnaryOpExpr:
		if field, ok := c.field(e.Val); ok && e.Op == hclsyntax.OpLogicalNot {
			return strings.TrimPrefix(field, "the ") + " is no", true
		}
	case *hclsyntax.BinaryOpExpr:
		return c.binary(e)
	case *hclsyntax.FunctionCallExpr:
		if e.Name == "contains" && len(e.Args) == 2 {
			list, ok := c.field(e.Args[0])
			value, known := c.value(e.Args[1])
			if ok && known {
				if be(list) == "are" {
					return list + " include " + value, true
				}
				return list + " includes " + value, true
			}
			if value, ok := c.field(e.Args[1]); ok {
				if choices, ok := alternatives(e.Args[0]); ok {
					return value + " " + be(value) + " " + choices, true
				}
			}
		}
	}
	return "", false
}

// comparisons are what is said between the verb and the value, and after it.
var comparisons = map[*hclsyntax.Operation][2]string{
	hclsyntax.OpEqual:              {" ", ""},
	hclsyntax.OpNotEqual:           {" not ", ""},
	hclsyntax.OpGreaterThanOrEqual: {" ", " or more"},
	hclsyntax.OpGreaterThan:        {" more than ", ""},
	hclsyntax.OpLessThanOrEqual:    {" ", " or less"},
	hclsyntax.OpLessThan:           {" less than ", ""},
}

// mirrored says the same of the other side.
var mirrored = map[*hclsyntax.Operation]*hclsyntax.Operation{
	hclsyntax.OpEqual: hclsyntax.OpEqual, hclsyntax.OpNotEqual: hclsyntax.OpNotEqual,
	hclsyntax.OpGreaterThanOrEqual: hclsyntax.OpLessThanOrEqual, hclsyntax.OpGreaterThan: hclsyntax.OpLessThan,
	hclsyntax.OpLessThanOrEqual: hclsyntax.OpGreaterThanOrEqual, hclsyntax.OpLessThan: hclsyntax.OpGreaterThan,
}

func (c conditions) binary(e *hclsyntax.BinaryOpExpr) (string, bool) {
	switch e.Op {
	case hclsyntax.OpLogicalAnd, hclsyntax.OpLogicalOr:
		if mixes(e.LHS, e.Op) || mixes(e.RHS, e.Op) {
			return "", false // words have no brackets
		}
		left, ok := c.words(e.LHS)
		right, fine := c.words(e.RHS)
		if e.Op == hclsyntax.OpLogicalAnd {
			return left + " and " + right, ok && fine
		}
		return Or(left, right), ok && fine
	}
	words, known := comparisons[e.Op]
	if !known {
		return "", false
	}
	field, ok := c.field(e.LHS)
	other := e.RHS
	if !ok {
		field, ok = c.field(e.RHS)
		other, words = e.LHS, comparisons[mirrored[e.Op]]
	}
	if !ok {
		return "", false
	}
	field += " " + be(field)
	if isNull(other) {
		switch e.Op {
		case hclsyntax.OpEqual:
			return field + " empty", true
		case hclsyntax.OpNotEqual:
			return field + " filled in", true
		}
		return "", false
	}
	value, ok := c.value(other)
	return field + words[0] + value + words[1], ok
}

// be is the verb for a field: "the logs are", "the status is".
func be(field string) string {
	noun, _, _ := strings.Cut(field, " of the ")
	if strings.HasSuffix(noun, "s") && !strings.HasPrefix(noun, "the number of ") && !strings.HasSuffix(noun, "ss") && !strings.HasSuffix(noun, "us") && !strings.HasSuffix(noun, "is") {
		return "are"
	}
	return "is"
}

// Or joins two conditions. What both say of the same thing is said of it once: "the priority is P1 or P2".
func Or(left, right string) string {
	for _, verb := range []string{" is ", " are "} {
		of, value, ok := strings.Cut(right, verb)
		before, _, fine := strings.Cut(left, verb)
		if ok && fine && of == before && !strings.Contains(left+right, " and ") {
			return left + " or " + value
		}
	}
	return left + " or " + right
}

// mixes reports whether e joins with "and" where "or" is said, or the other way round.
func mixes(e hclsyntax.Expression, op *hclsyntax.Operation) bool {
	for {
		p, ok := e.(*hclsyntax.ParenthesesExpr)
		if !ok {
			break
		}
		e = p.Expression
	}
	b, ok := e.(*hclsyntax.BinaryOpExpr)
	return ok && (b.Op == hclsyntax.OpLogicalAnd || b.Op == hclsyntax.OpLogicalOr) && b.Op != op
}

// field says `incident.priority` as "the priority", or "the priority of the incident", and length(x) as "the number of x".
func (c conditions) field(e hclsyntax.Expression) (string, bool) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.field(e.Expression)
	case *hclsyntax.FunctionCallExpr:
		if e.Name == "length" && len(e.Args) == 1 {
			of, ok := c.field(e.Args[0])
			return "the number of " + strings.TrimPrefix(of, "the "), ok
		}
	case *hclsyntax.ScopeTraversalExpr:
		names, ok := Names(e.Traversal)
		if !ok || len(names) < 2 || names[0] == "local" {
			return "", false
		}
		if root, field := Spell(names[0]), Spell(names[1]); len(names) == 2 && names[0] != c.home && strings.HasSuffix(root, " "+field) {
			return "the " + root, true // the outcome of the change outcome
		}
		var said strings.Builder
		said.WriteString("the " + Spell(names[len(names)-1]))
		for i := len(names) - 2; i > 0; i-- {
			said.WriteString(" of the " + Spell(names[i]))
		}
		if names[0] != c.home {
			said.WriteString(" of the " + Spell(names[0]))
		}
		return said.String(), true
	}
	return "", false
}

// value says a literal, or another field.
func (c conditions) value(e hclsyntax.Expression) (string, bool) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.value(e.Expression)
	case *hclsyntax.ScopeTraversalExpr:
		return c.field(e)
	case *hclsyntax.FunctionCallExpr:
		if e.Name == "duration" && len(e.Args) == 1 {
			return c.value(e.Args[0])
		}
		return "", false
	}
	v, diags := e.Value(nil)
	if diags.HasErrors() || v.IsNull() || !v.IsWhollyKnown() {
		return "", false
	}
	switch v.Type() {
	case cty.String:
		return strings.ReplaceAll(v.AsString(), "_", " "), true
	case cty.Number:
		return v.AsBigFloat().Text('f', -1), true
	case cty.Bool:
		if v.True() {
			return "yes", true
		}
		return "no", true
	}
	return "", false
}

// alternatives says a literal list: "P1, P2 or P3".
func alternatives(e hclsyntax.Expression) (string, bool) {
	tuple, ok := e.(*hclsyntax.TupleConsExpr)
	if !ok || len(tuple.Exprs) == 0 {
		return "", false
	}
	var items []string
	for _, x := range tuple.Exprs {
		item, ok := conditions{}.value(x)
		if !ok {
			return "", false
		}
		items = append(items, item)
	}
	if len(items) == 1 {
		return items[0], true
	}
	return strings.Join(items[:len(items)-1], ", ") + " or " + items[len(items)-1], true
}

func isNull(e hclsyntax.Expression) bool {
	l, ok := e.(*hclsyntax.LiteralValueExpr)
	return ok && l.Val.IsNull()
}
