package governance

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// NoKPI finds services that nobody measures.
var NoKPI = check.Rule{
	ID: "governance/no-kpi", Severity: finding.Info, Kind: check.Absence,
	Title: "A service that no KPI measures",
	What:  "A service that is in the `of` of no `kpi`. A service's KPI covers its interfaces: they need none of their own. Where a map with handoffs has no KPI at all, that is one finding, for the whole map.",
	Why:   "What nobody measures gets slower by a little every month, and the first figure that anybody sees is the number of complaints.",
	Bad: bakery + `
kpi "flour" {
  metric     = "flour"
  definition = "Flour that is used."
  unit       = "kg"
  of         = process.baking
  target     = "<= 100"
  owner      = role.baker
}
`,
	Good: bakery + `
kpi "hunger" {
  metric = "lead_time"
  of     = service.hunger_to_bread
  target = "<= 1h"
  owner  = role.baker
}
`,
	Run: func(p *check.Pass) {
		services := first(p, p.Map.Services)
		if len(p.Map.KPIs) == 0 {
			noneAtAll(p, services)
			return
		}
		for _, s := range services {
			if len(figures(p, s)) > 0 || p.Graph.MaybeMeant(s) {
				continue
			}
			p.Report(finding.Finding{
				Summary: "Service has no KPI", Address: s.Address(), Range: check.Header(s),
				Detail: fmt.Sprintf("No KPI measures %s.", check.Name(s)),
				Help:   fmt.Sprintf("Declare one: `kpi \"…\"` with `metric = \"lead_time\"`, `of = %s`, a target and an owner.", s.Address()),
			})
		}
	},
}

// noneAtAll reports a map without a KPI, at the first block that could have one. Where nothing is handed on there is nothing to measure.
func noneAtAll(p *check.Pass, services []*lang.Service) {
	if len(p.Graph.Handoffs) == 0 {
		return
	}
	var at lang.Declaration
	if len(services) > 0 {
		at = services[0]
	} else {
		for _, process := range p.Graph.Processes {
			if graph.Own(process) && at == nil {
				at = process.Process
			}
		}
	}
	if at == nil {
		return
	}
	p.Report(finding.Finding{
		Summary: "Map has no KPI", Address: at.Common().Address(), Range: check.Header(at), Key: "map",
		Detail: "Nothing in this map is measured: it has no `kpi`.",
		Help:   fmt.Sprintf("Begin with one figure that somebody would miss, of %s for example: `kpi \"…\"` with a `metric`, `of`, `target` and `owner`.", check.Name(at)),
	})
}

// bakery is a service, and nothing that measures it.
const bakery = `
process "baking" { owner = role.baker }
process "selling" { owner = role.baker }
interface "bread_to_shop" {
  from    = process.baking
  to      = process.selling
  carries = artifact.bread
}
service "hunger_to_bread" {
  owner = role.baker
  flow  = [interface.bread_to_shop]
}
artifact "bread" {}
role "baker" {}
`
