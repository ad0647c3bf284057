// Package graph joins what a map says: which output reaches which input, who answers for what once all defaults are applied, which
// promise holds, what follows what inside a process. Rules, pages and views all ask the same questions, and get the same answers here.
//
// The model of package lang keeps what was written; a graph keeps what it comes to. Its nodes embed the block they stand for, so
// that `process.Title` is what the author wrote and `process.In` is what follows from the whole map. A graph is built once, in
// time linear in the map, and not changed after; its slices keep source order. It does no I/O and never fails: what does not
// resolve has been reported by lang, and is left out or marked as broken here.
//
// Parts of imported maps become nodes where this map refers to them, so that a handoff across maps has both its ends; nothing
// else of an import is looked at.
package graph

import "handoff/lang"

// Graph is a map, joined.
type Graph struct {
	Map *lang.Map

	Processes  []*Process   // the map's own, then imported ones that it refers to
	Interfaces []*Interface // likewise
	Handoffs   []*Handoff   // of the map's own interfaces: one for each receiver
	Artifacts  []*Artifact  // the map's own, then imported ones that it passes
	Parties    []*Party     // roles, then teams; likewise
	Systems    []*System
	Events     []*Event
	Services   []*Service

	settings  []Setting // see Settings
	nodes     map[lang.Declaration]any
	relations map[lang.Declaration][]*lang.Use // both directions
	meant     map[string]bool                  // addresses that a broken reference may have meant
}

// Artifact is a record, and where it goes.
type Artifact struct {
	*lang.Artifact
	Handoffs []*Handoff // that send or deliver it
	Ports    []*Port    // declared or implied, that hold it
	// Processes take it in or hand it on.
	Processes []*Process
	Events    []*Event

	opened []*Process // where only a step opens it
}

// System is a tool, and what rests on it.
type System struct {
	*lang.System
	Carries []*Interface // `via`
	Steps   []*Step      // that use it, or that it does by itself
	Does    []*Step      // that it does by itself: `by`
	Holds   []*Artifact  // whose source of truth it is
	Stores  []*Port      // outputs filed in it
	Feeds   []*Port      // inputs whose source it is
}

// Event is something that happens, and what it sets off.
type Event struct {
	*lang.Event
	Interfaces []*Interface
	Steps      []*Step
}

// Service is an end-to-end flow, joined.
type Service struct {
	*lang.Service
	Interfaces []*Interface // of its flow, as listed
	Processes  []*Process   // that its flow touches, in the order of the flow
	// Start is the process the flow starts in: the one declared, else the one sender that nothing in the flow leads to; nil where
	// there is none or more than one.
	Start *Process
	// Teams are the teams that run those processes.
	Teams []*lang.Team
	SLA   SLA
}

// Build joins a map. The map must not change after.
func Build(m *lang.Map) *Graph {
	g := &Graph{Map: m, nodes: map[lang.Declaration]any{}}
	for _, p := range m.Processes {
		if g.first(p) {
			g.process(p)
		}
	}
	g.collectNodes()
	for _, i := range m.Interfaces {
		if g.first(i) {
			g.joinInterface(i)
		}
	}
	g.collectServices()
	for _, i := range g.Interfaces {
		g.joinAnswers(i)
	}
	for _, p := range g.Processes {
		p.joinFlow(g)
	}
	g.collectOpened()
	for _, p := range g.Processes {
		g.assignSteps(p)
	}
	for _, i := range g.Interfaces {
		g.assignInterface(i)
	}
	g.collectSettings()
	g.collectParties()
	g.collectRelations()
	return g
}

// first reports whether d is what its address names: of two declarations of one name, which is an error of its own, the second is
// left out.
func (g *Graph) first(d lang.Declaration) bool { return g.Map.Lookup(d.Common().Address()) == d }

// Own reports whether d belongs to the map itself and not to an import.
func Own(d lang.Declaration) bool { return d.Common().Alias == "" }

// Process returns the node of p, or nil.
func (g *Graph) Process(p *lang.Process) *Process { return node[*Process](g, p) }

// Step returns the node of s, or nil.
func (g *Graph) Step(s *lang.Step) *Step { return node[*Step](g, s) }

// Port returns the node of a declared port, or nil.
func (g *Graph) Port(p *lang.Port) *Port { return node[*Port](g, p) }

// Interface returns the node of i, or nil.
func (g *Graph) Interface(i *lang.Interface) *Interface { return node[*Interface](g, i) }

// Artifact returns the node of a, or nil.
func (g *Graph) Artifact(a *lang.Artifact) *Artifact { return node[*Artifact](g, a) }

// System returns the node of s, or nil.
func (g *Graph) System(s *lang.System) *System { return node[*System](g, s) }

// Event returns the node of e, or nil.
func (g *Graph) Event(e *lang.Event) *Event { return node[*Event](g, e) }

// Service returns the node of s, or nil.
func (g *Graph) Service(s *lang.Service) *Service { return node[*Service](g, s) }

// Party returns the node of a role or team, or nil.
func (g *Graph) Party(d lang.Declaration) *Party { return node[*Party](g, d) }

// node looks d up; a nil pointer in d finds nothing.
func node[N any](g *Graph, d lang.Declaration) N {
	n, _ := g.nodes[d].(N)
	return n
}

// collectNodes makes the nodes that need nothing but their block.
func (g *Graph) collectNodes() {
	for _, a := range g.Map.Artifacts {
		if g.first(a) {
			g.artifact(a)
		}
	}
	for _, s := range g.Map.Systems {
		if g.first(s) {
			g.system(s)
		}
	}
	for _, e := range g.Map.Events {
		if g.first(e) {
			g.event(e)
		}
	}
	for _, a := range g.Map.Artifacts {
		if s := g.system(a.SourceOfTruth.System()); s != nil && g.first(a) {
			s.Holds = append(s.Holds, g.artifact(a))
		}
	}
}

func (g *Graph) artifact(a *lang.Artifact) *Artifact {
	if a == nil {
		return nil
	}
	n := g.Artifact(a)
	if n == nil {
		n = &Artifact{Artifact: a}
		g.nodes[a] = n
		g.Artifacts = append(g.Artifacts, n)
	}
	return n
}

func (g *Graph) system(s *lang.System) *System {
	if s == nil {
		return nil
	}
	n := g.System(s)
	if n == nil {
		n = &System{System: s}
		g.nodes[s] = n
		g.Systems = append(g.Systems, n)
	}
	return n
}

func (g *Graph) event(e *lang.Event) *Event {
	if e == nil {
		return nil
	}
	n := g.Event(e)
	if n == nil {
		n = &Event{Event: e}
		g.nodes[e] = n
		g.Events = append(g.Events, n)
		if a := g.artifact(e.Artifact.Artifact()); a != nil {
			a.Events = append(a.Events, n)
		}
	}
	return n
}

// add appends x unless it is there already. It is meant for lists that stay short.
func add[T comparable](list []T, x T) []T {
	for _, y := range list {
		if x == y {
			return list
		}
	}
	return append(list, x)
}
