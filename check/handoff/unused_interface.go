package handoff

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// UnusedInterface finds handoffs outside every end-to-end flow.
var UnusedInterface = check.Rule{
	ID: "handoff/unused-interface", Severity: finding.Info, Kind: check.Absence,
	Title: "An interface in no service",
	What:  "An interface that is in the `flow` of no service, in a map that has services. Silent about the answers to requests that are in one, and about handoffs inside a process.",
	Why:   "What belongs to no end-to-end flow is measured by nobody, and missed by nobody when it stops.",
	Bad: chain + `
service "order_to_delivery" {
  owner = role.seller
  flow  = [interface.selling_to_packing, interface.packing_to_shipping]
}
`,
	Good: chain + `
service "order_to_delivery" {
  owner = role.seller
  flow  = [interface.selling_to_packing, interface.packing_to_shipping, interface.shipping_to_billing]
}
`,
	Run: func(p *check.Pass) {
		if len(p.Graph.Services) == 0 {
			return
		}
		for _, i := range p.Graph.Interfaces {
			if !graph.Own(i) || len(i.Services) > 0 || i.Sender == nil || len(i.Handoffs) == 0 || inside(i) || answersOne(i) || p.Graph.MaybeMeant(i.Interface) {
				continue
			}
			p.Report(finding.Finding{
				Summary: "Interface is in no service",
				Detail:  fmt.Sprintf("%s is in the flow of no service.", check.Name(i)),
				Help:    "Add it to the `flow` of the service it works for, or ask whether anybody needs it.",
				Address: i.Address(), Range: check.Header(i),
			})
		}
	},
}

// inside reports whether an interface only joins steps of one process.
func inside(i *graph.Interface) bool {
	for _, h := range i.Handoffs {
		if !h.Internal() {
			return false
		}
	}
	return true
}

// answersOne reports whether it answers a request that is in a service, or one that is broken.
func answersOne(i *graph.Interface) bool {
	if i.Answers.Broken() {
		return true
	}
	for _, request := range i.Requests {
		if len(request.Services) > 0 {
			return true
		}
	}
	return false
}
