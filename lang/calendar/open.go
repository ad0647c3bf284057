package calendar

// The arithmetic of open hours, as methods of Calendar. What a promise of d from the instant t means:
//
//   - Hours and minutes count while the calendar is open.
//   - A day is one working day: 2d from Tuesday 10:00 is Thursday 10:00, and from Friday 10:00 in a Monday-to-Friday calendar, Tuesday
//     10:00. Where that day is closed at that time of day (it ends earlier, or has a break), it is the last open instant before.
//   - A week is as many working days as a week of the calendar has without holidays.
//   - Days are counted first, hours after: 1d2h from Tuesday 10:00 is Wednesday 12:00.
//   - From closed hours, the count begins at the next opening.
//   - The finish is the earliest instant by which all has passed: 1d from Monday's opening is Monday's close and not Tuesday's
//     opening, though no open hour lies between. So 1d and 10h are the same in a calendar of days from eight to six, whatever the start.
//
// Instants are taken to the second. Results are in the zone of the calendar.

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Open reports whether c is open at t. It closes at the very instant its hours end.
func (c *Calendar) Open(t time.Time) bool {
	next, ok := c.NextOpen(t)
	return ok && next.Unix() == t.Unix()
}

// NextOpen returns the first open instant that is not before t; false if c is never open.
func (c *Calendar) NextOpen(t time.Time) (time.Time, bool) {
	if c.elapsed() {
		return t.Truncate(time.Second), true
	}
	if c.Never() {
		return time.Time{}, false
	}
	return c.walk(t, func(l *timeline, u int64) (int64, bool) { return l.nextOpen(u) }), true
}

// Add returns the instant at which d has passed in c, counted from t: the top of this file says how. It is false where that is
// never: c has no open hours and d is not zero. A later t never gives an earlier result. Months count as no time.
func (c *Calendar) Add(t time.Time, d Duration) (time.Time, bool) {
	elapsed, _ := d.Elapsed()
	switch {
	case c.elapsed():
		return t.Truncate(time.Second).Add(elapsed), true
	case elapsed == 0:
		return c.time(t.Unix()), true
	case c.Never():
		return time.Time{}, false
	}
	if days := c.workingDays(d); days > 0 {
		t = c.walk(t, func(l *timeline, u int64) (int64, bool) { return l.addDays(u, days) })
	}
	if seconds := int64(d.Clock / time.Second); seconds > 0 {
		t = c.walk(t, func(l *timeline, u int64) (int64, bool) { return l.addSeconds(u, seconds) })
	}
	return t, true
}

// Sub returns the latest instant from which d has passed by t: Add the other way round. It is false where Add is. It tells when to
// begin so as to be done by a date that stands.
func (c *Calendar) Sub(t time.Time, d Duration) (time.Time, bool) {
	elapsed, _ := d.Elapsed()
	switch {
	case c.elapsed():
		return t.Truncate(time.Second).Add(-elapsed), true
	case elapsed == 0:
		return c.time(t.Unix()), true
	case c.Never():
		return time.Time{}, false
	}
	if seconds := int64(d.Clock / time.Second); seconds > 0 {
		t = c.walk(t, func(l *timeline, u int64) (int64, bool) { return l.subSeconds(u, seconds) })
	}
	if days := c.workingDays(d); days > 0 {
		t = c.walk(t, func(l *timeline, u int64) (int64, bool) { return l.subDays(u, days) })
	}
	return t, true
}

// Between returns the open time from a to b: none where b is not after a.
func (c *Calendar) Between(a, b time.Time) time.Duration {
	from, to := a.Unix(), b.Unix()
	switch {
	case to <= from || c.Never():
		return 0
	case c.elapsed():
		return time.Duration(to-from) * time.Second
	}
	line := c.covering(from, to)
	return time.Duration(line.passed(to)-line.passed(from)) * time.Second
}

// Edges returns the instants from a to b (both included) at which c opens or closes, in order. Hours that touch have no edge between
// them.
func (c *Calendar) Edges(a, b time.Time) []time.Time {
	if c.elapsed() || c.Never() || b.Before(a) {
		return nil
	}
	var edges []time.Time
	for _, s := range merge(append([]stretch(nil), c.covering(a.Unix(), b.Unix()).hours...)) {
		for _, u := range []int64{s.from, s.to} {
			if t := c.time(u); !t.Before(a) && !t.After(b) {
				edges = append(edges, t)
			}
		}
	}
	return edges
}

