package flow

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// JoinDeadlock finds joins that wait for what never comes.
//
// A step takes one of its branches, or its `next`. Call each of them an exit. Of a step that every path to some of the steps before the join
// leads through, each of those can be reached by some exits only; where no exit is common to all of them, the join waits for ever. Paths through
// the join itself do not count, for it has not happened yet; nor does a step that the work may come back to, for it may
// take another exit then.
var JoinDeadlock = check.Rule{
	ID: "flow/join-deadlock", Severity: finding.Error, Kind: check.Absence,
	Title: "A join that waits for ever",
	What: "A step with `join = \"all\"` which waits for steps that exclude each other: they lie behind different branches of one step, so that only one of them is ever done. And one which waits for an answer that " +
		"nobody has been asked for: the output with the question leaves only at a later step, or on other ways. Silent where " +
		"work can come back to the step that decides, where the steps can be started from elsewhere, and where a list in `next` leads to all of them at once.",
	Why: "The process stops there every time, and everybody believes that somebody else has not finished.",
	Bad: packing + `    branch {
      when = order.express
      next = step.wrap
    }
    next = step.weigh
  }
` + packed,
	Good: packing + `    next = [step.wrap, step.weigh]
  }
` + packed,
	Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			if !graph.Own(process) || process.Process.External.Value || process.Flow != graph.Declared || broken(process) {
				continue
			}
			var d *decisive // found out where there is a join
			for _, s := range process.Steps {
				if s.Join.Value != "all" {
					continue
				}
				if d == nil {
					d = decisiveOf(process)
				}
				if !d.deadlock(p, s) {
					unasked(p, s)
				}
			}
		}
	},
}

// packing and packed stand before and behind what a step says of the next one.
const (
	packing = `
process "packing" {
  owner = role.packer
  input "order" { artifact = artifact.order }
  step "take" {
    by = role.packer
`
	packed = `  step "wrap" {
    by   = role.packer
    next = step.send
  }
  step "weigh" {
    by   = role.packer
    next = step.send
  }
  step "send" {
    by   = role.packer
    join = "all"
  }
}
artifact "order" {
  field "express" { type = bool }
}
role "packer" {}
`
)

// exit is one of the ways on of which a step takes one: a branch, or (nil) its `next`.
type exit = *lang.Branch

// exits returns them in order, and the steps each leads to. Beside leads where the work goes in another way, such as when it is overdue.
func exits(s *graph.Step) (list []exit, to map[exit][]*graph.Step, beside []*graph.Step) {
	to = map[exit][]*graph.Step{}
	for _, w := range s.Ways {
		switch w.How {
		case graph.ByBranch, graph.ByNext, graph.BySequence:
			if _, known := to[w.Branch]; !known {
				list = append(list, w.Branch)
			}
			to[w.Branch] = append(to[w.Branch], w.To)
		default:
			beside = append(beside, w.To)
		}
	}
	return list, to, beside
}

// fork is a step that decides between several exits.
type fork struct {
	*graph.Step
	list   []exit
	to     map[exit][]*graph.Step
	beside []*graph.Step
}

// decisive is what joins of a process are held against.
type decisive struct {
	forks []*fork // those to which work cannot come back to be decided otherwise
	begin []*graph.Step
	paths *graph.Dominators
}

func decisiveOf(process *graph.Process) *decisive {
	d := &decisive{}
	for _, s := range process.Steps {
		if starts(s) {
			d.begin = append(d.begin, s)
		}
		if s.Handback != nil {
			continue
		}
		if list, to, beside := exits(s); len(list) > 1 {
			d.forks = append(d.forks, &fork{s, list, to, beside})
		}
	}
	d.paths = graph.DominatorsOf(d.begin)
	return d
}

// deadlock looks for a step that decides against one of those that the join waits for, and reports it.
func (d *decisive) deadlock(p *check.Pass, join *graph.Step) bool {
	var before []*graph.Step
	for _, w := range join.From {
		if w.How != graph.ByOverdue && w.From != join && !slices.Contains(before, w.From) {
			before = append(before, w.From)
		}
	}
	if len(before) < 2 {
		return false
	}
	for _, f := range d.deciders(join, before) {
		if waits := f.exclusive(join, before, d.begin); waits != nil {
			report(p, f.Step, join, waits)
			return true
		}
	}
	return false
}

// deciders are the forks that can decide against one of the steps before a join. They lie between it and the nearest step that every path to
// those steps leads through: of a fork before that one, each exit leads to it, and so to all of them, or to none. So a long process with many forks and
// joins is looked at piece by piece.
func (d *decisive) deciders(join *graph.Step, before []*graph.Step) []*fork {
	through := d.paths.Through(before)
	leads := map[*graph.Step]bool{} // to one of them, not through the join
	todo := slices.Clone(before)
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if s == join || leads[s] {
			continue
		}
		leads[s] = true
		for _, w := range s.From {
			todo = append(todo, w.From)
		}
	}
	var out []*fork
	for _, f := range d.forks {
		if f.Step != join && leads[f.Step] && d.paths.On(f.Step, through) {
			out = append(out, f)
		}
	}
	return out
}

