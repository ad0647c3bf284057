package handoff

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// IsolatedProcess finds processes that stand alone.
var IsolatedProcess = check.Rule{
	ID: "handoff/isolated-process", Severity: finding.Warning, Kind: check.Absence,
	Title: "A process with no interface at all",
	What: "A process that neither hands anything on nor gets anything, and that no step `calls`. It is silent where one of its ports is an orphan, which says the same more exactly, and " +
		"about the only process of a map if what goes in or out is marked `external`.",
	Why: "No process works alone. Either its handoffs are not written down, or nobody needs what it does.",
	Bad: `
process "archiving" {
  owner = role.archivist
}
role "archivist" {}
`,
	Good: `
process "selling" {
  owner = role.archivist
}
process "archiving" {
  owner = role.archivist
}
interface "order_to_archive" {
  from    = process.selling
  to      = process.archiving
  carries = artifact.order
}
role "archivist" {}
artifact "order" {}
`,
	Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			if !graph.Own(process) || len(process.In)+len(process.Out) > 0 || len(process.Callers) > 0 || calls(process) ||
				p.Graph.MaybeMeant(process.Process) || named(p.Graph, process.Process) || triggered(p, process) || spokenFor(p, process) {
				continue
			}
			p.Report(finding.Finding{
				Summary: "Process is isolated",
				Detail:  fmt.Sprintf("%s hands nothing on and gets nothing: no interface names it.", check.Name(process)),
				Help:    "Write down its handoffs: an `interface` with this process in `from`, and one with it in `to`.",
				Address: process.Address(), Range: check.Header(process),
			})
		}
	},
}

// calls reports whether a step runs another process.
func calls(process *graph.Process) bool {
	for _, s := range process.Steps {
		if s.Step.Calls.Given() {
			return true
		}
	}
	return false
}

// triggered reports whether an event joins it to another process: one noticed here sets something off there, or the other way round.
func triggered(p *check.Pass, process *graph.Process) bool {
	for _, s := range process.Steps {
		e := p.Graph.Event(s.On.Event())
		if e != nil && e.Source.Process() != nil && e.Source.Process() != process.Process {
			return true
		}
	}
	for _, e := range p.Graph.Events {
		if e.Source.Process() != process.Process {
			continue
		}
		for _, s := range e.Steps {
			if s.Process != process {
				return true
			}
		}
	}
	return false
}

// spokenFor reports whether its ports say it already: an orphan has a finding of its own; a broken end of an interface has been reported; and in a map of
// one process, what comes from outside and goes there is all there can be.
func spokenFor(p *check.Pass, process *graph.Process) bool {
	for _, s := range process.Steps {
		if named(p.Graph, s.Step) {
			return true
		}
	}
	for _, list := range [][]*graph.Port{process.Inputs, process.Outputs} {
		for _, port := range list {
			if port.Declared == nil {
				continue
			}
			alone := len(p.Graph.Processes) == 1 && (port.External() || port.Declared.StoredIn.Given())
			if alone || named(p.Graph, port.Declared) || p.Graph.MaybeMeant(port.Declared) || orphan(p.Graph, port) && !port.Declared.StoredIn.Given() {
				return true
			}
		}
	}
	return false
}
