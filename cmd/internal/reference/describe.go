package reference

import (
	"slices"
	"strings"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/report"
	"handoff/lang"
	"handoff/lang/finding"
)

// Describe is what a report tells of the rules that ran, and of what was found without a rule: what does not compile, what is wrong with the
// settings. House rules are left out: their findings say it.
func Describe(ran []string, found []finding.Finding) []report.Rule {
	var out []report.Rule
	for _, r := range analysis.Every() {
		if slices.Contains(ran, r.ID) {
			text := strings.TrimSpace(strings.TrimSpace(r.What) + "\n\n" + strings.TrimSpace(r.Why))
			out = append(out, report.Rule{ID: r.ID, Severity: r.Severity, Title: r.Title, Text: text, Page: Rule(r)})
		}
	}
	has := map[string]bool{}
	for _, f := range found {
		has[f.Rule] = true
	}
	for _, e := range lang.CompileErrors {
		if has[e.ID] {
			out = append(out, report.Rule{ID: e.ID, Severity: finding.Error, Title: e.Title, Text: e.Doc, Page: CompileError(e)})
		}
	}
	for _, n := range check.Notices {
		if has[n.ID] {
			out = append(out, report.Rule{ID: n.ID, Severity: n.Severity, Title: n.Title, Text: n.Doc, Page: notice(n)})
		}
	}
	return out
}
