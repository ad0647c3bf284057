package budget

import (
	"slices"
	"time"

	"handoff/lang"
	"handoff/lang/calendar"
)

// The search for the worst start, in three steps, each taken only where the one before does not tell.
//
// In plain numbers: where all that is promised counts in one calendar whose hours add up, or in elapsed time, lengths may be added after all. An
// elapsed hour is at most an open one, so the sum bounds the path, and is the path where nothing elapses.
//
// By trial: the promise can only begin to be broken, or worst broken, near an instant at which a calendar opens or closes, so the flow is
// followed from each of those in the years that the holidays cover.
//
// By the path: package calendar knows all starts that can matter for one path. The path that was worst so far is given to it, and the flow
// followed once more from the start it finds.

// route is something that takes time.
type route struct {
	open    bool // a figure is missing
	work    bool // it is planned work
	end     func(tick clock, at instant, again bool) instant
	lines   func(at instant, again bool) []Line
	each    func(visit func(calendar.Leg))
	missing func(note func(lang.Declaration))
	loops   func(note func(lang.Declaration)) bool
}

// passageRoute makes a passage one, begun by a handoff that is accepted first, if there is one.
func passageRoute(first []part, x *passage) route {
	open := x.open
	for _, p := range first {
		open = open || p.open()
	}
	return route{
		open: open,
		end: func(tick clock, at instant, again bool) instant {
			return x.end(tick, along(tick, first, at, again), again)
		},
		lines: func(at instant, again bool) []Line {
			var out []Line
			for _, p := range first {
				out = append(out, p.lines(at, again)...)
				at = instant(out[len(out)-1].Until.Unix())
			}
			return append(out, x.lines(at, again)...)
		},
		each: func(visit func(calendar.Leg)) {
			for _, p := range first {
				for _, leg := range p.cost.legs {
					visit(leg)
				}
			}
			x.each(visit)
		},
		missing: func(note func(lang.Declaration)) {
			for _, p := range first {
				if p.cost.open {
					note(p.of)
				}
			}
			x.missing(note)
		},
		loops: x.loops,
	}
}

// hold holds a route against a promise that has a figure.
func hold(r route, promise calendar.Leg) *Outcome {
	o := &Outcome{Promise: promise, AtLeast: r.open}
	gather := func(into *[]lang.Declaration) func(lang.Declaration) {
		return func(d lang.Declaration) {
			if !slices.Contains(*into, d) {
				*into = append(*into, d)
			}
		}
	}
	again := r.loops(gather(&o.Unbounded))
	if r.open {
		r.missing(gather(&o.Missing))
	}
	if within(r, promise, again) {
		return o
	}
	s := search{route: r, promise: promise}
	s.prepare()
	if s.try(false); s.overrun > 0 {
		o.Broken = true
		s.tell(o, false)
		return o
	}
	if again {
		if s.try(true); s.overrun > 0 {
			o.Broken, o.OnlyAgain = true, true
			s.tell(o, true)
		}
	}
	return o
}

// within reports whether the route is certain to keep the promise, by adding lengths up; false where that cannot tell.
func within(r route, promise calendar.Leg, again bool) bool {
	var only *calendar.Calendar // the one that does not elapse
	several := false
	r.each(func(leg calendar.Leg) {
		if !leg.Calendar.Same(nil) && leg.Calendar != only {
			several = several || only != nil
			only = leg.Calendar
		}
	})
	if several || !only.Additive() {
		return false
	}
	sum := r.end(func(leg calendar.Leg, at instant) instant {
		length, _ := leg.Calendar.Length(leg.Duration)
		return at + instant(length/time.Second)
	}, 0, again)
	total := time.Duration(sum) * time.Second
	if promise.Calendar.Same(only) {
		length, _ := promise.Calendar.Length(promise.Duration)
		return total <= length
	}
	return !calendar.Worst([]calendar.Leg{{Duration: calendar.Duration{Clock: total}, Calendar: only}}, promise).Broken
}

