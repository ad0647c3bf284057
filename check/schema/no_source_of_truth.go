package schema

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// NoSourceOfTruth finds records that many share and nobody answers for.
var NoSourceOfTruth = check.Rule{
	ID: "schema/no-source-of-truth", Severity: finding.Warning, Kind: check.Absence,
	Title: "A shared record with no source of truth",
	What: "An artifact that three or more processes take in or hand on, with neither a `source_of_truth` (the one system that may not lie about it) nor a `steward` (who answers for its quality). " +
		"Silent about artifacts of imported maps, which are theirs to look after, and about those without fields, which are schema/no-shape.",
	Why: "Each process keeps its own copy, the copies drift apart, and in the end nobody can say which of them is right.",
	Bad: three + `
artifact "order" {
  field "pizza" { type = string }
}
`,
	Good: three + `
artifact "order" {
  source_of_truth = system.till
  field "pizza" { type = string }
}
system "till" { owner = role.waiter }
`,
	Run: func(p *check.Pass) {
		for _, a := range p.Graph.Artifacts {
			if !graph.Own(a) || a.SourceOfTruth.Given() || a.Steward.Given() || len(a.Processes) < 3 || shapeless(a.Artifact) {
				continue
			}
			f := finding.Finding{
				Summary: "Shared record has no source of truth", Address: a.Address(), Range: check.Header(a),
				Detail: fmt.Sprintf("%s work with %s, and nothing says which copy of it is right or who sees to that.", check.Names(a.Processes), check.Name(a)),
				Help:   "Name the system that holds the one true record (`source_of_truth = system.…`), or who answers for it (`steward = role.…`).",
			}
			for _, process := range a.Processes[:3] {
				f.Related = append(f.Related, check.Related("It is used here.", process))
			}
			p.Report(f)
		}
	},
}

// three are processes that pass one record on.
const three = `
process "ordering" { owner = role.waiter }
process "baking" { owner = role.waiter }
process "delivery" { owner = role.waiter }
interface "order_to_kitchen" {
  from    = process.ordering
  to      = process.baking
  carries = artifact.order
}
interface "order_to_rider" {
  from    = process.baking
  to      = process.delivery
  carries = artifact.order
}
role "waiter" {}
`
