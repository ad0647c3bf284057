package graph

import "handoff/lang"

// Ownership is who answers for a block, and why.
type Ownership struct {
	Of lang.Declaration
	// Looked is where an answer was looked for, in that order; what is found first counts.
	Looked []Look
	// Answers are those who do: one, where all is well.
	Answers []Answerer
	// Responsible does the work of a step or interface.
	Responsible []Part
	// Woken are the levels of the escalation ladder, and Emergency who is called when it fails.
	Woken     []Rung
	Emergency []Part
}

// Look is one place where the map may say who answers.
type Look struct {
	Where string // "owner of the process"
	Found []Part // nobody, where that is not said
	// Broken says that something is written there that names nobody.
	Broken bool
	Counts bool // this is the answer
}

// Answerer is a role or team, and how to come by it.
type Answerer struct {
	Part
	// StandsIn are the deputies: the first, and who stands in for that one in turn.
	StandsIn  []lang.Declaration
	ReportsTo []lang.Declaration // hierarchical escalation, upwards
	Contact   *lang.Contact
	ContactOf lang.Declaration // whose contact it is
}

// Owner tells who answers for a block: where the map may say so, what it says there, and what counts.
func (g *Graph) Owner(of lang.Declaration) *Ownership {
	d := declaration(of)
	o := &Ownership{Of: d}
	switch d := d.(type) {
	case *lang.Process:
		o.look("owner of the process", d.Owner)
		o.emergency("emergency of the process", d.Emergency)
		if n := g.Process(d); n != nil {
			o.Woken = Rungs(d, n.Escalation)
		}
	case *lang.Step:
		g.ownsStep(o, d)
	case *lang.Port:
		g.from(o, d.Process, "the process it is a port of")
	case *lang.Interface:
		g.ownsInterface(o, d)
	case *lang.Service:
		o.look("owner of the service", d.Owner)
		o.emergency("emergency of the service", d.Emergency)
	case *lang.Artifact:
		o.look("steward of the artifact", d.Steward)
		if s := d.SourceOfTruth.System(); s != nil {
			o.look("owner of "+s.Address()+", its source of truth", s.Owner)
		}
	case *lang.System:
		o.look("owner of the system", d.Owner)
	case *lang.Event:
		if p := d.Source.Process(); p != nil {
			g.from(o, p, "the process that is its source")
		} else if s := d.Source.System(); s != nil {
			o.look("owner of "+s.Address()+", its source", s.Owner)
		}
	case *lang.KPI:
		o.look("owner of the KPI", d.Owner...)
	case *lang.Improvement:
		o.look("owner of the improvement", d.Owner)
	case *lang.Milestone:
		o.look("owner of the milestone", d.Owner)
	case *lang.Cadence:
		o.look("chair of the meeting", d.Chair)
	case *lang.Role:
		o.Looked = append(o.Looked, Look{Where: "the role itself", Found: []Part{{Who: d, Range: d.Header}}})
	case *lang.Team:
		o.look("lead of the team", d.Lead)
		seen := map[*lang.Team]bool{d: true}
		for t := d.Parent.Team(); t != nil && !seen[t]; t = t.Parent.Team() {
			seen[t] = true
			o.look("lead of "+t.Address()+", which it is part of", t.Lead)
		}
	}
	for k := range o.Looked {
		if l := &o.Looked[k]; len(l.Found) > 0 || l.Broken {
			l.Counts = true
			for _, part := range l.Found {
				o.Answers = append(o.Answers, answerer(part))
			}
			break
		}
	}
	return o
}

// look adds a place where references may name somebody.
func (o *Ownership) look(where string, refs ...lang.Reference) {
	l := Look{Where: where}
	for _, r := range refs {
		switch {
		case r.Target != nil:
			l.Found = append(l.Found, Part{Who: r.Target, Range: r.Range})
		case r.Given():
			l.Broken = true
		}
	}
	o.Looked = append(o.Looked, l)
}

