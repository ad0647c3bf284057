package types

// Working out the type of an expression by walking its syntax tree. Nothing is evaluated: with unknown values HCL would let
// `priority == "P9"` and `count == "3"` pass, and a recursive record has no cty type at all.
//
// One mistake is reported once: whatever it touches has the type Unknown, which agrees with everything and is never reported.

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"handoff/lang/finding"
)

// Bounds on one expression. Without them a chain of operators a megabyte long would exhaust the stack.
const (
	maxExprDepth = 1000
	maxExprNodes = 100_000
)

type walker struct {
	problems
	scope  Scope
	uses   []Use
	vars   []variable // of enclosing `for`s, innermost last
	items  map[*hclsyntax.AnonSymbolExpr]*Type
	sure   map[string]int // names tested against null further up: they are there
	depth  int
	nodes  int
	tooBig bool
}

type variable struct {
	name string
	typ  *Type
}

func newWalker(scope Scope) *walker {
	return &walker{scope: scope, items: map[*hclsyntax.AnonSymbolExpr]*Type{}, sure: map[string]int{}}
}

// enter counts one more node, and reports false, once with a finding, where an expression is beyond reason.
func (w *walker) enter(expr hclsyntax.Expression) bool {
	w.depth++
	w.nodes++
	if w.depth <= maxExprDepth && w.nodes <= maxExprNodes {
		return true
	}
	if !w.tooBig {
		w.tooBig = true
		w.add(RuleTooDeep, "Nested too deeply", finding.FromHCL(expr.Range()), "", "Split it.", "This expression is too large to check.")
	}
	return false
}

func (w *walker) infer(expr hclsyntax.Expression) *Type {
	if expr == nil {
		return unknown
	}
	defer func() { w.depth-- }()
	if !w.enter(expr) {
		return unknown
	}
	switch e := expr.(type) {
	case *hclsyntax.LiteralValueExpr:
		return FromValue(e.Val)
	case *hclsyntax.ParenthesesExpr:
		return w.infer(e.Expression)
	case *hclsyntax.TemplateWrapExpr:
		return w.infer(e.Wrapped)
	case *hclsyntax.TemplateExpr:
		return w.template(e)
	case *hclsyntax.TemplateJoinExpr:
		w.infer(e.Tuple)
		return Simple(String)
	case *hclsyntax.ScopeTraversalExpr:
		return w.traversal(e)
	case *hclsyntax.RelativeTraversalExpr:
		return w.steps(w.infer(e.Source), e.Traversal, "")
	case *hclsyntax.AnonSymbolExpr:
		return w.items[e].Resolve()
	case *hclsyntax.IndexExpr:
		return w.index(w.infer(e.Collection), w.infer(e.Key), finding.FromHCL(e.Key.Range()))
	case *hclsyntax.SplatExpr:
		return w.splat(e)
	case *hclsyntax.ForExpr:
		return w.forLoop(e, Target{})
	case *hclsyntax.ConditionalExpr:
		return w.conditional(e, Target{})
	case *hclsyntax.FunctionCallExpr:
		return w.call(e)
	case *hclsyntax.BinaryOpExpr:
		return w.binary(e)
	case *hclsyntax.UnaryOpExpr:
		if e.Op == hclsyntax.OpLogicalNot {
			w.condition(e.Val)
			return Simple(Bool)
		}
		return w.numeric(e.Val, w.infer(e.Val))
	case *hclsyntax.TupleConsExpr:
		var elem *Type
		for _, item := range e.Exprs {
			elem = merge(elem, w.infer(item))
		}
		return Wrap(List, elem)
	case *hclsyntax.ObjectConsExpr:
		return w.object(e)
	}
	return unknown // an expression the HCL parser has complained of
}

func (w *walker) object(e *hclsyntax.ObjectConsExpr) *Type {
	t := &Type{Kind: Object}
	var values *Type
	computed := false
	for _, item := range e.Items {
		inner := w.infer(item.ValueExpr)
		values = merge(values, inner)
		name, ok := keyName(item.KeyExpr)
		if !ok {
			w.key(item.KeyExpr)
			computed = true
			continue
		}
		t.Fields = append(t.Fields, Field{Name: name, Type: inner, Range: finding.FromHCL(item.KeyExpr.Range())})
	}
	if computed {
		return Wrap(Map, values)
	}
	return t
}

