package runbook

import (
	"slices"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
)

// role makes the page of a role: what is expected of whoever plays it.
func (b *builder) role(p *graph.Party) Page {
	r := p.Role
	page := b.start(r, r.DisplayName(), "Roles")
	if r.Retired.Value {
		page.add(Paragraph{say(strong("This role is retired."), " Nothing should name it any more.")})
	}
	page.add(Paragraph{b.summary(p)})
	page.add(b.notes(page.Address, r.Address())...)
	var f facts
	f.row("Team", refs(r.Teams, "and"))
	f.row("Reach", b.reachWithOrigin(r))
	f.row("On duty", b.duty(r))
	f.row("Stands in for you", b.contact(r.Deputy))
	f.row("Reports to", b.contact(r.ReportsTo))
	b.common(&f, &r.Block)
	page.add(f.Table, Authored{r.Description.Value, 2})
	b.expected(&page, p)
	for _, t := range r.Teams {
		if q := b.g.Party(t.Target); q != nil && len(q.Rows)+len(q.Rungs)+len(q.Owns)+len(q.Cadences) > 0 {
			page.section(2, "As part of "+q.DisplayName(), Paragraph{say("More is expected of the team as a whole: see ", name(q), ".")})
		}
	}
	return page
}

// team makes the page of a team.
func (b *builder) team(p *graph.Party) Page {
	t := p.Team
	page := b.start(t, t.DisplayName(), "Teams")
	if t.External.Value {
		page.add(Paragraph{say("A team of another organisation.")})
	}
	page.add(Paragraph{b.summary(p)})
	page.add(b.notes(page.Address, t.Address())...)
	var f facts
	f.row("Led by", b.contact(t.Lead))
	f.row("Part of", ref(t.Parent))
	f.row("Reach", b.reachWithOrigin(t))
	if c := t.Calendar.Calendar(); c != nil {
		f.row("Works", b.hoursOf(c))
	}
	b.common(&f, &t.Block)
	page.add(f.Table, Authored{t.Description.Value, 2})

	var runs []Line
	for _, q := range p.Runs {
		if graph.Own(q) {
			line := say(name(q.Process))
			if done := brief(q.SLA, complete); done != nil {
				line = say(line, " (", done, ")")
			}
			runs = append(runs, line)
		}
	}
	page.section(2, "Runs", List{Items: runs})
	if path := b.options.Pictures[page.Address]; path != "" {
		page.section(2, "The picture", Picture{path, "The processes of " + t.DisplayName() + ", and those they hand to and get from."})
	}
	members := Table{Head: []Line{say("Role"), say("Reach"), say("On duty"), say("Stands in")}}
	for _, m := range p.Members {
		members.Rows = append(members.Rows, []Line{say(name(m.Role)), reach(m.Role), b.duty(m.Role), ref(m.Role.Deputy)})
	}
	page.section(2, "Roles", members)
	var teams []Line
	for _, q := range p.Parts {
		teams = append(teams, say(name(q.Team)))
	}
	page.section(2, "Teams in it", List{Items: teams})
	b.expected(&page, p)
	page.section(2, "How it is measured", b.measures(t)...)
	page.section(2, "To be improved", List{Items: b.improvementsOf(t)})
	return page
}

// reachWithOrigin says how to reach a role or team, and through whom if it has no contact of its own.
func (b *builder) reachWithOrigin(d lang.Declaration) Line {
	line := reach(d)
	if _, of := graph.Contact(d); line != nil && of != d {
		line = say(line, " (through ", name(of), ")")
	}
	return line
}

// duty is when a role or team is there: its own hours, else those of its team.
func (b *builder) duty(d lang.Declaration) Line {
	var own []lang.Reference
	switch d := d.(type) {
	case *lang.Role:
		own = append(own, d.Calendar)
		for _, t := range d.Teams {
			if t.Team() != nil {
				own = append(own, t.Team().Calendar)
			}
		}
	case *lang.Team:
		own = append(own, d.Calendar)
	}
	for _, r := range own {
		if c := r.Calendar(); c != nil {
			return b.hoursOf(c)
		}
	}
	return nil
}

// hoursOf names a calendar with its hours.
func (b *builder) hoursOf(c *lang.Calendar) Line {
	if c.Name == "always" {
		return say("around the clock")
	}
	return say(named(c, hours(c)), " ("+openHours(c)+")")
}

// summary counts what is expected, so that a glance tells whether anything has been forgotten.
func (b *builder) summary(p *graph.Party) Line {
	me := p.Declaration
	letters := func(l graph.Letter) Line {
		steps, handoffs := 0, 0
		for _, row := range p.Rows {
			switch {
			case !slices.ContainsFunc(row.Parts(l), func(part graph.Part) bool { return part.Who == me }):
			case row.Step != nil:
				steps++
			default:
				handoffs++
			}
		}
		var out []Line
		if steps > 0 {
			out = append(out, say(count(steps, "step", "steps")))
		}
		if handoffs > 0 {
			out = append(out, say(count(handoffs, "handoff", "handoffs")))
		}
		return listed(out, "and")
	}
	var clauses []Line
	add := func(verb string, what Line) {
		if what != nil {
			clauses = append(clauses, say(verb+" ", what))
		}
	}
	number := func(n int, one, many string) Line {
		if n == 0 {
			return nil
		}
		return say(count(n, one, many))
	}
	add("runs", number(len(p.Runs), "process", "processes"))
	add("does", letters(graph.R))
	add("answers for", letters(graph.A))
	add("is asked about", letters(graph.C))
	add("is told about", letters(graph.I))
	add("is called by", number(len(p.Rungs), "escalation", "escalations"))
	add("meets in", number(len(p.Cadences), "meeting", "meetings"))
	if len(clauses) == 0 {
		return nil
	}
	return say(capitalLine(listed(clauses, "and")), ".")
}

