package owner

import (
	"fmt"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// HomelessRole finds roles that act and belong nowhere.
var HomelessRole = check.Rule{
	ID: "owner/homeless-role", Severity: finding.Warning, Kind: check.Absence,
	Title: "A role that acts and belongs to no team",
	What:  "A role that is responsible or accountable in a row, or owns something, and names no `team`. Retired roles are left to owner/retired. A map that has no team at all is one finding.",
	Why:   "A role without a team has no deputy pool, no calendar and no one to miss it when it is vacant.",
	Bad: `
process "selling" {
  owner = role.seller
  step "sell" { by = role.nephew }
}
team "shop" {}
role "seller" { team = team.shop }
role "nephew" {}
`,
	Good: `
process "selling" {
  owner = role.seller
  step "sell" { by = role.nephew }
}
team "shop" {}
role "seller" { team = team.shop }
role "nephew" { team = team.shop }
`,
	Run: func(p *check.Pass) {
		var homeless []*graph.Party
		for _, party := range p.Graph.Parties {
			if ownRole(party) && !party.Role.Teams.Given() && whatItDoes(party) != nil {
				homeless = append(homeless, party)
			}
		}
		if len(homeless) > 1 && len(p.Map.Teams) == 0 {
			f := homelessRole(homeless[0])
			f.Summary = "There are no teams"
			f.Detail = fmt.Sprintf("%s act and belong to no team: the map has none.", check.Names(homeless))
			f.Help = "Declare the teams (`team \"…\" {}`) and say which one each role belongs to: `team = team.…`."
			for _, party := range homeless[1:min(len(homeless), 6)] {
				f.Related = append(f.Related, check.Related("This role belongs to no team either.", party))
			}
			p.Report(f)
			return
		}
		for _, party := range homeless {
			p.Report(homelessRole(party))
		}
	},
}

func homelessRole(party *graph.Party) finding.Finding {
	what := whatItDoes(party)
	return finding.Finding{
		Summary: "Role belongs to no team", Address: party.Address(), Range: check.Header(party),
		Detail:  fmt.Sprintf("%s has a part in %s, and belongs to no team.", check.Name(party), check.Name(what)),
		Help:    "Say which team it belongs to: `team = team.…`.",
		Related: []finding.Related{check.Related("Here it acts.", what)},
	}
}

// whatItDoes returns something a role is responsible for, accountable for or owner of, or nil.
func whatItDoes(party *graph.Party) lang.Declaration {
	if len(party.Owns) > 0 {
		return party.Owns[0]
	}
	for _, row := range party.Rows {
		if strings.ContainsAny(row.Letters(party.Declaration), "RA") {
			return row.Of()
		}
	}
	return nil
}
