package flow

import (
	"fmt"
	"slices"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/cases"
	"handoff/lang/finding"
)

// UncoveredCase finds cases that no branch of a step takes.
var UncoveredCase = check.Rule{
	ID: "flow/uncovered-case", Severity: finding.Error, Kind: check.Absence,
	Title: "A case with nowhere to go",
	What: "A step whose branches leave out a case and which has no `next` for it. Conditions are decided over the enums, bools and numbers they test, and over what may be missing; every case " +
		"that is left out is named. Two or more branches that somebody chooses (`choice`) are taken to cover what can happen; a lone one is not.\n\n" +
		"Left alone is what cannot be decided (`handoff check --explain-undecided` lists it): two fields compared, functions, texts that may be anything, lists, moments. So is a case that never gets to the step, since a branch, an event or an `update` before it " +
		"says otherwise; a number below zero, unless a condition speaks of such numbers; and a step from which the work moves on in another way, by `overdue`, `every` or an interface to another step. An output that leaves there is no way on: what comes after it is to be said, if only by `next = end`. " +
		"Where the flow is undeclared or `flow = \"partial\"` the rule is silent.",
	Why: "The case will come. On that day nobody knows what to do with it: it waits in somebody's queue, and the first to find out is whoever waits for the result.",
	Bad: sorting + `    branch {
      when = letter.urgent
      next = step.deliver
    }
    branch {
      when = letter.size == "small"
      next = step.store
    }
  }
` + sorted,
	Good: sorting + `    branch {
      when = letter.urgent
      next = step.deliver
    }
    branch {
      when = letter.size == "small"
      next = step.store
    }
    next = step.deliver
  }
` + sorted,
	Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			if process.Flow != graph.Declared || !branching(process) || broken(process) || !slices.ContainsFunc(process.Steps, asked) {
				continue
			}
			d := decide(p.Map, process)
			d.follow()
			for _, s := range process.Steps {
				if !asked(s) {
					continue
				}
				if open, lone := d.uncovered(s); !open.Empty() {
					p.Report(finding.Finding{
						Summary: "A case has nowhere to go", Address: s.Address(), Range: check.Header(s), Detail: d.say(s, open, lone), Help: d.help(s, lone),
					})
				}
			}
		}
	},
}

// sorting and sorted stand before and behind the branches of a step.
const (
	sorting = `
process "post_room" {
  owner = role.clerk
  input "letter" { artifact = artifact.letter }
  step "sort" {
    by = role.clerk
`
	sorted = `  step "deliver" { by = role.clerk }
  step "store" { by = role.clerk }
}
artifact "letter" {
  field "urgent" { type = bool }
  field "size" { type = enum("small", "large") }
}
role "clerk" {}
`
)

// asked reports whether the branches of a step are its only way on, and all of them are understood.
func asked(s *graph.Step) bool {
	if len(s.Branches) == 0 || s.Next.Given() || s.Overdue.Given() || s.Every.Given() {
		return false
	}
	if slices.ContainsFunc(s.Ways, func(w *graph.Way) bool { return w.How == graph.ByInterface }) {
		return false
	}
	return !slices.ContainsFunc(s.Branches, func(b *lang.Branch) bool { return b.When.Broken })
}

// uncovered returns the cases that a step leaves out, and the branch that somebody may choose, if there is one.
func (d *decisions) uncovered(s *graph.Step) (open cases.Set, lone *lang.Branch) {
	var tested []lang.Expression
	for _, b := range s.Branches {
		tested = append(tested, b.When)
		if b.Choice.Given() {
			lone = b
		}
	}
	return d.space.About(d.space.Certain(d.left(s)), tested...), lone
}

// left is what no branch of a step takes.
func (d *decisions) left(s *graph.Step) cases.Set {
	left := d.atBranches(s)
	var chosen cases.Set // by somebody, perhaps
	for _, b := range s.Branches {
		may := d.where(b).May
		if b.Choice.Given() {
			left = d.space.Subtract(left, d.space.Intersect(chosen, may)) // there is another choice
			chosen = d.space.Union(chosen, may)
		} else {
			left = d.space.Subtract(left, may)
		}
	}
	return left
}

// say names the cases.
func (d *decisions) say(s *graph.Step, open cases.Set, choice *lang.Branch) string {
	const most = 5
	phrases := d.space.Examples(open)
	said := make([]string, 0, most)
	for _, phrase := range phrases {
		if phrase == "" {
			phrase = "the work"
		}
		said = append(said, phrase+" has nowhere to go")
	}
	if more := len(said) - most + 1; more > 1 {
		said = append(said[:most-1], fmt.Sprintf("nor have %d more cases", more))
	}
	detail := fmt.Sprintf("%s has no `next`, and its %d branches leave a case out", check.Name(s), len(s.Branches))
	if len(s.Branches) == 1 {
		detail = fmt.Sprintf("%s has no `next`, and its only branch does not take every case", check.Name(s))
	}
	if choice != nil {
		detail += fmt.Sprintf(". Unless somebody chooses “%s”", choice.Choice.Value)
		return detail + ", " + strings.Join(said, "; ") + "."
	}
	return detail + ": " + strings.Join(said, "; ") + "."
}

// help says what to do.
func (d *decisions) help(s *graph.Step, choice *lang.Branch) string {
	help := "Add a branch for it, or a `next` for whatever no branch takes; `next = end` where that ends the process."
	if choice != nil && len(s.Branches) == 1 {
		help = "Say with `next` where the work goes otherwise (`next = end` where that ends the process), or add the other choice."
	}
	if len(s.Departures) > 0 {
		help = fmt.Sprintf("Add a branch for it, or a `next` for whatever no branch takes; `next = end` if it is done once `%s` has left.", s.Departures[0].Address)
	}
	if d.process.Sequence.Include(s.Step) {
		help += " A step with branches takes no `next` from `sequence`."
	}
	return help
}
