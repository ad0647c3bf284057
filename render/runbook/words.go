package runbook

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
)

// Facts as people say them: durations, calendars, dates, conditions.

// count says "1 step", "3 steps".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// capital begins a sentence.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// common are the words that calendars are named with and that are no proper names: in a sentence they begin small.
var common = []string{"Office", "Business", "Working", "Support", "Service", "Maintenance", "Weekend", "Weekends", "Weekday", "Weekdays", "Night", "Nights", "Opening", "Shift"}

// midway makes a calendar's title fit into a sentence: "Office hours" is "office hours", "Zurich hours" stays.
func midway(s string) string {
	first, rest, _ := strings.Cut(s, " ")
	if slices.Contains(common, first) {
		return strings.TrimSpace(strings.ToLower(first) + " " + rest)
	}
	return s
}

// sentence ends a text with a full stop, if nothing ends it yet.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?:…") {
		return s
	}
	return s + "."
}

// hours names a calendar: "office hours in Zurich", "around the clock"; "" for elapsed time.
func hours(c *lang.Calendar) string {
	switch {
	case c == nil:
		return ""
	case c.Name == "always":
		return "around the clock"
	}
	name := midway(c.DisplayName())
	city := c.Timezone.Value
	city = words.Spell(city[strings.LastIndex(city, "/")+1:])
	if city == "" || strings.Contains(strings.ToLower(name), strings.ToLower(city)) {
		return name
	}
	switch {
	case city == "UTC":
		return name + " UTC"
	case strings.Contains(name, ","):
		return name + " (" + city + ")"
	}
	return name + " in " + city
}

// figure is how long a promise gives: "4 hours, around the clock", "2 working days, office hours in Zurich", “ASAP” (no figure); "" for none.
func figure(p graph.Promise) string {
	if !p.Given() {
		return ""
	}
	length := lengthIn(p.Duration, p.Calendar)
	if h := hours(p.Calendar); h != "" && p.Unstated == "" {
		return length + ", " + h
	}
	return length
}

func lengthIn(d lang.Duration, c *lang.Calendar) string {
	switch {
	case !d.Given():
		return ""
	case d.Unstated != "":
		return "“" + d.Unstated + "” (no figure)"
	case c == nil || c.Name == "always" || c.Value == nil:
		return d.Value.Words()
	}
	return d.Value.WordsIn(c.Value)
}

func length(d lang.Duration) string { return lengthIn(d, nil) }

// within says a promise as a limit: "within 4 hours, around the clock".
func within(p graph.Promise) string {
	switch {
	case !p.Given():
		return ""
	case p.Unstated != "":
		return figure(p)
	}
	return "within " + figure(p)
}

// every says a period: "every 2 weeks", "every month".
func every(d lang.Duration) string {
	words := length(d)
	if rest, ok := strings.CutPrefix(words, "1 "); ok && !strings.Contains(rest, " ") {
		words = rest
	}
	return "every " + words
}

// day is a date as written in a sentence.
func day(d lang.Date) string {
	if d.Instant {
		return d.Time.Format("2 January 2006, 15:04")
	}
	return d.Time.Format("2 January 2006")
}
