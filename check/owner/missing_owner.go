package owner

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// MissingOwner finds what nobody owns.
var MissingOwner = check.Rule{
	ID: "owner/missing-owner", Severity: finding.Error, Kind: check.Absence,
	Title: "A process, service or system that nobody owns",
	What: "A process (unless it is a black box: `external = true`) or service with no `owner`; a system with no `owner` that is the source of truth of an artifact, carries automated handoffs, or " +
		"does steps by itself.",
	Why: "Where nobody owns the whole, everybody owns a part, and what falls between the parts is nobody's fault.",
	Bad: `
process "selling" {
  output "order" {
    artifact = artifact.order
    external = true
  }
}
artifact "order" {}
`,
	Good: `
process "selling" {
  owner = role.head_of_sales
  output "order" {
    artifact = artifact.order
    external = true
  }
}
process "market" {
  external = true
}
role "head_of_sales" {}
artifact "order" {}
`,
	Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			if asked(process) && !process.Owner.Given() {
				p.Report(finding.Finding{
					Summary: "Process has no owner", Detail: fmt.Sprintf("Nobody owns %s.", check.Name(process)),
					Help:    "Name the one accountable for it: `owner = role.…`. If it belongs to another organisation, say `external = true`.",
					Address: process.Address(), Range: check.Header(process),
				})
			}
		}
		for _, s := range p.Graph.Services {
			if !s.Owner.Given() {
				p.Report(finding.Finding{
					Summary: "Service has no owner", Detail: fmt.Sprintf("Nobody owns %s.", check.Name(s)),
					Help:    "Name the one accountable for it end to end: `owner = role.…`.",
					Address: s.Address(), Range: check.Header(s),
				})
			}
		}
		for _, s := range p.Graph.Systems {
			if !graph.Own(s) || s.Owner.Given() {
				continue
			}
			if why, related := matters(s); why != "" {
				p.Report(finding.Finding{
					Summary: "System has no owner", Detail: fmt.Sprintf("Nobody owns %s, which %s.", check.Name(s), why),
					Help:    "Name who answers for it: `owner = role.…`.",
					Address: s.Address(), Range: check.Header(s), Related: []finding.Related{related},
				})
			}
		}
	},
}

// matters says why a system must have an owner; "" if it need not.
func matters(s *graph.System) (string, finding.Related) {
	if len(s.Holds) > 0 {
		return "is the source of truth of " + check.Names(s.Holds), check.Related("Its word is the truth here.", s.Holds[0])
	}
	for _, i := range s.Carries {
		if i.Automated() {
			return "carries " + check.Name(i) + " without anybody's doing", check.Related("This handoff rests on it.", i)
		}
	}
	for _, step := range s.Does {
		if asked(step.Process) {
			return "does " + check.Name(step) + " by itself", check.Related("This step is its own doing.", step)
		}
	}
	return "", finding.Related{}
}
