// Package flow holds the rules about what happens inside a process: where the work goes from a step, and whether it ever gets there.
package flow

import (
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/cases"
	"handoff/lang/types"
)

// decisions is a process whose conditions are decided (see package cases), and what may be in hand at each of its steps.
//
// What arrives is followed from the starts along the flow: all cases come in, or those that the event behind it lets through; a branch
// passes on what its condition holds for and no earlier one takes, `next` what is left, an `update` sets a field. It is only used to leave out what never
// gets to a step: people change records between two steps, so that nothing is said to be impossible because of it. Hence what is
// kept is what certainly arrives, and whatever cuts the work short errs on the silent side.
type decisions struct {
	process *graph.Process
	space   *cases.Space
	arrives map[*graph.Step]cases.Set
	along   map[*graph.Way]cases.Set
}

// decide reads the conditions of a process of the map.
func decide(m *lang.Map, process *graph.Process) *decisions {
	var conditions []lang.Expression
	var assignments []lang.Assignment
	update := func(list *lang.Assignments) {
		if list != nil {
			assignments = append(assignments, list.Entries...)
		}
	}
	for _, s := range process.Steps {
		update(s.Update)
		for _, b := range s.Branches {
			if decidable(b) {
				conditions = append(conditions, b.When)
			}
			update(b.Update)
		}
		if e := s.On.Event(); narrows(e, process) {
			conditions = append(conditions, e.When)
		}
	}
	for _, h := range process.In {
		if e := h.Interface.On.Event(); narrows(e, process) {
			conditions = append(conditions, e.When)
			update(h.Interface.Update)
		}
	}
	for _, h := range process.Internal {
		update(h.Interface.Update)
	}
	scope := cases.Scope{Records: process.Records, Locals: m.Locals}
	return &decisions{process: process, space: cases.New(scope, conditions, assignments)}
}

// decidable reports whether a branch has a condition that the type checker understands.
func decidable(b *lang.Branch) bool { return b.When.Given() && !b.When.Broken }

// branching reports whether a process is the map's own and has a branch.
func branching(process *graph.Process) bool {
	return graph.Own(process) && !process.Process.External.Value &&
		slices.ContainsFunc(process.Steps, func(s *graph.Step) bool { return len(s.Branches) > 0 })
}

// broken reports whether a word that joins the steps of a process leads nowhere, so that what follows what is not known.
func broken(process *graph.Process) bool {
	for _, s := range process.Steps {
		if s.Next.Broken() || s.Overdue.State == lang.Broken || s.On.State == lang.Broken {
			return true
		}
		for _, b := range s.Branches {
			if b.Next.Broken() {
				return true
			}
		}
	}
	for _, in := range process.Process.Inputs {
		if in.ArrivesAt.State == lang.Broken {
			return true
		}
	}
	return process.Sequence.Broken()
}

// narrows reports whether an event's condition is about records that a process has in hand.
func narrows(e *lang.Event, process *graph.Process) bool {
	if e == nil || !e.When.Given() || e.When.Broken {
		return false
	}
	for _, t := range e.When.Syntax.Variables() {
		name := t.RootName()
		if name == "local" {
			continue
		}
		record := recordOf(process.Records[name])
		a := e.Artifact.Artifact()
		switch {
		case record == nil:
			return false
		case a != nil && a.Name == name && a.Record == record:
		case !e.Artifact.Given() && e.Source.Process() == process.Process:
		default:
			return false
		}
	}
	return true
}

func recordOf(t *types.Type) *types.Record {
	if t == nil || t.Ref == nil {
		return nil
	}
	return t.Ref.Record
}

// follow finds what arrives at each step, once.
func (d *decisions) follow() {
	if d.arrives != nil {
		return
	}
	d.arrives, d.along = map[*graph.Step]cases.Set{}, map[*graph.Way]cases.Set{}
	for again := true; again && !d.space.Exhausted(); {
		again = false
		for _, s := range d.process.Steps {
			if in := d.incoming(s); !d.space.Within(in, d.arrives[s]) {
				d.arrives[s] = d.space.Union(d.arrives[s], in)
				d.pass(s)
				again = true
			}
		}
	}
}

// incoming is what comes to a step: with `join = "all"` what comes on every way, otherwise on any.
func (d *decisions) incoming(s *graph.Step) cases.Set {
	var sets []cases.Set
	if starts(s) {
		sets = append(sets, d.starting(s))
	}
	for _, w := range s.From {
		sets = append(sets, d.along[w])
	}
	var out cases.Set
	for k, set := range sets {
		if s.Join.Value == "all" && k > 0 {
			out = d.space.Intersect(out, set)
		} else {
			out = d.space.Union(out, set)
		}
	}
	return out
}

