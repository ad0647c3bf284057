package types

// Operators and conditions.

import (
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/lang/finding"
)

// condition checks an expression that must be true or false.
func (w *walker) condition(expr hclsyntax.Expression) *Type {
	t, _ := w.infer(expr).IsOptional()
	switch t.Kind {
	case Bool, Unknown, Any:
		return t
	}
	help := "Compare it with something, such as `== \"…\"`."
	if t.Kind == Null {
		help = "Write `true` or `false`, or a comparison."
	}
	if t.literal && (t.Values[0].Text == "true" || t.Values[0].Text == "false") {
		help = "Write it without the quotes."
	}
	w.add(RuleCondition, "Not a condition", finding.FromHCL(expr.Range()), "", help, "A condition is true or false; this is %s.", sayType(t))
	return unknown
}

func (w *walker) binary(e *hclsyntax.BinaryOpExpr) *Type {
	switch e.Op {
	case hclsyntax.OpLogicalAnd, hclsyntax.OpLogicalOr:
		w.condition(e.LHS)
		here, gone := tested(e.LHS, 0)
		if e.Op == hclsyntax.OpLogicalOr {
			here = gone
		}
		w.assume(here, 1)
		w.condition(e.RHS)
		w.assume(here, -1)
		return Simple(Bool)
	case hclsyntax.OpEqual, hclsyntax.OpNotEqual:
		w.equality(e)
		return Simple(Bool)
	case hclsyntax.OpLessThan, hclsyntax.OpLessThanOrEqual, hclsyntax.OpGreaterThan, hclsyntax.OpGreaterThanOrEqual:
		w.order(e)
		return Simple(Bool)
	}
	return w.arithmetic(e)
}

// equality reports comparisons whose answer is always the same.
func (w *walker) equality(e *hclsyntax.BinaryOpExpr) {
	before := len(w.list)
	a, b := w.infer(e.LHS), w.infer(e.RHS)
	if len(w.list) > before {
		w.quoteHint(before, a, b, e)
		return
	}
	at := finding.FromHCL(e.Range())
	if a.kind() == Null || b.kind() == Null {
		t := a
		if a.kind() == Null {
			t = b
		}
		switch t.Kind {
		case Null, Optional, Any, Unknown, Union:
		default:
			if !t.maybeNull {
				w.add(RuleNeverEqual, "Comparison that always says the same", at, "null", "Leave the test out, or declare the field `optional(…)`.",
					"This is %s, which is always there: it is never null.", sayType(t))
			}
		}
		return
	}
	a, _ = a.IsOptional()
	b, _ = b.IsOptional()
	for _, side := range []struct {
		literal, other *Type
		expr           hclsyntax.Expression
	}{{a, b, e.LHS}, {b, a, e.RHS}} {
		if side.literal.literal && side.other.Kind == Enum && !side.other.literal && len(side.literal.Values) == 1 {
			text := side.literal.Values[0].Text
			if !side.other.HasValue(text) {
				w.notInEnum(side.expr, text, side.other, "")
			}
			return
		}
	}
	if never(a, b) {
		help := "Compare it with a value of its own type."
		if a.literal != b.literal && (isNumber(a.Kind) || isNumber(b.Kind) || a.Kind == Bool || b.Kind == Bool) {
			help = "Write the value without the quotes."
		}
		w.add(RuleNeverEqual, "Comparison that always says the same", at, "", help,
			"The left side is %s, the right side %s: they can never be equal.", sayType(a), sayType(b))
	}
}

// never reports whether no value of a can equal one of b.
func never(a, b *Type) bool {
	apart := func(p, q *Type) bool {
		c := comparer{memo: map[pair]outcome{}, open: map[pair]int{}}
		o := c.compare(p, q, nil)
		return o.certain && len(o.mismatches) > 0 && !o.unsure
	}
	if isSequence(a) && isSequence(b) {
		return false
	}
	if hasFields(a) && hasFields(b) { // only a field that both must have can tell them apart
		x, _, _ := a.Shape()
		y, _, _ := b.Shape()
		for _, f := range x {
			g, ok := match(y, f)
			t, optT := f.Type.IsOptional()
			u, optU := g.Type.IsOptional()
			if ok && !optT && !optU && !hasFields(t) && never(t, u) {
				return true
			}
		}
		return false
	}
	return apart(a, b) && apart(b, a)
}

// quoteHint mends the advice where somebody compared with a bare word that is a value of the enum on the other side.
func (w *walker) quoteHint(before int, a, b *Type, e *hclsyntax.BinaryOpExpr) {
	for _, side := range []struct {
		word  hclsyntax.Expression
		other *Type
	}{{e.LHS, b}, {e.RHS, a}} {
		word, ok := side.word.(*hclsyntax.ScopeTraversalExpr)
		if !ok || len(word.Traversal) != 1 {
			continue
		}
		name := word.Traversal.RootName()
		other, _ := side.other.IsOptional()
		if other.Kind != Enum || !other.HasValue(name) {
			continue
		}
		for i := before; i < len(w.list); i++ {
			if f := &w.list[i]; f.Rule == RuleUnknownName && f.Key == name {
				f.Help = "It is a text: write it in quotes, `" + Quote(name) + "`."
			}
		}
	}
}

