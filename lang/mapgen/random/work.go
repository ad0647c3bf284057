package random

import (
	"fmt"
	"slices"

	"handoff/lang/types"
)

// process is what handoffs lead from and to.
type process struct {
	name            string
	inputs, outputs []*port
	steps           []string
	external        bool
	block           *block
}

func (p *process) address() string { return "process." + p.name }

// part is the address of a part of it, seen from elsewhere.
func (p *process) part(name string) string { return p.address() + "." + name }

func (p *process) own(steps []string) []string {
	out := make([]string, len(steps))
	for k, s := range steps {
		out[k] = "step." + s
	}
	return out
}

type port struct {
	name string
	of   *artifact
	open bool // no handoff leads to it or from it yet, and it is not outside
}

// work declares processes, and beside them what steps refer to.
func (w *world) work() {
	count := 1 + w.IntN(6)
	for range count {
		w.processes = append(w.processes, &process{name: w.name("process"), external: w.chance(8)})
	}
	for range w.IntN(3) {
		w.events = append(w.events, w.event())
	}
	for range w.IntN(3) {
		b := named("milestone", w.name("milestone"))
		w.common(b)
		b.set("at", types.Quote(w.one("2026-03-18T02:00", "2026-04-01", "2027-10-31T02:30")))
		if w.chance(50) {
			b.set("timezone", types.Quote(w.one("UTC", "Europe/Zurich")))
		}
		if w.chance(50) {
			b.set("owner", w.person())
		}
		if len(w.milestones) > 0 && w.chance(50) {
			b.set("before", w.oneOrList(w.milestones, 2))
		}
		w.milestones = append(w.milestones, w.declare(b))
	}
	for range w.IntN(3) {
		b := named("cadence", w.name("cadence"))
		w.common(b)
		b.set("every", w.period())
		if w.chance(70) {
			b.set("duration", types.Quote("1h"))
		}
		if w.chance(70) {
			b.set("chair", w.person())
		}
		if w.chance(70) {
			b.set("attend", w.oneOrList(w.people, 3))
		}
		b.set("reviews", w.oneOrList([]string{w.processes[0].address(), w.artifacts[0].address()}, 2))
		w.cadences = append(w.cadences, w.declare(b))
	}
	for range w.IntN(2) {
		b := named("sla_policy", w.name("sla_policy"))
		w.common(b)
		w.terms(b, w.artifacts[0], w.artifacts[0].name, append(slices.Clone(w.events), w.milestones...)...)
		w.policies = append(w.policies, w.declare(b))
	}
	for range w.IntN(2) {
		b := named("escalation_policy", w.name("escalation_policy"))
		w.common(b)
		w.ladder(b)
		w.ladders = append(w.ladders, w.declare(b))
	}
	for _, p := range w.processes {
		w.process(p)
	}
}

func (w *world) event() string {
	b := named("event", w.name("event"))
	w.common(b)
	if w.chance(70) {
		b.set("source", w.one(append(append([]string{w.processes[0].address()}, w.systems...), w.people...)...))
	}
	if w.chance(70) {
		a := w.artifacts[w.IntN(len(w.artifacts))]
		b.set("artifact", a.address())
		if w.chance(60) {
			b.set("when", w.condition(a.name, a))
		}
	}
	return w.declare(b)
}

// promises sets durations, in random number.
func (w *world) promises(b *block) {
	for _, name := range w.some([]string{"acknowledge", "complete", "at_least"}, 3) {
		b.set(name, w.duration())
	}
}

// ladder sets who is woken when.
func (w *world) ladder(b *block) {
	if w.chance(50) {
		b.set("clock", types.Quote(w.one("sent", "acknowledged", "due")))
	}
	if w.chance(15) {
		b.set("order", w.oneOrList(w.people, 3))
		return
	}
	text := "{\n"
	for k, after := range []string{"20m", "4h", "1d"} {
		if k == 0 || w.chance(50) {
			text += fmt.Sprintf("    %q = %s\n", after, w.oneOrList(w.people, 2))
		}
	}
	b.set("after", text+"  }")
}

func (w *world) escalation(b *block, percent int) {
	if !w.chance(percent) {
		return
	}
	e := b.add("escalation")
	if len(w.ladders) > 0 && w.chance(40) {
		e.set("policy", w.one(w.ladders...))
		return
	}
	w.ladder(e)
}

func (w *world) handback(b *block, percent int) {
	if !w.chance(percent) {
		return
	}
	h := b.add("handback")
	h.set("reason", w.text())
	if w.chance(70) {
		h.set("limit", fmt.Sprint(w.IntN(4)))
	}
	if w.chance(50) {
		h.set("notify", w.oneOrList(w.people, 2))
	}
}

func (w *world) raci(b *block, percent int) {
	if !w.chance(percent) {
		return
	}
	r := b.add("raci")
	for _, letter := range w.some([]string{"responsible", "accountable", "consulted", "informed"}, 4) {
		r.set(letter, w.oneOrList(w.people, 2))
	}
}

