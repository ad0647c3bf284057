package lang

// What an expression says by itself, without being evaluated: the values it writes out, and the fields it reads.

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Texts lists the texts that the expression may come to, where it writes them out itself: a quoted text, or a conditional between
// several. False where it may come to anything else.
func (e Expression) Texts() ([]string, bool) { return texts(e.Syntax, 0) }

func texts(e hclsyntax.Expression, depth int) ([]string, bool) {
	if depth > 100 {
		return nil, false
	}
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return texts(e.Expression, depth+1)
	case *hclsyntax.ConditionalExpr:
		a, okA := texts(e.TrueResult, depth+1)
		b, okB := texts(e.FalseResult, depth+1)
		return append(a, b...), okA && okB
	}
	if v, ok := written(e); ok && v.Type() == cty.String && !v.IsNull() {
		return []string{v.AsString()}, true
	}
	return nil, false
}

// written is the value of an expression that is written out: a text without parts, a number, true, false, null.
func written(e hclsyntax.Expression) (cty.Value, bool) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return written(e.Expression)
	case *hclsyntax.LiteralValueExpr:
		return e.Val, e.Val != cty.NilVal && e.Val.IsKnown()
	case *hclsyntax.TemplateExpr:
		if len(e.Parts) == 0 {
			return cty.StringVal(""), true
		}
		if len(e.Parts) == 1 {
			return written(e.Parts[0])
		}
	}
	return cty.NilVal, false
}

// IsNull reports whether the expression is just null.
func (e Expression) IsNull() bool {
	v, ok := written(e.Syntax)
	return ok && v.IsNull()
}

// Reads lists the fields that the expression reads of records that go by these names, and whether it takes such a record as a whole.
func (e Expression) Reads(records ...string) (fields []string, whole bool) {
	if e.Syntax == nil {
		return nil, false
	}
	for _, t := range e.Syntax.Variables() {
		if !slices.Contains(records, t.RootName()) {
			continue
		}
		if len(t) == 1 {
			whole = true
		} else if attr, ok := t[1].(hcl.TraverseAttr); ok {
			fields = append(fields, attr.Name)
		}
	}
	return fields, whole
}
