package governance

import (
	"fmt"
	"slices"
	"time"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// Unreviewed finds what nobody has looked at for too long.
var Unreviewed = check.Rule{
	ID: "governance/unreviewed", Severity: finding.Info, Kind: check.Absence,
	Title: "A service, KPI or block that nobody reviews",
	What: "A service or KPI that is in the `reviews` of no `cadence`. Who reviews a service looks at its KPIs, and who looks at a KPI reviews what it is of: one of them is enough. Where a map has no `cadence` at " +
		"all, that is one finding. And any block whose `reviewed` date is longer ago than its own `review_every`; dates are held against today, or the day given with `--today`.",
	Why: "A map that nobody looks at is true on the day it is written. A figure that nobody looks at is not even that.",
	Bad: bakery + `
kpi "hunger" {
  metric = "lead_time"
  of     = service.hunger_to_bread
  target = "<= 1h"
  owner  = role.baker
}
`,
	Good: bakery + `
kpi "hunger" {
  metric = "lead_time"
  of     = service.hunger_to_bread
  target = "<= 1h"
  owner  = role.baker
}
cadence "monday" {
  every   = "1w"
  reviews = [service.hunger_to_bread]
}
`,
	Run: func(p *check.Pass) {
		var missing []lang.Declaration
		for _, s := range first(p, p.Map.Services) {
			if !reviewed(p, s) && !slices.ContainsFunc(figures(p, s), func(k *lang.KPI) bool { return reviewed(p, k) }) {
				missing = append(missing, s)
			}
		}
		for _, k := range first(p, p.Map.KPIs) {
			if !reviewed(p, k) && !k.Of.Broken() && !slices.ContainsFunc(k.Of.Resolved(), func(of lang.Declaration) bool { return reviewed(p, of) }) {
				missing = append(missing, k)
			}
		}
		if len(p.Map.Cadences) == 0 {
			neverMet(p, missing)
		} else {
			for _, d := range missing {
				p.Report(finding.Finding{
					Summary: "Nobody reviews it", Address: d.Common().Address(), Range: check.Header(d), Key: "cadence",
					Detail: fmt.Sprintf("No cadence reviews %s.", check.Name(d)),
					Help:   fmt.Sprintf("Add it to the `reviews` of the meeting it belongs in: %s.", check.Names(p.Map.Cadences)),
				})
			}
		}
		overdue(p)
	},
}

// neverMet reports a map in which nobody meets to review anything.
func neverMet(p *check.Pass, missing []lang.Declaration) {
	if len(missing) == 0 {
		return
	}
	f := finding.Finding{
		Summary: "Nobody reviews anything", Address: missing[0].Common().Address(), Range: check.Header(missing[0]), Key: "map",
		Detail: fmt.Sprintf("This map has no `cadence`, so nobody reviews %s.", check.Names(missing)),
		Help:   "Declare the meeting in which they are looked at: `cadence \"…\"` with `every`, `chair` and `reviews`.",
	}
	for _, d := range missing[1:] {
		if len(f.Related) < 4 {
			f.Related = append(f.Related, check.Related("Nor does anybody review this.", d))
		}
	}
	p.Report(f)
}

// overdue reports the blocks whose next review should have been.
func overdue(p *check.Pass) {
	for _, d := range p.Map.Declarations() {
		b := d.Common()
		if !b.Reviewed.Given() || b.Reviewed.Time.IsZero() || !b.ReviewEvery.Stated() || !graph.Own(d) || p.Map.Lookup(b.Address()) != d {
			continue
		}
		today, known := p.Today()
		due := b.ReviewEvery.Value.DateAfter(b.Reviewed.Time)
		if !known || !today.After(due) {
			continue
		}
		p.Report(finding.Finding{
			Summary: "Review is overdue", Address: b.Address(), Range: b.Reviewed.Range, Key: "reviewed",
			Detail:  fmt.Sprintf("%s was last reviewed on %s and is to be reviewed every %s: the next review was due on %s.", check.Name(d), day(b.Reviewed.Time), b.ReviewEvery.Value.Words(), day(due)),
			Help:    "Look it through, and set `reviewed` to the day you did.",
			Related: []finding.Related{{Message: "How often.", Address: b.Address(), Range: b.ReviewEvery.Range}},
		})
	}
}

func day(t time.Time) string { return t.Format(time.DateOnly) }