func (w *world) approval(b *block, percent int) {
	if !w.chance(percent) {
		return
	}
	a := b.add("approval")
	if w.chance(85) {
		a.set("approvers", w.oneOrList(w.people, 3))
	}
	if w.chance(60) {
		a.set("need", w.one(`"all"`, `"any"`, "1"))
	}
}

// sla gives a block a promise on a record, which may be nil.
func (w *world) sla(b *block, percent int, of *artifact, name string, since ...string) {
	if !w.chance(percent) {
		return
	}
	s := b.add("sla")
	if len(w.policies) > 0 && w.chance(30) {
		s.set("policy", w.one(w.policies...))
	}
	w.terms(s, of, name, since...)
}

// terms are what a promise and a policy have in common.
func (w *world) terms(s *block, of *artifact, name string, since ...string) {
	if w.chance(50) {
		s.set("calendar", w.one(w.calendars...))
	}
	if len(since) > 0 && w.chance(30) {
		s.set("since", w.one(since...))
	}
	w.promises(s)
	if of == nil {
		return
	}
	if w.chance(30) {
		s.set("pause", w.condition(name, of))
	}
	k := slices.IndexFunc(of.fields, func(f *field) bool { return f.of.form == "enum" })
	if k < 0 || !w.chance(60) {
		return
	}
	s.set("per", of.fields[k].name)
	for _, v := range w.some(of.fields[k].of.values, 3) {
		t := s.add("target " + types.Quote(v))
		w.promises(t)
		if w.chance(30) {
			t.set("calendar", w.one(w.calendars...))
		}
	}
}

func (w *world) process(p *process) {
	b := named("process", p.name)
	p.block = b
	w.declare(b)
	w.common(b)
	if w.chance(60) {
		b.set("purpose", w.text())
	}
	if w.chance(80) {
		b.set("owner", w.person())
	}
	if w.chance(80) {
		b.set("team", w.one(w.teams...))
	}
	if w.chance(50) {
		b.set("emergency", w.person())
	}
	if p.external {
		b.set("external", "true")
	}
	// What comes first brings the record in hand; the others bring the same one, or go by a name of their own.
	main := w.artifacts[w.IntN(len(w.artifacts))]
	for k := range 1 + w.IntN(3) {
		in := &port{name: w.name(p.address() + ".input"), of: main, open: true}
		if k > 0 && w.chance(30) {
			in.of = w.artifacts[w.IntN(len(w.artifacts))]
		}
		p.inputs = append(p.inputs, in)
	}
	for range w.IntN(3) {
		p.outputs = append(p.outputs, &port{name: w.name(p.address() + ".output"), of: main, open: true})
	}
	if !p.external || w.chance(30) {
		for range w.IntN(6) {
			p.steps = append(p.steps, w.name(p.address()+".step"))
		}
	}
	for k, in := range p.inputs {
		w.input(p, b, in, k, main)
	}
	for _, out := range p.outputs {
		w.output(p, b, out)
	}
	since := []string{"input." + p.inputs[0].name}
	since = append(append(append(since, p.own(p.steps)...), w.events...), w.milestones...)
	w.sla(b, 50, main, main.name, since...)
	w.raci(b, 40)
	w.escalation(b, 20)
	w.handback(b, 15)
	sequence := len(p.steps) > 1 && w.chance(25)
	if sequence {
		b.set("sequence", list(p.own(p.steps)))
	}
	if w.chance(8) {
		b.set("flow", `"partial"`)
	}
	matrix := len(p.steps) > 0 && w.chance(20)
	for k := range p.steps {
		w.step(p, b, k, main, sequence, matrix, since)
	}
	if matrix {
		m := b.add("matrix")
		columns := w.some(slices.Compact(slices.Sorted(slices.Values(w.people))), 3)
		m.set("columns", list(columns))
		for _, s := range p.steps {
			cells := make([]string, len(columns))
			for k := range cells {
				cells[k] = w.one(`"R"`, `"A"`, `"C"`, `"I"`, `"RA"`, `""`)
			}
			m.set(s, list(cells))
		}
	}
}

func (w *world) input(p *process, b *block, in *port, k int, main *artifact) {
	i := b.add(fmt.Sprintf("input %q", in.name))
	i.set("artifact", in.of.address())
	w.title(i)
	if w.chance(15) {
		i.set("external", "true")
		in.open = false
	}
	if w.chance(20) {
		i.set("source", w.one(append(append([]string{}, w.systems...), w.people...)...))
	}
	if w.chance(30) {
		i.set("requires", list(w.some(in.of.names(func(*field) bool { return true }), 2)))
	}
	if k > 0 && len(p.steps) > 0 && w.chance(60) {
		i.set("arrives_at", w.one(p.own(p.steps)...))
	}
	if k > 0 && (in.of != main || w.chance(20)) {
		i.set("as", types.Quote(fmt.Sprintf("other_%d", k)))
	}
}

