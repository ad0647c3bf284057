// Package handoff holds the rules about batons: every one that is passed is caught, and no one runs in circles with it.
package handoff

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// OrphanOutput finds outputs that nobody takes.
var OrphanOutput = check.Rule{
	ID: "handoff/orphan-output", Severity: finding.Error, Kind: check.Absence,
	Title: "An output that no interface takes",
	What: "An `output` that is in the `from` of no interface. It is silent about outputs that leave the map (`external = true`) or are filed rather than passed on (`stored_in`), and about " +
		"those of a process that another one `calls`: their result goes back to the caller.",
	Why: "Somebody does the work and puts the result down. Nobody picks it up, and everybody believes that somebody did: this is how work is lost between teams.",
	Bad: `
process "selling" {
  owner = role.seller
  output "order" { artifact = artifact.order }
}
role "seller" {}
artifact "order" {}
`,
	Good: `
process "selling" {
  owner = role.seller
  output "order" { artifact = artifact.order }
}
process "packing" {
  owner = role.seller
  input "order" { artifact = artifact.order }
}
interface "order_to_packing" {
  from = process.selling.output.order
  to   = process.packing.input.order
}
role "seller" {}
artifact "order" {}
`,
	Run: func(p *check.Pass) {
		for _, process := range p.Graph.Processes {
			for _, port := range process.Outputs {
				if !orphan(p.Graph, port) || port.Declared.StoredIn.Given() {
					continue
				}
				p.Report(finding.Finding{
					Summary: "Output goes nowhere",
					Detail:  fmt.Sprintf("`%s` hands on %s, and no interface takes it.", port.Address, article(port)),
					Help: fmt.Sprintf("Add an interface with `from = %s`, or say `external = true` if it leaves the map, or `stored_in = system.…` if it is only filed.",
						port.Address) + candidate(p, port),
					Address: port.Address, Range: check.Header(port.Declared), Related: similar(p, port),
				})
			}
		}
	},
}

// orphan reports whether a declared port of the map's own is in no interface and says nothing of why.
func orphan(g *graph.Graph, port *graph.Port) bool {
	return port.Declared != nil && graph.Own(port.Declared) && len(port.Handoffs) == 0 && !port.External() &&
		len(port.Process.Callers) == 0 && !g.MaybeMeant(port.Declared) && !named(g, port.Declared)
}

// named reports whether an interface names d as one of its ends, though the other end may be broken.
func named(g *graph.Graph, d lang.Declaration) bool {
	for _, u := range g.Relations(d) {
		if _, ok := u.In.(*lang.Interface); ok && u.Target == d {
			return true
		}
	}
	return false
}

// article names the record a port holds.
func article(port *graph.Port) string {
	if port.Artifact == nil {
		return "something"
	}
	return check.Name(port.Artifact)
}

// maxOpposites is how many of them matter.
const maxOpposites = 3

// opposites are orphans on the other side that hold the same record, the first few: what was probably meant to be joined.
func opposites(p *check.Pass, port *graph.Port) []*graph.Port {
	if port.Artifact == nil {
		return nil
	}
	var out []*graph.Port
	for _, other := range orphans.Of(p)[side{port.Artifact, !port.Input}] {
		if other.Process != port.Process {
			out = append(out, other)
		}
		if len(out) == maxOpposites {
			break
		}
	}
	return out
}

// side is where orphans are looked for: among the inputs or the outputs that hold a record.
type side struct {
	holds *lang.Artifact
	input bool
}

// orphans are all there are.
var orphans = check.Fact[map[side][]*graph.Port]{Find: func(g *graph.Graph) map[side][]*graph.Port {
	out := map[side][]*graph.Port{}
	for _, a := range g.Artifacts {
		for _, port := range a.Ports {
			if orphan(g, port) {
				at := side{a.Artifact, port.Input}
				out[at] = append(out[at], port)
			}
		}
	}
	return out
}}

func candidate(p *check.Pass, port *graph.Port) string {
	if list := opposites(p, port); len(list) == 1 {
		return fmt.Sprintf(" Is it meant for `%s`?", list[0].Address)
	}
	return ""
}

func similar(p *check.Pass, port *graph.Port) []finding.Related {
	var out []finding.Related
	for _, other := range opposites(p, port) {
		word := "takes in"
		if !other.Input {
			word = "hands on"
		}
		out = append(out, check.Related(fmt.Sprintf("This one %s the same record, and is not joined to anything either.", word), other.Declared))
	}
	return out
}
