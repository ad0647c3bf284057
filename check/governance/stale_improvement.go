package governance

import (
	"fmt"

	"handoff/check"
	"handoff/lang/finding"
)

// StaleImprovement finds improvements that are not getting done.
var StaleImprovement = check.Rule{
	ID: "governance/stale-improvement", Severity: finding.Warning, Kind: check.Presence,
	Title: "An improvement that is overdue, or nobody's, or shows in no figure",
	What:  "An `improvement` whose `due` day has passed, that has no `owner`, or that names no `kpi`. One whose `status` is `done` or `dropped` is left alone. Days are held against today, or the day given with `--today`.",
	Why:   "A register that only grows is a list of apologies. Without an owner nothing happens, and without a figure nobody can tell whether it did.",
	Bad: `
improvement "less_waste" {
  of     = process.baking
  owner  = role.baker
  due    = "2027-12-31"
  status = "planned"
}
process "baking" { owner = role.baker }
role "baker" {}
`,
	Good: `
improvement "less_waste" {
  of     = process.baking
  kpi    = kpi.waste
  owner  = role.baker
  due    = "2027-12-31"
  status = "planned"
}
kpi "waste" {
  metric     = "waste"
  definition = "Bread that is left at closing time."
  unit       = "%"
  target     = "<= 5 %"
  owner      = role.baker
}
process "baking" { owner = role.baker }
role "baker" {}
`,
	Run: func(p *check.Pass) {
		for _, i := range first(p, p.Map.Improvements) {
			if i.Status.Value == "done" || i.Status.Value == "dropped" {
				continue
			}
			report := func(key, summary, detail, help string) {
				f := finding.Finding{Summary: summary, Address: i.Address(), Range: check.Header(i), Key: key, Detail: check.Name(i) + " " + detail, Help: help}
				if key == "due" {
					f.Range = i.Due.Range
				}
				p.Report(f)
			}
			if !i.Owner.Given() {
				report("owner", "Improvement has no owner", "has nobody who sees to it.", "Name who does: `owner = role.…`.")
			}
			if !i.KPI.Given() {
				report("kpi", "Improvement shows in no figure", "names no KPI, so nobody will be able to tell whether it has helped.", "Name the figure that is to move: `kpi = kpi.…`.")
			}
			if !i.Due.Given() || i.Due.Time.IsZero() {
				continue
			}
			if today, known := p.Today(); known && today.After(i.Due.Time) {
				report("due", "Improvement is overdue", fmt.Sprintf("was due on %s.", day(i.Due.Time)), "Say how it stands (`status = \"done\"` or `\"dropped\"`), or give it a day that will be kept.")
			}
		}
	},
}
