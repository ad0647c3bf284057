package types

// Reaching into a value: fields, indexes, splats and loops.

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/lang/finding"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// attr is the type of t's field name. What is reached through something optional is optional.
func (w *walker) attr(t *Type, name string, at finding.Range) *Type {
	inner, optional := t.IsOptional()
	out := w.field(inner, name, at)
	if optional && out.Resolve().Kind != Unknown {
		return Wrap(Optional, out.Resolve())
	}
	return out
}

func (w *walker) field(t *Type, name string, at finding.Range) *Type {
	wrong := func(help, detail string, args ...any) *Type {
		w.add(RuleUnknownField, "Unknown field", at, name, help, detail, args...)
		return unknown
	}
	switch t.Kind {
	case Unknown, Any:
		return t
	case Map:
		return t.elem().Resolve()
	case List, Set:
		help := "Use `[*]." + name + "` for that field of every element."
		if fields, _, ok := t.elem().Shape(); !ok || !slices.Contains(fieldNames(fields), name) {
			help = "Use `[*]` for all of its elements, or `[0]` for the first."
		}
		return wrong(help, "This is %s: its elements may have fields, the list itself has none.", sayType(t))
	case RefTo:
		return wrong("Pass the record as a whole (`artifact.x` rather than `ref(artifact.x)`) where its fields are needed.",
			"%s is only the key of the record: an expression cannot look behind it.", sayType(t))
	case Union:
		return w.memberField(t, name, at)
	case Object, RecordOf:
		fields, complete, ok := t.Shape()
		for _, f := range fields {
			if f.Name == name {
				if r := t.record(); r != nil {
					w.uses = append(w.uses, Use{Record: r, Field: name, Range: at})
				}
				return f.Type.Resolve()
			}
		}
		if !ok || !complete {
			return unknown
		}
		known := fieldNames(fields)
		help := "It has no fields."
		if len(known) > 0 {
			help = "It has " + strings.Join(first(ticked(known), 12), ", ") + "."
		}
		owner := "This object"
		r := t.record()
		if r != nil {
			owner = "`" + r.Address + "`"
		}
		typ := wrong(join(help, didYouMean(name, known)), "%s has no field `%s`.", owner, name)
		if r != nil && !r.Range.IsZero() {
			f := &w.list[len(w.list)-1]
			f.Suspects = Lacking(name, r)
			f.Related = append(f.Related, finding.Related{Message: "`" + r.Address + "` is declared here.", Address: r.Address, Range: r.Range})
		}
		return typ
	}
	return wrong("Use it without `."+name+"`.", "This is %s, which has no fields.", sayType(t))
}

// memberField reaches into a union: every member must have the field.
func (w *walker) memberField(t *Type, name string, at finding.Range) *Type {
	var out *Type
	for _, m := range flatten(t) {
		inner, _ := m.IsOptional()
		fields, complete, ok := inner.Shape()
		found := false
		for _, f := range fields {
			if f.Name == name {
				out, found = merge(out, f.Type.Resolve()), true
				if r := inner.record(); r != nil {
					w.uses = append(w.uses, Use{Record: r, Field: name, Range: at})
				}
			}
		}
		switch {
		case found:
		case inner.Kind == Map:
			out = merge(out, inner.elem())
		case inner.Kind == Any || inner.Kind == Unknown || hasFields(inner) && (!ok || !complete):
			return unknown
		default:
			w.add(RuleUnknownField, "Unknown field", at, name, "Only what all members have can be named.",
				"This may be %s, which has no field `%s`.", sayType(inner), name)
			return unknown
		}
	}
	return out.Resolve()
}

// index is the type of t[key]; at is where the key stands.
func (w *walker) index(t, key *Type, at finding.Range) *Type {
	inner, optional := t.IsOptional()
	out := w.element(inner, key.Resolve(), at)
	if optional && out.Kind != Unknown {
		return Wrap(Optional, out)
	}
	return out
}

