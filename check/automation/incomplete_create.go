package automation

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// IncompleteCreate finds records that are made without a field they need.
var IncompleteCreate = check.Rule{
	ID: "automation/incomplete-create", Severity: finding.Error, Kind: check.Absence,
	Title: "A record made without a field it needs",
	What: "A `create` that leaves out a field the receiver requires (it is not optional there, or is in `requires`). The receiving system assigns what is `generated`, and a lifecycle's field starts in its " +
		"`initial` state: neither has to be set. A warning where the handoff is manual: there a person can fill it in.",
	Why: "An automated handoff stops at the first required field that is empty, at night, with nobody there. In a manual one somebody asks back, and the case waits.",
	Bad: kitchen + `
interface "order_to_kitchen" {
  from = process.ordering.output.order
  to   = process.baking.input.ticket
  via  = system.till
  mode = "automated"
  create {
    pizza = order.pizza
  }
}
`,
	Good: kitchen + `
interface "order_to_kitchen" {
  from = process.ordering.output.order
  to   = process.baking.input.ticket
  via  = system.till
  mode = "automated"
  create {
    pizza = order.pizza
    table = order.table
  }
}
`,
	Run: func(p *check.Pass) {
		for _, i := range p.Graph.Interfaces {
			if !graph.Own(i) || i.Create == nil {
				continue
			}
			var done []*lang.Artifact
			for _, h := range i.Handoffs {
				if h.Received == nil || h.Received.Record == nil || slices.Contains(done, h.Received) {
					continue
				}
				done = append(done, h.Received)
				for _, m := range leftOut(i, h.Received) {
					p.Report(m.finding(i, h.Received))
				}
			}
		}
	},
}

// missing is a field that a create leaves out, and the place that requires it.
type missing struct {
	field types.Field
	by    *graph.Port // whose `requires` names it; nil where its type does
	at    lang.Range
}

// leftOut lists what a create does not set of a record. A name that is misspelt, which is an error of its own, stands for the field it comes
// nearest to.
func leftOut(i *graph.Interface, a *lang.Artifact) []missing {
	var list []missing
	for _, f := range a.Record.Fields {
		if slices.ContainsFunc(i.Create.Entries, func(e lang.Assignment) bool { return e.Name.Name == f.Name }) || f.Generated || begins(a, f.Name) {
			continue
		}
		m := missing{field: f, at: f.Range}
		inner, optional := f.Type.IsOptional()
		if optional {
			if m.by, m.at = required(i, a, f.Name); m.by == nil {
				continue
			}
		}
		if inner.Kind != types.Unknown {
			list = append(list, m)
		}
	}
	lost := 0 // misspelt names that are like no field
	for _, e := range i.Create.Entries {
		if !e.Name.Broken {
			continue
		}
		names := make([]string, len(list))
		for k, m := range list {
			names[k] = m.field.Name
		}
		if k := slices.Index(names, finding.Nearest(e.Name.Name, names)); k >= 0 {
			list = slices.Delete(list, k, k+1)
		} else {
			lost++
		}
	}
	if lost >= len(list) {
		return nil
	}
	return list
}

// begins reports whether the field is that of a lifecycle which says where a new record starts.
func begins(a *lang.Artifact, field string) bool {
	return a.Lifecycle != nil && a.Lifecycle.Field.Name == field && (a.Lifecycle.Initial.Given() || a.Lifecycle.Field.Broken)
}

// required finds a receiver that requires a field of the record.
func required(i *graph.Interface, a *lang.Artifact, field string) (*graph.Port, lang.Range) {
	for _, h := range i.Handoffs {
		if h.Received != a {
			continue
		}
		for _, r := range h.Requires {
			if r.Name == field && !r.Broken {
				return h.Input, r.Range
			}
		}
	}
	return nil, lang.Range{}
}

func (m missing) finding(i *graph.Interface, a *lang.Artifact) finding.Finding {
	f := finding.Finding{
		Summary: "Required field is left out", Address: i.Address(), Range: i.Create.Header, Key: a.Address() + " " + m.field.Name,
		Detail: fmt.Sprintf("%s makes %s without `%s`, and no such record is whole without it.", check.Name(i), check.Name(a), m.field.Name),
		Help:   fmt.Sprintf("Set it (`%s = …`), say that the receiving system assigns it (`generated = true`), or make it optional.", m.field.Name),
	}
	f.Suspects, f.Behind = a.Record.Suspects(m.field.Name)
	if m.by != nil {
		f.Detail = fmt.Sprintf("%s makes %s without `%s`, and %s cannot go on without it.", check.Name(i), check.Name(a), m.field.Name, check.Name(m.by.Process))
		f.Help = fmt.Sprintf("Set it (`%s = …`), or let the receiver do without it.", m.field.Name)
	}
	if !i.Automated() {
		f.Severity = finding.Warning
	}
	if !m.at.IsZero() {
		f.Related = append(f.Related, finding.Related{Message: "It is required here.", Address: a.Address(), Range: m.at})
	}
	return f
}

// kitchen is a till and an oven, and the record that goes between them.
const kitchen = `
process "ordering" {
  owner = role.waiter
  output "order" { artifact = artifact.order }
}
process "baking" {
  owner = role.waiter
  input "ticket" { artifact = artifact.ticket }
}
artifact "order" {
  field "pizza" { type = string }
  field "table" { type = integer }
}
artifact "ticket" {
  field "number" {
    type      = integer
    key       = true
    generated = true
  }
  field "pizza" { type = string }
  field "table" { type = integer }
}
system "till" { owner = role.waiter }
role "waiter" {}
`
