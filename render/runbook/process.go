package runbook

import (
	"slices"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
)

// process makes the page of a process: the runbook proper.
func (b *builder) process(p *graph.Process) Page {
	page := b.start(p.Process, p.DisplayName(), "Processes")
	if p.External.Value {
		page.add(Paragraph{say("A process of another organisation: what it does inside is not on this map.")})
	}
	page.add(Paragraph{say(sentence(p.Purpose.Value))})
	page.add(b.notes(addresses(p)...)...)
	page.add(b.processFacts(p))
	shortcuts := len(page.Body) // filled in when it is known what there is
	page.add(Paragraph{})
	page.add(Authored{p.Description.Value, 2})

	page.section(2, "When to use it", b.triggers(p)...)
	page.section(2, "What is promised", b.promises(p.SLA, words.Home(p), "the work comes in")...)
	if !p.External.Value {
		page.section(2, "Is it real?", keep(p, "is-it-real", "First checks, dashboards, and how to tell a false alarm: write them here."))
	}
	if len(p.Steps) > 0 {
		page.section(2, "Who does what", b.matrix(p)...)
	}
	if path := b.options.Pictures[page.Address]; path != "" {
		page.section(2, "The picture", Picture{path, "Swimlane of " + p.DisplayName() + ". The procedure below says the same in words."})
	}
	b.procedure(&page, p)
	b.handoffsIn(&page, p)
	b.handoffsOut(&page, p)
	page.anchored(2, say("Escalation"), "escalation", b.processLadders(p)...)
	if !p.External.Value {
		page.section(2, "Communication", List{Items: b.informed(p)}, keep(p, "communication", "Templates for updates, and who else wants to hear: write them here."))
		page.anchored(2, say("Roll back, mitigate, known fixes"), "known-fixes", List{Items: b.rollbacks(p)}, keep(p, "known-fixes", "What has helped before: write it here."))
	}
	page.section(2, "What it depends on", b.dependencies(p)...)
	if !p.External.Value {
		page.section(2, "Done when", List{Items: b.done(p)}, keep(p, "done-when", "What else must be true, and what to link to the record: write it here."))
		page.section(2, "Afterwards", List{Items: b.improvementsOf(p.Process)}, keep(p, "afterwards", "Review, timeline, actions: write them here."))
	}
	page.section(2, "How it is measured", b.measures(p.Process)...)
	page.section(2, "Records and events", List{Items: b.glossary(p)})
	page.Body[shortcuts] = Paragraph{b.shortcuts(page)}
	return page
}

// shortcuts lead past what is only read once, to what is needed in a hurry.
func (b *builder) shortcuts(page Page) Line {
	var links []Line
	for _, block := range page.Body {
		h, ok := block.(Heading)
		if ok && h.Level == 2 && h.Anchor != "" {
			links = append(links, say(Span{Text: h.Text[0].Text, Page: page.Address, Anchor: h.Anchor}))
		}
	}
	if len(links) == 0 {
		return nil
	}
	return labelled("Go to", separated(links, " · "))
}

// addresses are those of a process and its ports: what is told at the head of its page. Steps have their own place.
func addresses(p *graph.Process) []string {
	out := []string{p.Address()}
	for _, ports := range [][]*graph.Port{p.Inputs, p.Outputs} {
		for _, port := range ports {
			out = append(out, port.Address)
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
	b.emergency(&f, p.Emergency)
	told := []lang.Declaration{p.Emergency.Target} // how to reach these stands above
	if p.Emergency.Target != nil {
		told = append(told, b.standIn(p.Emergency.Target))
	}
	person := func(label string, r lang.Reference) {
		if r.Target != nil && slices.Contains(told, r.Target) {
			f.row(label, ref(r))
		} else {
			f.row(label, b.contact(r))
		}
	}
	person("Accountable", p.Owner)
	if r := p.Owner.Role(); r != nil {
		person("Deputy", r.Deputy)
	}
	if p.Runs != nil {
		team := whoAndHow(p.Runs)
		if c := p.Runs.Calendar.Calendar(); c != nil {
			team = say(team, ", "+hours(c))
		}
		f.row("Run by", team)
	}
	var services []Line
	for _, s := range p.Services {
		services = append(services, say(name(s.Service)))
	}
	f.row("Part of", listed(services, "and"))
	b.common(&f, &p.Block)
	return f.Table
}

// contact names whom a reference names, with the way to reach them.
func (b *builder) contact(r lang.Reference) Line {
	switch r.Target.(type) {
	case *lang.Role, *lang.Team:
		return whoAndHow(r.Target)
	}
	return ref(r)
}

// triggers say what starts the process, and at which step.
func (b *builder) triggers(p *graph.Process) []Block {
	var items []Line
	for _, in := range p.Inputs {
		items = append(items, b.trigger(p, in))
	}
	for _, s := range p.Steps {
		if s.On.Given() {
			items = append(items, say("When ", b.occasion(s.On), ": start at ", b.step(s), "."))
		}
	}
	for _, s := range p.Callers {
		items = append(items, say("When ", name(s.Process.Process), " calls for it in ", b.step(s), "."))
	}
	return []Block{List{Items: items}}
}

func (b *builder) trigger(p *graph.Process, in *graph.Port) Line {
	line := say(strong(in.DisplayName()))
	if in.Artifact != nil {
		line = say(line, ": ", name(in.Artifact))
	}
	var from []Line
	for _, h := range in.Handoffs {
		way := say("from ", who(h.Sender.Process))
		if on := b.occasion(h.Interface.On); on != nil {
			way = say(way, ", when ", on)
		}
		if h.Interface.Automated() {
			way = say(way, ", automatically")
		}
		from = append(from, way)
	}
	if in.External() {
		source := say("from outside")
		if in.Declared.Source.Given() {
			source = say("from ", ref(in.Declared.Source))
		}
		from = append(from, source)
	}
	if len(from) > 0 {
		line = say(line, " ", separated(from, "; or "))
	}
	if at := in.ArrivesAt(); len(at) > 0 && p.Flow != graph.Undeclared {
		var steps []Line
		for _, s := range at {
			steps = append(steps, say(b.step(s)))
		}
		line = say(line, ". Start at ", listed(steps, "and"))
	}
	return say(line, ".")
}

// occasion says what sets something off: an event with its condition, or a milestone with its date.
func (b *builder) occasion(r lang.Reference) Line {
	switch {
	case r.Event() != nil:
		e := r.Event()
		line := say("“" + e.DisplayName() + "”")
		if a := e.Artifact.Artifact(); a != nil && e.When.Given() {
			return say(line, " occurs (", condition(e.When, a.Name), ")")
		}
		return say(line, " occurs")
	case r.Milestone() != nil:
		m := r.Milestone()
		if m.At.Given() {
			return say(name(m), " is reached ("+b.instant(m)+")")
		}
		return say(name(m), " is reached")
	}
	return ref(r)
}