// row adds what is said of one letter, by those origins only.
func (o *Ownership) row(where string, parts []Part, origins ...Origin) {
	l := Look{Where: where}
	for _, p := range parts {
		for _, origin := range origins {
			if p.Origin != origin {
				continue
			}
			if p.Who == nil {
				l.Broken = true
			} else {
				l.Found = append(l.Found, p)
			}
		}
	}
	o.Looked = append(o.Looked, l)
}

func (o *Ownership) emergency(where string, r lang.Reference) {
	if r.Target != nil {
		o.Emergency = append(o.Emergency, Part{Who: r.Target, Origin: Origin(where), Range: r.Range})
	}
}

// from takes the answer of a process over.
func (g *Graph) from(o *Ownership, p *lang.Process, why string) {
	of := g.Owner(p)
	for _, l := range of.Looked {
		l.Where, l.Counts = "owner of "+p.Address()+", "+why, false
		o.Looked = append(o.Looked, l)
	}
	o.Woken, o.Emergency = of.Woken, of.Emergency
}

func (g *Graph) ownsStep(o *Ownership, d *lang.Step) {
	s := g.Step(d)
	if s == nil {
		return
	}
	n := s.Process
	o.row("raci of the step", s.Row.Accountable, OfRow)
	if n.Matrix != nil {
		o.row("matrix of "+n.Address(), s.Row.Accountable, OfMatrix)
	}
	if n.RACI != nil {
		o.look("raci of "+n.Address(), n.RACI.Accountable...)
	}
	o.look("owner of "+n.Address(), n.Owner)
	o.Responsible = s.Row.Responsible
	o.Woken = Rungs(d, s.Escalation)
	if o.Woken == nil {
		o.Woken = Rungs(n.Process, n.Escalation)
	}
	o.emergency("emergency of "+n.Address(), n.Emergency)
}

func (g *Graph) ownsInterface(o *Ownership, d *lang.Interface) {
	n := g.Interface(d)
	if n == nil {
		return
	}
	o.row("raci of the interface", n.Row.Accountable, OfRow)
	o.look("integrator of the interface", d.Integrator)
	if n.Joint == nil || n.Joint.Origin != OfIntegrator {
		l := Look{Where: "integrator of the services whose flow it is in, if they agree"}
		if n.Joint != nil {
			if l.Broken = n.Joint.Who == nil; !l.Broken {
				l.Found = []Part{*n.Joint}
			}
		}
		if len(n.Services) > 0 {
			o.Looked = append(o.Looked, l)
		}
		if n.Sender != nil && !n.Sender.External.Value {
			o.look("owner of "+n.Sender.Address()+", which hands on", n.Sender.Owner)
		}
		if n.Sender != nil && n.Sender.External.Value && !n.Sender.Owner.Given() {
			for _, h := range n.Handoffs {
				o.look("owner of "+h.Receiver.Address()+", which receives from a black box", h.Receiver.Owner)
			}
		}
	}
	o.Responsible = n.Row.Responsible
	o.Woken = Rungs(d, n.Escalation)
	for _, s := range n.Services {
		o.emergency("emergency of "+s.Address(), s.Emergency)
	}
}

// answerer finds out how to come by somebody.
func answerer(part Part) Answerer {
	out := Answerer{Part: part}
	up := func(next func(lang.Declaration) lang.Reference) []lang.Declaration {
		var list []lang.Declaration
		seen := map[lang.Declaration]bool{part.Who: true}
		for d := next(part.Who).Target; d != nil && !seen[d]; d = next(d).Target {
			seen[d] = true
			list = append(list, d)
		}
		return list
	}
	out.StandsIn = up(func(d lang.Declaration) lang.Reference {
		if r, ok := d.(*lang.Role); ok {
			return r.Deputy
		}
		return lang.Reference{}
	})
	out.ReportsTo = up(func(d lang.Declaration) lang.Reference {
		if r, ok := d.(*lang.Role); ok {
			return r.ReportsTo
		}
		return lang.Reference{}
	})
	out.Contact, out.ContactOf = Contact(part.Who)
	return out
}
