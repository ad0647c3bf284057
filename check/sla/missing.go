package sla

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang/finding"
)

// Missing finds what a service rests on, and nobody promises.
var Missing = check.Rule{
	ID: "sla/missing", Severity: finding.Warning, Kind: check.Absence,
	Title: "A part of a service without a promise",
	What: "A process or interface in the `flow` of a service with no `sla` and no `due`; and, anywhere, an `sla` block that promises nothing. What answers a request needs none: the request's covers it. A black box is asked for none, nor is what passes between two. " +
		"A process needs none if each of its steps says `within`, or if every handoff that reaches it in the flow promises to be `complete`. A promise that says `unstated` is there (sla/unquantified has more to say about it). A service " +
		"of which nothing at all is promised is one finding.",
	Why:  "A service can promise no more than the sum of its parts. One part without a promise, and the answer to \"how long will it take?\" is \"at least\".",
	Bad:  chain("", ""),
	Good: chain(`  sla { complete = "2d" }`, `  sla { acknowledge = "4h" }`),
	Run: func(p *check.Pass) {
		empty := map[any]bool{}
		for _, b := range promisers(p.Graph) {
			if b.sla.Given() || !b.kept() {
				continue
			}
			empty[b.of] = true
			p.Report(finding.Finding{
				Summary: "Promise that promises nothing", Detail: fmt.Sprintf("The `sla` of %s gives no figure: neither `acknowledge` nor `complete`.", check.Name(b.of)),
				Help:    "Say how long it may take: `complete = \"4h\"`; or `complete = unstated(\"…\")`, in the words of whoever promised, if nobody knows.",
				Address: b.of.Common().Address(), Range: b.header(), Key: "empty",
			})
		}
		vague := map[*graph.Service]bool{}
		for _, s := range p.Graph.Services {
			if graph.Own(s) && unpromised(s) {
				vague[s] = true
				p.Report(finding.Finding{
					Summary: "Service without any promise", Detail: fmt.Sprintf("Neither %s nor any process or handoff in its flow says how long it may take.", check.Name(s)),
					Help:    "Begin where it is known: `sla { acknowledge = \"4h\" }` in a handoff, `sla { complete = \"2d\" }` in a process.",
					Address: s.Address(), Range: check.Header(s), Key: "all",
				})
			}
		}
		known := func(list []*graph.Service) []*graph.Service {
			var out []*graph.Service
			for _, s := range list {
				if !vague[s] {
					out = append(out, s)
				}
			}
			return out
		}
		for _, n := range p.Graph.Processes {
			services := known(n.Services)
			if len(services) == 0 || !graph.Own(n) || n.Process.External.Value || n.SLA.Block != nil || timed(n) || covered(n) {
				continue
			}
			p.Report(finding.Finding{
				Summary: "Part of a service without a promise", Detail: fmt.Sprintf("%s is in the flow of %s, and nothing says how long it may take.", check.Name(n), check.Names(services)),
				Help:    "Promise something: `sla { complete = \"2d\" }`, or `within` on every step.",
				Address: n.Address(), Range: check.Header(n),
			})
		}
		for _, i := range p.Graph.Interfaces {
			services := known(i.Services)
			if len(services) == 0 || !graph.Own(i) || i.SLA.Block != nil || i.Due != nil || i.IsAnswer() || foreign(i) {
				continue
			}
			p.Report(finding.Finding{
				Summary: "Part of a service without a promise", Detail: fmt.Sprintf("%s is in the flow of %s, and nothing says how soon it is accepted.", check.Name(i), check.Names(services)),
				Help:    "Promise something: `sla { acknowledge = \"4h\" }`, or a `due` date.",
				Address: i.Address(), Range: check.Header(i),
			})
		}
	},
}

// unpromised reports whether nothing in a service is promised: neither by itself nor by any part.
func unpromised(s *graph.Service) bool {
	if s.SLA.Block != nil || len(s.Interfaces) == 0 {
		return false
	}
	for _, n := range s.Processes {
		if n.SLA.Block != nil || slices.ContainsFunc(n.Steps, func(s *graph.Step) bool { return s.Within.Given() }) {
			return false
		}
	}
	return !slices.ContainsFunc(s.Interfaces, func(i *graph.Interface) bool { return i.SLA.Block != nil || i.Due != nil })
}

// foreign reports whether a handoff passes between black boxes only.
func foreign(i *graph.Interface) bool {
	for _, h := range i.Handoffs {
		if !h.Receiver.Process.External.Value || !h.Sender.Process.External.Value {
			return false
		}
	}
	return len(i.Handoffs) > 0
}

// timed reports whether every step of a process says how long it may take.
func timed(n *graph.Process) bool {
	for _, s := range n.Steps {
		if !s.Within.Given() {
			return false
		}
	}
	return len(n.Steps) > 0
}

// covered reports whether every handoff that reaches the process in the flow of a service promises that it will be done.
func covered(n *graph.Process) bool {
	some := false
	for _, h := range n.In {
		if len(h.Interface.Services) == 0 || h.Interface.IsAnswer() {
			continue
		}
		some = true
		for _, part := range parts(h.Interface.SLA) {
			if !part.Complete.Given() {
				return false
			}
		}
	}
	return some
}

// chain is a service of two processes and the handoff between them, with room for what they promise.
func chain(process, handoff string) string {
	return `
service "repair" {
  owner = role.manager
  flow  = [interface.to_workshop]
  sla { complete = "5d" }
}
process "counter" {
  owner = role.manager
  output "broken" { artifact = artifact.bicycle }
` + process + `
}
process "workshop" {
  owner = role.manager
  input "broken" { artifact = artifact.bicycle }
` + process + `
}
interface "to_workshop" {
  from = process.counter.output.broken
  to   = process.workshop.input.broken
` + handoff + `
}
role "manager" {}
artifact "bicycle" {}
`
}
