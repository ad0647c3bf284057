package types

// The functions expressions may call, as far as types go.

import (
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"handoff/lang/finding"
)

// Function is the signature of a function.
type Function struct {
	Params   []Param
	Variadic *Param // any number more of these
	Result   *Type  // what it returns, where that does not depend on the arguments
	Returns  func(args []*Type) *Type
	Nulls    bool // takes values that may be missing; the result says itself whether it may
}

// Param is one parameter.
type Param struct {
	Name string
	Type *Type
}

// FromFunction is the signature of a function made for cty. Of well-known functions whose result follows from their arguments
// (concat, coalesce, distinct …) it knows how; the result of others is any where cty says so.
func FromFunction(name string, f function.Function) Function {
	var out Function
	var probe []cty.Type
	for _, p := range f.Params() {
		out.Params = append(out.Params, Param{p.Name, FromCty(p.Type)})
		probe = append(probe, p.Type)
	}
	if p := f.VarParam(); p != nil {
		out.Variadic = &Param{p.Name, FromCty(p.Type)}
		probe = append(probe, p.Type)
	}
	if g, ok := generic[name]; ok {
		out.Returns = g.returns
		out.Nulls = g.nulls
		return out
	}
	out.Result = Simple(Any)
	if t, err := f.ReturnType(probe); err == nil {
		out.Result = FromCty(t)
	}
	return out
}

// FromCty is the type that a cty type stands for. Dynamic and capsule types are any.
func FromCty(t cty.Type) *Type {
	switch {
	case t == cty.String:
		return Simple(String)
	case t == cty.Number:
		return Simple(Number)
	case t == cty.Bool:
		return Simple(Bool)
	case t.IsListType():
		return Wrap(List, FromCty(t.ElementType()))
	case t.IsSetType():
		return Wrap(Set, FromCty(t.ElementType()))
	case t.IsMapType():
		return Wrap(Map, FromCty(t.ElementType()))
	case t.IsObjectType():
		o := &Type{Kind: Object}
		for _, name := range sortedKeys(t.AttributeTypes()) {
			inner := FromCty(t.AttributeType(name))
			if t.AttributeOptional(name) {
				inner = Wrap(Optional, inner)
			}
			o.Fields = append(o.Fields, Field{Name: name, Type: inner})
		}
		return o
	}
	return Simple(Any)
}

// generic are well-known functions whose result follows from their arguments.
var generic = map[string]struct {
	returns func(args []*Type) *Type
	nulls   bool
}{
	"length":   {returns: func([]*Type) *Type { return Simple(Integer) }},
	"strlen":   {returns: func([]*Type) *Type { return Simple(Integer) }},
	"coalesce": {returns: coalesced, nulls: true},
	"concat":   {returns: func(args []*Type) *Type { return Wrap(List, elements(args)) }},
	"flatten":  {returns: flattened},
	"distinct": {returns: same},
	"reverse":  {returns: same},
	"compact":  {returns: same},
	"sort":     {returns: same},
	"slice":    {returns: same},
	"toset":    {returns: func(args []*Type) *Type { return Wrap(Set, elements(args)) }},
	"tolist":   {returns: func(args []*Type) *Type { return Wrap(List, elements(args)) }},
	"values":   {returns: func(args []*Type) *Type { return Wrap(List, elements(args)) }},
	"keys":     {returns: func([]*Type) *Type { return Wrap(List, Simple(String)) }},
	"element":  {returns: func(args []*Type) *Type { return elements(args[:min(1, len(args))]) }},
	"one":      {returns: func(args []*Type) *Type { return Wrap(Optional, elements(args)) }},
	"contains": {returns: func([]*Type) *Type { return Simple(Bool) }},
	"ceil":     {returns: func([]*Type) *Type { return Simple(Integer) }},
	"floor":    {returns: func([]*Type) *Type { return Simple(Integer) }},
	"abs":      {returns: same},
	"max":      {returns: merged},
	"min":      {returns: merged},
	"timeadd":  {returns: func([]*Type) *Type { return Simple(Timestamp) }},
}

