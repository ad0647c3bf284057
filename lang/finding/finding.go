// Package finding holds the one kind of problem handoff ever reports. The parser, the resolver, the type checker, every rule and
// the drawing code all speak it, and every output (terminal, JSON, SARIF, an editor) is rendered from it, so that the same
// problem reads the same everywhere.
//
// It stands below lang because the type language (lang/types) and calendars (lang/calendar) report problems too.
package finding

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/hashicorp/hcl/v2"
)

// Severity says what a finding costs. The zero value is not a severity.
type Severity string

// The severities, gravest first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
	Off     Severity = "off" // a rule that is there but does not run unless asked for
)

// Rank orders severities: a higher rank is graver; Off and unknown words rank 0.
func (s Severity) Rank() int {
	switch s {
	case Error:
		return 3
	case Warning:
		return 2
	case Info:
		return 1
	}
	return 0
}

// Pos is a place in a file. Line and Column count from 1; Column counts grapheme clusters, as HCL and most editors' status
// lines do; Byte counts from 0. Consumers that want another unit (UTF-16 for LSP) convert from Byte.
type Pos struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Byte   int `json:"byte"`
}

// Range is a half-open stretch of one file. File is a slash path relative to the workspace. The zero Range means "nowhere in
// particular".
type Range struct {
	File  string `json:"file"`
	Start Pos    `json:"start"`
	End   Pos    `json:"end"`
}

// IsZero reports whether r points nowhere.
func (r Range) IsZero() bool { return r == Range{} }

// FromHCL converts an HCL range.
func FromHCL(r hcl.Range) Range {
	if r.End.Byte < r.Start.Byte { // of what is not closed, HCL knows no end
		r.End = r.Start
	}
	return Range{
		File:  r.Filename,
		Start: Pos{Line: r.Start.Line, Column: r.Start.Column, Byte: r.Start.Byte},
		End:   Pos{Line: r.End.Line, Column: r.End.Column, Byte: r.End.Byte},
	}
}

// Related is another place that explains a finding: the other end of a handoff, the first of two declarations.
type Related struct {
	Message string `json:"message"`
	Address string `json:"address,omitempty"`
	Range   Range  `json:"range"`
}

// Edit replaces the bytes [Start, End) of a file by Text.
type Edit struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Fix is a way to mend a finding. A safe one cannot change what the map means beyond what the finding says.
type Fix struct {
	Title string `json:"title"`
	Safe  bool   `json:"safe"`
	Edits []Edit `json:"edits"`
}

// Finding is one problem. Its JSON form is a public contract (see the README's "contracts").
type Finding struct {
	Rule     string   `json:"rule"` // group/name, never renamed
	Severity Severity `json:"severity"`

	// Summary says what is wrong in a few words and holds no names from the map, so that the same problem always reads the
	// same and findings can be grouped by it. Detail says what is wrong here, in full sentences with names; Help says what
	// to do about it.
	Summary string `json:"summary"`
	Detail  string `json:"detail,omitempty"`
	Help    string `json:"help,omitempty"`

	Address string    `json:"address,omitempty"` // what it is about: "process.selling.output.forgotten"
	Range   Range     `json:"range"`             // the exact tokens
	Related []Related `json:"related,omitempty"`
	Fixes   []Fix     `json:"fixes,omitempty"`

	// Key tells apart two findings of one rule about one address (the name of the field, say). It takes part in the
	// fingerprint; it never holds line numbers.
	Key string `json:"-"`

	// Suspects are the declarations that may be to blame, Behind those that they take their types from: addresses of fields, with "=value" where
	// only one value of an enum is meant. Errors that share one are folded; see Fold.
	Suspects []string `json:"-"`
	Behind   []string `json:"-"`
	// Folded are the findings that were folded into this one, which shows them as related places.
	Folded []Finding `json:"-"`

	Fingerprint string `json:"fingerprint"`
	URL         string `json:"url,omitempty"` // page address of the rule: "rule/handoff/orphan-output"
}

// Seal fills what follows from the rest: the fingerprint, made of rule, address and key, never of a position, so that it
// survives edits elsewhere; and the page of the rule.
func (f *Finding) Seal() {
	sum := sha256.Sum256([]byte(f.Rule + "\x00" + f.Address + "\x00" + f.Key))
	f.Fingerprint = hex.EncodeToString(sum[:8])
	f.URL = "rule/" + f.Rule
}

// Sort orders findings by file, position, rule and text: the order in which they are printed, the same on every run.
func Sort(list []Finding) { slices.SortStableFunc(list, Compare) }

// Compare is the order of Sort.
func Compare(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.Range.File, b.Range.File),
		cmp.Compare(a.Range.Start.Byte, b.Range.Start.Byte),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Address, b.Address),
		cmp.Compare(a.Key, b.Key),
		cmp.Compare(a.Detail, b.Detail),
	)
}

// Count returns how many findings there are of each severity.
func Count(list []Finding) (errors, warnings, infos int) {
	for _, f := range list {
		switch f.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		case Info:
			infos++
		}
	}
	return
}
