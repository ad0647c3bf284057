package coordination

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// SelfApproval finds gates that people open for themselves.
var SelfApproval = check.Rule{
	ID: "coordination/self-approval", Severity: finding.Warning, Kind: check.Presence,
	Title: "Work that is approved by who did it",
	What: "An approval, of a step or an interface, whose only approver is a role that is responsible for the step the work comes from: for a step the one before it, for an interface the one its output leaves at. Teams are left " +
		"alone: one member may well approve the work of another. So is the work that a system does by itself, or another process.",
	Why: "A second pair of eyes is the point of a gate. Whoever made the mistake has already looked and not seen it.",
	Bad: `
process "baking" {
  owner = role.baker
  step "bake" {
    by   = role.baker
    next = step.look
  }
  step "look" {
    next = end
    approval { approvers = [role.baker] }
  }
}
role "baker" {}
`,
	Good: `
process "baking" {
  owner = role.baker
  step "bake" {
    by   = role.baker
    next = step.look
  }
  step "look" {
    next = end
    approval { approvers = [role.chef] }
  }
}
role "baker" {}
role "chef" {}
`,
	Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			if !graph.Own(process) {
				continue
			}
			for _, s := range process.Steps {
				if role := only(s.Approval); role != nil {
					selfApproval(p, s.Step, s.Approval, role, maker(role, before(s)))
				}
			}
		}
		for _, i := range p.Graph.Interfaces {
			role := only(i.Approval)
			if role == nil || !graph.Own(i) {
				continue
			}
			var from []*graph.Step
			for _, h := range i.Handoffs {
				from = append(from, h.Output.Steps...)
			}
			selfApproval(p, i.Interface, i.Approval, role, maker(role, from))
		}
	},
}

func selfApproval(p *check.Pass, gate lang.Declaration, a *lang.Approval, role *lang.Role, step *graph.Step) {
	if step == nil {
		return
	}
	p.Report(finding.Finding{
		Summary: "Approved by who did it", Address: gate.Common().Address(), Range: a.Approvers[0].Range,
		Detail:  fmt.Sprintf("Only %s approves %s, and is responsible for the work that comes to it, %s.", check.Name(role), check.Name(gate), check.Name(step)),
		Help:    "Let somebody else approve it, or one more. If another holder of the same role does, make that a role of its own, so that it can be seen.",
		Related: []finding.Related{check.Related("The work comes from here.", step)},
	})
}

// only is the role that approves, if it is the only one.
func only(a *lang.Approval) *lang.Role {
	if a == nil || len(a.Approvers) != 1 {
		return nil
	}
	return a.Approvers[0].Role()
}

// before lists the steps that lead to a step in the ordinary course: not because they are late, and not back to it.
func before(s *graph.Step) []*graph.Step {
	var out []*graph.Step
	for _, w := range s.From {
		if w.How != graph.ByOverdue && w.From != s && !slices.Contains(out, w.From) {
			out = append(out, w.From)
		}
	}
	return out
}

// maker is the first of the steps for which the role is responsible. A step that is itself a gate makes nothing.
func maker(role *lang.Role, steps []*graph.Step) *graph.Step {
	for _, s := range steps {
		if s.Approval == nil && slices.ContainsFunc(s.Row.Responsible, func(part graph.Part) bool {
			return part.Who == lang.Declaration(role) && part.Origin != graph.OfSystem && part.Origin != graph.OfCalled
		}) {
			return s
		}
	}
	return nil
}