func (w *world) output(p *process, b *block, out *port) {
	o := b.add(fmt.Sprintf("output %q", out.name))
	o.set("artifact", out.of.address())
	w.title(o)
	if w.chance(15) {
		o.set("external", "true")
		out.open = false
	}
	if optional := out.of.names(func(f *field) bool { return f.of.form == "optional" }); len(optional) > 0 && w.chance(40) {
		o.set("provides", list(w.some(optional, 2)))
	}
	if len(p.steps) > 0 && w.chance(60) {
		o.set("leaves_at", w.oneOrList(p.own(p.steps), 2))
	}
	if w.chance(10) {
		o.set("stored_in", w.one(w.systems...))
	}
}

func (w *world) title(b *block) {
	if w.chance(30) {
		b.set("title", w.text())
	}
	if w.chance(15) {
		b.set("description", w.prose())
	}
}

// names are the names of its fields that are such.
func (a *artifact) names(such func(*field) bool) []string {
	var out []string
	for _, f := range a.fields {
		if such(f) {
			out = append(out, f.name)
		}
	}
	return out
}

// step declares the k-th step of a process. Most lead on to a later one, so that most processes end.
func (w *world) step(p *process, b *block, k int, main *artifact, sequence, matrix bool, since []string) {
	s := b.add(fmt.Sprintf("step %q", p.steps[k]))
	w.common(s)
	if !matrix && w.chance(75) {
		s.set("by", w.oneOrList(w.people, 2))
	} else if !matrix && w.chance(20) {
		s.set("by", w.one(w.systems...))
	}
	optional := func(percent int, name string, value func() string) {
		if w.chance(percent) {
			s.set(name, value())
		}
	}
	optional(50, "within", w.duration)
	optional(40, "takes", w.duration)
	optional(10, "since", func() string { return w.one(since...) })
	optional(40, "uses", func() string { return w.oneOrList(w.systems, 2) })
	optional(40, "instructions", w.prose)
	optional(15, "expect", w.prose)
	optional(15, "verify", w.prose)
	optional(15, "rollback", w.prose)
	optional(6, "every", w.period)
	optional(6, "during", func() string { return w.one(w.calendars...) })
	optional(6, "join", func() string { return `"all"` })
	if len(w.cadences) > 0 {
		optional(10, "meeting", func() string { return w.one(w.cadences...) })
	}
	if starts := append(append([]string{}, w.events...), w.milestones...); len(starts) > 0 && k > 0 {
		optional(8, "on", func() string { return w.one(starts...) })
	}
	if k == 0 {
		optional(20, "entry", func() string { return "true" })
	}
	changed := main
	optional(4, "creates", func() string {
		changed = w.artifacts[w.IntN(len(w.artifacts))]
		return changed.address()
	})
	if others := slices.DeleteFunc(slices.Clone(w.processes), func(o *process) bool { return slices.Index(w.processes, o) <= slices.Index(w.processes, p) }); len(others) > 0 {
		optional(8, "calls", func() string { return others[w.IntN(len(others))].address() })
	}
	if !matrix {
		w.raci(s, 20)
	}
	w.approval(s, 10)
	w.escalation(s, 8)
	w.handback(s, 8)
	if w.chance(25) {
		w.update(s, changed, changed.name)
	}
	after := append(p.own(p.steps[k+1:]), "end")
	if w.chance(10) {
		after = append(after, p.own(p.steps[:k+1])...)
	}
	if w.chance(10) {
		s.set("overdue", w.one(append(slices.DeleteFunc(slices.Clone(after), func(a string) bool { return a == "end" }), p.outs()...)...))
	}
	if w.chance(25) {
		for n := range 1 + w.IntN(3) {
			br := s.add("branch")
			if n > 0 || w.chance(50) {
				br.set("choice", w.text())
			} else {
				br.set("when", w.condition(main.name, main))
			}
			br.set("next", w.one(after...))
			if w.chance(20) {
				w.update(br, changed, changed.name)
			}
		}
	}
	if !sequence && w.chance(80) {
		if next := slices.DeleteFunc(slices.Clone(after), func(a string) bool { return a == "end" }); len(next) > 1 && w.chance(15) {
			s.set("next", list(w.some(next, 2)))
		} else {
			s.set("next", w.one(after[:min(2, len(after))]...))
		}
	}
}

func (p *process) outs() []string {
	out := []string{"step." + p.steps[0]}
	for _, o := range p.outputs {
		out = append(out, "output."+o.name)
	}
	return out
}

// update sets a few fields of the record in hand.
func (w *world) update(b *block, of *artifact, name string) {
	u := b.add("update")
	var lines []string
	for _, f := range of.fields {
		if !f.key && !f.generated {
			value := w.literal(f.of, false)
			if f.of.form == "string" && w.chance(50) {
				value = fmt.Sprintf(`"was: ${%s.%s}"`, name, f.name)
			}
			lines = append(lines, f.name+" = "+value)
		}
	}
	for _, line := range w.some(lines, 2) {
		u.body = append(u.body, line)
	}
}
