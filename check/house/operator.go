package house

import (
	"math/big"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"handoff/lang/calendar"
)

func (e *evaluator) unary(x *hclsyntax.UnaryOpExpr) (cty.Value, error) {
	v, err := e.eval(x.Val)
	if err != nil {
		return null, err
	}
	if x.Op == hclsyntax.OpLogicalNot {
		yes, err := e.truth(v, x.Val.Range())
		return cty.BoolVal(!yes), err
	}
	n, err := number(v, x.Val.Range())
	if err != nil {
		return null, err
	}
	return n.Negate(), nil
}

func (e *evaluator) binary(x *hclsyntax.BinaryOpExpr) (cty.Value, error) {
	a, err := e.eval(x.LHS)
	if err != nil {
		return null, err
	}
	if x.Op == hclsyntax.OpLogicalAnd || x.Op == hclsyntax.OpLogicalOr {
		yes, err := e.truth(a, x.LHS.Range())
		if err != nil || yes == (x.Op == hclsyntax.OpLogicalOr) {
			return cty.BoolVal(yes), err
		}
		b, err := e.eval(x.RHS)
		if err != nil {
			return null, err
		}
		yes, err = e.truth(b, x.RHS.Range())
		return cty.BoolVal(yes), err
	}
	b, err := e.eval(x.RHS)
	if err != nil {
		return null, err
	}
	switch x.Op {
	case hclsyntax.OpEqual, hclsyntax.OpNotEqual:
		same, err := equal(a, b, x.Range())
		return cty.BoolVal(same == (x.Op == hclsyntax.OpEqual)), err
	case hclsyntax.OpLessThan, hclsyntax.OpLessThanOrEqual, hclsyntax.OpGreaterThan, hclsyntax.OpGreaterThanOrEqual:
		for _, side := range []struct {
			v  cty.Value
			at hcl.Range
		}{{a, x.LHS.Range()}, {b, x.RHS.Range()}} {
			if _, err := number(side.v, side.at); err != nil {
				return null, err
			}
		}
		c, err := compare(a, b, x.Range())
		if err != nil {
			return null, err
		}
		return cty.BoolVal(map[*hclsyntax.Operation]bool{
			hclsyntax.OpLessThan: c < 0, hclsyntax.OpLessThanOrEqual: c <= 0, hclsyntax.OpGreaterThan: c > 0, hclsyntax.OpGreaterThanOrEqual: c >= 0,
		}[x.Op]), nil
	}
	return arithmetic(x, a, b)
}

// number is a value that can be calculated with.
func number(v cty.Value, at hcl.Range) (cty.Value, error) {
	v, _ = v.Unmark()
	if v.IsNull() {
		return null, fail(at, "Test it first: `when = … != null`, or `… != null && …`.", "this is null, and cannot be compared or calculated with.")
	}
	n, err := convert.Convert(v, cty.Number)
	if err != nil {
		return null, fail(at, "Use a number.", "this is no number.")
	}
	return n, measurable(n, at)
}

// maxExponent is how many binary digits a number may have before or behind its point: one beyond, in full, would fill the memory.
const maxExponent = 4096

// measurable refuses a number that cannot be written down.
func measurable(n cty.Value, at hcl.Range) error {
	f := n.AsBigFloat()
	if e := f.MantExp(nil); f.IsInf() || e > maxExponent || e < -maxExponent {
		return fail(at, "Calculate with numbers that mean something.", "this number is too large or too small.")
	}
	return nil
}

// lengths are what two numbers stand for, where one of them at least is a length of time.
func lengths(a, b cty.Value) (x, y figure, either bool) {
	of := func(v cty.Value) (figure, bool) {
		_, marks := v.Unmark()
		for m := range marks { // there is never more than one
			if f, ok := m.(figure); ok {
				return f, true
			}
		}
		return figure{free: true}, false
	}
	x, isX := of(a)
	y, isY := of(b)
	for _, side := range []struct {
		f      *figure
		v      cty.Value
		marked bool
	}{{&x, a, isX}, {&y, b, isY}} {
		if side.marked {
			continue
		}
		if v, _ := side.v.Unmark(); !v.IsNull() && v.Type() == cty.Number {
			side.f.duration.Clock = time.Duration(clamp(v.AsBigFloat()))
		}
	}
	return x, y, isX || isY
}

