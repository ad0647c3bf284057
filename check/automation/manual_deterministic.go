package automation

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// ManualDeterministic finds work that a system could do.
var ManualDeterministic = check.Rule{
	ID: "automation/manual-deterministic", Severity: finding.Info, Kind: check.Presence,
	Title: "A manual handoff that a system could do",
	What: "A manual interface whose event has a condition (`when`), between two systems that are both named: the one that holds the sender's record (its `source_of_truth`, or the event's `source`) and the one that " +
		"holds the receiver's; or two in `via`. Black boxes, and interfaces with an `approval`, are left alone.",
	Why: "The condition is written down, so no judgement is asked for. What is left for people to do is to notice and to type, and that is what people do late and with mistakes.",
	Bad: faults + `
interface "fault_to_desk" {
  from    = process.watching
  to      = process.mending
  carries = artifact.fault
  on      = event.hot
}
`,
	Good: faults + `
interface "fault_to_desk" {
  from    = process.watching
  to      = process.mending
  carries = artifact.fault
  on      = event.hot
  via     = system.desk
  mode    = "automated"
}
`,
	Run: func(p *check.Pass) {
		for _, i := range p.Graph.Interfaces {
			e := i.On.Event()
			if !graph.Own(i) || i.Automated() || i.Approval != nil || e == nil || !e.When.Given() || e.When.Broken {
				continue
			}
			from, to := systems(i, e)
			if from == nil || to == nil {
				continue
			}
			f := finding.Finding{
				Summary: "Handoff could be automated", Address: i.Address(), Range: check.Header(i),
				Detail:  fmt.Sprintf("%s is done by hand, though %s says exactly when it is due, and both its ends are kept in systems: %s and %s.", check.Name(i), check.Name(e), check.Name(from), check.Name(to)),
				Help:    "Let a system do it: `mode = \"automated\"`, with the system in `via`. If somebody has to judge the case first, say so with an `approval`.",
				Related: []finding.Related{{Message: "The condition that decides.", Address: e.Address(), Range: e.When.Range}},
			}
			if from == to {
				f.Detail = fmt.Sprintf("%s is done by hand, though %s says exactly when it is due, and both its ends are kept in %s.", check.Name(i), check.Name(e), check.Name(from))
			}
			if i.Mode.Given() {
				f.Range = i.Mode.Range
			}
			p.Report(f)
		}
	},
}

// systems are those that hold the records of both ends; nil where they are not named, or a black box is at the end.
func systems(i *graph.Interface, e *lang.Event) (from, to *lang.System) {
	if len(i.Handoffs) == 0 {
		return nil, nil
	}
	for _, h := range i.Handoffs {
		if h.Sender.Process.External.Value || h.Receiver.Process.External.Value {
			return nil, nil
		}
	}
	if via := i.Via; len(via) > 1 {
		return via[0].System(), via[len(via)-1].System()
	}
	h := i.Handoffs[0]
	if from = truth(h.Sent); from == nil {
		from = e.Source.System()
	}
	return from, truth(h.Received)
}

func truth(a *lang.Artifact) *lang.System {
	if a == nil {
		return nil
	}
	return a.SourceOfTruth.System()
}

// faults is an event with a condition, between two systems.
const faults = `
process "watching" { owner = role.engineer }
process "mending" { owner = role.engineer }
event "hot" {
  source   = process.watching
  artifact = artifact.fault
  when     = fault.degrees > 90
}
artifact "fault" {
  source_of_truth = system.desk
  field "degrees" { type = number }
}
system "desk" { owner = role.engineer }
role "engineer" {}
`
