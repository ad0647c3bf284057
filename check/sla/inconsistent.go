package sla

import (
	"handoff/check"
	"handoff/graph"
	"handoff/graph/budget"
	"handoff/lang/finding"
)

// Inconsistent finds promises that contradict those they are made of.
var Inconsistent = check.Rule{
	ID: "sla/inconsistent", Severity: finding.Error, Kind: check.Sum,
	Title: "A promise shorter than its parts",
	What: "A process that promises to be complete sooner than its steps' `within` add up to, on the longest way through them, with what it waits for; a handoff that promises to be complete sooner than it is accepted and its receiver complete. Where it goes by priority, each value " +
		"is held to the way it takes. If the promise is only broken when work is handed back as often as its `limit` allows, that is a warning. Where already the planned work is too long, sla/infeasible says so instead.",
	Why:  "Everybody can keep their own promise, and the one made to the customer is broken all the same.",
	Bad:  consistent("4h"),
	Good: consistent("6h"),
	Run: func(p *check.Pass) {
		promised, planned := promisedPlan.Of(p), plannedPlan.Of(p)
		report := func(b promiser, o *budget.Outcome, path, help string) {
			p.Report(finding.Finding{
				Severity: severity(o), Summary: "Promise is shorter than its parts", Detail: late(o, b.of, path, b.sla), Help: help,
				Address: b.of.Common().Address(), Range: b.place(o.Value), Related: longest(o),
			})
		}
		for _, n := range p.Graph.Processes {
			if !graph.Own(n) {
				continue
			}
			if o := promised.Process(n); o != nil && o.Broken && impossible(planned.Process(n)) == nil {
				report(promiser{n.Process, n.SLA}, o, "the longest way through its steps", "Promise more time, or have the steps promise less.")
			}
		}
		for _, i := range p.Graph.Interfaces {
			for _, h := range i.Handoffs {
				if !graph.Own(i) || h.Internal() {
					continue
				}
				if o := promised.Interface(h); o != nil && o.Broken && impossible(planned.Interface(h)) == nil {
					report(promiser{i.Interface, i.SLA}, o, "the work of "+check.Name(h.Receiver), "Promise more time here, or have the receiver promise less.")
					break
				}
			}
		}
	},
}

// consistent is a process of two steps of three hours, with a promise.
func consistent(complete string) string {
	return `
process "repair" {
  owner    = role.mechanic
  sequence = [step.take_apart, step.put_together]
  sla { complete = "` + complete + `" }
  step "take_apart" {
    within = "3h"
  }
  step "put_together" {
    within = "3h"
  }
}
role "mechanic" {}
`
}
