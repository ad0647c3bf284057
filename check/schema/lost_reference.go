package schema

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// LostReference finds records that no longer know what they were made from.
var LostReference = check.Rule{
	ID: "schema/lost-reference", Severity: finding.Warning, Kind: check.Absence,
	Title: "A record that does not say what it was made from",
	What: "A `create` that makes one record from another and carries the other's key nowhere: a change without the id of its problem. And a reference that both records can hold (`ref(artifact.x)`, or a list of " +
		"them) and that the `create` leaves empty: a problem that does not say which CIs it is about, though its incident did. The same where the record is passed as another one without `create`. An answer may carry the key " +
		"of the request's record instead. Silent where the record has no key, is itself made anew of the same kind, or must refer to it in any case (a field that is then left out is automation/incomplete-create).",
	Why: "A year later nobody can tell why the change was made. Each tool has its own number, and the only link between them is somebody's memory.",
	Bad: kitchen + `
interface "order_to_kitchen" {
  from = process.ordering.output.order
  to   = process.baking.input.ticket
  create {
    pizza = order.pizza
  }
}
`,
	Good: kitchen + `
interface "order_to_kitchen" {
  from = process.ordering.output.order
  to   = process.baking.input.ticket
  create {
    pizza    = order.pizza
    order_id = order.id
  }
}
`,
	Run: func(p *check.Pass) {
		for _, i := range p.Graph.Interfaces {
			if !graph.Own(i) {
				continue
			}
			var done []*lang.Artifact
			for _, h := range i.Handoffs {
				if h.Sent == nil || h.Received == nil || h.Sent == h.Received || h.Sent.Record == nil || h.Received.Record == nil ||
					h.Received.Record.Partial || len(h.Received.Record.Fields) == 0 || // schema/no-shape says so
					slices.Contains(done, h.Received) {
					continue
				}
				done = append(done, h.Received)
				c := carrying{h: h, set: map[string]bool{}}
				c.look()
				c.report(p)
			}
		}
	},
}

// carrying is what a handoff carries along of the record that another is made from.
type carrying struct {
	h     *graph.Handoff
	set   map[string]bool // fields of the new record that are set
	whole bool            // the record as a whole goes along
	read  map[string]bool // fields of the old record that are read
}

// look reads what the create sets and from what. Without one, a field goes along to the one of its name.
func (c *carrying) look() {
	c.read = map[string]bool{}
	if c.h.Interface.Create == nil {
		for _, f := range c.h.Sent.Record.Fields {
			if _, ok := c.h.Received.Record.Field(f.Name); ok {
				c.set[f.Name], c.read[f.Name] = true, true
			}
		}
		return
	}
	for _, e := range c.h.Interface.Create.Entries {
		c.set[e.Name.Name] = true
		fields, whole := e.Value.Reads("from", c.h.Sent.Name)
		c.whole = c.whole || whole
		for _, f := range fields {
			c.read[f] = true
		}
	}
}

