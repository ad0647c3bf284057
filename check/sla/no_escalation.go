package sla

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// NoEscalation finds handoffs that may be late without anybody hearing of it.
var NoEscalation = check.Rule{
	ID: "sla/no-escalation", Severity: finding.Warning, Kind: check.Absence,
	Title: "A promise that nobody is woken for",
	What: "An interface with an `sla` that has a figure, and no `escalation`. It stays silent on handoffs inside one process whose process has an escalation, " +
		"and where a request is answered: its escalation covers the answer.",
	Why:  "A promise without a ladder is kept by luck: when it is broken, the first to notice is whoever was waiting.",
	Bad:  chain("", `  sla { acknowledge = "4h" }`),
	Good: chain("", "  sla { acknowledge = \"4h\" }\n  escalation {\n    after = { \"3h\" = role.manager }\n  }"),
	Run: func(p *check.Pass) {
		for _, i := range p.Graph.Interfaces {
			if !graph.Own(i) || i.Interface.Escalation != nil || !figured(i.SLA) {
				continue
			}
			if i.Sender != nil && i.Sender.Process.Escalation != nil && internal(i) || answers(i) {
				continue
			}
			p.Report(finding.Finding{
				Summary: "Promise that nobody is woken for",
				Detail:  fmt.Sprintf("%s makes a promise, and nobody is told when it is about to be broken.", check.Name(i)),
				Help:    "Say who is told, a while before it is too late: `escalation { after = { \"…\" = role.… } }`.",
				Address: i.Address(), Range: check.Header(i),
			})
		}
	},
}

// figured reports whether an sla has a figure.
func figured(s graph.SLA) bool {
	for _, p := range parts(s) {
		if p.Acknowledge.Stated() || p.Complete.Stated() {
			return true
		}
	}
	return false
}

func internal(i *graph.Interface) bool {
	for _, h := range i.Handoffs {
		if !h.Internal() {
			return false
		}
	}
	return len(i.Handoffs) > 0
}

// answers reports whether an interface replies to requests of which one escalates until all is done.
func answers(i *graph.Interface) bool {
	for _, r := range i.Requests {
		if r.Interface.Escalation != nil {
			for _, p := range parts(r.SLA) {
				if p.Complete.Stated() {
					return true
				}
			}
		}
	}
	return i.Answers.Broken() && len(i.Requests) == 0
}
