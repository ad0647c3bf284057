package graph

import (
	"slices"

	"handoff/lang"
)

// Interface is a handoff as it is declared, with what follows from the rest of the map.
type Interface struct {
	*lang.Interface
	Handoffs []*Handoff // one for each receiver that is known
	Sender   *Process   // nil where `from` is broken
	FromStep *Step      // where `from` names a step
	Services []*Service // in whose flow it is

	// Requests are the interfaces it answers, AnsweredBy those that answer it.
	Requests   []*Interface
	AnsweredBy []*Interface

	Row        Row
	SLA        SLA
	Escalation lang.Escalation
	// ManualWay is what to do when `via` is down: the interface's own fallback, else that of the first system that has one. From
	// is the block that says it; nil where there is none.
	ManualWay struct {
		Text lang.Text
		From lang.Declaration
	}
	// Joint is the integrator: its own, else that of the services whose flow it is in, where they agree. Nil if there is none.
	Joint *Part
}

// Handoff is one baton passed: from one output to one input.
type Handoff struct {
	Interface *Interface
	Sender    *Process
	Receiver  *Process
	Output    *Port // declared or implied
	Input     *Port
	FromStep  *Step // where the interface names a step, or the output leaves at one step only
	ToStep    *Step // where the interface names a step, or the input arrives at one
	// To is the reference that names the receiver.
	To lang.Reference

	// Sent is the sender's record and Received the receiver's. Without `create` they are one record, seen from two sides. Nil
	// where it is not said or broken.
	Sent     *lang.Artifact
	Received *lang.Artifact
	// Provides and Requires name the fields that the two sides guarantee and need beyond their artifacts' types.
	Provides lang.FieldNames
	Requires lang.FieldNames
}

// Internal reports whether it joins two steps of one process.
func (h *Handoff) Internal() bool { return h.Sender == h.Receiver }

// IsAnswer reports whether it replies to a request.
func (i *Interface) IsAnswer() bool { return i.Answers.Given() }

// joinInterface makes the node of i and its handoffs, once.
func (g *Graph) joinInterface(i *lang.Interface) *Interface {
	if i == nil {
		return nil
	}
	if n := g.Interface(i); n != nil {
		return n
	}
	n := &Interface{Interface: i, SLA: effectiveSLA(i.SLA), Escalation: i.Escalation.Effective()}
	n.Row = Row{Interface: n}
	g.nodes[i] = n
	g.Interfaces = append(g.Interfaces, n)

	from := g.end(i.From)
	n.Sender, n.FromStep = from.process, from.step
	for _, to := range i.To {
		receiver := g.end(to)
		if from.process == nil || receiver.process == nil {
			continue
		}
		g.joinHandoff(n, from, receiver, to)
	}
	for _, via := range i.Via {
		if s := g.system(via.System()); s != nil {
			s.Carries = append(s.Carries, n)
			if n.ManualWay.From == nil && !i.Fallback.Given() && s.Fallback.Given() {
				n.ManualWay.Text, n.ManualWay.From = s.Fallback, s.System
			}
		}
	}
	if i.Fallback.Given() {
		n.ManualWay.Text, n.ManualWay.From = i.Fallback, i
	}
	if e := g.event(i.On.Event()); e != nil && Own(i) {
		e.Interfaces = append(e.Interfaces, n)
	}
	return n
}

// end is what one side of an interface names.
type end struct {
	process *Process
	step    *Step
	port    *Port // nil where it is to be implied
}

func (g *Graph) end(r lang.Reference) end {
	switch d := r.Target.(type) {
	case *lang.Process:
		return end{process: g.process(d)}
	case *lang.Step:
		p := g.process(d.Process)
		return end{process: p, step: g.Step(d)}
	case *lang.Port:
		p := g.process(d.Process)
		port := g.Port(d)
		return end{process: p, port: port}
	}
	return end{}
}

