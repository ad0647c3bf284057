package handoff

import (
	"fmt"
	"slices"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// Duplicate finds one handoff written twice.
var Duplicate = check.Rule{
	ID: "handoff/duplicate", Severity: finding.Warning, Kind: check.Presence,
	Title: "Two interfaces for one handoff",
	What: "Two interfaces between the same output and the same input with the same `via`, `on` and `answers`. Two ways for one record (one by queue, one by phone), and interfaces that name processes rather " +
		"than ports, are not meant.",
	Why: "Two descriptions of one joint drift apart: sooner or later they promise different things, and the receiver gets everything twice.",
	Bad: joined + `
interface "order_to_packing" {
  from = process.selling.output.order
  to   = process.packing.input.order
}
interface "orders_to_the_warehouse" {
  from = process.selling.output.order
  to   = process.packing.input.order
}
`,
	Good: joined + `
interface "order_to_packing" {
  from = process.selling.output.order
  to   = process.packing.input.order
  via  = system.queue
}
interface "urgent_order_to_packing" {
  from = process.selling.output.order
  to   = process.packing.input.order
  via  = system.phone
}
system "queue" {}
system "phone" {}
`,
	Run: func(p *check.Pass) {
		first := map[string]*graph.Handoff{}
		reported := map[*graph.Interface]bool{}
		for _, h := range p.Graph.Handoffs {
			if h.Output.Declared == nil || h.Input.Declared == nil {
				continue
			}
			key := sameHandoff(h)
			other := first[key]
			if other == nil {
				first[key] = h
				continue
			}
			if reported[h.Interface] {
				continue
			}
			reported[h.Interface] = true
			f := finding.Finding{
				Summary: "Handoff is described twice", Address: h.Interface.Address(), Range: check.Header(h.Interface),
				Detail: fmt.Sprintf("%s and %s both join `%s` to `%s`, in the same way.", check.Name(other.Interface), check.Name(h.Interface), h.Output.Address, h.Input.Address),
				Help:   "Remove one of them; or say what is different about them: `via`, or the event they are set off by (`on`).",
			}
			if other.Interface == h.Interface {
				f.Range, f.Help = h.To.Range, "Remove one of the two."
				f.Detail = fmt.Sprintf("%s names `%s` as its receiver twice.", check.Name(h.Interface), h.Input.Address)
			} else {
				f.Related = append(f.Related, check.Related("The first one is here.", other.Interface))
			}
			p.Report(f)
		}
	},
}

// joined is a map with two ports that wait to be joined.
const joined = `
process "selling" {
  owner = role.seller
  output "order" { artifact = artifact.order }
}
process "packing" {
  owner = role.seller
  input "order" { artifact = artifact.order }
}
role "seller" {}
artifact "order" {}
`

// sameHandoff is equal for handoffs that cannot be told apart.
func sameHandoff(h *graph.Handoff) string {
	i := h.Interface
	return strings.Join([]string{h.Output.Address, h.Input.Address, set(i.Via), set(lang.References{i.On}), set(i.Answers)}, "\x00")
}

// set prints a list of references without regard to their order.
func set(list lang.References) string {
	names := make([]string, len(list))
	for k, r := range list {
		names[k] = r.Address()
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}
