package runbook

import (
	"slices"
	"strings"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/render/address"
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
	if len(links) == 0 {
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

// whenToUse says what starts the process, at which step, and who may start it; and what it is not for.
func (b *builder) whenToUse(p *graph.Process) []Block {
	var items []Line
	var later []Line // what only goes on with work that is under way
	for _, in := range p.Inputs {
		switch {
		case insideOnly(in):
		case onlyAnswers(in):
			later = append(later, b.trigger(p, in))
		default:
			items = append(items, b.trigger(p, in))
		}
	}
	for _, s := range p.Steps {
		if s.On.Given() {
			items = append(items, say("When ", b.occasion(s.On), ": start at ", b.step(s), "."))
		}
	}
	for _, s := range p.Callers {
		items = append(items, say("When ", name(s.Process.Process), " calls for it in ", b.step(s), "."))
	}
	if p.External.Value {
		return []Block{List{Items: items}}
	}
	blocks := []Block{List{Items: items}}
	if len(later) > 0 {
		blocks = append(blocks, Paragraph{say("Work that is under way goes on with:")}, List{Items: later})
	}
	slot := "When not to use it, and what to use instead: write it here."
	if not := b.elsewhere(p); len(not) > 0 {
		blocks = append(blocks, Paragraph{say("Not for:")}, List{Items: not})
		slot = "When else not to use it, and what to use instead: write it here."
	}
	return append(blocks, keep(p, "when-not", slot))
}

// elsewhere is what those who hand on to a process hand to others instead: cases that look alike at first.
func (b *builder) elsewhere(p *graph.Process) []Line {
	var items []Line
	var seen []*graph.Interface
	for _, h := range p.In {
		if h.Interface.IsAnswer() {
			continue
		}
		for _, o := range h.Sender.Out {
			if o.Receiver == p || o.Interface.IsAnswer() || slices.Contains(seen, o.Interface) || !b.alternative(h, o) {
				continue
			}
			seen = append(seen, o.Interface)
			items = append(items, say("“", name(o.Interface.Interface), "”: that is for ", who(o.Receiver.Process), "."))
		}
	}
	return items
}

// alternative reports whether a case takes only one of two handoffs: they leave at different steps, and neither of these comes after the other.
func (b *builder) alternative(h, o *graph.Handoff) bool {
	if h.FromStep == nil || o.FromStep == nil || h.FromStep == o.FromStep {
		return false
	}
	return !graph.After(h.FromStep)[o.FromStep] && !graph.After(o.FromStep)[h.FromStep] && h.Sender.Flow == graph.Declared
}

// insideOnly reports whether an input only takes what another step of the same process passes on: nothing that starts the process.
func insideOnly(in *graph.Port) bool {
	if len(in.Handoffs) == 0 || in.External() {
		return false
	}
	for _, h := range in.Handoffs {
		if !h.Internal() {
			return false
		}
	}
	return true
}

// onlyAnswers reports whether an input only takes replies to what the process has asked itself.
func onlyAnswers(in *graph.Port) bool {
	for _, h := range in.Handoffs {
		if !h.Interface.IsAnswer() && !h.Internal() {
			return false
		}
	}
	return len(in.Handoffs) > 0 && !in.External()
}

func (b *builder) trigger(p *graph.Process, in *graph.Port) Line {
	line := say(strong(in.DisplayName()))
	if in.Artifact != nil {
		line = say(line, ": ", name(in.Artifact))
	}
	var from []Line
	for _, h := range in.Handoffs {
		if !h.Internal() {
			from = append(from, b.sentFrom(h))
		}
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

// sentFrom says where a record comes from, who sends it there, and when: "from Monitoring, by hand by the Operator, when …".
func (b *builder) sentFrom(h *graph.Handoff) Line {
	way := say("from ", who(h.Sender.Process))
	switch {
	case h.Interface.Automated():
		way = say(way, ", automatically")
	default:
		way = say(way, ", by hand")
		if sender := parts(h.Interface.Row.Responsible, "or"); sender != nil {
			way = say(way, " (", sender, ")")
		} else if h.FromStep != nil {
			if sender := parts(h.FromStep.Row.Responsible, "or"); sender != nil {
				way = say(way, " (", sender, ")")
			}
		}
	}
	if on := b.occasion(h.Interface.On); on != nil {
		way = say(way, ", when ", on)
	}
	return way
}

// exits are the ways out at the start of a process: what turns out not to be a case for it.
func (b *builder) exits(p *graph.Process) []Line {
	var items []Line
	for _, l := range p.Links {
		if shows(l.Label) {
			items = append(items, say("Look at ", outside(l.Label, l.URL), "."))
		}
	}
	for _, s := range p.Entries {
		for _, branch := range s.Branches {
			ends := slices.ContainsFunc(s.Ways, func(w *graph.Way) bool { return w.Branch == branch && w.End })
			if !ends && branch.Next.Given() {
				continue
			}
			switch {
			case branch.When.Given():
				items = append(items, say("Not a case for this if ", condition(branch.When, words.Home(p)), ": it ends at ", b.step(s), "."))
			case branch.Choice.Value != "":
				items = append(items, say("“"+branch.Choice.Value+"”: it ends at ", b.step(s), "."))
			}
		}
	}
	return items
}

// shows reports whether a link, by its label, leads to where one sees what is going on.
func shows(label string) bool {
	label = strings.ToLower(label)
	return slices.ContainsFunc([]string{"board", "graph", "log", "metric", "monitor", "alert", "status", "queue", "trace"}, func(word string) bool {
		return strings.Contains(label, word)
	})
}

// occasion says what sets something off: an event with its condition, or a milestone with its date.
func (b *builder) occasion(r lang.Reference) Line {
	switch {
	case r.Event() != nil:
		e := r.Event()
		line := say("“", name(e), "”")
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

// pictureOf shows the swimlane, and says the same in words: for screen readers, and for wikis that show no pictures.
func (b *builder) pictureOf(page *Page, p *graph.Process) {
	path := b.options.Pictures[page.Address]
	if path == "" {
		return
	}
	blocks := []Block{Picture{path, "Swimlane of " + p.DisplayName() + ". The list below says the same in words."}}
	var items []Line
	for _, s := range p.Steps {
		line := say(b.stepTitle(s))
		if people := b.doers(s); people != nil {
			line = say(people, ": ", line)
		}
		if next := b.inBrief(p, s); next != nil {
			line = say(line, ". ", capitalLine(next))
		}
		items = append(items, say(capitalLine(line), "."))
	}
	style := Numbers
	if p.Flow == graph.Undeclared {
		style = Bullets
	}
	page.section(2, "The picture", append(blocks, List{style, items})...)
}

// stepTitle is a step's title as a link, without its number.
func (b *builder) stepTitle(s *graph.Step) Span {
	p, anchor := address.Of(s.Step)
	return Span{Text: s.DisplayName(), Page: p, Anchor: anchor}
}

// doers are who does a step: the systems that do it by themselves, else those responsible.
func (b *builder) doers(s *graph.Step) Line {
	var list []Line
	for _, r := range s.By {
		if r.System() != nil {
			list = append(list, who(r.System()))
		}
	}
	if len(list) > 0 {
		return listed(list, "and")
	}
	return parts(s.Row.Responsible, "and")
}

// inBrief says what follows a step, by numbers: "if the priority is P1 step 2, otherwise step 3".
func (b *builder) inBrief(p *graph.Process, s *graph.Step) Line {
	if p.Flow == graph.Undeclared {
		return nil
	}
	to := func(chosen func(*graph.Way) bool) Line {
		var list []Line
		for _, w := range s.Ways {
			if chosen(w) && w.To != nil {
				list = append(list, say("step ", b.stepNumber(w.To)))
			}
		}
		if len(list) == 0 {
			return say("the end")
		}
		return listed(list, "and")
	}
	var clauses []Line
	for _, branch := range s.Branches {
		there := to(func(w *graph.Way) bool { return w.Branch == branch })
		switch {
		case branch.When.Given():
			clauses = append(clauses, say("if ", condition(branch.When, words.Home(p)), ": ", there))
		case branch.Choice.Value != "":
			clauses = append(clauses, say("“"+branch.Choice.Value+"”: ", there))
		default:
			clauses = append(clauses, say("then ", there))
		}
	}
	follows := func(w *graph.Way) bool { return w.How == graph.ByNext || w.How == graph.BySequence }
	switch {
	case len(s.Branches) == 0:
		clauses = append(clauses, say("then ", to(follows)))
	case slices.ContainsFunc(s.Ways, follows):
		clauses = append(clauses, say("otherwise ", to(follows)))
	}
	return separated(clauses, "; ")
}
