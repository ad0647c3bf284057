package graph

import "handoff/lang"

// Process is a process with its handoffs and its flow.
type Process struct {
	*lang.Process
	Inputs  []*Port // declared in source order, then implied
	Outputs []*Port
	Steps   []*Step

	In       []*Handoff // that arrive here
	Out      []*Handoff // that leave from here
	Internal []*Handoff // that join two of its steps
	// Callers are the steps that run it as a step of their own.
	Callers  []*Step
	Services []*Service

	// Runs is the team that runs it: its own, else its owner's. Nil if that is not said.
	Runs *lang.Team
	// Flow says how much is known of what follows what.
	Flow Flow
	// Entries are the steps it starts with, where nothing says otherwise; none while its flow is undeclared.
	Entries []*Step

	SLA        SLA
	Escalation lang.Escalation

	settings []Setting // see Settings
}

// Flow says how much is known of the order of a process's steps.
type Flow uint8

const (
	// Undeclared: no step says what follows (or there are no steps). The steps are a list.
	Undeclared Flow = iota
	// Partial: some of it is known: the process says so itself, or a reference is broken.
	Partial
	// Declared: all of it.
	Declared
)

// Port is an input or output: declared, or implied by an interface that names a process or step.
type Port struct {
	Process *Process
	Input   bool
	Name    string
	Address string
	// Declared is the block; nil where the port is implied.
	Declared *lang.Port
	// ImpliedBy is the interface that implies it; nil where it is declared.
	ImpliedBy *lang.Interface
	// Artifact is the record; nil where it is not known.
	Artifact *lang.Artifact
	// Steps are those it leaves at, or the one it arrives at, as far as that is said.
	Steps    []*Step
	Handoffs []*Handoff

	leaves []*Step // see LeavesAt
}

// DisplayName is the title of the port, or of the interface that implies it.
func (p *Port) DisplayName() string {
	if p.Declared != nil {
		return p.Declared.DisplayName()
	}
	return p.ImpliedBy.DisplayName()
}

// External reports whether it comes from, or goes, outside the map.
func (p *Port) External() bool { return p.Declared != nil && p.Declared.External.Value }

// process makes the node of p with its ports and steps, once.
func (g *Graph) process(p *lang.Process) *Process {
	if p == nil {
		return nil
	}
	if n := g.Process(p); n != nil {
		return n
	}
	n := &Process{Process: p, SLA: effectiveSLA(p.SLA), Escalation: p.Escalation.Effective()}
	g.nodes[p] = n
	g.Processes = append(g.Processes, n)
	for _, s := range p.Steps {
		if !g.first(s) {
			continue
		}
		step := &Step{Step: s, Process: n, Escalation: s.Escalation.Effective()}
		step.Row = Row{Step: step}
		n.Steps = append(n.Steps, step)
		g.nodes[s] = step
	}
	for _, d := range p.Inputs {
		if g.first(d) {
			n.Inputs = append(n.Inputs, g.declaredPort(n, d, lang.References{d.ArrivesAt}))
		}
	}
	for _, d := range p.Outputs {
		if g.first(d) {
			n.Outputs = append(n.Outputs, g.declaredPort(n, d, d.LeavesAt))
		}
	}
	n.Runs = p.Team.Team()
	if n.Runs == nil && !p.Team.Given() {
		n.Runs = teamOf(p.Owner.Target)
	}
	return n
}

func (g *Graph) declaredPort(n *Process, d *lang.Port, at lang.References) *Port {
	port := &Port{Process: n, Input: d.IsInput(), Name: d.Name, Address: d.Address(), Declared: d, Artifact: d.Artifact.Artifact()}
	for _, r := range at {
		if s := g.Step(r.Step()); s != nil {
			port.Steps = add(port.Steps, s)
		}
	}
	g.nodes[d] = port
	g.holds(port)
	if s := g.system(d.StoredIn.System()); s != nil {
		s.Stores = append(s.Stores, port)
	}
	if s := g.system(d.Source.System()); s != nil {
		s.Feeds = append(s.Feeds, port)
	}
	return port
}

// impliedPort returns the port that an interface implies where it names a process or step: the one named after it.
func (n *Process) impliedPort(g *Graph, i *lang.Interface, input bool, artifact *lang.Artifact, at *Step) *Port {
	list, word := &n.Outputs, ".output."
	if input {
		list, word = &n.Inputs, ".input."
	}
	for _, p := range *list {
		if p.Name == i.Name && (p.ImpliedBy == i || p.Declared != nil) {
			return p
		}
	}
	port := &Port{Process: n, Input: input, Name: i.Name, Address: n.Address() + word + i.Name, ImpliedBy: i, Artifact: artifact}
	if at != nil {
		port.Steps = []*Step{at}
	}
	*list = append(*list, port)
	g.holds(port)
	return port
}

// holds enters a port with its artifact.
func (g *Graph) holds(port *Port) {
	if a := g.artifact(port.Artifact); a != nil {
		a.Ports = append(a.Ports, port)
		if len(a.Processes) == 0 || a.Processes[len(a.Processes)-1] != port.Process {
			a.Processes = add(a.Processes, port.Process)
		}
	}
}
