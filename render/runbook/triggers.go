package runbook

// When a process is to be used: what starts it, what goes on with work under way, and what is not a case for it.

import (
	"slices"
	"strings"

	"handoff/graph"
	"handoff/graph/words"
	"handoff/lang"
)

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
