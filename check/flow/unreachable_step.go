package flow

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// UnreachableStep finds steps that the work never comes to.
var UnreachableStep = check.Rule{
	ID: "flow/unreachable-step", Severity: finding.Warning, Kind: check.Absence,
	Title: "A step that the work never comes to",
	What: "A step to which nothing leads from where work begins: no `next`, `branch`, `sequence`, `overdue` or interface, and no input or event starts it. Work begins at steps with `entry = true`; where there is none, at the " +
		"first step that nothing leads to, unless a step before it is started by an input or an event. A step that repeats (`every`) or belongs to a meeting starts by itself. Of several such steps in a row, the first one " +
		"is reported. Silent where the flow is undeclared or `flow = \"partial\"`, and where handoff/never-produced reports an output that leaves behind it.",
	Why: "Somebody wrote the step down because it has to be done. As the process stands, nobody is ever told to do it.",
	Bad: `
process "baking" {
  owner = role.baker
  step "mix" {
    by    = role.baker
    entry = true
    next  = step.bake
  }
  step "bake" { by = role.baker }
  step "cool" {
    by   = role.baker
    next = step.cut
  }
  step "cut" { by = role.baker }
}
role "baker" {}
`,
	Good: `
process "baking" {
  owner = role.baker
  step "mix" {
    by    = role.baker
    entry = true
    next  = step.bake
  }
  step "bake" {
    by   = role.baker
    next = step.cool
  }
  step "cool" {
    by   = role.baker
    next = step.cut
  }
  step "cut" { by = role.baker }
}
role "baker" {}
`,
	Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			if followed(process) {
				unreachable(p, process)
			}
		}
	},
}

// followed reports whether all of the flow of a process is known, and the map's own.
func followed(process *graph.Process) bool {
	return graph.Own(process) && process.Flow == graph.Declared && !process.Process.External.Value && !broken(process)
}

// beginnings are the steps at which work begins.
func beginnings(process *graph.Process) []*graph.Step {
	said := slices.ContainsFunc(process.Steps, func(s *graph.Step) bool { return s.Step.Entry.Value })
	var out []*graph.Step
	for _, s := range process.Steps {
		started := s.Step.Entry.Value || s.On.Given() || slices.ContainsFunc(s.Arrivals, func(p *graph.Port) bool { return !internal(p) })
		switch {
		case started:
			said = true
		case s.Every.Given() || s.Meeting.Given():
		case s.Entry && !said:
			said = true
		default:
			continue
		}
		out = append(out, s)
	}
	return out
}

func unreachable(p *check.Pass, process *graph.Process) {
	begin := beginnings(process)
	reached := reach(begin, nil, nil)
	var lost []*graph.Step
	for _, s := range process.Steps {
		if !reached[s] {
			lost = append(lost, s)
		}
	}
	for _, group := range graph.Components(lost, after) {
		within := map[*graph.Step]bool{}
		for _, s := range group {
			within[s] = true
		}
		led := slices.ContainsFunc(group, func(s *graph.Step) bool {
			return p.Graph.MaybeMeant(s) || taken(p, s) || slices.ContainsFunc(s.From, func(w *graph.Way) bool { return !within[w.From] })
		})
		island := reach(group, nil, nil)
		if led || producing(process, island) {
			continue
		}
		root := group[0]
		f := finding.Finding{
			Summary: "Step is never reached", Address: root.Address(), Range: check.Header(root),
			Detail: fmt.Sprintf("Nothing leads to %s: no step, no input and no event.", check.Name(root)),
			Help:   "Let a step lead to it (`next`, `branch`), or say what starts it: an input with `arrives_at`, an event with `on`, or `entry = true` if the process may begin here, too.",
		}
		if len(group) > 1 {
			f.Detail = fmt.Sprintf("%s lead only to each other: nothing leads to them from where %s begins.", check.Names(group), check.Name(process))
		}
		var behind []*graph.Step
		for _, s := range lost {
			if island[s] && !within[s] {
				behind = append(behind, s)
			}
		}
		if len(behind) > 0 {
			f.Detail += fmt.Sprintf(" So the work does not come to %s either.", check.Names(behind))
		}
		if len(begin) > 0 {
			f.Related = append(f.Related, check.Related("The work begins here.", begin[0]))
		}
		p.Report(f)
	}
}

// taken reports whether an interface leads to a step, though what it comes from may be misspelt.
func taken(p *check.Pass, s *graph.Step) bool {
	return slices.ContainsFunc(p.Graph.Relations(s), func(u *lang.Use) bool {
		_, ok := u.In.(*lang.Interface)
		return ok && u.Argument == "to" && u.Target == lang.Declaration(s.Step)
	})
}

// after lists the steps that a step leads to.
func after(s *graph.Step) []*graph.Step {
	var out []*graph.Step
	for _, w := range s.Ways {
		if w.To != nil {
			out = append(out, w.To)
		}
	}
	return out
}

// producing reports whether handoff/never-produced tells of an output that leaves among these steps, which is the same mistake.
func producing(process *graph.Process, island map[*graph.Step]bool) bool {
	reached := reach(process.Starts(), nil, nil)
	for _, port := range process.Outputs {
		leaves := port.LeavesAt()
		if port.Declared != nil && slices.ContainsFunc(leaves, func(s *graph.Step) bool { return island[s] }) &&
			!slices.ContainsFunc(leaves, func(s *graph.Step) bool { return reached[s] }) {
			return true
		}
	}
	return false
}
