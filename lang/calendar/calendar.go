package calendar

import (
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// Spec is a calendar as an author writes it.
type Spec struct {
	Name     string // as declared: "office_hours"
	Timezone string // an IANA name: "Europe/Zurich"
	Windows  []Window
	Holidays []string // dates on which no window opens: "2026-12-25"
}

// Window is one weekly opening. One without Hours is never open: its author has named days and no figure.
type Window struct {
	Days  []string // "mon" … "sun"; none means every day
	Hours string   // "08:00-18:00"; "22:00-06:00" ends the next morning; "24:00" is the end of the day
}

// Calendar says when somebody works: weekly windows of open hours in a time zone, less holidays. A window that runs past midnight
// belongs to the day it opens on, holidays included. A Calendar does not change once made and may be used from several goroutines. The
// nil *Calendar is the absence of one:
// time simply elapses.
type Calendar struct {
	Spec
	zone     *time.Location
	week     [7][]stretch // by time.Weekday, in wall-clock seconds since that day's midnight; sorted and apart
	holidays []int        // days since 1970-01-01, sorted
	open     int64        // seconds of open hours in a week without holiday or change of clocks
	days     int          // working days in such a week

	line     atomic.Pointer[timeline] // what was rolled out so far: a cache
	additive atomic.Int32             // whether promises add up, once asked: 1 for yes, -1 for no
}

// stretch is a half-open stretch of seconds.
type stretch struct{ from, to int64 }

const daySeconds = 24 * 60 * 60

// New makes a calendar of spec. What is wrong with spec comes back as one Error a piece; the calendar is then made of what is
// right, in UTC if the time zone is not, so that it can stand in for the one that was meant.
func New(spec Spec) (*Calendar, []*Error) {
	c := &Calendar{Spec: spec, zone: time.UTC}
	var errs []*Error
	note := func(err *Error) bool {
		if err != nil {
			errs = append(errs, err)
		}
		return err == nil
	}
	zone, err := loadZone(spec.Timezone)
	if note(err) {
		c.zone = zone
	}
	for i, window := range spec.Windows {
		hours, err := parseHours(window.Hours)
		if err != nil {
			err.Window = i
		}
		usable := note(err) && hours.from < hours.to
		days, dayErrs := parseDays(window.Days, i)
		errs = append(errs, dayErrs...)
		for _, weekday := range days {
			if usable {
				c.week[weekday] = merge(append(c.week[weekday], hours))
			}
		}
	}
	for i, holiday := range spec.Holidays {
		date, err := parseDate(holiday, PartHoliday)
		if err != nil {
			err.Index = i
		}
		if note(err) {
			c.holidays = append(c.holidays, int(date.Unix()/daySeconds))
		}
	}
	slices.Sort(c.holidays)
	c.holidays = slices.Compact(c.holidays)
	for weekday := range c.week {
		hours := c.regular(time.Weekday(weekday), true)
		for _, s := range hours {
			c.open += s.to - s.from
		}
		if len(hours) > 0 {
			c.days++
		}
	}
	return c, errs
}

// Always returns the calendar that is built in: open around the clock, so that time in it elapses.
func Always() *Calendar {
	c, _ := New(Spec{Name: "always", Timezone: "UTC", Windows: []Window{{Hours: "00:00-24:00"}}})
	return c
}

// Never reports whether c has no open hours at all, so that nothing promised in it ever falls due.
func (c *Calendar) Never() bool { return c != nil && c.open == 0 }

// Same reports whether promises in the two calendars can be compared: they are one calendar, or time elapses in both.
func (c *Calendar) Same(other *Calendar) bool { return c == other || c.elapsed() && other.elapsed() }

// Agrees reports whether the two calendars are open at the same times, so that it makes no difference to arithmetic which of them is
// meant. Those of two teams may agree and still not be the same: one of them may change.
func (c *Calendar) Agrees(other *Calendar) bool {
	if c == other || c.elapsed() || other.elapsed() {
		return c.Same(other)
	}
	for weekday := range c.week {
		if !slices.Equal(c.week[weekday], other.week[weekday]) {
			return false
		}
	}
	return c.zone.String() == other.zone.String() && slices.Equal(c.holidays, other.holidays)
}

// Location returns the time zone of c: UTC for the nil calendar.
func (c *Calendar) Location() *time.Location {
	if c == nil {
		return time.UTC
	}
	return c.zone
}

// Years returns the years that the holidays of c fall in, sorted; 2026 where there are none. Every kind of week that c knows is in
// them.
func (c *Calendar) Years() []int {
	years := []int{}
	if c != nil {
		for _, holiday := range c.holidays {
			years = append(years, time.Unix(int64(holiday)*daySeconds, 0).UTC().Year())
		}
	}
	if len(years) == 0 {
		return []int{referenceYear}
	}
	return slices.Compact(years)
}

// referenceYear stands for any year: it has both changes of clocks and no holidays of its own.
const referenceYear = 2026

// elapsed reports whether an hour in c is an hour, a day 24 of them, and always open.
func (c *Calendar) elapsed() bool {
	return c == nil || c.zone == time.UTC && len(c.holidays) == 0 && c.open == 7*daySeconds
}

// regular returns the windows of a weekday. Where the day before is a working day, hours that belong to it are left out, for one hour
// is worked only once.
func (c *Calendar) regular(weekday time.Weekday, after bool) []stretch {
	hours := c.week[weekday]
	before := c.week[(weekday+6)%7]
	if !after || len(before) == 0 {
		return hours
	}
	tail := before[len(before)-1].to - daySeconds
	if len(hours) == 0 || tail <= hours[0].from {
		return hours
	}
	var left []stretch
	for _, s := range hours {
		if s.to > tail {
			left = append(left, stretch{max(s.from, tail), s.to})
		}
	}
	return left
}

// merge sorts stretches and joins those that overlap or touch.
func merge(list []stretch) []stretch {
	slices.SortFunc(list, func(a, b stretch) int { return int(a.from - b.from) })
	merged := list[:0]
	for _, s := range list {
		if n := len(merged); n > 0 && s.from <= merged[n-1].to {
			merged[n-1].to = max(merged[n-1].to, s.to)
		} else {
			merged = append(merged, s)
		}
	}
	return merged
}

// Words returns c as people say it: "office hours, Mon–Fri 08:00–18:00, Europe/Zurich".
func (c *Calendar) Words() string {
	if c.elapsed() {
		return "around the clock"
	}
	parts := []string{c.title()}
	for _, window := range c.Windows {
		if hours := strings.Replace(window.Hours, "-", "–", 1); hours != "" {
			parts = append(parts, daysInWords(window.Days)+" "+hours)
		}
	}
	if c.Never() {
		parts = append(parts, "no open hours")
	}
	parts = append(parts, c.Timezone)
	switch n := len(c.holidays); n {
	case 0:
	case 1:
		parts = append(parts, "except 1 holiday")
	default:
		parts = append(parts, "except "+strconv.Itoa(n)+" holidays")
	}
	return strings.Join(parts, ", ")
}

// title returns the name of c as words.
func (c *Calendar) title() string { return strings.ReplaceAll(c.Name, "_", " ") }
