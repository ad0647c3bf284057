package runbook

import (
	"slices"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/render/address"
)

// attention is how many findings the home page shows before it points to the rest.
const attention = 10

// home makes the page people start from: whom to call if something is down right now, then what needs attention, then what there is.
func (b *builder) home() Page {
	page := Page{Address: address.Home, Title: b.title()}
	page.section(2, "Something is down right now", b.emergencies())
	page.section(2, "Needs attention first", b.attention()...)

	services := Table{Head: []Line{say("Service"), say("Accountable"), say("Done within")}}
	for _, s := range b.g.Services {
		if graph.Own(s) {
			services.Rows = append(services.Rows, []Line{say(name(s.Service)), ref(s.Owner), briefest(s.SLA, complete)})
		}
	}
	page.section(2, "Services", services)
	b.processesByTeam(&page)
	if path := b.options.Pictures[address.Home]; path != "" {
		page.section(2, "The landscape", Picture{path, "All processes and the handoffs between them. The table below says the same in words."})
	}
	var own []*graph.Interface
	for _, i := range b.g.Interfaces {
		if graph.Own(i) {
			own = append(own, i)
		}
	}
	page.section(2, "Handoffs", b.handoffTable(own))

	records := Table{Head: []Line{say("Record"), say("Kept in"), say("Looked after by")}}
	for _, a := range b.g.Artifacts {
		if graph.Own(a) {
			records.Rows = append(records.Rows, []Line{say(name(a.Artifact)), ref(a.SourceOfTruth), ref(a.Steward)})
		}
	}
	page.section(2, "Records", records)
	page.section(2, "People", List{Items: b.directory()})
	page.section(2, "Across the map", List{Items: b.overviews()})
	page.add(Heading{2, say("Notes"), ""}, Keep{ID: address.Home + "/notes", Slot: "What everybody should know: write it here."})
	return page
}

// attention lists the gravest findings.
func (b *builder) attention() []Block {
	var grave []finding.Finding
	for _, s := range []finding.Severity{finding.Error, finding.Warning} {
		for _, f := range b.all {
			if f.Severity == s {
				grave = append(grave, f)
			}
		}
	}
	var items []Line
	for _, f := range grave[:min(len(grave), attention)] {
		line := say(strong(severityWord(f.Severity)+":"), " ", b.told(f))
		if page, anchor := b.pageAt(f.Address); page != "" {
			line = say(line, " (", Span{Text: b.label(f.Address), Page: page, Anchor: anchor}, ")")
		}
		items = append(items, line)
	}
	if more := len(b.all) - len(items); more > 0 && len(items) > 0 {
		items = append(items, say(Span{Text: count(more, "more finding", "more findings"), Page: address.Findings}))
	}
	return []Block{List{Items: items}}
}

// processesByTeam is a table a team, in the order in which teams are declared; what nobody runs comes last.
func (b *builder) processesByTeam(page *Page) {
	var teams []*lang.Team
	processes := map[*lang.Team][]*graph.Process{}
	for _, p := range b.g.Processes {
		if !graph.Own(p) {
			continue
		}
		if processes[p.Runs] == nil && p.Runs != nil {
			teams = append(teams, p.Runs)
		}
		processes[p.Runs] = append(processes[p.Runs], p)
	}
	slices.SortStableFunc(teams, func(x, y *lang.Team) int {
		return slices.Index(b.m.Teams, x) - slices.Index(b.m.Teams, y)
	})
	table := Table{Head: []Line{say("Process"), say("Run by"), say("Accountable"), say("Done within")}}
	for _, t := range append(teams, nil) {
		for _, p := range processes[t] {
			var team Line
			switch {
			case t != nil:
				team = say(name(t))
			case p.External.Value:
				team = say("another organisation")
			}
			table.Rows = append(table.Rows, []Line{say(name(p.Process)), team, ref(p.Owner), briefest(p.SLA, complete)})
		}
	}
	page.section(2, "Processes by team", table)
}

// directory lists teams with their roles, then roles that belong to no team.
func (b *builder) directory() []Line {
	var items []Line
	for _, p := range b.g.Parties {
		if p.Team == nil || !graph.Own(p) {
			continue
		}
		line := say(name(p.Team))
		var members []Line
		for _, m := range p.Members {
			members = append(members, say(name(m.Role)))
		}
		if len(members) > 0 {
			line = say(line, ": ", separated(members, ", "))
		}
		items = append(items, line)
	}
	for _, p := range b.g.Parties {
		if p.Role != nil && graph.Own(p) && len(p.Role.Teams) == 0 {
			items = append(items, say(name(p.Role), " (in no team)"))
		}
	}
	return items
}

// overviews lead to the pages about the whole map.
func (b *builder) overviews() []Line {
	items := []Line{
		say(Span{Text: "Who does what", Page: address.RACI}, ": RACI, process by process"),
		say(Span{Text: "Who is told when nothing happens", Page: address.Escalations}, ": every escalation, every emergency contact"),
	}
	if len(b.m.KPIs)+len(b.m.Improvements) > 0 {
		items = append(items, say(Span{Text: "What is measured and improved", Page: address.KPIs}))
	}
	if len(b.m.Cadences)+len(b.m.Milestones)+len(b.m.Calendars) > 0 {
		items = append(items, say(Span{Text: "Meetings, dates and hours", Page: address.Calendar}))
	}
	return append(items, say(Span{Text: "What the checks found", Page: address.Findings}))
}
