package graph

import (
	"strings"

	"handoff/lang"
)

// Who does what, once every default has been applied. A row is one line of a RACI table: of a step or of an interface.
//
// For a step: what its own `raci`, its `by`, the approvers of its gate and the process's `matrix` say, taken together; a letter that
// none of them gives comes from the process's `raci`; the accountable, failing that, is the process's owner. A system that does the
// step by itself makes its owner responsible, and a called process makes that one's owner responsible.
//
// For an interface: its own `raci` and its approvers; the accountable, failing that, is its integrator (its own, else that of the
// services whose flow it is in, if they agree), else the sender's owner, else, where the sender is a black box, the receiver's.

// Letter is one of the four parts of a row.
type Letter byte

// The letters.
const (
	R Letter = 'R'
	A Letter = 'A'
	C Letter = 'C'
	I Letter = 'I'
)

// Letters lists them in the order of a table.
var Letters = []Letter{R, A, C, I}

// Word is "responsible" for R, and so on.
func (l Letter) Word() string {
	return map[Letter]string{R: "responsible", A: "accountable", C: "consulted", I: "informed"}[l]
}

// Origin says why somebody has a letter in a row.
type Origin string

// The origins. Those up to OfApproval are written for that very row; the others are defaults.
const (
	OfRow      Origin = "raci"
	OfBy       Origin = "by"
	OfMatrix   Origin = "matrix"
	OfApproval Origin = "approval"

	OfProcess    Origin = "process raci"
	OfOwner      Origin = "process owner"
	OfSystem     Origin = "system owner"
	OfCalled     Origin = "owner of the called process"
	OfIntegrator Origin = "integrator"
	OfService    Origin = "integrator of the service"
	OfSender     Origin = "sender's owner"
	OfReceiver   Origin = "receiver's owner"
)

// Own reports whether it was written for the row itself.
func (o Origin) Own() bool {
	return o == OfRow || o == OfBy || o == OfMatrix || o == OfApproval
}

// Part is one role or team in a row.
type Part struct {
	Who    lang.Declaration // a role or team; nil where the reference is broken
	Origin Origin
	Range  lang.Range // what says so: the reference, or the cell of a matrix
}

// Row is one line of a RACI table. One of Step and Interface is set.
type Row struct {
	Step      *Step
	Interface *Interface

	Responsible, Accountable, Consulted, Informed []Part
}

// Of is the step or interface the row is about.
func (r *Row) Of() lang.Declaration {
	if r.Step != nil {
		return r.Step.Step
	}
	return r.Interface.Interface
}

// Parts returns who has that letter, nobody twice.
func (r *Row) Parts(l Letter) []Part { return *r.parts(l) }

func (r *Row) parts(l Letter) *[]Part {
	switch l {
	case R:
		return &r.Responsible
	case A:
		return &r.Accountable
	case C:
		return &r.Consulted
	}
	return &r.Informed
}

// Letters returns the letters that who has in the row, as a cell of a table shows them: "RA", "C", "".
func (r *Row) Letters(who lang.Declaration) string {
	var out strings.Builder
	for _, l := range Letters {
		for _, p := range r.Parts(l) {
			if p.Who == who && who != nil {
				out.WriteByte(byte(l))
				break
			}
		}
	}
	return out.String()
}

// Broken reports whether a reference in the row is broken, so that nobody knows who is meant.
func (r *Row) Broken() bool {
	for _, l := range Letters {
		for _, p := range r.Parts(l) {
			if p.Who == nil {
				return true
			}
		}
	}
	return false
}

// put adds a part unless that role or team has the letter already.
func (r *Row) put(l Letter, p Part) {
	list := r.parts(l)
	for _, q := range *list {
		if p.Who != nil && q.Who == p.Who {
			return
		}
	}
	*list = append(*list, p)
}

// give adds everybody that the references name.
func (r *Row) give(l Letter, refs lang.References, origin Origin) {
	for _, ref := range refs {
		if ref.Given() {
			r.put(l, Part{Who: ref.Target, Origin: origin, Range: ref.Range})
		}
	}
}

func (r *Row) giveAll(raci *lang.RACI, origin Origin) {
	if raci == nil {
		return
	}
	r.give(R, raci.Responsible, origin)
	r.give(A, raci.Accountable, origin)
	r.give(C, raci.Consulted, origin)
	r.give(I, raci.Informed, origin)
}

