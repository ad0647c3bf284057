package style

import (
	"fmt"

	"handoff/check"
	"handoff/lang"
	"handoff/lang/finding"
)

// MissingPurpose finds processes that do not say what they are for.
var MissingPurpose = check.Rule{
	ID: "style/missing-purpose", Severity: finding.Info, Kind: check.Presence,
	Title: "A process without a purpose",
	What:  "A process with no `purpose`. Black boxes (`external = true`) are not asked for one.",
	Why:   "The purpose decides what to do in the case that nobody thought of. Where it is missing, people keep to the letter of the steps.",
	Bad: `
process "baking" { owner = role.baker }
role "baker" {}
`,
	Good: `
process "baking" {
  purpose = "Bread on the table at seven."
  owner   = role.baker
}
role "baker" {}
`,
	Run: func(p *check.Pass) {
		for _, d := range own(p) {
			process, ok := d.(*lang.Process)
			if !ok || process.External.Value || process.Purpose.Given() {
				continue
			}
			p.Report(finding.Finding{
				Summary: "Process has no purpose", Address: process.Address(), Range: check.Header(process),
				Detail: fmt.Sprintf("%s does not say what it is for.", check.Name(process)),
				Help:   "Say in a sentence why it exists: `purpose = \"…\"`.",
			})
		}
	},
}
