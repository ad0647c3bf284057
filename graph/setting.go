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

// Settings lists them all, of this map and of what it refers to in others: steps first, then interfaces, each in source order. The list is not to
// be changed.
func (g *Graph) Settings() []Setting { return g.settings }

func (g *Graph) collectSettings() {
	for _, p := range g.Processes {
		g.settings = append(g.settings, p.Settings()...)
	}
	for _, i := range g.Interfaces {
		g.settings = append(g.settings, i.settings(i.Create, true)...)
		g.settings = append(g.settings, i.settings(i.Update, false)...)
	}
}

// Settings lists what the steps of the process set, branches included. The list is not to be changed.
func (n *Process) Settings() []Setting {
	if n.settings == nil {
		return n.findSettings()
	}
	return n.settings
}

func (n *Process) findSettings() []Setting {
	var out []Setting
	for _, s := range n.Steps {
		out = s.settings(out)
	}
	return out
}

// settings adds those of a step.
func (s *Step) settings(out []Setting) []Setting {
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
