package lang

// What must not go round: processes that call each other, teams, roles.

import (
	"fmt"
	"slices"
	"strings"

	"handoff/lang/finding"
)

// cycles reports what must not go round: a process that runs itself, a team inside itself, a role that reports to itself.
func (r *resolver) cycles() {
	calls := func(d Declaration) []*Reference {
		var out []*Reference
		if p, ok := d.(*Process); ok {
			for _, s := range p.Steps {
				if s.Calls.Process() != nil {
					out = append(out, &s.Calls)
				}
			}
		}
		return out
	}
	for _, p := range r.m.Processes {
		r.cycle(p, calls, "Processes call each other in a circle", "calls")
	}
	one := func(pick func(Declaration) *Reference) func(Declaration) []*Reference {
		return func(d Declaration) []*Reference {
			if x := pick(d); x != nil && x.Target != nil {
				return []*Reference{x}
			}
			return nil
		}
	}
	for _, t := range r.m.Teams {
		r.cycle(t, one(func(d Declaration) *Reference {
			if t, ok := d.(*Team); ok {
				return &t.Parent
			}
			return nil
		}), "A team is part of itself", "is part of")
	}
	for _, role := range r.m.Roles {
		r.cycle(role, one(func(d Declaration) *Reference {
			if role, ok := d.(*Role); ok {
				return &role.ReportsTo
			}
			return nil
		}), "A role reports to itself", "reports to")
		if role.Deputy.Target == role { // that two stand in for each other is usual
			r.report(finding.Finding{Rule: "reference/cycle", Summary: "A role stands in for itself", Address: addressOf(role), Range: role.Deputy.Range, Key: "deputy",
				Detail: fmt.Sprintf("`%s` is its own deputy.", addressOf(role)), Help: "Name who stands in, or leave `deputy` out."})
		}
	}
	answers := func(d Declaration) []*Reference {
		var out []*Reference
		if i, ok := d.(*Interface); ok {
			for n := range i.Answers {
				if i.Answers[n].Target != nil {
					out = append(out, &i.Answers[n])
				}
			}
		}
		return out
	}
	for _, i := range r.m.Interfaces {
		r.cycle(i, answers, "Interfaces answer each other in a circle", "answers")
	}
}

// cycle reports a circle that begins and ends at start, once: at the member that is declared first. Each node is entered once,
// so the search is linear in what can be reached.
func (r *resolver) cycle(start Declaration, next func(Declaration) []*Reference, summary, verb string) {
	seen := map[Declaration]bool{}
	var walk func(d Declaration, path []*Reference) []*Reference
	walk = func(d Declaration, path []*Reference) []*Reference {
		if seen[d] {
			return nil
		}
		seen[d] = true
		for _, ref := range next(d) {
			step := append(slices.Clone(path), ref)
			if ref.Target == start {
				return step
			}
			if found := walk(ref.Target, step); found != nil {
				return found
			}
		}
		return nil
	}
	circle := walk(start, nil)
	if circle == nil {
		return
	}
	words := []string{"`" + addressOf(start) + "`"}
	for _, ref := range circle {
		if before(ref.Target.Common(), start.Common()) {
			return // reported there
		}
		words = append(words, "`"+ref.Address()+"`")
	}
	f := r.report(finding.Finding{Rule: "reference/cycle", Summary: summary, Address: addressOf(start), Range: circle[0].Range,
		Detail: strings.Join(words, " "+verb+" ") + ".", Help: "Cut the circle at one of these places."})
	for _, ref := range circle[1:] {
		f.Related = append(f.Related, finding.Related{Message: fmt.Sprintf("%s %s", verb, ref.Address()), Range: ref.Range})
	}
}

// before orders declarations by where they stand.
func before(a, b *Block) bool {
	if a.NameRange.File != b.NameRange.File {
		return a.NameRange.File < b.NameRange.File
	}
	return a.NameRange.Start.Byte < b.NameRange.Start.Byte
}
