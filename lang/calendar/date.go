package calendar

// Dates and instants: holidays, milestones, reviews.

import (
	"fmt"
	"time"

	"handoff/lang/lazyregexp"
)

// ParseDate reads a date ("2026-12-31") as its midnight in UTC. An error is always an *Error.
func ParseDate(text string) (time.Time, error) {
	date, err := parseDate(text, PartDate)
	if err != nil {
		return time.Time{}, err
	}
	return date, nil
}

var (
	dateForm    = lazyregexp.New(`^\d{4}-\d\d-\d\d$`)
	instantForm = lazyregexp.New(`^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$`)
	// looseDates are other ways to write a date in which no day can be taken for a month.
	looseDates = []string{"2006-1-2", "2006/1/2", "2006.1.2", "20060102", "2.1.2006", "2 January 2006", "January 2, 2006", "2 Jan 2006", "2-Jan-2006"}
)

func parseDate(text string, part Part) (time.Time, *Error) {
	date, err := time.Parse("2006-01-02", text)
	fault := &Error{Part: part, Length: len(text), Text: text, Summary: "bad date"}
	switch {
	case err == nil && dateForm.MatchString(text) && plausible(date):
		return date, nil
	case err == nil && dateForm.MatchString(text):
		fault.Length = 4
		fault.Detail = fmt.Sprintf("%q is centuries away.", text)
	case dateForm.MatchString(text):
		fault.Offset, fault.Length = 5, 5
		fault.Detail = fmt.Sprintf("There is no day %q.", text)
	default:
		fault.Detail = fmt.Sprintf("%q is no date.", text)
		fault.Help = `Dates are written as "2026-12-31".`
		for _, layout := range looseDates {
			if date, err := time.Parse(layout, text); err == nil && plausible(date) {
				fault.Suggestion = date.Format("2006-01-02")
				break
			}
		}
	}
	return time.Time{}, fault
}

func plausible(t time.Time) bool { return t.Year() >= 1970 && t.Year() < 2200 }

// ParseInstant reads a point in time as the wall shows it in a time zone ("2026-03-18T02:00", with seconds or without). A time that
// the wall shows twice, when clocks go back, is the first of the two. An error is always an *Error, of PartInstant or
// PartTimezone.
func ParseInstant(text, timezone string) (time.Time, error) {
	zone, fault := loadZone(timezone)
	if fault != nil {
		return time.Time{}, fault
	}
	fault = &Error{Part: PartInstant, Length: len(text), Text: text, Summary: "bad point in time"}
	layout := "2006-01-02T15:04"
	if len(text) == len("2006-01-02T15:04:05") {
		layout += ":05"
	}
	wall, err := time.Parse(layout, text)
	switch {
	case err == nil && instantForm.MatchString(text) && plausible(wall):
		t := time.Unix(instantAt(zone, wall.Unix()), 0).In(zone)
		if t.Format(layout) == text {
			return t, nil
		}
		fault.Detail = fmt.Sprintf("%s never shows %q: clocks go forward then, to %s.", timezone, text, t.Format("15:04"))
		fault.Suggestion = t.Format(layout)
	case err == nil && instantForm.MatchString(text):
		fault.Detail = fmt.Sprintf("%q is centuries away.", text)
	case instantForm.MatchString(text):
		fault.Detail = fmt.Sprintf("There is no point in time %q.", text)
	default:
		fault.Detail = fmt.Sprintf("%q is no point in time.", text)
		fault.Help = `Write date and time as "2026-03-18T02:00"; the time zone has an argument of its own.`
		fault.Suggestion = guessInstant(text, zone)
	}
	return time.Time{}, fault
}

// guessInstant reads the usual other forms: a space for the T, no time, or an offset of its own.
func guessInstant(text string, zone *time.Location) string {
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02", "2006-01-02T15"} {
		if t, err := time.Parse(layout, text); err == nil && plausible(t) {
			return t.Format("2006-01-02T15:04")
		}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, text); err == nil && plausible(t) {
			return t.In(zone).Format("2006-01-02T15:04")
		}
	}
	return ""
}
