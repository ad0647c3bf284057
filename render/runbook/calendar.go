package runbook

// What happens when: meetings, dates, opening hours.

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

// calendar is what happens when: a timetable of meetings and one of dates, then opening hours; then each in full.
func (b *builder) calendar() Page {
	page := b.whole(address.Calendar, "Meetings, dates and hours")
	meetings := Table{Head: []Line{say("How often"), say("Meeting"), say("For"), say("Led by"), say("Attended by"), say("Looks at")}}
	for _, c := range byPeriod(b.m.Cadences) {
		meetings.Rows = append(meetings.Rows, []Line{say(capital(every(c.Every))), say(name(c)), say(length(c.Duration)), ref(c.Chair), refs(c.Attend, "and"), b.agendaInShort(c)})
	}
	page.section(2, "Timetable of meetings", meetings)
	dates := Table{Head: []Line{say("Date"), say("Milestone"), say("Answers for it"), say("Must be done by then")}}
	for _, m := range byDate(b.m.Milestones) {
		at := Line(nil)
		if m.At.Given() {
			at = say(b.instant(m))
		}
		dates.Rows = append(dates.Rows, []Line{at, say(name(m)), ref(m.Owner), b.dueBy(m)})
	}
	page.section(2, "Timetable of dates", dates)
	hours := Table{Head: []Line{say("Hours"), say("Open"), say("Who works then")}}
	for _, c := range b.m.Calendars {
		hours.Rows = append(hours.Rows, []Line{say(name(c)), say(openHours(c)), b.worksIn(c)})
	}
	page.section(2, "Opening hours", hours)
	for n, c := range b.m.Cadences {
		if n == 0 {
			page.add(Heading{2, say("The meetings"), ""})
		}
		b.meeting(&page, c)
	}
	for n, m := range b.m.Milestones {
		if n == 0 {
			page.add(Heading{2, say("The dates"), ""})
		}
		var f facts
		if m.At.Given() {
			f.row("When", say(b.instant(m)))
		}
		f.row("Comes before", refs(m.Before, "and"))
		f.row("Answers for it", b.contact(m.Owner))
		f.row("Must be done by then", b.dueBy(m))
		b.common(&f, &m.Block)
		page.anchored(3, say(m.DisplayName()), address.Anchor("milestone", m.Name), append(b.notes(page.Address, m.Address()), Authored{m.Description.Value, 3}, f.Table)...)
	}
	for n, c := range b.m.Calendars {
		if n == 0 {
			page.add(Heading{2, say("The hours"), ""})
		}
		var f facts
		f.row("Open", say(openHours(c)))
		f.row("Closed on", say(holidays(c.Holidays.Values())))
		f.row("Who works then", b.worksIn(c))
		b.common(&f, &c.Block)
		page.anchored(3, say(c.DisplayName()), address.Anchor("calendar", c.Name), append(b.notes(page.Address, c.Address()), Authored{c.Description.Value, 3}, f.Table)...)
	}
	return page
}

// meeting tells a cadence in full: who, how often, and what it has to look at.
func (b *builder) meeting(page *Page, c *lang.Cadence) {
	var f facts
	how := every(c.Every)
	if c.Duration.Given() {
		how += ", for " + length(c.Duration)
	}
	f.row("When", say(how))
	f.row("Led by", b.contact(c.Chair))
	f.row("Attended by", refs(c.Attend, "and"))
	b.common(&f, &c.Block)
	blocks := append(b.notes(page.Address, c.Address()), Authored{c.Description.Value, 3}, f.Table)
	var items []Line
	for _, d := range c.Reviews.Resolved() {
		items = append(items, b.agendaItem(d))
	}
	for _, p := range b.g.Processes {
		for _, s := range p.Steps {
			if s.Meeting.Cadence() == c && graph.Own(p) {
				items = append(items, say("Work waits for it: ", b.step(s), " of ", name(p.Process), "."))
			}
		}
	}
	if len(items) > 0 {
		blocks = append(blocks, Paragraph{say("On the agenda:")}, List{Items: items})
	}
	page.anchored(3, say(c.DisplayName()), address.Anchor("cadence", c.Name), blocks...)
}

// agendaItem is what a meeting looks at, with the figure or date it is held against.
func (b *builder) agendaItem(d lang.Declaration) Line {
	line := say(kindWord(d)+" ", who(d))
	switch d := d.(type) {
	case *lang.KPI:
		if d.Target.Value != "" {
			line = say(line, ": "+target(d.Target.Value))
		}
	case *lang.Improvement:
		line = say(line, b.improvementState(d))
	}
	return line
}

// agendaInShort counts what a meeting looks at: "2 processes and 3 KPIs".
func (b *builder) agendaInShort(c *lang.Cadence) Line {
	list := c.Reviews.Resolved()
	if len(list) < 4 {
		return refs(c.Reviews, "and")
	}
	var order []string
	counts := map[string]int{}
	for _, d := range list {
		kind := kindName(d.Common().Kind)
		if counts[kind] == 0 {
			order = append(order, kind)
		}
		counts[kind]++
	}
	var out []Line
	for _, kind := range order {
		out = append(out, say(count(counts[kind], kind, manyOf(kind))))
	}
	return listed(out, "and")
}

