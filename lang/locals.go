package lang

// Locals are plain values: literals, lists and objects of them, other locals, and templates that insert them. They are read by a
// small evaluator of our own, so that no map can make the program loop, call a function or grow without bound.

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"handoff/lang/finding"
)

// What a few lines of locals, each of which names the one before twice, may unfold to.
const (
	maxLocalText  = 64 << 10 // bytes in a text that a template puts together
	maxUnfolded   = 16 << 20 // bytes that stand where locals are named, in all of a map; of a larger one four times as many as it has itself
	sizeOfValue   = 64       // bytes, as above, that an element of a list or object is reckoned at beside its texts
	maxLocalDepth = 1000     // locals that a local leads through, one after the other
)

type localEntry struct {
	name string
	expr hclsyntax.Expression
	at   Range
}

// localScope gives locals their values, each when it is first asked for.
type localScope struct {
	entries map[string]*localValue
	names   []string
	// incomplete says that a file could not be read, so that an unknown name may be declared there.
	incomplete bool
	// elsewhere are the places beyond the first that name a local which is not there, by what is said of it there.
	elsewhere map[string][]Range
	compared  int // see maxCompared

	left  int // bytes that may still stand where a local is named; below 0 once that has been told
	depth int // of maxLocalDepth
}

type localValue struct {
	localEntry
	from    *decoder
	state   uint8 // 0 not yet, 1 being read, 2 done
	value   cty.Value
	problem *finding.Finding
}

// silent is a problem that has been reported where it arose.
var silent = &finding.Finding{}

// value reads a plain expression. A problem without a rule has been reported already.
func (s *localScope) value(expr hclsyntax.Expression, d *decoder) (cty.Value, *finding.Finding) {
	fail := func(summary, detail, help string) (cty.Value, *finding.Finding) {
		return cty.NilVal, &finding.Finding{Rule: "syntax/value", Severity: finding.Error, Summary: summary, Detail: detail, Help: help, Range: finding.FromHCL(expr.Range())}
	}
	switch e := expr.(type) {
	case *hclsyntax.LiteralValueExpr:
		return e.Val, nil
	case *hclsyntax.ParenthesesExpr:
		return s.value(e.Expression, d)
	case *hclsyntax.UnaryOpExpr:
		x, problem := s.value(e.Val, d)
		if problem == nil && e.Op == hclsyntax.OpNegate && x.Type() == cty.Number {
			return x.Negate(), nil
		}
		if problem != nil {
			return x, problem
		}
	case *hclsyntax.TemplateExpr:
		if text, ok := d.literalText(e); ok {
			return cty.StringVal(text), nil
		}
		return s.template(e, d, fail)
	case *hclsyntax.TemplateWrapExpr:
		return s.value(e.Wrapped, d)
	case *hclsyntax.TupleConsExpr:
		out := make([]cty.Value, len(e.Exprs))
		for i, x := range e.Exprs {
			v, problem := s.value(x, d)
			if problem != nil {
				return v, problem
			}
			out[i] = v
		}
		return cty.TupleVal(out), nil
	case *hclsyntax.ObjectConsExpr:
		out := make(map[string]cty.Value, len(e.Items))
		for _, item := range e.Items {
			name := hcl.ExprAsKeyword(item.KeyExpr)
			if k, ok := item.KeyExpr.(*hclsyntax.ObjectConsKeyExpr); ok && name == "" {
				v, problem := s.value(k.Wrapped, d)
				if problem != nil {
					return v, problem
				}
				if v.Type() == cty.String {
					name = v.AsString()
				}
			}
			v, problem := s.value(item.ValueExpr, d)
			if problem != nil {
				return v, problem
			}
			out[name] = v
		}
		return cty.ObjectVal(out), nil
	case *hclsyntax.ScopeTraversalExpr:
		if e.Traversal.RootName() == "local" {
			return s.traverse(e, d, fail)
		}
		parts := traversalParts(e.Traversal)
		if len(parts) == 1 {
			return fail("Wrong sort of value", fmt.Sprintf("`%s` is no value.", parts[0]), fmt.Sprintf("Did you mean the text %q, in quotes? For a literal `${` in a text, write `$${`, or use a heredoc, which is literal.", parts[0]))
		}
		return fail("Wrong sort of value", fmt.Sprintf("`%s` cannot be used here: a plain value is expected.", strings.Join(parts, ".")), "Only `local` may be used in plain values. In a quoted text, write `$${` for a literal `${`, or use a heredoc, which is literal.")
	}
	return fail("Not a plain value", "A plain value is expected here: a text, a number, true or false, a list or object of them, or a local.", "Write the value itself.")
}

func (s *localScope) template(e *hclsyntax.TemplateExpr, d *decoder, fail func(a, b, c string) (cty.Value, *finding.Finding)) (cty.Value, *finding.Finding) {
	var out strings.Builder
	for _, p := range e.Parts {
		v, problem := s.value(p, d)
		if problem != nil {
			return v, problem
		}
		text, err := convert.Convert(v, cty.String)
		if err != nil || text.IsNull() {
			return fail("Wrong sort of value", "A list, an object or null cannot be inserted into a text.", "Insert one value of it.")
		}
		out.WriteString(text.AsString())
		if out.Len() > maxLocalText {
			return fail("Text is too long", fmt.Sprintf("Templates have put together more than %d bytes.", maxLocalText), "Shorten it.")
		}
	}
	return cty.StringVal(out.String()), nil
}

