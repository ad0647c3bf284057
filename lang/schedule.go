package lang

import "handoff/lang/calendar"

// Calendar says when somebody works, or when a window is open.
type Calendar struct {
	Block
	Timezone Text
	Days     Texts
	Hours    Text
	Holidays Texts
	Windows  []*Window

	// Value is the calendar ready to calculate with; never nil once loaded without errors. `calendar.always` is built in.
	Value *calendar.Calendar
}

// Window is one of several openings of a calendar.
type Window struct {
	Days   Texts
	Hours  Text
	Header Range
}

var calendarType = BlockType{
	Name: "calendar", Label: "name", Named: true,
	Doc: "When somebody works, or when a window is open. `calendar.always` is built in.",
	Arguments: []Argument{
		arg("timezone", "An IANA time zone; default UTC.", func(c *Calendar) any { return &c.Timezone }).usedBy("pages process, interface, role"),
		arg("days", "`[\"mon\", \"tue\", …]`.", func(c *Calendar) any { return &c.Days }).usedBy("pages process, interface, role"),
		arg("hours", "`\"08:00-18:00\"`; may cross midnight.", func(c *Calendar) any { return &c.Hours }).usedBy("the sla rules; pages process, interface, role"),
		arg("holidays", "Days on which it is closed: `[\"2026-12-25\"]`.", func(c *Calendar) any { return &c.Holidays }).usedBy("the sla rules; pages process, interface, role"),
	},
	Blocks: []InnerBlock{
		inner(&windowType, func(c *Calendar) any {
			w := new(Window)
			c.Windows = append(c.Windows, w)
			return w
		}).many().usedBy("pages process, interface, role"),
	},
}

var windowType = BlockType{
	Name: "window",
	Doc:  "One of several openings.",
	Arguments: []Argument{
		arg("days", "The days it opens on.", func(w *Window) any { return &w.Days }).usedBy("pages process, interface, role"),
		arg("hours", "From when to when.", func(w *Window) any { return &w.Hours }).usedBy("pages process, interface, role"),
	},
}
