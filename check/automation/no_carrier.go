package automation

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// NoCarrier finds handoffs that are to happen by themselves, and cannot.
var NoCarrier = check.Rule{
	ID: "automation/no-carrier", Severity: finding.Error, Kind: check.Absence,
	Title: "An automated handoff that nothing carries or sets off",
	What: "An interface with `mode = \"automated\"` and no `via`: no system does it. Or one with no `on`, where nothing else tells the moment either. The moment is told by an output that leaves from a step " +
		"(`leaves_at`, `overdue`), by a process whose steps say what follows what or that has one step only, by an `approval`, and by a sender that is a black box, whose affair it is.",
	Why: "What happens by itself must be done by some system, at some moment. Where the map cannot say which and when, somebody does it by hand and forgets it on a Friday.",
	Bad: pass + `
interface "order_to_kitchen" {
  from = process.ordering.output.order
  to   = process.baking.input.order
  mode = "automated"
}
`,
	Good: pass + `
interface "order_to_kitchen" {
  from = process.ordering.output.order
  to   = process.baking.input.order
  via  = system.till
  mode = "automated"
}
`,
	Run: func(p *check.Pass) {
		for _, i := range p.Graph.Interfaces {
			if !graph.Own(i) || !i.Automated() {
				continue
			}
			f := finding.Finding{Address: i.Address(), Range: i.Mode.Range}
			if !i.Via.Given() {
				f.Summary, f.Key = "Automated handoff has no carrier", "via"
				f.Detail = fmt.Sprintf("%s is automated, and no system carries it.", check.Name(i))
				f.Help = "Name the system that does it: `via = system.…`. If people do it, say `mode = \"manual\"`."
				p.Report(f)
			}
			if !timed(i) {
				f.Summary, f.Key = "Nothing sets the automated handoff off", "on"
				f.Detail = fmt.Sprintf("%s is automated, and nothing says when it happens: no event sets it off, and `%s` leaves from no step.", check.Name(i), i.Handoffs[0].Output.Address)
				f.Help = "Say which step it leaves at (`leaves_at = step.…` in the output), or what sets it off: `on = event.…`."
				f.Related = []finding.Related{check.Related("It comes from here.", i.Sender)}
				p.Report(f)
			}
		}
	},
}

// timed reports whether the map tells when an interface happens, or does not say enough to ask.
func timed(i *graph.Interface) bool {
	if i.On.Given() || i.Approval != nil || i.Sender == nil || !graph.Own(i.Sender) || len(i.Handoffs) == 0 {
		return true
	}
	sender := i.Sender
	if sender.Process.External.Value || sender.Flow != graph.Undeclared || len(sender.Steps) == 1 {
		return true
	}
	return slices.ContainsFunc(i.Handoffs, func(h *graph.Handoff) bool {
		return len(h.Output.LeavesAt()) > 0 || h.Output.Declared != nil && h.Output.Declared.LeavesAt.Given()
	})
}

// pass is an order, and a system that could carry it.
const pass = `
process "ordering" {
  owner = role.waiter
  output "order" {
    artifact  = artifact.order
    leaves_at = step.take
  }
  step "take" { by = role.waiter }
}
process "baking" {
  owner = role.waiter
  input "order" { artifact = artifact.order }
}
artifact "order" {}
system "till" { owner = role.waiter }
role "waiter" {}
`
