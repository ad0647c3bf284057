package measure

import (
	"fmt"

	"handoff/check"
	"handoff/lang"
	"handoff/lang/finding"
)

// EmptyField finds fields that a receiver cannot go on without and does not get.
var EmptyField = check.Rule{
	ID: "measure/empty-field", Severity: finding.Warning, Kind: check.Measured,
	Title: "A required field that is empty when the work arrives",
	What: "A field that the receiver of an interface `requires` had never been filled by the time of the handoff, in more than `max` per cent of the handoffs along it. Only fields whose column " +
		"the source names in `fields` are looked at. A field that its artifact does not call `optional`, and that more than `max` per cent of all cases never had, is one too.",
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
		emptyAlways(p)
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

// emptyAlways finds fields that every record has by its type, and that many never had.
func emptyAlways(p *check.Pass) {
	a, _ := p.Map.Lookup(p.Measured.Artifact).(*lang.Artifact)
	if a == nil {
		return
	}
	for _, filled := range p.Measured.Fields {
		empty := filled.Of - filled.Filled
		if 100*empty <= p.Option("max")*filled.Of {
			continue
		}
		for _, field := range a.Fields {
			if field.Name != filled.Field || field.Type.Type == nil {
				continue
			}
			if _, optional := field.Type.Type.IsOptional(); optional {
				continue
			}
			p.Report(finding.Finding{
				Address: a.Address(), Key: "field " + field.Name, Range: field.NameRange,
				Summary: "Field that every record has is mostly empty",
				Detail:  fmt.Sprintf("Only %s cases ever had `%s` filled; by its type, %s always has it.", percent(filled.Filled, filled.Of), field.Name, check.Name(a)),
				Help:    "Fill it where the record is made, or call it `optional(…)` and say with `provides` from where on it is there.",
			})
		}
	}
}
