package measure

import (
	"fmt"

	"handoff/check"
	"handoff/graph/kpi"
	"handoff/lang/finding"
)

// NotAutomated finds interfaces that are automated on paper only.
var NotAutomated = check.Rule{
	ID: "measure/not-automated", Severity: finding.Warning, Kind: check.Measured,
	Title: "An automated interface that people carry",
	What:  "The map says `mode = \"automated\"`, and fewer than half of the handoffs whose actor is known (at least 20) were made by one of the `systems` that the source names. It is silent where the source names none.",
	Why:   "The workflow is broken, or is passed by. Whoever relies on it (a promise of minutes, no fallback) relies on somebody remembering.",
	Bad: `
interface "incident_to_problem" {
  from    = process.incident_management
  to      = process.problem_management
  carries = artifact.incident
  mode    = "automated" # in the log, people make 9 of 10 of these handoffs
}
`,
	Run: func(p *check.Pass) {
		if p.Measured.All.Automated == 0 {
			return
		}
		for _, figures := range p.Measured.Interfaces {
			if figures.Declared != "automated" || figures.ActorsKnown < kpi.FewCases || 2*figures.Automated >= figures.ActorsKnown {
				continue
			}
			d, f := about(p, figures.Address)
			if d == nil {
				continue
			}
			f.Summary = "Automated interface is carried by people"
			f.Detail = fmt.Sprintf("%s is automated in the map; in the log a system made %s handoffs.", check.Name(d), percent(figures.Automated, figures.ActorsKnown))
			f.Help = "Find out why the workflow does not run, or write down what is: `mode = \"manual\"`."
			p.Report(*f)
		}
	},
}
