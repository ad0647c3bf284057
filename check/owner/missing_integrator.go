package owner

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// MissingIntegrator finds flows over several teams whose joints nobody owns.
var MissingIntegrator = check.Rule{
	ID: "owner/missing-integrator", Severity: finding.Warning, Kind: check.Absence,
	Title: "A service across teams with no integrator",
	What: "A service whose flow crosses teams and that names no `integrator`, unless every interface that crosses has its own. A process belongs to its `team`, or else to its owner's; one of which that " +
		"is not known crosses nothing.",
	Why: "Each team looks after its own process; the joints belong to both and so to nobody. A process integrator is the one who sees them as a whole.",
	Bad: twoTeams + `
service "order_to_parcel" {
  owner = role.seller
  flow  = [interface.order_to_packing]
}
`,
	Good: twoTeams + `
service "order_to_parcel" {
  owner      = role.seller
  integrator = role.packer
  flow       = [interface.order_to_packing]
}
`,
	Run: func(p *check.Pass) {
		for _, s := range p.Graph.Services {
			if s.Integrator.Given() {
				continue
			}
			var crossing []*graph.Interface
			var teams []*lang.Team
			for _, i := range s.Interfaces {
				for _, h := range i.Handoffs {
					from, to := h.Sender.Runs, h.Receiver.Runs
					if from == nil || to == nil || from == to || i.Integrator.Given() {
						continue
					}
					if n := len(crossing); n == 0 || crossing[n-1] != i {
						crossing = append(crossing, i)
					}
					teams = with(with(teams, from), to)
				}
			}
			if len(crossing) == 0 {
				continue
			}
			f := finding.Finding{
				Summary: "Service has no integrator", Address: s.Address(), Range: check.Header(s),
				Detail: fmt.Sprintf("The flow of %s crosses from team to team (%s) at %s, and nobody owns these joints.", check.Name(s), check.Names(teams), check.Names(crossing)),
				Help:   "Name who owns the joints of the whole flow: `integrator = role.…`; or give each of these interfaces one of its own.",
			}
			for _, i := range crossing {
				f.Related = append(f.Related, check.Related("It crosses here.", i))
			}
			p.Report(f)
		}
	},
}

func with(teams []*lang.Team, t *lang.Team) []*lang.Team {
	for _, known := range teams {
		if known == t {
			return teams
		}
	}
	return append(teams, t)
}

// twoTeams is a map of two teams with a handoff between them.
const twoTeams = `
process "selling" {
  owner = role.seller
}
process "packing" {
  owner = role.packer
}
interface "order_to_packing" {
  from    = process.selling
  to      = process.packing
  carries = artifact.order
}
team "sales" {}
team "warehouse" {}
role "seller" { team = team.sales }
role "packer" { team = team.warehouse }
artifact "order" {}
`
