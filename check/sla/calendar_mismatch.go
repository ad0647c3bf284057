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

// CalendarMismatch finds promises that run on while nobody works.
var CalendarMismatch = check.Rule{
	ID: "sla/calendar-mismatch", Severity: finding.Warning, Kind: check.Presence,
	Title: "A clock that runs while nobody works",
	What: "A promise in elapsed time (no `calendar`, or `calendar.always`) that rests on people who do not work around the clock, and that can pass from beginning to end while they are away. For a process these are its team; for a handoff, those who take it up: " +
		"the roles of the step it arrives at, else the receiver's team. What a system does by itself needs nobody.",
	Why: "Four hours from Friday evening are over before anybody has read the mail. Either somebody is on call, or what was meant is four working hours.",
	Bad: shop(""), Good: shop("    calendar = calendar.office_hours"),
	Run: func(p *check.Pass) {
		m := away{p, map[*calendar.Calendar]gap{}}
		for _, n := range p.Graph.Processes {
			if graph.Own(n) && n.Runs != nil && !automatic(n.Steps) {
				m.mismatch(n.Process, n.SLA, n.Runs)
			}
		}
		for _, i := range p.Graph.Interfaces {
			if !graph.Own(i) {
				continue
			}
			for _, h := range i.Handoffs {
				if who := takers(h); who != nil && m.mismatch(i.Interface, i.SLA, who) {
					break
				}
			}
		}
	},
}

// automatic reports whether steps are all done by systems.
func automatic(steps []*graph.Step) bool {
	for _, s := range steps {
		for _, by := range s.By {
			if by.System() == nil {
				return false
			}
		}
		if len(s.By) == 0 {
			return false
		}
	}
	return len(steps) > 0
}

// takers is who takes up what is handed over: of several, one who is always there, if there is one. Nil for a system.
func takers(h *graph.Handoff) lang.Declaration {
	steps := h.Input.ArrivesAt()
	if automatic(steps) {
		return nil
	}
	var out lang.Declaration
	for _, s := range steps {
		for _, r := range s.Row.Responsible {
			if r.Who == nil {
				continue
			}
			c, _ := dutyOf(r.Who)
			if c == nil || always(c.Value) {
				return nil
			}
			if out == nil {
				out = r.Who
			}
		}
	}
	if out != nil {
		return out
	}
	if h.Receiver.Runs == nil {
		return nil
	}
	return h.Receiver.Runs
}

// mismatch reports promises that can pass while somebody is away, as one finding.
func (m away) mismatch(of lang.Declaration, s graph.SLA, who lang.Declaration) bool {
	duty, whose := dutyOf(who)
	if duty == nil || duty.Value == nil || always(duty.Value) || duty.Value.Never() {
		return false
	}
	longest, ok := m.gaps[duty.Value]
	if !ok {
		longest = longestClosed(duty.Value)
		m.gaps[duty.Value] = longest
	}
	for _, part := range parts(s) {
		for _, kind := range kinds {
			promise := kind.of(part.Promises)
			length, ok := promise.Value.Elapsed()
			if !promise.Stated() || !ok || !always(in(promise)) || length > longest.length {
				continue
			}
			f := finding.Finding{
				Summary: "Promise runs on while nobody works",
				Detail: fmt.Sprintf("%s promises to %s%s within %s of elapsed time; %s works in %s. From %s nobody is there for %s.",
					check.Name(of), kind.name, part.forValue(), promise.Value.Words(), check.Name(who), check.Name(duty), budget.Moment(longest.from), budget.Length(longest.length)),
				Help:    fmt.Sprintf("If working hours were meant, say so: `calendar = %s`. If not, name somebody who is on duty around the clock.", duty.Address()),
				Address: of.Common().Address(), Range: promise.Range,
				Related: []finding.Related{check.Related("Who works when.", whose)},
			}
			m.Report(f)
			return true
		}
	}
	return false
}

// away remembers how long people are away.
type away struct {
	*check.Pass
	gaps map[*calendar.Calendar]gap
}

// gap is a time for which a calendar is closed.
type gap struct {
	from   time.Time
	length time.Duration
}

// longestClosed is the longest time for which a calendar is closed; of several the first.
func longestClosed(c *calendar.Calendar) (longest gap) {
	for _, year := range years(c) {
		if from, length := c.LongestClosed(year[0], year[1].AddDate(0, 1, 0)); length > longest.length {
			longest = gap{from, length}
		}
	}
	return longest
}

// shop is a process with a short promise whose team works office hours.
func shop(calendar string) string {
	return `
calendar "office_hours" {
  timezone = "Europe/Zurich"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
}
team "workshop" { calendar = calendar.office_hours }
process "repair" {
  owner = role.mechanic
  team  = team.workshop
  sla {
    complete = "4h"
` + calendar + `
  }
}
role "mechanic" { team = team.workshop }
`
}
