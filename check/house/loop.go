package house

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// element is one element of what is looped over.
type element struct{ key, value cty.Value }

// elements lists what is in a collection; nothing is in null.
func (e *evaluator) elements(v cty.Value, at hcl.Range) ([]element, error) {
	v, _ = v.Unmark()
	if v.IsNull() {
		return nil, nil
	}
	if !v.CanIterateElements() {
		return nil, fail(at, "Loop over a list or an object.", "there is nothing in this to loop over.")
	}
	if err := e.spend(at, v.LengthInt()); err != nil {
		return nil, err
	}
	var out []element
	for it := v.ElementIterator(); it.Next(); { // objects in the order of their keys
		k, x := it.Element()
		out = append(out, element{k, x})
	}
	return out, nil
}

// splat is `source[*].name`. Of what is no list HCL makes a list of one, of null an empty one.
func (e *evaluator) splat(x *hclsyntax.SplatExpr) (cty.Value, error) {
	source, err := e.eval(x.Source)
	if err != nil {
		return null, err
	}
	plain, _ := source.Unmark()
	list := []element{{value: source}}
	if t := plain.Type(); plain.IsNull() || t.IsTupleType() || t.IsListType() || t.IsSetType() {
		if list, err = e.elements(source, x.Source.Range()); err != nil {
			return null, err
		}
	}
	if e.items == nil {
		e.items = map[*hclsyntax.AnonSymbolExpr]cty.Value{}
	}
	out := make([]cty.Value, len(list))
	for k, item := range list {
		e.items[x.Item] = item.value
		if out[k], err = e.eval(x.Each); err != nil {
			return null, err
		}
	}
	return cty.TupleVal(out), nil
}

// loop is `[for k, v in c : x if y]` or `{for … : key => x}`.
func (e *evaluator) loop(x *hclsyntax.ForExpr) (cty.Value, error) {
	source, err := e.eval(x.CollExpr)
	if err != nil {
		return null, err
	}
	list, err := e.elements(source, x.CollExpr.Range())
	if err != nil {
		return null, err
	}
	outer := len(e.vars)
	defer func() { e.vars = e.vars[:outer] }()
	var values []cty.Value
	groups := map[string][]cty.Value{}
	for _, item := range list {
		e.vars = e.vars[:outer]
		if x.KeyVar != "" {
			e.vars = append(e.vars, variable{x.KeyVar, item.key})
		}
		e.vars = append(e.vars, variable{x.ValVar, item.value})
		if x.CondExpr != nil {
			v, err := e.eval(x.CondExpr)
			if err != nil {
				return null, err
			}
			meant, err := e.truth(v, x.CondExpr.Range())
			if err != nil {
				return null, err
			}
			if !meant {
				continue
			}
		}
		v, err := e.eval(x.ValExpr)
		if err != nil {
			return null, err
		}
		if x.KeyExpr == nil {
			values = append(values, v)
			continue
		}
		key, err := e.eval(x.KeyExpr)
		if err != nil {
			return null, err
		}
		name, err := e.insert(key, x.KeyExpr.Range())
		if err != nil {
			return null, err
		}
		groups[name] = append(groups[name], v)
	}
	if x.KeyExpr == nil {
		return cty.TupleVal(values), nil
	}
	out := object{}
	for name, list := range groups {
		switch {
		case x.Group:
			out[name] = cty.TupleVal(list)
		case len(list) > 1:
			return null, fail(x.KeyExpr.Range(), "Let `...` follow the value to collect all of a key.", "the key %q comes up twice.", name)
		default:
			out[name] = list[0]
		}
	}
	return cty.ObjectVal(out), nil
}
