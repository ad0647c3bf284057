package governance

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// NoFallback finds handoffs that stop when a system does.
var NoFallback = check.Rule{
	ID: "governance/no-fallback", Severity: finding.Info, Kind: check.Absence,
	Title: "An automated handoff without a manual way",
	What:  "An automated interface in the flow of a service, where neither it nor a system that carries it has a `fallback`: the manual way when the system is down. Where one system carries several such interfaces, that is one finding, for the system.",
	Why:   "On the day the system is down, nobody remembers whom one used to phone, and the work waits in a queue that nobody sees.",
	Bad: till + `
system "till" { owner = role.baker }
`,
	Good: till + `
system "till" {
  owner    = role.baker
  fallback = "Shout."
}
`,
	Run: func(p *check.Pass) {
		var systems []*lang.System
		by := map[*lang.System][]*graph.Interface{}
		for _, i := range p.Graph.Interfaces {
			if !graph.Own(i) || !i.Automated() || len(i.Services) == 0 || !i.Via.Given() || i.Via.Broken() || i.ManualWay.From != nil {
				continue
			}
			s := i.Via[0].System()
			if by[s] == nil {
				systems = append(systems, s)
			}
			by[s] = append(by[s], i)
		}
		for _, s := range systems {
			list := by[s]
			if len(list) > 1 && graph.Own(s) {
				noFallback(p, s, list)
				continue
			}
			for _, i := range list {
				p.Report(finding.Finding{
					Summary: "Handoff has no manual way", Address: i.Address(), Range: check.Header(i),
					Detail: fmt.Sprintf("%s happens by itself, and nothing says what to do when %s is down.", check.Name(i), check.Names(i.Via.Resolved())),
					Help:   "Say what people do then: `fallback = \"…\"`, here or in the system.",
				})
			}
		}
	},
}

// noFallback reports a system on which several handoffs rest.
func noFallback(p *check.Pass, s *lang.System, list []*graph.Interface) {
	f := finding.Finding{
		Summary: "System has no manual way", Address: s.Address(), Range: check.Header(s),
		Detail: fmt.Sprintf("%s happen by themselves, and nothing says what to do when %s is down.", check.Names(list), check.Name(s)),
		Help:   "Say what people do then: `fallback = \"…\"` in the system, or in each interface where they differ.",
	}
	for _, i := range list {
		if len(f.Related) < 4 {
			f.Related = append(f.Related, check.Related("This stops with it.", i))
		}
	}
	p.Report(f)
}

// till is a handoff that a system carries.
const till = `
process "selling" { owner = role.baker }
process "baking" { owner = role.baker }
interface "order_to_kitchen" {
  from    = process.selling
  to      = process.baking
  carries = artifact.order
  via     = system.till
  mode    = "automated"
}
service "hunger_to_bread" {
  owner = role.baker
  flow  = [interface.order_to_kitchen]
}
artifact "order" {}
role "baker" {}
`