// expected lists what is expected of a role or team: first what has a time limit and what wakes somebody, then the rest.
func (b *builder) expected(page *Page, p *graph.Party) {
	me := p.Declaration
	page.section(2, "Promises to keep", b.promisesOf(p))
	rungs := Table{Head: []Line{say("When this is stuck"), say("You are told")}}
	for _, r := range p.Rungs {
		after := length(r.After)
		switch {
		case !r.After.Given():
			after = ordinal(r.Level) + " in line"
		case isInterface(r.Of) || r.Clock != "sent":
			after += " " + clockWords(r.Clock)
		case r.Of.Common().Kind == lang.KindStep:
			after += " after the step began"
		default:
			after += " after the work came in"
		}
		rungs.Rows = append(rungs.Rows, []Line{b.subject(r.Of), say(after)})
	}
	page.section(2, "Escalations that reach you", rungs)
	b.callsFor(page, me)
	b.decides(page, me)
	if b.printed { // the runbooks stand beside it
		page.section(2, "Does (R)", List{Items: b.duties(p, me, graph.R)})
	} else {
		b.work(page, p)
	}
	for _, part := range []struct {
		letter graph.Letter
		title  string
	}{{graph.A, "Answers for (A)"}, {graph.C, "Is asked before (C)"}, {graph.I, "Is told after (I)"}} {
		page.section(2, part.title, List{Items: b.duties(p, me, part.letter)})
	}
	var told []Line
	for _, i := range b.whose.interfaces[me] {
		switch {
		case !graph.Own(i):
		case i.Notify.Include(me):
			told = append(told, say("When it happens: ", name(i.Interface), "."))
		case i.Handback != nil && i.Handback.Notify.Include(me):
			told = append(told, say("When it is handed back: ", name(i.Interface), "."))
		}
	}
	page.section(2, "Hears of these handoffs", List{Items: told})
	b.meetings(page, p)
	var owns []Line
	for _, d := range p.Owns {
		owns = append(owns, say(kindWord(d)+" ", who(d)))
	}
	for _, a := range b.whose.stewarded[me] {
		owns = append(owns, say("Record ", name(a), " (sees to it that it is right)"))
	}
	page.section(2, "Owns", List{Items: owns})
	var stands []Line
	for _, r := range p.StandsInFor {
		line := say(name(r))
		if on := b.duty(r); on != nil {
			line = say(line, ", who is on duty ", on)
		}
		stands = append(stands, line)
	}
	page.section(2, "Stands in for", List{Items: stands})
}

func isInterface(d lang.Declaration) bool { _, ok := d.(*lang.Interface); return ok }

// subject names a step with its process, anything else by itself.
func (b *builder) subject(d lang.Declaration) Line {
	if s, ok := d.(*lang.Step); ok {
		return say(name(s.Process), ": ", b.step(b.g.Step(s)))
	}
	return who(d)
}

// decides lists the approvals that are somebody's to give.
func (b *builder) decides(page *Page, me lang.Declaration) {
	var items []Line
	for _, s := range b.whose.approved[me] {
		items = append(items, say(name(s.Process.Process), ": ", b.step(s), b.withOthers(s.Approval)))
	}
	for _, i := range b.whose.interfaces[me] {
		if i.Approval != nil && i.Approval.Approvers.Include(me) {
			items = append(items, say(name(i.Interface), b.withOthers(i.Approval)))
		}
	}
	page.section(2, "Approves", List{Items: items})
}

// withOthers says with whom one approves, where that is not left to one alone.
func (b *builder) withOthers(a *lang.Approval) Line {
	if len(a.Approvers) < 2 {
		return nil
	}
	return say(" (", approval(a), ")")
}

// callsFor lists what somebody is the emergency contact of.
func (b *builder) callsFor(page *Page, me lang.Declaration) {
	var items []Line
	for _, s := range b.whose.services[me] {
		if graph.Own(s) {
			items = append(items, say(name(s.Service)))
		}
	}
	for _, q := range b.whose.processes[me] {
		if q.Emergency.Target == me && graph.Own(q) {
			items = append(items, say(name(q.Process)))
		}
	}
	page.section(2, "Is called in an emergency of", List{Items: items})
	var joints []Line
	for _, i := range b.whose.interfaces[me] {
		if i.Joint != nil && i.Joint.Who == me && graph.Own(i) {
			joints = append(joints, say(name(i.Interface)))
		}
	}
	page.section(2, "Owns the joint of", List{Items: joints})
}

// kindWord is what people call a kind of block.
func kindWord(d lang.Declaration) string {
	switch d.Common().Kind {
	case lang.KindKPI:
		return "KPI"
	case lang.KindInterface:
		return "Handoff"
	case lang.KindArtifact:
		return "Record"
	case lang.KindCadence:
		return "Meeting"
	}
	return capital(words.Spell(string(d.Common().Kind)))
}
