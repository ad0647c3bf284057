package runbook

import (
	"slices"
	"strings"

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
	for _, i := range b.g.Interfaces {
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
	for _, a := range b.m.Artifacts {
		if a.Steward.Target == me {
			owns = append(owns, say("Record ", name(a), " (sees to it that it is right)"))
		}
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

// work is what somebody does (R), step by step with the instructions, process by process: whoever plays one part in a process reads theirs, and
// nobody else's.
func (b *builder) work(page *Page, p *graph.Party) {
	me := p.Declaration
	var last *graph.Process
	var handoffs []Line
	under := len(page.Body)
	for _, row := range p.Rows {
		if !slices.ContainsFunc(row.Responsible, func(part graph.Part) bool { return part.Who == me }) {
			continue
		}
		if row.Step == nil {
			handoffs = append(handoffs, say("Hands on “", name(row.Interface.Interface), "”."))
			continue
		}
		s := row.Step
		if s.Process != last {
			last = s.Process
			page.add(Heading{3, say(name(last.Process)), ""})
		}
		page.add(Paragraph{b.workLine(s)})
		if strings.TrimSpace(s.Instructions.Value) != "" {
			page.add(Authored{s.Instructions.Value, 3})
		}
		for _, text := range []struct {
			label string
			text  lang.Text
		}{{"Expect", s.Expect}, {"Make sure", s.Verify}} {
			page.add(said(text.label, text.text)...)
		}
	}
	if len(handoffs) > 0 {
		page.add(Heading{3, say("Handoffs"), ""}, List{Items: handoffs})
	}
	page.over(under, "Does (R)")
}

// workLine names a step with its limit, what it takes to do it, and who goes on.
func (b *builder) workLine(s *graph.Step) Line {
	step := b.step(s)
	step.Style = Strong
	line := say(capitalLine(say(step)))
	var more []Line
	if s.Approval != nil {
		more = append(more, say("approved ", approval(s.Approval)))
	}
	if time := b.stepTime(s); time != nil {
		more = append(more, time)
	}
	if uses := refs(s.Uses, "and"); uses != nil {
		more = append(more, say("with ", uses))
	}
	if ask := parts(s.Row.Consulted, "and"); ask != nil {
		more = append(more, say("ask ", ask, " first"))
	}
	if tell := parts(s.Row.Informed, "and"); tell != nil {
		more = append(more, say("tell ", tell))
	}
	if len(more) == 0 {
		return say(line, ".")
	}
	return say(line, ": ", separated(more, "; "), ".")
}

// promisesOf are the promises of time that somebody has to keep: of steps they do, handoffs they answer for or take in, processes and services
// they own.
func (b *builder) promisesOf(p *graph.Party) Table {
	me := p.Declaration
	table := Table{Head: []Line{say("What"), say("Accept within"), say("Be done within"), say("Other terms"), say("Why you")}}
	add := func(what Line, accept, done, other Line, why string) {
		same := func(row []Line) bool { return slices.Equal(row[0], what) && slices.Equal(row[4], say(why)) }
		if len(accept)+len(done)+len(other) > 0 && !slices.ContainsFunc(table.Rows, same) {
			table.Rows = append(table.Rows, []Line{what, accept, done, other, say(why)})
		}
	}
	for _, row := range p.Rows {
		if row.Step == nil || !slices.ContainsFunc(row.Responsible, func(part graph.Part) bool { return part.Who == me }) {
			continue
		}
		step := row.Step.Step
		var since, rhythm Line
		if row.Step.WithinPromise().Given() && step.Since.Given() {
			since = say("counted from ", b.moment(step.Since))
		}
		if step.Every.Given() {
			rhythm = say(every(step.Every))
		}
		var other []Line
		for _, l := range []Line{since, rhythm} {
			if l != nil {
				other = append(other, l)
			}
		}
		add(b.subject(step), nil, say(figure(row.Step.WithinPromise())), separated(other, "; "), "you do it")
	}
	for _, q := range b.g.Processes {
		if !graph.Own(q) {
			continue
		}
		why := ""
		switch {
		case q.Owner.Target == me:
			why = "you own the process"
		case q.Runs != nil && me == lang.Declaration(q.Runs):
			why = "you run the process"
		default:
			continue
		}
		add(say(name(q.Process)), nil, brief(q.SLA, complete), nil, why)
		var seen []*graph.Interface
		for _, h := range q.In {
			if !slices.Contains(seen, h.Interface) {
				seen = append(seen, h.Interface)
				add(say("“", name(h.Interface.Interface), "”"), brief(h.Interface.SLA, acknowledge), brief(h.Interface.SLA, complete), b.due(h.Interface.Due), "it comes to your process")
			}
		}
	}
	for _, row := range p.Rows {
		if row.Interface == nil || !slices.ContainsFunc(row.Accountable, func(part graph.Part) bool { return part.Who == me }) {
			continue
		}
		i := row.Interface
		add(say("“", name(i.Interface), "”"), brief(i.SLA, acknowledge), brief(i.SLA, complete), b.due(i.Due), "you answer for the handoff")
	}
	for _, s := range b.g.Services {
		why := "you answer for the service"
		switch {
		case !graph.Own(s):
			continue
		case s.Owner.Target == me:
		case s.Integrator.Target == me:
			why = "you own its joints"
		default:
			continue
		}
		add(say(name(s.Service)), nil, brief(s.SLA, complete), nil, why)
	}
	return table
}

// meetings are those that somebody leads or attends, with the work that waits for them.
func (b *builder) meetings(page *Page, p *graph.Party) {
	meetings := Table{Head: []Line{say("Meeting"), say("How often"), say("Part"), say("Looks at")}}
	for _, c := range p.Cadences {
		part := "attends"
		if c.Chair.Target == p.Declaration {
			part = "leads it"
		}
		how := every(c.Every)
		if c.Duration.Given() {
			how += ", " + length(c.Duration)
		}
		meetings.Rows = append(meetings.Rows, []Line{say(name(c)), say(how), say(part), b.agendaInShort(c)})
	}
	page.section(2, "Meetings", meetings)
}

func isInterface(d lang.Declaration) bool { _, ok := d.(*lang.Interface); return ok }

// subject names a step with its process, anything else by itself.
func (b *builder) subject(d lang.Declaration) Line {
	if s, ok := d.(*lang.Step); ok {
		return say(name(s.Process), ": ", b.step(b.g.Step(s)))
	}
	return who(d)
}

// duties are the rows in which somebody has a letter, a line a process. What is done has its time limit with it.
func (b *builder) duties(p *graph.Party, me lang.Declaration, l graph.Letter) []Line {
	var items []Line
	var processes []*graph.Process
	steps := map[*graph.Process][]Line{}
	total := map[*graph.Process]int{}
	for _, row := range p.Rows {
		if !slices.ContainsFunc(row.Parts(l), func(part graph.Part) bool { return part.Who == me }) {
			continue
		}
		if row.Step == nil {
			items = append(items, say("Handoff ", name(row.Interface.Interface)))
			continue
		}
		process := row.Step.Process
		if steps[process] == nil {
			processes = append(processes, process)
		}
		line := say(b.step(row.Step))
		if l == graph.R && row.Step.Within.Given() {
			line = say(line, " ("+within(row.Step.WithinPromise())+")")
		}
		steps[process] = append(steps[process], line)
		total[process]++
	}
	var lines []Line
	for _, process := range processes {
		if total[process] == len(process.Steps) && total[process] > 2 && l != graph.R {
			lines = append(lines, say(name(process.Process), ": every step"))
			continue
		}
		lines = append(lines, say(name(process.Process), ": ", separated(steps[process], "; ")))
	}
	return append(lines, items...)
}

// decides lists the approvals that are somebody's to give.
func (b *builder) decides(page *Page, me lang.Declaration) {
	var items []Line
	for _, q := range b.g.Processes {
		for _, s := range q.Steps {
			if s.Approval != nil && s.Approval.Approvers.Include(me) {
				items = append(items, say(name(q.Process), ": ", b.step(s), " (", approval(s.Approval), ")"))
			}
		}
	}
	for _, i := range b.g.Interfaces {
		if i.Approval != nil && i.Approval.Approvers.Include(me) {
			items = append(items, say(name(i.Interface), " (", approval(i.Approval), ")"))
		}
	}
	page.section(2, "Approves", List{Items: items})
}

// callsFor lists what somebody is the emergency contact of.
func (b *builder) callsFor(page *Page, me lang.Declaration) {
	var items []Line
	for _, s := range b.g.Services {
		if s.Emergency.Target == me && graph.Own(s) {
			items = append(items, say(name(s.Service)))
		}
	}
	for _, q := range b.g.Processes {
		if q.Emergency.Target == me && graph.Own(q) {
			items = append(items, say(name(q.Process)))
		}
	}
	page.section(2, "Is called in an emergency of", List{Items: items})
	var joints []Line
	for _, i := range b.g.Interfaces {
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
