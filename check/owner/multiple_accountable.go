package owner

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// MultipleAccountable finds rows with more than one head.
var MultipleAccountable = check.Rule{
	ID: "owner/multiple-accountable", Severity: finding.Error, Kind: check.Presence,
	Title: "More than one accountable",
	What:  "A row with more than one accountable. The approvers of a gate may all answer for it; that is what a gate is. Where the row comes from the `raci` of the process, it is one finding.",
	Why:   "Two who answer for it each believe that the other one does. Accountable is one.",
	Bad: `
process "baking" {
  owner = role.head_chef
  step "bake" {
    by = role.baker
    raci {
      accountable = [role.head_chef, role.manager]
    }
  }
}
role "head_chef" {}
role "manager" {}
role "baker" {}
`,
	Good: `
process "baking" {
  owner = role.head_chef
  step "bake" {
    by = role.baker
    raci {
      accountable = role.head_chef
      consulted   = role.manager
    }
  }
}
role "head_chef" {}
role "manager" {}
role "baker" {}
`,
	Run: func(p *check.Pass) {
		told := map[*graph.Process]bool{}
		rows(p, func(row *graph.Row) {
			if len(row.Accountable) < 2 || row.Broken() || gate(row) {
				return
			}
			f := finding.Finding{
				Summary: "More than one is accountable", Address: row.Of().Common().Address(), Range: row.Accountable[1].Range,
				Detail: fmt.Sprintf("%s are all accountable for %s.", names(row.Accountable), check.Name(row.Of())),
				Help:   "Leave one of them accountable; make the others responsible, consulted or informed.",
			}
			if len(row.Accountable) == 2 {
				f.Detail = fmt.Sprintf("%s are both accountable for %s.", names(row.Accountable), check.Name(row.Of()))
			}
			if row.Step != nil && origin(row.Accountable, graph.OfProcess) {
				if told[row.Step.Process] {
					return
				}
				told[row.Step.Process] = true
				f.Address = row.Step.Process.Address()
				f.Detail = fmt.Sprintf("%s are all accountable for the steps of %s.", names(row.Accountable), check.Name(row.Step.Process))
			}
			f.Related = []finding.Related{{Message: "The first one is here.", Address: f.Address, Range: row.Accountable[0].Range}}
			p.Report(f)
		})
	},
}

// gate reports whether the accountable of a row are the approvers of its gate.
func gate(row *graph.Row) bool {
	for _, a := range row.Accountable {
		approves := false
		for _, r := range row.Responsible {
			approves = approves || r.Origin == graph.OfApproval && r.Who == a.Who
		}
		if !approves {
			return false
		}
	}
	return true
}
