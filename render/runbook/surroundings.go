package runbook

import (
	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
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
		out = append(out, say("The ", words.Spell(f.Name), " of the ", name(f.Artifact), " is ", listed(states[f], "or"), "."))
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
				more = say(": ", condition(e.When, ""))
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
