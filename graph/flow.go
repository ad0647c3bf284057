package graph

import (
	"slices"

	"handoff/lang"
)

// What follows what inside a process.

// Step is a step with its ways in and out.
type Step struct {
	*lang.Step
	Process *Process
	Ways    []*Way // out, in the order they are tried: branches, then next, overdue, and interfaces to other steps
	From    []*Way // in
	// Arrivals are the inputs that arrive here by name; Departures the outputs that leave here by name.
	Arrivals   []*Port
	Departures []*Port
	// Ends says that the process may end here.
	Ends  bool
	Entry bool // the process starts here where nothing says otherwise
	Calls *Process

	Row        Row
	Escalation lang.Escalation
}

// How says by what word one step leads to the next.
type How string

// The ways out of a step.
const (
	ByNext      How = "next"
	BySequence  How = "sequence"
	ByBranch    How = "branch"
	ByOverdue   How = "overdue"
	ByInterface How = "interface"
)

// Way is one way out of a step: to another step, to an output (overdue only), or to the end.
type Way struct {
	How       How
	From      *Step
	To        *Step // nil at the end, and where it leads to an output
	Output    *Port // where an overdue step's work goes to an output
	End       bool
	Branch    *lang.Branch // ByBranch
	Interface *Interface   // ByInterface, and any other that a declared interface runs along
	Range     lang.Range
}

// Passes reports whether the work changes hands on the way: both steps say who is responsible, and nobody is for both.
func (w *Way) Passes() bool {
	if w.To == nil {
		return false
	}
	from, to := w.From.Row.Responsible, w.To.Row.Responsible
	if len(from) == 0 || len(to) == 0 {
		return false
	}
	for _, a := range from {
		for _, b := range to {
			if a.Who == nil || b.Who == nil || a.Who == b.Who {
				return false
			}
		}
	}
	return true
}

// InternalHandoffs are the ways inside the process on which the work changes hands.
func (n *Process) InternalHandoffs() []*Way {
	var out []*Way
	for _, s := range n.Steps {
		for _, w := range s.Ways {
			if w.Passes() {
				out = append(out, w)
			}
		}
	}
	return out
}

// joinFlow joins the steps of a process.
func (n *Process) joinFlow(g *Graph) {
	follows := map[*Step]lang.Reference{} // by sequence
	for k := 0; k+1 < len(n.Sequence); k++ {
		if s := g.Step(n.Sequence[k].Step()); s != nil {
			follows[s] = n.Sequence[k+1]
		}
	}
	said := n.Sequence.Given()
	for _, s := range n.Steps {
		s.Calls = g.process(s.Step.Calls.Process())
		if s.Calls != nil {
			s.Calls.Callers = append(s.Calls.Callers, s)
		}
		if e := g.event(s.On.Event()); e != nil && Own(s) {
			e.Steps = append(e.Steps, s)
		}
		for _, b := range s.Branches {
			for _, r := range b.Next {
				s.lead(g, Way{How: ByBranch, Branch: b}, r)
			}
			if !b.Next.Given() {
				s.Ends = true
			}
		}
		for _, r := range s.Next {
			s.lead(g, Way{How: ByNext}, r)
		}
		if r, ok := follows[s]; ok && !s.Next.Given() && len(s.Branches) == 0 {
			s.lead(g, Way{How: BySequence}, r)
		} else if !s.Next.Given() && len(s.Branches) == 0 {
			s.Ends = true
		}
		if s.Overdue.Given() {
			s.lead(g, Way{How: ByOverdue}, s.Overdue)
		}
		said = said || s.Next.Given() || len(s.Branches) > 0 || s.Overdue.Given()
	}
	for _, h := range n.Internal {
		if h.FromStep != nil && h.ToStep != nil {
			h.FromStep.along(h)
		}
	}
	n.joinPorts()
	defer n.findLeaves()
	n.settings = n.findSettings()
	switch {
	case n.Process.Flow.Value == "partial" || said && n.brokenFlow():
		n.Flow = Partial
	case said:
		n.Flow = Declared
	default:
		return
	}
	n.findEntries()
}

// brokenFlow reports whether a reference that says what follows is broken, so that not all of the flow is known.
func (n *Process) brokenFlow() bool {
	if n.Sequence.Broken() {
		return true
	}
	for _, p := range n.Inputs {
		if p.Declared != nil && p.Declared.ArrivesAt.State == lang.Broken {
			return true
		}
	}
	for _, s := range n.Steps {
		if s.Next.Broken() || s.Overdue.State == lang.Broken {
			return true
		}
		for _, b := range s.Branches {
			if b.Next.Broken() {
				return true
			}
		}
	}
	return false
}

