package graph

// Who writes which field, and where: the lines of every `update` and `create`, together with the step or interface that carries them
// out.

import "handoff/lang"

// Setting is one line of an `update` or `create`.
type Setting struct {
	*lang.Assignment
	// Process does it: the step's; of an interface the sender, whose record an `update` writes back to. Nil where that is not known.
	Process   *Process
	Step      *Step        // nil in an interface
	Branch    *lang.Branch // where the update is a branch's
	Interface *Interface   // nil in a step
	Create    bool         // it makes the receiver's record
}

// In is the block that says it: a step or an interface.
func (s Setting) In() lang.Declaration {
	if s.Step != nil {
		return s.Step.Step
	}
	return s.Interface.Interface
}

// Settings lists them all, of this map and of what it refers to in others: steps first, then interfaces, each in source order.
func (g *Graph) Settings() []Setting {
	var out []Setting
	for _, p := range g.Processes {
		out = append(out, p.Settings()...)
	}
	for _, i := range g.Interfaces {
		out = append(out, i.settings(i.Create, true)...)
		out = append(out, i.settings(i.Update, false)...)
	}
	return out
}

// Settings lists what the steps of the process set, branches included.
func (n *Process) Settings() []Setting {
	var out []Setting
	for _, s := range n.Steps {
		out = append(out, s.settings()...)
	}
	return out
}

func (s *Step) settings() []Setting {
	var out []Setting
	add := func(block *lang.Assignments, branch *lang.Branch) {
		if block == nil {
			return
		}
		for k := range block.Entries {
			out = append(out, Setting{Assignment: &block.Entries[k], Process: s.Process, Step: s, Branch: branch})
		}
	}
	add(s.Update, nil)
	for _, b := range s.Branches {
		add(b.Update, b)
	}
	return out
}

func (i *Interface) settings(block *lang.Assignments, create bool) []Setting {
	if block == nil {
		return nil
	}
	out := make([]Setting, len(block.Entries))
	for k := range block.Entries {
		out[k] = Setting{Assignment: &block.Entries[k], Process: i.Sender, Interface: i, Create: create}
	}
	return out
}
