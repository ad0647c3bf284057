package runbook

import (
	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
	"handoff/render/address"
)

// promises says what an SLA promises: a table where it goes by a field, a few sentences otherwise. from is when its clock starts unless it
// says so itself.
func (b *builder) promises(s graph.SLA, home, from string) []Block {
	if s.Block == nil {
		return nil
	}
	var blocks []Block
	if len(s.Targets) > 0 {
		table := Table{Head: []Line{say(capital(words.Spell(s.Per.Name)))}}
		columns := []struct {
			head string
			of   func(graph.Promises) graph.Promise
		}{
			{"Accepted within", func(p graph.Promises) graph.Promise { return p.Acknowledge }},
			{"Done within", func(p graph.Promises) graph.Promise { return p.Complete }},
			{"At the earliest after", func(p graph.Promises) graph.Promise { return p.AtLeast }},
		}
		rows := append([]graph.Target(nil), s.Targets...)
		if s.Promises.Given() {
			rows = append(rows, graph.Target{Value: lang.Text{Value: "any other"}, Promises: s.Promises})
		}
		for _, t := range rows {
			table.Rows = append(table.Rows, []Line{say(t.Value.Value)})
		}
		for _, c := range columns {
			used := false
			for _, t := range rows {
				used = used || c.of(t.Promises).Given()
			}
			if !used {
				continue
			}
			table.Head = append(table.Head, say(c.head))
			for i, t := range rows {
				table.Rows[i] = append(table.Rows[i], say(figure(c.of(t.Promises))))
			}
		}
		blocks = append(blocks, table)
	} else {
		blocks = append(blocks, List{Items: limits(s.Promises)})
	}
	var clock Line
	switch {
	case s.Since.Given():
		clock = say("The clock starts with ", b.moment(s.Since), ".")
	case from != "":
		clock = say("The clock starts when " + from + ".")
	}
	if s.Pause.Given() {
		clock = say(clock, " It stands still while ", condition(s.Pause, home), ".")
	}
	if s.Policy != nil {
		clock = say(clock, " These are the terms of “", name(s.Policy), "”.")
	}
	return append(blocks, Paragraph{clock})
}

// limits says the promises of one line each.
func limits(p graph.Promises) []Line {
	var items []Line
	for _, l := range []struct {
		label string
		p     graph.Promise
	}{{"Accepted", p.Acknowledge}, {"Done", p.Complete}} {
		if l.p.Given() {
			items = append(items, labelled(l.label, within(l.p)))
		}
	}
	if p.AtLeast.Given() {
		items = append(items, labelled("At the earliest", "after "+figure(p.AtLeast)))
	}
	return items
}

// brief says promises in half a line, for tables: "P1: 4 hours, around the clock; P2: …".
func brief(s graph.SLA, of func(graph.Promises) graph.Promise) Line { return summed(s, of, figure) }

// briefest leaves the calendars out as well.
func briefest(s graph.SLA, of func(graph.Promises) graph.Promise) Line {
	return summed(s, of, func(p graph.Promise) string { return lengthIn(p.Duration, p.Calendar) })
}

func summed(s graph.SLA, of func(graph.Promises) graph.Promise, words func(graph.Promise) string) Line {
	var items []Line
	for _, t := range s.Targets {
		if p := of(t.Promises); p.Given() && words(p) != words(of(s.Promises)) {
			items = append(items, say(t.Value.Value+": "+words(p)))
		}
	}
	if p := of(s.Promises); p.Given() {
		if len(items) == 0 {
			return say(words(p))
		}
		items = append(items, say("else "+words(p)))
	}
	return separated(items, "; ")
}

func complete(p graph.Promises) graph.Promise    { return p.Complete }
func atLeast(p graph.Promises) graph.Promise     { return p.AtLeast }
func acknowledge(p graph.Promises) graph.Promise { return p.Acknowledge }

