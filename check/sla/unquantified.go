package sla

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// Unquantified finds promises, ladders and calendars without a figure.
var Unquantified = check.Rule{
	ID: "sla/unquantified", Severity: finding.Warning, Kind: check.Presence,
	Title: "A promise without a figure",
	What: "What a map says about time in words that nobody can measure: `unstated(\"…\")` in an `sla`, a policy, a step, a due date, a ladder or a meeting; a ladder that lists who is woken (`order`) and not when; " +
		"a calendar that names no hours.",
	Why:  "\"As soon as possible\" has never been late. Writing the source's own words down is honest; the next step is to agree on a number with whoever promised.",
	Bad:  targetless(`unstated("as fast as we can")`),
	Good: targetless(`"2d"`),
	Run: func(p *check.Pass) {
		r := vague{p}
		for _, n := range p.Map.Processes {
			r.promises(n, n.SLA)
			r.ladder(n, n.Escalation)
			for _, s := range n.Steps {
				r.report(s, "within", named{"within", s.Within})
				r.report(s, "takes", named{"takes", s.Takes})
				r.report(s, "every", named{"every", s.Every})
				r.ladder(s, s.Escalation)
			}
		}
		for _, i := range p.Map.Interfaces {
			r.promises(i, i.SLA)
			r.ladder(i, i.Escalation)
			if i.Due != nil {
				r.report(i, "due", named{"due.within", i.Due.Within})
			}
		}
		for _, s := range p.Map.Services {
			r.promises(s, s.SLA)
		}
		for _, s := range p.Map.SLAPolicies {
			r.promises(s, &s.SLA)
		}
		for _, e := range p.Map.EscalationPolicies {
			r.ladder(e, &e.Escalation)
		}
		for _, c := range p.Map.Cadences {
			r.report(c, "every", named{"every", c.Every})
			r.report(c, "duration", named{"duration", c.Duration})
		}
		for _, c := range p.Map.Calendars {
			if c.Value != nil && c.Value.Never() && !hours(c) && graph.Own(c) {
				p.Report(finding.Finding{
					Summary: "Calendar without hours", Detail: fmt.Sprintf("%s does not say when it is open, so nothing that is promised in it ever falls due.", check.Name(c)),
					Help:    "Say when: `hours = \"08:00-18:00\"`.",
					Address: c.Address(), Range: check.Header(c),
				})
			}
		}
	},
}

// hours reports whether a calendar names hours, right or wrong.
func hours(c *lang.Calendar) bool {
	for _, w := range c.Windows {
		if w.Hours.Given() {
			return true
		}
	}
	return c.Hours.Given()
}

// vague reports what has no figure.
type vague struct{ *check.Pass }

// named is a duration with the argument that holds it.
type named struct {
	name string
	lang.Duration
}

// report reports those of the durations that are unstated, as one finding: they stand in one block.
func (r vague) report(of lang.Declaration, key string, list ...named) {
	var f finding.Finding
	for _, d := range list {
		switch {
		case d.Unstated == "":
		case f.Address == "":
			f = finding.Finding{
				Summary: "Promise without a figure", Detail: fmt.Sprintf("%s says `%s` only in words: %q.", check.Name(of), d.name, d.Unstated),
				Help:    "Agree on a figure with whoever promised, and write that down instead.",
				Address: of.Common().Address(), Range: d.Range, Key: key,
			}
		default:
			f.Related = append(f.Related, finding.Related{Message: "And here.", Address: of.Common().Address(), Range: d.Range})
		}
	}
	if f.Address != "" && graph.Own(of) {
		r.Report(f)
	}
}

func (r vague) promises(of lang.Declaration, s *lang.SLA) {
	if s == nil {
		return
	}
	list := []named{{"sla.acknowledge", s.Acknowledge}, {"sla.complete", s.Complete}, {"sla.at_least", s.AtLeast}}
	for _, t := range s.Targets {
		list = append(list, named{"target.acknowledge", t.Acknowledge}, named{"target.complete", t.Complete}, named{"target.at_least", t.AtLeast})
	}
	r.report(of, "sla", list...)
}

func (r vague) ladder(of lang.Declaration, e *lang.Escalation) {
	if e == nil {
		return
	}
	var list []named
	for _, level := range e.After.Levels {
		list = append(list, named{"escalation.after", level.After})
	}
	r.report(of, "escalation", list...)
	if len(e.Order) > 0 && !e.After.Given() && graph.Own(of) {
		at := e.Header
		if at.IsZero() { // a policy is the ladder itself
			at = check.Header(of)
		}
		r.Report(finding.Finding{
			Summary: "Ladder without times", Detail: fmt.Sprintf("%s says who is woken in which order, and not after how long.", check.Name(of)),
			Help:    "Give each level its time: `after = { \"20m\" = role.…, \"4h\" = role.… }`.",
			Address: of.Common().Address(), Range: at, Key: "order",
		})
	}
}

// targetless is a process with one promise.
func targetless(complete string) string {
	return `
process "repair" {
  owner = role.manager
  sla {
    complete = ` + complete + `
  }
}
role "manager" {}
`
}
