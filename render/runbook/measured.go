package runbook

import (
	"fmt"
	"math"

	"handoff/graph/kpi"
	"handoff/lang"
	"handoff/render/address"
)

// What an event log came to, where it is known: a page of its own, and a part of the section on KPIs of every page that is about something measured.

// measuredPage is the page about the whole log.
func (b *builder) measuredPage() Page {
	page := b.whole(address.Measured, "What really happened")
	r := b.options.Measured
	if r == nil {
		return page
	}
	about := fmt.Sprintf("%s and %s of the event log, from %s to %s.", count(r.Log.Cases, "case", "cases"), count(r.Log.Events, "event", "events"),
		r.Log.First.Format("2 January 2006"), r.Log.Last.Format("2 January 2006"))
	if r.Period != nil {
		about += " Counted are the cases that ended in " + r.Period.Name + "."
	}
	page.add(Paragraph{say(about)})
	if path := b.options.Pictures[address.Measured]; path != "" {
		page.add(Picture{path, "Small charts of what was measured. The tables below say the same in numbers."})
	}

	targets := Table{Head: []Line{say("KPI"), say("Measured on"), say("Target"), say("Measured"), say("")}}
	for _, t := range r.Targets {
		targets.Rows = append(targets.Rows, []Line{b.named(t.Address, t.Title), b.named(t.Of, "the whole log"), say(target(t.Target)), measuredValue(t), verdict(t)})
	}
	page.section(2, "Targets", targets.tidy())

	backlog := Table{Head: []Line{say("Handoff"), say("Handoffs"), say("Waiting time in all"), say("Half wait at most"), say("Handed back"), say("Improvement")}}
	for _, row := range r.Backlog {
		way := b.named(row.Address, "")
		if row.Address == "" {
			way = say(b.named(row.From, row.From), " → ", b.named(row.To, row.To), " (the map has no such handoff)")
		}
		var improvements []Line
		for _, i := range row.Improvements {
			improvements = append(improvements, b.named(i, i))
		}
		backlog.Rows = append(backlog.Rows, []Line{way, say(fmt.Sprint(row.Handoffs)), say(kpi.Span(row.Lost)), say(kpi.Span(row.Median)), say(kpi.Share(row.Handbacks, row.Handoffs-row.Linked)), listed(improvements, "and")})
	}
	page.section(2, "Where to improve first", Paragraph{say("By the waiting time that each handoff costs all cases together.")}, backlog.tidy())

	for _, part := range []struct {
		title string
		list  []kpi.Figures
	}{{"Services", r.Services}, {"Processes", r.Processes}} {
		table := Table{Head: []Line{say(""), say("Cases"), say("Half take at most"), say("Nine in ten take at most"), say("Promises kept"), say("Failed")}}
		for _, f := range part.list {
			table.Rows = append(table.Rows, []Line{b.named(f.Address, f.Title), say(fmt.Sprint(f.Cases)), span(f.Lead, f.Lead.Median), span(f.Lead, f.Lead.P90), kept(f), say(kpi.Share(f.Failed, f.Cases))})
		}
		page.section(2, part.title, table.tidy())
	}
	handoffs := Table{Head: []Line{say("Handoff"), say("Times"), say("Half wait at most"), say("Nine in ten wait at most"), say("Promises kept"), say("Handed back"), say("By systems")}}
	for _, f := range r.Interfaces {
		wait := waitOf(f)
		handoffs.Rows = append(handoffs.Rows, []Line{b.named(f.Address, f.Title), say(fmt.Sprint(f.Handoffs)), span(wait, wait.Median), span(wait, wait.P90), kept(f), say(kpi.Share(f.Handbacks, f.Returnable())), say(kpi.Share(f.Automated, f.ActorsKnown))})
	}
	page.section(2, "Handoffs", handoffs.tidy())

	c := r.Conformance
	var apart []Line
	for _, p := range r.Pairs {
		if p.Interface == "" && len(p.Ambiguous) == 0 && !p.Inside {
			apart = append(apart, say(b.named(p.From, p.From), " hands to ", b.named(p.To, p.To), fmt.Sprintf(" (%s), and the map does not say so.", times(p.Handoffs))))
		}
	}
	for _, address := range c.Unseen {
		apart = append(apart, say(b.named(address, address), " is in the map and never happened."))
	}
	for _, o := range c.Order {
		apart = append(apart, say("After ", b.named(o.From, o.From), " came ", b.named(o.To, o.To), fmt.Sprintf(", against the flow (%d of %d times).", o.Count, o.Of)))
	}
	for _, d := range c.Doers {
		apart = append(apart, say(b.named(d.Step, d.Step), " was done by ", b.named(d.Who, d.Who), fmt.Sprintf(" (%d of %d times), who is not responsible for it.", d.Count, d.Of)))
	}
	for _, e := range c.Empty {
		apart = append(apart, say("At ", b.named(e.Interface, e.Interface), " the field ", code(e.Field), fmt.Sprintf(" was empty (%d of %d times).", e.Empty, e.Of)))
	}
	page.section(2, "Where the map and the log part ways", List{Items: apart})

	months := Table{Head: []Line{say("Month"), say("Cases"), say("Handoffs"), say("Lead time, half at most"), say("Touch wait, half at most"), say("Handed back")}}
	for _, m := range r.Months {
		months.Rows = append(months.Rows, []Line{say(m.Month), say(fmt.Sprint(m.Cases)), say(fmt.Sprint(m.Handoffs)), span(m.Lead, m.Lead.Median), span(m.Touch, m.Touch.Median), say(kpi.Share(m.Handbacks, m.Handoffs))})
	}
	page.section(2, "Month by month", months.tidy())
	return page
}

