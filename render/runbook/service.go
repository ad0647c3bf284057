package runbook

import (
	"time"

	"handoff/graph"
	"handoff/graph/budget"
)

// service makes the page of a service: the way from end to end, and whether its promise can be kept on it.
func (b *builder) service(s *graph.Service) Page {
	page := b.start(s.Service, s.DisplayName(), "Services")
	page.add(b.notes(page.Address, s.Address())...)
	var f facts
	b.emergency(&f, s.Emergency)
	f.row("Accountable", b.contact(s.Owner))
	f.row("Owns the joints", b.contact(s.Integrator))
	f.row("Done within", briefest(s.SLA, complete))
	if s.Start != nil {
		f.row("Starts in", who(s.Start.Process))
	}
	var teams []Line
	for _, t := range s.Teams {
		teams = append(teams, say(name(t)))
	}
	f.row("Teams on the way", listed(teams, "and"))
	b.common(&f, &s.Block)
	page.add(f.Table, Authored{s.Description.Value, 2})
	page.section(2, "What is promised", b.promises(s.SLA, "", "the first process starts")...)
	if path := b.options.Pictures[page.Address]; path != "" {
		page.section(2, "The picture", Picture{path, "The way through " + s.DisplayName() + ". The list below says the same in words."})
	}
	page.section(2, "From end to end", b.endToEnd(s)...)

	processes := Table{Head: []Line{say("Process"), say("Accountable"), say("Run by"), say("Done within")}}
	for _, p := range s.Processes {
		var team Line
		if p.Runs != nil {
			team = say(name(p.Runs))
		}
		processes.Rows = append(processes.Rows, []Line{who(p.Process), ref(p.Owner), team, briefest(p.SLA, complete)})
	}
	page.section(2, "Processes on the way", processes)
	page.section(2, "Handoffs on the way", b.handoffTable(s.Interfaces))
	page.section(2, "Where the time goes", b.timeBudget(s)...)
	page.section(2, "How it is measured", b.measures(s.Service)...)
	page.section(2, "To be improved", List{Items: b.improvementsOf(s.Service)})
	page.add(Heading{2, say("Notes"), ""}, Keep{ID: s.Address() + "/notes", Slot: "What everybody on the way should know: write it here."})
	return page
}

// endToEnd tells the flow in words, process by process, in the order in which the work reaches them.
func (b *builder) endToEnd(s *graph.Service) []Block {
	var items []Line
	for _, p := range s.Processes {
		var on []Line
		for _, i := range s.Interfaces {
			if i.Sender != p {
				continue
			}
			var to []Line
			for _, h := range i.Handoffs {
				if !h.Internal() {
					to = append(to, who(h.Receiver.Process))
				}
			}
			switch {
			case len(to) == 0:
			case i.IsAnswer():
				on = append(on, say("answers ", listed(to, "and"), " (“", name(i.Interface), "”)"))
			default:
				on = append(on, say("hands on to ", listed(to, "and"), " (“", name(i.Interface), "”)"))
			}
		}
		line := say(strongName(p.Process))
		switch {
		case p == s.Start:
			line = say(line, " begins")
		case len(on) == 0:
			line = say(line, " ends it")
		}
		if len(on) > 0 {
			if p == s.Start {
				line = say(line, ", and ", listed(on, "and"))
			} else {
				line = say(line, " ", listed(on, "and"))
			}
		}
		items = append(items, say(line, "."))
	}
	return []Block{List{Numbers, items}}
}

// timeBudget is the way on which the work takes longest if everybody keeps every promise, held against what the service promises.
func (b *builder) timeBudget(s *graph.Service) []Block {
	o := budget.Promised(b.g).Service(s)
	if o == nil || len(o.Path) == 0 {
		return nil
	}
	table := Table{Head: []Line{say("Wait or work"), say("At most"), say("Until"), say("Takes")}}
	begin := o.Start
	table.Rows = append(table.Rows, []Line{say("Begins"), nil, say(moment(o.Start)), nil})
	for _, l := range o.Path {
		what := b.called(l.Of, "")
		if l.What != "" {
			what = say(what, ": ", b.prose(l.What, ""))
		}
		if l.Again {
			what = say(what, ", again")
		}
		limit := l.Leg.Words()
		if !l.Leg.Known() {
			limit = "not said"
		}
		table.Rows = append(table.Rows, []Line{capitalLine(what), say(limit), say(moment(l.Until)), say(budget.Length(l.Until.Sub(begin)))})
		begin = l.Until
	}
	table.Rows = append(table.Rows, []Line{say(strong("Promised")), say(o.Promise.Words()), say(moment(o.Due)), say(budget.Length(o.Due.Sub(o.Start)))})
	verdict := say("If everybody keeps every promise, the longest case is done " + budget.Length(-o.Overrun()) + " before it is due.")
	switch {
	case o.Broken && o.OnlyAgain:
		verdict = say("The promise cannot be kept if work is handed back as often as it may be: the longest case then ends " + budget.Length(o.Overrun()) + " late.")
	case o.Broken:
		verdict = say("The promise cannot be kept: even if everybody keeps every promise, the longest case ends " + budget.Length(o.Overrun()) + " late.")
	}
	zone := ""
	if z := o.Start.Location().String(); z != "UTC" {
		zone = " Times are those of " + z + "."
	}
	intro := say("The longest way, begun at the worst moment; each line is counted in its own hours." + zone)
	blocks := []Block{Paragraph{verdict}, Paragraph{intro}, table}
	var missing []Line
	for _, d := range o.Missing {
		missing = append(missing, b.called(d, ""))
	}
	if len(missing) > 0 {
		blocks = append(blocks, Paragraph{say("No figure is promised for ", listed(missing, "and"), ", so it takes at least that long.")})
	}
	return blocks
}

// moment says an instant in a table: "Fri 23 October, 16:31".
func moment(t time.Time) string { return t.Format("Mon 2 January 2006, 15:04") }

// handoffTable lists handoffs: a picture of the landscape in words.
func (b *builder) handoffTable(list []*graph.Interface) Table {
	table := Table{Head: []Line{say("Handoff"), say("From"), say("To"), say("How"), say("Accepted within")}}
	for _, i := range list {
		from := ref(i.From)
		if i.Sender != nil {
			from = who(i.Sender.Process)
		}
		var to []Line
		for _, h := range i.Handoffs {
			to = append(to, who(h.Receiver.Process))
		}
		how := "by hand"
		if i.Automated() {
			how = "automatically"
		}
		accepted := briefest(i.SLA, acknowledge)
		if accepted == nil {
			accepted = b.due(i.Due)
		}
		table.Rows = append(table.Rows, []Line{say(name(i.Interface)), from, listed(to, "and"), say(how), accepted})
	}
	return table
}
