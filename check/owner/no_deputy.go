package owner

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// NoDeputy finds single points of failure among people.
var NoDeputy = check.Rule{
	ID: "owner/no-deputy", Severity: finding.Info, Kind: check.Absence,
	Title: "Everything rests on one role, and nobody stands in",
	What: "A role with no `deputy` that is the only one an escalation reaches, or the only one accountable for a process and all its steps. One finding a role. A team stands in for itself, and how another organisation " +
		"arranges it is its own business.",
	Why: "Roles go on holiday. The day this one does, nobody can decide.",
	Bad: `
process "baking" {
  owner = role.head_chef
  step "bake" { by = role.head_chef }
}
role "head_chef" {}
`,
	Good: `
process "baking" {
  owner = role.head_chef
  step "bake" { by = role.head_chef }
}
role "head_chef" { deputy = role.sous_chef }
role "sous_chef" {}
`,
	Run: func(p *check.Pass) {
		rests := map[lang.Declaration]finding.Related{}
		rest := func(who lang.Declaration, why string, of lang.Declaration, at lang.Range) {
			if _, known := rests[who]; !known {
				rests[who] = finding.Related{Message: why, Address: of.Common().Address(), Range: at}
			}
		}
		climb := func(of lang.Declaration, e lang.Escalation) {
			rungs := graph.Rungs(of, e)
			for _, r := range rungs {
				if r.Who != rungs[0].Who {
					return
				}
			}
			if len(rungs) > 0 && !brokenLadder(e) {
				rest(rungs[0].Who, fmt.Sprintf("the escalation of %s reaches nobody else", check.Name(of)), of, rungs[0].Range)
			}
		}
		for _, i := range p.Graph.Interfaces {
			if graph.Own(i) {
				climb(i.Interface, i.Escalation)
			}
		}
		for _, process := range p.Graph.Processes {
			if !asked(process) {
				continue
			}
			climb(process.Process, process.Escalation)
			for _, s := range process.Steps {
				climb(s.Step, s.Escalation)
			}
			if who := onlyAccountable(process); who != nil {
				rest(who, fmt.Sprintf("nobody else answers for %s", check.Name(process)), process, check.Header(process))
			}
		}
		for _, party := range p.Graph.Parties {
			why, ok := rests[party.Declaration]
			if !ok || !ownRole(party) || party.Role.Deputy.Given() || graph.Outside(party.Declaration) {
				continue
			}
			p.Report(finding.Finding{
				Summary: "Nobody stands in", Address: party.Address(), Range: check.Header(party),
				Detail:  fmt.Sprintf("%s has no deputy, and %s.", check.Name(party), why.Message),
				Help:    "Name who stands in: `deputy = role.…`.",
				Related: []finding.Related{{Message: "It rests on this role alone.", Address: why.Address, Range: why.Range}},
			})
		}
	},
}

func brokenLadder(e lang.Escalation) bool {
	for _, level := range e.After.Levels {
		if level.Targets.Broken() {
			return true
		}
	}
	return e.Order.Broken()
}

// onlyAccountable is the one accountable for a process as a whole and for every step; nil if there is more than one, or none.
func onlyAccountable(process *graph.Process) lang.Declaration {
	who := process.Owner.Target
	for _, s := range process.Steps {
		for _, a := range s.Row.Accountable {
			if a.Who != who {
				return nil
			}
		}
	}
	return who
}
