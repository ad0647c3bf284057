package house

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"handoff/lang"
)

// What one evaluation may cost. A rule of a few lines takes some dozen steps; a loop in a loop over every step of a large process some thousand.
const (
	maxWork = 50_000    // on one block: parts of expressions that are looked at, elements and texts that are made
	maxRule = 5_000_000 // on all blocks of a rule together
	maxText = 64 << 10  // bytes in a text
)

// failed is why an expression has no value.
type failed struct {
	at           hcl.Range
	detail, help string
	// passOver says that the block cannot be judged, and that another rule says why: a promise has no figure.
	passOver bool
}

func (f *failed) Error() string { return f.detail }

func fail(at hcl.Range, help, detail string, args ...any) *failed {
	return &failed{at: at, detail: fmt.Sprintf(detail, args...), help: help}
}

// evaluator evaluates the expressions of a rule on one block.
type evaluator struct {
	each, locals cty.Value
	vars         []variable // of enclosing loops, innermost last
	items        map[*hclsyntax.AnonSymbolExpr]cty.Value
	fuel         int
}

type variable struct {
	name  string
	value cty.Value
}

// condition evaluates an expression that is true or false.
func (e *evaluator) condition(x lang.Expression) (bool, error) {
	v, err := e.eval(x.Syntax)
	if err != nil {
		return false, err
	}
	return e.truth(v, x.Syntax.Range())
}

func (e *evaluator) truth(v cty.Value, at hcl.Range) (bool, error) {
	v, _ = v.Unmark()
	if v.IsNull() {
		return false, fail(at, "Test it first: `when = … != null`, or `… != null && …`.", "this is null, neither true nor false.")
	}
	if v.Type() != cty.Bool {
		return false, fail(at, "Compare it with something.", "this is neither true nor false.")
	}
	return v.True(), nil
}

// message evaluates the text that a rule says of a block. A message that is nothing but a value prints it.
func (e *evaluator) message(x lang.Expression) (string, error) {
	v, err := e.eval(x.Syntax)
	if err != nil {
		return "", err
	}
	return e.print(v, x.Syntax.Range())
}

// insert is a value as a text holds it.
func (e *evaluator) insert(v cty.Value, at hcl.Range) (string, error) {
	v, _ = v.Unmark()
	if v.IsNull() { // as `text(…)` prints it
		return "nothing", nil
	}
	s, err := convert.Convert(v, cty.String)
	if err != nil {
		return "", fail(at, "`text(…)` prints anything.", "this cannot be put into a text.")
	}
	return s.AsString(), e.spend(at, len(s.AsString())/16)
}

// spend takes fuel; an expression that runs out of it fails.
func (e *evaluator) spend(at hcl.Range, n int) error {
	if e.fuel -= n + 1; e.fuel < 0 {
		return fail(at, "Make it simpler: a rule looks at one block, not at all that could be made of it.", "this takes more work than a rule may.")
	}
	return nil
}

func (e *evaluator) eval(x hclsyntax.Expression) (cty.Value, error) {
	if err := e.spend(x.Range(), 0); err != nil {
		return null, err
	}
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return x.Val, nil
	case *hclsyntax.ParenthesesExpr:
		return e.eval(x.Expression)
	case *hclsyntax.TemplateWrapExpr:
		return e.eval(x.Wrapped)
	case *hclsyntax.TemplateExpr:
		return e.template(x)
	case *hclsyntax.TemplateJoinExpr:
		return e.joined(x)
	case *hclsyntax.ScopeTraversalExpr:
		return e.traversal(x)
	case *hclsyntax.RelativeTraversalExpr:
		v, err := e.eval(x.Source)
		if err != nil {
			return null, err
		}
		return e.steps(v, x.Traversal)
	case *hclsyntax.AnonSymbolExpr:
		return e.items[x], nil
	case *hclsyntax.ObjectConsKeyExpr:
		if word := hcl.ExprAsKeyword(x.Wrapped); word != "" && !x.ForceNonLiteral {
			return cty.StringVal(word), nil
		}
		return e.eval(x.Wrapped)
	case *hclsyntax.IndexExpr:
		return e.index(x)
	case *hclsyntax.SplatExpr:
		return e.splat(x)
	case *hclsyntax.ForExpr:
		return e.loop(x)
	case *hclsyntax.ConditionalExpr:
		v, err := e.eval(x.Condition)
		if err != nil {
			return null, err
		}
		yes, err := e.truth(v, x.Condition.Range())
		if err != nil {
			return null, err
		}
		if yes {
			return e.eval(x.TrueResult)
		}
		return e.eval(x.FalseResult)
	case *hclsyntax.TupleConsExpr:
		list := make([]cty.Value, len(x.Exprs))
		for k, item := range x.Exprs {
			v, err := e.eval(item)
			if err != nil {
				return null, err
			}
			list[k] = v
		}
		return cty.TupleVal(list), nil
	case *hclsyntax.ObjectConsExpr:
		return e.object(x)
	case *hclsyntax.UnaryOpExpr:
		return e.unary(x)
	case *hclsyntax.BinaryOpExpr:
		return e.binary(x)
	case *hclsyntax.FunctionCallExpr:
		return e.call(x)
	}
	return null, fail(x.Range(), "Write it another way.", "a rule cannot say this.")
}

