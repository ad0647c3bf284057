package graph

// What a condition comes to once one field of one record is known. Nothing else in it is, so the answer is yes, no, or that it
// depends: three-valued logic (Kleene 1938), which never says more than it knows.

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// answer is what a condition comes to.
type answer int8

const (
	no      answer = -1
	depends answer = 0
	yes     answer = 1
)

// known is one field of a record that goes by a name, and its value; null where it is not filled.
type known struct {
	record, field string
	value         cty.Value
}

// decide says what the condition comes to.
func (k known) decide(e hclsyntax.Expression) answer { return k.answer(e, 0) }

const maxConditionDepth = 200

func (k known) answer(e hclsyntax.Expression, depth int) answer {
	if depth > maxConditionDepth {
		return depends
	}
	depth++
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return k.answer(e.Expression, depth)
	case *hclsyntax.ConditionalExpr:
		switch k.answer(e.Condition, depth) {
		case yes:
			return k.answer(e.TrueResult, depth)
		case no:
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
		if v, ok := constant(e); ok && v.Type() == cty.Bool && !v.IsNull() {
			if v.True() {
				return yes
			}
			return no
		}
	}
	return depends
}

// valueOf is the value of an expression: the known field's, or one that is written out.
func (k known) valueOf(e hclsyntax.Expression) (cty.Value, bool) {
	if p, ok := e.(*hclsyntax.ParenthesesExpr); ok {
		return k.valueOf(p.Expression)
	}
	if t, ok := e.(*hclsyntax.ScopeTraversalExpr); ok && k.names(t.Traversal) {
		return k.value, true
	}
	return constant(e)
}

// names reports whether a traversal is the known field.
func (k known) names(t hcl.Traversal) bool {
	if len(t) != 2 || t.RootName() != k.record {
		return false
	}
	attr, ok := t[1].(hcl.TraverseAttr)
	return ok && attr.Name == k.field
}

func (k known) equal(a, b hclsyntax.Expression) answer {
	x, okX := k.valueOf(a)
	y, okY := k.valueOf(b)
	if !okX || !okY {
		return depends
	}
	return same(x, y)
}

func same(x, y cty.Value) answer {
	switch {
	case x.IsNull() || y.IsNull():
		if x.IsNull() && y.IsNull() {
			return yes
		}
		return no
	case x.RawEquals(y):
		return yes
	}
	return no
}

// contains decides `contains([…], x)`.
func (k known) contains(list, element hclsyntax.Expression) answer {
	tuple, ok := list.(*hclsyntax.TupleConsExpr)
	x, okX := k.valueOf(element)
	if !ok || !okX {
		return depends
	}
	out := no
	for _, item := range tuple.Exprs {
		out = max(out, k.equal(item, element))
	}
	if x.IsNull() {
		return depends // what a function makes of null is its own affair
	}
	return out
}