// joinHandoff joins one receiver. The record a side holds is its port's; where the port is implied, what the interface says; else that of
// the other side, since without another word it is one record that is passed.
func (g *Graph) joinHandoff(n *Interface, from, to end, written lang.Reference) {
	i := n.Interface
	sent, received := i.Carries.Artifact(), i.Creates.Artifact()
	if from.port != nil {
		sent = from.port.Artifact
	}
	if received == nil && !i.Creates.Given() {
		received = sent
	}
	if to.port != nil {
		received = to.port.Artifact
	}
	if sent == nil && from.port == nil && !i.Carries.Given() && i.Create == nil && !i.Creates.Given() {
		sent = received
	}
	output, input := from.port, to.port
	if output == nil {
		output = from.process.impliedPort(g, i, false, sent, from.step)
	}
	if input == nil {
		input = to.process.impliedPort(g, i, true, received, to.step)
	}
	h := &Handoff{
		Interface: n, Sender: from.process, Receiver: to.process, Output: output, Input: input,
		FromStep: from.step, ToStep: to.step, To: written, Sent: sent, Received: received,
		Provides: i.Provides, Requires: i.Requires,
	}
	if h.FromStep == nil && len(output.Steps) == 1 {
		h.FromStep = output.Steps[0]
	}
	if h.ToStep == nil && len(input.Steps) == 1 {
		h.ToStep = input.Steps[0]
	}
	if output.Declared != nil {
		h.Provides = both(output.Declared.Provides, i.Provides)
	}
	if input.Declared != nil {
		h.Requires = both(input.Declared.Requires, i.Requires)
	}
	n.Handoffs = append(n.Handoffs, h)
	output.Handoffs = append(output.Handoffs, h)
	input.Handoffs = append(input.Handoffs, h)
	if h.Internal() {
		h.Sender.Internal = append(h.Sender.Internal, h)
	} else {
		h.Sender.Out = append(h.Sender.Out, h)
		h.Receiver.In = append(h.Receiver.In, h)
	}
	if Own(i) {
		g.Handoffs = append(g.Handoffs, h)
	}
	a := g.artifact(sent)
	if a != nil {
		a.Handoffs = append(a.Handoffs, h)
	}
	if b := g.artifact(received); b != nil && b != a {
		b.Handoffs = append(b.Handoffs, h)
	}
}

func both(a, b lang.FieldNames) lang.FieldNames {
	if len(b) == 0 {
		return a
	}
	return append(append(lang.FieldNames{}, a...), b...)
}

func (g *Graph) joinAnswers(n *Interface) {
	for _, r := range n.Answers {
		if request := g.Interface(r.Interface()); request != nil {
			n.Requests = append(n.Requests, request)
			request.AnsweredBy = append(request.AnsweredBy, n)
		}
	}
}

// collectServices joins each service's flow.
func (g *Graph) collectServices() {
	for _, s := range g.Map.Services {
		if !g.first(s) {
			continue
		}
		n := &Service{Service: s, SLA: effectiveSLA(s.SLA), Start: g.process(s.Start.Process())}
		g.nodes[s] = n
		g.Services = append(g.Services, n)
		seen := map[*Process]bool{}
		fed := map[*Process]bool{}
		touch := func(p *Process) {
			if p == nil || seen[p] {
				return
			}
			seen[p] = true
			n.Processes = append(n.Processes, p)
			p.Services = append(p.Services, n)
			if p.Runs != nil {
				n.Teams = add(n.Teams, p.Runs)
			}
		}
		if n.Start != nil {
			touch(n.Start)
		}
		for _, r := range s.Flow {
			i := g.joinInterface(r.Interface())
			if i == nil || slices.Contains(n.Interfaces, i) { // the flow is a set
				continue
			}
			n.Interfaces = append(n.Interfaces, i)
			i.Services = add(i.Services, n)
			touch(i.Sender)
			for _, h := range i.Handoffs {
				touch(h.Receiver)
				if !i.IsAnswer() && !h.Internal() {
					fed[h.Receiver] = true
				}
			}
		}
		if !s.Start.Given() {
			var starts []*Process
			for _, i := range n.Interfaces {
				if p := i.Sender; p != nil && !fed[p] {
					starts = add(starts, p)
				}
			}
			if len(starts) == 1 {
				n.Start = starts[0]
			}
		}
	}
}
