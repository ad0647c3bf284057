package budget

import (
	"time"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/calendar"
	"handoff/lang/types"
)

// instant is seconds since 1970: what paths are computed in.
type instant int64

// clock says when a leg is over. It is a parameter because the same path is followed in open hours and, for a quick answer, in plain
// seconds.
type clock func(leg calendar.Leg, at instant) instant

// byCalendar is the clock on the wall.
func byCalendar(leg calendar.Leg, at instant) instant {
	if leg.Calendar == nil {
		elapsed, _ := leg.Duration.Elapsed()
		return at + instant(elapsed/time.Second)
	}
	end, _ := leg.Finish(time.Unix(int64(at), 0))
	return instant(end.Unix())
}

// cost is how long one thing takes at most: until the last of its legs is over. Open says that a figure is missing, so that it takes at
// least that long.
type cost struct {
	legs []calendar.Leg
	open bool
}

// end is when it is over, and by which leg; -1 if there is none.
func (c cost) end(tick clock, at instant) (instant, int) {
	last, by := at, -1
	for k, leg := range c.legs {
		if end := tick(leg, at); by < 0 || end > last {
			last, by = end, k
		}
	}
	return last, by
}

// leg is the leg that was last.
func (c cost) leg(by int) calendar.Leg {
	if by < 0 {
		return calendar.Leg{Unknown: true}
	}
	return c.legs[by]
}

var unknown = cost{open: true}

// legOf turns a promise into a leg.
func legOf(p *graph.Promise) calendar.Leg {
	leg := calendar.Leg{Duration: p.Value, Unknown: !p.Stated()}
	if p.Calendar != nil {
		leg.Calendar = p.Calendar.Value
	}
	return leg
}

// promises visits those of an sla that may apply to a case: that of its value; all of them where the value is not known.
func promises(sla *graph.SLA, of Case, visit func(*graph.Promises)) {
	if len(sla.Targets) == 0 {
		visit(&sla.Promises)
		return
	}
	if of.Field != nil && of.Field == sla.Per.Field {
		for k := range sla.Targets {
			if t := &sla.Targets[k]; t.Value.Value == of.Value {
				visit(&t.Promises)
				return
			}
		}
		visit(&sla.Promises)
		return
	}
	for k := range sla.Targets {
		visit(&sla.Targets[k].Promises)
	}
	named := func(v string) bool {
		for k := range sla.Targets {
			if sla.Targets[k].Value.Value == v {
				return true
			}
		}
		return false
	}
	for _, v := range Values(sla.Per.Field) {
		if !named(v) {
			visit(&sla.Promises)
			return
		}
	}
}

// Values lists the values of an enum field, in order; none where it is not known to be one.
func Values(f *lang.Field) []string {
	if f == nil || f.Type.Type == nil {
		return nil
	}
	inner, _ := f.Type.Type.IsOptional()
	if inner.Kind != types.Enum {
		return nil
	}
	out := make([]string, len(inner.Values))
	for k, v := range inner.Values {
		out[k] = v.Text
	}
	return out
}

// complete is the cost of all that an sla promises to be done; false where it does not say.
func complete(sla *graph.SLA, of Case) (cost, bool) {
	var c cost
	said := false
	promises(sla, of, func(p *graph.Promises) {
		said = said || p.Complete.Given()
		c.promise(&p.Complete)
		c.raise(&p.AtLeast)
	})
	return c, said && !c.open
}

// acknowledged is the cost of being accepted. A floor holds for it where nothing else is promised that could be raised.
func acknowledged(sla *graph.SLA, of Case) cost {
	var c cost
	promises(sla, of, func(p *graph.Promises) {
		c.promise(&p.Acknowledge)
		if !p.Complete.Given() {
			c.raise(&p.AtLeast)
		}
	})
	return c
}

// promise adds what is promised for one kind of case; without a figure the cost is open.
func (c *cost) promise(p *graph.Promise) {
	if !c.raise(p) {
		c.open = true
	}
}

// raise adds a promise if it has a figure.
func (c *cost) raise(p *graph.Promise) bool {
	leg := legOf(p)
	if leg.Known() {
		c.add(leg)
	}
	return leg.Known()
}

func (c *cost) add(leg calendar.Leg) {
	for _, have := range c.legs {
		if have == leg {
			return
		}
	}
	c.legs = append(c.legs, leg)
}

// stepCost is what a step promises; or the work it takes.
func (p *Planner) stepCost(s *graph.Step, of Case) cost {
	d := s.Within
	if p.work {
		d = s.Takes
	}
	leg := legOf(&graph.Promise{Duration: d, Calendar: calendarOf(s.Process, of)})
	switch {
	case leg.Known():
		return cost{legs: []calendar.Leg{leg}}
	case p.work:
		return cost{}
	case s.Calls != nil && !s.Within.Given():
		if c, ok := complete(&s.Calls.SLA, of); ok {
			return c
		}
	}
	return unknown
}

// calendarOf is the calendar that a process's steps count in: that of the target, where the value is known.
func calendarOf(n *graph.Process, of Case) *lang.Calendar {
	if of.Field != nil && of.Field == n.SLA.Per.Field {
		for _, t := range n.SLA.Targets {
			if t.Value.Value == of.Value && t.Complete.Given() {
				return t.Complete.Calendar
			}
		}
	}
	return n.SLA.Calendar
}

// accepting is the cost of a handoff until it is accepted: none where only work counts.
func (p *Planner) accepting(i *graph.Interface, of Case) cost {
	if p.work {
		return cost{}
	}
	if i.SLA.Since.Given() || i.On.Milestone() != nil {
		return unknown // it counts from, or waits for, something that is not on the way
	}
	return acknowledged(&i.SLA, of)
}

// completing is the cost of a handoff until the receiver is done, where it promises that.
func (p *Planner) completing(i *graph.Interface, of Case) (cost, bool) {
	if p.work || i.SLA.Since.Given() || i.On.Milestone() != nil {
		return cost{}, false
	}
	return complete(&i.SLA, of)
}
