package types

// Reading a type from HCL syntax. The expression is never evaluated (to HCL, `string` is a variable): its tree is walked, each
// mistake is reported where it stands, and reading goes on beside it.

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/lang/finding"
)

// maxDepth bounds the nesting of types and expressions.
const maxDepth = 200

// Parse reads the type that expr writes. It never returns nil: a part that cannot be read is Unknown, and reported.
// The artifacts it names are not looked up yet; that is Bind.
func Parse(expr hclsyntax.Expression) (*Type, []finding.Finding) {
	p := &parser{}
	t := p.parse(expr, 0)
	return t, p.list
}

// ParseText reads a type from its text; file and start say where that stands.
func ParseText(src, file string, start hcl.Pos) (*Type, []finding.Finding) {
	if depth(src) > maxDepth {
		var p problems
		at := finding.FromHCL(hcl.Range{Filename: file, Start: start, End: start})
		p.add(RuleTooDeep, "Nested too deeply", at, "", "Give the inner parts a name: make them artifacts.", "This type is nested more than %d levels deep.", maxDepth)
		return &Type{Range: at}, p.list
	}
	expr, diags := hclsyntax.ParseExpression([]byte(src), file, start)
	t, list := Parse(expr)
	for _, d := range diags {
		f := finding.Finding{Rule: "syntax/expression", Severity: finding.Error, Summary: d.Summary, Detail: d.Detail}
		if d.Subject != nil {
			f.Range = finding.FromHCL(*d.Subject)
		}
		list = append(list, f)
	}
	return t, list
}

// depth is how deep the brackets of src nest at most. The HCL parser recurses without a bound of its own.
func depth(src string) int {
	deepest, open := 0, 0
	for i := range len(src) {
		switch src[i] {
		case '(', '[', '{':
			open++
			deepest = max(deepest, open)
		case ')', ']', '}':
			open--
		}
	}
	return deepest
}

type parser struct{ problems }

func (p *parser) parse(expr hclsyntax.Expression, depth int) *Type {
	if expr == nil {
		return unknown
	}
	at := finding.FromHCL(expr.Range())
	t := &Type{Range: at}
	if depth > maxDepth {
		p.add(RuleTooDeep, "Nested too deeply", at, "", "Give the inner parts a name: make them artifacts.", "This type is nested more than %d levels deep.", maxDepth)
		return t
	}
	switch e := expr.(type) {
	case *hclsyntax.ExprSyntaxError:
		// The HCL parser has reported it.
	case *hclsyntax.ParenthesesExpr:
		return p.parse(e.Expression, depth+1)
	case *hclsyntax.ScopeTraversalExpr:
		return p.name(e.Traversal, at)
	case *hclsyntax.FunctionCallExpr:
		return p.form(e, depth)
	case *hclsyntax.TemplateExpr, *hclsyntax.TemplateWrapExpr:
		help := "Write a type, such as string."
		if text, ok := literal(expr); ok {
			if inner, wrong := ParseText(text, "", hcl.InitialPos); len(wrong) == 0 {
				help = "Write it without the quotes: `" + inner.String() + "`."
			} else if text != "" {
				help = "To allow this text only, write `enum(" + Quote(text) + ")`."
			}
		}
		p.add(RuleNotAType, "Not a type", at, "", help, "A quoted text is no type.")
	case *hclsyntax.TupleConsExpr:
		help := "Write `list(T)`."
		if len(e.Exprs) == 1 {
			if inner, wrong := Parse(e.Exprs[0]); len(wrong) == 0 {
				help = "Write `list(" + inner.String() + ")`."
			}
		}
		p.add(RuleNotAType, "Not a type", at, "", help, "Square brackets make no type.")
	case *hclsyntax.ObjectConsExpr:
		p.add(RuleNotAType, "Not a type", at, "", "Write `object({ … })` round it.", "Braces alone make no type.")
	default:
		p.add(RuleNotAType, "Not a type", at, "", "Types are "+strings.Join(allWords(), ", ")+", `artifact.x` and `artifact.x.field`.", "This is an expression, not a type.")
	}
	return t
}

func allWords() []string {
	var out []string
	for _, w := range Words() {
		out = append(out, "`"+w.Use+"`")
	}
	return out
}

