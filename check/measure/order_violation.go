package measure

import (
	"fmt"

	"handoff/check"
	"handoff/lang/finding"
)

// OrderViolation finds steps that follow each other in the log and not in the map.
var OrderViolation = check.Rule{
	ID: "measure/order-violation", Severity: finding.Warning, Kind: check.Measured,
	Title: "Steps done in an order that the flow does not have",
	What: "In a process whose flow is declared, one step followed another at least `min` times, and no way leads from the first to the second, not even through steps " +
		"that the log has no word for.",
	Why: "Work that jumps back or ahead is work that was not ready, a check that was skipped, or a map that was drawn from memory.",
	Bad: `
process "change" {
  step "assess" { next = step.approve }
  step "approve" { next = step.build }
  step "build" {} # in the log, 30 cases go from assess straight to build
}
`,
	Options: []check.Option{seldom(3)},
	Run: func(p *check.Pass) {
		for _, o := range p.Measured.Conformance.Order {
			d, f := about(p, o.From)
			if d == nil || o.Count < p.Option("min") {
				continue
			}
			f.Key = o.To
			f.Summary = "Step followed by one that does not follow it"
			f.Detail = fmt.Sprintf("In %s, `%s` came next after %s: %s of all the times that something came next. The flow does not lead there.",
				check.Count(o.Cases, "case"), o.To, check.Name(d), percent(o.Count, o.Of))
			f.Help = "If that is allowed, draw it: a `branch`, or a `next`. If not, look at these cases."
			related(p, f, "This is what came next.", o.To)
			p.Report(*f)
		}
	},
}
