package runbook

// Facts as people say them: durations, calendars, dates, conditions.

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"handoff/graph"
	"handoff/lang"
)

// count says "1 step", "3 steps".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// spell is a name made readable: `repeat_count` is "repeat count".
func spell(name string) string { return strings.NewReplacer("_", " ", "-", " ").Replace(name) }

// capital begins a sentence.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// common are the words that calendars are named with and that are no proper names: in a sentence they begin small.
var common = []string{"Office", "Business", "Working", "Support", "Service", "Maintenance", "Weekend", "Weekends", "Weekday", "Weekdays", "Night", "Nights", "Opening", "Shift"}

// midway makes a calendar's title fit into a sentence: "Office hours" is "office hours", "Zurich hours" stays.
func midway(s string) string {
	first, rest, _ := strings.Cut(s, " ")
	if slices.Contains(common, first) {
		return strings.TrimSpace(strings.ToLower(first) + " " + rest)
	}
	return s
}

// sentence ends a text with a full stop, if nothing ends it yet.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?:…") {
		return s
	}
	return s + "."
}

// hours names a calendar: "office hours in Zurich", "around the clock"; "" for elapsed time.
func hours(c *lang.Calendar) string {
	switch {
	case c == nil:
		return ""
	case c.Name == "always":
		return "around the clock"
	}
	name := midway(c.DisplayName())
	city := c.Timezone.Value
	city = spell(city[strings.LastIndex(city, "/")+1:])
	if city == "" || strings.Contains(strings.ToLower(name), strings.ToLower(city)) {
		return name
	}
	if city == "UTC" {
		return name + " UTC"
	}
	return name + " in " + city
}

// figure is how long a promise gives: "4 hours, around the clock", "2 working days, office hours in Zurich", `no figure ("ASAP")`.
func figure(p graph.Promise) string {
	length := lengthIn(p.Duration, p.Calendar)
	if h := hours(p.Calendar); h != "" && p.Unstated == "" {
		return length + ", " + h
	}
	return length
}

func lengthIn(d lang.Duration, c *lang.Calendar) string {
	switch {
	case !d.Given():
		return ""
	case d.Unstated != "":
		return "no figure (“" + d.Unstated + "”)"
	case c == nil || c.Name == "always" || c.Value == nil:
		return d.Value.Words()
	}
	return d.Value.WordsIn(c.Value)
}

func length(d lang.Duration) string { return lengthIn(d, nil) }

// within says a promise as a limit: "within 4 hours, around the clock".
func within(p graph.Promise) string {
	switch {
	case !p.Given():
		return ""
	case p.Unstated != "":
		return figure(p)
	}
	return "within " + figure(p)
}

// every says a period: "every 2 weeks", "every month".
func every(d lang.Duration) string {
	words := length(d)
	if rest, ok := strings.CutPrefix(words, "1 "); ok && !strings.Contains(rest, " ") {
		words = rest
	}
	return "every " + words
}

// day is a date as written in a sentence.
func day(d lang.Date) string {
	if d.Instant {
		return d.Time.Format("2 January 2006, 15:04")
	}
	return d.Time.Format("2 January 2006")
}

// conditions puts expressions into words. Fields of the record called home go without its name, those of any other are "of the …".
type conditions struct{ home string }

// condition returns an expression in words: "the priority is P1 and the incident is repeated". What has no words stays as it is written.
func (c conditions) condition(e lang.Expression) Line {
	if !e.Given() {
		return nil
	}
	if text, ok := c.words(e.Syntax); ok {
		return say(text)
	}
	return say(code(strings.Join(strings.Fields(e.Text), " ")))
}

func (c conditions) words(e hclsyntax.Expression) (string, bool) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.words(e.Expression)
	case *hclsyntax.ScopeTraversalExpr:
		if field, ok := c.field(e); ok {
			return strings.TrimPrefix(field, "the ") + " is yes", true
		}
	case *hclsyntax.UnaryOpExpr:
		if field, ok := c.field(e.Val); ok && e.Op == hclsyntax.OpLogicalNot {
			return strings.TrimPrefix(field, "the ") + " is no", true
		}
	case *hclsyntax.BinaryOpExpr:
		return c.binary(e)
	case *hclsyntax.FunctionCallExpr:
		if e.Name == "contains" && len(e.Args) == 2 {
			list, ok := c.field(e.Args[0])
			value, known := c.value(e.Args[1])
			if ok && known {
				if be(list) == "are" {
					return list + " include " + value, true
				}
				return list + " includes " + value, true
			}
			if value, ok := c.field(e.Args[1]); ok {
				if choices, ok := alternatives(e.Args[0]); ok {
					return value + " " + be(value) + " " + choices, true
				}
			}
		}
	}
	return "", false
}

// comparisons are what is said between the verb and the value, and after it.
var comparisons = map[*hclsyntax.Operation][2]string{
	hclsyntax.OpEqual:              {" ", ""},
	hclsyntax.OpNotEqual:           {" not ", ""},
	hclsyntax.OpGreaterThanOrEqual: {" ", " or more"},
	hclsyntax.OpGreaterThan:        {" more than ", ""},
	hclsyntax.OpLessThanOrEqual:    {" ", " or less"},
	hclsyntax.OpLessThan:           {" less than ", ""},
}

