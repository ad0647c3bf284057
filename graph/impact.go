package graph

import (
	"slices"
	"strings"

	"handoff/lang"
)

// Impact is what a change of a block reaches.
type Impact struct {
	Of lang.Declaration
	// Effects are what it reaches, nearest first, then in source order. The parts of a process are told as the process.
	Effects []*Effect
	// Promises are those made by what is affected.
	Promises []AffectedPromise
	// Further counts the processes that only lie beyond the depth asked for.
	Further int
}

// Effect is one block that a change reaches.
type Effect struct {
	lang.Declaration
	// Distance is 0 for what has to do with the changed block itself, and one more for each handoff, or other block, in between.
	Distance int
	Why      []Cause // at that distance, each once
}

// Cause says why something is affected.
type Cause struct {
	From  lang.Declaration // the changed block or a part of it, or what is affected and lies nearer
	Word  string           // how the affected block has to do with it: "owner" for who is named as its owner, "names it as via"
	Range lang.Range
}

// AffectedPromise is a promise of something that is affected.
type AffectedPromise struct {
	Effect *Effect
	SLA    SLA
}

// Impact tells who and what is affected if a block changes, as far as depth handoffs away.
//
// Affected is what names the block, or a part of it; the roles and teams that it names, who have to know; the two ends of an interface, and what lies
// in the flow of a service. What takes its meaning from the block passes the change on as it is: a policy that counts in a calendar, a record that
// takes the type of a field over. A process passes it on with the work: whoever takes what it hands on is one handoff further away. With every
// process, interface and service that is affected, so are the people who answer for it, its KPIs, and the services in whose flow it is.
func (g *Graph) Impact(of lang.Declaration, depth int) *Impact {
	r := &ripple{g: g, subject: declaration(of), depth: depth, known: map[lang.Declaration]*Effect{}, naming: map[lang.Declaration][]Link{}, named: map[lang.Declaration][]Link{}}
	for _, l := range g.links() {
		r.naming[l.To] = append(r.naming[l.To], l)
		r.named[l.From] = append(r.named[l.From], l)
	}
	r.start()
	for n := 0; n < len(r.queue); n++ {
		r.pass(r.queue[n])
	}
	out := &Impact{Of: r.subject, Effects: r.queue}
	slices.SortStableFunc(out.Effects, func(a, b *Effect) int { return a.Distance - b.Distance })
	out.Further = r.further()
	for _, e := range append([]*Effect{{Declaration: r.subject}}, out.Effects...) {
		if sla := g.slaOf(e.Declaration); sla.Given() {
			out.Promises = append(out.Promises, AffectedPromise{e, sla})
		}
	}
	return out
}

// slaOf is what a process, interface or service promises.
func (g *Graph) slaOf(d lang.Declaration) SLA {
	switch d := d.(type) {
	case *lang.Process:
		if n := g.Process(d); n != nil {
			return n.SLA
		}
	case *lang.Interface:
		if n := g.Interface(d); n != nil {
			return n.SLA
		}
	case *lang.Service:
		if n := g.Service(d); n != nil {
			return n.SLA
		}
	}
	return SLA{}
}

// ripple is a run of Impact.
type ripple struct {
	g       *Graph
	subject lang.Declaration
	depth   int
	known   map[lang.Declaration]*Effect
	queue   []*Effect
	naming  map[lang.Declaration][]Link // by what is named
	named   map[lang.Declaration][]Link // by what names
}

// reach notes that something is affected.
func (r *ripple) reach(d lang.Declaration, distance int, why Cause) {
	d = Whole(d)
	if d == nil || d == r.subject || d == Whole(r.subject) && distance > 0 || distance > r.depth || d.Common().Header.IsZero() {
		return
	}
	e := r.known[d]
	if e == nil {
		e = &Effect{Declaration: d, Distance: distance}
		r.known[d] = e
		r.queue = append(r.queue, e)
	}
	if e.Distance == distance && !slices.ContainsFunc(e.Why, func(c Cause) bool { return c.From == why.From && c.Word == why.Word }) {
		e.Why = append(e.Why, why)
	}
}

