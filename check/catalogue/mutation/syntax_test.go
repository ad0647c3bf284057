package mutation

// Small readings of HCL syntax.

import (
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// text is a quoted argument; "" where there is none.
func text(body *hclsyntax.Body, name string) string {
	for _, s := range texts(body, name) {
		return s
	}
	return ""
}

func texts(body *hclsyntax.Body, name string) []string {
	var out []string
	for _, l := range labels(body, name) {
		out = append(out, l.text)
	}
	return out
}

// labels are the texts of an argument, one or a list, with their places.
func labels(body *hclsyntax.Body, name string) []label {
	a := body.Attributes[name]
	if a == nil {
		return nil
	}
	var out []label
	for _, e := range elements(a.Expr) {
		if v, diags := e.Value(nil); !diags.HasErrors() && v.Type().FriendlyName() == "string" {
			out = append(out, label{v.AsString(), e.Range()})
		}
	}
	return out
}

// words are the bare names of an argument.
func words(body *hclsyntax.Body, name string) []label {
	a := body.Attributes[name]
	if a == nil {
		return nil
	}
	var out []label
	for _, e := range elements(a.Expr) {
		out = append(out, label{hcl.ExprAsKeyword(e), e.Range()})
	}
	return out
}

func elements(e hclsyntax.Expression) []hclsyntax.Expression {
	if list, ok := e.(*hclsyntax.TupleConsExpr); ok {
		return list.Exprs
	}
	return []hclsyntax.Expression{e}
}

func yes(body *hclsyntax.Body, name string) bool {
	a := body.Attributes[name]
	if a == nil {
		return false
	}
	v, _ := a.Expr.Value(nil)
	return v.Type().FriendlyName() == "bool" && v.True()
}

// written are the references of an argument as they are written.
func written(body *hclsyntax.Body, name string) []string {
	a := body.Attributes[name]
	if a == nil {
		return nil
	}
	var out []string
	for _, e := range elements(a.Expr) {
		for _, t := range e.Variables() {
			out = append(out, dotted(t))
		}
	}
	return out
}

func dotted(t hcl.Traversal) string {
	var parts []string
	for _, step := range t {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			parts = append(parts, step.Name)
		case hcl.TraverseAttr:
			parts = append(parts, step.Name)
		}
	}
	return strings.Join(parts, ".")
}

// last is the last name of the first reference.
func last(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0][strings.LastIndexByte(list[0], '.')+1:]
}

// lines are those of a create or update, in source order.
func lines(body *hclsyntax.Body) []line {
	var out []line
	for _, a := range sorted(body) {
		out = append(out, line{a.Name, a.Expr, a.SrcRange})
	}
	return out
}

// sorted are the arguments of a body in source order.
func sorted(body *hclsyntax.Body) []*hclsyntax.Attribute {
	var out []*hclsyntax.Attribute
	for _, a := range body.Attributes {
		out = append(out, a)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].SrcRange.Start.Byte < out[j].SrcRange.Start.Byte })
	return out
}
