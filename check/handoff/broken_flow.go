package handoff

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// BrokenFlow finds services whose flow falls apart.
var BrokenFlow = check.Rule{
	ID: "handoff/broken-flow", Severity: finding.Error, Kind: check.Presence,
	Title: "A service whose flow is not connected",
	What: "A service's `flow` with an interface that cannot be reached from the process it starts in (`start`, or else the one sender that nothing in the flow leads to). A flow may fork, join " +
		"and return; a process that one of its processes `calls` is reached with it.",
	Why: "An end-to-end promise holds only over a path without gaps. Where the flow jumps, somebody carries the case over by hand, and no time is planned for it.",
	Bad: chain + `
service "order_to_delivery" {
  owner = role.seller
  flow  = [interface.selling_to_packing, interface.shipping_to_billing]
}
`,
	Good: chain + `
service "order_to_delivery" {
  owner = role.seller
  flow  = [interface.selling_to_packing, interface.packing_to_shipping, interface.shipping_to_billing]
}
`,
	Run: func(p *check.Pass) {
		for _, s := range p.Graph.Services {
			if len(s.Interfaces) == 0 || s.Flow.Broken() || s.Service.Start.Given() && s.Start == nil || !ends(s) {
				continue
			}
			brokenFlow(p, s, fed(s))
		}
	},
}

// chain is a map of four processes, each handing on to the next.
const chain = `
process "selling" { owner = role.seller }
process "packing" { owner = role.seller }
process "shipping" { owner = role.seller }
process "billing" { owner = role.seller }
interface "selling_to_packing" {
  from    = process.selling
  to      = process.packing
  carries = artifact.order
}
interface "packing_to_shipping" {
  from    = process.packing
  to      = process.shipping
  carries = artifact.order
}
interface "shipping_to_billing" {
  from    = process.shipping
  to      = process.billing
  carries = artifact.order
}
role "seller" {}
artifact "order" {}
`

// ends reports whether both ends of every interface of the flow are known.
func ends(s *graph.Service) bool {
	for _, i := range s.Interfaces {
		if i.Sender == nil || i.To.Broken() || len(i.Handoffs) == 0 {
			return false
		}
	}
	return true
}

func brokenFlow(p *check.Pass, s *graph.Service, fed map[*graph.Process]bool) {
	start, declared := s.Start, s.Service.Start.Given()
	if start == nil { // none or several: take the first sender that nothing leads to, else the first sender
		start = s.Interfaces[0].Sender
		for _, i := range s.Interfaces {
			if !fed[i.Sender] {
				start = i.Sender
				break
			}
		}
	}
	reached := flood(s, start)
	var lost []*graph.Interface
	for _, i := range s.Interfaces {
		if !reached[i.Sender] {
			lost = append(lost, i)
		}
	}
	if len(lost) == 0 {
		return
	}
	gap := gap(lost, fed)
	f := finding.Finding{
		Summary: "Flow is not connected", Address: s.Address(), Range: check.Header(s),
		Detail: fmt.Sprintf("The flow of %s starts in %s, and %s cannot be reached from there: nothing in the flow leads to %s.",
			check.Name(s), check.Name(start), check.Names(lost), check.Name(gap)),
		Help: fmt.Sprintf("Add the interface that leads to %s, or take what does not belong to this service out of its flow.", check.Name(gap)),
	}
	if !declared {
		f.Help += fmt.Sprintf(" If the flow starts elsewhere, say so: `start = %s`.", gap.Address())
	}
	for _, r := range s.Flow {
		if r.Interface() == lost[0].Interface {
			f.Range = r.Range
		}
	}
	f.Related = append(f.Related, check.Related("The flow starts here.", start), check.Related("This one cannot be reached.", lost[0]))
	p.Report(f)
}

// flood returns the processes of the flow that work can reach from start.
func flood(s *graph.Service, start *graph.Process) map[*graph.Process]bool {
	out := map[*graph.Process][]*graph.Process{}
	join := func(a, b *graph.Process) { out[a] = append(out[a], b) }
	for _, i := range s.Interfaces {
		for _, h := range i.Handoffs {
			join(h.Sender, h.Receiver)
		}
	}
	for _, process := range s.Processes {
		for _, caller := range process.Callers {
			join(caller.Process, process)
			join(process, caller.Process)
		}
	}
	reached := map[*graph.Process]bool{start: true}
	for todo := []*graph.Process{start}; len(todo) > 0; {
		process := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, next := range out[process] {
			if !reached[next] {
				reached[next] = true
				todo = append(todo, next)
			}
		}
	}
	return reached
}

// fed holds the processes that something in the flow leads to.
func fed(s *graph.Service) map[*graph.Process]bool {
	out := map[*graph.Process]bool{}
	for _, i := range s.Interfaces {
		for _, h := range i.Handoffs {
			if !h.Internal() && !i.IsAnswer() {
				out[h.Receiver] = true
			}
		}
	}
	return out
}

// gap is the process at which the lost part of a flow begins.
func gap(lost []*graph.Interface, fed map[*graph.Process]bool) *graph.Process {
	for _, i := range lost {
		if !fed[i.Sender] {
			return i.Sender
		}
	}
	return lost[0].Sender
}
