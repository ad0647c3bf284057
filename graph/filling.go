package graph

// Whether an optional field is sure to be filled when a record leaves a step: a forward must-analysis over the steps of a process, told
// the other way round: a field may be lacking at a step if there is a way to it on which nothing fills it.
//
// It speaks only where the process itself says how the field is filled: by an `update` of one of its steps. What people fill in without saying so is
// theirs to promise. In every doubt the field counts as filled: a step that calls another process, an answer that arrives meanwhile, the branches of
// the very step the record leaves at, a condition that would not hold without it.

import (
	"maps"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"handoff/lang"
)

// Filling is how one field of a record gets filled in a process.
type Filling struct {
	Artifact *lang.Artifact
	Field    string
	Sets     []Setting // what fills it: steps, branches, and interfaces that write back

	process *Process
	above   map[*Process]bool
	lacking map[*Step]*Step // steps at whose begin it may be lacking, and the step before on that way; nil at a start
}

// Filling follows a field. Nil where the flow does not tell: it is not declared, nothing in the process sets the field, two records of
// the artifact are in hand, or the process runs as a step of another one, whose record it then is.
func (n *Process) Filling(a *lang.Artifact, field string) *Filling {
	return n.filling(a, field, map[*Process]bool{})
}

// filling follows a field; above are the processes whose input is being looked at.
func (n *Process) filling(a *lang.Artifact, field string, above map[*Process]bool) *Filling {
	if n.Flow != Declared || n.Process.External.Value || len(n.Callers) > 0 || !oneName(n, a) || n.misspells(a) {
		return nil
	}
	above = maps.Clone(above) // for what is asked later knows as much
	above[n] = true
	f := &Filling{Artifact: a, Field: field, process: n, above: above, lacking: map[*Step]*Step{}}
	f.collect()
	if len(f.Sets) == 0 && len(above) == 1 {
		return nil
	}
	var todo []*Step
	reach := func(step, from *Step) {
		if _, seen := f.lacking[step]; !seen {
			f.lacking[step] = from
			todo = append(todo, step)
		}
	}
	for _, s := range f.starts() {
		reach(s, nil)
	}
	waiting := map[*Step]int{} // joins: how many of the ways that lead here lack it
	for len(todo) > 0 {
		s := todo[0]
		todo = todo[1:]
		if f.fills(s) {
			continue
		}
		for _, to := range f.unfilled(s) {
			if to.Step.Join.Value == "all" { // waits for all of them, so one that fills it is enough
				if waiting[to]++; waiting[to] < len(to.From) {
					continue
				}
			}
			reach(to, s)
		}
	}
	return f
}

// misspells reports whether something of the record is set under a name that is not there: it may be meant for any field.
func (n *Process) misspells(a *lang.Artifact) bool {
	return slices.ContainsFunc(n.Settings(), func(s Setting) bool {
		return s.Assignment.Name.Broken && (s.Assignment.Of == nil || s.Assignment.Of == a)
	})
}

// collect gathers what sets the field.
func (f *Filling) collect() {
	ours := func(e *lang.Assignment) bool {
		if e.Of != f.Artifact || e.Name.Name != f.Field {
			return false
		}
		return !e.Value.IsNull()
	}
	for _, set := range f.process.Settings() {
		if ours(set.Assignment) {
			f.Sets = append(f.Sets, set)
		}
	}
	for _, out := range f.process.Outputs {
		for k, h := range out.Handoffs {
			if k > 0 && out.Handoffs[k-1].Interface == h.Interface {
				continue
			}
			for _, set := range h.Interface.settings(h.Interface.Update, false) {
				if ours(set.Assignment) {
					f.Sets = append(f.Sets, set)
				}
			}
		}
	}
}

// starts are the steps at which work begins with a record that may lack the field.
func (f *Filling) starts() []*Step {
	var out []*Step
	inputs, atEntry := 0, false
	for _, in := range f.process.Inputs {
		if in.Artifact != f.Artifact || within(in) {
			continue
		}
		inputs++
		for _, s := range in.ArrivesAt() {
			atEntry = atEntry || begins(s)
			if begins(s) && !f.requiredBy(in) {
				out = add(out, s)
			}
		}
	}
	if atEntry {
		return out
	}
	if inputs > 0 { // it joins work that is under way
		for _, in := range f.process.Inputs {
			if in.Artifact == f.Artifact && !within(in) && !f.requiredBy(in) {
				for _, s := range in.ArrivesAt() {
					out = add(out, s)
				}
			}
		}
		return out
	}
	for _, s := range f.process.Steps {
		if begins(s) {
			out = append(out, s)
		}
	}
	return out
}

// within reports whether only the process itself sends to the port.
func within(in *Port) bool {
	return len(in.Handoffs) > 0 && !slices.ContainsFunc(in.Handoffs, func(h *Handoff) bool { return !h.Internal() })
}

// begins reports whether work begins at the step.
func begins(s *Step) bool { return s.Entry || len(s.From) == 0 }

