package measure

import (
	"fmt"

	"handoff/check"
	"handoff/lang/finding"
)

// UnexplainedWord finds groups of the log that the map knows nothing of.
var UnexplainedWord = check.Rule{
	ID: "measure/unexplained-word", Severity: finding.Info, Kind: check.Measured,
	Title: "Groups of the log that the source does not explain",
	What:  "The `groups` of the source block do not say what some of the groups of the log are. One finding for all of them, the most frequent first.",
	Why:   "What they do is in the figures of the whole log, and in those of no part of the map.",
	Bad: `
# handoff.hcl
source "itsm" {
  groups = {
    "Desk" = team.desk # the log also has the groups DBA and Network
  }
}
`,
	Run: func(p *check.Pass) {
		words := p.Measured.Conformance.UnknownGroups
		if len(words) == 0 {
			return
		}
		names := make([]string, len(words))
		events := 0
		for k, w := range words {
			names[k] = fmt.Sprintf("%q", w.Word)
			events += w.Count
		}
		f := finding.Finding{
			Key: p.Measured.Source, Summary: "Groups that nobody explains",
			Detail: fmt.Sprintf("The source does not explain %s of the log: %s, with %s.", check.Count(len(words), "group"), check.List(names), check.Count(events, "event")),
			Help:   "Add them to `groups` of the source block. `handoff measure --suggest LOG` proposes what they may be.",
		}
		for _, s := range p.Map.Settings.Sources {
			if s.Name.Value == p.Measured.Source {
				f.Range = s.Header
			}
		}
		p.Report(f)
	},
}
