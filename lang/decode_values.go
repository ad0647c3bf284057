package lang

// How each type of value (values.go) is read from an expression.

import (
	"errors"
	"fmt"
	"math/big"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"handoff/lang/calendar"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// value reads expr into the Go field that slot points at.
func (d *decoder) value(expr hclsyntax.Expression, row *Argument, slot any, at place) {
	at.path += row.Name
	r := finding.FromHCL(expr.Range())
	switch v := slot.(type) {
	case *Text:
		v.Range = r
		d.text(expr, at, row.Name, func(s string) {
			v.Value = s
			if len(row.OneOf) > 0 && !slices.Contains(row.OneOf, s) {
				d.notOneOf(r, at, row, s)
			}
		})
	case *Texts:
		d.texts(v, expr, at, row.Name)
	case *Flag:
		v.Range, v.Value = r, true // what cannot be read counts as said
		d.plain(expr, at, func(x cty.Value) {
			if x.Type() != cty.Bool {
				d.wrongValue(r, at, row.Name, "true or false")
				return
			}
			v.Value = x.True()
		})
	case *Number:
		v.Range = r
		d.plain(expr, at, func(x cty.Value) {
			if x.Type() != cty.Number {
				d.wrongValue(r, at, row.Name, "a whole number")
				return
			}
			n, accuracy := x.AsBigFloat().Int64()
			if accuracy != big.Exact || n < 0 || n > 1_000_000 {
				d.wrongValue(r, at, row.Name, "a whole number, not negative")
				return
			}
			v.Value = int(n)
		})
	case *Quorum:
		v.Range = r
		d.plain(expr, at, func(x cty.Value) { d.quorum(v, x, r, at, row) })
	case *Date:
		v.Range = r
		d.text(expr, at, row.Name, func(s string) { v.Text = s }) // parsed once the block's time zone is known
		if !row.Instant {
			d.later = append(d.later, func(*localScope) { d.date(v, at) })
		}
	case *Duration:
		d.duration(v, expr, at, row)
	case *[]Link:
		d.links(v, expr, at)
	case *Meta:
		v.Range = r
		d.plain(expr, at, func(x cty.Value) { v.Value = x })
	case *Reference:
		*v = d.reference(expr, at, row)
		d.note(v, at, row)
	case *References:
		*v = d.references(expr, at, row)
		if row.Required && len(*v) == 0 {
			d.wrongValue(r, at, row.Name, "at least one: "+kindsInWords(row.Refs))
		}
		for i := range *v {
			d.note(&(*v)[i], at, row)
		}
	case *FieldName:
		*v = d.fieldName(expr, at)
	case *FieldNames:
		for _, e := range elements(expr) {
			*v = append(*v, d.fieldName(e, at))
		}
	case *Expression:
		*v = d.expression(expr)
	case *TypeExpression:
		t, problems := types.Parse(expr)
		*v = TypeExpression{Type: t, Range: r}
		for i := range problems {
			problems[i].Address = at.in.Common().Address()
			problems[i].Key = at.path + " " + problems[i].Key
		}
		d.findings = append(d.findings, problems...)
	case *Ladder:
		d.ladder(v, expr, at, row)
	case *Meanings:
		d.meanings(v, expr, at, row)
	case *Path:
		v.Range = r
		d.text(expr, at, row.Name, func(s string) { d.path(v, s, at) })
	default:
		panic(fmt.Sprintf("lang: no way to read a %T", slot))
	}
}

// wrongValue reports a value of the wrong sort.
func (d *decoder) wrongValue(r Range, at place, name, wants string) {
	d.report("syntax/value", "Wrong sort of value", r, at, fmt.Sprintf("`%s` wants %s.", name, wants), "").Key = at.path
}

func (d *decoder) notOneOf(r Range, at place, row *Argument, s string) {
	f := d.report("syntax/value", "Value is not one of those allowed", r, at,
		fmt.Sprintf("`%s` may be %s, not %q.", row.Name, orList(row.OneOf), s), "")
	f.Key = at.path
	if near := finding.Nearest(s, row.OneOf); near != "" {
		f.Help = fmt.Sprintf("Did you mean %q?", near)
	}
}

// orList prints `"a", "b" or "c"`.
func orList(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	if len(quoted) < 2 {
		return strings.Join(quoted, "")
	}
	return strings.Join(quoted[:len(quoted)-1], ", ") + " or " + quoted[len(quoted)-1]
}

// text reads a string and hands it over, at once if it is literal, else once locals are known.
func (d *decoder) text(expr hclsyntax.Expression, at place, name string, set func(string)) {
	if s, ok := d.literalText(expr); ok {
		set(s)
		return
	}
	d.plain(expr, at, func(x cty.Value) {
		if x.Type() != cty.String {
			d.wrongValue(finding.FromHCL(expr.Range()), at, name, "a text in quotes")
			return
		}
		set(x.AsString())
	})
}

// literalText returns the text of a quoted string or heredoc without templates.
func (d *decoder) literalText(expr hclsyntax.Expression) (string, bool) {
	t, ok := expr.(*hclsyntax.TemplateExpr)
	if !ok {
		return "", false
	}
	parts := make([]string, 0, 1)
	for _, p := range t.Parts {
		lit, ok := p.(*hclsyntax.LiteralValueExpr)
		if !ok || lit.Val.Type() != cty.String {
			return "", false
		}
		parts = append(parts, lit.Val.AsString())
	}
	text := strings.Join(parts, "") // no copy of a single one
	if start := t.Range().Start.Byte; start+1 < len(d.file.Source) && d.file.Source[start] == '<' && d.file.Source[start+1] == '<' {
		text = strings.ReplaceAll(unmask(text), "\r\n", "\n")
	}
	return text, true
}

// texts reads one string, a list of them, or a local that holds a list.
func (d *decoder) texts(v *Texts, expr hclsyntax.Expression, at place, name string) {
	if t, ok := unwrap(expr).(*hclsyntax.ScopeTraversalExpr); !ok || t.Traversal.RootName() != "local" {
		*v = d.textsOf(expr, at, name)
		return
	}
	r := finding.FromHCL(expr.Range())
	d.plain(expr, at, func(x cty.Value) {
		list := []cty.Value{x}
		if x.Type().IsTupleType() {
			list = x.AsValueSlice()
		}
		for _, e := range list {
			if e.Type() != cty.String || e.IsNull() {
				d.wrongValue(r, at, name, "a text in quotes, or a list of them")
				return
			}
			*v = append(*v, Text{e.AsString(), r})
		}
	})
}

// textsOf reads one string or a list of them.
func (d *decoder) textsOf(expr hclsyntax.Expression, at place, name string) Texts {
	list := elements(expr)
	out := make(Texts, len(list))
	for i, e := range list {
		out[i].Range = finding.FromHCL(e.Range())
		d.text(e, at, name, func(s string) { out[i].Value = s })
	}
	return out
}

// elements are those of a list, or the expression itself: one thing is a list of one.
func elements(expr hclsyntax.Expression) []hclsyntax.Expression {
	if t, ok := unwrap(expr).(*hclsyntax.TupleConsExpr); ok {
		return t.Exprs
	}
	return []hclsyntax.Expression{expr}
}

func unwrap(expr hclsyntax.Expression) hclsyntax.Expression {
	for {
		p, ok := expr.(*hclsyntax.ParenthesesExpr)
		if !ok {
			return expr
		}
		expr = p.Expression
	}
}

// plain reads a value in which `local` may be used, once locals are known.
func (d *decoder) plain(expr hclsyntax.Expression, at place, set func(cty.Value)) {
	d.later = append(d.later, func(scope *localScope) {
		x, problem := scope.value(expr, d)
		if problem != nil {
			if at.in != nil {
				problem.Address = at.in.Common().Address()
			}
			problem.Key = at.path
			if problem.Rule != "" {
				d.findings = append(d.findings, *problem)
			}
			return
		}
		set(x)
	})
}

func (d *decoder) quorum(v *Quorum, x cty.Value, r Range, at place, row *Argument) {
	switch {
	case x.Type() == cty.String && x.AsString() == "all":
		v.All = true
	case x.Type() == cty.String && x.AsString() == "any":
		v.Count = 1
	case x.Type() == cty.Number:
		n, accuracy := x.AsBigFloat().Int64()
		if accuracy == big.Exact && n > 0 && n < 1000 {
			v.Count = int(n)
			return
		}
		fallthrough
	default:
		d.wrongValue(r, at, row.Name, `"all", "any" or a number from 1`)
	}
}

func (d *decoder) date(v *Date, at place) {
	if v.Text == "" {
		return
	}
	t, err := calendar.ParseDate(v.Text)
	if err != nil {
		d.calendarError(err, v.Range, at)
		return
	}
	v.Time = t
}

// calendarError reports an error of package calendar at the bytes it names inside a quoted string.
func (d *decoder) calendarError(err error, r Range, at place) {
	d.findings = append(d.findings, calendarFinding(err, r, d.file, at))
}

func calendarFinding(err error, r Range, file *File, at place) finding.Finding {
	out := finding.Finding{Rule: "type/value", Severity: finding.Error, Summary: "Value cannot be read", Detail: err.Error(), Range: r, Key: at.path}
	if at.in != nil {
		out.Address = at.in.Common().Address()
	}
	var e *calendar.Error
	if !errors.As(err, &e) {
		return out
	}
	out.Rule, out.Summary, out.Detail, out.Help = string(e.Part), strings.ToUpper(e.Summary[:1])+e.Summary[1:], e.Detail, e.Help
	if file != nil && file.Text(r) == `"`+e.Text+`"` && e.Length > 0 && e.Offset+e.Length <= len(e.Text) && e.Suggestion == "" {
		out.Range = file.RangeAt(r.Start.Byte+1+e.Offset, e.Length)
	}
	if e.Suggestion != "" {
		out.Help = strings.TrimSpace(fmt.Sprintf("%s Did you mean %q?", e.Help, e.Suggestion))
		if file != nil && file.Text(r) == `"`+e.Text+`"` {
			out.Fixes = replaceFix(`"`+e.Suggestion+`"`, r)
		}
	}
	return out
}

// duration reads "4h", a local that holds one, or unstated("ASAP").
func (d *decoder) duration(v *Duration, expr hclsyntax.Expression, at place, row *Argument) {
	v.Range = finding.FromHCL(expr.Range())
	if call, ok := unwrap(expr).(*hclsyntax.FunctionCallExpr); ok {
		if call.Name != "unstated" || len(call.Args) != 1 {
			d.wrongValue(v.Range, at, row.Name, "a duration such as \"4h\", or unstated(\"the source's own words\")")
			return
		}
		v.Unstated = "unstated"
		d.text(call.Args[0], at, row.Name, func(s string) {
			if s != "" {
				v.Unstated = s
			}
		})
		return
	}
	d.text(expr, at, row.Name, func(s string) { d.parseDuration(v, s, at, row) })
}

func (d *decoder) parseDuration(v *Duration, s string, at place, row *Argument) {
	parse := calendar.ParseDuration
	if row.LongTerm {
		parse = calendar.ParsePeriod
	}
	x, err := parse(s)
	if err != nil {
		d.calendarError(err, v.Range, at)
		return
	}
	v.Value = x
}

// ladder reads { "20m" = role.a, "4h" = [role.b] } from the syntax: evaluated, it would lose its order and its doubles.
func (d *decoder) ladder(v *Ladder, expr hclsyntax.Expression, at place, row *Argument) {
	v.Range = finding.FromHCL(expr.Range())
	object, ok := unwrap(expr).(*hclsyntax.ObjectConsExpr)
	if !ok {
		d.wrongValue(v.Range, at, row.Name, "a ladder: { \"20m\" = role.a, \"4h\" = [role.b, role.c] }")
		return
	}
	v.Levels = make([]Level, len(object.Items))
	for i, item := range object.Items {
		level := &v.Levels[i]
		key := item.KeyExpr
		if k, ok := key.(*hclsyntax.ObjectConsKeyExpr); ok {
			key = k.Wrapped
		}
		d.duration(&level.After, key, at, row)
		level.Targets = d.references(item.ValueExpr, at, row)
		for j := range level.Targets {
			d.note(&level.Targets[j], at, row)
		}
	}
	d.later = append(d.later, func(*localScope) {
		for i := range v.Levels {
			for j := range v.Levels[:i] {
				if v.Levels[i].After.Stated() && v.Levels[i].After.Value == v.Levels[j].After.Value {
					f := d.report("syntax/duplicate-argument", "Level is there twice", v.Levels[i].After.Range, at,
						fmt.Sprintf("The ladder has two levels at %s.", v.Levels[i].After.Value), "Join them into one list.")
					f.Key = v.Levels[i].After.Value.String()
					f.Related = []finding.Related{{Message: "The first one is here.", Range: v.Levels[j].After.Range}}
				}
			}
		}
	})
}

// meanings reads { "word of the log" = role.a } from the syntax, as a ladder is read; where no reference is wanted, { word = "word" }.
func (d *decoder) meanings(v *Meanings, expr hclsyntax.Expression, at place, row *Argument) {
	object, ok := unwrap(expr).(*hclsyntax.ObjectConsExpr)
	if !ok {
		wants := "words and what they stand for: { \"word\" = \"word\" }"
		if len(row.Refs) > 0 {
			wants = fmt.Sprintf("words of the log and what they stand for: { \"word\" = %s }", exampleAddress(row.Refs))
		}
		d.wrongValue(finding.FromHCL(expr.Range()), at, row.Name, wants)
		return
	}
	*v = make(Meanings, len(object.Items))
	for i, item := range object.Items {
		m := &(*v)[i]
		key := item.KeyExpr
		if k, ok := key.(*hclsyntax.ObjectConsKeyExpr); ok {
			key = k.Wrapped
		}
		m.Word.Range = finding.FromHCL(key.Range())
		if name := hcl.ExprAsKeyword(key); name != "" {
			m.Word.Value = name
		} else {
			d.text(key, at, row.Name, func(s string) { m.Word.Value = s })
		}
		if len(row.Refs) > 0 {
			m.Target = d.reference(item.ValueExpr, at, row)
			d.note(&m.Target, at, row)
			continue
		}
		m.Means.Range = finding.FromHCL(item.ValueExpr.Range())
		d.text(item.ValueExpr, at, row.Name, func(s string) { m.Means.Value = s })
	}
	d.later = append(d.later, func(*localScope) {
		first := map[string]Range{}
		for i := range *v {
			word := (*v)[i].Word
			if old, twice := first[word.Value]; twice {
				f := d.report("syntax/duplicate-argument", "Word is there twice", word.Range, at, fmt.Sprintf("`%s` says twice what %q stands for; the first counts.", row.Name, word.Value), "Remove one of them.")
				f.Key = at.path + word.Value
				f.Related = []finding.Related{{Message: "The first one is here.", Range: old}}
				continue
			}
			first[word.Value] = word.Range
		}
	})
}

func (d *decoder) links(v *[]Link, expr hclsyntax.Expression, at place) {
	object, ok := unwrap(expr).(*hclsyntax.ObjectConsExpr)
	if !ok {
		d.wrongValue(finding.FromHCL(expr.Range()), at, "links", "labels and addresses: { \"Dashboard\" = \"https://…\" }")
		return
	}
	*v = make([]Link, len(object.Items))
	for i, item := range object.Items {
		link := &(*v)[i]
		link.Range = finding.FromHCL(item.ValueExpr.Range())
		if name := hcl.ExprAsKeyword(item.KeyExpr); name != "" {
			link.Label = name
		} else if k, ok := item.KeyExpr.(*hclsyntax.ObjectConsKeyExpr); ok {
			d.text(k.Wrapped, at, "links", func(s string) { link.Label = s })
		}
		d.text(item.ValueExpr, at, "links", func(s string) { link.URL = s })
	}
}

// path keeps a file inside the workspace: relative to the file that names it, and never above the root.
func (d *decoder) path(v *Path, written string, at place) {
	v.Written = written
	slashed := strings.ReplaceAll(written, `\`, "/")
	resolved := path.Join(path.Dir(d.file.Path), slashed)
	if path.IsAbs(slashed) || strings.Contains(slashed, ":") || resolved == ".." || strings.HasPrefix(resolved, "../") {
		d.report("reference/outside", "Path leads outside the workspace", v.Range, at,
			fmt.Sprintf("%q is not inside the workspace; a map reads no files but its own.", written), "Keep the file in the workspace and name it relative to this file.").Key = at.path
		return
	}
	v.Resolved = resolved
}

// expression keeps the syntax as it is.
func (d *decoder) expression(expr hclsyntax.Expression) Expression {
	r := finding.FromHCL(expr.Range())
	return Expression{Syntax: expr, Text: d.file.Text(r), Range: r}
}

// fieldName reads a bare word.
func (d *decoder) fieldName(expr hclsyntax.Expression, at place) FieldName {
	r := finding.FromHCL(expr.Range())
	if t, ok := unwrap(expr).(*hclsyntax.ScopeTraversalExpr); ok {
		parts := traversalParts(t.Traversal)
		if n := len(parts); n == 1 {
			return FieldName{Name: parts[0], Range: r}
		} else if n > 1 {
			f := d.report("reference/not-a-field", "Field is named by its name alone", r, at,
				fmt.Sprintf("`%s` is more than a field's name.", strings.Join(parts, ".")), fmt.Sprintf("Write `%s`: which record is meant is clear from where it stands.", parts[n-1]))
			f.Key = at.path
			f.Fixes = replaceFix(parts[n-1], r)
			return FieldName{Name: parts[n-1], Range: r, Broken: true}
		}
	}
	help := "Write the bare name: [logs, opened_at]."
	name := ""
	if s, ok := d.literalText(expr); ok {
		name = s
		help = fmt.Sprintf("Write `%s` without quotes.", s)
	}
	d.report("reference/not-a-field", "Not the name of a field", r, at, "The name of a field is expected here.", help).Key = at.path
	return FieldName{Name: name, Range: r, Broken: true}
}

// reference reads a bare traversal.
func (d *decoder) reference(expr hclsyntax.Expression, at place, row *Argument) Reference {
	expr = unwrap(expr)
	r := finding.FromHCL(expr.Range())
	if t, ok := expr.(*hclsyntax.ScopeTraversalExpr); ok {
		if parts := traversalParts(t.Traversal); parts != nil {
			return Reference{Written: strings.Join(parts, "."), Range: r, State: Broken}
		}
	}
	help := fmt.Sprintf("Write the bare address of %s, such as `%s`.", kindsInWords(row.Refs), exampleAddress(row.Refs))
	quoted, ok := d.literalText(expr)
	if s := quoted; ok {
		help = fmt.Sprintf("Write it without quotes: `%s`.", s)
		if !strings.Contains(s, ".") && hclsyntax.ValidIdentifier(s) {
			help = fmt.Sprintf("Write it without quotes and with its kind: `%s.%s`.", exampleKind(row.Refs), s)
		}
	}
	if _, isList := expr.(*hclsyntax.TupleConsExpr); isList {
		help = "Only one may stand here; remove the brackets and all but one."
	}
	d.report("reference/not-a-reference", "Not a reference", r, at, fmt.Sprintf("`%s` wants the address of %s.", row.Name, kindsInWords(row.Refs)), help).Key = at.path + quoted
	return Reference{Range: r, State: Broken}
}

func (d *decoder) references(expr hclsyntax.Expression, at place, row *Argument) References {
	list := elements(expr)
	out := make(References, len(list))
	for i, e := range list {
		out[i] = d.reference(e, at, row)
	}
	return out
}

// note puts a reference on the list of those to resolve.
func (d *decoder) note(r *Reference, at place, row *Argument) {
	if r.Written != "" {
		d.uses = append(d.uses, &use{Use: Use{Reference: r, In: at.in, Argument: at.path}, accepts: row.Refs, process: at.process})
	}
}

// traversalParts returns the words of `a.b.c`, or nil if there is anything but words in it.
func traversalParts(t hcl.Traversal) []string {
	out := make([]string, 0, len(t))
	for _, step := range t {
		switch s := step.(type) {
		case hcl.TraverseRoot:
			out = append(out, s.Name)
		case hcl.TraverseAttr:
			out = append(out, s.Name)
		default:
			return nil
		}
	}
	return out
}

// kindsInWords prints "a role or team". An argument that says no kinds takes any.
func kindsInWords(kinds []Kind) string {
	if len(kinds) == 0 {
		return "a part of the map"
	}
	var words []string
	for _, k := range kinds {
		if k != kindEnd {
			words = append(words, strings.ReplaceAll(string(k), "_", " "))
		}
	}
	article := "a "
	if strings.ContainsAny(words[0][:1], "aeiou") {
		article = "an "
	}
	if len(words) == 1 {
		return article + words[0]
	}
	return article + strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

func exampleAddress(kinds []Kind) string { return exampleKind(kinds) + ".name" }

func exampleKind(kinds []Kind) string {
	if len(kinds) == 0 {
		return string(KindProcess)
	}
	return string(kinds[0])
}
