package lang

// What a condition comes to once one field of one record is known. Nothing else in it is, so the answer is yes, no, or that it
// depends: three-valued logic (Kleene 1938), which never says more than it knows.

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Answer is what a condition comes to.
type Answer int8

// The answers.
const (
	No      Answer = -1
	Depends Answer = 0
	Yes     Answer = 1
)

// Known is one field of a record that goes by a name, and its value; null where it is not filled.
type Known struct {
	Record, Field string
	Value         cty.Value
}

// Decide says what a condition comes to.
func (k Known) Decide(e Expression) Answer { return k.answer(e.Syntax, 0) }

const maxConditionDepth = 200

func (k Known) answer(e hclsyntax.Expression, depth int) Answer {
	if depth > maxConditionDepth {
		return Depends
	}
	depth++
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return k.answer(e.Expression, depth)
	case *hclsyntax.ConditionalExpr:
		switch k.answer(e.Condition, depth) {
		case Yes:
			return k.answer(e.TrueResult, depth)
		case No:
			return k.answer(e.FalseResult, depth)
		}
		if a := k.answer(e.TrueResult, depth); a == k.answer(e.FalseResult, depth) {
			return a
		}
	case *hclsyntax.UnaryOpExpr:
		if e.Op == hclsyntax.OpLogicalNot {
			return -k.answer(e.Val, depth)
		}
	case *hclsyntax.BinaryOpExpr:
		switch e.Op {
		case hclsyntax.OpLogicalAnd:
			return min(k.answer(e.LHS, depth), k.answer(e.RHS, depth))
		case hclsyntax.OpLogicalOr:
			return max(k.answer(e.LHS, depth), k.answer(e.RHS, depth))
		case hclsyntax.OpEqual:
			return k.equal(e.LHS, e.RHS)
		case hclsyntax.OpNotEqual:
			return -k.equal(e.LHS, e.RHS)
		}
	case *hclsyntax.FunctionCallExpr:
		if e.Name == "contains" && len(e.Args) == 2 && !e.ExpandFinal {
			return k.contains(e.Args[0], e.Args[1])
		}
	default:
		if v, ok := written(e); ok && v.Type() == cty.Bool && !v.IsNull() {
			if v.True() {
				return Yes
			}
			return No
		}
	}
	return Depends
}

// valueOf is the value of an expression: the known field's, or one that is written out.
func (k Known) valueOf(e hclsyntax.Expression) (cty.Value, bool) {
	if p, ok := e.(*hclsyntax.ParenthesesExpr); ok {
		return k.valueOf(p.Expression)
	}
	if t, ok := e.(*hclsyntax.ScopeTraversalExpr); ok && k.names(t.Traversal) {
		return k.Value, true
	}
	return written(e)
}

// names reports whether a traversal is the known field.
func (k Known) names(t hcl.Traversal) bool {
	if len(t) != 2 || t.RootName() != k.Record {
		return false
	}
	attr, ok := t[1].(hcl.TraverseAttr)
	return ok && attr.Name == k.Field
}

func (k Known) equal(a, b hclsyntax.Expression) Answer {
	x, okX := k.valueOf(a)
	y, okY := k.valueOf(b)
	if !okX || !okY {
		return Depends
	}
	return same(x, y)
}

func same(x, y cty.Value) Answer {
	switch {
	case x.IsNull() || y.IsNull():
		if x.IsNull() && y.IsNull() {
			return Yes
		}
		return No
	case x.Type() == cty.String && y.Type() == cty.String && x.IsKnown() && y.IsKnown(): // by far the most, and many times faster so
		if x.AsString() == y.AsString() {
			return Yes
		}
	case x.RawEquals(y):
		return Yes
	}
	return No
}

// contains decides `contains([…], x)`.
func (k Known) contains(list, element hclsyntax.Expression) Answer {
	tuple, ok := list.(*hclsyntax.TupleConsExpr)
	x, okX := k.valueOf(element)
	if !ok || !okX {
		return Depends
	}
	out := No
	for _, item := range tuple.Exprs {
		out = max(out, k.equal(item, element))
	}
	if x.IsNull() {
		return Depends // what a function makes of null is its own affair
	}
	return out
}
