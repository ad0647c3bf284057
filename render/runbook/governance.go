package runbook

import (
	"strings"
	"time"

	"handoff/graph/words"
	"handoff/lang"
	"handoff/lang/calendar"
	"handoff/render/address"
)

// measures is the table of KPIs of a block, and the meetings that review it.
func (b *builder) measures(d lang.Declaration) []Block {
	table := Table{Head: []Line{say("KPI"), say("Target"), say("Answers for it"), say("Figures from"), say("Reviewed in")}}
	for _, k := range b.m.KPIs {
		if k.Of.Include(d) {
			table.Rows = append(table.Rows, []Line{say(name(k)), say(target(k.Target.Value)), refs(k.Owner, "and"), ref(k.Source), b.reviewed(k)})
		}
	}
	blocks := []Block{table}
	if r := b.reviewed(d); r != nil {
		blocks = append(blocks, Paragraph{say("Reviewed in ", r, ".")})
	}
	return blocks
}

// target says a target as people do: "<= 30m" is "at most 30 minutes".
func target(s string) string {
	for _, c := range [][2]string{{"<=", "at most "}, {">=", "at least "}, {"==", ""}, {"<", "less than "}, {">", "more than "}, {"=", ""}} {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(s), c[0]); ok {
			rest = strings.TrimSpace(rest)
			if d, err := calendar.ParseDuration(rest); err == nil {
				rest = d.Words()
			}
			return c[1] + rest
		}
	}
	return s
}

// reviewed names the meetings that review a block.
func (b *builder) reviewed(d lang.Declaration) Line {
	var list []Line
	for _, c := range b.m.Cadences {
		if c.Reviews.Include(d) {
			list = append(list, say(name(c), " ("+every(c.Every)+")"))
		}
	}
	return listed(list, "and")
}

// improvementsOf lists the improvements that are about a block, as far as they are still ahead.
func (b *builder) improvementsOf(d lang.Declaration) []Line {
	var items []Line
	for _, i := range b.m.Improvements {
		if i.Of.Include(d) {
			items = append(items, say(name(i), b.improvementState(i)))
		}
	}
	return items
}

func (b *builder) improvementState(i *lang.Improvement) Line {
	var clauses []Line
	if i.Status.Value != "" {
		clauses = append(clauses, say(words.Spell(i.Status.Value)))
	}
	if i.Due.Given() {
		clauses = append(clauses, say("due "+day(i.Due)))
	}
	if o := ref(i.Owner); o != nil {
		clauses = append(clauses, o)
	}
	if len(clauses) == 0 {
		return nil
	}
	return say(" (", separated(clauses, ", "), ")")
}

// kpis is the catalogue of KPIs and the improvement register.
func (b *builder) kpis() Page {
	page := b.whole(address.KPIs, "What is measured and improved")
	for _, k := range b.m.KPIs {
		var f facts
		f.row("Measured on", refs(k.Of, "and"))
		f.row("Target", say(target(k.Target.Value)))
		f.row("Metric", say(code(k.Metric.Value)))
		f.row("Counted in", say(k.Unit.Value))
		f.row("Answers for it", refs(k.Owner, "and"))
		f.row("Figures from", ref(k.Source))
		f.row("Reviewed in", b.reviewed(k))
		b.common(&f, &k.Block)
		page.anchored(2, say(k.DisplayName()), "kpi-"+k.Name, append(b.notes(k.Address()), f.Table, Authored{k.Definition.Value, 2}, Authored{k.Description.Value, 2})...)
	}
	for n, i := range b.m.Improvements {
		if n == 0 {
			page.add(Heading{2, say("Improvement register"), ""})
		}
		var f facts
		f.row("Improves", refs(i.Of, "and"))
		f.row("Shown by", refs(i.KPI, "and"))
		f.row("Seen to by", ref(i.Owner))
		if i.Due.Given() {
			f.row("Due", say(day(i.Due)))
		}
		f.row("Status", say(words.Spell(i.Status.Value)))
		b.common(&f, &i.Block)
		page.anchored(3, say(i.DisplayName()), "improvement-"+i.Name, append(b.notes(i.Address()), f.Table, Authored{i.Description.Value, 3})...)
	}
	return page
}

// calendar is what happens when: meetings, dates, opening hours.
func (b *builder) calendar() Page {
	page := b.whole(address.Calendar, "Meetings, dates and hours")
	for n, c := range b.m.Cadences {
		if n == 0 {
			page.add(Heading{2, say("Meetings"), ""})
		}
		var f facts
		how := every(c.Every)
		if c.Duration.Given() {
			how += ", for " + length(c.Duration)
		}
		f.row("When", say(how))
		f.row("Led by", ref(c.Chair))
		f.row("Attended by", refs(c.Attend, "and"))
		f.row("Reviews", refs(c.Reviews, "and"))
		b.common(&f, &c.Block)
		page.anchored(3, say(c.DisplayName()), "cadence-"+c.Name, append(b.notes(c.Address()), f.Table, Authored{c.Description.Value, 3})...)
	}
	for n, m := range b.m.Milestones {
		if n == 0 {
			page.add(Heading{2, say("Dates"), ""})
		}
		var f facts
		if m.At.Given() {
			f.row("When", say(b.instant(m)))
		}
		f.row("Comes before", refs(m.Before, "and"))
		f.row("Answers for it", ref(m.Owner))
		b.common(&f, &m.Block)
		page.anchored(3, say(m.DisplayName()), "milestone-"+m.Name, append(b.notes(m.Address()), f.Table, Authored{m.Description.Value, 3})...)
	}
	for n, c := range b.m.Calendars {
		if n == 0 {
			page.add(Heading{2, say("Hours"), ""})
		}
		var f facts
		f.row("Open", say(openHours(c)))
		f.row("Closed on", say(holidays(c.Holidays.Values())))
		b.common(&f, &c.Block)
		page.anchored(3, say(c.DisplayName()), "calendar-"+c.Name, append(b.notes(c.Address()), f.Table, Authored{c.Description.Value, 3})...)
	}
	return page
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
