package types

// What an expression may name, and what checking one comes to.

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"handoff/lang/finding"
)

// Scope is what an expression may name. A name that is broken elsewhere stands in it with a nil type, and is silent.
type Scope struct {
	Names     map[string]*Type // records in hand by their artifact's name, from, to, each; local: see FromValue
	Functions map[string]Function
	Partial   bool // more names may exist than could be read: an unknown one is no mistake
}

// Target is where the value of an expression goes.
type Target struct {
	Type *Type
	Name string        // what messages call it: "artifact.problem.logs"; may be empty
	At   finding.Range // its declaration, shown beside a finding; may be zero
}

// Use is one place where an expression reads or sets a field of a record: for rename, find-references and unused fields.
type Use struct {
	Record *Record
	Field  string
	Range  finding.Range // of the field's name
}

// Result is what checking an expression comes to.
type Result struct {
	Type     *Type // Unknown where something in it is wrong
	Findings []finding.Finding
	Uses     []Use // in source order
}

// Infer works out the type of an expression.
func Infer(expr hclsyntax.Expression, scope Scope) Result {
	w := newWalker(scope)
	t := w.infer(expr)
	return w.result(t)
}

// Check checks an expression whose value goes into target: a field that `create` or `update` sets. Each mistake is reported at the
// innermost part that makes it.
func Check(expr hclsyntax.Expression, target Target, scope Scope) Result {
	w := newWalker(scope)
	t := w.into(expr, target)
	return w.result(t)
}

// CheckCondition checks an expression that decides something: `when`, `pause`, `require`.
func CheckCondition(expr hclsyntax.Expression, scope Scope) Result {
	w := newWalker(scope)
	t := w.condition(expr)
	return w.result(t)
}

func (w *walker) result(t *Type) Result {
	finding.Sort(w.list)
	return Result{Type: t.Resolve(), Findings: w.list, Uses: w.uses}
}

// FromValue is the type of a value that is known, such as the object of all locals.
func FromValue(v cty.Value) *Type {
	v, _ = v.UnmarkDeep()
	switch {
	case v == cty.NilVal || !v.IsKnown():
		return unknown
	case v.IsNull():
		return Simple(Null)
	}
	t := v.Type()
	switch {
	case t == cty.String:
		return textLiteral(v.AsString())
	case t == cty.Number:
		if v.AsBigFloat().IsInt() {
			return Simple(Integer)
		}
		return Simple(Number)
	case t == cty.Bool:
		return Simple(Bool)
	case t.IsObjectType():
		o := &Type{Kind: Object}
		for it := v.ElementIterator(); it.Next(); { // cty iterates objects in the order of their keys
			k, inner := it.Element()
			o.Fields = append(o.Fields, Field{Name: k.AsString(), Type: FromValue(inner)})
		}
		return o
	case t.IsTupleType() || t.IsCollectionType():
		kind := List
		if t.IsMapType() {
			kind = Map
		} else if t.IsSetType() {
			kind = Set
		}
		var elem *Type
		for it := v.ElementIterator(); it.Next(); {
			_, inner := it.Element()
			elem = merge(elem, FromValue(inner))
		}
		return Wrap(kind, elem)
	}
	return unknown
}

// textLiteral is the type of a text that is known: an enum of that one value. It fits wherever the text itself would.
func textLiteral(s string) *Type {
	return &Type{Kind: Enum, Values: []Value{{Text: s}}, literal: true}
}

// merge is the type of what is either an a or a b: two results of a conditional, elements of a list. A nil type is nothing yet.
func merge(a, b *Type) *Type {
	const most = 16 // members of a union; with more, nothing useful can be said
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	a, b = a.Resolve(), b.Resolve()
	x, optA := a.IsOptional()
	y, optB := b.IsOptional()
	switch {
	case a.Kind == Unknown || b.Kind == Unknown:
		return unknown
	case Equal(a, b):
		return a
	case a.Kind == Null:
		return Wrap(Optional, y)
	case b.Kind == Null:
		return Wrap(Optional, x)
	case optA || optB:
		return Wrap(Optional, merge(x, y))
	case isSequence(a) && isSequence(b) && b.elem().kind() == Unknown: // of an empty list nothing is known
		return a
	case isSequence(a) && isSequence(b) && a.elem().kind() == Unknown:
		return b
	case a.Kind == Enum && b.Kind == Enum:
		both := &Type{Kind: Enum, Values: append([]Value{}, a.Values...), literal: a.literal && b.literal}
		for _, v := range b.Values {
			if !both.HasValue(v.Text) {
				both.Values = append(both.Values, v)
			}
		}
		return both
	}
	if v := Compatible(a, b); v.Answer == Yes && len(v.Converted)+len(v.Extra) == 0 {
		return b
	}
	if v := Compatible(b, a); v.Answer == Yes && len(v.Converted)+len(v.Extra) == 0 {
		return a
	}
	u := &Type{Kind: Union, Of: append(flatten(a), flatten(b)...)}
	if len(u.Of) > most {
		return Simple(Any)
	}
	return u
}
