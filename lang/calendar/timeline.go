package calendar

// A timeline is a calendar rolled out over a stretch of dates: its open hours as instants, one after the other, with a running sum.
// On it every question of open.go is a binary search. A calendar keeps the longest timeline it was ever asked for; one that turns out
// too short for an answer is grown, so the cost of a far answer is paid once.
//
// A working day is a date on which at least one window opens, with all hours that belong to it (a night shift reaches into the next
// date). Working days never overlap: an hour is part of the day that began first.

import (
	"slices"
	"sort"
	"time"
)

type timeline struct {
	zone     *time.Location
	from, to int       // dates, in days since 1970-01-01; to is not in it
	days     []workday // in order
	hours    []stretch // of all days, in order and apart
	sums     []int64   // sums[i]: seconds open before hours[i]; one more at the end
}

// workday is a working day: its date, and which of the timeline's hours are its own.
type workday struct{ date, first, end int }

// roll makes the timeline of the dates from..to.
func (c *Calendar) roll(from, to int) *timeline {
	size := 0 // about as many hours as weeks hold
	for weekday := range c.week {
		size += len(c.week[weekday])
	}
	size = size * ((to-from)/7 + 1)
	l := &timeline{zone: c.zone, from: from, to: to, days: make([]workday, 0, c.days*((to-from)/7+1)), hours: make([]stretch, 0, size), sums: make([]int64, 1, size+1)}
	var steady period
	for date := from; date < to; date++ {
		if c.holiday(date) {
			continue
		}
		first := len(l.hours)
		midnight := int64(date) * daySeconds
		weekday := time.Weekday(((date+4)%7 + 7) % 7) // 1970-01-01 was a Thursday
		for _, wall := range c.regular(weekday, !c.holiday(date-1)) {
			s := stretch{steady.instantAt(c.zone, midnight+wall.from), steady.instantAt(c.zone, midnight+wall.to)}
			if s.from < s.to { // hours can fall into the gap when clocks go forward
				l.hours = append(l.hours, s)
				l.sums = append(l.sums, l.sums[len(l.sums)-1]+s.to-s.from)
			}
		}
		if end := len(l.hours); end > first {
			l.days = append(l.days, workday{date, first, end})
		}
	}
	return l
}

// covering returns a timeline that holds all open hours from one instant to another, and a week on either side.
func (c *Calendar) covering(from, to int64) *timeline {
	first, last := int(from/daySeconds)-9, int(to/daySeconds)+9
	line := c.line.Load()
	if line == nil {
		line = c.roll(first, max(last, first+2*366))
	} else if line.from <= first && last <= line.to {
		return line
	} else {
		line = c.roll(min(first, line.from), max(last, line.to))
	}
	c.line.Store(line)
	return line
}

// grow returns a timeline that reaches as far again in both directions as the given one does.
func (c *Calendar) grow(line *timeline) *timeline {
	length := line.to - line.from
	line = c.roll(line.from-length, line.to+length)
	c.line.Store(line)
	return line
}

func (c *Calendar) holiday(date int) bool {
	_, found := slices.BinarySearch(c.holidays, date)
	return found
}

// at returns the first hours that end after u.
func (l *timeline) at(u int64) (int, bool) {
	i := sort.Search(len(l.hours), func(i int) bool { return l.hours[i].to > u })
	return i, i < len(l.hours)
}

func (l *timeline) nextOpen(u int64) (int64, bool) {
	i, ok := l.at(u)
	if !ok {
		return 0, false
	}
	return max(u, l.hours[i].from), true
}

// passed returns the seconds open from the beginning of l to u.
func (l *timeline) passed(u int64) int64 {
	i, ok := l.at(u)
	if !ok {
		return l.sums[i]
	}
	return l.sums[i] + max(0, u-l.hours[i].from)
}

// addSeconds returns the earliest instant by which n seconds, at least one, were open since u.
func (l *timeline) addSeconds(u, n int64) (int64, bool) {
	goal := l.passed(u) + n
	i := sort.Search(len(l.hours), func(i int) bool { return l.sums[i+1] >= goal })
	if i == len(l.hours) {
		return 0, false
	}
	return l.hours[i].from + goal - l.sums[i], true
}

// subSeconds returns the latest instant since which n seconds were open by u.
func (l *timeline) subSeconds(u, n int64) (int64, bool) {
	goal := l.passed(u) - n
	i := sort.Search(len(l.hours), func(i int) bool { return l.sums[i] > goal }) - 1
	if goal <= 0 || i < 0 {
		return 0, false
	}
	return l.hours[i].from + goal - l.sums[i], true
}

// day returns the working day that hours i belong to.
func (l *timeline) day(i int) int {
	return sort.Search(len(l.days), func(d int) bool { return l.days[d].end > i })
}

// addDays returns the same time of day n working days, at least one, after u, or the last open instant before that.
func (l *timeline) addDays(u int64, n int) (int64, bool) {
	i, ok := l.at(u)
	if !ok {
		return 0, false
	}
	u = max(u, l.hours[i].from)
	from := l.day(i)
	if from+n >= len(l.days) {
		return 0, false
	}
	target := l.days[from+n]
	u = l.carry(u, l.days[from].date, target.date)
	for i = target.end - 1; i >= target.first; i-- {
		if u > l.hours[i].from {
			return min(u, l.hours[i].to), true
		}
	}
	return l.hours[i].to, true // it opens later: the end of the working day before
}

// subDays returns the latest instant from which addDays(·, n) is not after u.
func (l *timeline) subDays(u int64, n int) (int64, bool) {
	i, ok := l.at(u)
	if !ok {
		return 0, false
	}
	late := func(start int64) bool {
		finish, ok := l.addDays(start, n)
		return !ok || finish > u
	}
	// The working day before the one that u is in or before is over by u, so counting to it is never too late.
	day := l.day(i)
	if day-1-n < 0 {
		return 0, false
	}
	// Mostly the answer is the same time of day n working days before.
	guess := l.carry(max(u, l.hours[i].from), l.days[day].date, l.days[day-n].date)
	if !late(guess) && late(guess+1) {
		return guess, true
	}
	begin := l.hours[l.days[day-1-n].first].from
	steps := sort.Search(int(u-begin), func(step int) bool { return late(begin + int64(step) + 1) })
	return begin + int64(steps), true
}

// carry returns the instant at which the wall shows on one date what it shows at u on another.
func (l *timeline) carry(u int64, from, to int) int64 {
	return instantAt(l.zone, wallAt(l.zone, u)+int64(to-from)*daySeconds)
}