// clamp is a number of seconds as a duration, at most a century.
func clamp(n *big.Float) int64 {
	const century = int64(36525 * 24 * time.Hour)
	seconds, _ := n.Int64()
	if limit := century / int64(time.Second); seconds > limit {
		return century
	} else if seconds < -limit {
		return -century
	}
	return seconds * int64(time.Second)
}

// common is the calendar that two lengths of time can be compared in. Promises of different calendars cannot: an hour of one is worth another
// number of hours of the other on every day.
func common(x, y figure, at hcl.Range) (figure, error) {
	switch {
	case x.unstated != "" || y.unstated != "", x.clock().Never() || y.clock().Never(): // no figure, or a calendar that is not known
		return x, &failed{passOver: true, at: at}
	case y.free:
		return x, nil
	case x.free:
		return y, nil
	case x.clock().Same(y.clock()):
		return x, nil
	}
	return x, fail(at, "Compare promises of one calendar; let `when` leave out the others.",
		"the left side counts in %s, the right side in %s: promises of different calendars cannot be compared.", x.within(), y.within())
}

// compare orders two numbers.
func compare(a, b cty.Value, at hcl.Range) (int, error) {
	if x, y, either := lengths(a, b); either {
		in, err := common(x, y, at)
		if err != nil {
			return 0, err
		}
		c, ok := in.clock().Compare(x.duration, y.duration)
		if !ok {
			return 0, fail(at, "Give both in hours.", "which of the two is longer depends on the day.")
		}
		return c, nil
	}
	a, err := number(a, at)
	if err != nil {
		return 0, err
	}
	b, err = number(b, at)
	if err != nil {
		return 0, err
	}
	return a.AsBigFloat().Cmp(b.AsBigFloat()), nil
}

// equal compares two values. Lengths of time are equal if they take equally long.
func equal(a, b cty.Value, at hcl.Range) (bool, error) {
	x, _ := a.UnmarkDeep()
	y, _ := b.UnmarkDeep()
	switch {
	case x.IsNull() || y.IsNull():
		return x.IsNull() && y.IsNull(), nil
	case x.Type() == cty.Number && y.Type() == cty.Number:
		c, err := compare(a, b, at)
		return c == 0, err
	}
	return same(x, y), nil
}

// same compares two values part by part: that one is a list and the other a tuple does not tell them apart.
func same(x, y cty.Value) bool {
	if x.IsNull() || y.IsNull() {
		return x.IsNull() && y.IsNull()
	}
	if !x.CanIterateElements() || !y.CanIterateElements() {
		return x.Type().Equals(y.Type()) && x.RawEquals(y)
	}
	if x.LengthInt() != y.LengthInt() {
		return false
	}
	for i, j := x.ElementIterator(), y.ElementIterator(); i.Next() && j.Next(); {
		k, v := i.Element()
		l, w := j.Element()
		if !k.RawEquals(l) || !same(v, w) {
			return false
		}
	}
	return true
}

// arithmetic is + - * / and %. Lengths of time of one calendar stay lengths of time.
func arithmetic(x *hclsyntax.BinaryOpExpr, a, b cty.Value) (cty.Value, error) {
	left, err := number(a, x.LHS.Range())
	if err != nil {
		return null, err
	}
	right, err := number(b, x.RHS.Range())
	if err != nil {
		return null, err
	}
	var out cty.Value
	switch x.Op {
	case hclsyntax.OpAdd:
		out = left.Add(right)
	case hclsyntax.OpSubtract:
		out = left.Subtract(right)
	case hclsyntax.OpMultiply:
		out = left.Multiply(right)
	case hclsyntax.OpDivide, hclsyntax.OpModulo:
		if right.AsBigFloat().Sign() == 0 {
			return null, fail(x.RHS.Range(), "Test it first.", "this is zero, and nothing can be divided by it.")
		}
		if x.Op == hclsyntax.OpDivide {
			out = left.Divide(right)
		} else {
			out = left.Modulo(right)
		}
	default:
		return null, fail(x.Range(), "Write it another way.", "a rule cannot say this.")
	}
	if err := measurable(out, x.Range()); err != nil {
		return null, err
	}
	return measured(out, a, b, x.Range())
}

// measured gives a number that was made of two others their measure, if they have one.
func measured(out, a, b cty.Value, at hcl.Range) (cty.Value, error) {
	x, y, either := lengths(a, b)
	if !either {
		return out, nil
	}
	in, err := common(x, y, at)
	if err != nil {
		return null, err
	}
	in.duration = calendar.Duration{Clock: time.Duration(clamp(out.AsBigFloat()))}
	return out.Mark(in), nil
}
