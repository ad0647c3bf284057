package types

// Types that take arguments: enum("a"), list(T), object({ a = T }).

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/lang/finding"
)

// form reads a type that takes arguments.
func (p *parser) form(e *hclsyntax.FunctionCallExpr, depth int) *Type {
	t := &Type{Range: finding.FromHCL(e.Range())}
	kind := Unknown
	use := ""
	for _, f := range forms {
		if f.name == e.Name {
			kind, use = f.kind, f.use
		}
	}
	if kind == Unknown {
		nameAt := finding.FromHCL(e.NameRange)
		for _, w := range words {
			if w.name == e.Name {
				p.add(RuleArguments, "Wrong arguments of a type", nameAt, e.Name, "Write `"+e.Name+"`.", "`%s` takes no arguments.", e.Name)
				return &Type{Kind: w.kind, Range: t.Range}
			}
		}
		p.unknownType(e.Name, nameAt)
		for _, arg := range e.Args { // what stands inside is read for its own mistakes and references
			t.Of = append(t.Of, p.parse(arg, depth+1))
		}
		return t
	}
	wrong := func(detail string, args ...any) *Type {
		p.add(RuleArguments, "Wrong arguments of a type", t.Range, e.Name, "Write `"+use+"`.", detail, args...)
		t.Kind = Unknown
		return t
	}
	t.Kind = kind
	if e.ExpandFinal {
		return wrong("`%s` takes its arguments one by one, without `...`.", e.Name)
	}
	switch {
	case len(e.Args) == 0:
		return wrong("`%s` does not say what it holds.", e.Name)
	case len(e.Args) > 1 && kind != Enum && kind != Union:
		return wrong("`%s` takes one argument, here are %d.", e.Name, len(e.Args))
	}
	switch kind {
	case Enum:
		p.values(t, e.Args)
	case Object:
		p.fields(t, e.Args[0], depth)
	case RefTo:
		target := p.parse(e.Args[0], depth+1)
		if target.Kind != RecordOf {
			if target.Kind == Unknown {
				t.Kind = Unknown
				return t
			}
			return wrong("`ref` wants an artifact, not `%s`.", target)
		}
		t.Ref = target.Ref
	default:
		for _, arg := range e.Args {
			t.Of = append(t.Of, p.parse(arg, depth+1))
		}
		if kind == Optional && t.Of[0].Kind == Optional {
			p.add(RuleArguments, "Wrong arguments of a type", t.Of[0].Range, e.Name, "Write `optional` once.", "`optional(optional(T))` says the same twice.")
			return t.Of[0]
		}
	}
	return t
}

// values reads the values of an enum.
func (p *parser) values(t *Type, args []hclsyntax.Expression) {
	seen := map[string]finding.Range{}
	for _, arg := range args {
		at := finding.FromHCL(arg.Range())
		text, ok := literal(arg)
		if !ok {
			help := "Write each value as a quoted text."
			if tr, isName := arg.(*hclsyntax.ScopeTraversalExpr); isName && len(tr.Traversal) == 1 {
				help = "Write it in quotes: `" + Quote(tr.Traversal.RootName()) + "`."
			}
			p.add(RuleArguments, "Wrong arguments of a type", at, "enum", help, "The values of an enum are quoted texts without `${…}`.")
			continue
		}
		if first, twice := seen[text]; twice {
			f := p.add(RuleDuplicate, "Value listed twice", at, text, "Remove one.", "This enum has %s twice.", Quote(text))
			f.Related = append(f.Related, finding.Related{Message: "The first one.", Range: first})
			continue
		}
		seen[text] = at
		t.Values = append(t.Values, Value{Text: text, Range: at})
	}
	if len(t.Values) == 0 {
		t.Kind = Unknown
	}
}

// fields reads what stands between the braces of object({…}).
func (p *parser) fields(t *Type, arg hclsyntax.Expression, depth int) {
	obj, ok := arg.(*hclsyntax.ObjectConsExpr)
	if !ok {
		p.add(RuleArguments, "Wrong arguments of a type", finding.FromHCL(arg.Range()), "object", "Write `object({ a = T, b = optional(T) })`.", "`object` takes its fields in braces.")
		t.Kind = Unknown
		return
	}
	seen := map[string]finding.Range{}
	for _, item := range obj.Items {
		at := finding.FromHCL(item.KeyExpr.Range())
		inner := p.parse(item.ValueExpr, depth+1)
		name, ok := keyName(item.KeyExpr)
		if !ok {
			p.add(RuleArguments, "Wrong arguments of a type", at, "object", "Write a plain name.", "The name of a field is a word, not an expression.")
			continue
		}
		if first, twice := seen[name]; twice {
			f := p.add(RuleDuplicate, "Field declared twice", at, name, "Remove or rename one.", "This object has the field `%s` twice.", name)
			f.Related = append(f.Related, finding.Related{Message: "The first one.", Range: first})
			continue
		}
		seen[name] = at
		t.Fields = append(t.Fields, Field{Name: name, Type: inner, Range: at})
	}
}
