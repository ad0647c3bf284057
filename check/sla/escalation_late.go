package sla

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// EscalationLate finds ladders that begin when it is too late.
var EscalationLate = check.Rule{
	ID: "sla/escalation-late", Severity: finding.Error, Kind: check.Sum,
	Title: "A ladder that begins when the promise is broken",
	What: "An escalation whose first level comes at or after the end of the promise it guards. On a handoff that is `acknowledge` for a clock that runs from `sent`, and `complete` for one that runs from `acknowledged`, or where nothing else is promised; on a process " +
		"`complete`, on a step `within`. A ladder counts in the calendar of the promise it guards. One that counts from the `due` date guards nothing before it.",
	Why:  "Escalation is there to save the promise. Whoever is woken afterwards can only apologise.",
	Bad:  guarded("4h"),
	Good: guarded("3h"),
	Run: func(p *check.Pass) {
		for _, n := range p.Graph.Processes {
			if !graph.Own(n) {
				continue
			}
			guards(p, n.Process, n.Process.Escalation, n.Escalation, parts(n.SLA), false)
			for _, s := range n.Steps {
				if s.Within.Stated() {
					guards(p, s.Step, s.Step.Escalation, s.Escalation, []part{{"", graph.Promises{Complete: s.WithinPromise()}}}, false)
				}
			}
		}
		for _, i := range p.Graph.Interfaces {
			if graph.Own(i) {
				guards(p, i.Interface, i.Interface.Escalation, i.Escalation, parts(i.SLA), true)
			}
		}
	},
}

// guards holds the first level of a ladder to what it guards.
func guards(p *check.Pass, of lang.Declaration, written *lang.Escalation, e lang.Escalation, list []part, handoff bool) {
	if written == nil || e.Clock.Value == "due" {
		return
	}
	var first lang.Level
	for _, level := range e.After.Levels {
		if !level.After.Stated() {
			continue
		}
		if c, ok := level.After.Value.Compare(first.After.Value); !first.After.Stated() || ok && c < 0 {
			first = level
		}
	}
	if !first.After.Stated() {
		return
	}
	for _, part := range list {
		promise, name := part.Complete, "complete"
		if _, ok := of.(*lang.Step); ok {
			name = "within"
		}
		if handoff && e.Clock.Value != "acknowledged" && part.Acknowledge.Given() {
			promise, name = part.Acknowledge, "acknowledge"
		}
		if !promise.Stated() {
			continue
		}
		c, ok := in(promise).Compare(first.After.Value, promise.Value)
		if !ok || c < 0 {
			continue
		}
		at := first.After.Range
		if !written.After.Given() {
			at = written.Header // the levels stand in a policy
		}
		p.Report(finding.Finding{
			Summary: "Ladder begins when the promise is broken",
			Detail: fmt.Sprintf("The first to hear of it%s is told after %s; %s promises `%s = %q`, so by then it is too late.",
				part.forValue(), first.After.Value.Words(), check.Name(of), name, promise.Value),
			Help:    "Begin earlier: soon enough for somebody to do something about it.",
			Address: of.Common().Address(), Range: at,
			Related: []finding.Related{{Message: "The promise it guards.", Address: of.Common().Address(), Range: promise.Range}},
		})
		return
	}
}

// guarded is a handoff with a promise of four hours and a ladder.
func guarded(after string) string {
	return chain("", `
  sla { acknowledge = "4h" }
  escalation {
    after = { "`+after+`" = role.manager }
  }`)
}