// parts are the block itself and what is declared inside it.
func parts(d lang.Declaration) []lang.Declaration {
	out := []lang.Declaration{d}
	if p, ok := d.(*lang.Process); ok {
		for _, port := range p.Inputs {
			out = append(out, port)
		}
		for _, port := range p.Outputs {
			out = append(out, port)
		}
		for _, s := range p.Steps {
			out = append(out, s)
		}
	}
	return out
}

// start reaches what has to do with the changed block itself.
func (r *ripple) start() {
	if whole := Whole(r.subject); whole != r.subject {
		r.reach(whole, 0, Cause{r.subject, "it is part of it", r.subject.Common().Header})
	}
	for _, part := range parts(r.subject) {
		r.namers(part, 0)
		r.people(part, 0)
	}
	switch d := r.subject.(type) {
	case *lang.Process:
		r.work(d, 0)
		r.about(d, 0)
	case *lang.Interface:
		r.ends(d, 0)
		r.about(d, 0)
	case *lang.Service:
		for _, l := range r.named[d] {
			if _, isProcess := l.To.(*lang.Process); isProcess || l.Word == "flow" {
				r.reach(l.To, 0, Cause{d, "in its " + l.Word, l.Range})
			}
		}
		r.about(d, 0)
	case *lang.Port:
		if n := r.g.Port(d); n != nil {
			for _, h := range n.Handoffs {
				r.ends(h.Interface.Interface, 0)
			}
		}
	case *lang.Artifact:
		r.record(d, 0)
	case *lang.Team:
		for _, p := range r.g.Processes {
			if p.Runs == d {
				r.reach(p.Process, 0, Cause{d, "it runs it", p.Header})
			}
		}
	}
}

// pass hands a change on from something that is affected.
func (r *ripple) pass(e *Effect) {
	switch d := e.Declaration.(type) {
	case *lang.SLAPolicy, *lang.EscalationPolicy, *lang.Event: // they are what they are made of, wherever they are used
		r.namers(d, e.Distance)
	case *lang.Artifact:
		if _, record := r.subject.(*lang.Artifact); record {
			r.record(d, e.Distance+1)
		}
	case *lang.Process:
		r.answers(d, e.Distance)
		r.about(d, e.Distance)
		r.work(d, e.Distance+1)
	case *lang.Interface:
		r.answers(d, e.Distance)
		r.about(d, e.Distance)
		r.ends(d, e.Distance+1)
	case *lang.Service:
		r.answers(d, e.Distance)
		r.about(d, e.Distance)
	}
}

// namers are the blocks that name d.
func (r *ripple) namers(d lang.Declaration, distance int) {
	for _, l := range r.naming[d] {
		if _, process := d.(*lang.Process); process && l.Follows { // the flow of services and of work, of which work and about tell
			continue
		}
		r.reach(l.From, distance, Cause{d, l.said(), l.Range})
	}
}

// said is how the block that names another has to do with it.
func (l Link) said() string {
	switch {
	case l.Follows:
		return l.Word
	case strings.HasPrefix(l.Word, "field ") && strings.Count(l.Word, " ") == 1:
		return "uses its " + l.Word
	}
	return `names it as "` + l.Word + `"`
}

// people are the roles and teams that d names, or that have a part in it by default.
func (r *ripple) people(d lang.Declaration, distance int) {
	for _, l := range r.named[d] {
		switch l.To.(type) {
		case *lang.Role, *lang.Team:
			r.reach(l.To, distance, Cause{d, l.Word, l.Range})
		}
	}
}

