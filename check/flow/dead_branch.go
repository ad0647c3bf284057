package flow

import (
	"fmt"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/cases"
	"handoff/lang/finding"
)

// DeadBranch finds branches that are never taken.
var DeadBranch = check.Rule{
	ID: "flow/dead-branch", Severity: finding.Warning, Kind: check.Presence,
	Title: "A branch that is never taken",
	What: "A branch whose condition can hold for no value, or only for values that branches before it take. Branches are tried in order. A branch that somebody may choose (`choice`) takes nothing for certain. " +
		"What cannot be decided is left alone; `handoff check --explain-undecided` lists it.",
	Why: "Somebody wrote down what is to happen in that case, and it will not happen. Often two branches stand in the wrong order, the general before the special one.",
	Bad: sorting + `    branch {
      when = letter.size == "small"
      next = step.store
    }
    branch {
      when = letter.size == "small" && letter.urgent
      next = step.deliver
    }
    next = step.deliver
  }
` + sorted,
	Good: sorting + `    branch {
      when = letter.size == "small" && letter.urgent
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
			if !branching(process) {
				continue
			}
			d := decide(p.Map, process)
			for _, s := range process.Steps {
				d.dead(p, s)
			}
		}
	},
}

// dead reports the branches of a step that are never taken.
func (d *decisions) dead(p *check.Pass, s *graph.Step) {
	var taken cases.Set
	seen := map[string]int{}
	for k, b := range s.Branches {
		where := d.where(b)
		if decidable(b) {
			text := strings.Join(strings.Fields(b.When.Text), " ")
			seen[text]++
			if d.space.Within(where.May, taken) {
				f := d.never(s, k, where.May)
				if f.Key = text; seen[text] > 1 { // one condition may stand there more than once
					f.Key = fmt.Sprintf("%s, number %d", text, seen[text])
				}
				p.Report(f)
			}
		}
		if !b.Choice.Given() {
			taken = d.space.Union(taken, where.Holds)
		}
	}
}

// never makes the finding for the k-th branch of a step.
func (d *decisions) never(s *graph.Step, k int, may cases.Set) finding.Finding {
	b := s.Branches[k]
	condition := "`" + strings.Join(strings.Fields(b.When.Text), " ") + "`"
	f := finding.Finding{Summary: "This branch is never taken", Address: s.Address(), Range: b.When.Range}
	if may.Empty() {
		f.Detail = fmt.Sprintf("Nothing makes %s true.", condition)
		f.Help = "Correct the condition, or remove the branch."
		return f
	}
	var before []*lang.Branch
	for _, other := range s.Branches[:k] {
		if !other.Choice.Given() && !d.space.Intersect(may, d.where(other).Holds).Empty() {
			before = append(before, other)
		}
	}
	f.Detail = fmt.Sprintf("Whenever %s holds, a branch before it has been taken.", condition)
	f.Help = "Move it before the more general one, correct its condition, or remove it."
	for _, other := range before {
		if len(f.Related) == 3 {
			break
		}
		at := other.When.Range
		if at.IsZero() {
			at = other.Header
		}
		message := "This one takes part of it."
		if d.space.Within(may, d.where(other).Holds) {
			message = "This one takes it."
		}
		f.Related = append(f.Related, finding.Related{Message: message, Address: s.Address(), Range: at})
	}
	return f
}
