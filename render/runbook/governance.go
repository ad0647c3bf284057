package runbook

import (
	"slices"
	"strings"

	"handoff/graph/words"
	"handoff/lang"
	"handoff/lang/calendar"
	"handoff/render/address"
)

// measures is the table of KPIs of a block, and the meetings that review it.
func (b *builder) measures(d lang.Declaration) []Block {
	table := Table{Head: []Line{say("KPI"), say("Target"), say("Measured"), say("Answers for it"), say("Figures from"), say("Reviewed in")}}
	for _, k := range b.m.KPIs {
		if k.Of.Include(d) {
			table.Rows = append(table.Rows, []Line{say(name(k)), say(target(k.Target.Value)), b.measuredTarget(k, d), refs(k.Owner, "and"), ref(k.Source), b.reviewed(k)})
		}
	}
	blocks := []Block{Paragraph{b.happened(d)}, table.tidy()}
	if r := b.reviewed(d); r != nil {
		blocks = append(blocks, Paragraph{say("Reviewed as a whole in ", r, ".")})
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
		if i.Of.Include(d) && !settled(i) {
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

// kpis is the catalogue of KPIs: all of them in a table, then one by one.
func (b *builder) kpis() Page {
	page := b.whole(address.KPIs, "What is measured")
	table := Table{Head: []Line{say("KPI"), say("Measured on"), say("Target"), say("Answers for it"), say("Reviewed in")}}
	for _, k := range b.m.KPIs {
		table.Rows = append(table.Rows, []Line{say(name(k)), refs(k.Of, "and"), say(target(k.Target.Value)), refs(k.Owner, "and"), b.reviewed(k)})
	}
	if len(table.Rows) > 1 {
		page.add(table.tidy())
	}
	for _, k := range b.m.KPIs {
		var f facts
		f.row("Measured on", refs(k.Of, "and"))
		f.row("Target", say(target(k.Target.Value)))
		f.row("How", metric(k))
		f.row("Counted in", say(unit(k.Unit.Value)))
		f.row("Answers for it", refs(k.Owner, "and"))
		f.row("Figures from", ref(k.Source))
		f.row("Reviewed in", b.reviewed(k))
		var improved []Line
		for _, i := range b.m.Improvements {
			if i.KPI.Include(k) {
				improved = append(improved, say(name(i), b.improvementState(i)))
			}
		}
		f.row("To be improved by", listed(improved, "and"))
		b.common(&f, &k.Block)
		page.anchored(2, say(k.DisplayName()), address.Anchor("kpi", k.Name), append(b.notes(page.Address, k.Address()), Authored{k.Definition.Value, 2}, Authored{k.Description.Value, 2}, f.Table)...)
	}
	return page
}

// metrics are what the computed figures come to, in words.
var metrics = map[string]string{
	"lead_time":       "lead time: from the start of the work to its end",
	"handoff_wait":    "wait: from when it is sent to when it is accepted",
	"handback_rate":   "handbacks: the share of what was sent that came back",
	"reassignments":   "reassignments: how often a case changes hands",
	"sla_compliance":  "kept promises: the share of cases that were done in time",
	"automation_rate": "automation: the share that no person had to pass on",
	"error_rate":      "errors: the share that arrived incomplete or wrong",
	"handoff_count":   "handoffs: how often a case is passed on",
}

// metric says how a KPI is computed; nothing where its definition says so.
func metric(k *lang.KPI) Line {
	if words, ok := metrics[k.Metric.Value]; ok {
		return say(words+" (", code(k.Metric.Value), ")")
	}
	if k.Metric.Value == "" || k.Metric.Value == k.Name {
		return nil
	}
	return say(code(k.Metric.Value))
}

// unit says a unit in full: "min" is "minutes".
func unit(u string) string {
	switch u {
	case "s", "sec":
		return "seconds"
	case "m", "min":
		return "minutes"
	case "h":
		return "hours"
	case "d":
		return "days"
	case "%":
		return "per cent"
	}
	return u
}

// improvements is the improvement (CSI) register: what is open, by due date, then what is done with.
func (b *builder) improvements() Page {
	page := b.whole(address.Improvements, "Improvement register")
	list := slices.Clone(b.m.Improvements)
	slices.SortStableFunc(list, func(x, y *lang.Improvement) int {
		if x.Due.Given() != y.Due.Given() {
			if x.Due.Given() {
				return -1
			}
			return 1
		}
		return x.Due.Time.Compare(y.Due.Time)
	})
	open := Table{Head: []Line{say("Improvement"), say("Due"), say("Improves"), say("Seen to by"), say("Status")}}
	over := Table{Head: open.Head}
	for _, i := range list {
		due := Line(nil)
		if i.Due.Given() {
			due = say(day(i.Due))
		}
		row := []Line{say(name(i)), due, refs(i.Of, "and"), ref(i.Owner), say(words.Spell(i.Status.Value))}
		if settled(i) {
			over.Rows = append(over.Rows, row)
		} else {
			open.Rows = append(open.Rows, row)
		}
	}
	page.section(2, "Open", open)
	page.section(2, "Done or dropped", over)
	for n, i := range list {
		if n == 0 {
			page.add(Heading{2, say("One by one"), ""})
		}
		var f facts
		f.row("Improves", refs(i.Of, "and"))
		f.row("Shown by", refs(i.KPI, "and"))
		f.row("Seen to by", b.contact(i.Owner))
		if i.Due.Given() {
			f.row("Due", say(day(i.Due)))
		}
		f.row("Status", say(words.Spell(i.Status.Value)))
		f.row("Reviewed in", b.reviewed(i))
		b.common(&f, &i.Block)
		page.anchored(3, say(i.DisplayName()), address.Anchor("improvement", i.Name), append(b.notes(page.Address, i.Address()), Authored{i.Description.Value, 3}, f.Table)...)
	}
	return page
}

// settled reports whether nothing is left to be done about an improvement.
func settled(i *lang.Improvement) bool {
	return i.Status.Value == "done" || i.Status.Value == "dropped"
}