func (w *walker) element(t, key *Type, at finding.Range) *Type {
	wrong := func(help, detail string, args ...any) *Type {
		w.add(RuleMismatch, "Wrong type", at, "index", help, detail, args...)
		return unknown
	}
	if key.Kind == Unknown || key.Kind == Any {
		key = nil
	}
	switch t.Kind {
	case Unknown, Any:
		return t
	case List:
		if key != nil && key.Kind != Integer && key.Kind != Number {
			return wrong("Use a number: `[0]` is the first.", "The elements of a list go by number, not by %s.", sayType(key))
		}
		return t.elem().Resolve()
	case Map:
		if key != nil && !isText(key.Kind) && key.Kind != RefTo {
			return wrong("Use a text.", "The entries of a map go by text, not by %s.", sayType(key))
		}
		return t.elem().Resolve()
	case Object, RecordOf:
		if key != nil && key.literal && len(key.Values) == 1 {
			return w.field(t, key.Values[0].Text, at).Resolve()
		}
		if key != nil && !isText(key.Kind) {
			return wrong("Use `.name`.", "The fields of a record go by name, not by %s.", sayType(key))
		}
		return unknown
	case Set:
		return wrong("Use a `for` expression, or a list.", "The elements of a set have no order, so none can be picked by index.")
	case Union:
		return unknown
	}
	return wrong("Use it without an index.", "This is %s, which has no elements.", sayType(t))
}

// ticked is names as a sentence quotes them.
func ticked(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = "`" + n + "`"
	}
	return out
}

// splat is source[*] with what follows applied to each element. Of what is no list HCL makes a list of one, of null an empty one.
func (w *walker) splat(e *hclsyntax.SplatExpr) *Type {
	source, _ := w.infer(e.Source).IsOptional()
	elem := source
	switch source.Kind {
	case Unknown, Any:
		elem = source
	case List, Set:
		elem = source.elem().Resolve()
	}
	w.items[e.Item] = elem
	each := w.infer(e.Each).Resolve()
	if each.Kind == Unknown || each.Kind == Any {
		return each
	}
	return Wrap(List, each)
}

// forLoop is `[for k, v in c : x if y]` or `{for … : key => x}`; with a target, the results go into its elements.
func (w *walker) forLoop(e *hclsyntax.ForExpr, target Target) *Type {
	coll, optional := w.infer(e.CollExpr).IsOptional()
	var key, val *Type
	switch coll.Kind {
	case Unknown, Any, Union:
	case List, Set:
		key, val = Simple(Integer), coll.elem()
	case Map:
		key, val = Simple(String), coll.elem()
	case Object, RecordOf:
		key = Simple(String)
		fields, complete, ok := coll.Shape()
		for _, f := range fields {
			val = merge(val, f.Type.Resolve())
		}
		if !ok || !complete {
			val = nil
		}
	default:
		w.add(RuleMismatch, "Wrong type", finding.FromHCL(e.CollExpr.Range()), "for", "Loop over a list, set, map or record.",
			"This is %s: there is nothing in it to loop over.", sayType(coll))
	}
	outer := len(w.vars)
	if e.KeyVar != "" {
		w.vars = append(w.vars, variable{e.KeyVar, key.Resolve()})
	}
	w.vars = append(w.vars, variable{e.ValVar, val.Resolve()})
	var here []string
	if e.CondExpr != nil {
		w.condition(e.CondExpr)
		here, _ = tested(e.CondExpr, 0)
	}
	w.assume(here, 1)
	if e.KeyExpr != nil {
		w.text(e.KeyExpr, w.infer(e.KeyExpr))
	}
	each := w.branch(e.ValExpr, target)
	w.assume(here, -1)
	w.vars = w.vars[:outer]

	if e.Group {
		each = Wrap(List, each)
	}
	out := Wrap(List, each)
	if e.KeyExpr != nil {
		out = Wrap(Map, each)
	}
	if optional {
		return Wrap(Optional, out)
	}
	return out
}
