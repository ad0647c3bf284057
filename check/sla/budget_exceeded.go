package sla

import (
	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// BudgetExceeded finds services that promise more than their parts can give.
var BudgetExceeded = check.Rule{
	ID: "sla/budget-exceeded", Severity: finding.Error, Kind: check.Sum,
	Title: "A service that cannot keep its promise",
	What: "A service whose worst path is longer than it promises to be complete in: from the start of the first sender to the end of the last receiver, if everybody takes as long as they may. A handoff costs its `acknowledge`, and what the receiver does until it hands on: the `within` of its steps, else what it promises " +
		"to be complete in. A request and its answer are a wait in the process that asks. What is promised in working hours is counted in working hours, one promise after the other, from the start for which that is worst; by priority, if the record carries it. Without a figure a part takes at least no time. " +
		"If the promise is only broken when work is handed back as often as its `limit` allows, that is a warning. Where already the planned work is too long, sla/infeasible says so instead.",
	Why:  "Each team keeps its promise, and the customer waits longer than anybody promised. The sum is nobody's job, unless it is a machine's.",
	Bad:  serviceOf("3d"),
	Good: serviceOf("5d"),
	Run: func(p *check.Pass) {
		promised, planned := promisedPlan.Of(p), plannedPlan.Of(p)
		for _, s := range p.Graph.Services {
			o := promised.Service(s)
			if o == nil || !o.Broken || !graph.Own(s) || impossible(planned.Service(s)) != nil {
				continue
			}
			b := promiser{s.Service, s.SLA}
			p.Report(finding.Finding{
				Severity: severity(o), Summary: "Service cannot keep its promise", Detail: late(o, s.Service, "the worst path through its flow", s.SLA),
				Help:    "Promise more time, or have the parts that take longest promise less.",
				Address: s.Address(), Range: b.place(o.Value), Related: longest(o),
			})
		}
	},
}

// serviceOf is a service of two processes of two days each, and a handoff of four hours.
func serviceOf(complete string) string {
	return `
service "repair" {
  owner = role.manager
  flow  = [interface.to_workshop]
  sla { complete = "` + complete + `" }
}
process "counter" {
  owner = role.manager
  output "broken" { artifact = artifact.bicycle }
  sla { complete = "2d" }
}
process "workshop" {
  owner = role.manager
  input "broken" { artifact = artifact.bicycle }
  sla { complete = "2d" }
}
interface "to_workshop" {
  from = process.counter.output.broken
  to   = process.workshop.input.broken
  sla { acknowledge = "4h" }
}
role "manager" {}
artifact "bicycle" {}
`
}
