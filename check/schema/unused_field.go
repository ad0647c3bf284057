package schema

import (
	"fmt"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// UnusedField finds fields that no handoff, condition or promise has to do with.
var UnusedField = check.Rule{
	ID: "schema/unused-field", Severity: finding.Off, Kind: check.Absence,
	Title: "A field nothing uses",
	What: "A field that nothing requires, provides, sets, reads or tests: no `requires` or `provides`, no line of a `create` or `update`, no condition, no target of a promise, no lifecycle, no type that reuses it, and no " +
		"handoff that passes it on as another record's field of that name. Keys are used by whoever refers to the record. Silent about fields that come from a schema file and about artifacts that no process has in hand.",
	Why: "Every field is somebody's work to fill in. One that nobody reads is work for nothing, or the sign of a handoff that is not written down yet; many maps describe more than their handoffs need, so the rule is off.",
	Bad: oven + `
artifact "order" {
  field "pizza" { type = string }
  field "star_sign" { type = string }
}
`,
	Good: oven + `
artifact "order" {
  field "pizza" { type = string }
}
`,
	Run: func(p *check.Pass) {
		for _, use := range p.Map.Uses {
			if use.State == lang.Broken {
				return // what is misspelt may lead to a use
			}
		}
		u := uses{fields: map[used]bool{}, names: map[string]bool{}}
		u.collect(p)
		for _, a := range p.Graph.Artifacts {
			if !graph.Own(a) || a.Record == nil || len(a.Ports) == 0 {
				continue
			}
			for _, f := range a.Fields {
				if f.Key.Value || u.names[f.Name] || u.fields[used{a.Record, f.Name}] {
					continue
				}
				p.Report(finding.Finding{
					Summary: "Field that nothing uses", Address: a.Address(), Range: f.NameRange, Key: f.Name,
					Detail: fmt.Sprintf("Nothing requires, provides, sets, reads or tests %s.", field(f.Name, a.Artifact)),
					Help:   "Say who needs it (`requires`), pass it on, or take it out.",
				})
			}
		}
	},
}

// used is a field of a record.
type used struct {
	of   *types.Record
	name string
}

// uses are the fields that something has to do with.
type uses struct {
	fields map[used]bool
	names  map[string]bool // of promises, which go by the field of any record in hand
}

func (u *uses) collect(p *check.Pass) {
	for _, use := range p.Map.FieldUses {
		u.fields[used{use.Record, use.Field}] = true
	}
	for _, a := range p.Map.Artifacts {
		if a.Lifecycle != nil {
			u.add(a, lang.FieldNames{a.Lifecycle.Field})
		}
		for _, f := range a.Fields {
			for _, r := range f.Type.Type.References() {
				if r.Record != nil && r.Field != "" {
					u.fields[used{r.Record, r.Field}] = true
				}
			}
		}
	}
	promise := func(s *lang.SLA) {
		if s != nil {
			u.names[s.Per.Name] = true
		}
	}
	for _, process := range p.Map.Processes {
		promise(process.SLA)
		for _, port := range append(process.Inputs[:len(process.Inputs):len(process.Inputs)], process.Outputs...) {
			u.add(port.Artifact.Artifact(), port.Requires)
			u.add(port.Artifact.Artifact(), port.Provides)
		}
	}
	for _, i := range p.Map.Interfaces {
		promise(i.SLA)
	}
	for _, s := range p.Map.Services {
		promise(s.SLA)
	}
	for _, s := range p.Map.SLAPolicies {
		promise(&s.SLA)
	}
	for _, h := range p.Graph.Handoffs {
		u.add(h.Sent, h.Provides)
		u.add(h.Received, h.Requires)
		if h.Interface.Create != nil || h.Sent == h.Received || h.Sent == nil || h.Received == nil || h.Sent.Record == nil || h.Received.Record == nil {
			continue
		}
		for _, f := range h.Sent.Record.Fields {
			if _, ok := h.Received.Record.Field(f.Name); ok {
				u.fields[used{h.Sent.Record, f.Name}] = true
				u.fields[used{h.Received.Record, f.Name}] = true
			}
		}
	}
}

func (u *uses) add(a *lang.Artifact, names lang.FieldNames) {
	if a == nil || a.Record == nil {
		return
	}
	for _, n := range names {
		u.fields[used{a.Record, n.Name}] = true
	}
}

// oven is a process that needs one thing of what it gets.
const oven = `
process "baking" {
  owner = role.baker
  input "order" {
    artifact = artifact.order
    requires = [pizza]
  }
}
role "baker" {}
`
