package schema

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// TypeMismatch finds fields that mean one thing to the sender and another to the receiver.
var TypeMismatch = check.Rule{
	ID: "schema/type-mismatch", Severity: finding.Error, Kind: check.Presence,
	Title: "A field whose types do not agree",
	What: "A handoff without `create` in which the sender's field may hold what the receiver's may not: another type, or an enum with values that the receiver does not know. What the receiver does not ask for " +
		"does not matter.",
	Why: "Both sides use the same word and mean different things. The mistake shows only with the first record that is different.",
	Bad: `
process "complaints" { owner = role.waiter }
process "baking" { owner = role.waiter }
interface "review_to_kitchen" {
  from    = process.complaints
  to      = process.baking
  carries = artifact.review
  creates = artifact.score
}
artifact "review" {
  field "stars" { type = string }
}
artifact "score" {
  field "stars" { type = integer }
}
role "waiter" {}
`,
	Good: `
process "complaints" { owner = role.waiter }
process "baking" { owner = role.waiter }
interface "review_to_kitchen" {
  from    = process.complaints
  to      = process.baking
  carries = artifact.review
  creates = artifact.score
}
artifact "review" {
  field "stars" { type = integer }
}
artifact "score" {
  field "stars" { type = artifact.review.stars }
}
role "waiter" {}
`,
	Run: func(p *check.Pass) {
		mismatches(p, types.Different, func(h *graph.Handoff, m types.Mismatch) {
			detail := fmt.Sprintf("%s sends %s and %s expects %s. %s", check.Name(h.Sender), field(m.Path, h.Sent), check.Name(h.Receiver), field(m.Path, h.Received), m.Reason)
			help := "Give both one type (best: let one reuse the other's, `type = artifact.….…`), or say in a `create` block how the one becomes the other."
			if len(m.Values) > 0 {
				help = "Teach the receiver these values, or say in a `create` block what they become."
			}
			f := mismatch(h, m, "Types do not agree", detail, help)
			relate(&f, "The sender's type.", h.Sent.Address(), m.ProducerAt)
			relate(&f, "The receiver's type.", h.Received.Address(), m.ConsumerAt)
			p.Report(f)
		})
	},
}
