package handoff

import (
	"fmt"

	"handoff/check"
	"handoff/lang/finding"
)

// OrphanInput finds inputs that nobody feeds.
var OrphanInput = check.Rule{
	ID: "handoff/orphan-input", Severity: finding.Error, Kind: check.Absence,
	Title: "An input that no interface feeds",
	What: "An `input` that is in the `to` of no interface. It is silent about inputs that come from outside the map (`external = true`) and about those of a process that another " +
		"one `calls`, which feeds them.",
	Why: "The process waits for something that nobody knows they should send. It works until somebody goes on holiday, because a person carried it over by hand.",
	Bad: `
process "packing" {
  owner = role.packer
  input "order" { artifact = artifact.order }
}
role "packer" {}
artifact "order" {}
`,
	Good: `
process "packing" {
  owner = role.packer
  input "order" {
    artifact = artifact.order
    external = true
  }
}
role "packer" {}
artifact "order" {}
`,
	Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			for _, port := range process.Inputs {
				if !orphan(p.Graph, port) {
					continue
				}
				p.Report(finding.Finding{
					Summary: "Nothing feeds this input",
					Detail:  fmt.Sprintf("`%s` waits for %s, and no interface brings it.", port.Address, article(port)),
					Help:    fmt.Sprintf("Add an interface with `to = %s`, or say `external = true` if it comes from outside the map.", port.Address) + candidate(p, port),
					Address: port.Address, Range: check.Header(port.Declared), Related: similar(p, port),
				})
			}
		}
	},
}
