package measure

import (
	"fmt"

	"handoff/check"
	"handoff/graph/kpi"
	"handoff/lang/finding"
)

// BrokenPromise finds promises that are broken more often than kept.
var BrokenPromise = check.Rule{
	ID: "measure/broken-promise", Severity: finding.Warning, Kind: check.Measured,
	Title: "A promise that the log says cannot be kept",
	What:  "Of a promise of an interface, process or service, for one priority, fewer than `kept` per cent were kept, of at least `min` that it can be told of. What is still open and late is broken.",
	Why:   "A promise that is mostly broken plans for something that does not happen: every promise above it is worth no more, and those who escalate stop being heard.",
	Bad: `
interface "incident_to_problem" {
  from    = process.incident_management
  to      = process.problem_management
  carries = artifact.incident
  sla {
    acknowledge = "30m" # in the log, half of them wait longer than 4 hours
  }
}
`,
	Options: []check.Option{
		{Name: "kept", Doc: "How many per cent must be kept.", Default: 50},
		{Name: "min", Doc: "Of how many it must be told.", Default: kpi.FewCases},
	},
	Run: func(p *check.Pass) {
		r := p.Measured
		for _, list := range [][]kpi.Figures{r.Interfaces, r.Processes, r.Services} {
			for _, figures := range list {
				for _, promise := range figures.Promises {
					judgePromise(p, &figures, promise)
				}
			}
		}
	},
}

func judgePromise(p *check.Pass, figures *kpi.Figures, promise kpi.Promise) {
	n := promise.N()
	if n < p.Option("min") || 100*promise.Kept >= p.Option("kept")*n {
		return
	}
	d, f := about(p, figures.Address)
	if d == nil {
		return
	}
	f.Key = promise.Promise + " " + promise.Priority
	what := "`" + promise.Promise + "`"
	if promise.Priority != "" {
		what += " for " + promise.Priority
	}
	f.Summary = "Promise that is mostly broken"
	f.Detail = fmt.Sprintf("%s promises %s within %s, and kept that in %s.", check.Name(d), what, promise.Limit, percent(promise.Kept, n))
	if promise.Open.N > 0 {
		f.Detail += fmt.Sprintf(" Half of those that are over took longer than %s, a tenth longer than %s, counted as the promise counts.", length(promise.Open.Median), length(promise.Open.P90))
	}
	if promise.Late > 0 {
		f.Detail += fmt.Sprintf(" %d are still open and late.", promise.Late)
	}
	f.Help = "Promise what can be kept and say by when it will be better, or change what the work waits for."
	p.Report(*f)
}