// search looks for the start from which a route is latest.
type search struct {
	route   route
	promise calendar.Leg
	starts  []instant
	zone    *time.Location

	start   instant
	overrun int64 // in seconds
}

// maxTrials bounds how many legs are followed in one search. Flows that need more are tried at fewer starts.
const maxTrials = 2_000_000

// prepare gathers the starts to try.
func (s *search) prepare() {
	var calendars []*calendar.Calendar
	legs := 0
	note := func(leg calendar.Leg) {
		legs++
		if leg.Known() && !leg.Calendar.Same(nil) && !slices.Contains(calendars, leg.Calendar) {
			calendars = append(calendars, leg.Calendar)
		}
	}
	note(s.promise)
	s.route.each(note)
	s.zone = time.UTC
	var years []int
	for _, c := range calendars {
		years = append(years, c.Years()...)
		if s.zone == time.UTC {
			s.zone = c.Location()
		}
	}
	slices.Sort(years)
	if years = slices.Compact(years); len(years) == 0 {
		years = (*calendar.Calendar)(nil).Years()
	}
	for _, year := range years {
		from := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		to := from.AddDate(1, 0, 0)
		s.starts = append(s.starts, instant(from.Unix()))
		for _, c := range calendars {
			for _, edge := range c.Edges(from, to) {
				u := instant(edge.Unix() - edge.Unix()%60)
				s.starts = append(s.starts, u-60, u, u+60)
			}
		}
	}
	slices.Sort(s.starts)
	s.starts = slices.Compact(s.starts)
	if most := max(100, maxTrials/max(1, legs)); len(s.starts) > most {
		every := (len(s.starts) + most - 1) / most
		var fewer []instant
		for k := 0; k < len(s.starts); k += every {
			fewer = append(fewer, s.starts[k])
		}
		s.starts = fewer
	}
}

// try finds the start from which the route is latest.
func (s *search) try(again bool) {
	s.overrun = int64(never)
	at := func(start instant) {
		if late := int64(s.route.end(byCalendar, start, again) - byCalendar(s.promise, start)); late > s.overrun {
			s.start, s.overrun = start, late
		}
	}
	for _, start := range s.starts {
		at(start)
	}
	var path []calendar.Leg
	for _, line := range s.route.lines(s.start, again) {
		if line.Leg.Known() && !line.Leg.Duration.IsZero() {
			path = join(path, line.Leg)
		}
	}
	if len(path) > maxExact {
		return
	}
	if exact := calendar.Worst(path, s.promise); !exact.Open {
		at(instant(exact.Start.Unix()))
	}
}

// maxExact is how many legs a path may have for all its starts to be tried.
const maxExact = 40

// join appends a leg; to the last one, where the two add up.
func join(path []calendar.Leg, leg calendar.Leg) []calendar.Leg {
	if n := len(path); n > 0 && path[n-1].Calendar.Same(leg.Calendar) && leg.Calendar.Additive() {
		a, okA := leg.Calendar.Length(path[n-1].Duration)
		b, okB := leg.Calendar.Length(leg.Duration)
		if okA && okB {
			path[n-1].Duration = calendar.Duration{Clock: a + b}
			return path
		}
	}
	return append(path, leg)
}

// tell fills in the path from the worst start.
func (s *search) tell(o *Outcome, again bool) {
	o.Path = s.route.lines(s.start, again)
	if s.route.work { // a step without planned work is not on the path
		o.Path = slices.DeleteFunc(o.Path, func(l Line) bool { return !l.Leg.Known() })
	}
	for k := range o.Path {
		o.Path[k].Until = o.Path[k].Until.In(s.zone)
	}
	o.Start = s.start.time().In(s.zone)
	o.Due = byCalendar(s.promise, s.start).time().In(s.zone)
	o.Done = s.route.end(byCalendar, s.start, again).time().In(s.zone)
}
