package sla

import (
	"fmt"
	"time"

	"handoff/check"
	"handoff/graph"
	"handoff/graph/budget"
	"handoff/lang"
	"handoff/lang/calendar"
	"handoff/lang/finding"
)

// OffDuty finds people who are called when they are not there.
var OffDuty = check.Rule{
	ID: "sla/off-duty", Severity: finding.Warning, Kind: check.Presence,
	Title: "Somebody is called who is not on duty",
	What: "A level of an escalation at which nobody is on duty at an hour at which it can fire, deputies included; and an emergency contact who is not on duty, and whose deputies are not, while the process or service works. When somebody is on duty is said by the calendar of " +
		"the role, else of its team; where none is given, nothing is claimed. A level fires so long after the work was sent, which the sender does in working hours, in the calendar of the promise the ladder guards.",
	Why:  "An escalation that reaches an empty chair is worse than none: everybody believes that somebody knows.",
	Bad:  called(""),
	Good: called("  deputy   = role.night_shift"),
	Run: func(p *check.Pass) {
		for _, n := range p.Graph.Processes {
			if !graph.Own(n) {
				continue
			}
			if unsure(n.Runs) {
				continue
			}
			d := duty{p, n.Process, dutyCalendar(n.Runs), clocks(n.SLA)}
			d.ladder(n.Process.Escalation, n.Escalation)
			d.emergency(n.Emergency)
			for _, s := range n.Steps {
				step := duty{p, s.Step, dutyCalendar(n.Runs), []*calendar.Calendar{in(s.WithinPromise())}}
				step.ladder(s.Step.Escalation, s.Escalation)
			}
		}
		for _, i := range p.Graph.Interfaces {
			if !graph.Own(i) || i.Sender == nil || unsure(i.Sender.Runs) {
				continue
			}
			d := duty{p, i.Interface, dutyCalendar(i.Sender.Runs), clocks(i.SLA)}
			d.ladder(i.Interface.Escalation, i.Escalation)
		}
		for _, s := range p.Graph.Services {
			if s.SLA.Given() {
				d := duty{p, s.Service, nil, clocks(s.SLA)}
				d.emergency(s.Emergency)
			}
		}
	},
}

// duty is where somebody may be called: in which hours the work is sent, and in which calendars its clocks run.
type duty struct {
	*check.Pass
	of     lang.Declaration
	hours  *calendar.Calendar // nil: at any hour
	clocks []*calendar.Calendar
}

// dutyCalendar is when a team works; nil where that is not said.
func dutyCalendar(t *lang.Team) *calendar.Calendar {
	if t == nil {
		return nil
	}
	c, _ := dutyOf(t)
	if c == nil || c.Value == nil || c.Value.Never() {
		return nil
	}
	return c.Value
}

// unsure reports whether a team's hours are said and cannot be known.
func unsure(t *lang.Team) bool {
	if t == nil {
		return false
	}
	c, _ := dutyOf(t)
	return c != nil && c.Value.Never()
}

// clocks are the calendars of all promises of an sla, each once; none where it promises nothing.
func clocks(s graph.SLA) []*calendar.Calendar {
	var out []*calendar.Calendar
	for _, part := range parts(s) {
		for _, kind := range kinds {
			promise := kind.of(part.Promises)
			if !promise.Stated() || in(promise).Never() {
				continue
			}
			known := false
			for _, c := range out {
				known = known || c.Same(in(promise))
			}
			if !known {
				out = append(out, in(promise))
			}
		}
	}
	return out
}

// ladder looks at every level of an escalation.
func (d duty) ladder(written *lang.Escalation, e lang.Escalation) {
	if written == nil || e.Clock.Value == "due" {
		return
	}
	for k, level := range e.After.Levels {
		if !level.After.Stated() || len(level.Targets) == 0 {
			continue
		}
		for _, clock := range d.clocks {
			who, at, ok := d.nobody(level.Targets, clock, level.After.Value)
			if ok {
				continue
			}
			f := finding.Finding{
				Summary: "Nobody on duty when the ladder calls",
				Detail: fmt.Sprintf("Level %d of the ladder of %s can call %s on %s, when nobody it tells is on duty: neither they nor a deputy.",
					k+1, check.Name(d.of), check.Name(who), budget.Moment(at)),
				Help:    "Name a deputy who is there when they are not, a roster, or somebody else.",
				Address: d.of.Common().Address(), Range: level.Targets[0].Range, Key: level.After.Value.String(),
			}
			if !written.After.Given() { // the ladder is a policy's
				f.Range = written.Header
				f.Related = append(f.Related, finding.Related{Message: "The level.", Range: level.Targets[0].Range})
			}
			if _, of := dutyOf(who); of != nil {
				f.Related = append(f.Related, check.Related("When they are on duty.", of))
			}
			d.Report(f)
			break
		}
	}
}

