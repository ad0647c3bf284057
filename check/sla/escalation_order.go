package sla

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// EscalationOrder finds ladders whose rungs are in the wrong order.
var EscalationOrder = check.Rule{
	ID: "sla/escalation-order", Severity: finding.Warning, Kind: check.Presence,
	Title: "A ladder that does not go up",
	What:  "A level of an escalation that comes no later than the one above it, and one role that is told twice in a row.",
	Why:   "People read a ladder from the top. Out of order, they wake the wrong one first; and telling somebody again who has not answered is no escalation.",
	Bad:   ladder(`{ "4h" = role.manager, "1h" = role.owner }`),
	Good:  ladder(`{ "1h" = role.manager, "4h" = role.owner }`),
	Run: func(p *check.Pass) {
		for _, n := range p.Map.Processes {
			climb(p, n, n.Escalation)
			for _, s := range n.Steps {
				climb(p, s, s.Escalation)
			}
		}
		for _, i := range p.Map.Interfaces {
			climb(p, i, i.Escalation)
		}
		for _, e := range p.Map.EscalationPolicies {
			climb(p, e, &e.Escalation)
		}
	},
}

func climb(p *check.Pass, of lang.Declaration, e *lang.Escalation) {
	if e == nil || !graph.Own(of) {
		return
	}
	levels := e.After.Levels
	for k := 1; k < len(levels); k++ {
		lower, upper := levels[k-1], levels[k]
		if lower.After.Stated() && upper.After.Stated() {
			if c, ok := upper.After.Value.Compare(lower.After.Value); ok && c <= 0 {
				p.Report(finding.Finding{
					Summary: "Ladder out of order",
					Detail:  fmt.Sprintf("In %s, the level after %s stands behind the one after %s.", check.Name(of), upper.After.Value.Words(), lower.After.Value.Words()),
					Help:    "Put the levels in the order in which they are woken.",
					Address: of.Common().Address(), Range: upper.After.Range, Key: "order " + upper.After.Value.String(),
				})
			}
		}
		twice(p, of, lower.Targets, upper.Targets)
	}
	for k := 1; k < len(e.Order); k++ {
		twice(p, of, e.Order[k-1:k], e.Order[k:k+1])
	}
}

// twice reports a level that tells only those whom the one below it has told.
func twice(p *check.Pass, of lang.Declaration, lower, upper lang.References) {
	told := map[lang.Declaration]bool{}
	for _, r := range lower {
		if r.Target != nil {
			told[r.Target] = true
		}
	}
	for _, r := range upper {
		if r.Target == nil || !told[r.Target] {
			return
		}
	}
	if len(upper) == 0 {
		return
	}
	who := upper[0].Target
	p.Report(finding.Finding{
		Summary: "Ladder tells one role twice in a row", Detail: fmt.Sprintf("In %s, %s is told again where somebody above should be.", check.Name(of), check.Name(who)),
		Help:    "Name somebody who can do what the one below could not, or take the level out.",
		Address: of.Common().Address(), Range: upper[0].Range, Key: "twice " + who.Common().Address(),
	})
}

// ladder is a handoff with an escalation.
func ladder(after string) string {
	return chain("", `
  sla { acknowledge = "1d" }
  escalation {
    after = `+after+`
  }`) + `
role "owner" {}
`
}
