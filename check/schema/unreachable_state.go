package schema

import (
	"fmt"
	"slices"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// UnreachableState finds states that a record can never be in, or never leave.
var UnreachableState = check.Rule{
	ID: "schema/unreachable-state", Severity: finding.Warning, Kind: check.Presence,
	Title: "A state nothing leads to, or none leaves",
	What: "A value of a lifecycle's field that no transition leads to from the `initial` state; of states that hang together, the first. And one from which no transition leads away though it is not `final`. Silent " +
		"about what a lifecycle leaves open: it has no transitions, no `initial` (then nothing is known of where records start), no `final` (then any state may be the last); and about states that a step sets, or " +
		"leaves, all the same, which are schema/illegal-transition.",
	Why: "A state that cannot be reached is a promise nobody keeps; one without a way out is where records are forgotten. Reports by state count both wrong.",
	Bad: `
artifact "order" {
  field "state" { type = enum("taken", "baking", "burnt", "eaten") }
  lifecycle {
    field   = state
    initial = "taken"
    final   = ["eaten"]
    transition "taken" { to = ["baking"] }
    transition "baking" { to = ["eaten"] }
  }
}
`,
	Good: `
artifact "order" {
  field "state" { type = enum("taken", "baking", "burnt", "eaten") }
  lifecycle {
    field   = state
    initial = "taken"
    final   = ["eaten"]
    transition "taken" { to = ["baking"] }
    transition "baking" { to = ["eaten", "burnt"] }
    transition "burnt" { to = ["baking"] }
  }
}
`,
	Run: func(p *check.Pass) {
		set := statesSet(p.Graph)
		for _, a := range p.Map.Artifacts {
			l := a.Lifecycle
			if l == nil || l.Field.Broken || len(l.Transitions) == 0 || a.Record == nil {
				continue
			}
			values := enum(a, l.Field.Name)
			if graph.Misspelt(l, values) {
				continue // a compile error
			}
			next := map[string][]string{}
			for _, t := range l.Transitions {
				next[t.From.Value] = append(next[t.From.Value], t.To.Values()...)
			}
			unreached := map[string]bool{}
			if l.Initial.Given() {
				reached := following(next, l.Initial.Value)
				for _, v := range values {
					unreached[v.Text] = v.Text != l.Initial.Value && !reached[v.Text]
				}
			}
			for _, v := range values {
				switch {
				case unreached[v.Text]:
					if !set[state{a, v.Text}] && first(next, values, unreached, v.Text) {
						p.Report(stateFinding(a, v, "State that nothing leads to",
							fmt.Sprintf("No transition of %s leads from %q, in which it starts, to %q.", check.Name(a), l.Initial.Value, v.Text),
							fmt.Sprintf("Add %q to the `to` of the states it follows, or take it out of `%s`.", v.Text, l.Field.Name)))
					}
				case len(l.Final) > 0 && len(next[v.Text]) == 0 && !slices.Contains(l.Final.Values(), v.Text) && !leftAllTheSame(p.Graph, a, v.Text):
					p.Report(stateFinding(a, v, "State that nothing leaves",
						fmt.Sprintf("Once %s is %q it stays so: no transition leads away, and it is not `final`.", check.Name(a), v.Text),
						fmt.Sprintf("Say where it goes on (`transition %q { to = […] }`), or that it ends here (`final`).", v.Text)))
				}
			}
		}
	},
}

// state is one value of the field a lifecycle turns on.
type state struct {
	of    *lang.Artifact
	value string
}

// enum lists the values of a field.
func enum(a *lang.Artifact, field string) []types.Value {
	f, ok := a.Record.Field(field)
	if !ok {
		return nil
	}
	t, _ := f.Type.IsOptional()
	return t.Values
}

// following are the states that can follow one.
func following(next map[string][]string, from string) map[string]bool {
	seen := map[string]bool{}
	todo := []string{from}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, to := range next[at] {
			if !seen[to] {
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	return seen
}

// first reports whether an unreached state is the first of those that hang together: what only follows it is unreached for its sake.
func first(next map[string][]string, values []types.Value, unreached map[string]bool, v string) bool {
	after := following(next, v)
	earlier := true
	for _, other := range values {
		if other.Text == v {
			earlier = false
		} else if unreached[other.Text] && following(next, other.Text)[v] && (earlier || !after[other.Text]) {
			return false // it comes before; or it stands first in the same circle
		}
	}
	return true
}

func stateFinding(a *lang.Artifact, v types.Value, summary, detail, help string) finding.Finding {
	f := finding.Finding{Summary: summary, Detail: detail, Help: help, Address: a.Address(), Range: a.Lifecycle.Field.Range, Key: v.Text}
	for _, t := range a.Lifecycle.Transitions {
		if t.From.Value == v.Text {
			f.Range = t.From.Range
		}
	}
	relate(&f, "The state is declared here.", a.Address(), v.Range)
	return f
}

// leftAllTheSame reports whether an update takes a record out of a state that nothing leaves.
func leftAllTheSame(g *graph.Graph, a *lang.Artifact, value string) bool {
	s := g.States(a)
	return s != nil && slices.ContainsFunc(s.Transitions(), func(t graph.Transition) bool { return slices.Contains(t.Wrong, value) })
}

// statesSet gathers the values that steps and interfaces set fields to.
func statesSet(g *graph.Graph) map[state]bool {
	out := map[state]bool{}
	for _, set := range g.Settings() {
		texts, _ := set.Value.Texts()
		for _, text := range texts {
			out[state{set.Of, text}] = true
		}
	}
	return out
}