// LongestClosed returns the longest stretch from a to b for which c is closed between two openings, the first if there are several.
func (c *Calendar) LongestClosed(a, b time.Time) (from time.Time, length time.Duration) {
	if c.elapsed() || c.Never() || b.Before(a) {
		return time.Time{}, 0
	}
	var longest stretch
	closes := int64(math.MinInt64) // when the hours before close, or where they touch, those after
	for _, s := range c.covering(a.Unix(), b.Unix()).hours {
		if s.from > closes && closes >= a.Unix() && s.from <= b.Unix() && s.from-closes > longest.to-longest.from {
			longest = stretch{closes, s.from}
		}
		closes = s.to
	}
	return c.time(longest.from), time.Duration(longest.to-longest.from) * time.Second
}

// Compare orders two promises in c (negative: a is shorter). It is false where that depends on the day: the working days of c do not
// have the same hours and neither promise has both more days and more hours. Periods with months are not comparable.
func (c *Calendar) Compare(a, b Duration) (int, bool) {
	if c.elapsed() || a.Months != 0 || b.Months != 0 {
		return a.Compare(b)
	}
	days := c.workingDays(a) - c.workingDays(b)
	clock := a.Clock - b.Clock
	if length, equal := c.workingDay(); equal {
		return cmp.Compare(time.Duration(days)*length+clock, 0), true
	}
	if days > 0 && clock < 0 || days < 0 && clock > 0 {
		return 0, false
	}
	return cmp.Compare(days, 0) | cmp.Compare(clock, 0), true
}

// Length returns the open hours that d is in c; false where working days differ in their hours and d counts days, or d has months. One day
// is taken as 24 hours if c is open around the clock, changes of clocks aside.
func (c *Calendar) Length(d Duration) (time.Duration, bool) {
	if c.elapsed() {
		return d.Elapsed()
	}
	days := c.workingDays(d)
	length, equal := c.workingDay()
	return time.Duration(days)*length + d.Clock, d.Months == 0 && (equal || days == 0)
}

// Mean returns the elapsed time that d takes in c on average, holidays aside: three working days of five are three fifths of a week. It
// is false where Length is.
func (c *Calendar) Mean(d Duration) (time.Duration, bool) {
	length, ok := c.Length(d)
	switch {
	case !ok || c.elapsed():
		return length, ok
	case c.open == 0:
		return 0, false
	}
	return time.Duration(float64(length) / float64(c.open) * 7 * daySeconds), true
}

// Additive reports whether promises in c add up: d and then e take as many open hours as the lengths of d and e come to, whatever the
// start. It is so where time elapses, and where every working day has the same hours and no change of clocks falls into them.
func (c *Calendar) Additive() bool {
	if c.elapsed() {
		return true
	}
	known := c.additive.Load()
	if known == 0 {
		known = -1
		if c.addsUp() {
			known = 1
		}
		c.additive.Store(known)
	}
	return known > 0
}

// addsUp finds out.
func (c *Calendar) addsUp() bool {
	hours := c.sameHours()
	years := c.Years()
	t := time.Date(years[0]-1, 1, 1, 0, 0, 0, 0, c.zone)
	last := time.Date(years[len(years)-1]+2, 1, 1, 0, 0, 0, 0, c.zone)
	for {
		change := nextChange(t)
		if change.IsZero() || change.After(last) {
			return hours != nil
		}
		if c.Open(change) || c.Open(change.Add(-time.Second)) {
			return false
		}
		t = change
	}
}

// workingDay returns how long the longest working day of c is, and whether they all have the same hours. Days of one length are not enough: from
// Monday 20:00 of a night to the last open instant of a Tuesday by daylight, a day is all of both.
func (c *Calendar) workingDay() (time.Duration, bool) {
	var length int64
	for weekday := range c.week {
		var open int64
		for _, s := range c.regular(time.Weekday(weekday), true) {
			open += s.to - s.from
		}
		length = max(length, open)
	}
	return time.Duration(length) * time.Second, c.sameHours() != nil
}

// sameHours are those of every working day, or none where they differ.
func (c *Calendar) sameHours() []stretch {
	var hours []stretch
	for weekday := range c.week {
		switch h := c.regular(time.Weekday(weekday), true); {
		case len(h) == 0:
		case hours == nil:
			hours = h
		case !slices.Equal(hours, h):
			return nil
		}
	}
	return hours
}

// time returns an instant in the zone of c.
func (c *Calendar) time(u int64) time.Time { return time.Unix(u, 0).In(c.zone) }

// workingDays returns the weeks and days of d as working days.
func (c *Calendar) workingDays(d Duration) int { return d.Weeks*c.days + d.Days }

// walk answers a question on a timeline around t that is long enough to hold the answer.
func (c *Calendar) walk(t time.Time, ask func(l *timeline, u int64) (int64, bool)) time.Time {
	line := c.covering(t.Unix(), t.Unix())
	for {
		if answer, ok := ask(line, t.Unix()); ok {
			return c.time(answer)
		}
		line = c.grow(line)
	}
}
