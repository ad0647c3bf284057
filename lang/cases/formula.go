package cases

// Reading a condition: its syntax becomes a formula of tests on variables.

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"handoff/lang"
	"handoff/lang/finding"
)

type op uint8

const (
	constant op = iota
	not
	and
	or
	choose
	leaf
)

// formula is a condition, or a part of one.
type formula struct {
	op     op
	args   []*formula
	value  bool // constant
	test   test // leaf
	solved [2]*Condition
}

// variables adds those that are tested.
func (f *formula) variables(to map[*variable]bool) {
	if f.op == leaf {
		to[f.test.of] = true
	}
	for _, a := range f.args {
		a.variables(to)
	}
}

// reader reads one condition.
type reader struct {
	space     *Space
	condition lang.Expression
}

var comparisons = map[*hclsyntax.Operation]relation{
	hclsyntax.OpEqual: equal, hclsyntax.OpNotEqual: notEqual, hclsyntax.OpLessThan: less, hclsyntax.OpLessThanOrEqual: lessOrEqual,
	hclsyntax.OpGreaterThan: greater, hclsyntax.OpGreaterThanOrEqual: greaterOrEqual,
}

// mirrored is the relation with its sides exchanged.
var mirrored = map[relation]relation{
	equal: equal, notEqual: notEqual, less: greater, lessOrEqual: greaterOrEqual, greater: less, greaterOrEqual: lessOrEqual,
}

func (r *reader) read(expr hclsyntax.Expression) *formula {
	if v, ok := r.space.constant(expr); ok && v.Type() == cty.Bool && !v.IsNull() {
		return &formula{op: constant, value: v.True()}
	}
	switch e := expr.(type) {
	case *hclsyntax.ParenthesesExpr:
		return r.read(e.Expression)
	case *hclsyntax.TemplateWrapExpr:
		return r.read(e.Wrapped)
	case *hclsyntax.UnaryOpExpr:
		if e.Op == hclsyntax.OpLogicalNot {
			return &formula{op: not, args: []*formula{r.read(e.Val)}}
		}
	case *hclsyntax.ConditionalExpr:
		return &formula{op: choose, args: []*formula{r.read(e.Condition), r.read(e.TrueResult), r.read(e.FalseResult)}}
	case *hclsyntax.BinaryOpExpr:
		switch e.Op {
		case hclsyntax.OpLogicalAnd:
			return &formula{op: and, args: []*formula{r.read(e.LHS), r.read(e.RHS)}}
		case hclsyntax.OpLogicalOr:
			return &formula{op: or, args: []*formula{r.read(e.LHS), r.read(e.RHS)}}
		}
		if rel, ok := comparisons[e.Op]; ok {
			return r.comparison(e, rel)
		}
	case *hclsyntax.ScopeTraversalExpr:
		v, reason := r.space.lookup(e)
		if v != nil {
			if v.kind == truth {
				return r.decided(v, test{of: v, relation: holds}, e)
			}
			reason = v.why()
		}
		return r.opaque(expr, reason)
	case *hclsyntax.FunctionCallExpr:
		if f := r.membership(e); f != nil {
			return f
		}
		return r.opaque(expr, made(e))
	}
	return r.opaque(expr, "Only comparisons of a field with a value are decided.")
}

// comparison reads a field compared with a value.
func (r *reader) comparison(e *hclsyntax.BinaryOpExpr, rel relation) *formula {
	field, value := e.LHS, e.RHS
	v, ok := r.space.constant(value)
	if !ok {
		field, value, rel = value, field, mirrored[rel]
		if v, ok = r.space.constant(value); !ok {
			return r.opaque(e, twoSides(e))
		}
	}
	field = bare(field)
	if path, isField := field.(*hclsyntax.ScopeTraversalExpr); isField {
		x, reason := r.space.lookup(path)
		if x == nil {
			return r.opaque(e, reason)
		}
		if !x.comparable(rel, v) {
			return r.opaque(e, x.why())
		}
		x.mention(v)
		return r.decided(x, test{of: x, relation: rel, values: []cty.Value{v}}, e)
	}
	// A condition compared with true or false: ((a && b) == false).
	if v.Type() == cty.Bool && !v.IsNull() && (rel == equal || rel == notEqual) && isCondition(field) {
		f := r.read(field)
		if v.True() != (rel == equal) {
			f = &formula{op: not, args: []*formula{f}}
		}
		return f
	}
	return r.opaque(e, made(field))
}

// membership reads contains([…], field).
func (r *reader) membership(e *hclsyntax.FunctionCallExpr) *formula {
	if e.Name != "contains" || len(e.Args) != 2 || e.ExpandFinal {
		return nil
	}
	list, ok := r.space.constant(e.Args[0])
	path, isField := bare(e.Args[1]).(*hclsyntax.ScopeTraversalExpr)
	if !ok || !isField || list.IsNull() || !list.CanIterateElements() || list.Type().IsObjectType() || list.Type().IsMapType() {
		return nil
	}
	v, _ := r.space.lookup(path)
	if v == nil {
		return nil
	}
	t := test{of: v, relation: member}
	for it := list.ElementIterator(); it.Next(); {
		_, value := it.Element()
		if value.IsNull() || !v.comparable(equal, value) {
			return nil
		}
		t.values = append(t.values, value)
	}
	for _, value := range t.values {
		v.mention(value)
	}
	return r.decided(v, t, e)
}