// key checks a computed key of an object.
func (w *walker) key(expr hclsyntax.Expression) {
	if k, ok := expr.(*hclsyntax.ObjectConsKeyExpr); ok {
		expr = k.Wrapped
	}
	w.text(expr, w.infer(expr))
}

func (w *walker) template(e *hclsyntax.TemplateExpr) *Type {
	if text, ok := literal(e); ok {
		return textLiteral(text)
	}
	for _, part := range e.Parts {
		w.text(part, w.infer(part))
	}
	return Simple(String)
}

// text reports a value that cannot stand in a text.
func (w *walker) text(expr hclsyntax.Expression, t *Type) {
	inner, optional := t.IsOptional()
	if optional && inner.Kind != Unknown && inner.Kind != Any {
		w.add(RuleUnguaranteed, "Value may be missing", finding.FromHCL(expr.Range()), "text", "Say what stands there instead: `x == null ? \"…\" : x`. Or let the sender guarantee it (`provides`).",
			"This may be missing, and a text cannot be made of what is missing.")
		return
	}
	if r := inner.Ref.target(); inner.Kind == RefTo && r != nil {
		inner = r.KeyType().Resolve()
	}
	help := "Name one of its fields."
	switch inner.Kind {
	case List, Set:
		help = "Join it, or use one of its elements."
	case Map, Object, RecordOf:
	default:
		return
	}
	w.add(RuleMismatch, "Wrong type", finding.FromHCL(expr.Range()), "text", help, "This is %s, which cannot be put into a text.", sayType(inner))
}

// traversal looks a name up and walks the rest of its steps.
func (w *walker) traversal(e *hclsyntax.ScopeTraversalExpr) *Type {
	root := e.Traversal.RootName()
	at := finding.FromHCL(e.Traversal[0].SourceRange())
	for i := len(w.vars) - 1; i >= 0; i-- {
		if w.vars[i].name == root {
			return w.steps(w.vars[i].typ, e.Traversal[1:], root)
		}
	}
	if t, ok := w.scope.Names[root]; ok {
		if root == "local" && w.unknownLocal(t, e.Traversal) {
			return unknown
		}
		return w.steps(w.certain(t.Resolve(), root), e.Traversal[1:], root)
	}
	if !w.scope.Partial {
		w.unknownName(e.Traversal, at)
	}
	return unknown
}

// unknownName reports a name that nothing in hand has, with the one that was meant where that can be told.
func (w *walker) unknownName(tr hcl.Traversal, at finding.Range) {
	root := tr.RootName()
	var known, holders []string
	for _, v := range w.vars {
		known = append(known, v.name)
	}
	for _, name := range sortedKeys(w.scope.Names) {
		fields, _, _ := w.scope.Names[name].Resolve().Shape()
		if name == "local" && len(fields) == 0 {
			continue // a map without locals
		}
		known = append(known, name)
		if slices.Contains(fieldNames(fields), root) {
			holders = append(holders, name+"."+root)
		}
	}
	help := "There is nothing in hand here."
	if len(known) > 0 {
		help = "In hand here: " + strings.Join(ticked(known), ", ") + "."
	}
	meant := didYouMean(root, known)
	if len(holders) > 0 && len(holders) <= 3 {
		meant = "Did you mean " + strings.Join(ticked(holders), " or ") + "?"
	} else if next, ok := second(tr); ok && root == "artifact" && slices.Contains(known, next) {
		meant = "A record goes by its name alone: did you mean `" + next + "`?"
	}
	w.add(RuleUnknownName, "Unknown name", at, root, join(help, meant), "There is no `%s` here.", root)
}

