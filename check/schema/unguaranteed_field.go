package schema

import (
	"fmt"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// UnguaranteedField finds fields that a receiver needs and a sender may leave out.
var UnguaranteedField = check.Rule{
	ID: "schema/unguaranteed-field", Severity: finding.Error, Kind: check.Absence,
	Title: "A required field that the sender may leave out",
	What:  "A handoff without `create` whose receiver requires a field (it is not optional there, or is in `requires`) that is optional at the sender and not in the output's `provides`.",
	Why:   "It works until the first record that lacks it. Then the receiver asks back, and the case goes to and fro.",
	Bad: delivery + `
process "baking" {
  owner = role.rider
  output "pizza" { artifact = artifact.parcel }
}
`,
	Good: delivery + `
process "baking" {
  owner = role.rider
  output "pizza" {
    artifact = artifact.parcel
    provides = [address]
  }
}
`,
	Run: func(p *check.Pass) {
		mismatches(p, types.Unguaranteed, func(h *graph.Handoff, m types.Mismatch) {
			help := fmt.Sprintf("Make the field required in %s, or let the receiver do without it.", check.Name(h.Sent))
			if !strings.ContainsAny(m.Path, ".[") && m.Path != "" {
				help = fmt.Sprintf("Guarantee it where it leaves (`provides = [%s]` in `%s`), or let the receiver do without it.", m.Path, h.Output.Address)
				if h.Output.Declared == nil {
					help = fmt.Sprintf("Guarantee it where it leaves (`provides = [%s]` in `%s`), or let the receiver do without it.", m.Path, h.Interface.Address())
				}
			}
			f := mismatch(h, m, "Required field may be missing",
				fmt.Sprintf("%s cannot go on without %s, and %s, which sends %s, does not guarantee it.", check.Name(h.Receiver), field(m.Path, h.Received), check.Name(h.Sender), check.Name(h.Sent)), help)
			required(&f, h, m)
			relate(&f, "It is optional here.", h.Sent.Address(), m.ProducerAt)
			if h.Output.Declared != nil {
				f.Related = append(f.Related, check.Related("It leaves here.", h.Output.Declared))
			}
			p.Report(f)
		})
	},
}

// delivery is a rider who needs an address, and a kitchen to come.
const delivery = `
process "delivery" {
  owner = role.rider
  input "parcel" {
    artifact = artifact.parcel
    requires = [address]
  }
}
interface "pizza_to_rider" {
  from = process.baking.output.pizza
  to   = process.delivery.input.parcel
}
artifact "parcel" {
  field "address" { type = optional(string) }
}
role "rider" {}
`
