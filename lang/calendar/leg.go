package calendar

// Promises along a path. A leg is a monotone function from the instant something starts to the instant it is finished; a path
// applies its legs one after the other, so that legs in different calendars are never added up as numbers.

import "time"

// Leg is one promise: a duration in a calendar (nil: elapsed time).
type Leg struct {
	Duration Duration
	Calendar *Calendar
	Unknown  bool // there is no figure: none is given, or it is unstated("…")
}

// Known reports whether l ends at an instant that can be told: it has a figure, and so has its calendar.
func (l Leg) Known() bool { return !l.Unknown && !l.Calendar.Never() }

// Finish returns the instant at which l is finished when started at start. A leg that is not Known gives start itself and false: it
// takes at least no time.
func (l Leg) Finish(start time.Time) (time.Time, bool) {
	if !l.Known() {
		return start, false
	}
	return l.Calendar.Add(start, l.Duration)
}

// Latest returns the latest start from which l is finished by the given instant: Finish the other way round.
func (l Leg) Latest(finish time.Time) (time.Time, bool) {
	if !l.Known() {
		return finish, false
	}
	return l.Calendar.Sub(finish, l.Duration)
}

// Words returns l as people say it: "2 working days (office hours)", "4 hours", "no figure".
func (l Leg) Words() string {
	switch {
	case l.Unknown:
		return "no figure"
	case l.Calendar.elapsed():
		return l.Duration.Words()
	}
	return l.Duration.WordsIn(l.Calendar) + " (" + l.Calendar.title() + ")"
}

// Finish returns the instants at which the legs of a path are finished, one after the other. It is false where a figure is missing:
// the instants are then the earliest possible.
func Finish(path []Leg, start time.Time) ([]time.Time, bool) {
	finishes, all := make([]time.Time, len(path)), true
	for i, leg := range path {
		var known bool
		start, known = leg.Finish(start)
		finishes[i], all = start, all && known
	}
	return finishes, all
}