func (c *carrying) report(p *check.Pass) {
	sent, received, i := c.h.Sent, c.h.Received, c.h.Interface
	at := c.h.To.Range
	if i.Create != nil {
		at = i.Create.Header
	}
	told := map[*types.Record]bool{}
	if keyed(sent) && !c.whole && !c.carries(sent) && !c.answers() && !c.demanded(sent.Record) {
		told[sent.Record] = true
		f := finding.Finding{
			Summary: "Record does not say what it was made from", Address: i.Address(), Range: at, Key: received.Address(),
			Detail: fmt.Sprintf("%s makes %s from %s and does not carry its key along.", check.Name(i), check.Name(received), check.Name(sent)),
			Help:   fmt.Sprintf("Give %s a field for it (`type = ref(%s)`), and set it.", check.Name(received), sent.Address()),
		}
		if field := refTo(received, sent.Record); field != nil {
			f.Help = fmt.Sprintf("Set `%s`, which is there for it.", field.Name)
			relate(&f, "It could stand here.", received.Address(), field.Range)
		}
		for _, k := range sent.Record.Fields {
			if k.Key {
				relate(&f, "The key that is lost.", sent.Address(), k.Range)
			}
		}
		p.Report(f)
	}
	for _, field := range received.Record.Fields {
		for _, r := range refs(field.Type) {
			from := refTo(sent, r)
			if from == nil || told[r] || r == received.Record || c.set[field.Name] || c.setsRef(r) || c.demanded(r) {
				continue
			}
			told[r] = true
			f := finding.Finding{
				Summary: "Reference is not carried along", Address: i.Address(), Range: at, Key: received.Address() + " " + field.Name,
				Detail: fmt.Sprintf("%s knows by `%s` which `%s` it is about. %s can hold that in `%s`, and %s leaves it empty.", check.Name(sent), from.Name, r.Address, check.Name(received), field.Name, check.Name(i)),
				Help:   fmt.Sprintf("Carry it along: `%s = %s.%s`.", field.Name, sent.Name, from.Name),
			}
			relate(&f, "Here it is known.", sent.Address(), from.Range)
			relate(&f, "Here it could stand.", received.Address(), field.Range)
			p.Report(f)
		}
	}
}

// carries reports whether the new record gets the key of a record that goes by the sender's name.
func (c *carrying) carries(a *lang.Artifact) bool {
	if c.setsRef(a.Record) {
		return true
	}
	return slices.ContainsFunc(a.Record.Fields, func(f types.Field) bool { return f.Key && c.read[f.Name] })
}

// setsRef reports whether a field that holds the key of such a record is set.
func (c *carrying) setsRef(r *types.Record) bool {
	return slices.ContainsFunc(c.h.Received.Record.Fields, func(f types.Field) bool { return c.set[f.Name] && slices.Contains(refs(f.Type), r) })
}

// answers reports whether this is an answer that carries the key of what was asked about.
func (c *carrying) answers() bool {
	for _, request := range c.h.Interface.Requests {
		for _, h := range request.Handoffs {
			for _, a := range []*lang.Artifact{h.Sent, h.Received} {
				if a != nil && a.Record != nil && c.setsRef(a.Record) {
					return true
				}
			}
		}
	}
	return false
}

// demanded reports whether the new record must refer to r in any case: then a field that is left out is what other rules tell of.
func (c *carrying) demanded(r *types.Record) bool {
	return slices.ContainsFunc(c.h.Received.Record.Fields, func(f types.Field) bool {
		_, optional := f.Type.IsOptional()
		must := !optional || f.Generated || slices.ContainsFunc(c.h.Requires, func(n lang.FieldName) bool { return n.Name == f.Name })
		return must && slices.Contains(refs(f.Type), r)
	})
}

func keyed(a *lang.Artifact) bool {
	return slices.ContainsFunc(a.Record.Fields, func(f types.Field) bool { return f.Key })
}

// refs are the records whose keys, or which themselves, a value of the type may hold: directly, in a list or in a union.
func refs(t *types.Type) []*types.Record {
	t, _ = t.IsOptional()
	switch t.Kind {
	case types.RefTo, types.RecordOf:
		if t.Ref != nil && t.Ref.Record != nil {
			return []*types.Record{t.Ref.Record}
		}
	case types.List, types.Set, types.Map, types.Union:
		var out []*types.Record
		for _, inner := range t.Of {
			out = append(out, refs(inner)...)
		}
		return out
	}
	return nil
}

// refTo is the first field of an artifact that refers to a record.
func refTo(a *lang.Artifact, r *types.Record) *types.Field {
	for k, f := range a.Record.Fields {
		if slices.Contains(refs(f.Type), r) {
			return &a.Record.Fields[k]
		}
	}
	return nil
}

// kitchen is a till and an oven, and a ticket that should know its order.
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
  field "id" {
    type = string
    key  = true
  }
  field "pizza" { type = string }
}
artifact "ticket" {
  field "pizza" { type = string }
  field "order_id" { type = optional(ref(artifact.order)) }
}
role "waiter" {}
`
