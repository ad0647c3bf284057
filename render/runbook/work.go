package runbook

// What a role or team has to do, and by when.

import (
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
)

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
	for _, q := range b.whose.processes[me] {
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
