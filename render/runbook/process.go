package runbook

import (
	"handoff/graph"
	"handoff/lang"
)

// process makes the page of a process: the runbook proper.
func (b *builder) process(p *graph.Process) Page {
	page := b.start(p.Process, p.DisplayName(), "Processes")
	if p.External.Value {
		page.add(Paragraph{say("A process of another organisation: what it does inside is not on this map.")})
	}
	page.add(Paragraph{say(sentence(p.Purpose.Value))})
	page.add(b.notes(p.Address())...)
	page.add(b.processFacts(p))
	shortcuts := len(page.Body) // filled in when it is known what there is
	page.add(Paragraph{})
	page.add(Authored{p.Description.Value, 2})

	page.section(2, "When to use it", b.triggers(p)...)
	page.section(2, "What is promised", b.promises(p.SLA, record(p), "the work comes in")...)
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

// keep is a place on a process's page for people to write.
func keep(p *graph.Process, id, slot string) Keep {
	return Keep{ID: p.Address() + "/" + id, Slot: slot}
}

// record is what most of a process is about: the record its first input brings, or its first output sends. Conditions leave its name out.
func record(p *graph.Process) string {
	for _, ports := range [][]*graph.Port{p.Inputs, p.Outputs} {
		for _, port := range ports {
			if port.Declared != nil && port.Declared.RecordName() != "" {
				return port.Declared.RecordName()
			}
			if port.Artifact != nil {
				return port.Artifact.Name
			}
		}
	}
	return ""
}

func (b *builder) processFacts(p *graph.Process) Table {
	var f facts
	f.row("In an emergency", b.contact(p.Emergency))
	f.row("Accountable", b.contact(p.Owner))
	if r := p.Owner.Role(); r != nil && r.Deputy.Target != nil {
		if r.Deputy.Target == p.Emergency.Target {
			f.row("Deputy", ref(r.Deputy)) // how to reach them stands above
		} else {
			f.row("Deputy", b.contact(r.Deputy))
		}
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
			return say(line, " occurs (", conditions{a.Name}.condition(e.When), ")")
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

// dependencies are the processes before and after, and the systems with what to do while they are down.
func (b *builder) dependencies(p *graph.Process) []Block {
	var items []Line
	names := func(list []*graph.Process) Line {
		var out []Line
		for _, q := range list {
			if q != p {
				out = append(out, who(q.Process))
			}
		}
		return listed(out, "and")
	}
	if before := names(p.Previous()); before != nil {
		items = append(items, labelled("Before it", before))
	}
	if after := names(p.Next()); after != nil {
		items = append(items, labelled("After it", after))
	}
	table := Table{Head: []Line{say("System"), say("Needed for"), say("Who answers for it"), say("When it is down")}}
	for _, s := range b.g.Systems {
		var uses []Line
		for _, step := range s.Steps {
			if step.Process == p {
				uses = append(uses, b.stepNumber(step))
			}
		}
		need := Line(nil)
		if len(uses) > 0 {
			word := "steps "
			if len(uses) == 1 {
				word = "step "
			}
			need = say(word, listed(uses, "and"))
		}
		carries := 0
		for _, i := range s.Carries {
			for _, h := range i.Handoffs {
				if h.Sender == p || h.Receiver == p {
					carries++
					break
				}
			}
		}
		if carries > 0 {
			if need != nil {
				need = say(need, ", ")
			}
			need = say(need, count(carries, "handoff", "handoffs"))
		}
		if need == nil {
			continue
		}
		var owner Line
		if s.Owner.Target != nil {
			owner = whoAndHow(s.Owner.Target)
		}
		system := who(s.System)
		if s.Exclusive.Value {
			system = say(system, " (one step at a time)")
		}
		table.Rows = append(table.Rows, []Line{system, need, owner, {Span{Text: s.Fallback.Value, Style: Written}}})
	}
	return []Block{List{Items: items}, table}
}

// done says how the process ends: where, in which state, and with what handed on or filed.
func (b *builder) done(p *graph.Process) []Line {
	var items []Line
	var ends []Line
	for _, s := range p.Steps {
		if s.Ends {
			ends = append(ends, say(b.step(s)))
		}
	}
	if len(ends) > 0 && p.Flow == graph.Declared {
		items = append(items, say("You have come to the end of ", listed(ends, "or"), "."))
	}
	items = append(items, b.closes(p)...)
	for _, out := range p.Outputs {
		switch {
		case out.Declared != nil && out.Declared.StoredIn.Given():
			items = append(items, say(strong(out.DisplayName()), " is filed in ", ref(out.Declared.StoredIn), "."))
		case out.External():
			items = append(items, say(strong(out.DisplayName()), " has gone out."))
		}
	}
	return items
}

// closes lists the final states that the steps set.
func (b *builder) closes(p *graph.Process) []Line {
	var out []Line
	var fields []*lang.Field
	states := map[*lang.Field][]Line{}
	seen := map[string]bool{}
	look := func(update *lang.Assignments) {
		if update == nil {
			return
		}
		for _, e := range update.Entries {
			f := e.Name.Field
			if f == nil || f.Artifact.Lifecycle == nil || f.Artifact.Lifecycle.Field.Name != f.Name {
				continue
			}
			value, ok := literalText(e.Value)
			for _, final := range f.Artifact.Lifecycle.Final {
				if ok && final.Value == value && !seen[f.Address()+value] {
					seen[f.Address()+value] = true
					if states[f] == nil {
						fields = append(fields, f)
					}
					states[f] = append(states[f], say(code(value)))
				}
			}
		}
	}
	for _, s := range p.Steps {
		look(s.Update)
		for _, branch := range s.Branches {
			look(branch.Update)
		}
	}
	for _, f := range fields {
		out = append(out, say("The ", spell(f.Name), " of the ", name(f.Artifact), " is ", listed(states[f], "or"), "."))
	}
	return out
}

// glossary explains the records and events the page speaks of.
func (b *builder) glossary(p *graph.Process) []Line {
	var items []Line
	explain := func(d *lang.Block, title Line, more Line) {
		line := title
		if text, ok := inertLine(d.Description.Value); ok && text != "" {
			line = say(line, ": ", Span{Text: d.Description.Value, Style: Written})
		}
		items = append(items, say(line, more))
	}
	for _, a := range b.g.Artifacts {
		for _, q := range a.Processes {
			if q == p {
				more := Line(nil)
				if a.SourceOfTruth.Given() {
					more = say(" (kept in ", ref(a.SourceOfTruth), ")")
				}
				explain(&a.Block, say(name(a.Artifact)), more)
			}
		}
	}
	for _, e := range b.g.Events {
		if b.concerns(e, p) {
			more := Line(nil)
			if a := e.Event.Artifact.Artifact(); a != nil && e.When.Given() {
				more = say(": ", conditions{""}.condition(e.When))
			}
			explain(&e.Block, say(strong(e.DisplayName())), more)
		}
	}
	return items
}

// concerns reports whether an event starts work in p or leaves it.
func (b *builder) concerns(e *graph.Event, p *graph.Process) bool {
	for _, s := range e.Steps {
		if s.Process == p {
			return true
		}
	}
	for _, i := range e.Interfaces {
		for _, h := range i.Handoffs {
			if h.Sender == p || h.Receiver == p {
				return true
			}
		}
	}
	return false
}