// unknownLocal reports `local.x` where no locals block gives x a value.
func (w *walker) unknownLocal(t *Type, tr hcl.Traversal) bool {
	fields, complete, ok := t.Resolve().Shape()
	name, named := second(tr)
	if !ok || !complete || !named || slices.Contains(fieldNames(fields), name) {
		return false
	}
	w.add(RuleUnknownName, "Unknown local", finding.FromHCL(tr.SourceRange()), "local."+name,
		join("Declare it in a `locals` block.", didYouMean(name, fieldNames(fields))), "There is no `local.%s`.", name)
	return true
}

// second is the word behind the first dot.
func second(tr hcl.Traversal) (string, bool) {
	if len(tr) < 2 {
		return "", false
	}
	a, ok := tr[1].(hcl.TraverseAttr)
	return a.Name, ok
}

// certain drops the optional of a name that was tested against null.
func (w *walker) certain(t *Type, name string) *Type {
	if w.sure[name] > 0 {
		t, _ = t.IsOptional()
	}
	return t
}

// steps walks the attributes and indexes of a traversal. path is the text so far, "" where it has no name.
func (w *walker) steps(t *Type, tr hcl.Traversal, path string) *Type {
	for _, step := range tr {
		switch s := step.(type) {
		case hcl.TraverseAttr:
			t = w.attr(t, s.Name, nameRange(s))
			if path != "" {
				path += "." + s.Name
				t = w.certain(t, path)
			}
		case hcl.TraverseIndex:
			t = w.index(t, FromValue(s.Key), finding.FromHCL(s.SrcRange))
			path = ""
		default:
			return unknown
		}
	}
	return t
}

// conditional checks `c ? a : b`. In a, what c tests against null is there.
func (w *walker) conditional(e *hclsyntax.ConditionalExpr, target Target) *Type {
	w.condition(e.Condition)
	here, gone := tested(e.Condition, 0)
	w.assume(here, 1)
	a := w.branch(e.TrueResult, target)
	w.assume(here, -1)
	w.assume(gone, 1)
	b := w.branch(e.FalseResult, target)
	w.assume(gone, -1)
	return merge(a, b)
}

func (w *walker) branch(e hclsyntax.Expression, target Target) *Type {
	if target.Type == nil {
		return w.infer(e)
	}
	return w.into(e, target)
}

func (w *walker) assume(names []string, by int) {
	for _, n := range names {
		w.sure[n] += by
	}
}

// tested lists the names that are not null where cond holds, and those that are not null where it does not.
func tested(cond hclsyntax.Expression, depth int) (holds, fails []string) {
	if depth > maxDepth {
		return nil, nil
	}
	switch e := cond.(type) {
	case *hclsyntax.ParenthesesExpr:
		return tested(e.Expression, depth+1)
	case *hclsyntax.UnaryOpExpr:
		if e.Op == hclsyntax.OpLogicalNot {
			holds, fails = tested(e.Val, depth+1)
			return fails, holds
		}
	case *hclsyntax.BinaryOpExpr:
		switch e.Op {
		case hclsyntax.OpLogicalAnd:
			a, _ := tested(e.LHS, depth+1)
			b, _ := tested(e.RHS, depth+1)
			return append(a, b...), nil
		case hclsyntax.OpLogicalOr:
			_, a := tested(e.LHS, depth+1)
			_, b := tested(e.RHS, depth+1)
			return nil, append(a, b...)
		case hclsyntax.OpEqual, hclsyntax.OpNotEqual:
			var names []string
			if isNull(e.RHS) {
				names = dottedName(e.LHS)
			} else if isNull(e.LHS) {
				names = dottedName(e.RHS)
			}
			if e.Op == hclsyntax.OpEqual {
				return nil, names
			}
			return names, nil
		}
	}
	return nil, nil
}

func isNull(e hclsyntax.Expression) bool {
	l, ok := e.(*hclsyntax.LiteralValueExpr)
	return ok && l.Val != cty.NilVal && l.Val.IsNull()
}

// dottedName is the text of a plain dotted name, as a list of at most one.
func dottedName(e hclsyntax.Expression) []string {
	if tr, ok := e.(*hclsyntax.ScopeTraversalExpr); ok {
		if parts, _, plain := names(tr.Traversal); plain {
			return []string{strings.Join(parts, ".")}
		}
	}
	return nil
}