// emergency looks at who is called at once.
func (d duty) emergency(r lang.Reference) {
	if r.Target == nil {
		return
	}
	for _, clock := range d.clocks {
		who, at, ok := d.nobody(lang.References{r}, clock, calendar.Duration{})
		if ok {
			continue
		}
		f := finding.Finding{
			Summary: "Nobody on duty in an emergency",
			Detail:  fmt.Sprintf("When %s fails on %s, neither %s nor a deputy is on duty.", check.Name(d.of), budget.Moment(at), check.Name(who)),
			Help:    "Name a deputy who is there when they are not, a roster, or somebody else.",
			Address: d.of.Common().Address(), Range: r.Range, Key: "emergency",
		}
		if _, of := dutyOf(who); of != nil {
			f.Related = append(f.Related, check.Related("When they are on duty.", of))
		}
		d.Report(f)
		return
	}
}

// nobody finds the first instant at which a level can fire and none of those it tells is on duty.
func (d duty) nobody(targets lang.References, clock *calendar.Calendar, after calendar.Duration) (lang.Declaration, time.Time, bool) {
	var shifts []*calendar.Calendar
	for _, r := range targets {
		list, known := shiftsOf(r.Target)
		if !known {
			return nil, time.Time{}, true
		}
		shifts = append(shifts, list...)
	}
	for _, c := range shifts { // it calls only while its clock runs; and the hours of one of them are those
		if always(c) || c == clock || after.IsZero() && c == d.hours {
			return nil, time.Time{}, true
		}
	}
	all := append([]*calendar.Calendar{clock, d.hours}, shifts...)
	for _, year := range years(all...) {
		var starts []time.Time
		for _, c := range []*calendar.Calendar{clock, d.hours} {
			starts = append(starts, c.Edges(year[0], year[1])...)
		}
		for _, c := range shifts {
			for _, edge := range c.Edges(year[0], year[1]) {
				if t, ok := clock.Sub(edge, after); ok {
					starts = append(starts, t)
				}
			}
		}
		if len(starts) == 0 {
			starts = append(starts, year[0])
		}
		var worst time.Time
		for _, edge := range starts {
			for _, start := range []time.Time{edge.Add(-time.Minute), edge, edge.Add(time.Minute)} {
				if !d.hours.Open(start) && d.hours != nil || after.IsZero() && !clock.Open(start) {
					continue
				}
				fires, ok := clock.Add(start, after)
				if ok && !someone(shifts, fires) && (worst.IsZero() || fires.Before(worst)) {
					worst = fires
				}
			}
		}
		if !worst.IsZero() {
			zone := shifts[0].Location()
			return targets[0].Target, worst.In(zone), false
		}
	}
	return nil, time.Time{}, true
}

// someone reports whether one of several shifts is on duty at an instant, or was until a moment ago.
func someone(shifts []*calendar.Calendar, at time.Time) bool {
	for _, c := range shifts {
		if c.Open(at) || c.Open(at.Add(-time.Minute)) {
			return true
		}
	}
	return false
}

// shiftsOf are the hours of somebody and all who stand in, one after the other. False where those of one of them are not known.
func shiftsOf(who lang.Declaration) ([]*calendar.Calendar, bool) {
	var out []*calendar.Calendar
	for k := 0; who != nil && k < 10; k++ {
		c, _ := dutyOf(who)
		if c == nil || c.Value == nil || c.Value.Never() {
			return nil, false
		}
		out = append(out, c.Value)
		r, ok := who.(*lang.Role)
		if !ok {
			break
		}
		if r.Deputy.State == lang.Broken {
			return nil, false
		}
		who = r.Deputy.Target
	}
	return out, len(out) > 0
}

// called is a desk that works around the clock, and whoever it calls.
func called(deputy string) string {
	return `
calendar "days" {
  timezone = "Europe/Zurich"
  hours    = "08:00-20:00"
}
calendar "nights" {
  timezone = "Europe/Zurich"
  hours    = "20:00-08:00"
}
team "desk" { calendar = calendar.always }
role "manager" {
  team     = team.desk
  calendar = calendar.days
` + deputy + `
}
role "night_shift" {
  team     = team.desk
  calendar = calendar.nights
}
process "answering" {
  owner = role.manager
  team  = team.desk
  sla {
    complete = "4h"
    calendar = calendar.always
  }
  escalation {
    after = { "3h" = role.manager }
  }
}
`
}
