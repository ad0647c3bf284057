package sla

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/graph/budget"
	"handoff/lang"
	"handoff/lang/finding"
)

// Infeasible finds promises that are shorter than the work.
var Infeasible = check.Rule{
	ID: "sla/infeasible", Severity: finding.Error, Kind: check.Sum,
	Title: "More work than time",
	What: "Planned work (`takes`) that is longer than the promise above it: a step's own `within`; what its process promises to be complete in, along the steps that take longest; what a handoff or a service promises, along the processes. Work is counted in the calendar " +
		"of its process. What goes back is counted once.",
	Why:  "Nobody has to be late for this promise to be broken: if everybody starts at once and nothing goes wrong, there is still not enough time.",
	Bad:  planned("5h", "4h"),
	Good: planned("2h", "1h"),
	Run: func(p *check.Pass) {
		planner := plannedPlan.Of(p)
		found := map[lang.Declaration]bool{}
		report := func(b promiser, o *budget.Outcome, path string) {
			found[b.of] = true
			p.Report(finding.Finding{
				Summary: "More work than time", Detail: late(o, b.of, path, b.sla),
				Help:    "Promise more time, or find out which of the work can be left out, split up or done side by side.",
				Address: b.of.Common().Address(), Range: b.place(o.Value), Key: "takes", Related: longest(o),
			})
		}
		for _, n := range p.Graph.Processes {
			if !graph.Own(n) {
				continue
			}
			for _, s := range n.Steps {
				if overworked(s) {
					found[n.Process] = true
					p.Report(finding.Finding{
						Summary: "More work than time", Detail: fmt.Sprintf("%s takes %s, and is promised within %s.", check.Name(s), s.Takes.Value.Words(), s.Within.Value.Words()),
						Help:    "Promise more time, or plan less work.",
						Address: s.Address(), Range: s.Within.Range, Key: "takes", Related: []finding.Related{{Message: "The work.", Address: s.Address(), Range: s.Takes.Range}},
					})
				}
			}
			if o := impossible(planner.Process(n)); o != nil && !found[n.Process] {
				report(promiser{n.Process, n.SLA}, o, "the planned work alone")
			}
		}
		for _, i := range p.Graph.Interfaces {
			for _, h := range i.Handoffs {
				if !graph.Own(i) || h.Internal() || found[h.Receiver.Process] {
					continue
				}
				if o := impossible(planner.Interface(h)); o != nil {
					report(promiser{i.Interface, i.SLA}, o, "the receiver's planned work alone")
					break
				}
			}
		}
		for _, s := range p.Graph.Services {
			if slices.ContainsFunc(s.Processes, func(n *graph.Process) bool { return found[n.Process] }) {
				continue
			}
			if o := impossible(planner.Service(s)); o != nil {
				report(promiser{s.Service, s.SLA}, o, "the planned work along its flow alone")
			}
		}
	},
}

// overworked reports whether a step takes longer than it promises.
func overworked(s *graph.Step) bool {
	if !s.Within.Stated() || !s.Takes.Stated() {
		return false
	}
	order, ok := in(s.WithinPromise()).Compare(s.Takes.Value, s.Within.Value)
	return ok && order > 0
}

// impossible is an outcome of planned work that breaks the promise; nil otherwise.
func impossible(o *budget.Outcome) *budget.Outcome {
	if o == nil || !o.Broken || o.OnlyAgain {
		return nil
	}
	return o
}

// planned is a process of two steps with a promise of eight hours.
func planned(first, second string) string {
	return `
process "repair" {
  owner    = role.mechanic
  sequence = [step.take_apart, step.put_together]
  sla { complete = "8h" }
  step "take_apart" {
    takes = "` + first + `"
  }
  step "put_together" {
    takes = "` + second + `"
  }
}
role "mechanic" {}
`
}
