package schema

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// MultipleWriters finds fields that several write and nobody has put in order.
var MultipleWriters = check.Rule{
	ID: "schema/multiple-writers", Severity: finding.Warning, Kind: check.Absence,
	Title: "A field that several processes write, in no order",
	What: "A field that the steps, branches and interfaces of more than one process set by `update`, with no `updated_by` that says whose word counts; and one that is set by a process which its `updated_by` does not " +
		"name (neither it nor its owner or team, nor the step, who does it or the system it happens in). What an interface writes back counts for the process it leaves. To make a record (`create`) is not to " +
		"write it.",
	Why: "The last one to save wins. Two teams correct each other's entries for weeks before they notice that they mean different things by the field.",
	Bad: table + `
artifact "order" {
  field "wish" { type = string }
}
`,
	Good: table + `
artifact "order" {
  field "wish" {
    type       = string
    updated_by = [process.serving, process.baking]
  }
}
`,
	Run: func(p *check.Pass) {
		type place struct {
			of   *lang.Artifact
			name string
		}
		writers := map[place][]graph.Setting{}
		var order []place
		for _, set := range p.Graph.Settings() {
			if set.Create || set.Of == nil || !graph.Own(set.Of) || set.Process == nil {
				continue
			}
			at := place{set.Of, set.Name.Name}
			if writers[at] == nil {
				order = append(order, at)
			}
			writers[at] = append(writers[at], set)
		}
		for _, at := range order {
			declared := fieldBlock(at.of, at.name)
			if declared != nil && declared.UpdatedBy.Given() {
				for _, set := range uninvited(p.Graph, declared, writers[at]) {
					p.Report(uninvitedWriter(declared, set))
				}
				continue
			}
			var processes []*graph.Process
			f := finding.Finding{Summary: "Several processes write this field", Address: at.of.Address(), Range: fieldPlace(at.of, at.name), Key: at.name}
			for _, set := range writers[at] {
				if slices.Contains(processes, set.Process) {
					continue
				}
				processes = append(processes, set.Process)
				relate(&f, fmt.Sprintf("%s writes it here.", check.Name(set.Process)), set.In().Common().Address(), set.Name.Range)
			}
			if len(processes) < 2 {
				continue
			}
			f.Detail = fmt.Sprintf("%s write %s, and nothing says whose word counts.", check.Names(processes), field(at.name, at.of))
			f.Help = "Put them in order of authority (`updated_by = [process.…, process.…]`), or let one of them alone write it."
			p.Report(f)
		}
	},
}

// fieldBlock is the block that declares a field; nil for one from a schema file.
func fieldBlock(a *lang.Artifact, name string) *lang.Field {
	for _, f := range a.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// fieldPlace is where the map says that a field exists: its block, or the schema file it comes from.
func fieldPlace(a *lang.Artifact, name string) finding.Range {
	if f := fieldBlock(a, name); f != nil {
		return f.NameRange
	}
	if a.Schema.Given() {
		return a.Schema.Range
	}
	return check.Header(a)
}

// uninvited are the first settings of each process that `updated_by` does not name.
func uninvited(g *graph.Graph, f *lang.Field, sets []graph.Setting) []graph.Setting {
	if f.UpdatedBy.Broken() {
		return nil
	}
	var out []graph.Setting
	for _, set := range sets {
		named := slices.ContainsFunc(f.UpdatedBy.Resolved(), func(d lang.Declaration) bool { return writes(g, set, d) })
		if !named && !slices.ContainsFunc(out, func(o graph.Setting) bool { return o.Process == set.Process }) {
			out = append(out, set)
		}
	}
	return out
}

// writes reports whether what is set is set by d: the process or its step, whoever answers for them or does it, or a system it happens in.
func writes(g *graph.Graph, set graph.Setting, d lang.Declaration) bool {
	var doers []lang.Declaration
	row := &graph.Row{}
	var systems lang.References
	if set.Step != nil {
		doers = append(doers, set.Step.Step)
		row = &set.Step.Row
		systems = append(append(systems, set.Step.By...), set.Step.Uses...)
	} else {
		row = &set.Interface.Row
		systems = set.Interface.Via
		if set.Interface.FromStep != nil {
			doers = append(doers, set.Interface.FromStep.Step)
		}
	}
	doers = append(doers, set.Process.Process)
	if slices.Contains(doers, d) || systems.Include(d) {
		return true
	}
	for _, part := range slices.Concat(row.Responsible, row.Accountable) {
		doers = append(doers, part.Who)
	}
	if set.Process.Runs != nil {
		doers = append(doers, set.Process.Runs)
	}
	doers = append(doers, set.Process.Owner.Target)
	return slices.ContainsFunc(doers, func(who lang.Declaration) bool { return who != nil && graph.SameParty(who, d) })
}

func uninvitedWriter(f *lang.Field, set graph.Setting) finding.Finding {
	out := finding.Finding{
		Summary: "Field is written by somebody who may not", Address: set.In().Common().Address(), Range: set.Name.Range, Key: f.Address(),
		Detail: fmt.Sprintf("%s writes %s, and its `updated_by` does not name %s.", check.Name(set.In()), field(f.Name, f.Artifact), check.Name(set.Process)),
		Help:   fmt.Sprintf("Add `%s` to `updated_by`, where its word should count; or let one of those named write the field.", set.Process.Address()),
	}
	relate(&out, "These may write it.", f.Artifact.Address(), f.UpdatedBy[0].Range)
	return out
}

// table is a guest whose wish changes.
const table = `
process "serving" {
  owner = role.waiter
  output "order" { artifact = artifact.order }
  step "ask" {
    by = role.waiter
    update { wish = "no onions" }
  }
}
process "baking" {
  owner = role.waiter
  input "order" { artifact = artifact.order }
  step "read" {
    by = role.waiter
    update { wish = "onions" }
  }
}
interface "order_to_kitchen" {
  from = process.serving.output.order
  to   = process.baking.input.order
}
role "waiter" {}
`
