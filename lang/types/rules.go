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
	if near := Nearest(name, candidates); near != "" {
		return "Did you mean `" + near + "`?"
	}
	return ""
}

// join puts sentences one after another, leaving out empty ones.
func join(sentences ...string) string {
	return strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
}

// Nearest returns the candidate a slip of the finger away from name (up to a third of its letters), or "". Of equally near ones
// it takes the first.
func Nearest(name string, candidates []string) string {
	best, limit := "", max(1, len([]rune(name))/3)+1
	for _, c := range candidates {
		if c == name {
			continue
		}
		if d := distance(strings.ToLower(name), strings.ToLower(c), limit); d < limit {
			best, limit = c, d
		}
	}
	return best
}

// distance counts the letters to insert, drop, change or swap to come from a to b; beyond limit any number at least limit will do.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit || len(x) > 100 || len(y) > 100 {
		return limit
	}
	older, old, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, old, row = old, row, older
	}
	return old[len(y)]
}