// coalesced is the first argument that is there: missing only if the last may be.
func coalesced(args []*Type) *Type {
	var out *Type
	for i, a := range args {
		inner, _ := a.IsOptional()
		if i == len(args)-1 {
			inner = a
		}
		if inner.Resolve().Kind != Null {
			out = merge(out, inner)
		}
	}
	return out.Resolve()
}

func same(args []*Type) *Type {
	if len(args) == 0 {
		return unknown
	}
	return args[0]
}

// merged is one of the arguments.
func merged(args []*Type) *Type {
	var out *Type
	for _, a := range args {
		out = merge(out, a)
	}
	return out.Resolve()
}

// elements merges what the lists, sets, maps and records among args hold.
func elements(args []*Type) *Type {
	var out *Type
	for _, a := range args {
		a, _ = a.IsOptional()
		switch a.Kind {
		case List, Set, Map:
			out = merge(out, a.elem())
		case Object, RecordOf:
			fields, _, _ := a.Shape()
			for _, f := range fields {
				out = merge(out, f.Type.Resolve())
			}
		default:
			return unknown
		}
	}
	return out.Resolve()
}

func flattened(args []*Type) *Type {
	t := elements(args)
	for range 10 {
		if t.kind() != List && t.kind() != Set {
			break
		}
		t = t.elem().Resolve()
	}
	return Wrap(List, t)
}

// call checks a function call. Arguments that may be missing make a result that may be missing.
func (w *walker) call(e *hclsyntax.FunctionCallExpr) *Type {
	at := finding.FromHCL(e.NameRange)
	f, ok := w.scope.Functions[e.Name]
	if !ok {
		for _, arg := range e.Args {
			w.infer(arg)
		}
		if !w.scope.Partial || len(w.scope.Functions) > 0 {
			known := sortedKeys(w.scope.Functions)
			w.add(RuleFunction, "Unknown function", at, e.Name, didYouMean(e.Name, known), "There is no function `%s`.", e.Name)
		}
		return unknown
	}
	if n := len(e.Args); !e.ExpandFinal && (n < len(f.Params) || n > len(f.Params) && f.Variadic == nil) {
		for _, arg := range e.Args {
			w.infer(arg)
		}
		w.add(RuleFunction, "Wrong number of arguments", at, e.Name, "Write `"+f.usage(e.Name)+"`.", "`%s` takes %s, here are %d.", e.Name, counted(len(f.Params), f.Variadic != nil), n)
		return unknown
	}
	before := len(w.list)
	maybe := false
	var args []*Type
	for i, arg := range e.Args {
		param := f.Variadic
		if i < len(f.Params) {
			param = &f.Params[i]
		}
		last := e.ExpandFinal && i == len(e.Args)-1
		if param == nil || last || f.Nulls {
			args = append(args, w.infer(arg))
			continue
		}
		t := w.into(arg, Target{Type: Wrap(Optional, param.Type), Name: e.Name + "(" + param.Name + ")"})
		inner, optional := t.IsOptional()
		maybe = maybe || optional
		args = append(args, inner)
	}
	if len(w.list) > before {
		return unknown
	}
	out := f.Result
	if f.Returns != nil {
		out = unknown
		if !e.ExpandFinal {
			out = f.Returns(args)
		}
	}
	if maybe && !f.Nulls && out.Resolve().Kind != Unknown {
		out = Wrap(Optional, out.Resolve())
	}
	return out.Resolve()
}

func (f Function) usage(name string) string {
	var parts []string
	for _, p := range f.Params {
		parts = append(parts, p.Name)
	}
	if f.Variadic != nil {
		parts = append(parts, f.Variadic.Name+"…")
	}
	return name + "(" + strings.Join(parts, ", ") + ")"
}

func counted(n int, more bool) string {
	words := []string{"no argument", "one argument", "two arguments", "three arguments", "four arguments"}
	s := "many arguments"
	if n < len(words) {
		s = words[n]
	}
	if more {
		s += " or more"
	}
	return s
}
