package governance

import (
	"fmt"

	"handoff/check"
	"handoff/graph/kpi"
	"handoff/lang/finding"
)

// NoTarget finds figures that nobody can miss.
var NoTarget = check.Rule{
	ID: "governance/no-target", Severity: finding.Warning, Kind: check.Presence,
	Title: "A KPI with no target or no owner",
	What:  "A `kpi` that does not say what is good enough (`target`), or whose figure it is (`owner`); one finding for a KPI that lacks both. Also a target that cannot be read, of a metric that `handoff measure` works out.",
	Why:   "A figure without a target is neither good nor bad, and one without an owner is nobody's. Either way it is looked at and nothing follows.",
	Bad: `
kpi "waste" {
  metric     = "waste"
  definition = "Bread that is left at closing time."
  unit       = "%"
}
`,
	Good: `
kpi "waste" {
  metric     = "waste"
  definition = "Bread that is left at closing time."
  unit       = "%"
  target     = "<= 5 %"
  owner      = role.baker
}
role "baker" {}
`,
	Run: func(p *check.Pass) {
		for _, k := range first(p, p.Map.KPIs) {
			if _, err := kpi.ParseBound(k.Target.Value); k.Target.Given() && kpi.Define(k.Metric.Value) != nil && err != nil {
				p.Report(finding.Finding{
					Address: k.Address(), Range: k.Target.Range, Key: "target",
					Summary: "Target cannot be read", Detail: fmt.Sprintf("No log can be held against the target of %s: %s.", check.Name(k), err),
					Help: "Write a sign and a figure: `\"<= 30m\"`, `\"p90 <= 4h\"`, `\">= 95 %\"`.",
				})
			}
			f := finding.Finding{Address: k.Address(), Range: check.Header(k)}
			switch {
			case !k.Target.Given() && !k.Owner.Given():
				f.Summary = "KPI has no target and no owner"
				f.Detail = fmt.Sprintf("%s does not say what is good enough, nor whose figure it is.", check.Name(k))
				f.Help = "Say both: `target = \"<= …\"` or `\">= …\"`, and `owner = role.…`."
			case !k.Target.Given():
				f.Summary = "KPI has no target"
				f.Detail = fmt.Sprintf("%s does not say what is good enough.", check.Name(k))
				f.Help = "Say it: `target = \"<= …\"` or `\">= …\"`."
			case !k.Owner.Given():
				f.Summary = "KPI has no owner"
				f.Detail = fmt.Sprintf("Nobody answers for %s.", check.Name(k))
				f.Help = "Name whose figure it is: `owner = role.…`."
			default:
				continue
			}
			p.Report(f)
		}
	},
}