// moment says when a clock starts: an input's arrival, a step's start, an event, a milestone.
func (b *builder) moment(r lang.Reference) Line {
	switch d := r.Target.(type) {
	case *lang.Port:
		return say("the arrival of “", d.DisplayName(), "”")
	case *lang.Step:
		return say("the start of ", b.step(b.g.Step(d)))
	case *lang.Event:
		return say("“", d.DisplayName(), "”")
	case *lang.Milestone:
		return say(name(d))
	}
	return ref(r)
}

// due says a date instead of a duration: "3 days before Code freeze (18 March 2026, 02:00 UTC)".
func (b *builder) due(d *lang.Due) Line {
	if d == nil {
		return nil
	}
	milestone := func(r lang.Reference) Line {
		if m := r.Milestone(); m != nil && m.At.Given() {
			return say(name(m), " ("+b.instant(m)+")")
		}
		return ref(r)
	}
	var line Line
	if d.Within.Given() {
		line = say(length(d.Within) + " ")
	}
	switch {
	case d.Before.Given():
		if line == nil {
			return say("before ", milestone(d.Before))
		}
		return say(line, "before ", milestone(d.Before), " at the latest")
	case d.After.Given():
		if line == nil {
			return say("after ", milestone(d.After))
		}
		return say("at most ", line, "after ", milestone(d.After))
	}
	return nil
}

// instant is a milestone's date with its time zone.
func (b *builder) instant(m *lang.Milestone) string {
	if !m.At.Instant {
		return day(m.At)
	}
	zone := m.Timezone.Value
	if zone == "" {
		zone = "UTC"
	}
	return day(m.At) + " " + zone
}

// promised is the page of all promises of time: who promises what, and the terms that several share.
func (b *builder) promised() Page {
	page := b.whole(address.Promises, "What is promised")
	work := Table{Head: []Line{say("Service or process"), say("Accountable"), say("Done within")}}
	for _, s := range b.g.Services {
		if done := brief(s.SLA, complete); graph.Own(s) && done != nil {
			work.Rows = append(work.Rows, []Line{say(name(s.Service)), ref(s.Owner), done})
		}
	}
	for _, p := range b.g.Processes {
		if done := brief(p.SLA, complete); graph.Own(p) && done != nil {
			work.Rows = append(work.Rows, []Line{say(name(p.Process)), ref(p.Owner), done})
		}
	}
	page.section(2, "Work", work)
	waits := Table{Head: []Line{say("Handoff"), say("Accountable"), say("Accepted within"), say("Done within"), say("At the earliest after"), say("Due")}}
	for _, i := range b.g.Interfaces {
		row := []Line{say(name(i.Interface)), parts(i.Row.Accountable, "and"), brief(i.SLA, acknowledge), brief(i.SLA, complete), brief(i.SLA, atLeast), b.due(i.Due)}
		if graph.Own(i) && len(row[2])+len(row[3])+len(row[4])+len(row[5]) > 0 {
			waits.Rows = append(waits.Rows, row)
		}
	}
	page.section(2, "Handoffs", waits)
	for n, policy := range b.m.SLAPolicies {
		if n == 0 {
			page.add(Heading{2, say("Terms that several share"), ""})
		}
		var used []Line
		use := func(d lang.Declaration, s graph.SLA) {
			if s.Policy == policy && graph.Own(d) {
				used = append(used, who(d))
			}
		}
		for _, s := range b.g.Services {
			use(s.Service, s.SLA)
		}
		for _, p := range b.g.Processes {
			use(p.Process, p.SLA)
		}
		for _, i := range b.g.Interfaces {
			use(i.Interface, i.SLA)
		}
		var f facts
		f.row("Used by", listed(used, "and"))
		b.common(&f, &policy.Block)
		blocks := append(b.notes(page.Address, policy.Address()), Authored{policy.Description.Value, 3})
		blocks = append(blocks, b.promises(graph.Terms(policy), "", "")...)
		page.anchored(3, say(policy.DisplayName()), address.Anchor("sla_policy", policy.Name), append(blocks, f.Table)...)
	}
	return page
}
