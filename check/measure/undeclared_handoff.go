package measure

import (
	"fmt"

	"handoff/check"
	"handoff/lang/finding"
)

// UndeclaredHandoff finds ways that work takes and the map does not know.
var UndeclaredHandoff = check.Rule{
	ID: "measure/undeclared-handoff", Severity: finding.Warning, Kind: check.Measured,
	Title: "Work that passes where the map has no interface",
	What: "The log shows cases going from one team, role or process to another, at least `min` times, and no interface of the map joins the two, nor does a step of one process follow " +
		"the other there. It is silent about words of the log that the source does not explain, and where several interfaces may be meant.",
	Why: "Nobody owns a way that nobody declared: there is no promise on it, nobody is told when it fails, and what is handed over is whatever the sender thought of.",
	Bad: `
# handoff.hcl explains the groups of the log: { "Desk" = team.desk, "DBA" = team.databases }.
# In the log, 41 cases go from Desk to DBA; the map has no interface between them.
team "desk" {}
team "databases" {}
`,
	Good: `
team "desk" {}
team "databases" {}
process "answering" {
  team = team.desk
}
process "tuning" {
  team = team.databases
}
artifact "ticket" {}
interface "slow_query" {
  from    = process.answering
  to      = process.tuning
  carries = artifact.ticket
}
`,
	Options: []check.Option{seldom(3)},
	Run: func(p *check.Pass) {
		for _, pair := range p.Measured.Pairs {
			if pair.Interface != "" || len(pair.Ambiguous) > 0 || pair.Inside || pair.Handoffs < p.Option("min") || p.Map.Lookup(pair.To) == nil {
				continue
			}
			d, f := about(p, pair.From)
			if d == nil {
				continue
			}
			f.Key = pair.To
			wait := pair.Touch
			if pair.Wait.N > 0 {
				wait = pair.Wait
			}
			f.Summary = "Handoffs that the map does not know"
			f.Detail = fmt.Sprintf("%s went from `%s` to `%s` (%s, half of which waited longer than %s), and no interface of the map leads that way.",
				check.Count(pair.Cases, "case"), pair.From, pair.To, check.Count(pair.Handoffs, "handoff"), length(wait.Median))
			f.Help = fmt.Sprintf("If that is how it should be, declare the interface with its promise and its owner. If not, ask why the work takes this way; the case that waited longest is %s.", pair.Worst[0].Case)
			related(p, f, "The work arrives here.", pair.To)
			p.Report(*f)
		}
	},
}
