package owner

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// Unused finds teams, roles and systems that nothing names.
var Unused = check.Rule{
	ID: "owner/unused", Severity: finding.Warning, Kind: check.Absence,
	Title: "A team, role or system that nothing refers to",
	What:  "A team, role or system that no other block names. A retired role may well be unused; what a misspelt reference may have meant counts as used.",
	Why:   "It is either dead, and misleads whoever reads the map, or its work is missing from it.",
	Bad: `
process "baking" { owner = role.baker }
role "baker" {}
system "fax" { owner = role.baker }
`,
	Good: `
process "baking" {
  owner = role.baker
  step "bake" {
    by   = role.baker
    uses = [system.oven]
  }
}
role "baker" {}
system "oven" { owner = role.baker }
`,
	Run: func(p *check.Pass) {
		for _, party := range p.Graph.Parties {
			if party.Role != nil && party.Role.Retired.Value {
				continue
			}
			unused(p, party)
		}
		for _, s := range p.Graph.Systems {
			unused(p, s)
		}
	},
}

func unused(p *check.Pass, d lang.Declaration) {
	b := d.Common()
	if !graph.Own(d) || p.Graph.MaybeMeant(d) {
		return
	}
	for _, u := range p.Graph.Relations(d) {
		if u.Target.Common() == b && u.In.Common() != b {
			return
		}
	}
	p.Report(finding.Finding{
		Summary: "Nothing refers to it",
		Detail:  fmt.Sprintf("%s is declared, and nothing refers to it.", check.Name(d)),
		Help:    "Remove it, or name it where it has a part.",
		Address: b.Address(), Range: check.Header(d),
	})
}
