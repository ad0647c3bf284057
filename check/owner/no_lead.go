package owner

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// NoLead finds crowds without a head.
var NoLead = check.Rule{
	ID: "owner/no-lead", Severity: finding.Info, Kind: check.Presence,
	Title: "Three or more responsible, none of them accountable",
	What:  "A row with three or more responsible of whom none is accountable (nor of the accountable team). Approvers are not counted. Where the row comes from the `raci` of the process, it is one finding.",
	Why:   "Three people who all do it, under somebody who does not, wait for each other. One of them should be in the lead.",
	Bad: `
process "baking" {
  owner = role.head_chef
  step "clean" { by = [role.baker, role.waiter, role.rider] }
}
role "head_chef" {}
role "baker" {}
role "waiter" {}
role "rider" {}
`,
	Good: `
process "baking" {
  owner = role.head_chef
  step "clean" {
    by = [role.baker, role.waiter, role.rider]
    raci {
      accountable = role.baker
    }
  }
}
role "head_chef" {}
role "baker" {}
role "waiter" {}
role "rider" {}
`,
	Run: func(p *check.Pass) {
		told := map[*graph.Process]bool{}
		rows(p, func(row *graph.Row) {
			doers := 0
			for _, part := range row.Responsible {
				if part.Origin != graph.OfApproval {
					doers++
				}
			}
			if doers < 3 || row.Broken() || leads(row) {
				return
			}
			f := finding.Finding{
				Summary: "Nobody is in the lead", Address: row.Of().Common().Address(), Range: row.Responsible[0].Range,
				Detail: fmt.Sprintf("%s are all responsible for %s, and none of them is accountable.", names(row.Responsible), check.Name(row.Of())),
				Help:   "Make one of them accountable, or leave one responsible and make the others consulted.",
			}
			if row.Step != nil && origin(row.Responsible, graph.OfProcess) {
				if told[row.Step.Process] {
					return
				}
				told[row.Step.Process] = true
				f.Address = row.Step.Process.Address()
				f.Detail = fmt.Sprintf("%s are all responsible for the steps of %s, and none of them is accountable.", names(row.Responsible), check.Name(row.Step.Process))
			}
			p.Report(f)
		})
	},
}

func leads(row *graph.Row) bool {
	for _, r := range row.Responsible {
		for _, a := range row.Accountable {
			if graph.SameParty(r.Who, a.Who) {
				return true
			}
		}
	}
	return false
}
