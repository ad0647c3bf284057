package budget

import (
	"slices"
	"time"

	"handoff/lang"
	"handoff/lang/calendar"
)

// The search for the worst start, in three steps, each taken only where the one before does not tell.
//
// In plain numbers: where the promise and all that it is made of count in one calendar whose hours add up, or in elapsed time, lengths may be
// added after all. An elapsed hour is at most an open one, so the sum bounds the path, and is the path where nothing elapses.
//
// By trial: the promise can only begin to be broken, or worst broken, near an instant at which a calendar opens or closes, so the flow is followed from
// those in the years that the holidays cover. Not from all: whoever starts later ends later, so from no start between two instants is it later than the
// end from the last of them is after the due date from the first. Stretches in which that is no worse than what has been found are passed over
// (branch and bound).
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
		switch {
		case leg.Calendar.Agrees(nil) || leg.Calendar.Agrees(only):
		case only == nil:
			only = leg.Calendar
		default:
			several = true
		}
	})
	if several || !promise.Calendar.Agrees(only) || !only.Additive() {
		return false
	}
	sum := r.end(func(leg calendar.Leg, at instant) instant {
		length, _ := leg.Calendar.Length(leg.Duration)
		return at + instant(length/time.Second)
	}, 0, again)
	length, _ := promise.Calendar.Length(promise.Duration)
	if sum < 0 { // it gets nowhere
		return true
	}
	return time.Duration(sum)*time.Second <= length
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

// prepare gathers the starts to try.
func (s *search) prepare() {
	var calendars []*calendar.Calendar
	note := func(leg calendar.Leg) {
		if leg.Known() && !leg.Calendar.Same(nil) && !slices.ContainsFunc(calendars, leg.Calendar.Agrees) {
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
}

// try finds the start from which the route is latest.
func (s *search) try(again bool) {
	s.overrun = int64(never)
	type trial struct{ due, end instant }
	at := func(start instant) trial {
		t := trial{byCalendar(s.promise, start), s.route.end(byCalendar, start, again)}
		if late := int64(t.end - t.due); late > s.overrun || late == s.overrun && start < s.start {
			s.start, s.overrun = start, late
		}
		return t
	}
	// between looks at the starts between two that have been tried.
	doubt := false
	var between func(i, j int, first, last trial)
	between = func(i, j int, first, last trial) {
		enough := int64(0)
		if s.overrun > 0 { // once it is broken, a little more does not matter: the last step sees to that
			enough = s.overrun + max(close, s.overrun/20)
		}
		if int64(last.end-first.due) <= enough {
			return
		}
		if j-i < 2 {
			doubt = true // what lies between has not been tried
			return
		}
		middle := (i + j) / 2
		t := at(s.starts[middle])
		between(i, middle, first, t)
		between(middle, j, t, last)
	}
	from := 0
	for k := 1; k <= len(s.starts); k++ {
		if k < len(s.starts) && s.starts[k]-s.starts[k-1] < apart {
			continue
		}
		first := at(s.starts[from])
		if k-1 > from {
			between(from, k-1, first, at(s.starts[k-1]))
		}
		from = k
	}
	if !doubt && s.overrun <= 0 {
		return
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

const (
	close = 30 * 60           // seconds
	apart = 60 * 24 * 60 * 60 // seconds: starts so far apart are of years that have nothing to do with each other
)

// maxExact is how many legs a path may have for all its starts to be tried.
const maxExact = 12

// join appends a leg; to the last one, where the two add up.
func join(path []calendar.Leg, leg calendar.Leg) []calendar.Leg {
	if n := len(path); n > 0 && path[n-1].Calendar.Agrees(leg.Calendar) && leg.Calendar.Additive() {
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