// mirrored says the same of the other side.
var mirrored = map[*hclsyntax.Operation]*hclsyntax.Operation{
	hclsyntax.OpEqual: hclsyntax.OpEqual, hclsyntax.OpNotEqual: hclsyntax.OpNotEqual,
	hclsyntax.OpGreaterThanOrEqual: hclsyntax.OpLessThanOrEqual, hclsyntax.OpGreaterThan: hclsyntax.OpLessThan,
	hclsyntax.OpLessThanOrEqual: hclsyntax.OpGreaterThanOrEqual, hclsyntax.OpLessThan: hclsyntax.OpGreaterThan,
}

func (c conditions) binary(e *hclsyntax.BinaryOpExpr) (string, bool) {
	switch e.Op {
	case hclsyntax.OpLogicalAnd, hclsyntax.OpLogicalOr:
		if mixes(e.LHS, e.Op) || mixes(e.RHS, e.Op) {
			return "", false // words have no brackets
		}
		left, ok := c.words(e.LHS)
		right, fine := c.words(e.RHS)
		if e.Op == hclsyntax.OpLogicalAnd {
			return left + " and " + right, ok && fine
		}
		return left + " or " + right, ok && fine
	}
	words, known := comparisons[e.Op]
	if !known {
		return "", false
	}
	field, ok := c.field(e.LHS)
	other := e.RHS
	if !ok {
		field, ok = c.field(e.RHS)
		other, words = e.LHS, comparisons[mirrored[e.Op]]
	}
	if !ok {
		return "", false
	}
	field += " " + be(field)
	if isNull(other) {
		switch e.Op {
		case hclsyntax.OpEqual:
			return field + " empty", true
		case hclsyntax.OpNotEqual:
			return field + " filled in", true
		}
		return "", false
	}
	value, ok := c.value(other)
	return field + words[0] + value + words[1], ok
}

// be is the verb for a field: "the logs are", "the status is".
func be(field string) string {
	noun, _, _ := strings.Cut(field, " of the ")
	if strings.HasSuffix(noun, "s") && !strings.HasPrefix(noun, "the number of ") && !strings.HasSuffix(noun, "ss") && !strings.HasSuffix(noun, "us") && !strings.HasSuffix(noun, "is") {
		return "are"
	}
	return "is"
}

// mixes reports whether e joins with "and" where "or" is said, or the other way round.
func mixes(e hclsyntax.Expression, op *hclsyntax.Operation) bool {
	for {
		p, ok := e.(*hclsyntax.ParenthesesExpr)
		if !ok {
			break
		}
		e = p.Expression
	}
	b, ok := e.(*hclsyntax.BinaryOpExpr)
	return ok && (b.Op == hclsyntax.OpLogicalAnd || b.Op == hclsyntax.OpLogicalOr) && b.Op != op
}

// field says `incident.priority` as "the priority", or "the priority of the incident", and length(x) as "the number of x".
func (c conditions) field(e hclsyntax.Expression) (string, bool) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.field(e.Expression)
	case *hclsyntax.FunctionCallExpr:
		if e.Name == "length" && len(e.Args) == 1 {
			of, ok := c.field(e.Args[0])
			return "the number of " + strings.TrimPrefix(of, "the "), ok
		}
	case *hclsyntax.ScopeTraversalExpr:
		names, ok := dotted(e.Traversal)
		if !ok || len(names) < 2 || names[0] == "local" {
			return "", false
		}
		var said strings.Builder
		said.WriteString("the " + spell(names[len(names)-1]))
		for i := len(names) - 2; i > 0; i-- {
			said.WriteString(" of the " + spell(names[i]))
		}
		if names[0] != c.home {
			said.WriteString(" of the " + spell(names[0]))
		}
		return said.String(), true
	}
	return "", false
}

// dotted is a traversal as its names; false where it is more than names.
func dotted(t hcl.Traversal) (names []string, ok bool) {
	for _, part := range t {
		switch part := part.(type) {
		case hcl.TraverseRoot:
			names = append(names, part.Name)
		case hcl.TraverseAttr:
			names = append(names, part.Name)
		default:
			return nil, false
		}
	}
	return names, true
}

// value says a literal, or another field.
func (c conditions) value(e hclsyntax.Expression) (string, bool) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.value(e.Expression)
	case *hclsyntax.ScopeTraversalExpr:
		return c.field(e)
	case *hclsyntax.FunctionCallExpr:
		if e.Name == "duration" && len(e.Args) == 1 {
			return c.value(e.Args[0])
		}
		return "", false
	}
	v, diags := e.Value(nil)
	if diags.HasErrors() || v.IsNull() || !v.IsWhollyKnown() {
		return "", false
	}
	switch v.Type() {
	case cty.String:
		return strings.ReplaceAll(v.AsString(), "_", " "), true
	case cty.Number:
		return v.AsBigFloat().Text('f', -1), true
	case cty.Bool:
		if v.True() {
			return "yes", true
		}
		return "no", true
	}
	return "", false
}

// alternatives says a literal list: "P1, P2 or P3".
func alternatives(e hclsyntax.Expression) (string, bool) {
	tuple, ok := e.(*hclsyntax.TupleConsExpr)
	if !ok || len(tuple.Exprs) == 0 {
		return "", false
	}
	var items []string
	for _, x := range tuple.Exprs {
		item, ok := conditions{}.value(x)
		if !ok {
			return "", false
		}
		items = append(items, item)
	}
	if len(items) == 1 {
		return items[0], true
	}
	return strings.Join(items[:len(items)-1], ", ") + " or " + items[len(items)-1], true
}

func isNull(e hclsyntax.Expression) bool {
	l, ok := e.(*hclsyntax.LiteralValueExpr)
	return ok && l.Val.IsNull()
}
