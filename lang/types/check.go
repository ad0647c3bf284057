package types

// Checking an expression against the type its value must have. Where the expression writes its value out (a list, an object, a
// conditional, a loop), the check goes down into it, so that a mistake is reported at the very part that makes it.

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/lang/finding"
)

// into checks that the value of expr may go into target, and returns its type.
func (w *walker) into(expr hclsyntax.Expression, target Target) *Type {
	want, _ := target.Type.IsOptional()
	if expr == nil {
		return unknown
	}
	defer func() { w.depth-- }()
	if !w.enter(expr) {
		return unknown
	}
	part := func(t *Type, step string) Target {
		name := target.Name
		if name != "" {
			name += step
		}
		return Target{Type: t, Name: name, At: orElse(t.where(), target.At)}
	}
	switch e := expr.(type) {
	case *hclsyntax.ParenthesesExpr:
		return w.into(e.Expression, target)
	case *hclsyntax.TemplateWrapExpr:
		return w.into(e.Wrapped, target)
	case *hclsyntax.ConditionalExpr:
		return w.conditional(e, target)
	case *hclsyntax.TupleConsExpr:
		if isSequence(want) {
			elem := part(want.elem(), "[]")
			for _, item := range e.Exprs {
				w.into(item, elem)
			}
			return want
		}
	case *hclsyntax.ForExpr:
		switch {
		case isSequence(want) && e.KeyExpr == nil:
			t := w.forLoop(e, part(want.elem(), "[]"))
			return w.present(expr, t, want, target)
		case want.Kind == Map && e.KeyExpr != nil && !e.Group:
			t := w.forLoop(e, part(want.elem(), "[*]"))
			return w.present(expr, t, want, target)
		}
	case *hclsyntax.ObjectConsExpr:
		switch {
		case want.Kind == Map:
			elem := part(want.elem(), "[*]")
			for _, item := range e.Items {
				if _, ok := keyName(item.KeyExpr); !ok {
					w.key(item.KeyExpr)
				}
				w.into(item.ValueExpr, elem)
			}
			return want
		case hasFields(want):
			return w.build(e, want, target)
		}
	}
	before := len(w.list)
	got := w.infer(expr)
	if len(w.list) > before {
		return unknown
	}
	return w.fit(expr, got, target)
}

// present is for a loop whose elements have been checked already: it only remains that the loop's own list may be missing.
func (w *walker) present(expr hclsyntax.Expression, got, want *Type, target Target) *Type {
	if _, maybe := got.IsOptional(); maybe {
		return w.fit(expr, Wrap(Optional, want), target)
	}
	return want
}

// build checks an object against the fields it must have.
func (w *walker) build(e *hclsyntax.ObjectConsExpr, want *Type, target Target) *Type {
	fields, complete, ok := want.Shape()
	given := map[string]bool{}
	for _, item := range e.Items {
		name, plain := keyName(item.KeyExpr)
		if !plain {
			w.key(item.KeyExpr)
			w.infer(item.ValueExpr)
			complete = false
			continue
		}
		at := finding.FromHCL(item.KeyExpr.Range())
		var field *Field
		for i := range fields {
			if fields[i].Name == name {
				field = &fields[i]
			}
		}
		if field == nil {
			if complete && ok {
				w.add(RuleUnknownField, "Unknown field", at, name, didYouMean(name, fieldNames(fields)), "%s has no field `%s`.", owner(want, target), name)
			}
			w.infer(item.ValueExpr)
			given[finding.Nearest(name, fieldNames(fields))] = true // a slip is no missing field as well
			continue
		}
		given[name] = true
		if r := want.record(); r != nil {
			w.uses = append(w.uses, Use{Record: r, Field: name, Range: at})
		}
		w.into(item.ValueExpr, Target{Type: field.Type, Name: strings.TrimPrefix(inside(want, target)+"."+name, "."), At: field.Range})
	}
	for _, f := range fields {
		if _, optional := f.Type.IsOptional(); optional || f.Generated || given[f.Name] || !complete || f.Type.Resolve().Kind == Unknown {
			continue
		}
		found := w.add(RuleMissingField, "Required field left out", finding.FromHCL(e.Range()), f.Name, "Set it.", "%s must have `%s`.", owner(want, target), f.Name)
		relate(found, "Declared here.", orElse(f.Range, f.Type.where()))
	}
	return want
}

