package coordination

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// TooManyApprovals finds services on whose way too many have to say yes.
var TooManyApprovals = check.Rule{
	ID: "coordination/too-many-approvals", Severity: finding.Warning, Kind: check.Presence,
	Title: "Too many approvals on one path",
	What: "More than `max` approvals, of steps and interfaces, that one piece of work has to pass one after the other on its way through a service. Approvals on different branches do not add up, nor do those " +
		"inside processes whose flow is undeclared or `flow = \"partial\"`; a loop is gone through once.",
	Why:     "Each gate costs days of waiting, and the third one looks less closely than the first: everybody relies on the others.",
	Options: []check.Option{{Name: "max", Doc: "how many approvals one path may have.", Default: 2}},
	Bad: gates + `
process "serving" {
  owner = role.waiter
  input "cake" {
    artifact   = artifact.cake
    arrives_at = step.taste
  }
  step "taste" {
    next = end
    approval { approvers = [role.waiter] }
  }
}
`,
	Good: gates + `
process "serving" {
  owner = role.waiter
  input "cake" {
    artifact   = artifact.cake
    arrives_at = step.taste
  }
  step "taste" {
    by   = role.waiter
    next = end
  }
}
`,
	Run: func(p *check.Pass) {
		approval := func(at place) lang.Declaration {
			if at.step == nil || at.step.Approval == nil {
				return nil
			}
			return at.step.Step
		}
		approved := func(*graph.Service) func(leg) lang.Declaration {
			return func(l leg) lang.Declaration {
				if l.by == nil || l.by.Approval == nil {
					return nil
				}
				return l.by.Interface
			}
		}
		for _, e := range exceeding(p, p.Option("max"), approval, approved) {
			s := e.services[0]
			f := finding.Finding{
				Summary: "Too many approvals on one path", Address: s.Address(), Range: check.Header(s),
				Detail: fmt.Sprintf("One way through %s passes %s, one after the other: %s.", check.Name(s), check.Count(len(e.path), "approval"), check.Names(e.path)),
				Help:   "Ask of each when it last said no. Join those that look at the same thing into one (several `approvers`), or let a condition decide what is harmless.",
			}
			e.relate(&f, "One approval.")
			p.Report(f)
		}
	},
}

// gates is a service with two approvals, and the process to come after.
const gates = `
process "baking" {
  owner = role.baker
  output "cake" {
    artifact  = artifact.cake
    leaves_at = step.look
  }
  step "bake" {
    by   = role.baker
    next = step.look
  }
  step "look" {
    next = end
    approval { approvers = [role.chef] }
  }
}
interface "cake_to_table" {
  from = process.baking.output.cake
  to   = process.serving.input.cake
  approval { approvers = [role.owner] }
}
service "birthday" {
  owner = role.owner
  flow  = [interface.cake_to_table]
}
artifact "cake" {}
role "baker" {}
role "chef" {}
role "owner" {}
role "waiter" {}
`
