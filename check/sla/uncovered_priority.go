package sla

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/graph/budget"
	"handoff/lang"
	"handoff/lang/finding"
)

// UncoveredPriority finds values for which nothing is promised.
var UncoveredPriority = check.Rule{
	ID: "sla/uncovered-priority", Severity: finding.Error, Kind: check.Sum,
	Title: "A priority that nothing is promised for",
	What: "An `sla` whose targets leave out a value of the enum they go by, or leave out for it what they promise for others, with no default beside them. Where all work of a process is set off by events, " +
		"values that none of their conditions lets through are not asked for.",
	Why:  "Work of that priority comes in all the same. No clock runs for it, so nobody is late with it, ever.",
	Bad:  targets(""),
	Good: targets(`    complete = "5d"`),
	Run: func(p *check.Pass) {
		for _, b := range promisers(p.Graph) {
			values := budget.Values(b.sla.Per.Field)
			if len(b.sla.Targets) == 0 || len(values) == 0 || !b.kept() {
				continue
			}
			byValue := map[string]graph.Promises{}
			for _, t := range b.sla.Targets {
				byValue[t.Value.Value] = t.Promises
			}
			for _, kind := range kinds {
				if kind.of(b.sla.Promises).Given() {
					continue
				}
				var lacking []string
				some := false
				for _, v := range values {
					if kind.of(byValue[v]).Given() {
						some = true
					} else if comes(p.Graph, b.of, budget.Case{Field: b.sla.Per.Field, Value: v}) {
						lacking = append(lacking, fmt.Sprintf("%q", v))
					}
				}
				if !some || len(lacking) == 0 {
					continue
				}
				p.Report(finding.Finding{
					Summary: "Priority without a promise",
					Detail:  fmt.Sprintf("%s promises `%s` by `%s`, and nothing for %s.", check.Name(b.of), kind.name, b.sla.Per.Name, check.List(lacking)),
					Help:    fmt.Sprintf("Add a `target` for each, or a default beside the targets: `%s = \"5d\"`.", kind.name),
					Address: b.of.Common().Address(), Range: b.header(), Key: kind.name,
				})
			}
		}
	},
}

// comes reports whether work of a case may come to a process: not where events set off all that does, and none of them lets it through.
func comes(g *graph.Graph, of lang.Declaration, c budget.Case) bool {
	process, ok := of.(*lang.Process)
	if !ok || c.Field.Artifact == nil {
		return true
	}
	some := false
	for _, in := range g.Process(process).Inputs {
		if in.Artifact != c.Field.Artifact {
			continue
		}
		some = true
		for _, h := range in.Handoffs {
			if h.Sent != h.Received || budget.Lets(h.Interface, c) {
				return true
			}
		}
		if len(in.Handoffs) == 0 {
			return true
		}
	}
	return !some
}

// kinds are the two figures that may be promised.
var kinds = []struct {
	name string
	of   func(graph.Promises) graph.Promise
}{
	{"acknowledge", func(p graph.Promises) graph.Promise { return p.Acknowledge }},
	{"complete", func(p graph.Promises) graph.Promise { return p.Complete }},
}

// targets is a process that promises by priority, with room for a default.
func targets(other string) string {
	return `
process "repair" {
  owner = role.manager
  input "broken" {
    artifact = artifact.bicycle
    external = true
  }
  sla {
    per = urgency
` + other + `
    target "today" {
      complete = "4h"
    }
    target "this_week" {
      complete = "3d"
    }
  }
}
role "manager" {}
artifact "bicycle" {
  field "urgency" { type = enum("today", "this_week", "some_time") }
}
`
}
