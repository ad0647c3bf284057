package flow

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// NoEnd finds loops that nothing leads out of.
var NoEnd = check.Rule{
	ID: "flow/no-end", Severity: finding.Error, Kind: check.Absence,
	Title: "Steps that go round for ever",
	What: "Steps from which neither the end of the process nor an output can be reached, whatever is decided on the way. A loop with a step that repeats (`every`), belongs to a meeting or may hand the work back is taken " +
		"as meant. Silent where the flow is undeclared or `flow = \"partial\"`, and where a case that has nowhere to go (flow/uncovered-case), an output that leaves at no step (handoff/never-produced) or a step that is " +
		"never reached (flow/unreachable-step) may be the cause.",
	Why: "The case is never closed. It goes round until somebody takes it out by hand, and nobody knows who that may be.",
	Bad: dough + `
  step "taste" {
    by = role.baker
    branch {
      choice = "Too dry"
      next   = step.mix
    }
    branch {
      choice = "Too wet"
      next   = step.mix
    }
  }
}
role "baker" {}
`,
	Good: dough + `
  step "taste" {
    by = role.baker
    branch {
      choice = "Too dry, or too wet"
      next   = step.mix
    }
    branch {
      choice = "Good"
      next   = end
    }
  }
}
role "baker" {}
`,
	Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			if followed(process) && !slices.ContainsFunc(process.Outputs, homeless) {
				endless(p, process)
			}
		}
	},
}

// dough is a step that leads to the next one.
const dough = `
process "baking" {
  owner = role.baker
  step "mix" {
    by   = role.baker
    next = step.taste
  }
`

// homeless reports whether nothing says where an output leaves, or what says so is broken.
func homeless(port *graph.Port) bool {
	if port.Declared == nil {
		return false
	}
	overdue := slices.ContainsFunc(port.Process.Steps, func(s *graph.Step) bool { return s.Overdue.Port() == port.Declared })
	return !overdue && !port.Declared.LeavesAt.Given() || port.Declared.LeavesAt.Broken()
}

func endless(p *check.Pass, process *graph.Process) {
	finishes := map[*graph.Step]bool{}
	var todo []*graph.Step
	enter := func(s *graph.Step) {
		if !finishes[s] {
			finishes[s] = true
			todo = append(todo, s)
		}
	}
	for _, s := range process.Steps {
		if leads(s) {
			enter(s)
		}
	}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, w := range s.From {
			enter(w.From)
		}
	}
	reached := reach(beginnings(process), nil, nil)
	var caught []*graph.Step
	for _, s := range process.Steps {
		if reached[s] && !finishes[s] {
			caught = append(caught, s)
		}
	}
	for _, group := range graph.Components(caught, after) {
		within := map[*graph.Step]bool{}
		for _, s := range group {
			within[s] = true
		}
		if slices.ContainsFunc(group, func(s *graph.Step) bool {
			return p.Graph.MaybeMeant(s) || leavesOut(p.Map, s) || slices.ContainsFunc(after(s), func(to *graph.Step) bool { return !within[to] })
		}) {
			continue // or the loop lies behind
		}
		p.Report(loop(group, within))
	}
}

// leads reports whether the work may leave the process at a step, or is meant to go on and on.
func leads(s *graph.Step) bool {
	if s.Ends || s.Every.Given() || s.Meeting.Given() || s.Handback != nil {
		return true
	}
	return slices.ContainsFunc(s.Ways, func(w *graph.Way) bool { return w.End || w.Output != nil }) ||
		slices.ContainsFunc(s.Departures, func(port *graph.Port) bool { return !internal(port) })
}

// leavesOut reports whether flow/uncovered-case finds that the branches of a step leave a case out: then that is where the way out is missing.
func leavesOut(m *lang.Map, s *graph.Step) bool {
	if !asked(s) {
		return false
	}
	d := decide(m, s.Process)
	d.follow()
	left := d.atBranches(s)
	choices := 0
	for _, b := range s.Branches {
		if b.Choice.Given() {
			choices++
		} else {
			left = d.space.Subtract(left, d.where(b).May)
		}
	}
	return choices < 2 && !d.space.Certain(left).Empty()
}

func loop(group []*graph.Step, within map[*graph.Step]bool) finding.Finding {
	first, last := group[0], group[len(group)-1]
	f := finding.Finding{
		Summary: "Steps go round for ever", Address: first.Address(), Range: check.Header(first),
		Detail: fmt.Sprintf("%s lead only to each other: from there the work never comes to an end, nor to an output.", check.Names(group)),
		Help:   "Let one of them end the process (`next = end`) or lead on, or let an output leave there (`leaves_at`). If it is meant to go on and on, say how often: `every`.",
	}
	if len(group) == 1 {
		f.Detail = fmt.Sprintf("%s leads only to itself: the work never comes to an end, nor to an output.", check.Name(first))
	}
	for _, w := range last.Ways {
		if within[w.To] && len(f.Related) == 0 {
			f.Related = append(f.Related, finding.Related{Message: "This leads back.", Address: last.Address(), Range: w.Range})
		}
	}
	return f
}
