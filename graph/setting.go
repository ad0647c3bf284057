package graph

// Who writes which field, and where: the lines of every `update` and `create`, together with the step or interface that carries them
// out.

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"handoff/lang"
)

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
		if s.Update != nil {
			for k := range s.Update.Entries {
				out = append(out, Setting{Assignment: &s.Update.Entries[k], Process: n, Step: s})
			}
		}
		for _, b := range s.Branches {
			if b.Update == nil {
				continue
			}
			for k := range b.Update.Entries {
				out = append(out, Setting{Assignment: &b.Update.Entries[k], Process: n, Step: s, Branch: b})
			}
		}
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

// Texts lists the texts that an expression may come to, where it writes them out itself: a quoted text, or a conditional between
// several. False where it may come to anything else.
func Texts(e lang.Expression) ([]string, bool) { return texts(e.Syntax, 0) }

func texts(e hclsyntax.Expression, depth int) ([]string, bool) {
	if depth > 100 {
		return nil, false
	}
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return texts(e.Expression, depth+1)
	case *hclsyntax.ConditionalExpr:
		a, okA := texts(e.TrueResult, depth+1)
		b, okB := texts(e.FalseResult, depth+1)
		return append(a, b...), okA && okB
	}
	if v, ok := constant(e); ok && v.Type() == cty.String && !v.IsNull() {
		return []string{v.AsString()}, true
	}
	return nil, false
}

// constant is the value of an expression that is written out: a text without parts, a number, true, false, null.
func constant(e hclsyntax.Expression) (cty.Value, bool) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return constant(e.Expression)
	case *hclsyntax.LiteralValueExpr:
		return e.Val, e.Val != cty.NilVal && e.Val.IsKnown()
	case *hclsyntax.TemplateExpr:
		if len(e.Parts) == 0 {
			return cty.StringVal(""), true
		}
		if len(e.Parts) == 1 {
			return constant(e.Parts[0])
		}
	}
	return cty.NilVal, false
}
