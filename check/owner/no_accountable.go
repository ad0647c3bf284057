package owner

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// NoAccountable finds rows for which nobody answers.
var NoAccountable = check.Rule{
	ID: "owner/no-accountable", Severity: finding.Error, Kind: check.Absence,
	Title: "Nobody is accountable",
	What: "A step or interface for which nobody is accountable once all defaults are applied. For a step that is, failing its own row, its process's `raci` and then its owner; for an interface its integrator, that of the " +
		"service whose flow it is in, the sender's owner, or the receiver's where the sender is a black box. Silent where the cause is a missing owner, which owner/missing-owner reports; interfaces of one " +
		"sender are one finding.",
	Why: "When it goes wrong, who decides? If the map does not say, the answer is a meeting.",
	Bad: `
process "card_company" { external = true }
process "bank" { external = true }
interface "settle" {
  from    = process.card_company
  to      = process.bank
  carries = artifact.money
}
artifact "money" {}
`,
	Good: `
process "card_company" { external = true }
process "bank" { external = true }
interface "settle" {
  from       = process.card_company
  to         = process.bank
  carries    = artifact.money
  integrator = role.treasurer
}
role "treasurer" {}
artifact "money" {}
`,
	Run: func(p *check.Pass) {
		bySender := map[*graph.Process][]*graph.Interface{}
		var senders []*graph.Process
		for _, i := range p.Graph.Interfaces {
			if !graph.Own(i) || len(i.Row.Accountable) > 0 || i.Sender == nil || i.To.Broken() || reportedOwner(i) {
				continue
			}
			if bySender[i.Sender] == nil {
				senders = append(senders, i.Sender)
			}
			bySender[i.Sender] = append(bySender[i.Sender], i)
		}
		for _, sender := range senders {
			list := bySender[sender]
			first := list[0]
			f := finding.Finding{
				Summary: "Nobody is accountable", Address: first.Address(), Range: check.Header(first),
				Detail: fmt.Sprintf("Nobody answers for %s: no integrator owns it, and %s is %s.", check.Names(list), check.Name(sender), whyNobody(sender)),
				Help:   "Name who owns the joint: `integrator = role.…`, on the interface or on the service it works for.",
			}
			for _, i := range list[1:min(len(list), 6)] {
				f.Related = append(f.Related, check.Related("Nobody answers for this one either.", i))
			}
			p.Report(f)
		}
	},
}

// reportedOwner reports whether the cause is an owner whose absence is reported as such.
func reportedOwner(i *graph.Interface) bool {
	if asked(i.Sender) {
		return true // its owner would be accountable
	}
	if i.Sender.Process.External.Value {
		for _, h := range i.Handoffs {
			if asked(h.Receiver) {
				return true
			}
		}
	}
	return false
}

func whyNobody(sender *graph.Process) string {
	if sender.Process.External.Value {
		return "a black box, as is the receiver"
	}
	return "of another map and has no owner there"
}