// requiredBy reports whether what comes in at the port has the field.
func (f *Filling) requiredBy(in *Port) bool {
	if in.Declared != nil && names(in.Declared.Requires, f.Field) {
		return true
	}
	for _, h := range in.Handoffs {
		if !names(h.Requires, f.Field) && !f.sentBy(h) {
			return false
		}
	}
	return len(in.Handoffs) > 0
}

// maxAbove is how many handoffs up a field is looked for; from further away it may well come.
const maxAbove = 3

// sentBy reports whether a handoff passes the field on: it is promised, made, or set by the sender's steps.
func (f *Filling) sentBy(h *Handoff) bool {
	if h.Interface.Create != nil {
		return slices.ContainsFunc(h.Interface.Create.Entries, func(e lang.Assignment) bool { return e.Name.Name == f.Field && !e.Value.IsNull() })
	}
	if names(h.Provides, f.Field) {
		return true
	}
	if h.Sender == f.process {
		return false // it only hands on what there is
	}
	if f.above[h.Sender] || len(f.above) >= maxAbove || h.Sender.misspells(h.Sent) {
		return true
	}
	sender := h.Sender.filling(h.Sent, f.Field, f.above)
	leaves := h.Output.LeavesAt()
	return sender != nil && len(leaves) > 0 && !slices.ContainsFunc(leaves, func(s *Step) bool { return !sender.Sure(s) })
}

func names(list lang.FieldNames, field string) bool {
	for _, n := range list {
		if n.Name == field {
			return true
		}
	}
	return false
}

// fills reports whether the field is sure to be there once the step is done, whatever branch is taken.
func (f *Filling) fills(s *Step) bool {
	if s.Calls != nil || s.Step.Calls.Given() {
		return true
	}
	for _, set := range f.Sets {
		switch {
		case set.Step == s && set.Branch == nil:
			return true
		case set.Interface != nil:
			for _, h := range set.Interface.Handoffs {
				for _, at := range h.Output.LeavesAt() {
					if at == s {
						return true
					}
				}
			}
		}
	}
	for _, in := range f.process.Inputs {
		if in.Artifact == f.Artifact && f.requiredBy(in) {
			for _, at := range in.Steps {
				if at == s && !begins(s) {
					return true
				}
			}
		}
	}
	return false
}

// unfilled are the steps that follow without the field being filled: not by a branch that sets it, nor by one that would not be taken without it.
func (f *Filling) unfilled(s *Step) []*Step {
	empty := lang.Known{Record: f.name(), Field: f.Field, Value: cty.NullVal(cty.String)}
	closed := map[*lang.Branch]bool{}
	rest := false // whether a branch before is always taken without it
	for _, b := range s.Branches {
		a := lang.Depends
		if b.When.Given() {
			a = empty.Decide(b.When)
		}
		closed[b] = rest || a == lang.No
		for _, set := range f.Sets {
			closed[b] = closed[b] || set.Branch == b
		}
		rest = rest || a == lang.Yes
	}
	var out []*Step
	for _, w := range s.Ways {
		if w.To == nil || w.How == ByBranch && closed[w.Branch] || w.How != ByBranch && w.How != ByOverdue && w.How != ByInterface && rest {
			continue
		}
		out = append(out, w.To)
	}
	return out
}

// name is what the process calls the record.
func (f *Filling) name() string {
	for _, in := range f.process.Inputs {
		if in.Artifact == f.Artifact {
			return in.recordName()
		}
	}
	return f.Artifact.Name
}

// Promises are the fields that are said to be filled at an output, and the block that says it: the port, or the interface that implies it.
func (p *Port) Promises() (lang.FieldNames, lang.Declaration) {
	switch {
	case p.Declared != nil:
		return p.Declared.Provides, p.Declared
	case p.ImpliedBy != nil:
		return p.ImpliedBy.Provides, p.ImpliedBy
	}
	return nil, nil
}

// Sure reports whether the field is filled when the step is done, whatever branch is taken.
func (f *Filling) Sure(s *Step) bool {
	_, lacks := f.lacking[s]
	return !lacks || f.fills(s)
}

// Certain reports whether that holds without the benefit of any doubt: work comes to the step, and none of it comes in halfway without the field.
func (f *Filling) Certain(s *Step) bool {
	if !f.Sure(s) {
		return false
	}
	for _, in := range f.process.Inputs {
		if in.Artifact == f.Artifact && !within(in) && !f.requiredBy(in) && slices.ContainsFunc(in.ArrivesAt(), func(at *Step) bool { return !begins(at) }) {
			return false
		}
	}
	for _, step := range f.process.Steps {
		if step.Step.Calls.Given() || step.On.Given() && len(step.From) > 0 {
			return false
		}
	}
	starts := f.process.Starts()
	return slices.Contains(starts, s) || After(starts...)[s]
}

// Gap is a way to the step on which nothing fills the field, the step itself included; nil where there is none. A branch of that very step
// may fill it: the record then leaves on that branch.
func (f *Filling) Gap(s *Step) []*Step {
	if f.Sure(s) || slices.ContainsFunc(f.Sets, func(set Setting) bool { return set.Step == s }) {
		return nil
	}
	var out []*Step
	for at := s; at != nil; at = f.lacking[at] {
		out = append(out, at)
	}
	slices.Reverse(out)
	return out
}
