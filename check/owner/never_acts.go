package owner

import (
	"fmt"
	"slices"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// NeverActs finds roles that only listen.
var NeverActs = check.Rule{
	ID: "owner/never-acts", Severity: finding.Info, Kind: check.Absence,
	Title: "A role that is only ever consulted or informed",
	What: "A role of the organisation's own that is consulted or informed somewhere, and has no other part anywhere: it does nothing, answers for nothing, owns nothing, is called by no escalation and stands " +
		"in for nobody. Roles of external teams are expected to be like that.",
	Why: "Every name on a distribution list costs time. Somebody who is told of everything and does nothing is either missing from the work or needs to be told less.",
	Bad: `
process "baking" {
  owner = role.baker
  step "bake" {
    by = role.baker
    raci {
      informed = [role.blogger]
    }
  }
}
role "baker" {}
role "blogger" {}
`,
	Good: `
process "baking" {
  owner = role.baker
  step "bake" {
    by = role.baker
    raci {
      informed = [role.blogger]
    }
  }
}
role "baker" {}
team "press" { external = true }
role "blogger" { team = team.press }
`,
	Run: func(p *check.Pass) {
		for _, party := range p.Graph.Parties {
			if !ownRole(party) || graph.Outside(party.Declaration) || len(party.Rows) == 0 || p.Graph.MaybeMeant(party.Declaration) {
				continue
			}
			if slices.ContainsFunc(party.Rows, func(r *graph.Row) bool { return strings.ContainsAny(r.Letters(party.Declaration), "RA") }) {
				continue
			}
			if slices.ContainsFunc(p.Graph.Relations(party), func(u *lang.Use) bool { return u.Target == party.Declaration && acts(u.Argument) }) {
				continue
			}
			row := party.Rows[0]
			p.Report(finding.Finding{
				Summary: "Role never acts",
				Detail:  fmt.Sprintf("%s is consulted or informed %s, and has no other part in anything.", check.Name(party), times(len(party.Rows))),
				Help:    "Give it a part, or ask whether it needs to be asked and told.",
				Address: party.Address(), Range: check.Header(party), Related: []finding.Related{check.Related("For example here.", row.Of())},
			})
		}
	},
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("in %d rows", n)
}

// acts reports whether a role that is named by the argument has a part in the work. A column of a matrix says nothing by itself; its cells are in the rows.
func acts(argument string) bool {
	last := argument[strings.LastIndex(argument, ".")+1:]
	return !slices.Contains([]string{"consulted", "informed", "notify", "columns", "attend"}, last)
}
