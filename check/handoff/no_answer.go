package handoff

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// NoAnswer finds requests whose answer is not marked as one.
var NoAnswer = check.Rule{
	ID: "handoff/no-answer", Severity: finding.Warning, Kind: check.Absence,
	Title: "A request that nothing answers",
	What: "An interface whose sender goes on only with something its receiver sends back, and that no interface `answers`. The sender waits where a step after the request leaves takes in what the receiver sends, and " +
		"either joins all that leads to it (`join = \"all\"`), or requires fields of it, or is the one step that follows.",
	Why: "A request and its answer are one loop, in which the sender waits. Unless the answer is marked, they count as two handoffs on the way: no one promises when the answer comes, and no clock says that it " +
		"is late.",
	Bad: waiting + `
interface "receipt_to_shop" {
  from = process.bank.output.receipt
  to   = process.shop.input.receipt
}
`,
	Good: waiting + `
interface "receipt_to_shop" {
  from    = process.bank.output.receipt
  to      = process.shop.input.receipt
  answers = interface.charge_card
}
`,
	Run: func(p *check.Pass) {
		for _, request := range p.Graph.Interfaces {
			if !graph.Own(request) || request.IsAnswer() || len(request.AnsweredBy) > 0 || p.Graph.MaybeMeant(request.Interface) {
				continue
			}
			back := comesBack(request)
			if back == nil {
				continue
			}
			p.Report(finding.Finding{
				Summary: "Request has no answer",
				Detail: fmt.Sprintf("%s sends %s and waits at %s for what %s sends back; no interface answers the request.",
					check.Name(request.Sender), check.Name(request), check.Name(back.ToStep), check.Name(back.Sender)),
				Help:    fmt.Sprintf("If %s is the answer, say so there: `answers = %s`.", check.Name(back.Interface), request.Address()),
				Address: request.Address(), Range: check.Header(request),
				Related: []finding.Related{check.Related("This comes back.", back.Interface), check.Related("Here the sender waits for it.", back.ToStep)},
			})
		}
	},
}

// waiting is a shop that charges a card and waits for the receipt.
const waiting = `
process "shop" {
  owner = role.seller
  output "charge" {
    artifact  = artifact.payment
    leaves_at = step.charge
  }
  input "receipt" {
    artifact   = artifact.payment
    arrives_at = step.confirm
  }
  step "charge" {
    by   = role.seller
    next = step.confirm
  }
  step "confirm" {
    by   = role.seller
    join = "all"
  }
}
process "bank" {
  external = true
  input "charge" { artifact = artifact.payment }
  output "receipt" { artifact = artifact.payment }
}
interface "charge_card" {
  from = process.shop.output.charge
  to   = process.bank.input.charge
}
role "seller" {}
artifact "payment" {}
`

// comesBack finds the handoff that the sender of a request waits for: from one of its receivers to a later step; nil if it waits for nothing.
func comesBack(request *graph.Interface) *graph.Handoff {
	if request.Sender == nil || request.Sender.Flow == graph.Undeclared {
		return nil
	}
	var after map[*graph.Step]bool
	for _, h := range request.Handoffs {
		if h.Internal() || len(h.Output.Steps) == 0 {
			continue
		}
		for _, back := range h.Receiver.Out {
			if back.Receiver != h.Sender || back.Interface.IsAnswer() || back.ToStep == nil {
				continue
			}
			if after == nil {
				after = graph.After(h.Output.Steps...)
			}
			if after[back.ToStep] && waits(h, back) {
				return back
			}
		}
	}
	return nil
}

// waits reports whether the step a handoff arrives at cannot go on without it.
func waits(request, back *graph.Handoff) bool {
	if back.ToStep.Join.Value == "all" || len(back.Requires) > 0 {
		return true
	}
	for _, s := range request.Output.Steps {
		if len(s.Ways) == 1 && s.Ways[0].To == back.ToStep {
			return true
		}
	}
	return false
}
