package calendar

// The search for the worst start.
//
// A promise holds if from every start the path finishes no later than the promise falls due. Both instants are piecewise linear in
// the start: between two breakpoints each moves along with it or stands still, so how late the path is rises, falls or stays, and is
// greatest next to a breakpoint. A breakpoint is a start for which something in the chain begins or ends just when a calendar opens,
// closes, changes its clocks or goes from one working day to the next. So these instants of every calendar are followed back through
// the legs before, and only the starts found so, and the minutes next to them, need trying: some hundreds or thousands a year instead
// of half a million.

import (
	"slices"
	"time"
)

// Outcome is what came of holding a path against a promise.
type Outcome struct {
	Open    bool // the promise has no figure: there was nothing to compare, and nothing below is set but AtLeast
	Broken  bool // from some start the path finishes after the promise falls due
	AtLeast bool // a leg has no figure, so the path takes at least so long: a promise that is not Broken may yet be

	Start    time.Time     // the worst start: the first of those, on whole minutes, from which the path is latest
	Due      time.Time     // when the promise falls due from there
	Finishes []time.Time   // when each leg is finished from there
	Overrun  time.Duration // elapsed time from Due to the last finish; zero or negative (the slack) where the promise is not Broken
}

// Worst holds a path against a promise, from every start on a whole minute of the years that the holidays of their calendars fall in (a
// year without holidays where there are none).
func Worst(path []Leg, promise Leg) Outcome {
	outcome := Outcome{Open: !promise.Known()}
	zone := time.UTC
	for _, leg := range path {
		outcome.AtLeast = outcome.AtLeast || !leg.Known()
	}
	for _, leg := range append([]Leg{promise}, path...) { // an instant says most in the zone that people work in
		if zone == time.UTC {
			zone = leg.Calendar.Location()
		}
	}
	if outcome.Open {
		return outcome
	}
	first := true
	for _, start := range starts(path, promise) {
		begin := time.Unix(start, 0).In(zone)
		end := begin
		for _, leg := range path {
			end, _ = leg.Finish(end)
		}
		due, _ := promise.Finish(begin)
		if late := end.Sub(due); first || late > outcome.Overrun {
			outcome.Start, outcome.Due, outcome.Overrun = begin, due, late
			first = false
		}
	}
	outcome.Finishes, _ = Finish(path, outcome.Start)
	outcome.Broken = outcome.Overrun > 0
	return outcome
}

// starts returns the starts worth trying, in order.
func starts(path []Leg, promise Leg) []int64 {
	var all []int64
	for _, year := range years(append(slices.Clone(path), promise)) {
		from := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		to := from.AddDate(1, 0, 0)
		breaks := append(breakpoints(path, from, to), breakpoints([]Leg{promise}, from, to)...)
		all = append(all, from.Unix())
		for _, u := range breaks {
			u -= u % 60
			for _, start := range []int64{u, u + 60} {
				if from.Unix() <= start && start < to.Unix() {
					all = append(all, start)
				}
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// breakpoints returns the starts between from and to at which the finish of the path bends or jumps, and more.
func breakpoints(path []Leg, from, to time.Time) []int64 {
	last := to
	for _, leg := range path {
		last, _ = leg.Finish(last)
	}
	// Backwards: what is gathered for the end of a leg is carried to its start, where the leg's own edges join.
	var gathered []int64
	for _, leg := range slices.Backward(inParts(path)) {
		edges := leg.Calendar.bends(from, last)
		for _, edge := range edges {
			gathered = append(gathered, edge-60, edge) // a leg can arrive at an edge for a while: the beginning and the end of it
		}
		for i, finish := range gathered {
			start, _ := leg.Latest(time.Unix(finish, 0))
			gathered[i] = start.Unix()
		}
		gathered = append(gathered, edges...)
		slices.Sort(gathered)
		gathered = slices.Compact(gathered)
	}
	return gathered
}

// inParts returns the legs that have a figure, with those that count days and then hours taken apart: between the two is a
// breakpoint too.
func inParts(path []Leg) []Leg {
	var parts []Leg
	for _, leg := range path {
		if !leg.Known() {
			continue
		}
		days, clock := leg, leg
		days.Duration.Clock = 0
		clock.Duration = Duration{Clock: leg.Duration.Clock}
		parts = append(parts, days, clock)
	}
	return slices.DeleteFunc(parts, func(leg Leg) bool { return leg.Duration.IsZero() })
}

// bends returns the instants at which arithmetic in c is not smooth: working days begin or end, hours do, or clocks change.
func (c *Calendar) bends(from, to time.Time) []int64 {
	if c.elapsed() {
		return nil
	}
	var all []int64
	add := func(u int64) {
		if from.Unix() <= u && u <= to.Unix() {
			all = append(all, u)
		}
	}
	for _, s := range c.covering(from.Unix(), to.Unix()).hours {
		add(s.from)
		add(s.to)
	}
	for t := from.In(c.zone); ; {
		change := nextChange(t)
		if change.IsZero() || change.After(to) {
			return all
		}
		u := change.Unix()
		add(u)
		add(u + max(0, offset(c.zone, u-1)-offset(c.zone, u))) // when the hour shown again is over
		t = change
	}
}

// years returns the years in which to look for the worst start, sorted. Where time only elapses, every start is as good as any.
func years(legs []Leg) []int {
	var all []int
	for _, leg := range legs {
		if !leg.Calendar.elapsed() {
			all = append(all, leg.Calendar.Years()...)
		}
	}
	slices.Sort(all)
	if all = slices.Compact(all); len(all) == 0 {
		return []int{referenceYear}
	}
	return all
}
