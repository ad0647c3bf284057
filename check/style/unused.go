package style

import (
	"fmt"

	"handoff/check"
	"handoff/lang"
	"handoff/lang/finding"
)

// Unused finds what is only declared.
var Unused = check.Rule{
	ID: "style/unused", Severity: finding.Warning, Kind: check.Absence,
	Title: "An artifact, calendar or policy that nothing refers to",
	What: "An artifact, calendar, `sla_policy` or `escalation_policy` that no other block names. What a misspelt reference may have meant counts as used. Teams, roles and systems are the business of owner/unused, " +
		"interfaces of handoff/unused-interface and events of automation/unhandled-event.",
	Why: "Somebody keeps it up to date for nobody. Or it was meant to be used, and the block that should name it does not.",
	Bad: `
process "baking" { owner = role.baker }
role "baker" {}
calendar "night" { hours = "22:00-06:00" }
`,
	Good: `
process "baking" { owner = role.baker }
role "baker" { calendar = calendar.night }
calendar "night" { hours = "22:00-06:00" }
`,
	Run: func(p *check.Pass) {
		for _, d := range own(p) {
			switch d.Common().Kind {
			case lang.KindArtifact, lang.KindCalendar, lang.KindSLAPolicy, lang.KindEscalationPolicy:
			default:
				continue
			}
			if used(p, d) || p.Graph.MaybeMeant(d) {
				continue
			}
			p.Report(finding.Finding{
				Summary: "Nothing refers to it", Address: d.Common().Address(), Range: check.Header(d),
				Detail: fmt.Sprintf("%s is declared, and nothing refers to it.", check.Name(d)),
				Help:   "Remove it, or name it where it belongs.",
			})
		}
	},
}

// used reports whether another block names it.
func used(p *check.Pass, d lang.Declaration) bool {
	for _, u := range p.Graph.Relations(d) {
		if u.Target == d && u.In != d {
			return true
		}
	}
	return false
}
