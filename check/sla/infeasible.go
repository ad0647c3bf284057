package sla

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/graph/budget"
	"handoff/lang"
	"handoff/lang/finding"
)

// Infeasible finds promises that are shorter than the work.
var Infeasible = check.Rule{
	ID: "sla/infeasible", Severity: finding.Error, Kind: check.Presence,
	Title: "More work than time",
	What: "Planned work (`takes`) that is longer than the promise above it: a step's own `within`; what its process promises to be complete in, along the steps that take longest; what a handoff or a service promises, along the processes. Work is counted in the calendar " +
		"of its process. What goes back is counted once.",
	Why:  "Nobody has to be late for this promise to be broken: if everybody starts at once and nothing goes wrong, there is still not enough time.",
	Bad:  planned("5h", "4h"),
	Good: planned("2h", "1h"),
	Run: func(p *check.Pass) {
		for _, f := range infeasible(p.Graph) {
			p.Report(f.finding)
		}
	},
}

// impossible is a block whose promise is shorter than the work, and what there is to say about it.
type impossible struct {
	of      lang.Declaration
	finding finding.Finding
}

// infeasible finds them all: the innermost of those that lie in each other.
func infeasible(g *graph.Graph) []impossible {
	planner := budget.Planned(g)
	var out []impossible
	found := map[lang.Declaration]bool{}
	add := func(b promiser, o *budget.Outcome, path string) bool {
		if o == nil || !o.Broken || o.OnlyAgain {
			return false
		}
		found[b.of] = true
		out = append(out, impossible{b.of, finding.Finding{
			Summary: "More work than time", Detail: late(o, b.of, path, b.sla),
			Help:    "Promise more time, or find out which of the work can be left out, split up or done side by side.",
			Address: b.of.Common().Address(), Range: b.place(o.Value), Key: "takes", Related: longest(o),
		}})
		return true
	}
	for _, n := range g.Processes {
		for _, s := range n.Steps {
			c := in(s.WithinPromise())
			if !s.Within.Stated() || !s.Takes.Stated() || !graph.Own(s) {
				continue
			}
			if order, ok := c.Compare(s.Takes.Value, s.Within.Value); !ok || order <= 0 {
				continue
			}
			found[n.Process] = true
			out = append(out, impossible{s.Step, finding.Finding{
				Summary: "More work than time", Detail: fmt.Sprintf("%s takes %s, and is promised within %s.", check.Name(s), s.Takes.Value.Words(), s.Within.Value.Words()),
				Help:    "Promise more time, or plan less work.",
				Address: s.Address(), Range: s.Within.Range, Key: "takes", Related: []finding.Related{{Message: "The work.", Address: s.Address(), Range: s.Takes.Range}},
			}})
		}
		if !found[n.Process] && graph.Own(n) && n.SLA.Block != nil {
			add(promiser{n.Process, n.SLA}, planner.Process(n), "the planned work alone")
		}
	}
	for _, i := range g.Interfaces {
		if !graph.Own(i) || i.SLA.Block == nil {
			continue
		}
		for _, h := range i.Handoffs {
			if !h.Internal() && !found[h.Receiver.Process] && add(promiser{i.Interface, i.SLA}, planner.Interface(h), "the receiver's planned work alone") {
				break
			}
		}
	}
	for _, s := range g.Services {
		reported := false
		for _, n := range s.Processes {
			reported = reported || found[n.Process]
		}
		if s.SLA.Block != nil && !reported {
			add(promiser{s.Service, s.SLA}, planner.Service(s), "the planned work along its flow alone")
		}
	}
	return out
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