// name reads a bare word or a dotted one: string, artifact.x, artifact.x.field, payments.artifact.x.
func (p *parser) name(tr hcl.Traversal, at finding.Range) *Type {
	t := &Type{Range: at}
	root := tr.RootName()
	if len(tr) == 1 {
		for _, w := range words {
			if w.name == root {
				t.Kind = w.kind
				return t
			}
		}
		for _, f := range forms {
			if f.name == root {
				p.add(RuleArguments, "Type without its arguments", at, root, "Write `"+f.use+"`.", "`%s` does not say what it holds.", root)
				return t
			}
		}
		if root == "artifact" {
			p.add(RuleArguments, "Type without its arguments", at, root, "Write `artifact.x`, where x is the artifact's name.", "This does not say which artifact.")
			return t
		}
		p.unknownType(root, at)
		return t
	}
	parts, ranges, ok := names(tr)
	if !ok {
		p.add(RuleNotAType, "Not a type", at, root, "Write `artifact.x` or `artifact.x.field`.", "A type does not take an index.")
		return t
	}
	ref := &Reference{Range: at}
	rest, where := parts, ranges
	switch {
	case parts[0] == "artifact":
		rest, where = parts[1:], ranges[1:]
	case len(parts) > 2 && parts[1] == "artifact":
		ref.Alias, ref.AliasRange = parts[0], ranges[0]
		rest, where = parts[2:], ranges[2:]
	default:
		p.add(RuleUnknownType, "Unknown type", at, strings.Join(parts, "."),
			join("Types are written `artifact.x`, `artifact.x.field`, or `ALIAS.artifact.x` for an import.", dotted(parts)), "`%s` is no type.", strings.Join(parts, "."))
		return t
	}
	if len(rest) > 2 {
		p.add(RuleNotAType, "Not a type", at, strings.Join(parts, "."),
			"Name the inner type in an artifact of its own, and write `artifact.x.field`.", "A type reaches into an artifact one level deep only: `%s` is more.", strings.Join(parts, "."))
		return t
	}
	ref.Artifact, ref.ArtifactRange = rest[0], where[0]
	t.Kind, t.Ref = RecordOf, ref
	if len(rest) == 2 {
		ref.Field, ref.FieldRange = rest[1], where[1]
		t.Kind = FieldOf
	}
	return t
}

// dotted guesses what a dotted name that is no type was meant to be: a misspelt `artifact`, or one left out.
func dotted(parts []string) string {
	if finding.Nearest(parts[0], []string{"artifact"}) != "" {
		return "Did you mean `artifact." + strings.Join(parts[1:], ".") + "`?"
	}
	if len(parts) == 2 && finding.Nearest(parts[1], []string{"artifact"}) == "" {
		return "Did you mean `artifact." + strings.Join(parts, ".") + "`?"
	}
	return ""
}

func (p *parser) unknownType(name string, at finding.Range) {
	var known []string
	for _, w := range Words() {
		known = append(known, w.Name)
	}
	near := didYouMean(name, known)
	for _, alias := range []struct{ foreign, ours string }{
		{"str", "string"}, {"text", "string"}, {"int", "integer"}, {"long", "integer"}, {"float", "number"}, {"double", "number"}, {"decimal", "number"},
		{"boolean", "bool"}, {"datetime", "timestamp"}, {"time", "timestamp"}, {"url", "uri"}, {"array", "list(T)"}, {"tuple", "list(T)"},
		{"dict", "map(T)"}, {"record", "artifact.x"}, {"struct", "object({ … })"}, {"null", "optional(T)"}, {"oneof", "union(T, U)"}, {"mail", "email"},
	} {
		if strings.EqualFold(name, alias.foreign) {
			near = "Did you mean `" + alias.ours + "`?"
		}
	}
	p.add(RuleUnknownType, "Unknown type", at, name, join("Types are "+strings.Join(allWords(), ", ")+", `artifact.x` and `artifact.x.field`.", near), "There is no type `%s`.", name)
}

// literal is the text of a quoted string without interpolation.
func literal(expr hclsyntax.Expression) (string, bool) {
	switch e := expr.(type) {
	case *hclsyntax.ParenthesesExpr:
		return literal(e.Expression)
	case *hclsyntax.TemplateExpr:
		if len(e.Parts) == 0 {
			return "", true
		}
		if e.IsStringLiteral() {
			v, _ := e.Value(nil)
			if v.IsKnown() && !v.IsNull() {
				return v.AsString(), true
			}
		}
	}
	return "", false
}

// keyName is the name an object key writes, bare or quoted.
func keyName(key hclsyntax.Expression) (string, bool) {
	if k, ok := key.(*hclsyntax.ObjectConsKeyExpr); ok {
		if !k.ForceNonLiteral {
			if word := hcl.ExprAsKeyword(k.Wrapped); word != "" {
				return word, true
			}
		}
		key = k.Wrapped
	}
	return literal(key)
}

// names splits a traversal into its names, each with the range of the name alone. ok is false where an index stands.
func names(tr hcl.Traversal) (parts []string, ranges []finding.Range, ok bool) {
	for _, step := range tr {
		switch s := step.(type) {
		case hcl.TraverseRoot:
			parts, ranges = append(parts, s.Name), append(ranges, finding.FromHCL(s.SrcRange))
		case hcl.TraverseAttr:
			parts, ranges = append(parts, s.Name), append(ranges, nameRange(s))
		default:
			return nil, nil, false
		}
	}
	return parts, ranges, true
}

// nameRange is where the name of an attribute step stands: HCL's own range has the dot in it.
func nameRange(s hcl.TraverseAttr) finding.Range {
	r := s.SrcRange
	skip := r.End.Byte - r.Start.Byte - len(s.Name)
	if skip < 0 {
		return finding.FromHCL(r)
	}
	if r.Start.Line == r.End.Line {
		r.Start.Column += skip // the dot, and blanks after it: one column a byte
	}
	r.Start.Byte += skip
	r.Start.Line = r.End.Line
	return finding.FromHCL(r)
}
