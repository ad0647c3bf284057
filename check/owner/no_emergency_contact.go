package owner

import (
	"fmt"

	"handoff/check"
	"handoff/lang/finding"
	"handoff/lang/lazyregexp"
)

// NoEmergencyContact finds what burns with nobody to call.
var NoEmergencyContact = check.Rule{
	ID: "owner/no-emergency-contact", Severity: finding.Warning, Kind: check.Absence,
	Title: "Nobody to call in an emergency",
	What:  "A service with no `emergency`, and a process with none whose `sla` has a target for the gravest cases: one called P1, SEV1, S1, priority 1, 1, critical, emergency or urgent, in any spelling.",
	Why:   "The escalation ladder takes its time. When the house is on fire, one needs a single name at once.",
	Bad: `
process "incidents" {
  owner = role.manager
  input "report" {
    artifact = artifact.incident
    external = true
  }
  sla {
    per = priority
    target "P1" {
      complete = "4h"
    }
  }
}
artifact "incident" {
  field "priority" { type = enum("P1", "P2") }
}
role "manager" {}
`,
	Good: `
process "incidents" {
  owner     = role.manager
  emergency = role.manager
  input "report" {
    artifact = artifact.incident
    external = true
  }
  sla {
    per = priority
    target "P1" {
      complete = "4h"
    }
  }
}
artifact "incident" {
  field "priority" { type = enum("P1", "P2") }
}
role "manager" {}
`,
	Run: func(p *check.Pass) {
		for _, s := range p.Graph.Services {
			if !s.Emergency.Given() {
				p.Report(finding.Finding{
					Summary: "Nobody to call in an emergency", Detail: fmt.Sprintf("When %s fails, nobody is named to be called at once.", check.Name(s)),
					Help:    "Name who to call: `emergency = role.…`.",
					Address: s.Address(), Range: check.Header(s),
				})
			}
		}
		for _, process := range p.Graph.Processes {
			if !asked(process) || process.Emergency.Given() {
				continue
			}
			for _, t := range process.SLA.Targets {
				if gravest.MatchString(t.Value.Value) {
					p.Report(finding.Finding{
						Summary: "Nobody to call in an emergency",
						Detail:  fmt.Sprintf("%s promises something for %q, and nobody is named to be called at once.", check.Name(process), t.Value.Value),
						Help:    "Name who to call: `emergency = role.…`.",
						Address: process.Address(), Range: check.Header(process),
						Related: []finding.Related{{Message: "It deals with the gravest cases.", Address: process.Address(), Range: t.Value.Range}},
					})
					break
				}
			}
		}
	},
}

// gravest matches the usual names of the highest priority.
var gravest = lazyregexp.New(`(?i)^((p|s|sev|severity|prio|priority)?[-_ ]?1|critical|emergency|urgent)$`)