// lead adds a way out of s to what r names.
func (s *Step) lead(g *Graph, w Way, r lang.Reference) {
	w.From, w.Range = s, r.Range
	switch {
	case r.End:
		w.End = true
		s.Ends = true
	case r.Port() != nil:
		w.Output = g.Port(r.Port())
	default:
		w.To = g.Step(r.Step())
	}
	if w.To == nil && w.Output == nil && !w.End {
		return // broken
	}
	s.Ways = append(s.Ways, &w)
	if w.To != nil {
		w.To.From = append(w.To.From, &w)
	}
}

// along notes that a declared interface joins s to a later step: on the way that is there, or as a way of its own.
func (s *Step) along(h *Handoff) {
	found := false
	for _, w := range s.Ways {
		if w.To == h.ToStep {
			w.Interface, found = h.Interface, true
		}
	}
	if !found {
		w := &Way{How: ByInterface, From: s, To: h.ToStep, Interface: h.Interface, Range: h.To.Range}
		s.Ways = append(s.Ways, w)
		w.To.From = append(w.To.From, w)
	}
}

func (n *Process) joinPorts() {
	for _, p := range n.Inputs {
		for _, s := range p.Steps {
			s.Arrivals = append(s.Arrivals, p)
		}
	}
	for _, p := range n.Outputs {
		for _, s := range p.Steps {
			s.Departures = append(s.Departures, p)
		}
	}
}

// findEntries marks the steps a process starts with: those that say so, else those nothing leads to. Where there is none, since something
// leads back to the first step, that one, unless an input or event leads there.
func (n *Process) findEntries() {
	enter := func(s *Step) {
		s.Entry = true
		n.Entries = append(n.Entries, s)
	}
	for _, s := range n.Steps {
		if s.Step.Entry.Value {
			enter(s)
		}
	}
	if len(n.Entries) > 0 {
		return
	}
	for _, s := range n.Steps {
		if len(s.From) == 0 && !s.started() {
			enter(s)
		}
	}
	if len(n.Entries) > 0 || len(n.Steps) == 0 {
		return
	}
	if first := n.Steps[0]; !first.started() && !After(n.Starts()...)[first] {
		enter(first)
	}
}

// started reports whether an input, event or milestone starts the step.
func (s *Step) started() bool { return len(s.Arrivals) > 0 || s.On.Given() }

// Forgotten reports whether nothing starts the step and nothing leads to it, though the map says where work comes in: it is then no place to begin at.
func (s *Step) Forgotten() bool {
	if !s.Entry || s.Step.Entry.Value || s.started() {
		return false
	}
	for _, in := range s.Process.Inputs {
		if slices.Contains(in.ArrivesAt(), s) {
			return false
		}
	}
	return len(s.Process.Inputs) > 0
}

// Starts are all steps at which work may begin: entries, and those that an input or event leads to.
func (n *Process) Starts() []*Step {
	var out []*Step
	for _, s := range n.Steps {
		if s.Entry || s.started() {
			out = append(out, s)
		}
	}
	return out
}

// ArrivesAt are the steps that take up what comes in at the port: those it names, else the entries.
func (p *Port) ArrivesAt() []*Step {
	if len(p.Steps) > 0 {
		return p.Steps
	}
	return p.Process.Entries
}

// LeavesAt are the steps the port leaves from: those it names, those that move on to it when overdue; where there are none, the ones at which
// the process may end. They are not to be changed.
func (p *Port) LeavesAt() []*Step {
	if p.leaves == nil {
		return p.Steps[:len(p.Steps):len(p.Steps)]
	}
	return p.leaves
}

// findLeaves finds them for all ports of the process, once its steps are joined. Nothing more is known of one whose steps never are.
func (n *Process) findLeaves() {
	overdue := map[*Port][]*Step{}
	var ends []*Step
	for _, s := range n.Steps {
		for _, w := range s.Ways {
			if w.Output != nil && w.Output.Process == n {
				overdue[w.Output] = append(overdue[w.Output], s)
			}
		}
		if s.Ends {
			ends = append(ends, s)
		}
	}
	for _, list := range [][]*Port{n.Inputs, n.Outputs} {
		for _, p := range list {
			p.leaves = p.Steps[:len(p.Steps):len(p.Steps)]
			for _, s := range overdue[p] {
				p.leaves = add(p.leaves, s)
			}
			if len(p.leaves) == 0 && n.Flow != Undeclared {
				p.leaves = ends[:len(ends):len(ends)]
			}
		}
	}
}

// After returns the steps that can follow the given ones, themselves included only if something leads back to them.
func After(steps ...*Step) map[*Step]bool {
	seen := map[*Step]bool{}
	todo := append([]*Step(nil), steps...)
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, w := range s.Ways {
			if w.To != nil && !seen[w.To] {
				seen[w.To] = true
				todo = append(todo, w.To)
			}
		}
	}
	return seen
}
