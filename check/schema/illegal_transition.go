package schema

import (
	"fmt"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// IllegalTransition finds states that are set or tested where the lifecycle does not allow them.
var IllegalTransition = check.Rule{
	ID: "schema/illegal-transition", Severity: finding.Error, Kind: check.Presence,
	Title: "A state that the lifecycle does not allow there",
	What: "An `update` that sets a state to which no transition leads from any state the record can be in at that step (a warning where it is wrong on some ways to the step only); a `create` that begins a record in " +
		"a state other than its `initial` one; a `branch` that tests for a state which the lifecycle cannot lead to from there. Which states are possible follows from the initial state, from the updates on the way, " +
		"from branches that test the state, and from the processes the record came through. Where that is not known (it comes from outside the map, the flow is not declared, somebody beside the process may write " +
		"the field), only what is wrong from every state is reported.",
	Why: "The tool that keeps the record will refuse the change, or the lifecycle on the wall is not the one people live by. Either way somebody finds out in the middle of a case.",
	Bad: bake + `
process "baking" {
  owner = role.baker
  input "order" {
    artifact   = artifact.order
    arrives_at = step.bake
  }
  step "bake" {
    by   = role.baker
    next = step.serve
    update { state = "baking" }
  }
  step "serve" {
    by = role.baker
    update { state = "eaten" }
  }
}
`,
	Good: bake + `
process "baking" {
  owner = role.baker
  input "order" {
    artifact   = artifact.order
    arrives_at = step.bake
  }
  step "bake" {
    by   = role.baker
    next = step.serve
    update { state = "baking" }
  }
  step "serve" {
    by = role.baker
    update { state = "served" }
  }
}
`,
	Run: func(p *check.Pass) {
		following := map[*lang.Artifact]*graph.States{}
		states := func(a *lang.Artifact) *graph.States {
			if a == nil || a.Lifecycle == nil {
				return nil
			}
			s, known := following[a]
			if !known {
				s = p.Graph.States(a)
				following[a] = s
			}
			return s
		}
		for _, set := range p.Graph.Settings() {
			if !graph.Own(set.In()) || set.Value.Broken {
				continue
			}
			if s := states(set.Of); s != nil && s.Field == set.Name.Name {
				checkSetting(p, s, set)
			}
		}
		for _, a := range p.Graph.Artifacts {
			if s := states(a.Artifact); s != nil {
				checkTests(p, s, a)
			}
		}
	},
}

// checkSetting holds one line of an update or create to the lifecycle.
func checkSetting(p *check.Pass, s *graph.States, set graph.Setting) {
	texts, complete := set.Value.Texts()
	for _, to := range texts {
		f := finding.Finding{
			Summary: "State cannot follow", Address: set.In().Common().Address(), Range: set.Value.Range,
			Key: fmt.Sprintf("%s %s %s", wayOf(set), s.Artifact.Address(), to),
		}
		if set.Create {
			initial := s.Artifact.Lifecycle.Initial
			if !initial.Given() || initial.Value == to || set.Interface.SentArtifact() == s.Artifact {
				continue
			}
			f.Summary = "Record does not begin in its initial state"
			f.Detail = fmt.Sprintf("%s makes %s with %q as its `%s`, and the lifecycle begins with %q.", check.Name(set.In()), check.Name(s.Artifact), to, s.Field, initial.Value)
			f.Help = fmt.Sprintf("Leave `%s` out, which sets %q; or correct `initial`.", s.Field, initial.Value)
			relate(&f, "The lifecycle begins here.", s.Artifact.Address(), initial.Range)
			p.Report(f)
			continue
		}
		from := possible(s, set)
		all, wrong := from.List(), from.Forbid(to)
		if len(wrong) == 0 || len(wrong) < len(all) && (!from.Sure || !complete || len(texts) > 1) {
			continue
		}
		f.Detail = fmt.Sprintf("%s sets `%s` of %s to %q; there it can only be %s, and no transition leads on from that.", check.Name(set.In()), s.Field, check.Name(s.Artifact), to, quoted(all))
		switch {
		case len(all) == len(s.Reachable()):
			f.Detail = fmt.Sprintf("%s sets `%s` of %s to %q, and no transition leads to that state.", check.Name(set.In()), s.Field, check.Name(s.Artifact), to)
		case len(wrong) < len(all):
			f.Severity = finding.Warning
			f.Detail = fmt.Sprintf("%s sets `%s` of %s to %q. On some ways to it the record is still %s, from which no transition leads there.", check.Name(set.In()), s.Field, check.Name(s.Artifact), to, quoted(wrong))
		}
		f.Help = fmt.Sprintf("Correct the state or the order of the steps, or let the lifecycle allow it: add %q to the `to` of %s.", to, quoted(wrong))
		if len(all) == len(s.Reachable()) {
			f.Help = fmt.Sprintf("Correct the state, or let the lifecycle allow it: add %q to the `to` of a transition.", to)
		}
		for _, t := range s.Artifact.Lifecycle.Transitions {
			if t.From.Value == wrong[0] {
				relate(&f, fmt.Sprintf("What may follow %q.", wrong[0]), s.Artifact.Address(), t.From.Range)
			}
		}
		if len(f.Related) == 0 {
			relate(&f, "The lifecycle is declared here.", s.Artifact.Address(), s.Artifact.Lifecycle.Field.Range)
		}
		p.Report(f)
	}
}

// possible is where the record may stand when a line is carried out.
func possible(s *graph.States, set graph.Setting) graph.Possible {
	switch {
	case set.Interface != nil:
		return s.Leaving(set.Interface)
	case set.Branch != nil:
		return s.Taken(set.Step, set.Branch)
	}
	return s.Before(set.Step)
}

// wayOf tells the updates of one block apart.
func wayOf(set graph.Setting) string {
	switch {
	case set.Branch != nil:
		return "branch " + set.Branch.When.Text + set.Branch.Choice.Value
	case set.Create:
		return "create"
	}
	return "update"
}

// checkTests holds the branches of the processes that have the record in hand to the lifecycle.
func checkTests(p *check.Pass, s *graph.States, a *graph.Artifact) {
	for _, process := range a.Processes {
		if !graph.Own(process) {
			continue
		}
		for _, step := range process.Steps {
			after := s.After(step)
			for _, b := range step.Branches {
				if b.When.Broken {
					continue
				}
				if can, could := after.Tests(step, b); can || !could {
					continue
				}
				f := finding.Finding{
					Summary: "Branch tests a state that cannot be", Address: step.Address(), Range: b.When.Range, Key: "branch " + b.When.Text,
					Detail: fmt.Sprintf("%s takes this branch in a state that %s cannot be in there: it can only be %s.", check.Name(step), check.Name(a), quoted(after.Later())),
					Help:   "Correct the condition or the order of the steps, or add the transition to the lifecycle.",
				}
				relate(&f, "The lifecycle is declared here.", a.Address(), a.Lifecycle.Field.Range)
				p.Report(f)
			}
		}
	}
}

// quoted lists states: one of them it is.
func quoted(states []string) string {
	out := make([]string, len(states))
	for k, s := range states {
		out[k] = fmt.Sprintf("%q", s)
	}
	if n := len(out); n > 1 {
		return strings.Join(out[:n-1], ", ") + " or " + out[n-1]
	}
	return strings.Join(out, "")
}

// bake is an order on its way through the kitchen.
const bake = `
process "ordering" {
  owner = role.baker
  output "ticket" { artifact = artifact.ticket }
}
interface "ticket_to_kitchen" {
  from = process.ordering.output.ticket
  to   = process.baking.input.order
  create {
    pizza = ticket.pizza
  }
}
artifact "ticket" {
  field "pizza" { type = string }
}
artifact "order" {
  field "pizza" { type = string }
  field "state" { type = enum("taken", "baking", "served", "eaten") }
  lifecycle {
    field   = state
    initial = "taken"
    final   = ["eaten"]
    transition "taken" { to = ["baking"] }
    transition "baking" { to = ["served"] }
    transition "served" { to = ["eaten"] }
  }
}
role "baker" {}
`
