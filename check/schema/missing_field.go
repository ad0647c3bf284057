package schema

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// MissingField finds fields that a receiver needs and a sender does not have.
var MissingField = check.Rule{
	ID: "schema/missing-field", Severity: finding.Error, Kind: check.Absence,
	Title: "A required field that the sender does not have",
	What: "A handoff without `create` whose receiver requires a field (it is not optional there, or is in `requires`) that the sender's artifact does not have. Fields that the receiving system assigns " +
		"(`generated = true`) need not be sent. Silent about artifacts without fields, which are schema/no-shape.",
	Why: "The receiver gets the record, cannot go on, and asks back; or fills in a guess.",
	Bad: `
process "ordering" { owner = role.waiter }
process "baking" { owner = role.waiter }
interface "order_to_kitchen" {
  from    = process.ordering
  to      = process.baking
  carries = artifact.order
  creates = artifact.ticket
}
artifact "order" {
  field "pizza" { type = string }
}
artifact "ticket" {
  field "pizza" { type = string }
  field "allergies" { type = list(string) }
}
role "waiter" {}
`,
	Good: `
process "ordering" { owner = role.waiter }
process "baking" { owner = role.waiter }
interface "order_to_kitchen" {
  from    = process.ordering
  to      = process.baking
  carries = artifact.order
  creates = artifact.ticket
}
artifact "order" {
  field "pizza" { type = string }
  field "allergies" { type = list(string) }
}
artifact "ticket" {
  field "pizza" { type = string }
  field "allergies" { type = list(string) }
}
role "waiter" {}
`,
	Run: func(p *check.Pass) {
		mismatches(p, types.Missing, func(h *graph.Handoff, m types.Mismatch) {
			f := mismatch(h, m, "Required field is not sent",
				fmt.Sprintf("%s needs %s, and %s, which %s sends, has no such field.", check.Name(h.Receiver), field(m.Path, h.Received), check.Name(h.Sent), check.Name(h.Sender)),
				fmt.Sprintf("Add the field to %s, make it optional at the receiver, or say in a `create` block how the receiver's record is made.", check.Name(h.Sent)))
			if m.Near != "" {
				f.Help += fmt.Sprintf(" Is `%s` the same thing? Then give both one name.", m.Near)
			}
			required(&f, h, m)
			f.Related = append(f.Related, check.Related("This is what is sent.", h.Sent))
			p.Report(f)
		})
	},
}
