package lang

import (
	"time"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"handoff/lang/calendar"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// The values that arguments hold. Each knows where it was written; the zero value of each means "not given". A table row (see
// schema.go) names the Go field an argument goes to, and the type of that field decides how the argument is read. So the
// types here are the three kinds of position of the language: Reference and References are read without evaluating anything,
// FieldName and FieldNames name fields of a record, Expression and Assignments are expressions; all others are plain values,
// in which quoted strings may use `local`.

// Range is a stretch of one file.
type Range = finding.Range

// Text is a string: quoted, or a heredoc, which is literal.
type Text struct {
	Value string
	Range Range
}

// Given reports whether the argument was written, even if empty.
func (t Text) Given() bool { return !t.Range.IsZero() }

// Texts is a list of strings; a single string is a list of one.
type Texts []Text

// Values returns the bare strings.
func (t Texts) Values() []string {
	out := make([]string, len(t))
	for i, x := range t {
		out[i] = x.Value
	}
	return out
}

// Flag is a bool.
type Flag struct {
	Value bool
	Range Range
}

// Given reports whether the argument was written.
func (f Flag) Given() bool { return !f.Range.IsZero() }

// Number is a whole number.
type Number struct {
	Value int
	Range Range
}

// Given reports whether the argument was written.
func (n Number) Given() bool { return !n.Range.IsZero() }

// Date is a day ("2026-10-01") or, where the table says so, an instant ("2026-03-18T02:00"); Time is in UTC for a day, and in
// the block's own time zone for an instant.
type Date struct {
	Text string
	Time time.Time
	// Instant tells an instant from a day.
	Instant bool
	Range   Range
}

// Given reports whether the argument was written.
func (d Date) Given() bool { return !d.Range.IsZero() }

// Duration is a promise or a plan. Without a calendar it is elapsed time, with one it counts open hours; which of them is said
// by the block it stands in. Unstated holds the source's own words where it gives no figure: `unstated("ASAP")`.
type Duration struct {
	Value    calendar.Duration
	Unstated string
	Range    Range
}

// Given reports whether the argument was written, figure or not.
func (d Duration) Given() bool { return !d.Range.IsZero() }

// Stated reports whether there is a figure to calculate with.
func (d Duration) Stated() bool { return d.Given() && d.Unstated == "" && !d.Value.IsZero() }

// Link is one entry of `links`.
type Link struct {
	Label string
	URL   string
	Range Range
}

// Meta is the free `meta` object, for house rules.
type Meta struct {
	Value cty.Value
	Range Range
}

// Given reports whether the argument was written.
func (m Meta) Given() bool { return !m.Range.IsZero() }

// FieldName names a field of a record. Field is set once it has been found.
type FieldName struct {
	Name  string
	Range Range
	Field *Field
	// Broken says that the field does not exist and that this has been reported; rules leave it alone.
	Broken bool
}

// Given reports whether the argument was written.
func (f FieldName) Given() bool { return !f.Range.IsZero() }

// FieldNames is a list of field names.
type FieldNames []FieldName

// Expression is a condition or a value, kept as the syntax tree it was parsed to.
type Expression struct {
	Syntax hclsyntax.Expression
	Text   string // as written
	Range  Range
	// Broken says that the type checker has reported it.
	Broken bool
}

// Given reports whether the argument was written.
func (e Expression) Given() bool { return e.Syntax != nil }

// Assignment is one line of a `create` or `update` block.
type Assignment struct {
	Name  FieldName
	Value Expression
	// Of is the artifact whose field is set; nil where that is not known.
	Of *Artifact
}

// Assignments is a whole `create` or `update` block, in source order. Nil means there is no such block.
type Assignments struct {
	Entries []Assignment
	Header  Range
	Body    Range
}

// TypeExpression is the type of a field.
type TypeExpression struct {
	Type  *types.Type
	Range Range
}

// Level is one rung of an escalation ladder: after this long, these are told.
type Level struct {
	After   Duration
	Targets References
}

// Ladder is the `after` of an escalation, in source order.
type Ladder struct {
	Levels []Level
	Range  Range
}

// Given reports whether the argument was written.
func (l Ladder) Given() bool { return !l.Range.IsZero() }

// Quorum is the `need` of an approval: "all", "any" or a number.
type Quorum struct {
	All   bool
	Count int // 1 for "any"
	Range Range
}

// Given reports whether the argument was written.
func (q Quorum) Given() bool { return !q.Range.IsZero() }

// Path is a file inside the workspace, relative to the file that names it; Resolved is relative to the root.
type Path struct {
	Written  string
	Resolved string
	File     *File // as read; nil where it cannot be
	Range    Range
}

// Given reports whether the argument was written.
func (p Path) Given() bool { return !p.Range.IsZero() }
