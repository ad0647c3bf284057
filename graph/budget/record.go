package budget

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"handoff/graph"
	"handoff/lang"
)

// What becomes of a case where its record is handed over.

// split makes the case one that a process's promises tell apart: each value of the field they go by, where it is not known.
func (p *Planner) split(n *graph.Process, of Case) []Case {
	per := n.SLA.Per.Field
	if per == nil || len(n.SLA.Targets) == 0 || of.Field == per {
		return []Case{of}
	}
	var out []Case
	for _, v := range Values(per) {
		out = append(out, Case{per, v})
	}
	if len(out) == 0 {
		return []Case{of}
	}
	return out
}

// crossing says what a case is at the receiver: the same, if it is the same record and nobody has changed the field meanwhile; what
// `create` makes of it, if that is the value itself or written out; else nothing is known.
func (p *Planner) crossing(h *graph.Handoff, of Case) []Case {
	if of.Field != nil && (of.Field.Artifact != h.Sent || h.Sender != nil && p.changes(h.Sender, of.Field)) {
		of = Case{}
	}
	create := h.Interface.Create
	if create == nil {
		if h.Sent == h.Received {
			return []Case{of}
		}
		return []Case{{}}
	}
	per := h.Receiver.SLA.Per.Field
	var carried []Case
	for _, e := range create.Entries {
		to := e.Name.Field
		if to == nil || to.Artifact != h.Received || len(Values(to)) == 0 {
			continue
		}
		var made []Case
		if of.Field != nil && copies(e.Value, h, of.Field) {
			made = []Case{{to, of.Value}}
		} else if texts, all := e.Value.Texts(); all && to == per {
			for _, t := range texts {
				made = append(made, Case{to, t})
			}
		}
		if len(made) > 0 && (to == per || carried == nil) {
			carried = made
		}
	}
	if carried == nil {
		return []Case{{}}
	}
	return carried
}

// copies reports whether an expression is a field of the sender's record, and nothing else.
func copies(e lang.Expression, h *graph.Handoff, f *lang.Field) bool {
	t, ok := e.Syntax.(*hclsyntax.ScopeTraversalExpr)
	if !ok || len(t.Traversal) != 2 {
		return false
	}
	attr, ok := t.Traversal[1].(hcl.TraverseAttr)
	root := t.Traversal.RootName()
	return ok && attr.Name == f.Name && (root == "from" || root == h.Sent.Name)
}

// decides says what a condition comes to for a case, where its record goes by its own name.
func decides(when lang.Expression, of Case) lang.Answer {
	return lang.Known{Record: of.Field.Artifact.Name, Field: of.Field.Name, Value: cty.StringVal(of.Value)}.Decide(when)
}
