package house

import (
	"github.com/zclconf/go-cty/cty"

	"handoff/graph"
	"handoff/lang"
)

// effective lays over a block what follows from the rest of the map: a policy under its promises, the contact of its team, everybody's part in
// its row, once every default has been applied.
func (v *values) effective(o object, block any) {
	switch b := block.(type) {
	case *lang.Process:
		if n := v.graph.Process(b); n != nil {
			promises(o, n.SLA)
			ladder(o, b.Escalation, n.Escalation, n.SLA.Calendar)
			if n.Runs != nil {
				o["team"] = cty.StringVal(n.Runs.Address())
			}
		}
	case *lang.Step:
		if n := v.graph.Step(b); n != nil {
			o["raci"] = row(&n.Row)
			ladder(o, b.Escalation, n.Escalation, n.Process.SLA.Calendar)
		}
	case *lang.Interface:
		if n := v.graph.Interface(b); n != nil {
			promises(o, n.SLA)
			ladder(o, b.Escalation, n.Escalation, n.SLA.Calendar)
			o["raci"] = row(&n.Row)
			o["fallback"] = text(n.ManualWay.Text)
			if n.Joint != nil && n.Joint.Who != nil {
				o["integrator"] = cty.StringVal(n.Joint.Who.Common().Address())
			}
		}
	case *lang.Service:
		if n := v.graph.Service(b); n != nil {
			promises(o, n.SLA)
		}
	case *lang.SLAPolicy:
		policy(o, &b.SLA)
	case *lang.Role:
		v.contact(o, b)
	case *lang.Team:
		v.contact(o, b)
	}
}

// promises lays the effective promises over an `sla` block.
func promises(o object, sla graph.SLA) {
	if sla.Block == nil || o["sla"].IsNull() {
		return
	}
	out := object(o["sla"].AsValueMap())
	figures(out, sla.Promises)
	out["per"] = value(&sla.Per, nil)
	out["since"] = value(&sla.Since, nil)
	out["pause"] = value(&sla.Pause, nil)
	out["calendar"] = calendarOf(sla.Calendar, sla.Block.Calendar)
	targets := make([]cty.Value, len(sla.Targets))
	for k, t := range sla.Targets {
		target := object{"value": cty.StringVal(t.Value.Value)}
		figures(target, t.Promises)
		target["calendar"] = calendarOf(t.Complete.Calendar, lang.Reference{})
		targets[k] = cty.ObjectVal(target)
	}
	out["target"] = cty.TupleVal(targets)
	o["sla"] = cty.ObjectVal(out)
}

// policy gives the promises of a policy, and those of its targets, their calendars.
func policy(o object, sla *lang.SLA) {
	in := func(c *lang.Calendar, acknowledge, complete, atLeast lang.Duration) graph.Promises {
		return graph.Promises{
			Acknowledge: graph.Promise{Duration: acknowledge, Calendar: c},
			Complete:    graph.Promise{Duration: complete, Calendar: c},
			AtLeast:     graph.Promise{Duration: atLeast, Calendar: c},
		}
	}
	figures(o, in(sla.Calendar.Calendar(), sla.Acknowledge, sla.Complete, sla.AtLeast))
	targets := o["target"].AsValueSlice()
	for k, t := range sla.Targets {
		c := sla.Calendar.Calendar()
		if t.Calendar.Given() {
			c = t.Calendar.Calendar()
		}
		target := object(targets[k].AsValueMap())
		figures(target, in(c, t.Acknowledge, t.Complete, t.AtLeast))
		targets[k] = cty.ObjectVal(target)
	}
	o["target"] = cty.TupleVal(targets)
}

func figures(o object, p graph.Promises) {
	o["acknowledge"], o["complete"], o["at_least"] = promise(p.Acknowledge), promise(p.Complete), promise(p.AtLeast)
}

// calendarOf is the address of a calendar; one that is broken goes by what was written.
func calendarOf(c *lang.Calendar, written lang.Reference) cty.Value {
	if c != nil {
		return cty.StringVal(c.Address())
	}
	return value(&written, nil)
}

// ladder lays the effective levels over an `escalation` block.
func ladder(o object, written *lang.Escalation, e lang.Escalation, clock *lang.Calendar) {
	if written == nil || o["escalation"].IsNull() {
		return
	}
	out := object(o["escalation"].AsValueMap())
	if e.Clock.Given() {
		out["clock"] = text(e.Clock)
	}
	out["after"] = value(&e.After, clock)
	out["order"] = value(&e.Order, nil)
	o["escalation"] = cty.ObjectVal(out)
}

// row is who does what in a step or interface. What a broken reference names is not known, and counts as somebody.
func row(r *graph.Row) cty.Value {
	out := object{}
	for _, l := range graph.Letters {
		var who []string
		for _, p := range r.Parts(l) {
			if p.Who != nil {
				who = append(who, p.Who.Common().Address())
			} else {
				who = append(who, "")
			}
		}
		out[l.Word()] = given(len(who) > 0, func() cty.Value { return texts(who) })
	}
	return cty.ObjectVal(out)
}

// contact is how to reach a role or team: its own, or that of the teams above.
func (v *values) contact(o object, d lang.Declaration) {
	c, _ := graph.Contact(d)
	if c == nil {
		return
	}
	r, _ := lang.KindRow(d.Common().Kind)
	for k := range r.Type.Blocks {
		if inner := &r.Type.Blocks[k]; inner.Type.Name == "contact" {
			o["contact"] = cty.ObjectVal(v.block(inner, c, nil))
		}
	}
}
