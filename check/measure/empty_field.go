package measure

import (
	"fmt"

	"handoff/check"
	"handoff/lang/finding"
)

// EmptyField finds fields that a receiver cannot go on without and does not get.
var EmptyField = check.Rule{
	ID: "measure/empty-field", Severity: finding.Warning, Kind: check.Measured,
	Title: "A required field that is empty when the work arrives",
	What: "A field that the receiver of an interface `requires` had never been filled by the time of the handoff, in more than `max` per cent of the handoffs along it. Only fields whose column " +
		"the source names in `fields` are looked at.",
	Why: "The receiver then does the sender's work again, or hands it back. A field that is hardly ever filled is required by nobody but the map.",
	Bad: `
interface "incident_to_problem" {
  from     = process.incident_management
  to       = process.problem_management
  carries  = artifact.incident
  requires = [affected_cis] # in the log, 0.2 % of incidents name a CI
}
`,
	Options: []check.Option{{Name: "max", Doc: "How many per cent of the handoffs may lack it.", Default: 5}},
	Run: func(p *check.Pass) {
		for _, e := range p.Measured.Conformance.Empty {
			d, f := about(p, e.Interface)
			if d == nil || 100*e.Empty <= p.Option("max")*e.Of {
				continue
			}
			f.Key = e.Field
			f.Summary = "Required field is empty at the handoff"
			f.Detail = fmt.Sprintf("`%s` was empty at %s handoffs along %s, and the receiver requires it.", e.Field, percent(e.Empty, e.Of), check.Name(d))
			f.Help = "Have the sender's tool refuse to pass the work on without it, fill it by itself, or stop requiring it."
			p.Report(*f)
		}
	},
}
