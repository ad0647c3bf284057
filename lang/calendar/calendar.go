package calendar

import "time"

// Calendar says when somebody works: weekly windows of open hours in a time zone, less holidays. It is a value that does not
// change once made. The nil *Calendar is the absence of one: time simply elapses.
type Calendar struct {
	name string
	zone *time.Location
}

func (c *Calendar) elapsed() bool { return c == nil }