// answers are those who answer for d: the owner, the accountable, the integrator, the team.
func (r *ripple) answers(d lang.Declaration, distance int) {
	say := func(who lang.Declaration, word string, at lang.Range) {
		if who != nil {
			r.reach(who, distance, Cause{d, word, at})
		}
	}
	switch d := d.(type) {
	case *lang.Process:
		say(d.Owner.Target, "owner", d.Owner.Range)
		if n := r.g.Process(d); n != nil && n.Runs != nil {
			say(n.Runs, "team", n.Header)
		}
	case *lang.Interface:
		if n := r.g.Interface(d); n != nil {
			for _, part := range n.Row.Accountable {
				say(part.Who, A.Word(), part.Range)
			}
			if n.Joint != nil {
				say(n.Joint.Who, "integrator", n.Joint.Range)
			}
		}
	case *lang.Service:
		say(d.Owner.Target, "owner", d.Owner.Range)
		say(d.Integrator.Target, "integrator", d.Integrator.Range)
	}
}

// about are the KPIs that measure d, and the services in whose flow it is.
func (r *ripple) about(d lang.Declaration, distance int) {
	for _, l := range r.naming[d] {
		if _, kpi := l.From.(*lang.KPI); kpi {
			r.reach(l.From, distance, Cause{d, l.said(), l.Range})
		}
	}
	for _, s := range r.servicesOf(d) {
		r.reach(s.Service, distance, Cause{d, "its flow runs through it", s.Header})
	}
}

func (r *ripple) servicesOf(d lang.Declaration) []*Service {
	switch d := d.(type) {
	case *lang.Process:
		if n := r.g.Process(d); n != nil {
			return n.Services
		}
	case *lang.Interface:
		if n := r.g.Interface(d); n != nil {
			return n.Services
		}
	}
	return nil
}

// work goes from a process to those that take what it hands on, with the interfaces in between; from the changed process itself also to the records
// that it hands on, and to those that call it or hand on to it.
func (r *ripple) work(d *lang.Process, distance int) {
	n := r.g.Process(d)
	if n == nil {
		return
	}
	changed := r.subject == lang.Declaration(d)
	for _, h := range n.Out {
		i := h.Interface
		next := distance
		if changed { // its interfaces name it
			next++
			if h.Sent != nil {
				r.reach(h.Sent, distance, Cause{d, "is handed on by it", i.Header})
			}
		} else {
			r.reach(i.Interface, distance, Cause{d, "hands on from it", i.From.Range})
		}
		r.reach(h.Receiver.Process, next, Cause{i.Interface, "takes what it hands on", h.To.Range})
	}
	if !changed {
		return
	}
	for _, h := range n.In {
		r.reach(h.Sender.Process, distance+1, Cause{h.Interface.Interface, "hands on through it", h.Interface.From.Range})
	}
}

// ends are the processes that an interface joins.
func (r *ripple) ends(d *lang.Interface, distance int) {
	n := r.g.Interface(d)
	if n == nil {
		return
	}
	if n.Sender != nil {
		r.reach(n.Sender.Process, distance, Cause{d, "hands on through it", n.From.Range})
	}
	for _, h := range n.Handoffs {
		r.reach(h.Receiver.Process, distance, Cause{d, "takes what it hands on", h.To.Range})
	}
}

// record goes from an artifact to what passes or holds it, and the records that take over its fields.
func (r *ripple) record(d *lang.Artifact, distance int) {
	n := r.g.Artifact(d)
	if n == nil {
		return
	}
	if r.subject != lang.Declaration(d) {
		r.namers(d, distance)
	}
	for _, port := range n.Ports {
		if port.ImpliedBy != nil {
			word := "hands it on (" + port.ImpliedBy.Address() + ")"
			if port.Input {
				word = "takes it in (" + port.ImpliedBy.Address() + ")"
			}
			r.reach(port.Process.Process, distance, Cause{d, word, port.ImpliedBy.Header})
		}
	}
}

// further counts the processes that lie downstream of what is affected, and are not.
func (r *ripple) further() int {
	var from []*Process
	for _, e := range append([]*Effect{{Declaration: Whole(r.subject)}}, r.queue...) {
		if p, ok := e.Declaration.(*lang.Process); ok && r.g.Process(p) != nil {
			from = append(from, r.g.Process(p))
		}
	}
	n := 0
	for _, p := range r.g.Downstream(from...) {
		if p.Process != Whole(r.subject) && r.known[p.Process] == nil {
			n++
		}
	}
	return n
}
