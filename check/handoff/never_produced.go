package handoff

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// NeverProduced finds outputs that no step makes.
var NeverProduced = check.Rule{
	ID: "handoff/never-produced", Severity: finding.Warning, Kind: check.Absence,
	Title: "An output that no step leads to",
	What: "An `output` of a process that says what follows what, which leaves at none of its steps (`leaves_at`, or `overdue`), or only at steps that the work never reaches. Silent where " +
		"the flow is undeclared or `flow = \"partial\"`.",
	Why: "The receiver was promised something that nobody makes. It will be asked for on the day it is missing.",
	Bad: `
process "baking" {
  owner = role.baker
  output "cake" {
    artifact = artifact.cake
    external = true
  }
  step "mix" {
    by   = role.baker
    next = step.bake
  }
  step "bake" { by = role.baker }
}
role "baker" {}
artifact "cake" {}
`,
	Good: `
process "baking" {
  owner = role.baker
  output "cake" {
    artifact  = artifact.cake
    external  = true
    leaves_at = step.bake
  }
  step "mix" {
    by   = role.baker
    next = step.bake
  }
  step "bake" { by = role.baker }
}
role "baker" {}
artifact "cake" {}
`,
	Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			if !graph.Own(process) || process.Flow != graph.Declared || process.Process.External.Value || len(process.Steps) == 0 {
				continue
			}
			var reached map[*graph.Step]bool
			for _, port := range process.Outputs {
				if port.Declared == nil || port.Declared.LeavesAt.Broken() {
					continue
				}
				if port.Declared.LeavesAt.Given() || overdue(port) {
					if reached == nil {
						reached = graph.After(process.Starts()...)
						for _, s := range process.Starts() {
							reached[s] = true
						}
					}
					if s := unreached(port, reached); s != nil {
						f := neverProduced(port, fmt.Sprintf("`%s` leaves at %s, and nothing leads to that step.", port.Address, check.Name(s)))
						f.Help = fmt.Sprintf("Let a step lead to %s (`next`, `branch`), or correct `leaves_at`.", check.Name(s))
						f.Related = append(f.Related, check.Related("The step that nothing leads to.", s))
						p.Report(f)
					}
					continue
				}
				f := neverProduced(port, fmt.Sprintf("The steps of %s say what follows what, and none of them leads to `%s`.", check.Name(process), port.Address))
				f.Help = "Say which step it leaves at: `leaves_at = step.…`."
				if last := process.Steps[len(process.Steps)-1]; last.Ends {
					f.Help = fmt.Sprintf("Say which step it leaves at: `leaves_at = step.%s`, if it is ready at the end.", last.Name)
				}
				p.Report(f)
			}
		}
	},
}

func neverProduced(port *graph.Port, detail string) finding.Finding {
	return finding.Finding{Summary: "No step leads to this output", Detail: detail, Address: port.Address, Range: check.Header(port.Declared)}
}

// overdue reports whether a step moves its work on to the port when it is late.
func overdue(port *graph.Port) bool {
	for _, s := range port.Process.Steps {
		if s.Overdue.Port() == port.Declared {
			return true
		}
	}
	return false
}

// unreached returns a step the port leaves at, if work reaches none of them; else nil.
func unreached(port *graph.Port, reached map[*graph.Step]bool) *graph.Step {
	leaves := port.LeavesAt()
	for _, s := range leaves {
		if reached[s] {
			return nil
		}
	}
	if len(leaves) == 0 {
		return nil
	}
	return leaves[0]
}
