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
	What: "A step with `join = \"all\"` which waits for steps that exclude each other: they lie behind different branches of one step, so that only one of them is ever done. Silent where " +
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
			for _, s := range process.Steps {
				if s.Join.Value == "all" {
					deadlock(p, s)
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

// deadlock looks for a step that decides against one of those that the join waits for.
func deadlock(p *check.Pass, join *graph.Step) {
	var before []*graph.Step
	for _, w := range join.From {
		if w.How != graph.ByOverdue && w.From != join && !slices.Contains(before, w.From) {
			before = append(before, w.From)
		}
	}
	if len(before) < 2 {
		return
	}
	var begin []*graph.Step
	for _, s := range join.Process.Steps {
		if starts(s) {
			begin = append(begin, s)
		}
	}
	for _, fork := range join.Process.Steps {
		if fork == join || fork.Handback != nil {
			continue
		}
		if waits := exclusive(fork, join, before, begin); waits != nil {
			report(p, fork, join, waits)
			return
		}
	}
}

// exclusive returns the steps among those before the join of which the fork never lets all be done; nil if there are none.
func exclusive(fork, join *graph.Step, before, begin []*graph.Step) []*graph.Step {
	list, to, beside := exits(fork)
	if len(list) < 2 {
		return nil
	}
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
