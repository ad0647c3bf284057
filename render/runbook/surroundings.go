package runbook

import (
	"slices"
	"strings"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
	"handoff/render/address"
)

// What a process rests on, how it ends, and the words its page uses.

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
	for _, s := range b.whose.systems[p] {
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
		for _, a := range s.Holds {
			if slices.Contains(a.Processes, p) && need == nil {
				need = say("keeping the ", name(a))
			}
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
		down := Line(nil)
		if strings.TrimSpace(s.Fallback.Value) != "" {
			down = Line{{Text: s.Fallback.Value, Style: Written}}
		} else {
			down = b.byHand(p, s)
		}
		table.Rows = append(table.Rows, []Line{system, need, owner, down})
	}
	return []Block{List{Items: items}, table}
}

// byHand leads to the manual ways of the handoffs of a process that a system carries.
func (b *builder) byHand(p *graph.Process, s *graph.System) Line {
	var ways []Line
	for _, i := range s.Carries {
		if i.ManualWay.Text.Value == "" {
			continue
		}
		for _, h := range i.Handoffs {
			switch {
			case h.Internal() && h.Sender == p:
				ways = append(ways, say("“", Span{Text: i.DisplayName(), Page: processPage(p), Anchor: insideAnchor(i)}, "”"))
			case h.Sender == p:
				ways = append(ways, say("“", Span{Text: i.DisplayName(), Page: processPage(p), Anchor: outAnchor(i)}, "”"))
			case h.Receiver == p:
				ways = append(ways, say("“", Span{Text: i.DisplayName(), Page: processPage(p), Anchor: inAnchor(i)}, "”"))
			default:
				continue
			}
			break
		}
	}
	if len(ways) == 0 {
		return nil
	}
	return say("go by hand: ", listed(ways, "and"))
}

// afterwards is what to do when it is over. After a bad day this is what gets forgotten.
func (b *builder) afterwards(p *graph.Process) []Block {
	if len(p.Steps) == 0 {
		return []Block{List{Items: b.improvementsOf(p.Process)}}
	}
	items := []Line{
		say("Write down the timeline while it is fresh: when it began, when it was noticed, when it was over."),
		say("Say what helped under ", Span{Text: "known fixes", Page: processPage(p), Anchor: "known-fixes"}, ", and what was missing from this page."),
	}
	action := say("Give every action an owner and a date")
	if len(b.m.Improvements) > 0 {
		action = say(action, ", in the ", Span{Text: "improvement register", Page: address.Improvements})
	}
	items = append(items, say(action, "."))
	if reviewed := b.reviewed(p.Process); reviewed != nil {
		items = append(items, say("Bring it to the ", reviewed, "."))
	}
	blocks := []Block{Paragraph{say("After a case that went badly, or very well:")}, List{Boxes, items}}
	if open := b.improvementsOf(p.Process); len(open) > 0 {
		blocks = append(blocks, Paragraph{say("Already on its way:")}, List{Items: open})
	}
	return blocks
}

// done says how the process ends: where, in which state, and with what handed on or filed.
func (b *builder) done(p *graph.Process) []Line {
	var items []Line
	var last []*graph.Step
	var ends []Line
	for _, s := range p.Steps {
		if s.Ends {
			last = append(last, s)
			ends = append(ends, say(b.step(s)))
		}
	}
	switch {
	case len(ends) == 0 || p.Flow != graph.Declared:
	case len(ends) > 1 && sideBySide(p, last):
		items = append(items, say(capitalLine(say(listed(ends, "and"))), " are done."))
	default:
		items = append(items, say(capitalLine(say(listed(ends, "or"))), " is done."))
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

// sideBySide reports whether any two of some steps lie behind a step that sends the work both ways at once, so that a case comes to all of them.
func sideBySide(p *graph.Process, steps []*graph.Step) bool {
	var forks []map[*graph.Step][]int
	for _, s := range p.Steps {
		if f := fork(s, steps); len(f) > 1 {
			forks = append(forks, f)
		}
	}
	for i, s := range steps {
		for _, t := range steps[:i] {
			if !slices.ContainsFunc(forks, func(f map[*graph.Step][]int) bool { return !subset(f[s], f[t]) && !subset(f[t], f[s]) }) {
				return false
			}
		}
	}
	return true
}

// fork tells by which of the ways that a step sends the work at once it comes to each of some steps.
func fork(from *graph.Step, steps []*graph.Step) map[*graph.Step][]int {
	if len(from.Branches) > 0 || len(from.Ways) < 2 {
		return nil
	}
	ways := map[*graph.Step][]int{}
	for k, w := range from.Ways {
		if w.To == nil || w.How != graph.ByNext && w.How != graph.BySequence {
			continue
		}
		behind := graph.After(w.To)
		behind[w.To] = true
		for _, s := range steps {
			if behind[s] {
				ways[s] = append(ways[s], k)
			}
		}
	}
	return ways
}

// subset reports whether all numbers of one rising list are in another.
func subset(some, all []int) bool {
	for _, n := range some {
		for len(all) > 0 && all[0] < n {
			all = all[1:]
		}
		if len(all) == 0 || all[0] != n {
			return false
		}
	}
	return true
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
		out = append(out, say("The ", words.Spell(f.Name), " of the ", name(f.Artifact), " is ", listed(states[f], "or"), "."))
	}
	return out
}

// references explain the records and events the page speaks of, and say where else to read.
func (b *builder) references(p *graph.Process) []Block {
	var items []Line
	for _, a := range b.whose.records[p] {
		items = append(items, b.term(a.Artifact))
	}
	for _, e := range b.whose.events[p] {
		items = append(items, b.term(e.Event))
	}
	var more []Line
	for _, s := range p.Steps {
		if s.Ref.Value != "" {
			more = append(more, say(capitalLine(say(b.step(s))), " is "+s.Ref.Value+" in our own documents."))
		}
	}
	for _, s := range p.Steps {
		for _, l := range s.Links {
			more = append(more, say(capitalLine(say(b.step(s))), ": ", outside(l.Label, l.URL)))
		}
	}
	blocks := []Block{List{Items: items}}
	if len(items) > 0 && len(b.terms) > 0 {
		blocks = append(blocks, Paragraph{say("All words of this handbook: ", Span{Text: "glossary", Page: address.Glossary}, ".")})
	}
	return append(blocks, List{Items: more})
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