// manyOf is the plural of what kindName says.
func manyOf(kind string) string {
	switch {
	case strings.HasSuffix(kind, "ss"):
		return kind + "es"
	case strings.HasSuffix(kind, "y"):
		return kind[:len(kind)-1] + "ies"
	}
	return kind + "s"
}

// byPeriod orders meetings by how often they are held, the most frequent first.
func byPeriod(list []*lang.Cadence) []*lang.Cadence {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(x, y *lang.Cadence) int { return cmp.Compare(x.Every.Value.Mean(), y.Every.Value.Mean()) })
	return out
}

// byDate orders milestones by their date; those without one come last.
func byDate(list []*lang.Milestone) []*lang.Milestone {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(x, y *lang.Milestone) int {
		if x.At.Given() != y.At.Given() {
			if x.At.Given() {
				return -1
			}
			return 1
		}
		return x.At.Time.Compare(y.At.Time)
	})
	return out
}

// dueBy lists the handoffs that are due by a milestone.
func (b *builder) dueBy(m *lang.Milestone) Line {
	var out []Line
	for _, i := range b.m.Interfaces {
		if i.Due != nil && (i.Due.Before.Target == m || i.Due.After.Target == m) {
			out = append(out, say("“", name(i), "”, "+dueFrom(i.Due, m)))
		}
	}
	return listed(out, "and")
}

// dueFrom says when something is due on the page of the milestone that it is due by: "1 day before at the latest".
func dueFrom(d *lang.Due, m *lang.Milestone) string {
	within := ""
	if d.Within.Given() {
		within = length(d.Within) + " "
	}
	switch {
	case d.After.Target == m && within != "":
		return "at most " + within + "after"
	case d.After.Target == m:
		return "after"
	case within != "":
		return within + "before at the latest"
	}
	return "before"
}

// worksIn lists the teams and roles whose hours a calendar is.
func (b *builder) worksIn(c *lang.Calendar) Line {
	var out []Line
	for _, t := range b.m.Teams {
		if t.Calendar.Calendar() == c {
			out = append(out, say(name(t)))
		}
	}
	for _, r := range b.m.Roles {
		if r.Calendar.Calendar() == c {
			out = append(out, say(name(r)))
		}
	}
	return listed(out, "and")
}

// holidays says dates as people do: "25 December 2026". They come in the order in which they are written.
func holidays(dates []string) string {
	out := make([]string, len(dates))
	for i, d := range dates {
		out[i] = d
		if t, err := time.Parse(time.DateOnly, d); err == nil {
			out[i] = t.Format("2 January 2006")
		}
	}
	return strings.Join(out, ", ")
}

// openHours says when a calendar is open: "Monday to Friday 08:00–18:00, Europe/Zurich".
func openHours(c *lang.Calendar) string {
	if c.Name == "always" {
		return "around the clock"
	}
	var windows []string
	say := func(days, hours string) {
		if hours == "" && days == "" {
			return
		}
		if hours == "" {
			hours = "(no hours given)"
		}
		windows = append(windows, strings.TrimSpace(days+" "+strings.ReplaceAll(hours, "-", "–")))
	}
	if c.Hours.Value != "" || len(c.Days) > 0 {
		say(dayRange(c.Days.Values()), c.Hours.Value)
	}
	for _, w := range c.Windows {
		say(dayRange(w.Days.Values()), w.Hours.Value)
	}
	zone := c.Timezone.Value
	if zone == "" {
		zone = "UTC"
	}
	return strings.Join(append(windows, zone), ", ")
}

var weekdays = []struct{ short, long string }{
	{"mon", "Monday"}, {"tue", "Tuesday"}, {"wed", "Wednesday"}, {"thu", "Thursday"}, {"fri", "Friday"}, {"sat", "Saturday"}, {"sun", "Sunday"},
}

// dayRange says a run of days as a range: "Monday to Friday"; other days one by one.
func dayRange(days []string) string {
	if len(days) == 0 {
		return "every day"
	}
	var long []string
	first, consecutive := -1, true
	for i, d := range days {
		at := -1
		for k, w := range weekdays {
			if strings.EqualFold(d, w.short) {
				at = k
			}
		}
		if at < 0 {
			long, consecutive = append(long, d), false
			continue
		}
		if i == 0 {
			first = at
		}
		consecutive = consecutive && first >= 0 && at == first+i
		long = append(long, weekdays[at].long)
	}
	switch {
	case consecutive && len(days) == 7:
		return "every day"
	case consecutive && len(days) > 2:
		return long[0] + " to " + long[len(long)-1]
	case len(long) == 1:
		return long[0]
	}
	return strings.Join(long[:len(long)-1], ", ") + " and " + long[len(long)-1]
}
