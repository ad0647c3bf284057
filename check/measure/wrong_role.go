package measure

import (
	"fmt"

	"handoff/check"
	"handoff/lang/finding"
)

// WrongRole finds steps that others do than the map says.
var WrongRole = check.Rule{
	ID: "measure/wrong-role", Severity: finding.Warning, Kind: check.Measured,
	Title: "A step done by somebody else than the map says",
	What: "A team or role did a step at least `min` times and is not responsible for it: neither itself, nor as a role of the team that is, nor as the team of a role that is. " +
		"Only groups that the source explains are looked at; people are never named.",
	Why: "A RACI table that is not what happens protects nobody. Often the wrong one is the table.",
	Bad: `
process "change" {
  step "approve" { by = role.change_manager } # in the log, team.development does it in 12 of 80 cases
}
`,
	Options: []check.Option{seldom(3)},
	Run: func(p *check.Pass) {
		for _, doer := range p.Measured.Conformance.Doers {
			d, f := about(p, doer.Step)
			if d == nil || doer.Count < p.Option("min") {
				continue
			}
			f.Key = doer.Who
			f.Summary = "Step done by somebody who is not responsible for it"
			f.Detail = fmt.Sprintf("`%s` did %s %s times that the log shows it; the map makes others responsible.", doer.Who, check.Name(d), percent(doer.Count, doer.Of))
			f.Help = "If they should, make them responsible (`by`, `raci` or the matrix). If not, ask what keeps those who are from doing it."
			related(p, f, "Who did it.", doer.Who)
			p.Report(*f)
		}
	},
}
