package random

import (
	"fmt"
	"slices"

	"handoff/lang/types"
)

// handoff is an interface that later parts refer to.
type handoff struct {
	name     string
	from, to *process
	of       *artifact
}

func (h *handoff) address() string { return "interface." + h.name }

// handoffs joins most of the open ports, and some processes and steps that say nothing of ports.
func (w *world) handoffs() {
	for _, p := range w.processes {
		for _, out := range p.outputs {
			if !out.open || w.chance(10) {
				continue
			}
			to, in := w.open(p)
			if in == nil {
				continue
			}
			in.open, out.open = false, false
			h := w.handoff(p, to, out.of)
			h.set("from", p.part("output."+out.name))
			target := to.part("input." + in.name)
			if w.chance(8) {
				h.set("to", list([]string{target}))
			} else {
				h.set("to", target)
			}
			w.transfer(h, out.of, in.of)
			w.rest(h, out.of)
		}
	}
	for range w.IntN(3) {
		from, to := w.processes[w.IntN(len(w.processes))], w.processes[w.IntN(len(w.processes))]
		if from == to && len(from.steps) < 2 {
			continue
		}
		a := w.artifacts[w.IntN(len(w.artifacts))]
		h := w.handoff(from, to, a)
		end := func(p *process, k int) string {
			if from == to || len(p.steps) > 0 && w.chance(30) {
				return p.part("step." + p.steps[min(k, len(p.steps)-1)])
			}
			return p.address()
		}
		h.set("from", end(from, 0))
		h.set("to", end(to, 1))
		h.set("carries", a.address())
		made := a
		if w.chance(20) {
			made = w.artifacts[w.IntN(len(w.artifacts))]
			h.set("creates", made.address())
		}
		if optional := a.names(func(f *field) bool { return f.of.form == "optional" }); len(optional) > 0 && w.chance(40) {
			h.set("provides", list(w.some(optional, 2)))
		}
		if w.chance(40) {
			h.set("requires", list(w.some(made.names(func(*field) bool { return true }), 2)))
		}
		w.transfer(h, a, made)
		w.rest(h, a)
	}
	if w.foreign != nil && len(w.processes) > 0 {
		p := w.processes[0]
		h := w.handoff(p, p, nil)
		w.interfaces = w.interfaces[:len(w.interfaces)-1] // a flow of this map's own
		h.set("from", "far."+w.foreign.part("output.done"))
		h.set("to", p.address())
	}
}

// open finds an input of another process that nothing leads to.
func (w *world) open(but *process) (*process, *port) {
	for _, k := range w.Perm(len(w.processes)) {
		p := w.processes[k]
		for _, in := range p.inputs {
			if p != but && in.open {
				return p, in
			}
		}
	}
	return nil, nil
}

func (w *world) handoff(from, to *process, of *artifact) *block {
	h := &handoff{name: w.name("interface"), from: from, to: to, of: of}
	w.interfaces = append(w.interfaces, h)
	b := named("interface", h.name)
	w.common(b)
	w.declare(b)
	return b
}

// transfer says how the receiver's record is made where it is another one, and sometimes where it is not.
func (w *world) transfer(h *block, from, to *artifact) {
	if from == to && w.chance(60) {
		return
	}
	c := h.add("create")
	for _, f := range to.fields {
		if f.generated || f.of.form == "optional" && w.chance(60) {
			continue
		}
		value := w.literal(f.of, false)
		same := slices.IndexFunc(from.fields, func(o *field) bool { return o.of.whole().String() == f.of.whole().String() && o.of.form != "optional" })
		if same >= 0 && w.chance(70) {
			value = "from." + from.fields[same].name
		} else if f.of.form == "string" && from.fields[0].of.form == "string" {
			value = fmt.Sprintf(`"made of ${from.%s}"`, from.fields[0].name)
		}
		c.body = append(c.body, f.name+" = "+value)
	}
	if w.chance(30) {
		w.update(h, from, "from")
	}
}

// rest gives a handoff what else it may have.
func (w *world) rest(h *block, of *artifact) {
	optional := func(percent int, name string, value func() string) {
		if w.chance(percent) {
			h.set(name, value())
		}
	}
	optional(60, "integrator", w.person)
	optional(70, "via", func() string { return w.oneOrList(w.systems, 2) })
	optional(60, "mode", func() string { return types.Quote(w.one("automated", "manual")) })
	optional(30, "notify", func() string { return w.oneOrList(w.people, 2) })
	optional(40, "fallback", w.prose)
	if on := append(append([]string{}, w.events...), w.milestones...); len(on) > 0 {
		optional(15, "on", func() string { return w.one(on...) })
	}
	if n := len(w.interfaces); n > 1 {
		optional(15, "answers", func() string { return w.interfaces[w.IntN(n-1)].address() })
	}
	w.sla(h, 60, of, "from", append(append([]string{}, w.events...), w.milestones...)...)
	if len(w.milestones) > 0 && w.chance(20) {
		d := h.add("due")
		d.set(w.one("before", "after"), w.one(w.milestones...))
		d.set("within", w.period())
	}
	w.escalation(h, 40)
	w.handback(h, 30)
	w.raci(h, 15)
	w.approval(h, 10)
}

// imports brings in another workspace, which lies in a folder of this one.
func (w *world) imports() {
	if !w.chance(25) {
		return
	}
	w.file("far/handoff.hcl", "workspace {\n  name = \"Elsewhere\"\n}\n")
	w.file("far/map.handoff.hcl", `artifact "parcel" {
  field "id" {
    type = string
    key  = true
  }
}

team "movers" {
  external = true
}

process "moving" {
  title = "Moving <b> things"
  team  = team.movers
  output "done" {
    artifact = artifact.parcel
  }
  input "order" {
    artifact = artifact.parcel
    external = true
  }
}
`)
	b := named("import", "far")
	b.set("source", `"far"`)
	w.declare(b)
	w.foreign = &process{name: "moving"}
}
