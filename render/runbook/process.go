package runbook

import (
	"slices"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
	"handoff/lang/finding"
)

// process makes the page of a process: the runbook proper, in the order in which somebody reads it at 3 a.m.
func (b *builder) process(p *graph.Process) Page {
	page := b.start(p.Process, p.DisplayName(), "Processes")
	own := !p.External.Value
	if !own {
		page.add(Paragraph{say("A process of another organisation: what it does inside is not on this map.")})
	}
	page.add(Paragraph{say(capital(sentence(p.Purpose.Value)))})
	page.add(b.processFacts(p))
	noted := len(page.Body) // filled in when it is known what there is on the page
	page.add(Paragraph{}, Paragraph{})
	elsewhere := func(f finding.Finding) bool {
		return inGroup("sla")(f) || inGroup("owner")(f) && len(p.Steps) > 0
	}
	page.add(b.notesWhere(page.Address, func(f finding.Finding) bool { return !elsewhere(f) }, b.atHead(p)...)...)
	page.add(Authored{p.Description.Value, 2})

	page.section(2, "When to use it", b.whenToUse(p)...)
	page.anchored(2, say("What is promised"), "promised", append(b.notesWhere(page.Address, inGroup("sla"), p.Address()), b.promises(p.SLA, words.Home(p), "the work comes in")...)...)
	if own {
		page.section(2, "Is it real?", List{Items: b.exits(p)}, keep(p, "is-it-real", "First checks, dashboards, and how to tell a false alarm: write them here."))
	}
	if len(p.Steps) > 0 {
		page.anchored(2, say("Who does what"), "who", append(b.notesWhere(page.Address, inGroup("owner"), p.Address()), b.matrix(p)...)...)
		b.pictureOf(&page, p)
	}
	b.procedure(&page, p)
	b.handoffsIn(&page, p)
	b.handoffsOut(&page, p)
	b.handoffsInside(&page, p)
	page.anchored(2, say("Escalation"), "escalation", b.processLadders(p)...)
	if own {
		page.section(2, "Communication", List{Items: b.informed(p)}, keep(p, "communication", "Templates for updates, and who else wants to hear: write them here."))
		page.anchored(2, say("Roll back, mitigate, known fixes"), "known-fixes", append(b.rollbacks(p), keep(p, "known-fixes", "What has helped before: write it here."))...)
	}
	page.anchored(2, say("What it depends on"), "depends", b.dependencies(p)...)
	if own {
		page.section(2, "Done when", List{Boxes, b.done(p)}, keep(p, "done-when", "What else must be true, and what to link to the record: write it here."))
		page.section(2, "Afterwards", append(b.afterwards(p), keep(p, "afterwards", "Review, timeline, actions: write them here."))...)
	}
	page.section(2, "How it is measured", b.measures(p.Process)...)
	page.section(2, "Glossary and references", b.references(p)...)
	page.Body[noted] = Paragraph{b.openHere(page, p)}
	page.Body[noted+1] = Paragraph{b.shortcuts(page)}
	return page
}

// shortcuts lead past what is only read once, to what is needed in a hurry.
func (b *builder) shortcuts(page Page) Line {
	var links []Line
	for _, block := range page.Body {
		h, ok := block.(Heading)
		if ok && h.Level == 2 && slices.Contains([]string{"procedure", "in", "out", "escalation", "known-fixes", "depends"}, h.Anchor) {
			links = append(links, say(Span{Text: h.Text[0].Text, Page: page.Address, Anchor: h.Anchor}))
		}
	}
	if len(links) == 0 || b.printed {
		return nil
	}
	return labelled("Go to", separated(links, shortcutSeparator))
}

