package runbook

import (
	"time"

	"handoff/graph"
	"handoff/graph/budget"
	"handoff/lang"
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
		var passes, answers []Line
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
				answers = append(answers, say(listed(to, "and"), " (“", name(i.Interface), "”)"))
			default:
				passes = append(passes, say(listed(to, "and"), " (“", name(i.Interface), "”)"))
			}
		}
		var on []Line
		if len(passes) > 0 {
			on = append(on, say("hands on to ", listed(passes, "and to")))
		}
		if len(answers) > 0 {
			on = append(on, say("answers ", listed(answers, "and")))
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
				line = say(line, " and ", listed(on, "and"))
			} else {
				line = say(line, " ", listed(on, "and"))
			}
		}
		items = append(items, say(line, "."))
	}
	return []Block{List{Numbers, items}}
}

// anyMonday is where time begins for a promise that holds from every start, so that no start is worse than another.
var anyMonday = time.Date(2026, time.January, 5, 8, 0, 0, 0, time.UTC)

// timeBudget is the way on which the work takes longest if everybody keeps every promise, held against what the service promises.
func (b *builder) timeBudget(s *graph.Service) []Block {
	plan := budget.Promised(b.g)
	o := plan.Service(s)
	start, of := anyMonday, budget.Case{}
	if o != nil && !o.Start.IsZero() {
		start = o.Start
	}
	if o != nil && o.Value != "" {
		of = budget.Case{Field: s.SLA.Per.Field, Value: o.Value}
	}
	table := Table{Head: []Line{say("Wait or work"), say("Takes at most"), say("Over by, from the start"), say("Who answers for it")}}
	some, open := false, false
	for _, x := range plan.Timeline(s, of, start) {
		if !x.Longest {
			continue
		}
		what, owner := b.stretch(x)
		long, until := budget.Length(x.To.Sub(x.From)), budget.Length(x.To.Sub(start))
		switch empty := !x.To.After(x.From); {
		case empty && x.Open:
			long = "no figure"
		case empty:
			long = "no time"
		case x.Open:
			long += ", and more where figures are missing"
		}
		some = some || x.To.After(x.From)
		open = open || x.Open
		switch {
		case !x.To.After(start):
			until = ""
		case open:
			until = "at least " + until
		}
		table.Rows = append(table.Rows, []Line{what, say(long), say(until), owner})
	}
	if !some {
		return nil
	}
	blocks := b.verdict(s, o)
	if o != nil {
		due := o.Due
		if o.Start.IsZero() {
			due, _ = o.Promise.Finish(start)
		}
		table.Rows = append(table.Rows, []Line{say(strong("Promised from end to end")), say(o.Promise.Words()), say(budget.Length(due.Sub(start))), ref(s.Owner)})
	}
	blocks = append(blocks, Paragraph{say("The longest way, with every wait and every piece of work as long as it may be. Hours and days are those that pass on the clock: where nobody works at night, the night counts too.")}, table)
	if o != nil && o.Broken && len(o.Path) > 0 {
		blocks = append(blocks, Paragraph{say("The same step by step, from the worst moment to begin at:")}, b.pathTable(o))
	}
	return blocks
}

// stretch is one line of the time budget: what it is, and who answers for it.
func (b *builder) stretch(x budget.Stretch) (what, owner Line) {
	if i, ok := x.Of.(*lang.Interface); ok {
		return say("Wait until “", name(i), "” is accepted"), parts(b.g.Interface(i).Row.Accountable, "and")
	}
	p := x.Of.(*lang.Process)
	return say("Work in ", who(p)), ref(p.Owner)
}

// verdict says in a sentence whether the promise can be kept.
func (b *builder) verdict(s *graph.Service, o *budget.Outcome) []Block {
	var line Line
	switch {
	case !s.SLA.Given():
		line = say("The service promises nothing from end to end. This is what its parts come to.")
	case o == nil:
		line = say("The promise has no figure that the way could be held against.")
	case o.Broken && o.OnlyAgain:
		line = say("The promise holds at the first pass. Where work is handed back as often as it may be, the longest way ends " + budget.Length(o.Overrun()) + " late.")
	case o.Broken:
		line = say(strong("The promise cannot be kept:"), " even if everybody keeps theirs, the longest way ends "+budget.Length(o.Overrun())+" late.")
	default:
		line = say("If everybody keeps their promises, the promise of the service holds, whenever the work begins.")
	}
	if o != nil && len(o.Missing) > 0 {
		var missing []Line
		for _, d := range o.Missing {
			missing = append(missing, b.called(d, ""))
		}
		line = say(line, " No figure is given for ", listed(missing, "and"), ": the way takes at least so long.")
	}
	return []Block{Paragraph{line}}
}

// pathTable is the path from the worst start, line by line.
func (b *builder) pathTable(o *budget.Outcome) Table {
	zone := o.Start.Location().String()
	table := Table{Head: []Line{say("Wait or work"), say("At most"), say("Until (" + zone + ")")}}
	table.Rows = append(table.Rows, []Line{say("Begins"), nil, say(moment(o.Start))})
	for _, l := range o.Path {
		what := b.called(l.Of, "")
		if l.What != "" {
			what = say(what, ": ", b.prose(l.What, ""))
		}
		if l.Again {
			what = say(what, ", again")
		}
		limit := "no figure"
		if l.Leg.Known() {
			limit = l.Leg.Words()
		}
		table.Rows = append(table.Rows, []Line{capitalLine(what), say(limit), say(moment(l.Until))})
	}
	table.Rows = append(table.Rows, []Line{say(strong("Promised")), say(o.Promise.Words()), say(moment(o.Due))})
	return table
}

// moment says an instant in a table: "Fri 23 October 2026, 16:31".
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
