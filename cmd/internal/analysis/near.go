package analysis

// What rules find in one file need not wait for the whole map. Many look at a block, at what it names and at those who name it, and no farther:
// of these, what they find in a file follows from a glance at it (lang.Map.Glance), in a few milliseconds however large the map is.

import (
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// near are the rules that see no farther. A rule that reckons along a path, compares blocks that do not name each other, or asks what others do
// with a name, is none; nor is one that lays findings of several files together. A test holds what they find near to what they find in the whole map.
var near = []string{
	"handoff/orphan-output", "handoff/orphan-input", "handoff/never-produced",
	"owner/missing-owner", "owner/missing-integrator", "owner/multiple-accountable", "owner/no-responsible", "owner/owner-not-in-raci", "owner/raci-conflict", "owner/no-emergency-contact",
	"schema/no-source-of-truth",
	"sla/unquantified", "sla/uncovered-priority", "sla/escalation-late", "sla/escalation-order", "sla/off-duty", "sla/meeting-wait",
	"flow/unreachable-step", "flow/no-end", "flow/ends-open",
	"automation/no-carrier", "automation/manual-deterministic", "automation/unhandled-event",
	"coordination/self-approval",
	"governance/no-target", "governance/stale-improvement",
	"style/missing-title", "style/missing-purpose", "style/naming", "style/unused",
}

// IsNear reports whether Near tells what a rule finds.
func IsNear(rule string) bool { return slices.Contains(near, rule) }

// Near tells, of the rules for which IsNear holds, what they find in the file that was glanced at. It is not known where the rest of the map does not
// compile, or more files name what this one declares than a glance reads. The findings are sealed and sorted; their ranges count in the glance.
func Near(whole, glance *lang.Map, path string, options check.Options) (found []finding.Finding, known bool) {
	newly := func(i *lang.Import) bool { return i.Map == nil } // a glance opens no folder
	if glance.Incomplete || whole.Incomplete || glance.Unread || slices.ContainsFunc(glance.Imports, newly) {
		return nil, false
	}
	for _, f := range whole.Findings {
		if glance.File(f.Range.File) == nil {
			return nil, false
		}
	}
	alone := *glance
	alone.Rules = nil // house rules ask what they like
	var rules []*check.Rule
	for _, r := range All() {
		if IsNear(r.ID) {
			rules = append(rules, r)
		}
	}
	options.Catalogue = Every()
	report := check.Run(&alone, graph.Build(&alone), rules, options)
	return slices.DeleteFunc(report.Findings, func(f finding.Finding) bool {
		return f.Range.File != path || !IsNear(f.Rule)
	}), true
}
