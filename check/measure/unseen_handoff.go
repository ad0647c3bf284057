package measure

import (
	"fmt"

	"handoff/check"
	"handoff/lang/finding"
)

// UnseenHandoff finds interfaces that nothing ever passes.
var UnseenHandoff = check.Rule{
	ID: "measure/unseen-handoff", Severity: finding.Info, Kind: check.Measured,
	Title: "An interface that the log never shows",
	What: "Both ends of the interface have events in the log, and no case ever went from the one to the other. It is silent about interfaces whose ends are one team, " +
		"which a log of groups cannot show, and about ends the log knows nothing of.",
	Why: "Either the interface is only on paper and the work goes another way, or it passes outside the system that keeps the log, and nothing of it is measured.",
	Bad: `
# The log has cases with the desk and cases with the databases team, and none that went from one to the other.
interface "slow_query" {
  from    = process.answering
  to      = process.tuning
  carries = artifact.ticket
}
`,
	Run: func(p *check.Pass) {
		for _, address := range p.Measured.Conformance.Unseen {
			d, f := about(p, address)
			if d == nil {
				continue
			}
			f.Summary = "Interface that was never used"
			f.Detail = fmt.Sprintf("Both ends of %s are in the log, and none of its %s went along it.", check.Name(d), check.Count(p.Measured.Log.Cases, "case"))
			f.Help = "Ask the two sides how they really pass this on. If it goes through another system, measure that one's log too; if it never happens, remove the interface."
			p.Report(*f)
		}
	},
}
