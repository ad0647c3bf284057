package flow

import (
	"fmt"
	"slices"
	"strings"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// EndsOpen finds records that are left lying about.
//
// Where a record may stand is asked of graph.States, which follows it through the steps. Its answer is used only where it is sure, and only
// where the process itself says how the state changes: many maps leave that to the tool, and then nothing is known.
var EndsOpen = check.Rule{
	ID: "flow/ends-open", Severity: finding.Warning, Kind: check.Absence,
	Title: "A process that ends with an open record",
	What: "A path through a process that ends while a record it has in hand is in a state that is not `final`, and is handed on to nobody. Only where it is known: the artifact has a lifecycle with final states, an " +
		"`update` of the process sets them, and nobody else writes them (`updated_by`). A record is handed on by an output of its artifact that leaves on the path, unless that only makes another record (`create`). " +
		"States that something leads out of by itself (a transition with `within`), parallel paths (`next` with a list) and called processes are left alone.",
	Why: "The record stays open for ever. It turns up in every list of open cases, and after a year nobody dares to close it.",
	Bad: orders + `
process "baking" {
  owner = role.baker
  input "order" {
    artifact   = artifact.order
    external   = true
    arrives_at = step.bake
  }
  step "bake" {
    by = role.baker
    update { state = "baking" }
    branch {
      choice = "Good"
      next   = step.serve
    }
    branch {
      choice = "Burnt"
      next   = end
    }
  }
  step "serve" {
    by = role.baker
    update { state = "served" }
  }
}
`,
	Good: orders + `
process "baking" {
  owner = role.baker
  input "order" {
    artifact   = artifact.order
    external   = true
    arrives_at = step.bake
  }
  step "bake" {
    by = role.baker
    update { state = "baking" }
    branch {
      choice = "Good"
      next   = step.serve
    }
    branch {
      choice = "Burnt"
      next   = end
      update { state = "refunded" }
    }
  }
  step "serve" {
    by = role.baker
    update { state = "served" }
  }
}
`,
	Run: func(p *check.Pass) {
		following := map[*lang.Artifact]*graph.States{}
		for _, process := range p.Graph.Processes {
			if !followed(process) || len(process.Callers) > 0 || p.Graph.MaybeMeant(process) {
				continue
			}
			for _, a := range closes(process) {
				s, known := following[a]
				if !known {
					s = p.Graph.States(a)
					following[a] = s
				}
				if s != nil && alone(process, s) {
					endsOpen(p, process, s)
				}
			}
		}
	},
}

// orders is a record with a lifecycle.
const orders = `
artifact "order" {
  field "state" { type = enum("open", "baking", "served", "refunded") }
  lifecycle {
    field   = state
    initial = "open"
    final   = ["served", "refunded"]
    transition "open" { to = ["baking"] }
    transition "baking" { to = ["served", "refunded"] }
  }
}
role "baker" {}
`

// closes lists the artifacts whose state the process sets, where their lifecycles say what is final.
func closes(process *graph.Process) []*lang.Artifact {
	var out []*lang.Artifact
	for _, set := range process.Settings() {
		if a := set.Of; a != nil && graph.Own(a) && a.Lifecycle != nil && len(a.Lifecycle.Final) > 0 && a.Lifecycle.Field.Name == set.Name.Name && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// alone reports whether nobody beside the process writes the state.
func alone(process *graph.Process, s *graph.States) bool {
	for _, f := range s.Artifact.Fields {
		if f.Name != s.Field {
			continue
		}
		for _, r := range f.UpdatedBy {
			if step := r.Step(); r.Target != lang.Declaration(process.Process) && (step == nil || step.Process != process.Process) {
				return false
			}
		}
	}
	return true
}

func sets(a lang.Assignment, s *graph.States) bool {
	return a.Of == s.Artifact && a.Name.Name == s.Field
}

// ending is one way in which a process may end, with the record open.
type ending struct {
	step *graph.Step
	at   finding.Range
	open []string
}

func endsOpen(p *check.Pass, process *graph.Process, s *graph.States) {
	passed := handedOn(process, s.Artifact)
	split := reach(forked(process), nil, nil)
	var list []ending
	for _, step := range process.Steps {
		if passed[step] || split[step] || p.Graph.MaybeMeant(step) {
			continue
		}
		for _, e := range endings(step, s) {
			if e.open = open(e.open, s.Artifact.Lifecycle); len(e.open) > 0 {
				list = append(list, e)
			}
		}
	}
	if len(list) == 0 {
		return
	}
	f := finding.Finding{
		Summary: "Record is still open at the end", Address: list[0].step.Address(), Range: list[0].at, Key: s.Artifact.Address(),
		Detail: fmt.Sprintf("%s may end at %s while %s is still %s, and hands it on to nobody; its lifecycle ends with %s.",
			check.Name(process), check.Name(list[0].step), check.Name(s.Artifact), quoted(list[0].open), quoted(lang.Texts(s.Artifact.Lifecycle.Final).Values())),
		Help: "Set the state with an `update` there, let an output leave there that hands the record on, or let the lifecycle end there (`final`).",
	}
	for _, e := range list[1:] {
		if len(f.Related) < 4 {
			f.Related = append(f.Related, finding.Related{Message: "Here it may still be " + quoted(e.open) + ".", Address: e.step.Address(), Range: e.at})
		}
	}
	f.Related = append(f.Related, finding.Related{Message: "The lifecycle ends so.", Address: s.Artifact.Address(), Range: s.Artifact.Lifecycle.Final[0].Range})
	p.Report(f)
}

// handedOn holds the steps at which the record has left, or may have.
func handedOn(process *graph.Process, a *lang.Artifact) map[*graph.Step]bool {
	var leaves []*graph.Step
	for _, port := range process.Outputs {
		made := len(port.Handoffs) > 0 && !port.External() && !slices.ContainsFunc(port.Handoffs, func(h *graph.Handoff) bool {
			return h.Interface.Create == nil || h.Received == a
		})
		if port.Artifact == a && !made {
			leaves = append(leaves, port.LeavesAt()...)
		}
	}
	return reach(leaves, nil, nil)
}

// forked are the steps at which several paths begin at once.
func forked(process *graph.Process) []*graph.Step {
	var out []*graph.Step
	for _, s := range process.Steps {
		if len(s.Next) > 1 {
			for _, r := range s.Next {
				out = append(out, stepOf(process, r))
			}
		}
		for _, b := range s.Branches {
			if len(b.Next) > 1 {
				for _, r := range b.Next {
					out = append(out, stepOf(process, r))
				}
			}
		}
	}
	return out
}

func stepOf(process *graph.Process, r lang.Reference) *graph.Step {
	k := slices.IndexFunc(process.Steps, func(s *graph.Step) bool { return s.Step == r.Step() })
	if k < 0 {
		return nil
	}
	return process.Steps[k]
}

// endings lists how the process may end at a step, and the states that the record is sure to be able to be in there.
func endings(s *graph.Step, states *graph.States) []ending {
	if s.Every.Given() || s.Calls != nil || slices.ContainsFunc(s.Ways, func(w *graph.Way) bool { return w.How == graph.ByInterface }) {
		return nil
	}
	var out []ending
	add := func(at finding.Range, where graph.Possible, update *lang.Assignments) {
		if !where.Sure {
			return
		}
		e := ending{s, at, where.List()}
		if update != nil {
			for _, a := range update.Entries {
				if sets(a, states) {
					texts, complete := a.Value.Texts()
					if e.open = texts; !complete || len(texts) > 1 {
						return
					}
				}
			}
		}
		out = append(out, e)
	}
	for _, w := range s.Ways {
		if w.End {
			add(w.Range, states.Along(w), nil)
		}
	}
	for _, b := range s.Branches {
		if !b.Next.Given() {
			add(b.Header, states.Taken(s, b), b.Update)
		}
	}
	if s.Ends && len(s.Branches) == 0 && !s.Next.Given() {
		add(check.Header(s), states.After(s), nil)
	}
	return out
}

// open keeps the states that are not final, and that nothing leads out of by itself.
func open(list []string, l *lang.Lifecycle) []string {
	return slices.DeleteFunc(list, func(state string) bool {
		return slices.Contains(l.Final.Values(), state) ||
			slices.ContainsFunc(l.Transitions, func(t *lang.Transition) bool { return t.From.Value == state && t.Within.Given() })
	})
}

func quoted(list []string) string {
	out := make([]string, len(list))
	for k, s := range list {
		out[k] = fmt.Sprintf("%q", s)
	}
	return strings.Join(out, " or ")
}
