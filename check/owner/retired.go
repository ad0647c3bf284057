package owner

import (
	"fmt"

	"handoff/check"
	"handoff/lang"
	"handoff/lang/finding"
)

// Retired finds uses of roles that are gone.
var Retired = check.Rule{
	ID: "owner/retired", Severity: finding.Warning, Kind: check.Presence,
	Title: "A retired role that is still used",
	What:  "A role with `retired = true` that something still names; one finding for the role, at the first place, with the others beside it. What other retired roles say is not counted; that the role is retired in an imported map does not matter.",
	Why:   "Work and alarms go to a chair in which nobody sits.",
	Bad: `
process "baking" {
  owner = role.baker
  step "knead" { by = role.nonna }
}
role "baker" {}
role "nonna" { retired = true }
`,
	Good: `
process "baking" {
  owner = role.baker
  step "knead" { by = role.baker }
}
role "baker" {}
role "nonna" { retired = true }
`,
	Run: func(p *check.Pass) {
		for _, party := range p.Graph.Parties {
			if party.Role == nil || !party.Role.Retired.Value {
				continue
			}
			var uses []*lang.Use
			for _, u := range p.Graph.Relations(party) {
				if from, ok := u.In.(*lang.Role); u.Target == party.Declaration && !(ok && from.Retired.Value) {
					uses = append(uses, u)
				}
			}
			if len(uses) == 0 {
				continue
			}
			first := uses[0]
			f := finding.Finding{
				Summary: "Retired role is still used", Address: party.Address(), Range: first.Range,
				Detail: fmt.Sprintf("%s is retired, and %s still names it (`%s`).", check.Name(party), check.Name(first.In), first.Argument),
				Help:   "Name who has taken over.",
			}
			for _, u := range uses[1:] {
				f.Related = append(f.Related, finding.Related{Message: "It is named here, too.", Address: u.In.Common().Address(), Range: u.Range})
			}
			f.Related = append(f.Related, finding.Related{Message: "It is retired here.", Address: party.Address(), Range: party.Role.Retired.Range})
			p.Report(f)
		}
	},
}