// openHere counts the open findings of the page, and leads to those that are told further down.
func (b *builder) openHere(page Page, p *graph.Process) Line {
	grave := func(chosen func(finding.Finding) bool, addresses ...string) int {
		n := 0
		for _, address := range addresses {
			for _, f := range b.findings[address] {
				if f.Severity != finding.Info && chosen(f) {
					n++
				}
			}
		}
		return n
	}
	anything := func(finding.Finding) bool { return true }
	total := grave(anything, b.atHead(p)...)
	var places []Line
	further := func(n int, where Span) {
		if n > 0 {
			places = append(places, say(where))
		}
	}
	further(grave(inGroup("sla"), p.Address()), Span{Text: "what is promised", Page: page.Address, Anchor: "promised"})
	if len(p.Steps) > 0 {
		further(grave(inGroup("owner"), p.Address()), Span{Text: "who does what", Page: page.Address, Anchor: "who"})
	}
	for _, s := range p.Steps {
		n := grave(anything, s.Address())
		total += n
		further(n, b.step(s))
	}
	for _, list := range [][]*graph.Handoff{p.In, p.Out} {
		var seen []*graph.Interface
		for _, h := range list {
			if n := grave(anything, h.Interface.Address()); n > 0 && !slices.Contains(seen, h.Interface) {
				seen = append(seen, h.Interface)
				total += n
				anchor := outAnchor(h.Interface)
				if h.Receiver == p {
					anchor = inAnchor(h.Interface)
				}
				further(n, Span{Text: "“" + h.Interface.DisplayName() + "”", Page: page.Address, Anchor: anchor})
			}
		}
	}
	if total == 0 {
		return nil
	}
	line := labelled("Take care", count(total, "finding is", "findings are")+" open here")
	if len(places) > 0 {
		line = say(line, ": see ", listed(places, "and"))
	}
	return say(line, ".")
}

// atHead are the addresses told at the head of a process's page: its own, and those of ports that no handoff of the page tells of.
func (b *builder) atHead(p *graph.Process) []string {
	out := []string{p.Address()}
	for _, ports := range [][]*graph.Port{p.Inputs, p.Outputs} {
		for _, port := range ports {
			if port.Declared != nil {
				out = append(out, port.Address)
			}
		}
	}
	return out
}

// keep is a place on a process's page for people to write.
func keep(p *graph.Process, id, slot string) Keep {
	return Keep{ID: p.Address() + "/" + id, Slot: slot}
}

func (b *builder) processFacts(p *graph.Process) Table {
	var f facts
	emergency := p.Emergency
	for _, s := range p.Services {
		if !emergency.Given() {
			emergency = s.Emergency
		}
	}
	b.emergency(&f, emergency)
	f.links(&p.Block)
	told := []lang.Declaration{emergency.Target} // how to reach these stands above
	if emergency.Target != nil {
		told = append(told, b.standIn(emergency.Target))
	}
	person := func(label string, r lang.Reference) {
		if r.Target != nil && slices.Contains(told, r.Target) {
			f.row(label, ref(r))
		} else {
			f.row(label, b.contact(r))
		}
	}
	person("Accountable", p.Owner)
	if r := p.Owner.Role(); r != nil && (r.Deputy.Target == nil || emergency.Target != p.Owner.Target || b.standIn(p.Owner.Target) != r.Deputy.Target) { // else told above
		person("Deputy", r.Deputy)
	}
	if p.Runs != nil {
		team := whoAndHow(p.Runs)
		if c := p.Runs.Calendar.Calendar(); c != nil {
			team = say(team, ", "+hours(c))
		}
		f.row("Run by", team)
	}
	f.row("For", severityScope(p))
	f.row("Done within", b.clockFact(p))
	var services []Line
	for _, s := range p.Services {
		services = append(services, say(name(s.Service)))
	}
	f.row("Part of", listed(services, "and"))
	b.common(&f, &p.Block)
	return f.Table
}

// severityScope says which cases a process is for, as far as its promises tell them apart: "priority P1 to P4".
func severityScope(p *graph.Process) Line {
	if len(p.SLA.Targets) == 0 || !p.SLA.Per.Given() || p.SLA.Promises.Given() {
		return nil // it is for every case
	}
	var values []Line
	for _, t := range p.SLA.Targets {
		values = append(values, say(t.Value.Value))
	}
	return say(words.Spell(p.SLA.Per.Name)+" ", listed(values, "and"))
}

// clockFact is the promise in half a line, with where its clock starts.
func (b *builder) clockFact(p *graph.Process) Line {
	limit := briefest(p.SLA, complete)
	if limit == nil {
		return nil
	}
	if p.SLA.Since.Given() {
		return say(limit, "; counted from ", b.moment(p.SLA.Since))
	}
	return say(limit, "; counted from when the work comes in")
}

// contact names whom a reference names, with the way to reach them.
func (b *builder) contact(r lang.Reference) Line {
	switch r.Target.(type) {
	case *lang.Role, *lang.Team:
		return whoAndHow(r.Target)
	}
	return ref(r)
}