// decided is a test of a variable.
func (r *reader) decided(v *variable, t test, expr hclsyntax.Expression) *formula {
	r.note(expr, "", v)
	return &formula{op: leaf, test: t}
}

// opaque makes a part that cannot be decided a variable of its own.
func (r *reader) opaque(expr hclsyntax.Expression, reason string) *formula {
	v := r.space.variable("? "+tokens(r.text(expr)), func() *variable {
		v := &variable{kind: opaque, hidden: true}
		for _, t := range expr.Variables() {
			path, _ := names(t)
			v.reads = append(v.reads, path)
		}
		return v
	})
	r.note(expr, reason, v)
	return &formula{op: leaf, test: test{of: v, relation: holds}}
}

// tokens is a text without what stands between its words: two parts that differ in nothing else are one.
func tokens(text string) string {
	list, _ := hclsyntax.LexExpression([]byte(text), "", hcl.InitialPos)
	var words []string
	for _, t := range list {
		if t.Type != hclsyntax.TokenComment && t.Type != hclsyntax.TokenNewline {
			words = append(words, string(t.Bytes))
		}
	}
	return strings.Join(words, " ")
}

// note keeps where a variable is tested, and why it cannot be decided, where that is known.
func (r *reader) note(expr hclsyntax.Expression, reason string, v *variable) {
	r.space.parts = append(r.space.parts, part{Undecided{Range: finding.FromHCL(expr.Range()), Text: r.text(expr), Reason: reason}, v})
}

// text is a part of the condition as written.
func (r *reader) text(expr hclsyntax.Expression) string {
	at := expr.Range()
	from, to := at.Start.Byte-r.condition.Range.Start.Byte, at.End.Byte-r.condition.Range.Start.Byte
	if from < 0 || from > to || to > len(r.condition.Text) {
		return r.condition.Text
	}
	return r.condition.Text[from:to]
}

// constant returns the value of an expression that is made of literals and locals. HCL panics where a missing bool is asked for its value; there
// is none then.
func (s *Space) constant(expr hclsyntax.Expression) (value cty.Value, ok bool) {
	defer func() {
		if recover() != nil {
			value, ok = cty.NilVal, false
		}
	}()
	plain := true
	_ = hclsyntax.VisitAll(expr, func(n hclsyntax.Node) hcl.Diagnostics {
		switch x := n.(type) {
		case *hclsyntax.ScopeTraversalExpr:
			plain = plain && x.Traversal.RootName() == "local"
		case *hclsyntax.LiteralValueExpr, *hclsyntax.TemplateExpr, *hclsyntax.TemplateWrapExpr, *hclsyntax.ParenthesesExpr, *hclsyntax.UnaryOpExpr,
			*hclsyntax.BinaryOpExpr, *hclsyntax.ConditionalExpr, *hclsyntax.TupleConsExpr, *hclsyntax.IndexExpr, *hclsyntax.RelativeTraversalExpr:
		default:
			plain = false
		}
		return nil
	})
	if !plain {
		return cty.NilVal, false
	}
	v, problems := expr.Value(&hcl.EvalContext{Variables: map[string]cty.Value{"local": s.scope.Locals}})
	if problems.HasErrors() || !v.IsWhollyKnown() {
		return cty.NilVal, false
	}
	return v, true
}

// bare is an expression without what does not change it.
func bare(expr hclsyntax.Expression) hclsyntax.Expression {
	for {
		switch e := expr.(type) {
		case *hclsyntax.ParenthesesExpr:
			expr = e.Expression
		case *hclsyntax.TemplateWrapExpr:
			expr = e.Wrapped
		default:
			return expr
		}
	}
}

// isCondition reports whether the syntax alone says that an expression is true or false.
func isCondition(expr hclsyntax.Expression) bool {
	switch e := expr.(type) {
	case *hclsyntax.BinaryOpExpr:
		return e.Op.Type == cty.Bool
	case *hclsyntax.UnaryOpExpr:
		return e.Op == hclsyntax.OpLogicalNot
	}
	return false
}

// twoSides says why a comparison of which neither side is a value cannot be decided.
func twoSides(e *hclsyntax.BinaryOpExpr) string {
	for _, side := range []hclsyntax.Expression{e.LHS, e.RHS} {
		if call, ok := bare(side).(*hclsyntax.FunctionCallExpr); ok {
			return made(call)
		}
	}
	return "Two fields are compared, and either may hold anything."
}

// made says why what is made of a field cannot be decided.
func made(expr hclsyntax.Expression) string {
	if call, ok := bare(expr).(*hclsyntax.FunctionCallExpr); ok {
		return "`" + call.Name + "` is called, and what a function makes of a field is not known."
	}
	return "Only a field itself can be compared, not what is made of it."
}
