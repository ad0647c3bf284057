package owner

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// OwnerNotInRACI finds owners with no part in their process.
var OwnerNotInRACI = check.Rule{
	ID: "owner/owner-not-in-raci", Severity: finding.Warning, Kind: check.Absence,
	Title: "A process owner who is in none of its rows",
	What:  "A process whose owner has no letter in any of its steps, since each has an accountable of its own, nor in the `raci` of the process. An owner who is a team is in a row if one of its roles is.",
	Why:   "Whoever owns a process and has no part in it learns of trouble last, and cannot do anything about it.",
	Bad: `
process "baking" {
  owner = role.head_chef
  raci {
    accountable = role.sous_chef
  }
  step "bake" { by = role.baker }
}
role "head_chef" {}
role "sous_chef" {}
role "baker" {}
`,
	Good: `
process "baking" {
  owner = role.head_chef
  step "bake" { by = role.baker }
}
role "head_chef" {}
role "baker" {}
`,
	Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			owner := process.Owner.Target
			if !asked(process) || owner == nil || len(process.Steps) == 0 || takesPart(process) {
				continue
			}
			f := finding.Finding{
				Summary: "Owner has no part in the process", Address: process.Address(), Range: process.Owner.Range,
				Detail: fmt.Sprintf("%s owns %s, and is neither responsible, accountable, consulted nor informed in any of its steps.", check.Name(owner), check.Name(process)),
				Help:   "Make the owner accountable where it is, or give the process to whoever answers for its steps.",
			}
			if process.RACI != nil && process.RACI.Accountable.Given() {
				f.Related = append(f.Related, finding.Related{Message: "The rows take their accountable from here.", Address: process.Address(), Range: process.RACI.Accountable[0].Range})
			}
			p.Report(f)
		}
	},
}

// takesPart reports whether the owner of a process is in one of its rows, or may be: a broken reference might mean them.
func takesPart(process *graph.Process) bool {
	list := make([]*graph.Row, 0, len(process.Steps)+1)
	for _, s := range process.Steps {
		list = append(list, &s.Row)
	}
	list = append(list, graph.RowOf(process.RACI))
	for _, row := range list {
		if row.Broken() {
			return true
		}
		for _, l := range graph.Letters {
			for _, part := range row.Parts(l) {
				if graph.SameParty(part.Who, process.Owner.Target) {
					return true
				}
			}
		}
	}
	return false
}