// fall gives the letters that nobody has yet, from a fallback. Somebody who already does the work or answers for it is not also asked or told.
func (r *Row) fall(raci *lang.RACI, origin Origin) {
	if raci == nil {
		return
	}
	var fallback Row
	fallback.giveAll(raci, origin)
	for _, l := range Letters {
		if len(r.Parts(l)) > 0 {
			continue
		}
		for _, p := range fallback.Parts(l) {
			if (l == C || l == I) && strings.ContainsAny(r.Letters(p.Who), "RA") {
				continue
			}
			r.put(l, p)
		}
	}
}

// assignSteps fills the rows of a process's steps.
func (g *Graph) assignSteps(n *Process) {
	for _, s := range n.Steps {
		row := &s.Row
		row.giveAll(s.RACI, OfRow)
		for _, ref := range s.By {
			switch d := ref.Target.(type) {
			case *lang.System:
				node := g.system(d)
				node.Does = append(node.Does, s)
				node.Steps = add(node.Steps, s)
				if d.Owner.Given() {
					row.put(R, Part{Who: d.Owner.Target, Origin: OfSystem, Range: ref.Range})
				}
			default:
				row.put(R, Part{Who: d, Origin: OfBy, Range: ref.Range})
			}
		}
		if s.Approval != nil {
			row.give(R, s.Approval.Approvers, OfApproval)
		}
		for _, ref := range s.Uses {
			if node := g.system(ref.System()); node != nil {
				node.Steps = add(node.Steps, s)
			}
		}
	}
	if n.Matrix != nil {
		for _, line := range n.Matrix.Rows {
			if s := g.Step(line.Step.Step()); s != nil {
				s.Row.cells(n.Matrix.Columns, line.Cells)
			}
		}
	}
	for _, s := range n.Steps {
		s.Row.fall(n.RACI, OfProcess)
		if len(s.Row.Responsible) == 0 && s.Calls != nil && s.Calls.Owner.Given() {
			s.Row.put(R, Part{Who: s.Calls.Owner.Target, Origin: OfCalled, Range: s.Step.Calls.Range})
		}
		if len(s.Row.Accountable) == 0 && n.Owner.Given() {
			s.Row.put(A, Part{Who: n.Owner.Target, Origin: OfOwner, Range: n.Owner.Range})
		}
	}
}

// cells adds one line of a matrix. What is no letter in a cell ("R/A", "-") only separates; letters that mean nothing are left to a rule.
func (r *Row) cells(columns lang.References, cells lang.Texts) {
	for k, cell := range cells {
		if k >= len(columns) {
			return
		}
		for _, c := range strings.ToUpper(cell.Value) {
			switch l := Letter(c); l {
			case R, A, C, I:
				if c < 128 {
					r.put(l, Part{Who: columns[k].Target, Origin: OfMatrix, Range: cell.Range})
				}
			}
		}
	}
}

// assignInterface fills the row of an interface.
func (g *Graph) assignInterface(n *Interface) {
	row := &n.Row
	row.giveAll(n.RACI, OfRow)
	if n.Approval != nil {
		row.give(R, n.Approval.Approvers, OfApproval)
	}
	n.Joint = n.integrator()
	if len(row.Accountable) > 0 {
		return
	}
	switch sender := n.Sender; {
	case n.Joint != nil:
		row.put(A, *n.Joint)
	case sender == nil:
	case sender.Owner.Given():
		row.put(A, Part{Who: sender.Owner.Target, Origin: OfSender, Range: sender.Owner.Range})
	case sender.External.Value:
		for _, h := range n.Handoffs {
			if owner := h.Receiver.Owner; owner.Given() {
				row.put(A, Part{Who: owner.Target, Origin: OfReceiver, Range: owner.Range})
				return
			}
		}
	}
}

// integrator is who owns the joint.
func (n *Interface) integrator() *Part {
	if n.Integrator.Given() {
		return &Part{Who: n.Integrator.Target, Origin: OfIntegrator, Range: n.Integrator.Range}
	}
	var agreed *Part
	for _, s := range n.Services {
		if !s.Integrator.Given() {
			continue
		}
		if agreed != nil && agreed.Who != s.Integrator.Target {
			return nil
		}
		if agreed == nil {
			agreed = &Part{Who: s.Integrator.Target, Origin: OfService, Range: s.Integrator.Range}
		}
	}
	return agreed
}

// RowOf returns a raci block as a row of its own, with no defaults; it is about nothing in particular. Nil makes an empty row.
func RowOf(raci *lang.RACI) *Row {
	row := &Row{}
	row.giveAll(raci, OfRow)
	return row
}