func (e *evaluator) template(x *hclsyntax.TemplateExpr) (cty.Value, error) {
	var out strings.Builder
	for _, part := range x.Parts {
		v, err := e.eval(part)
		if err != nil {
			return null, err
		}
		s, err := e.insert(v, part.Range())
		if err != nil {
			return null, err
		}
		if out.Len()+len(s) > maxText {
			return null, fail(x.Range(), "Say less.", "this text is longer than a text may be.")
		}
		out.WriteString(s)
	}
	return cty.StringVal(out.String()), nil
}

// joined is `%{ for … }…%{ endfor }` in a text.
func (e *evaluator) joined(x *hclsyntax.TemplateJoinExpr) (cty.Value, error) {
	v, err := e.eval(x.Tuple)
	if err != nil {
		return null, err
	}
	list, err := e.elements(v, x.Tuple.Range())
	if err != nil {
		return null, err
	}
	var out strings.Builder
	for _, item := range list {
		s, err := e.insert(item.value, x.Range())
		if err != nil {
			return null, err
		}
		if out.Len()+len(s) > maxText {
			return null, fail(x.Range(), "Say less.", "this text is longer than a text may be.")
		}
		out.WriteString(s)
	}
	return cty.StringVal(out.String()), nil
}

func (e *evaluator) traversal(x *hclsyntax.ScopeTraversalExpr) (cty.Value, error) {
	name := x.Traversal.RootName()
	for k := len(e.vars) - 1; k >= 0; k-- {
		if e.vars[k].name == name {
			return e.steps(e.vars[k].value, x.Traversal[1:])
		}
	}
	switch name {
	case "each":
		return e.steps(e.each, x.Traversal[1:])
	case "local":
		return e.steps(e.locals, x.Traversal[1:])
	}
	return null, fail(x.Range(), "A rule knows `each` and `local`.", "there is no `%s`.", name)
}

// steps walks `.a.b[0]`. What lies behind null is null, and so is an entry that an object does not have: names that the kind cannot have were
// found before, so that only free ones, such as those of `meta`, come here.
func (e *evaluator) steps(v cty.Value, way hcl.Traversal) (cty.Value, error) {
	for _, step := range way {
		var err error
		switch s := step.(type) {
		case hcl.TraverseAttr:
			v, err = e.entry(v, cty.StringVal(s.Name), s.SrcRange)
		case hcl.TraverseIndex:
			v, err = e.entry(v, s.Key, s.SrcRange)
		default:
			return null, fail(step.SourceRange(), "Write it another way.", "a rule cannot say this.")
		}
		if err != nil {
			return null, err
		}
	}
	return v, nil
}

// entry is v[key].
func (e *evaluator) entry(v, key cty.Value, at hcl.Range) (cty.Value, error) {
	v, _ = v.Unmark()
	key, _ = key.Unmark()
	if v.IsNull() || key.IsNull() {
		return null, nil
	}
	switch t := v.Type(); {
	case t.IsObjectType():
		name, err := convert.Convert(key, cty.String)
		if err != nil || !t.HasAttribute(name.AsString()) {
			return null, nil
		}
		return v.GetAttr(name.AsString()), nil
	case t.IsMapType(), t.IsTupleType(), t.IsListType():
		has, err := present(v, key)
		if err != nil {
			return null, fail(at, "The elements of a list go by number.", "this has no such element.")
		}
		if !has {
			return null, nil
		}
		if !t.IsMapType() {
			key, _ = convert.Convert(key, cty.Number)
		}
		return v.Index(key), nil
	}
	return null, fail(at, "Use it as it is.", "this has no parts.")
}

// present reports whether v has an element of that key.
func present(v, key cty.Value) (bool, error) {
	want := cty.Number
	if v.Type().IsMapType() {
		want = cty.String
	}
	key, err := convert.Convert(key, want)
	if err != nil {
		return false, err
	}
	has, _ := v.HasIndex(key).Unmark()
	return has.True(), nil
}

func (e *evaluator) index(x *hclsyntax.IndexExpr) (cty.Value, error) {
	v, err := e.eval(x.Collection)
	if err != nil {
		return null, err
	}
	key, err := e.eval(x.Key)
	if err != nil {
		return null, err
	}
	return e.entry(v, key, x.Range())
}

func (e *evaluator) object(x *hclsyntax.ObjectConsExpr) (cty.Value, error) {
	out := object{}
	for _, item := range x.Items {
		key, err := e.eval(item.KeyExpr)
		if err != nil {
			return null, err
		}
		name, err := e.insert(key, item.KeyExpr.Range())
		if err != nil {
			return null, err
		}
		if out[name], err = e.eval(item.ValueExpr); err != nil {
			return null, err
		}
	}
	return cty.ObjectVal(out), nil
}
