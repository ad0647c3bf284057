package lang

import (
	"errors"
	"strings"

	"handoff/lang/calendar"
)

// unread reports whether a text was written and has no value, since a local in it has none: that has been reported.
func (r *resolver) unread(t Text) bool {
	file := r.m.File(t.Range.File)
	return t.Given() && t.Value == "" && file != nil && !strings.HasPrefix(file.Text(t.Range), `"`)
}

// calendar builds the value of a calendar block and reports what is wrong with it at the token that is.
func (r *resolver) calendar(c *Calendar) {
	spec := calendar.Spec{Name: c.Name, Timezone: c.Timezone.Value, Holidays: c.Holidays.Values()}
	if !c.Timezone.Given() || r.unread(c.Timezone) {
		spec.Timezone = "UTC"
	}
	type opening struct {
		days  Texts
		hours Text
	}
	var openings []opening
	if len(c.Days) > 0 || c.Hours.Given() {
		openings = append(openings, opening{c.Days, c.Hours})
	}
	for _, w := range c.Windows {
		openings = append(openings, opening{w.Days, w.Hours})
	}
	for _, o := range openings {
		spec.Windows = append(spec.Windows, calendar.Window{Days: o.days.Values(), Hours: o.hours.Value})
	}
	value, problems := calendar.New(spec)
	c.Value = value
	for _, e := range problems {
		at := c.Header
		switch e.Part {
		case calendar.PartTimezone:
			at = c.Timezone.Range
		case calendar.PartHoliday:
			at = c.Holidays[e.Index].Range
		case calendar.PartHours:
			if r.unread(openings[e.Window].hours) {
				continue
			}
			at = openings[e.Window].hours.Range
		case calendar.PartDays:
			at = openings[e.Window].days[e.Index].Range
		}
		if at.IsZero() {
			at = c.Header
		}
		r.findings = append(r.findings, calendarFinding(e, at, r.m.File(at.File), place{in: c, path: string(e.Part) + e.Text}))
	}
}

// asCalendarError unwraps an error of package calendar.
func asCalendarError(err error) *calendar.Error {
	var e *calendar.Error
	if errors.As(err, &e) {
		return e
	}
	return &calendar.Error{}
}

// dates builds the calendars and the instants of milestones.
func (r *resolver) dates() {
	for _, c := range r.m.Calendars {
		r.calendar(c)
	}
	for _, ms := range r.m.Milestones {
		if ms.At.Text == "" {
			continue
		}
		zone := ms.Timezone.Value
		if !ms.Timezone.Given() || r.unread(ms.Timezone) {
			zone = "UTC"
		}
		instant := ms.At.Text
		if !strings.ContainsAny(instant, "T ") {
			instant += "T00:00" // a day begins at midnight
		}
		if _, err := calendar.ParseDate(ms.At.Text); instant != ms.At.Text && err != nil {
			r.findings = append(r.findings, calendarFinding(err, ms.At.Range, r.m.File(ms.At.Range.File), place{in: ms, path: "at"}))
			continue
		}
		t, err := calendar.ParseInstant(instant, zone)
		if err != nil {
			at := ms.At.Range
			if asCalendarError(err).Part == calendar.PartTimezone {
				at = ms.Timezone.Range
			}
			r.findings = append(r.findings, calendarFinding(err, at, r.m.File(at.File), place{in: ms, path: "at"}))
			continue
		}
		ms.At.Time, ms.At.Instant = t, strings.Contains(ms.At.Text, "T")
	}
}