// traverse reads `local.x` and what lies below it.
func (s *localScope) traverse(e *hclsyntax.ScopeTraversalExpr, d *decoder, fail func(a, b, c string) (cty.Value, *finding.Finding)) (cty.Value, *finding.Finding) {
	parts := traversalParts(e.Traversal)
	if len(parts) < 2 {
		return fail("Wrong sort of value", "`local` needs the name of a local value.", "Write local.NAME.")
	}
	l := s.entries[parts[1]]
	if l == nil {
		if s.incomplete {
			return cty.NilVal, silent
		}
		detail := fmt.Sprintf("There is no `local.%s`.", parts[1])
		if places, told := s.elsewhere[detail]; told {
			s.elsewhere[detail] = append(places, finding.FromHCL(e.Range()))
			return cty.NilVal, silent
		}
		s.elsewhere[detail] = nil
		v, f := fail(unknownLocal, detail, "Declare it in a `locals` block.")
		f.Rule = "reference/unknown"
		near := ""
		if s.compared += len(s.names); s.compared <= maxCompared {
			near = finding.Nearest(parts[1], s.names)
		}
		if near != "" {
			f.Help = fmt.Sprintf("Did you mean `local.%s`?", near)
		}
		return v, f
	}
	switch l.state {
	case 1:
		v, f := fail("Locals go round in a circle", fmt.Sprintf("`local.%s` is defined by itself.", parts[1]), "Write the value itself in one of them.")
		f.Rule = "reference/cycle"
		return v, f
	case 0:
		if s.depth >= maxLocalDepth {
			v, f := fail("Nested too deep", fmt.Sprintf("More than %d locals lead from one to the next before `local.%s` is reached.", maxLocalDepth, parts[1]), "Write the value itself.")
			f.Rule = "syntax/too-deep"
			return v, f
		}
		s.depth++
		s.read(l)
		s.depth--
	}
	if l.problem != nil {
		return cty.NilVal, silent
	}
	v := l.value
	for _, name := range parts[2:] {
		if !v.Type().IsObjectType() || !v.Type().HasAttribute(name) {
			return fail("Unknown local", fmt.Sprintf("`%s` has no `%s`.", strings.Join(parts[:2], "."), name), "Look at the `locals` block that declares it.")
		}
		v = v.GetAttr(name)
	}
	if s.left < 0 {
		return cty.NilVal, silent
	}
	if s.left -= size(v); s.left < 0 {
		return fail("Locals unfold to too much", "By here, what locals stand for comes to far more than the map itself; none is read from here on.", "Look for a local that names another one several times, which does so in turn.")
	}
	return v, nil
}

// size is how many bytes a value is reckoned at; a text that stands alone at its length.
func size(v cty.Value) int {
	switch t := v.Type(); {
	case v.IsNull():
	case t == cty.String:
		return len(v.AsString())
	case t.IsTupleType(), t.IsObjectType():
		n := 0
		for _, e := range v.Elements() {
			n += sizeOfValue + size(e)
		}
		return n
	}
	return 0
}

const unknownLocal = "Unknown local"

// tellElsewhere adds to what was said of an unknown local, once, the other places that name it.
func (s *localScope) tellElsewhere(decoders []*decoder) {
	for _, d := range decoders {
		for i := range d.findings {
			f := &d.findings[i]
			if f.Summary != unknownLocal {
				continue
			}
			for _, at := range s.elsewhere[f.Detail] {
				if len(f.Related) < maxRelated {
					f.Related = append(f.Related, finding.Related{Message: "It is named here too.", Range: at})
				}
			}
		}
	}
}

// collectLocals gathers the locals of all files; a second declaration of one name is a duplicate.
func collectLocals(decoders []*decoder, incomplete bool) *localScope {
	s := &localScope{entries: map[string]*localValue{}, elsewhere: map[string][]Range{}, incomplete: incomplete}
	for _, d := range decoders {
		s.left += 4 * len(d.file.Source)
		for _, block := range d.part.locals {
			for _, e := range block.entries {
				if first := s.entries[e.name]; first != nil {
					f := d.report("reference/duplicate", "Declared twice", e.at, place{}, fmt.Sprintf("`local.%s` is declared twice; the first one counts.", e.name), "Remove or rename one of them.")
					f.Key = "local." + e.name
					f.Related = []finding.Related{{Message: "The first one is here.", Range: first.at}}
					continue
				}
				s.entries[e.name] = &localValue{localEntry: e, from: d}
				s.names = append(s.names, e.name)
			}
		}
	}
	s.left = max(s.left, maxUnfolded)
	return s
}

// force reads every local, used or not, so that a mistake in one is told.
func (s *localScope) force() {
	for _, name := range s.names {
		if l := s.entries[name]; l.state == 0 {
			s.read(l)
		}
	}
}

// values is the object of all locals that could be read.
func (s *localScope) values() cty.Value {
	out := map[string]cty.Value{}
	for name, l := range s.entries {
		if l.problem == nil && l.value != cty.NilVal {
			out[name] = l.value
		}
	}
	return cty.ObjectVal(out)
}

// read gives a local its value, or reports why it has none.
func (s *localScope) read(l *localValue) {
	l.state = 1
	l.value, l.problem = s.value(l.expr, l.from)
	if l.problem != nil && l.problem.Rule != "" {
		l.problem.Key = "local." + l.name
		l.from.findings = append(l.from.findings, *l.problem)
		l.problem = silent
	}
	l.state = 2
}
