package runbook

import (
	"slices"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

// clockWords say from when the times of a handoff's ladder count.
func clockWords(clock string) string { return "after " + clockStart(clock, "it was sent") }

// clockStart is when the clock of a ladder starts: at the beginning of what it is about, unless it says otherwise.
func clockStart(clock, begin string) string {
	switch clock {
	case "acknowledged":
		return "it was accepted"
	case "due":
		return "it was due"
	}
	return begin
}

// ladder is an escalation as a table: after how long, who is told, how to reach them.
func (b *builder) ladder(rungs []graph.Rung) Table {
	table := Table{Head: []Line{say("After"), say("Tell"), say("How")}}
	for i, r := range rungs {
		after := say(length(r.After))
		if i > 0 && rungs[i-1].Level == r.Level {
			after = say("at the same time")
		}
		if !r.After.Given() {
			after = say(ordinal(r.Level))
		}
		table.Rows = append(table.Rows, []Line{after, tells(rungs[:i], r), reach(r.Who)})
	}
	return table
}

// hierarchical stands behind whoever is told because they are above.
const hierarchical = " (hierarchical)"

// tells is who is told on a rung. That one is above somebody who has been told before, or who answers for what is stuck, is said: such an escalation is
// hierarchical, and asks for a decision; all others are functional, and ask for help.
func tells(before []graph.Rung, r graph.Rung) Line {
	below := slices.Clone(accountableFor(r.Of))
	for _, b := range before {
		if b.Level < r.Level {
			below = append(below, b.Who)
		}
	}
	for _, d := range below {
		role, _ := d.(*lang.Role)
		for seen := map[*lang.Role]bool{}; role != nil && !seen[role]; role = role.ReportsTo.Role() {
			seen[role] = true
			if boss := role.ReportsTo.Role(); boss != nil && lang.Declaration(boss) == r.Who {
				return say(name(r.Who), hierarchical)
			}
		}
	}
	return say(name(r.Who))
}

// accountableFor are those who answer for what escalates, where that is a process or a step.
func accountableFor(d lang.Declaration) []lang.Declaration {
	switch d := d.(type) {
	case *lang.Process:
		return []lang.Declaration{d.Owner.Target}
	case *lang.Step:
		return d.By.Resolved()
	}
	return nil
}

func ordinal(n int) string {
	switch n {
	case 1:
		return "first"
	case 2:
		return "second"
	case 3:
		return "third"
	}
	return "then"
}

// inShort is a ladder in a sentence: "10 minutes after it was sent tell A (page a), after 1 hour B".
func (b *builder) inShort(rungs []graph.Rung, begin string) Line {
	var clauses []Line
	for i := 0; i < len(rungs); {
		var told []Line
		first := rungs[i]
		for ; i < len(rungs) && rungs[i].Level == first.Level; i++ {
			if len(clauses) == 0 {
				told = append(told, whoAndHow(rungs[i].Who))
			} else {
				told = append(told, say(name(rungs[i].Who)))
			}
		}
		people := listed(told, "and")
		switch {
		case len(clauses) == 0 && first.After.Given():
			clauses = append(clauses, say(length(first.After)+" after "+clockStart(first.Clock, begin)+" tell ", people))
		case len(clauses) == 0:
			clauses = append(clauses, say("tell ", people))
		case first.After.Given():
			clauses = append(clauses, say("after "+length(first.After)+" ", people))
		default:
			clauses = append(clauses, say("then ", people))
		}
	}
	return separated(clauses, ", ")
}

// processLadders are those of the process and of its steps, and whom to turn to beyond them. Those of its handoffs stand with them.
func (b *builder) processLadders(p *graph.Process) []Block {
	var blocks []Block
	if rungs := graph.Rungs(p.Process, p.Escalation); len(rungs) > 0 {
		blocks = append(blocks, b.clock(rungs, "the process", "when the work came in"), b.ladder(rungs).tidy())
	}
	for _, s := range p.Steps {
		if rungs := graph.Rungs(s.Step, s.Escalation); len(rungs) > 0 {
			blocks = append(blocks, Paragraph{say(strong(capitalLine(say(b.step(s)))[0].Text+":"), " ", b.clock(rungs, "the step", "when the step began").Text)}, b.ladder(rungs).tidy())
		}
	}
	if line := b.inLine(p); line != nil {
		blocks = append(blocks, Paragraph{line})
	}
	return blocks
}

// inLine is the line of command above who answers for the process: where to go when a decision is needed that they may not take.
func (b *builder) inLine(p *graph.Process) Line {
	var above []Line
	seen := map[*lang.Role]bool{}
	owner := p.Owner.Role()
	if owner == nil {
		return nil
	}
	for r := owner; r != nil && !seen[r]; r = r.ReportsTo.Role() {
		seen[r] = true
		if r != owner {
			above = append(above, whoAndHow(r))
		}
	}
	if len(above) == 0 {
		return nil
	}
	return say("For a decision that ", name(owner), " cannot take, go up the line: ", separated(above, ", then "), ".")
}

// clock says what a ladder's times count from.
func (b *builder) clock(rungs []graph.Rung, what, start string) Paragraph {
	if !rungs[0].After.Given() {
		return Paragraph{say("No times are agreed; tell these in this order.")}
	}
	switch rungs[0].Clock {
	case "due":
		return Paragraph{say("Times count from when " + what + " was due.")}
	case "acknowledged":
		return Paragraph{say("Times count from when it was accepted.")}
	}
	return Paragraph{say("Times count from " + start + ".")}
}

// escalations is the matrix of all ladders, with the ladders that many use.
func (b *builder) escalations() Page {
	page := b.whole(address.Escalations, "Who is told when nothing happens")
	page.section(2, "In an emergency", b.emergencies())
	table := Table{Head: []Line{say("What is stuck"), say("After"), say("Tell"), say("How")}}
	for _, d := range b.escalating() {
		table.Rows = append(table.Rows, b.rungRows(d.of, d.what, d.e, d.from)...)
	}
	page.section(2, "The picture", b.picture(page, "Every ladder along time. The table below says the same in words."))
	ladders := []Block{table}
	if slices.ContainsFunc(table.Rows, func(row []Line) bool { return row[2][len(row[2])-1].Text == hierarchical }) {
		ladders = append(ladders, Paragraph{say("A hierarchical escalation goes up the line and asks for a decision; all others are functional and ask for help.")})
	}
	page.section(2, "Ladders", ladders...)
	if len(table.Rows) == 0 {
		page.add(Paragraph{say("Nobody is told when nothing happens: the map has no escalation.")})
	}
	for n, policy := range b.m.EscalationPolicies {
		if n == 0 {
			page.add(Heading{2, say("Ladders that several use"), ""})
		}
		var used []Line
		for _, d := range b.escalating() {
			if d.e.Policy.EscalationPolicy() == policy {
				used = append(used, d.what)
			}
		}
		rungs := graph.Rungs(policy, policy.Effective())
		var f facts
		f.row("Used by", listed(used, "and"))
		b.common(&f, &policy.Block)
		page.anchored(3, say(policy.DisplayName()), address.Anchor("escalation_policy", policy.Name), append(b.notes(page.Address, policy.Address()), Authored{policy.Description.Value, 3}, b.ladder(rungs), f.Table)...)
	}
	return page
}

// escalates is something that has a ladder, as the matrix calls it.
type escalates struct {
	of   lang.Declaration
	what Line
	e    lang.Escalation
	from string // when its clock starts, unless the ladder says otherwise
}

// escalating is all that has a ladder.
func (b *builder) escalating() []escalates {
	if b.ladders != nil {
		return b.ladders
	}
	out := []escalates{}
	add := func(d lang.Declaration, what Line, e lang.Escalation, from string) {
		if len(graph.Rungs(d, e)) > 0 {
			out = append(out, escalates{d, what, e, from})
		}
	}
	for _, p := range b.g.Processes {
		if !graph.Own(p) {
			continue
		}
		add(p.Process, say(name(p.Process)), p.Escalation, "the work came in")
		for _, s := range p.Steps {
			add(s.Step, say(name(p.Process), ": ", b.step(s)), s.Escalation, "the step began")
		}
	}
	for _, i := range b.g.Interfaces {
		if graph.Own(i) {
			add(i.Interface, say(name(i.Interface)), i.Escalation, "it was sent")
		}
	}
	b.ladders = out
	return out
}

// rungRows are the rows of one ladder in a matrix.
func (b *builder) rungRows(d lang.Declaration, what Line, e lang.Escalation, from string) [][]Line {
	var rows [][]Line
	rungs := graph.Rungs(d, e)
	for i, r := range rungs {
		if i > 0 {
			what = nil
		}
		after := say(length(r.After) + " after " + clockStart(r.Clock, from))
		if !r.After.Given() {
			after = say(ordinal(r.Level))
		} else if i > 0 && rungs[i-1].Level == r.Level {
			after = say("at the same time")
		}
		rows = append(rows, []Line{what, after, tells(rungs[:i], r), reach(r.Who)})
	}
	return rows
}

// emergencies lists whom to call when something fails, each once, with what they are called for.
func (b *builder) emergencies() Table {
	var people []lang.Declaration
	fails := map[lang.Declaration][]Line{}
	total := 0 // of what can fail, and has somebody to call
	add := func(d lang.Declaration, emergency lang.Reference) {
		who := emergency.Target
		if who == nil || !graph.Own(d) {
			return
		}
		if fails[who] == nil {
			people = append(people, who)
		}
		total++
		fails[who] = append(fails[who], say(name(d)))
	}
	for _, s := range b.g.Services {
		add(s, s.Emergency)
	}
	for _, p := range b.g.Processes {
		add(p, p.Emergency)
	}
	table := Table{Head: []Line{say("Call"), say("On duty"), say("How"), say("When this is down")}}
	hours := false
	row := func(call Line, d lang.Declaration, fails Line) {
		how := reach(d)
		if how == nil {
			how = say("no contact is given")
		}
		on := b.duty(d)
		hours = hours || on != nil
		table.Rows = append(table.Rows, []Line{call, on, how, fails})
	}
	for _, d := range people {
		failing := separated(fails[d], ", ")
		if len(fails[d]) == total && total > 3 {
			failing = say("anything here")
		}
		row(say(name(d)), d, failing)
		if other := b.standIn(d); other != nil && fails[other] == nil {
			row(say(name(other), ", who stands in for ", name(d)), other, say("the same"))
		}
	}
	if !hours {
		table.Head = slices.Delete(table.Head, 1, 2)
		for i := range table.Rows {
			table.Rows[i] = slices.Delete(table.Rows[i], 1, 2)
		}
	}
	return table
}

// standIn is who takes the place of a role that is off duty or does not answer; nil for a team, where nobody does, and where it is the same call at the
// same hours.
func (b *builder) standIn(d lang.Declaration) lang.Declaration {
	r, ok := d.(*lang.Role)
	if !ok || r.Deputy.Target == nil {
		return nil
	}
	other := r.Deputy.Target
	if slices.Equal(reach(d), reach(other)) && slices.Equal(b.duty(d), b.duty(other)) {
		return nil
	}
	return other
}

// emergency says at the head of a page whom to call, and who stands in.
func (b *builder) emergency(f *facts, r lang.Reference) {
	on := func(d lang.Declaration) Line {
		line := whoAndHow(d)
		if role, ok := d.(*lang.Role); ok && role.Calendar.Calendar() != nil {
			line = say(line, ", ", hours(role.Calendar.Calendar()))
		}
		return line
	}
	switch r.Target.(type) {
	case *lang.Role, *lang.Team:
		f.row("In an emergency", on(r.Target))
		if other := b.standIn(r.Target); other != nil {
			f.row("If not there", on(other))
		}
	default:
		f.row("In an emergency", ref(r))
	}
}
