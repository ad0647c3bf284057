package owner

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// NoResponsible finds steps that nobody does.
var NoResponsible = check.Rule{
	ID: "owner/no-responsible", Severity: finding.Error, Kind: check.Absence,
	Title: "Nobody is responsible",
	What: "A step with nobody responsible: no `by`, no `raci`, no line in the matrix, no approver, and no `raci` of the process to fall back on. A system that does it (`by = system.x`) makes its owner responsible, " +
		"a called process its owner; where these have none, owner/missing-owner says so. Also a gate (`approval`) with no approvers. Where no step of a process has anybody, it is one finding.",
	Why: "Everybody thought somebody else would do it.",
	Bad: `
process "delivery" {
  owner = role.rider
  step "ride" { by = role.rider }
  step "ring" {}
}
role "rider" {}
`,
	Good: `
process "delivery" {
  owner = role.rider
  raci {
    responsible = role.rider
  }
  step "ride" {}
  step "ring" {}
}
role "rider" {}
`,
	Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			if asked(process) {
				noResponsible(p, process)
			}
		}
		for _, i := range p.Graph.Interfaces {
			if graph.Own(i) && i.Approval != nil && !i.Approval.Approvers.Given() {
				p.Report(noApprovers(i, i.Approval))
			}
		}
	},
}

func noResponsible(p *check.Pass, process *graph.Process) {
	var nobody []*graph.Step
	for _, s := range process.Steps {
		switch {
		case len(s.Row.Responsible) > 0 || s.By.Given() || s.Step.Calls.Given():
			if s.Approval != nil && !s.Approval.Approvers.Given() {
				p.Report(noApprovers(s, s.Approval))
			}
		default:
			nobody = append(nobody, s)
		}
	}
	if len(nobody) > 1 && len(nobody) == len(process.Steps) {
		p.Report(finding.Finding{
			Summary: "Nobody is responsible", Address: process.Address(), Range: check.Header(process),
			Detail: fmt.Sprintf("%s has %d steps, and nobody is responsible for any of them.", check.Name(process), len(nobody)),
			Help:   "Say who does each step (`by = role.…`), or who does them all: `raci { responsible = role.… }` in the process.",
		})
		return
	}
	for _, s := range nobody {
		p.Report(finding.Finding{
			Summary: "Nobody is responsible", Address: s.Address(), Range: check.Header(s),
			Detail: fmt.Sprintf("Nobody is responsible for %s.", check.Name(s)),
			Help:   "Say who does it: `by = role.…`.",
		})
	}
}

func noApprovers(of lang.Declaration, gate *lang.Approval) finding.Finding {
	f := finding.Finding{
		Summary: "Gate without approvers", Address: of.Common().Address(), Range: gate.Header, Key: "approval",
		Detail: fmt.Sprintf("%s has to be approved, and nobody is named who can.", check.Name(of)),
		Help:   "Say who decides: `approvers = [role.…]`.",
	}
	if f.Range.IsZero() {
		f.Range = check.Header(of)
	}
	return f
}
