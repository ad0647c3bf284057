// Package calendar holds the time that promises are made in: durations as people write them ("30m", "2d", "1h30m"),
// calendars of open hours, and the arithmetic between the two.
//
// Everything is a plain value and everything is deterministic: no function reads the clock. Time-zone data is embedded, so
// that a machine without any answers as one with it does. What is wrong with a text comes back as an *Error that knows which piece is
// at fault; package lang turns it into a finding at that token.
package calendar

import (
	"fmt"
)

// Part names the sort of text that an Error is about, as the finding about it is called.
type Part string

// The parts of which a text can be wrong.
const (
	PartDuration Part = "type/duration"
	PartTimezone Part = "type/timezone"
	PartDays     Part = "type/days"
	PartHours    Part = "type/hours"
	PartHoliday  Part = "type/holidays"
	PartDate     Part = "type/date"
	PartInstant  Part = "type/instant"
)

// Error says what is wrong with one text an author wrote, and where in it.
type Error struct {
	Part   Part
	Window int // PartDays, PartHours: which of Spec.Windows, from 0
	Index  int // PartDays, PartHoliday: which element of the list, from 0
	Offset int // the first wrong byte of the text
	Length int // how many bytes are wrong; 0 where something is missing

	Text       string // the whole text as written
	Summary    string // what is wrong in a few words, without the author's own
	Detail     string // what is wrong, in full sentences
	Help       string // what to do about it, or ""
	Suggestion string // what the whole text was probably meant to be, or ""
}

// Error gives the detail and, last, the suggestion.
func (e *Error) Error() string {
	if e.Suggestion == "" {
		return e.Detail
	}
	return fmt.Sprintf("%s Did you mean %q?", e.Detail, e.Suggestion)
}
