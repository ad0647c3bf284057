package types

// What is compared at the leaves: scalars and enums, and the constraints a JSON Schema adds.

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// isText reports whether values of kind k are strings in JSON.
func isText(k Kind) bool {
	switch k {
	case String, Timestamp, Date, Duration, URI, Email, Enum:
		return true
	}
	return false
}

// scalars compares two types that are not both of the same composite sort.
func scalars(p, q *Type) outcome {
	switch {
	case p.Kind == Enum && q.Kind == Enum:
		return enums(p, q)
	case p.Kind == q.Kind, p.Kind == Integer && q.Kind == Number, isText(p.Kind) && q.Kind == String:
		return outcome{}
	case p.Kind == Enum && isText(q.Kind):
		var lost []string
		for _, v := range p.Values {
			if !wellFormed(q.Kind, v.Text) {
				lost = append(lost, v.Text)
			}
		}
		if len(lost) == 0 {
			return outcome{}
		}
		o := wrong(Different, p, q, len(lost) == len(p.Values), "The sender may send "+quoted(lost)+", which is no "+code(q)+".")
		o.mismatches[0].Values = lost
		return o
	}
	certain := !(p.Kind == Number && q.Kind == Integer) && !(p.Kind == String && isText(q.Kind))
	if isText(p.Kind) && q.Kind == Enum { // it is certain only if not one of the values is a p
		certain = !slices.ContainsFunc(q.Values, func(v Value) bool { return wellFormed(p.Kind, v.Text) })
	}
	return wrong(Different, p, q, certain, "The sender has "+code(p)+", the receiver wants "+code(q)+".")
}

func enums(p, q *Type) outcome {
	var lost []string
	for _, v := range p.Values {
		if !q.HasValue(v.Text) {
			lost = append(lost, v.Text)
		}
	}
	if len(lost) == 0 {
		return outcome{}
	}
	o := wrong(Different, p, q, len(lost) == len(p.Values), "The sender may send "+quoted(lost)+", which the receiver does not know: it takes "+quoted(q.texts())+".")
	o.mismatches[0].Values = lost
	return o
}

// HasValue reports whether an enum has the value.
func (t *Type) HasValue(text string) bool {
	return slices.ContainsFunc(t.Values, func(v Value) bool { return v.Text == text })
}

func (t *Type) texts() []string {
	out := make([]string, len(t.Values))
	for i, v := range t.Values {
		out[i] = v.Text
	}
	return out
}

// absence compares the ways in which two optional values may be missing, where JSON Schemas tell absent from null. Types written
// in the language do not, and agree with both.
func absence(p, q *Type) outcome {
	ours, theirs := p.constraint(keywordAbsence), q.constraint(keywordAbsence)
	switch {
	case ours == theirs, ours == "", theirs == "", theirs == absentOrNull:
		return outcome{}
	case theirs == onlyAbsent:
		return wrong(Unguaranteed, p, q, false, "It may be null at the sender, and the receiver takes no null.")
	}
	return wrong(Unguaranteed, p, q, false, "It may be left out at the sender, and the receiver needs it (null will do).")
}

// keywordAbsence is the Constraint on an Optional that a JSON Schema made: how it may be missing.
const (
	keywordAbsence = "missing"
	onlyAbsent     = `"absent"`
	onlyNull       = `"null"`
	absentOrNull   = `"absent or null"`
)

// closes reports whether the constraint forbids fields that are not declared.
func (c Constraint) closes() bool { return c.Keyword == "additionalProperties" && c.Value == "false" }

// demands are the constraints on t, those of its record included.
func (t *Type) demands() []Constraint {
	if r := t.record(); r != nil && len(r.Constraints) > 0 {
		return append(slices.Clip(r.Constraints), t.Constraints...)
	}
	return t.Constraints
}

func (t *Type) constraint(keyword string) string {
	for _, c := range t.Constraints {
		if c.Keyword == keyword {
			return c.Value
		}
	}
	return ""
}

// bounds are the keywords that compare as numbers; true: a lower bound.
var bounds = map[string]bool{
	"minimum": true, "exclusiveMinimum": true, "minLength": true, "minItems": true, "minProperties": true, "minContains": true,
	"maximum": false, "exclusiveMaximum": false, "maxLength": false, "maxItems": false, "maxProperties": false, "maxContains": false,
}

// constraints compares what the consumer demands beyond its type with what is known of the producer.
func constraints(p, q *Type, have []Constraint) outcome {
	var o outcome
	for _, want := range q.demands() {
		if want.closes() && hasFields(p) {
			continue // field by field, see comparer.fields
		}
		o.add(demand(p, q, have, want))
	}
	return o
}

func demand(p, q *Type, have []Constraint, want Constraint) outcome {
	lower, isBound := bounds[want.Keyword]
	for _, h := range have {
		if h.Keyword != want.Keyword {
			continue
		}
		if h.Value == want.Value {
			return outcome{}
		}
		if isBound {
			a, b := number(h.Value), number(want.Value)
			if a == b || lower == (a > b) {
				return outcome{}
			}
			return wrong(Different, p, q, false, "The sender allows `"+h.String()+"`, the receiver only `"+want.String()+"`.")
		}
		return doubt(p, q, "The receiver demands `"+short(want.String())+"`, the sender `"+short(h.String())+"`.")
	}
	if p.Kind == Enum {
		if lost, decided := failing(p, want); decided {
			if len(lost) == 0 {
				return outcome{}
			}
			o := wrong(Different, p, q, len(lost) == len(p.Values), "The sender may send "+quoted(lost)+", but the receiver demands `"+short(want.String())+"`.")
			o.mismatches[0].Values = lost
			return o
		}
	}
	return doubt(p, q, "The receiver demands `"+short(want.String())+"`, of which the sender says nothing.")
}

// failing lists the values of an enum that break a constraint on texts.
func failing(p *Type, want Constraint) (lost []string, decided bool) {
	var good func(string) bool
	switch want.Keyword {
	case "minLength":
		good = func(s string) bool { return float64(utf8.RuneCountInString(s)) >= number(want.Value) }
	case "maxLength":
		good = func(s string) bool { return float64(utf8.RuneCountInString(s)) <= number(want.Value) }
	case "pattern":
		var text string
		if json.Unmarshal([]byte(want.Value), &text) != nil {
			return nil, false
		}
		re, err := regexp.Compile(text)
		if err != nil {
			return nil, false
		}
		good = re.MatchString
	default:
		return nil, false
	}
	for _, v := range p.Values {
		if !good(v.Text) {
			lost = append(lost, v.Text)
		}
	}
	return lost, true
}

func number(s string) float64 {
	var f float64
	_ = json.Unmarshal([]byte(s), &f) // a bound that is no number is none, and the schema's own fault
	return f
}

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
