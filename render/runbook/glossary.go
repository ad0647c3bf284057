package runbook

import (
	"slices"
	"strconv"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

// The words of the handbook: what the map names, and what the handbook itself means by its own words.

// glossary is the page of all of them.
func (b *builder) glossary() Page {
	page := b.whole(address.Glossary, "Glossary")
	page.section(2, "Our own words", List{Items: b.terms})
	if len(page.Body) > 1 {
		page.section(2, "Words of the trade", List{Items: tradeTerms()})
	}
	return page
}

// glossaryTerms are the records, events and hours of the map, and whatever else its author explains, by title.
func (b *builder) glossaryTerms() []Line {
	var list []lang.Declaration
	for _, a := range b.m.Artifacts {
		list = append(list, a)
	}
	for _, e := range b.m.Events {
		list = append(list, e)
	}
	explained := func(d lang.Declaration) {
		if strings.TrimSpace(d.Common().Description.Value) != "" { // that somebody is a role in a team is no news
			list = append(list, d)
		}
	}
	for _, s := range b.m.Systems {
		explained(s)
	}
	for _, r := range b.m.Roles {
		explained(r)
	}
	for _, t := range b.m.Teams {
		explained(t)
	}
	for _, c := range b.m.Calendars {
		list = append(list, c)
	}
	slices.SortStableFunc(list, func(x, y lang.Declaration) int {
		return strings.Compare(strings.ToLower(x.Common().DisplayName()), strings.ToLower(y.Common().DisplayName()))
	})
	var items []Line
	for _, d := range list {
		if graph.Own(d) && b.m.Lookup(d.Common().Address()) == d {
			items = append(items, b.term(d))
		}
	}
	return items
}

// term explains a word: what it is, and what its author says of it.
func (b *builder) term(d lang.Declaration) Line {
	line := say(strongName(d))
	var is Line
	switch d := d.(type) {
	case *lang.Artifact:
		is = say("a record", b.fieldsInShort(d))
		if d.SourceOfTruth.Given() {
			is = say(is, ", kept in ", ref(d.SourceOfTruth))
		}
	case *lang.Event:
		is = say("an event")
		if a := d.Artifact.Artifact(); a != nil && d.When.Given() {
			is = say(is, ": ", condition(d.When, ""))
		}
	case *lang.System:
		is = say("a system")
	case *lang.Role:
		is = say("a role")
		if teams := refs(d.Teams, "and"); teams != nil {
			is = say(is, " in ", teams)
		}
	case *lang.Team:
		is = say("a team")
		if d.External.Value {
			is = say("another organisation")
		}
	case *lang.Calendar:
		is = say("opening hours: ", openHours(d))
	}
	line = say(line, ": ", is, ".")
	text := d.Common().Description.Value
	if _, ok := inertLine(text); ok && strings.TrimSpace(text) != "" {
		line = say(line, " ", Span{Text: sentence(text), Style: Written})
	}
	return line
}

// fieldsInShort names the first fields of a record: " of `id`, `title` and 4 more".
func (b *builder) fieldsInShort(a *lang.Artifact) Line {
	const most = 5
	var out []Line
	for k, f := range a.Fields {
		if k == most && len(a.Fields) > most+1 {
			out = append(out, say(strconv.Itoa(len(a.Fields)-most)+" more"))
			break
		}
		out = append(out, say(code(f.Name)))
	}
	if len(out) == 0 {
		return nil
	}
	return say(" of ", listed(out, "and"))
}

// strongName is the name of a block as a link, set off.
func strongName(d lang.Declaration) Span {
	s := name(d)
	s.Style = Strong
	return s
}

// tradeTerms are the words that every page uses, in the sense of the field: RACI, ITIL.
func tradeTerms() []Line {
	var items []Line
	for _, t := range [][2]string{
		{"Accountable", "the one who answers for the result, and who decides in doubt. There is exactly one."},
		{"Acceptance", "the receiver says that a handoff has arrived and is complete. Until then it is the sender's."},
		{"Agreement", "what both sides of a handoff have promised each other: which record, filled in how, accepted and done by when."},
		{"Consulted", "asked before something is done."},
		{"Escalation", "telling somebody else when nothing happens in time."},
		{"Handing back", "the receiver returns what is not fit to be worked on, with the reason."},
		{"Handoff", "work passes from one process, or one person, to another. ITIL calls the place an interface."},
		{"Informed", "told after something is done."},
		{"Integrator", "who answers for the joints between the processes of a service."},
		{"KPI", "a figure that shows whether a process does what it is for."},
		{"Responsible", "who does the work."},
		{"SLA", "a promise of time: accepted within, done within. The clock counts the hours of the calendar named with it, or else elapsed time."},
		{"Source of truth", "the one system whose copy of a record counts."},
	} {
		items = append(items, say(strong(t[0]), ": "+t[1]))
	}
	return items
}
