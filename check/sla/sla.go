// Package sla holds the rules about promises: that there is one, that it has a figure, and that it can be kept.
package sla

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"handoff/check"
	"handoff/graph"
	"handoff/graph/budget"
	"handoff/lang"
	"handoff/lang/calendar"
	"handoff/lang/finding"
)

// The ways through processes and services, which three rules follow.
var (
	promisedPlan = check.Fact[*budget.Planner]{Find: budget.Promised}
	plannedPlan  = check.Fact[*budget.Planner]{Find: budget.Planned}
)

// promiser is a block of the map that makes promises.
type promiser struct {
	of  lang.Declaration
	sla graph.SLA
}

// promisers lists the processes, interfaces and services of the map itself that have an sla block.
func promisers(g *graph.Graph) []promiser {
	var out []promiser
	add := func(d lang.Declaration, s graph.SLA) {
		if s.Block != nil && graph.Own(d) {
			out = append(out, promiser{d, s})
		}
	}
	for _, n := range g.Processes {
		add(n.Process, n.SLA)
	}
	for _, i := range g.Interfaces {
		add(i.Interface, i.SLA)
	}
	for _, s := range g.Services {
		add(s.Service, s.SLA)
	}
	return out
}

// kept reports whether what is laid under the block is known: no policy, or one that is there.
func (p promiser) kept() bool { return p.sla.Block.Policy.State != lang.Broken }

// part is the promises for one value, or "" for all others.
type part struct {
	value string
	graph.Promises
}

// parts lists what is promised, value by value, then by default.
func parts(s graph.SLA) []part {
	var out []part
	for _, t := range s.Targets {
		out = append(out, part{t.Value.Value, t.Promises})
	}
	if s.Promises.Given() || len(out) == 0 {
		out = append(out, part{"", s.Promises})
	}
	return out
}

// forValue is "for P1" in a sentence, or nothing.
func (p part) forValue() string {
	if p.value == "" {
		return ""
	}
	return fmt.Sprintf(" for %q", p.value)
}

// in is the calendar that a promise counts in; nil for elapsed time.
func in(p graph.Promise) *calendar.Calendar {
	if p.Calendar == nil {
		return nil
	}
	return p.Calendar.Value
}

// words says a length in a calendar as people do.
func words(d calendar.Duration, c *calendar.Calendar) string {
	return calendar.Leg{Duration: d, Calendar: c}.Words()
}

// dutyOf is when somebody works, and whose word that is: the role's own calendar, else that of its first team that has one, else that of the
// teams above. Nil where that is not said; a calendar that never opens where its name is broken.
func dutyOf(d lang.Declaration) (*lang.Calendar, lang.Declaration) {
	switch d := d.(type) {
	case *lang.Role:
		if c := graph.CalendarOf(d.Calendar); c != nil {
			return c, d
		}
		for _, t := range d.Teams {
			if c, of := dutyOf(t.Target); c != nil {
				return c, of
			}
		}
	case *lang.Team:
		for k := 0; d != nil && k < 100; k, d = k+1, d.Parent.Team() {
			if c := graph.CalendarOf(d.Calendar); c != nil {
				return c, d
			}
		}
	}
	return nil, nil
}

// years are the stretches of time in which every kind of week of some calendars occurs.
func years(list ...*calendar.Calendar) [][2]time.Time {
	seen := map[int]bool{}
	var out [][2]time.Time
	for _, c := range list {
		for _, y := range c.Years() {
			if !seen[y] {
				seen[y] = true
				from := time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
				out = append(out, [2]time.Time{from, from.AddDate(1, 0, 0)})
			}
		}
	}
	return out
}

// header is where a finding about a set of promises points.
func (p promiser) header() finding.Range {
	if p.sla.Block.Header.IsZero() {
		return check.Header(p.of)
	}
	return p.sla.Block.Header
}

// always reports whether time in a calendar just elapses.
func always(c *calendar.Calendar) bool { return c.Same(nil) }

// late says how a promise is broken: by when it is due, when the path ends, and the path as a table.
func late(o *budget.Outcome, of lang.Declaration, path string, s graph.SLA) string {
	var b strings.Builder
	value, least, again := "", "", ""
	if o.Value != "" {
		value = fmt.Sprintf(" for %q", o.Value)
	}
	if o.AtLeast {
		least = " at the earliest"
	}
	if o.OnlyAgain {
		again = " if work is handed back as often as it may be,"
	}
	zone := ""
	if name := o.Start.Location().String(); name != "UTC" {
		zone = " (" + name + ")"
	}
	fmt.Fprintf(&b, "%s promises %s%s. Begun on %s%s, that is until %s;%s %s ends on %s%s, %s later.\n\n", check.Name(of), o.Promise.Words(), value,
		budget.Moment(o.Start), zone, budget.Moment(o.Due), again, path, budget.Moment(o.Done), least, budget.Length(o.Overrun()))
	b.WriteString(o.Table())
	b.WriteString("\nEach line is counted in its own calendar, one after the other.")
	if len(o.Missing) > 0 {
		fmt.Fprintf(&b, " There is no figure for %s, so it takes at least that long.", check.Names(o.Missing))
	}
	if len(o.Unbounded) > 0 {
		fmt.Fprintf(&b, " Work may go back at %s without a limit; one pass is counted.", check.Names(o.Unbounded))
	}
	if s.Pause.Given() {
		fmt.Fprintf(&b, " The clock stands still while `%s`; that is not counted.", s.Pause.Text)
	}
	return b.String()
}

// longest points at the parts of a path that take longest.
func longest(o *budget.Outcome) []finding.Related {
	type stretch struct {
		line budget.Line
		long int64
	}
	var all []stretch
	before := o.Start
	for _, line := range o.Path {
		all = append(all, stretch{line, int64(line.Until.Sub(before))})
		before = line.Until
	}
	slices.SortStableFunc(all, func(a, b stretch) int { return int(min(1, max(-1, b.long-a.long))) })
	var out []finding.Related
	seen := map[lang.Declaration]bool{}
	for _, s := range all {
		if len(out) == 3 || s.long == 0 {
			break
		}
		if !seen[s.line.Of] && graph.Own(s.line.Of) {
			seen[s.line.Of] = true
			out = append(out, check.Related("This may take "+s.line.Leg.Words()+".", s.line.Of))
		}
	}
	return out
}

// severity is a warning where the promise is kept unless work is handed back.
func severity(o *budget.Outcome) finding.Severity {
	if o.OnlyAgain {
		return finding.Warning
	}
	return ""
}

// place is where a finding about the `complete` of a block points.
func (p promiser) place(value string) finding.Range {
	for _, part := range parts(p.sla) {
		if part.value == value && part.Complete.Given() && part.Complete.Range.File == p.header().File && p.sla.Policy == nil {
			return part.Complete.Range
		}
	}
	return p.header()
}
