package owner

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// Overloaded finds roles that answer for too much.
var Overloaded = check.Rule{
	ID: "owner/overloaded", Severity: finding.Info, Kind: check.Presence,
	Title: "A role accountable for too much",
	What:  "A role accountable for more than `max` rows (steps and interfaces), or for every step of three processes or more. Defaults count: whoever owns a process is accountable for its steps. Teams are not meant, nor the joints that an integrator owns: they are what the role is for.",
	Why:   "Whoever answers for everything answers for nothing, and is where every decision waits.",
	Bad: `
process "selling" {
  owner = role.boss
  step "sell" { by = role.clerk }
}
process "packing" {
  owner = role.boss
  step "pack" { by = role.clerk }
}
process "billing" {
  owner = role.boss
  step "bill" { by = role.clerk }
}
role "boss" {}
role "clerk" {}
`,
	Good: `
process "selling" {
  owner = role.boss
  step "sell" { by = role.clerk }
}
process "packing" {
  owner = role.boss
  step "pack" { by = role.clerk }
}
process "billing" {
  owner = role.clerk
  step "bill" { by = role.clerk }
}
role "boss" {}
role "clerk" {}
`,
	Options: []check.Option{{Name: "max", Doc: "How many rows one role may be accountable for.", Default: 15}},
	Run: func(p *check.Pass) {
		count := map[lang.Declaration]int{}
		rows(p, func(row *graph.Row) {
			for _, a := range row.Accountable {
				if a.Origin != graph.OfIntegrator && a.Origin != graph.OfService {
					count[a.Who]++
				}
			}
		})
		whole := map[lang.Declaration][]*graph.Process{}
		for _, process := range p.Graph.Processes {
			if asked(process) && len(process.Steps) > 0 {
				if who := everyRow(process); who != nil {
					whole[who] = append(whole[who], process)
				}
			}
		}
		for _, party := range p.Graph.Parties {
			if !ownRole(party) {
				continue
			}
			n, processes := count[party.Declaration], whole[party.Declaration]
			if n <= p.Option("max") && len(processes) < 3 {
				continue
			}
			f := finding.Finding{
				Summary: "Role answers for too much", Address: party.Address(), Range: check.Header(party),
				Detail: fmt.Sprintf("%s is accountable for %s.", check.Name(party), check.Count(n, "row")),
				Help:   "Give some of them to those who can decide about them.",
			}
			if len(processes) >= 3 {
				f.Detail = fmt.Sprintf("%s is accountable for every step of %s.", check.Name(party), check.Names(processes))
			}
			for _, process := range processes[:min(len(processes), 5)] {
				f.Related = append(f.Related, check.Related("It answers for all of this.", process))
			}
			p.Report(f)
		}
	},
}

// everyRow is the one accountable for every step of a process, or nil.
func everyRow(process *graph.Process) lang.Declaration {
	var who lang.Declaration
	for _, s := range process.Steps {
		if len(s.Row.Accountable) != 1 || who != nil && s.Row.Accountable[0].Who != who {
			return nil
		}
		who = s.Row.Accountable[0].Who
	}
	return who
}
