package types

import (
	"fmt"
	"slices"
	"strings"

	"handoff/lang/finding"
)

// The ids of what this package reports. They are compile errors: always errors, never ignored.
const (
	RuleUnknownType   = "type/unknown-type"   // a word that names no type
	RuleNotAType      = "type/not-a-type"     // an expression that is no type
	RuleArguments     = "type/arguments"      // a type with too few, too many or wrong arguments
	RuleDuplicate     = "type/duplicate"      // a value or field written twice in one type
	RuleCycle         = "type/cycle"          // a record that would have to contain itself
	RuleUnknownRecord = "type/unknown-record" // a type that names an artifact that is not there
	RuleUnknownField  = "type/unknown-field"
	RuleUnknownName   = "type/unknown-name"
	RuleNeverEqual    = "type/never-equal" // a comparison whose answer is always the same
	RuleNotInEnum     = "type/not-in-enum"
	RuleCondition     = "type/not-a-condition"
	RuleMismatch      = "type/mismatch"
	RuleMissingField  = "type/missing-field" // an object that leaves out a field it must have
	RuleUnguaranteed  = "type/unguaranteed"  // a value that may be missing where one is required
	RuleFunction      = "type/function"      // an unknown function, or wrong arguments to one
	RuleTooDeep       = "type/too-deep"      // an expression or type nested beyond reason
	RuleSchema        = "type/schema"        // a JSON Schema that cannot be read
)

// problems gathers findings.
type problems struct{ list []finding.Finding }

// add reports an error. key tells it from others of its rule at the same address.
func (p *problems) add(rule, summary string, at finding.Range, key, help, detail string, args ...any) *finding.Finding {
	p.list = append(p.list, finding.Finding{
		Rule: rule, Severity: finding.Error, Summary: summary,
		Detail: fmt.Sprintf(detail, args...), Help: help, Range: at, Key: key,
	})
	return &p.list[len(p.list)-1]
}

// didYouMean is a sentence that offers the candidate nearest to name, or nothing.
func didYouMean(name string, candidates []string) string {
	if near := finding.Nearest(name, candidates); near != "" {
		return "Did you mean `" + near + "`?"
	}
	return ""
}

// join puts sentences one after another, leaving out empty ones.
func join(sentences ...string) string {
	return strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
}