// notInEnum reports a text that is none of an enum's values.
func (w *walker) notInEnum(expr hclsyntax.Expression, text string, enum *Type, name string) *finding.Finding {
	if name == "" {
		name = "The other side"
	} else {
		name = "`" + name + "`"
	}
	known := enum.texts()
	near := ""
	if n := finding.Nearest(text, known); n != "" {
		near = "Did you mean " + Quote(n) + "?"
	}
	return w.add(RuleNotInEnum, "Value the enum does not have", finding.FromHCL(expr.Range()), text,
		join("Use one of "+quoted(known)+".", near), "%s is never %s.", name, Quote(text))
}

func isNumber(k Kind) bool { return k == Number || k == Integer }

func isTime(k Kind) bool { return k == Timestamp || k == Date || k == Duration }

// order checks `<` and its like: numbers, or two moments, days or durations, of which one may be a text.
func (w *walker) order(e *hclsyntax.BinaryOpExpr) {
	a, _ := w.infer(e.LHS).IsOptional()
	b, _ := w.infer(e.RHS).IsOptional()
	loose := func(t *Type) bool { return t.Kind == Any || t.Kind == Unknown || t.Kind == Union }
	sortable := func(t *Type) bool { return isNumber(t.Kind) || isTime(t.Kind) || loose(t) }
	fits := func(text, t *Type) bool {
		return text.literal && isTime(t.Kind) && wellFormed(t.Kind, text.Values[0].Text)
	}
	switch {
	case fits(a, b), fits(b, a):
		return
	case sortable(a) && sortable(b):
		if loose(a) || loose(b) || a.Kind == b.Kind || isNumber(a.Kind) && isNumber(b.Kind) {
			return
		}
		w.add(RuleMismatch, "Wrong type", finding.FromHCL(e.Range()), "order", "Compare values of one type.",
			"The left side is %s, the right side %s: neither is before the other.", sayType(a), sayType(b))
		return
	}
	expr, t, other := e.LHS, a, b
	if sortable(a) {
		expr, t, other = e.RHS, b, a
	}
	help := "Only numbers, timestamps, dates and durations have an order."
	if t.literal && isNumber(other.Kind) {
		help = "Write the number without the quotes."
	} else if t.literal && isTime(other.Kind) {
		help = "Write a " + strings.TrimPrefix(sayType(other), "a ") + "."
	}
	w.add(RuleMismatch, "Wrong type", finding.FromHCL(expr.Range()), "order", help, "This is %s, which has no order to compare by.", sayType(t))
}

// arithmetic checks + - * / %. Durations add up, and are scaled by numbers.
func (w *walker) arithmetic(e *hclsyntax.BinaryOpExpr) *Type {
	left, right := w.infer(e.LHS), w.infer(e.RHS)
	a, optA := left.IsOptional()
	b, optB := right.IsOptional()
	var out *Type
	switch {
	case a.Kind == Duration && b.Kind == Duration && (e.Op == hclsyntax.OpAdd || e.Op == hclsyntax.OpSubtract):
		out = Simple(Duration)
	case a.Kind == Duration && isNumber(b.Kind) && (e.Op == hclsyntax.OpMultiply || e.Op == hclsyntax.OpDivide),
		isNumber(a.Kind) && b.Kind == Duration && e.Op == hclsyntax.OpMultiply:
		out = Simple(Duration)
	default:
		x, y := w.numeric(e.LHS, a), w.numeric(e.RHS, b)
		switch {
		case x.Kind == Unknown || y.Kind == Unknown:
			return unknown
		case x.Kind == Integer && y.Kind == Integer && e.Op != hclsyntax.OpDivide:
			out = Simple(Integer)
		default:
			out = Simple(Number)
		}
	}
	if optA || optB {
		return Wrap(Optional, out)
	}
	return out
}

// numeric reports an operand that is no number, and returns its type, Unknown if it is none.
func (w *walker) numeric(expr hclsyntax.Expression, t *Type) *Type {
	inner, _ := t.IsOptional()
	switch inner.Kind {
	case Number, Integer, Unknown:
		return inner
	case Any, Union:
		return unknown
	}
	help := "Only numbers can be reckoned with."
	if isText(inner.Kind) {
		help = "To join texts, write a template: `\"${a} ${b}\"`."
	}
	w.add(RuleMismatch, "Wrong type", finding.FromHCL(expr.Range()), "number", help, "This is %s, not a number.", sayType(inner))
	return unknown
}
