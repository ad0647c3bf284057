package automation

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// UnhandledEvent finds alarms that nobody hears.
var UnhandledEvent = check.Rule{
	ID: "automation/unhandled-event", Severity: finding.Warning, Kind: check.Absence,
	Title: "An event that sets nothing off",
	What:  "An `event` that no interface and no step names in its `on`, and that starts no clock either (`since`). What a misspelt reference may have meant counts as named.",
	Why:   "Somebody thought it worth noticing. It is noticed, and nothing follows.",
	Bad: `
process "baking" {
  owner = role.baker
  step "open_windows" { by = role.baker }
}
event "smoke" {
  title  = "Smoke in the kitchen"
  source = process.baking
}
role "baker" {}
`,
	Good: `
process "baking" {
  owner = role.baker
  step "open_windows" {
    by = role.baker
    on = event.smoke
  }
}
event "smoke" {
  title  = "Smoke in the kitchen"
  source = process.baking
}
role "baker" {}
`,
	Run: func(p *check.Pass) {
		for _, e := range p.Graph.Events {
			if !graph.Own(e) || p.Graph.MaybeMeant(e) || named(p, e) {
				continue
			}
			p.Report(finding.Finding{
				Summary: "Event sets nothing off", Address: e.Address(), Range: check.Header(e),
				Detail: fmt.Sprintf("Nothing happens when %s does: no interface and no step names it in its `on`.", check.Name(e)),
				Help:   fmt.Sprintf("Say what it sets off (`on = %s`, in an interface or a step), or remove it.", e.Address()),
			})
		}
	},
}

// named reports whether another block names the event.
func named(p *check.Pass, e *graph.Event) bool {
	for _, u := range p.Graph.Relations(e) {
		if u.Target.Common() == e.Common() && u.In.Common() != e.Common() {
			return true
		}
	}
	return false
}