// inside names what a field belongs to; owner does so in a sentence.
func inside(t *Type, target Target) string {
	if r := t.record(); r != nil {
		return r.Address
	}
	return target.Name
}

func owner(t *Type, target Target) string {
	if name := inside(t, target); name != "" {
		return "`" + name + "`"
	}
	return "This object"
}

// fit reports every way in which a value of type got does not suit target.
func (w *walker) fit(expr hclsyntax.Expression, got *Type, target Target) *Type {
	v := Compatible(got, target.Type)
	if v.Answer != No {
		return got
	}
	at := finding.FromHCL(expr.Range())
	for _, m := range v.Mismatches {
		place := target.Name
		switch {
		case place == "" || m.Path == "" || m.Path[0] == '[':
			place += m.Path
		default:
			place += "." + m.Path
		}
		if place == "" {
			place = "what stands here"
		} else {
			place = "`" + place + "`"
		}
		var f *finding.Finding
		consumer, _ := m.Consumer.IsOptional()
		inner, _ := m.Producer.IsOptional()
		switch {
		case m.Kind == Missing:
			f = w.add(RuleMissingField, "Required field left out", at, m.Path, join("Set it.", nearHint(m.Near)), "%s must be there, and this does not have it.", place)
		case m.Kind == Unguaranteed && inner.Kind == Null:
			f = w.add(RuleUnguaranteed, "Value that may be missing", at, m.Path, "Give a value.", "%s must be there; this is null.", place)
		case m.Kind == Unguaranteed:
			f = w.add(RuleUnguaranteed, "Value that may be missing", at, m.Path,
				"Guarantee it (`provides`, or a test against null), or let the receiver do without: `optional(…)`.", "This may be missing, and %s must be there.", place)
		case m.Path == "" && inner.literal && consumer.Kind == Enum && len(m.Values) == 1:
			f = w.notInEnum(expr, m.Values[0], consumer, target.Name)
		case len(m.Values) > 0 && consumer.Kind == Enum:
			f = w.add(RuleNotInEnum, "Value the enum does not have", at, m.Path, "Use only "+quoted(consumer.texts())+".", "%s takes no %s.", place, quoted(m.Values))
		case len(m.Values) > 0:
			f = w.add(RuleMismatch, "Wrong type", at, m.Path, "", "This may be %s, and %s takes %s.", quoted(m.Values), place, sayType(consumer))
		default:
			f = w.add(RuleMismatch, "Wrong type", at, m.Path, "", "This is %s, and %s takes %s.", sayType(inner), place, sayType(consumer))
			if m.Path != "" {
				f.Detail = fmt.Sprintf("%s is %s here, and takes %s.", place, sayType(inner), sayType(consumer))
			}
			f.Help = conversion(inner, consumer, expr)
		}
		if m.Path == "" && !target.At.IsZero() {
			relate(f, "Declared here.", target.At)
		} else {
			relate(f, "Declared here.", m.ConsumerAt)
		}
		if m.Path != "" {
			relate(f, "What is sent.", m.ProducerAt)
		}
	}
	return unknown
}

func relate(f *finding.Finding, message string, at finding.Range) {
	if !at.IsZero() {
		f.Related = append(f.Related, finding.Related{Message: message, Range: at})
	}
}

func nearHint(name string) string {
	if name == "" {
		return ""
	}
	return "There is `" + name + "` here: did you mean that?"
}

// conversion is advice for a value of the wrong type.
func conversion(got, want *Type, expr hclsyntax.Expression) string {
	switch {
	case isSequence(want) && Compatible(got, want.elem()).Answer == Yes:
		return "Put it in square brackets to make a list of it."
	case want.Kind == String && (isNumber(got.Kind) || got.Kind == Bool):
		return "Make a text of it: `\"${…}\"`."
	case got.literal && (isNumber(want.Kind) || want.Kind == Bool):
		return "Write it without the quotes."
	case isSequence(got) && Compatible(got.elem(), want).Answer == Yes:
		return "Pick one element, such as `[0]`."
	}
	return "Use a value of that type, or change the declared type."
}

// sayType names the type of a value in a sentence.
func sayType(t *Type) string {
	t = t.Resolve()
	switch {
	case t.literal:
		return "the text " + quoted(t.texts())
	case t.Kind == Object && len(t.Fields) > 3:
		return "an object"
	}
	return code(t)
}
