package runbook

// A swimlane in words: for screen readers, and for wikis that show no pictures.

import (
	"slices"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/render/address"
)

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
