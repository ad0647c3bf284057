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
	What: "An `update` that sets a state to which no transition leads from any state the record can be in at that step, or from one of them (then a warning, if conditions on the way might exclude each other); a `create` that begins a record in " +
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
			if s := states(set.Of); set.Create && s != nil && graph.Own(set.In()) && !set.Value.Broken && s.Field == set.Name.Name {
				checkBeginning(p, s, set)
			}
		}
		for _, a := range p.Graph.Artifacts {
			if s := states(a.Artifact); s != nil {
				checkUpdates(p, s)
				checkTests(p, s, a)
			}
		}
	},
}

// checkBeginning holds a `create` to the state in which records begin.
func checkBeginning(p *check.Pass, s *graph.States, set graph.Setting) {
	initial := s.Artifact.Lifecycle.Initial
	texts, _ := set.Value.Texts()
	for _, to := range texts {
		if !initial.Given() || initial.Value == to || set.Interface.SentArtifact() == s.Artifact {
			continue
		}
		f := finding.Finding{
			Summary: "Record does not begin in its initial state", Address: set.In().Common().Address(), Range: set.Value.Range, Key: "create " + s.Artifact.Address() + " " + to,
			Detail: fmt.Sprintf("%s makes %s with %q as its `%s`, and the lifecycle begins with %q.", check.Name(set.In()), check.Name(s.Artifact), to, s.Field, initial.Value),
			Help:   fmt.Sprintf("Leave `%s` out, which sets %q; or correct `initial`.", s.Field, initial.Value),
		}
		relate(&f, "The lifecycle begins here.", s.Artifact.Address(), initial.Range)
		p.Report(f)
	}
}

// checkUpdates holds updates to the transitions. Of those in one process that are wrong on some ways only, which mostly have one cause, the first is
// told of and the others are related.
func checkUpdates(p *check.Pass, s *graph.States) {
	partly := map[*graph.Process]*finding.Finding{}
	var order []*graph.Process
	for _, t := range s.Transitions() {
		if !graph.Own(t.In()) {
			continue
		}
		if t.Never() {
			p.Report(never(s, t))
			continue
		}
		if first := partly[t.Process]; first != nil {
			relate(first, fmt.Sprintf("Here it may still be %s.", quoted(t.Wrong)), t.In().Common().Address(), t.Value.Range)
			continue
		}
		f := sometimes(s, t)
		partly[t.Process] = &f
		order = append(order, t.Process)
	}
	for _, process := range order {
		p.Report(*partly[process])
	}
}

// never is the finding for an update that is wrong from wherever the record may stand.
func never(s *graph.States, t graph.Transition) finding.Finding {
	f := transition(s, t)
	if t.Anywhere {
		f.Detail = fmt.Sprintf("%s sets `%s` of %s to %q, and no transition leads to that state.", check.Name(t.In()), s.Field, check.Name(s.Artifact), t.To)
		f.Help = fmt.Sprintf("Correct the state, or let the lifecycle allow it: add %q to the `to` of a transition.", t.To)
	} else {
		f.Detail = fmt.Sprintf("%s sets `%s` of %s to %q; there it can only be %s, and no transition leads on from that.", check.Name(t.In()), s.Field, check.Name(s.Artifact), t.To, quoted(t.Wrong))
	}
	return f
}

// sometimes is the finding for one that is wrong on some ways to it.
func sometimes(s *graph.States, t graph.Transition) finding.Finding {
	f := transition(s, t)
	if t.Process.Conditional() {
		f.Severity = finding.Warning
	}
	f.Detail = fmt.Sprintf("%s sets `%s` of %s to %q. On some ways to it the record is still %s, from which no transition leads there.", check.Name(t.In()), s.Field, check.Name(s.Artifact), t.To, quoted(t.Wrong))
	return f
}

func transition(s *graph.States, t graph.Transition) finding.Finding {
	f := finding.Finding{
		Summary: "State cannot follow", Address: t.In().Common().Address(), Range: t.Value.Range,
		Key:  fmt.Sprintf("%s %s %s", wayOf(t.Setting), s.Artifact.Address(), t.To),
		Help: fmt.Sprintf("Correct the state or the order of the steps, or let the lifecycle allow it: add %q to the `to` of %s.", t.To, quoted(t.Wrong)),
	}
	if t.Step != nil && t.Branch == nil {
		f.Suspects = []string{"the place of " + t.Step.Address()}
	}
	suspects, behind := s.Artifact.Record.Suspects(s.Field)
	for _, field := range append(suspects, behind...) { // two wrong transitions are two mistakes, unless the field itself is wrong, or the state
		f.Behind = append(f.Behind, field, field+"="+t.To)
		for _, state := range t.Wrong {
			f.Behind = append(f.Behind, field+"="+state)
		}
	}
	for _, transition := range s.Artifact.Lifecycle.Transitions {
		if transition.From.Value == t.Wrong[0] {
			relate(&f, fmt.Sprintf("What may follow %q.", t.Wrong[0]), s.Artifact.Address(), transition.From.Range)
		}
	}
	if len(f.Related) == 0 {
		relate(&f, "The lifecycle is declared here.", s.Artifact.Address(), s.Artifact.Lifecycle.Field.Range)
	}
	return f
}

// wayOf tells the updates of one block apart.
func wayOf(set graph.Setting) string {
	if set.Branch != nil {
		return "branch " + set.Branch.When.Text + set.Branch.Choice.Value
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
