package runbook

// What a page of one block says of others is looked up here, and not looked for in the whole map: there are as many pages as blocks, and what each
// looked through all of them for would take a time that grows with their square. Lists are in source order, and name nothing twice.

import (
	"handoff/graph"
	"handoff/lang"
)

type whose struct {
	// By role or team.
	services   map[lang.Declaration][]*graph.Service   // that they are called for
	processes  map[lang.Declaration][]*graph.Process   // that they own or run, or are called for
	interfaces map[lang.Declaration][]*graph.Interface // that they approve, hear of or own the joint of
	approved   map[lang.Declaration][]*graph.Step
	stewarded  map[lang.Declaration][]*lang.Artifact

	// By process.
	records map[*graph.Process][]*graph.Artifact
	events  map[*graph.Process][]*graph.Event
	systems map[*graph.Process][]*graph.System

	opened map[*lang.Artifact][]*graph.Step // the steps that open a record
}

func newWhose(m *lang.Map, g *graph.Graph) whose {
	w := whose{
		services: map[lang.Declaration][]*graph.Service{}, processes: map[lang.Declaration][]*graph.Process{}, interfaces: map[lang.Declaration][]*graph.Interface{},
		approved: map[lang.Declaration][]*graph.Step{}, stewarded: map[lang.Declaration][]*lang.Artifact{},
		records: map[*graph.Process][]*graph.Artifact{}, events: map[*graph.Process][]*graph.Event{}, systems: map[*graph.Process][]*graph.System{},
		opened: map[*lang.Artifact][]*graph.Step{},
	}
	for _, s := range g.Services {
		note(w.services, s.Emergency.Target, s)
	}
	for _, p := range g.Processes {
		note(w.processes, p.Owner.Target, p)
		note(w.processes, p.Emergency.Target, p)
		if p.Runs != nil {
			note(w.processes, lang.Declaration(p.Runs), p)
		}
		for _, s := range p.Steps {
			if s.Approval != nil {
				noteAll(w.approved, s.Approval.Approvers, s)
			}
			if a := s.Creates.Artifact(); a != nil {
				note(w.opened, a, s)
			}
		}
	}
	for _, i := range g.Interfaces {
		noteAll(w.interfaces, i.Notify, i)
		if i.Handback != nil {
			noteAll(w.interfaces, i.Handback.Notify, i)
		}
		if i.Approval != nil {
			noteAll(w.interfaces, i.Approval.Approvers, i)
		}
		if i.Joint != nil {
			note(w.interfaces, i.Joint.Who, i)
		}
	}
	for _, a := range m.Artifacts {
		note(w.stewarded, a.Steward.Target, a)
	}
	for _, a := range g.Artifacts {
		for _, p := range a.Processes {
			note(w.records, p, a)
		}
	}
	touched := func(handoffs []*graph.Handoff, tell func(*graph.Process)) {
		for _, h := range handoffs {
			for _, p := range []*graph.Process{h.Sender, h.Receiver} {
				if p != nil {
					tell(p)
				}
			}
		}
	}
	for _, e := range g.Events {
		tell := func(p *graph.Process) { note(w.events, p, e) }
		for _, s := range e.Steps {
			tell(s.Process)
		}
		for _, i := range e.Interfaces {
			touched(i.Handoffs, tell)
		}
	}
	for _, s := range g.Systems {
		tell := func(p *graph.Process) { note(w.systems, p, s) }
		for _, step := range s.Steps {
			tell(step.Process)
		}
		for _, i := range s.Carries {
			touched(i.Handoffs, tell)
		}
		for _, a := range s.Holds {
			for _, p := range a.Processes {
				tell(p)
			}
		}
	}
	return w
}

// note puts down what belongs to somebody, once: what is noted of one thing is noted before anything is of the next.
func note[K, V comparable](list map[K][]V, of K, what V) {
	var nobody K
	if of == nobody {
		return
	}
	if known := list[of]; len(known) == 0 || known[len(known)-1] != what {
		list[of] = append(known, what)
	}
}

func noteAll[V comparable](list map[lang.Declaration][]V, of lang.References, what V) {
	for _, r := range of {
		note(list, r.Target, what)
	}
}
