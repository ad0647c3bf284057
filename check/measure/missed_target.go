package measure

import (
	"fmt"

	"handoff/check"
	"handoff/graph/kpi"
	"handoff/lang/finding"
)

// MissedTarget finds KPIs that are not met.
var MissedTarget = check.Rule{
	ID: "measure/missed-target", Severity: finding.Error, Kind: check.Measured,
	Title: "A KPI that misses its target",
	What: "The figure of a `kpi` block, as measured in the log, is on the wrong side of its `target`. Times are held against the median unless the target says otherwise (`\"p90 <= 4h\"`, `\"mean <= 2d\"`), in the open hours " +
		"of the promise of what it is of, if that has a calendar. A figure of fewer than 20 is a note. `handoff measure --definitions` says how each metric is worked out.",
	Why: "It is what the figure was agreed for.",
	Bad: `
kpi "returned_work" {
  metric = "handback_rate"
  of     = interface.incident_to_problem
  target = "<= 5 %" # in the log, 28.4 % come back
  owner  = role.process_integrator
}
`,
	Run: func(p *check.Pass) {
		for _, t := range p.Measured.Targets {
			if t.Why != "" || t.Met {
				continue
			}
			d, f := about(p, t.Address)
			if d == nil {
				continue
			}
			f.Key = t.Of
			f.Summary = "Target missed"
			of := "the whole log"
			if t.Of != "" {
				of = "`" + t.Of + "`"
			}
			f.Detail = fmt.Sprintf("%s of %s is %s (n = %d), and should be %s.", kpi.Define(t.Metric).Title, of, value(t), t.N, t.Target)
			f.Help = "See in the backlog of `handoff measure` where the time goes, and write the improvement down: `improvement \"…\" { kpi = " + t.Address + " }`."
			if t.N < kpi.FewCases {
				f.Severity = finding.Info
			}
			related(p, f, "What it is measured on.", t.Of)
			p.Report(*f)
		}
	},
}

// value is the measured value in a text.
func value(t kpi.Target) string {
	switch t.Statistic {
	case "share":
		return fmt.Sprintf("%.1f %%", 100*t.Value)
	case "per case":
		return fmt.Sprintf("%.2f per case", t.Value)
	}
	return fmt.Sprintf("%s (%s)", length(t.Value), t.Statistic)
}