// starts reports whether work begins at a step: other than by a handoff from another step of the process.
func starts(s *graph.Step) bool {
	return s.Entry || s.On.Given() || slices.ContainsFunc(s.Arrivals, func(p *graph.Port) bool { return !internal(p) })
}

// internal reports whether only steps of the process itself hand something on to the port.
func internal(p *graph.Port) bool {
	return len(p.Handoffs) > 0 && !slices.ContainsFunc(p.Handoffs, func(h *graph.Handoff) bool { return !h.Internal() })
}

// starting is what comes to a step from outside.
func (d *decisions) starting(s *graph.Step) cases.Set {
	ports := s.Arrivals
	if s.Entry {
		for _, p := range d.process.Inputs {
			if len(p.Steps) == 0 {
				ports = append(slices.Clip(ports), p)
			}
		}
	}
	if len(ports) == 0 && !s.On.Given() || len(d.process.Callers) > 0 {
		return d.space.All()
	}
	var out cases.Set
	if s.On.Given() {
		out = d.letThrough(s.On.Event())
	}
	for _, p := range ports {
		if len(p.Handoffs) == 0 || p.External() {
			return d.space.All()
		}
		for _, h := range p.Handoffs {
			if h.Internal() {
				continue
			}
			if h.Sent != h.Received || h.Interface.Create != nil {
				return d.space.All()
			}
			out = d.space.Union(out, d.assign(d.letThrough(h.Interface.On.Event()), h.Interface.Update))
		}
	}
	return out
}

// letThrough are the cases in which an event happens.
func (d *decisions) letThrough(e *lang.Event) cases.Set {
	if !narrows(e, d.process) {
		return d.space.All()
	}
	return d.space.Visible(d.space.Condition(e.When).Holds)
}

// pass sends on what has arrived at a step.
func (d *decisions) pass(s *graph.Step) {
	set := d.atBranches(s)
	left := set
	taken := map[*lang.Branch]cases.Set{}
	for _, b := range s.Branches {
		where := d.where(b)
		taken[b] = d.assign(d.space.Intersect(left, where.Holds), b.Update)
		if !b.Choice.Given() { // which somebody may choose, or not
			left = d.space.Subtract(left, where.May)
		}
	}
	for _, w := range s.Ways {
		switch w.How {
		case graph.ByBranch:
			d.along[w] = taken[w.Branch]
		case graph.ByNext, graph.BySequence:
			d.along[w] = left
		case graph.ByInterface:
			d.along[w] = d.assign(set, w.Interface.Update)
		default:
			d.along[w] = set
		}
		d.along[w] = d.space.Visible(d.along[w])
	}
}

// atBranches is what is in hand when the branches of a step are tried.
func (d *decisions) atBranches(s *graph.Step) cases.Set { return d.assign(d.arrives[s], s.Update) }

func (d *decisions) assign(set cases.Set, list *lang.Assignments) cases.Set {
	if list != nil {
		for _, a := range list.Entries {
			set = d.space.Assign(set, a)
		}
	}
	return set
}

// where says where a branch may be taken, as far as its condition says.
func (d *decisions) where(b *lang.Branch) cases.Condition {
	switch {
	case !b.When.Given():
		return cases.Condition{Holds: d.space.All(), May: d.space.All()}
	case b.When.Broken:
		return cases.Condition{May: d.space.All()}
	}
	return d.space.Condition(b.When)
}

// Undecided lists the parts of branches' conditions that the rules of this group leave alone, in source order of the processes.
func Undecided(g *graph.Graph) []cases.Undecided {
	var out []cases.Undecided
	for _, process := range g.Processes {
		if !branching(process) {
			continue
		}
		d := decide(g.Map, process)
		for _, u := range d.space.Undecided() {
			body := process.Body // not of events elsewhere
			if u.Range.File == body.File && body.Start.Byte <= u.Range.Start.Byte && u.Range.Start.Byte < body.End.Byte {
				out = append(out, u)
			}
		}
		if slices.ContainsFunc(process.Steps, asked) {
			d.follow()
		}
		if d.space.Exhausted() {
			out = append(out, cases.Undecided{Range: check.Header(process), Text: process.Address(), Reason: "Its conditions tell too many cases apart, so none of them was decided."})
		}
	}
	return out
}
