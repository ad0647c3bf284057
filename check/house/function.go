package house

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"handoff/lang"
	"handoff/lang/calendar"
	"handoff/lang/lazyregexp"
)

// call calls a function. Two are of house rules alone: `duration` makes a length of time of a text, `text` prints anything.
func (e *evaluator) call(x *hclsyntax.FunctionCallExpr) (cty.Value, error) {
	var args []cty.Value
	for k, arg := range x.Args {
		v, err := e.eval(arg)
		if err != nil {
			return null, err
		}
		if x.ExpandFinal && k == len(x.Args)-1 {
			list, err := e.elements(v, arg.Range())
			if err != nil {
				return null, err
			}
			for _, item := range list {
				args = append(args, item.value)
			}
			continue
		}
		args = append(args, v)
	}
	switch x.Name {
	case "duration":
		return duration(args, x)
	case "text":
		return e.text(args, x)
	case "max", "min":
		return extreme(x, args)
	}
	return e.library(x, args)
}

// duration makes a length of time that counts in the calendar of what it is held against.
func duration(args []cty.Value, x *hclsyntax.FunctionCallExpr) (cty.Value, error) {
	if len(args) != 1 {
		return null, fail(x.Range(), "Write `duration(\"15m\")`.", "`duration` takes one text.")
	}
	v, _ := args[0].Unmark()
	if v.IsNull() || v.Type() != cty.String {
		return null, fail(x.Range(), "Write `duration(\"15m\")`.", "`duration` takes a text.")
	}
	d, err := calendar.ParseDuration(v.AsString())
	if err != nil {
		return null, fail(x.Args[0].Range(), "Durations are written \"30m\", \"4h\", \"2d\", \"1w\", or together: \"1h30m\".", "%s", err)
	}
	return figure{duration: d, free: true}.value(), nil
}

// text prints a value for people.
func (e *evaluator) text(args []cty.Value, x *hclsyntax.FunctionCallExpr) (cty.Value, error) {
	if len(args) != 1 {
		return null, fail(x.Range(), "Write `text(each.title)`.", "`text` takes one value.")
	}
	s, err := e.print(args[0], x.Range())
	return cty.StringVal(s), err
}

func (e *evaluator) print(v cty.Value, at hcl.Range) (string, error) {
	if f, _, is := lengths(v, null); is {
		return f.words(), nil
	}
	v, _ = v.Unmark()
	if v.IsNull() {
		return "nothing", nil
	}
	if !v.CanIterateElements() {
		return e.insert(v, at)
	}
	list, err := e.elements(v, at)
	if err != nil {
		return "", err
	}
	var out []string
	for _, item := range list {
		s, err := e.print(item.value, at)
		if err != nil {
			return "", err
		}
		if v.Type().IsObjectType() || v.Type().IsMapType() {
			s = item.key.AsString() + ": " + s
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		return "nothing", nil
	}
	return strings.Join(out, ", "), nil
}

// extreme is the greatest or the least of some numbers; lengths of time are compared as such.
func extreme(x *hclsyntax.FunctionCallExpr, args []cty.Value) (cty.Value, error) {
	if len(args) == 0 {
		return null, fail(x.Range(), "Give it one number at least.", "`%s` has nothing to choose from.", x.Name)
	}
	best := args[0]
	if _, err := number(best, x.Range()); err != nil {
		return null, err
	}
	for _, v := range args[1:] {
		if _, err := number(v, x.Range()); err != nil {
			return null, err
		}
		c, err := compare(v, best, x.Range())
		if err != nil {
			return null, err
		}
		if c > 0 == (x.Name == "max") && c != 0 {
			best = v
		}
	}
	return best, nil
}

// wide is a width or precision that would blow a text up.
var wide = lazyregexp.New(`%[^a-zA-Z%]*([0-9]{3}|\*)`)

// library calls one of the functions that all expressions have. What is missing makes a result that is missing, as the type checker has it.
func (e *evaluator) library(x *hclsyntax.FunctionCallExpr, args []cty.Value) (cty.Value, error) {
	f, ok := lang.Function(x.Name)
	if !ok {
		return null, fail(x.NameRange, "", "there is no function `%s`.", x.Name)
	}
	texts := 0
	plain := make([]cty.Value, len(args))
	for k, v := range args {
		v, _ = v.UnmarkDeep()
		if v.IsNull() && x.Name != "coalesce" {
			switch { // nothing is in a list that is not there
			case k == 0 && x.Name == "contains":
				return cty.False, nil
			case x.Name == "length":
				return cty.Zero, nil
			case x.Name != "contains":
				return null, nil
			}
		}
		size, text := weigh(v)
		if err := e.spend(x.Range(), size); err != nil {
			return null, err
		}
		texts += text
		if v.Type() == cty.String && text < maxText { // some take a text for the number that it writes
			if n, err := convert.Convert(v, cty.Number); err == nil {
				if err := measurable(n, x.Args[min(k, len(x.Args)-1)].Range()); err != nil {
					return null, err
				}
			}
		}
		plain[k] = v
	}
	// What is made can be as large as the product of two texts, and no larger.
	if texts > 8<<10 && (x.Name == "replace" || x.Name == "join" || x.Name == "format") || texts > maxText {
		return null, fail(x.Range(), "Give it less.", "these texts are too long for `%s`.", x.Name)
	}
	if x.Name == "format" && len(plain) > 0 && plain[0].Type() == cty.String && wide.MatchString(plain[0].AsString()) {
		return null, fail(x.Range(), "Leave the width out.", "this text would be too wide.")
	}
	if x.Name == "contains" && len(plain) == 2 {
		return contains(plain[0], plain[1]), nil
	}
	for k := range plain { // a tuple goes where a list is wanted
		want := cty.DynamicPseudoType
		if params := f.Params(); k < len(params) {
			want = params[k].Type
		} else if rest := f.VarParam(); rest != nil {
			want = rest.Type
		}
		if v, err := convert.Convert(plain[k], want); err == nil {
			plain[k] = v
		}
	}
	out, err := f.Call(plain)
	if err != nil {
		return null, fail(x.Range(), "", "`%s` failed: %s.", x.Name, strings.TrimSuffix(err.Error(), "."))
	}
	size, _ := weigh(out)
	return out, e.spend(x.Range(), size)
}

// contains reports whether a list holds a value. cty's would want all elements of one type.
func contains(list, v cty.Value) cty.Value {
	if !list.CanIterateElements() {
		return cty.False
	}
	for it := list.ElementIterator(); it.Next(); {
		if _, item := it.Element(); same(item, v) {
			return cty.True
		}
	}
	return cty.False
}

// weigh is what a value costs: its elements, and a part of its texts; and the bytes of these.
func weigh(v cty.Value) (size, text int) {
	if v.IsNull() || !v.IsKnown() {
		return 1, 0
	}
	if v.Type() == cty.String {
		n := len(v.AsString())
		return 1 + n/16, n
	}
	size = 1
	if v.CanIterateElements() {
		for it := v.ElementIterator(); it.Next(); {
			_, item := it.Element()
			s, t := weigh(item)
			size, text = size+s, text+t
		}
	}
	return size, text
}
