package calendar

// Days and hours of a week, as authors write them.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"handoff/lang/finding"
	"handoff/lang/lazyregexp"
)

// weekdays are the names of days in the language, in the order of a week.
var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// parseDays reads the days of the given window; none are all of them.
func parseDays(names []string, window int) ([]time.Weekday, []*Error) {
	if len(names) == 0 {
		names = weekdays
	}
	var days []time.Weekday
	var errs []*Error
	for i, name := range names {
		index := slices.Index(weekdays, name)
		if index < 0 {
			errs = append(errs, &Error{
				Part: PartDays, Window: window, Index: i, Length: len(name), Text: name,
				Summary:    "unknown day of the week",
				Detail:     fmt.Sprintf("%q is no day of the week.", name),
				Help:       `The days are "mon", "tue", "wed", "thu", "fri", "sat" and "sun", each a string of its own.`,
				Suggestion: guessDay(name),
			})
			continue
		}
		days = append(days, time.Weekday((index+1)%7))
	}
	return days, errs
}

// guessDay finds the day that was meant: by its name in full or in part, or misspelt.
func guessDay(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	var full []string
	for i, short := range weekdays {
		full = append(full, strings.ToLower(time.Weekday((i+1)%7).String()))
		if strings.HasPrefix(full[i], name) && len(name) > 1 {
			return short
		}
	}
	if near := finding.Nearest(name, full); near != "" {
		return near[:3]
	}
	return finding.Nearest(name, weekdays)
}

// daysInWords returns days as "Mon–Fri", "Mon, Wed" or "daily".
func daysInWords(names []string) string {
	var on [7]bool
	for _, name := range names {
		if i := slices.Index(weekdays, name); i >= 0 {
			on[i] = true
		}
	}
	if len(names) == 0 || on == [7]bool{true, true, true, true, true, true, true} {
		return "daily"
	}
	title := func(i int) string { return strings.ToUpper(weekdays[i][:1]) + weekdays[i][1:] }
	var parts []string
	for i := 0; i < 7; i++ {
		if !on[i] {
			continue
		}
		first := i
		for i < 6 && on[i+1] {
			i++
		}
		switch {
		case i == first:
			parts = append(parts, title(i))
		case i == first+1:
			parts = append(parts, title(first), title(i))
		default:
			parts = append(parts, title(first)+"–"+title(i))
		}
	}
	return strings.Join(parts, ", ")
}

var (
	strictHours = lazyregexp.New(`^(\d\d):(\d\d)-(\d\d):(\d\d)$`)
	looseHours  = lazyregexp.New(`(?i)^\s*(\d{1,2})(?:[:.h]?(\d\d))?\s*(am|pm|h)?\s*(?:-|–|—|to|until)\s*(\d{1,2})(?:[:.h]?(\d\d))?\s*(am|pm|h)?\s*$`)
)

// parseHours reads a window's hours as wall-clock seconds since midnight; hours that end in the next morning end beyond 24:00. No
// text gives no hours.
func parseHours(text string) (stretch, *Error) {
	if text == "" {
		return stretch{}, nil
	}
	fail := func(offset, length int, detail, help string) (stretch, *Error) {
		return stretch{}, &Error{
			Part: PartHours, Offset: offset, Length: length, Text: text,
			Summary: "bad open hours", Detail: detail, Help: help, Suggestion: guessHours(text),
		}
	}
	const usage = `Write from and to as "08:00-18:00"; "22:00-06:00" ends the next morning, "00:00-24:00" is the whole day.`
	match := strictHours.FindStringSubmatch(text)
	if match == nil {
		return fail(0, len(text), fmt.Sprintf("%q is not of the form HH:MM-HH:MM.", text), usage)
	}
	var figure [4]int64
	for i := range figure {
		figure[i], _ = strconv.ParseInt(match[i+1], 10, 64)
	}
	hours := stretch{figure[0]*3600 + figure[1]*60, figure[2]*3600 + figure[3]*60}
	switch {
	case figure[1] > 59:
		return fail(3, 2, fmt.Sprintf("In %q an hour has %d minutes.", text, figure[1]), "")
	case figure[3] > 59:
		return fail(9, 2, fmt.Sprintf("In %q an hour has %d minutes.", text, figure[3]), "")
	case hours.from >= daySeconds:
		return fail(0, 5, fmt.Sprintf("%q opens after the end of the day.", text), "A window opens between 00:00 and 23:59.")
	case hours.to > daySeconds:
		return fail(6, 5, fmt.Sprintf("%q closes after the end of the day.", text), "Hours that end in the next morning are written as \"22:00-06:00\".")
	case hours.from == hours.to:
		return fail(0, len(text), fmt.Sprintf("%q closes when it opens.", text), "The whole day is \"00:00-24:00\".")
	case hours.to < hours.from:
		hours.to += daySeconds
	}
	return hours, nil
}

// guessHours reads hours as a person would ("8-18", "9am–5pm") and returns them as the language writes them, or "".
func guessHours(text string) string {
	match := looseHours.FindStringSubmatch(text)
	if match == nil {
		return ""
	}
	clock := func(hour, minute, half string) string {
		h, _ := strconv.Atoi(hour)
		m, _ := strconv.Atoi(minute)
		switch half = strings.ToLower(half); {
		case half == "pm" && h < 12:
			h += 12
		case half == "am" && h == 12:
			h = 0
		}
		return fmt.Sprintf("%02d:%02d", h, m)
	}
	guess := clock(match[1], match[2], match[3]) + "-" + clock(match[4], match[5], match[6])
	if guess == text {
		return ""
	}
	if _, err := parseHours(guess); err != nil {
		return ""
	}
	return guess
}
