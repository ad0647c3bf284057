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
	page.section(2, "Something is down right now", b.downNow()...)
	b.processesByTeam(&page)
	page.section(2, "Needs attention first", b.attention()...)

	services := Table{Head: []Line{say("Service"), say("Begins in"), say("Accountable"), say("Owns the joints"), say("Done within")}}
	for _, s := range b.g.Services {
		if graph.Own(s) {
			var start Line
			if s.Start != nil {
				start = who(s.Start.Process)
			}
			services.Rows = append(services.Rows, []Line{say(name(s.Service)), start, ref(s.Owner), ref(s.Integrator), briefest(s.SLA, complete)})
		}
	}
	page.section(2, "Services", services)
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
	page.section(2, "What is expected of me", List{Items: b.directory()})
	page.section(2, "Across the map", List{Items: b.overviews()})
	page.add(Heading{2, say("Notes"), ""}, Keep{ID: address.Home + "/notes", Slot: "What everybody should know: write it here."})
	return page
}

// downNow says whom to call. Where the map names nobody for an emergency, those who answer for its processes are the next best.
func (b *builder) downNow() []Block {
	table := b.emergencies()
	if len(table.Rows) > 0 {
		return []Block{table}
	}
	owners := Table{Head: []Line{say("When this is down"), say("Call"), say("How")}}
	for _, p := range b.g.Processes {
		if owner := p.Owner.Target; owner != nil && graph.Own(p) {
			owners.Rows = append(owners.Rows, []Line{say(name(p.Process)), who(owner), reach(owner)})
		}
	}
	if len(owners.Rows) == 0 {
		return nil
	}
	return []Block{Paragraph{say("Nobody is named for an emergency. These answer for the processes:")}, owners}
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
	if len(grave) == 0 {
		return nil
	}
	var items []Line
	for _, f := range grave[:min(len(grave), attention)] {
		line := say(strong(severityWord(f.Severity)+":"), " ", b.told(f, address.Home))
		items = append(items, line)
	}
	blocks := []Block{List{Items: items}}
	rest := len(b.all) - len(items)
	if rest > 0 {
		blocks = append(blocks, Paragraph{say("Altogether "+b.tally()+": ", Span{Text: "what the checks found", Page: address.Findings}, ".")})
	}
	return blocks
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
	table := Table{Head: []Line{say("Runbook"), say("Run by"), say("Accountable"), say("Done within")}}
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
	page.section(2, "Runbooks, team by team", table)
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
	var items []Line
	add := func(page, text, about string, there bool) {
		if there {
			items = append(items, say(Span{Text: text, Page: page}, ": "+about))
		}
	}
	add(address.RACI, "Who does what", "RACI, for the whole map, each service and each process", true)
	add(address.Promises, "What is promised", "every promise of time", len(b.promised().Body) > 1)
	add(address.Escalations, "Who is told when nothing happens", "every ladder, every emergency contact", true)
	add(address.Calendar, "Meetings, dates and hours", "the timetable", len(b.m.Cadences)+len(b.m.Milestones)+len(b.m.Calendars) > 0)
	add(address.KPIs, "What is measured", "the catalogue of KPIs", len(b.m.KPIs) > 0)
	add(address.Measured, "What really happened", "the map held against an event log", b.options.Measured != nil)
	add(address.Improvements, "Improvement register", "what is to get better, by when, and who sees to it", len(b.m.Improvements) > 0)
	add(address.Systems, "Systems", "what each holds and carries, and the manual way when it is down", len(b.m.Systems) > 0)
	add(address.Events, "Events", "what sets work off", len(b.m.Events) > 0)
	add(address.Glossary, "Glossary", "our words, and those of the trade", len(b.terms) > 0)
	add(address.Findings, "What the checks found", "what is open, and what is silenced and why", true)
	add(address.Rules, "Rules", "our house rules, and those behind the findings", len(b.rules().Body) > 1)
	return items
}
