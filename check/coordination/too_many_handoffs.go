package coordination

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// TooManyHandoffs finds services in which the work passes through too many hands.
var TooManyHandoffs = check.Rule{
	ID: "coordination/too-many-handoffs", Severity: finding.Info, Kind: check.Presence,
	Title: "Too many handoffs on one path",
	What: "More than `max` interfaces of a service's flow that one piece of work passes one after the other. An answer (`answers`) is no new handoff, though the path goes on behind it; interfaces on different branches do " +
		"not add up; a loop is gone through once.",
	Why:     "At every handoff the work waits, and something that was known before is not known after. Both grow with every one.",
	Options: []check.Option{{Name: "max", Doc: "how many handoffs one path may have.", Default: 8}},
	Bad:     relay(9),
	Good:    relay(8),
	Run: func(p *check.Pass) {
		none := func(place) lang.Declaration { return nil }
		passed := func(s *graph.Service) func(leg) lang.Declaration {
			return func(l leg) lang.Declaration {
				if l.by == nil || l.by.IsAnswer() || !slices.Contains(l.by.Services, s) {
					return nil
				}
				return l.by.Interface
			}
		}
		for _, e := range exceeding(p, p.Option("max"), none, passed) {
			s := e.services[0]
			f := finding.Finding{
				Summary: "Too many handoffs on one path", Address: s.Address(), Range: check.Header(s),
				Detail: fmt.Sprintf("One way through %s passes %s, one after the other: %s.", check.Name(s), check.Count(len(e.path), "handoff"), check.Names(e.path)),
				Help:   "See which of these processes could be one, or which could learn what they need without holding the work up. Where it has to be so, split the service at the point where somebody else is waiting.",
			}
			e.relate(&f, "One handoff.")
			p.Report(f)
		}
	},
}

// relay is a service of n handoffs, one after the other.
func relay(n int) string {
	text := "\nprocess \"runner_0\" { owner = role.runner }\n"
	flow := ""
	for k := range n {
		text += fmt.Sprintf("process \"runner_%d\" { owner = role.runner }\ninterface \"baton_%d\" {\n  from    = process.runner_%d\n  to      = process.runner_%d\n  carries = artifact.baton\n}\n", k+1, k+1, k, k+1)
		flow += fmt.Sprintf("\n    interface.baton_%d,", k+1)
	}
	return text + "service \"race\" {\n  owner = role.runner\n  flow = [" + flow + "\n  ]\n}\nartifact \"baton\" {}\nrole \"runner\" {}\n"
}