// exclusive returns the steps among those before the join of which the fork never lets all be done; nil if there are none.
func (f *fork) exclusive(join *graph.Step, before, begin []*graph.Step) []*graph.Step {
	fork, list, to, beside := f.Step, f.list, f.to, f.beside
	without := reach(begin, fork, join) // what is done whatever the fork decides
	var all []*graph.Step
	for _, e := range list {
		all = append(all, to[e]...)
	}
	if reach(append(all, beside...), nil, join)[fork] {
		return nil // the work comes back to it
	}
	aside := reach(beside, fork, join)
	behind := map[exit]map[*graph.Step]bool{}
	for _, e := range list {
		behind[e] = reach(to[e], fork, join)
		if slices.Contains(to[e], join) {
			behind[e][fork] = true // for the join waits for the fork itself
		}
	}
	common := append([]exit(nil), list...)
	var waits []*graph.Step
	for _, s := range before {
		if without[s] || aside[s] {
			continue
		}
		var kept []exit
		reached, excluded := false, false
		for _, e := range list {
			reached = reached || behind[e][s]
			excluded = excluded || !behind[e][s]
		}
		if !reached || !excluded {
			continue // nothing leads there, which is no question of branches; or every exit does
		}
		for _, e := range common {
			if behind[e][s] {
				kept = append(kept, e)
			}
		}
		common, waits = kept, append(waits, s)
	}
	if len(common) > 0 {
		return nil
	}
	return waits
}

// reach returns the steps that work at these can come to, themselves included, not going through either of two others.
func reach(from []*graph.Step, past, join *graph.Step) map[*graph.Step]bool {
	seen := map[*graph.Step]bool{}
	var todo []*graph.Step
	enter := func(s *graph.Step) {
		if s != nil && s != past && s != join && !seen[s] {
			seen[s] = true
			todo = append(todo, s)
		}
	}
	for _, s := range from {
		enter(s)
	}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, w := range s.Ways {
			enter(w.To)
		}
	}
	return seen
}

func report(p *check.Pass, fork, join *graph.Step, waits []*graph.Step) {
	f := finding.Finding{
		Summary: "A join waits for ever", Address: join.Address(), Range: join.Join.Range,
		Detail: fmt.Sprintf("%s waits for %s, but %s takes one of its branches only, and none leads to all of them.", check.Name(join), check.Names(waits), check.Name(fork)),
		Help:   fmt.Sprintf("Leave out `join = \"all\"` if the first one is enough; or let %s lead to all of them at once, with a list in `next`.", check.Name(fork)),
	}
	f.Related = append(f.Related, check.Related("Only one way is taken from here.", fork))
	for _, s := range waits {
		if s != fork && len(f.Related) < 4 {
			f.Related = append(f.Related, check.Related("The join waits for this step.", s))
		}
	}
	p.Report(f)
}

// unasked looks for an answer that the join waits for on a way on which nobody was asked.
func unasked(p *check.Pass, join *graph.Step) {
	for _, in := range join.Arrivals {
		asked := map[*graph.Step]bool{} // steps at which a question leaves
		var questions []*graph.Port
		var order []string
		for _, h := range in.Handoffs {
			if len(h.Interface.Requests) == 0 {
				return // it comes by itself
			}
			for _, request := range h.Interface.Requests {
				for _, q := range request.Handoffs {
					if q.Sender != join.Process || len(q.Output.Steps) == 0 {
						return
					}
					questions = append(questions, q.Output)
					for _, s := range q.Output.LeavesAt() {
						asked[s] = s != join
						order = append(order, q.Output.Address+" leaves at "+s.Address(), "the place of "+s.Address())
					}
				}
			}
		}
		if len(questions) > 0 && in.Declared != nil && bypass(join, asked) {
			f := finding.Finding{
				Summary: "A join waits for ever", Address: join.Address(), Range: join.Join.Range, Key: in.Address, Suspects: order,
				Detail:  fmt.Sprintf("%s waits for `%s`, which brings the answer to what leaves at `%s`. There is a way to the step on which that has not left yet.", check.Name(join), in.Address, questions[0].Address),
				Help:    "Let the question leave on every way to the step (`leaves_at`), let the answer arrive later (`arrives_at`), or leave out `join = \"all\"`.",
				Related: []finding.Related{check.Related("The answer arrives here.", in.Declared)},
			}
			if q := questions[0].Declared; q != nil {
				f.Related = append(f.Related, check.Related("The question leaves here.", q))
			}
			p.Report(f)
		}
	}
}

// bypass reports whether work can come to the join without doing one of these steps. Where a list in `next` leads to several steps at once, one
// that can come to them will do.
func bypass(join *graph.Step, asked map[*graph.Step]bool) bool {
	can := map[*graph.Step]bool{join: true} // come to the join, and ask nobody
	asks := func(s *graph.Step) bool {
		for at := range reach([]*graph.Step{s}, nil, join) {
			if asked[at] {
				return true
			}
		}
		return false
	}
	for changed := true; changed; {
		changed = false
		for _, s := range join.Process.Steps {
			if can[s] || asked[s] || s.Step.Calls.Given() {
				continue
			}
			_, to, _ := exits(s)
			for _, next := range to {
				if len(next) > 1 && slices.ContainsFunc(next, asks) {
					continue
				}
				if slices.ContainsFunc(next, func(s *graph.Step) bool { return can[s] }) {
					can[s], changed = true, true
				}
			}
		}
	}
	return slices.ContainsFunc(join.Process.Steps, func(s *graph.Step) bool { return s != join && can[s] && opens(s) })
}

// opens reports whether work begins at the step: not with an answer, which only goes on with it.
func opens(s *graph.Step) bool {
	return s.Entry || s.On.Given() || slices.ContainsFunc(s.Arrivals, func(in *graph.Port) bool {
		return !internal(in) && !slices.ContainsFunc(in.Handoffs, func(h *graph.Handoff) bool { return len(h.Interface.Requests) > 0 })
	})
}
