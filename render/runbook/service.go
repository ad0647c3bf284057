package runbook

import (
	"handoff/graph"
)

// service makes the page of a service.
func (b *builder) service(s *graph.Service) Page {
	page := b.start(s.Service, s.DisplayName(), "Services")
	page.add(b.notes(s.Address())...)
	var f facts
	b.emergency(&f, s.Emergency)
	f.row("Accountable", b.contact(s.Owner))
	f.row("Owns the joints", b.contact(s.Integrator))
	if s.Start != nil {
		f.row("Starts in", who(s.Start.Process))
	}
	b.common(&f, &s.Block)
	page.add(f.Table, Authored{s.Description.Value, 2})
	page.section(2, "What is promised", b.promises(s.SLA, "", "the first process starts")...)

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
	page.section(2, "How it is measured", b.measures(s.Service)...)
	page.section(2, "To be improved", List{Items: b.improvementsOf(s.Service)})
	page.add(Heading{2, say("Notes"), ""}, Keep{ID: s.Address() + "/notes", Slot: "What everybody on the way should know: write it here."})
	return page
}

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
