package schema

import (
	"fmt"
	"slices"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// UnguaranteedField finds fields that a receiver needs and a sender may leave out.
var UnguaranteedField = check.Rule{
	ID: "schema/unguaranteed-field", Severity: finding.Error, Kind: check.Absence,
	Title: "A required field that the sender may leave out",
	What: "A handoff without `create` whose receiver requires a field (it is not optional there, or is in `requires`) that is optional at the sender, not in the output's `provides`, and not set by an `update` on " +
		"every way to the step the output leaves at, and not required by every input that brings the record. And a promise that the flow breaks: a field in `provides` that the process sets itself, but only at a step that comes after the one the output leaves at, or on " +
		"some ways to it only. Where the flow is not declared, or no step says that it sets the field, `provides` is taken at its word.",
	Why: "It works until the first record that lacks it. Then the receiver asks back, and the case goes to and fro.",
	Bad: delivery + `
process "baking" {
  owner = role.rider
  output "pizza" { artifact = artifact.parcel }
}
`,
	Good: delivery + `
process "baking" {
  owner = role.rider
  output "pizza" {
    artifact = artifact.parcel
    provides = [address]
  }
}
`,
	Run: func(p *check.Pass) {
		brokenPromises(p)
		mismatches(p, types.Unguaranteed, func(h *graph.Handoff, m types.Mismatch) {
			if filled(h, m.Path) || carried(h, m.Path) {
				return
			}
			help := fmt.Sprintf("Make the field required in %s, or let the receiver do without it.", check.Name(h.Sent))
			if !strings.ContainsAny(m.Path, ".[") && m.Path != "" {
				help = fmt.Sprintf("Guarantee it where it leaves (`provides = [%s]` in `%s`), or let the receiver do without it.", m.Path, h.Output.Address)
				if h.Output.Declared == nil {
					help = fmt.Sprintf("Guarantee it where it leaves (`provides = [%s]` in `%s`), or let the receiver do without it.", m.Path, h.Interface.Address())
				}
			}
			f := mismatch(h, m, "Required field may be missing",
				fmt.Sprintf("%s cannot go on without %s, and %s, which sends %s, does not guarantee it.", check.Name(h.Receiver), field(m.Path, h.Received), check.Name(h.Sender), check.Name(h.Sent)), help)
			required(&f, h, m)
			relate(&f, "It is optional here.", h.Sent.Address(), m.ProducerAt)
			if h.Output.Declared != nil {
				f.Related = append(f.Related, check.Related("It leaves here.", h.Output.Declared))
			}
			p.Report(f)
		})
	},
}

// filled reports whether the sender's steps set the field on every way to where the output leaves.
func filled(h *graph.Handoff, field string) bool {
	filling := h.Sender.Filling(h.Sent, field)
	leaves := h.Output.LeavesAt()
	return filling != nil && len(leaves) > 0 && !slices.ContainsFunc(leaves, func(s *graph.Step) bool { return !filling.Certain(s) })
}

// brokenPromises holds `provides` to what the steps do.
func brokenPromises(p *check.Pass) {
	for _, process := range p.Graph.Processes {
		for _, out := range process.Outputs {
			provides, by := out.Promises()
			if by == nil || !graph.Own(by) || out.Artifact == nil || out.Artifact.Record == nil {
				continue
			}
			for _, name := range provides {
				f, ok := out.Artifact.Record.Field(name.Name)
				if !ok || name.Broken {
					continue
				}
				if _, optional := f.Type.IsOptional(); !optional {
					continue
				}
				filling := process.Filling(out.Artifact, name.Name)
				for _, s := range out.Steps {
					if filling != nil && filling.Gap(s) != nil {
						p.Report(brokenPromise(out, by, name, filling, s))
						break
					}
				}
			}
		}
	}
}

func brokenPromise(out *graph.Port, by lang.Declaration, name lang.FieldName, filling *graph.Filling, leaves *graph.Step) finding.Finding {
	f := finding.Finding{
		Summary: "Promised field may not be filled yet", Address: by.Common().Address(), Range: name.Range, Key: "provides " + name.Name,
		Suspects: []string{out.Address + " leaves at " + leaves.Address()}, // all that it promises is lacking for one reason
		Help:     "Let the output leave later (`leaves_at`), set the field on every way there, or take it out of `provides`.",
	}
	after := graph.After(leaves)
	later := true
	for _, set := range filling.Sets {
		at := lang.Declaration(set.In())
		later = later && set.Step != nil && after[set.Step]
		if len(f.Related) < 5 {
			f.Related = append(f.Related, finding.Related{Message: "It is set here.", Address: at.Common().Address(), Range: set.Name.Range})
		}
	}
	where := ""
	if path := filling.Gap(leaves); len(path) > 1 {
		where = fmt.Sprintf(", by way of %s,", check.Names(path[:len(path)-1]))
	}
	f.Detail = fmt.Sprintf("`%s` promises `%s`, and leaves at %s. One can get there%s without any step having set it.", out.Address, name.Name, check.Name(leaves), where)
	if later && !before(filling, leaves) {
		f.Detail = fmt.Sprintf("`%s` promises `%s`, and leaves at %s; the field is set only by a step that comes after.", out.Address, name.Name, check.Name(leaves))
	}
	return f
}

// before reports whether a step that sets the field can come before.
func before(filling *graph.Filling, leaves *graph.Step) bool {
	return slices.ContainsFunc(filling.Sets, func(set graph.Setting) bool { return set.Step == nil || graph.After(set.Step)[leaves] })
}

// delivery is a rider who needs an address, and a kitchen to come.
const delivery = `
process "delivery" {
  owner = role.rider
  input "parcel" {
    artifact = artifact.parcel
    requires = [address]
  }
}
interface "pizza_to_rider" {
  from = process.baking.output.pizza
  to   = process.delivery.input.parcel
}
artifact "parcel" {
  field "address" { type = optional(string) }
}
role "rider" {}
`

// carried reports whether the record only comes to the sender with the field, and nothing there takes it away: the sender hands on what it got.
func carried(h *graph.Handoff, field string) bool {
	brought := false
	for _, in := range h.Sender.Inputs {
		if in.Artifact != h.Sent {
			continue
		}
		if in.Declared == nil || in.Declared.As.Given() || !slices.ContainsFunc(in.Declared.Requires, func(n lang.FieldName) bool { return n.Name == field }) {
			return false
		}
		brought = true
	}
	for _, s := range h.Sender.Steps {
		if s.Creates.Artifact() == h.Sent || s.Step.Calls.Given() {
			return false
		}
	}
	for _, set := range h.Sender.Settings() {
		if set.Of == h.Sent && set.Name.Name == field {
			return false
		}
	}
	return brought && h.Sender.Flow == graph.Declared && !h.Sender.Process.External.Value
}