// happened says what was measured of one block, in a sentence or two.
func (b *builder) happened(d lang.Declaration) Line {
	r := b.options.Measured
	if r == nil {
		return nil
	}
	f := r.Of(d.Common().Address())
	if f == nil {
		return nil
	}
	text := fmt.Sprintf("%s to %s: ", r.Log.First.Format("2 January 2006"), r.Log.Last.Format("2 January 2006"))
	s := f.Lead
	switch d.(type) {
	case *lang.Interface:
		text += count(f.Handoffs, "handoff", "handoffs")
		s = waitOf(*f)
		if s.N > 0 {
			text += fmt.Sprintf("; half waited at most %s, nine in ten at most %s", kpi.Span(s.Median), kpi.Span(s.P90))
		}
		if f.Handbacks > 0 {
			text += fmt.Sprintf("; %d handed straight back", f.Handbacks)
		}
	default:
		text += count(f.Cases, "case", "cases")
		if s.N > 0 {
			text += fmt.Sprintf("; half took at most %s, nine in ten at most %s", kpi.Span(s.Median), kpi.Span(s.P90))
		}
	}
	line := say(text)
	if k := kept(*f); len(k) > 0 {
		line = say(line, "; promises kept: ", k)
	}
	return say(line, ". ", Span{Text: "All that was measured", Page: address.Measured}, ".")
}

// measuredTarget is what was measured of a KPI on a block.
func (b *builder) measuredTarget(k *lang.KPI, d lang.Declaration) Line {
	if b.options.Measured == nil {
		return nil
	}
	for _, t := range b.options.Measured.Targets {
		if t.Address == k.Address() && t.Of == d.Common().Address() {
			if t.Why != "" {
				return say("not measured: " + t.Why)
			}
			return say(measuredValue(t), " – ", verdict(t))
		}
	}
	return nil
}

// named is a link to a block of the map by its address; what is none is shown as it stands.
func (b *builder) named(address, otherwise string) Line {
	if d := b.m.Lookup(address); d != nil {
		return say(name(d))
	}
	return say(otherwise)
}

func waitOf(f kpi.Figures) kpi.Summary {
	if f.Wait.N > 0 {
		return f.Wait
	}
	return f.Touch
}

// measuredValue is a figure in the unit of its target.
func measuredValue(t kpi.Target) Line {
	switch {
	case t.Why != "":
		return say("not measured: " + t.Why)
	case t.Statistic == "share":
		return say(kpi.Share(int(math.Round(t.Value*float64(t.N))), t.N))
	case t.Statistic == "per case":
		return say(fmt.Sprintf("%.2f per case, n = %d", t.Value, t.N))
	}
	return say(fmt.Sprintf("%s (%s, n = %d)", kpi.Span(t.Value), t.Statistic, t.N))
}

func verdict(t kpi.Target) Line {
	switch {
	case t.Why != "":
		return nil
	case t.Met:
		return say("met")
	}
	return say(Span{Text: "missed", Style: Strong})
}

// kept is how the promises of one thing were kept, all priorities together.
func kept(f kpi.Figures) Line {
	held, n := 0, 0
	for _, p := range f.Promises {
		held, n = held+p.Kept, n+p.N()
	}
	return say(kpi.Share(held, n))
}

func span(s kpi.Summary, seconds float64) Line {
	if s.N == 0 {
		return nil
	}
	return say(kpi.Span(seconds))
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
