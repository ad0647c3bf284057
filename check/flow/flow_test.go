package flow

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"handoff/graph"
	"handoff/lang"
)

// Random processes, and two oracles that know nothing of cases or exits: one sends every record there is through the steps, HCL evaluating each
// condition; the other tries every combination of ways that steps may take.

type writer struct{ *rand.Rand }

func (w writer) pick(words ...string) string { return words[w.IntN(len(words))] }

func (w writer) condition(opaque bool) string {
	tests := []string{
		`a.p == "P1"`, `a.p != "P2"`, `a.s`, `!a.s`, `a.q == null`, `a.q != "low"`, `a.p == "P3" || a.q == "high"`, `a.s && a.p != "P1"`,
		`contains(["P1", "P2"], a.p)`, `true`,
	}
	if opaque {
		tests = append(tests, `a.k == "x"`, `lower(a.k) == "y"`, `lower(a.p) == "p1" && a.s`, `a.k == "x" ? a.s : a.p == "P2"`, `a.k == a.p`)
	}
	return w.pick(tests...)
}

// process writes one. What no branch takes is often left open.
func (w writer) process(steps int, opaque bool) string {
	var b strings.Builder
	target := func() string {
		if w.IntN(5) == 0 {
			return "end"
		}
		return fmt.Sprintf("step.s%d", w.IntN(steps))
	}
	update := func() {
		if w.IntN(4) == 0 {
			fmt.Fprintf(&b, "update {\n%s\n}\n", w.pick(`p = "P2"`, `s = true`, `q = "low"`, `q = null`))
		}
	}
	b.WriteString("process \"x\" {\n  input \"a\" { artifact = artifact.a }\n")
	for k := range steps {
		fmt.Fprintf(&b, "step \"s%d\" {\n", k)
		if k == 0 {
			b.WriteString("entry = true\n")
		}
		update()
		branches := w.IntN(4)
		for range branches {
			b.WriteString("branch {\n")
			if w.IntN(6) > 0 {
				fmt.Fprintf(&b, "when = %s\n", w.condition(opaque))
			} else {
				b.WriteString("choice = \"yes\"\n")
			}
			fmt.Fprintf(&b, "next = %s\n", target())
			update()
			b.WriteString("}\n")
		}
		if branches == 0 || w.IntN(3) == 0 {
			fmt.Fprintf(&b, "next = %s\n", target())
		}
		b.WriteString("}\n")
	}
	// Nothing leads to the probe. Its branches name every record there is, so that a set can be asked for each.
	b.WriteString("step \"probe\" {\n")
	for _, r := range records() {
		fmt.Fprintf(&b, "branch {\nwhen = a.p == %q && a.s == %t && a.q == %s\nnext = end\n}\n", r.p, r.s, r.text())
	}
	b.WriteString("}\n}\n")
	b.WriteString(`artifact "a" {
  field "p" { type = enum("P1", "P2", "P3") }
  field "s" { type = bool }
  field "q" { type = optional(enum("low", "high")) }
  field "k" { type = string }
}
`)
	return b.String()
}

// record is one; q is "" where it is missing.
type record struct {
	p    string
	s    bool
	q, k string
}

func (r record) text() string {
	if r.q == "" {
		return "null"
	}
	return fmt.Sprintf("%q", r.q)
}

func records() []record {
	var out []record
	for _, p := range []string{"P1", "P2", "P3"} {
		for _, s := range []bool{false, true} {
			for _, q := range []string{"", "low", "high"} {
				out = append(out, record{p: p, s: s, q: q})
			}
		}
	}
	return out
}

func (r record) value() cty.Value {
	q := cty.NullVal(cty.String)
	if r.q != "" {
		q = cty.StringVal(r.q)
	}
	return cty.ObjectVal(map[string]cty.Value{"p": cty.StringVal(r.p), "s": cty.BoolVal(r.s), "q": q, "k": cty.StringVal(r.k)})
}

func (r record) holds(t *testing.T, c lang.Expression) bool {
	v, problems := c.Syntax.Value(&hcl.EvalContext{
		Variables: map[string]cty.Value{"a": r.value()},
		Functions: map[string]function.Function{"contains": stdlib.ContainsFunc, "lower": stdlib.LowerFunc},
	})
	require.False(t, problems.HasErrors(), "%s: %v", c.Text, problems)
	return v.True()
}

func (r record) after(list *lang.Assignments) record {
	if list == nil {
		return r
	}
	for _, a := range list.Entries {
		v, _ := a.Value.Syntax.Value(nil)
		switch a.Name.Name {
		case "p":
			r.p = v.AsString()
		case "s":
			r.s = v.True()
		case "q":
			r.q = ""
			if !v.IsNull() {
				r.q = v.AsString()
			}
		}
	}
	return r
}

// simulate returns the records that find no way on, by step, whatever their text is.
func simulate(t *testing.T, process *graph.Process) map[string]map[record]bool {
	type place struct {
		step   *graph.Step
		record record
	}
	stuck := map[string]map[record]bool{}
	seen := map[place]bool{}
	var todo []place
	enter := func(list lang.References, r record) {
		for _, ref := range list {
			for _, s := range process.Steps {
				if at := (place{s, r}); s.Step == ref.Step() && !seen[at] {
					seen[at] = true
					todo = append(todo, at)
				}
			}
		}
	}
	for _, r := range records() {
		for _, k := range []string{"x", "y", "P1"} {
			r.k = k
			enter(lang.References{{Target: process.Steps[0].Step}}, r)
		}
	}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		r := at.record.after(at.step.Update)
		choices, taken := 0, false
		for _, b := range at.step.Branches {
			if b.Choice.Given() {
				choices++
				enter(b.Next, r.after(b.Update))
			} else if r.holds(t, b.When) {
				enter(b.Next, r.after(b.Update))
				taken = true
				break
			}
		}
		if taken {
			continue
		}
		enter(at.step.Next, r)
		if len(at.step.Branches) > 0 && !at.step.Next.Given() && choices < 2 {
			r.k = ""
			if stuck[at.step.Name] == nil {
				stuck[at.step.Name] = map[record]bool{}
			}
			stuck[at.step.Name][r] = true
		}
	}
	return stuck
}

func load(t *testing.T, text string) *graph.Graph {
	m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(text)}}, lang.Options{})
	require.Empty(t, m.Findings, text)
	return graph.Build(m)
}

// TestUncoveredOracle: a step about which something is claimed does get stuck with such a record; and where every condition can be decided, a step
// that gets stuck is one about which something is claimed.
func TestUncoveredOracle(t *testing.T) {
	claimed, silent := 0, 0
	for round := range 150 {
		w := writer{rand.New(rand.NewPCG(uint64(round), 3))}
		opaque := round%2 == 1
		text := w.process(2+w.IntN(3), opaque)
		g := load(t, text)
		process := g.Processes[0]
		stuck := simulate(t, process)
		d := decide(g.Map, process)
		d.follow()
		require.False(t, d.space.Exhausted())
		probe := process.Steps[len(process.Steps)-1]
		for _, s := range process.Steps[:len(process.Steps)-1] {
			if !asked(s) {
				continue
			}
			open, _ := d.uncovered(s)
			exact := d.space.Certain(d.left(s)) // with what the step does not look at
			for k, r := range records() {
				one := d.space.Condition(probe.Branches[k].When).Holds
				hit := !d.space.Intersect(one, exact).Empty()
				if hit {
					require.True(t, stuck[s.Name][r], "%s: %+v is claimed and moves on\n%s", s.Name, r, text)
				} else if !opaque {
					require.False(t, stuck[s.Name][r], "%s: %+v gets stuck, which is not found\n%s", s.Name, r, text)
				}
			}
			require.Equal(t, exact.Empty(), open.Empty())
			if open.Empty() {
				silent++
			} else {
				claimed++
			}
		}
	}
	t.Logf("%d steps with something uncovered, %d without", claimed, silent)
	assert.True(t, claimed > 30 && silent > 30, "the random processes test too little")
}

// TestDeadlockOracle: where a join is said to wait for ever, no combination of ways that steps take lets all come that it waits for.
func TestDeadlockOracle(t *testing.T) {
	claimed, waits := 0, 0
	for round := range 300 {
		w := writer{rand.New(rand.NewPCG(uint64(round), 5))}
		steps := 4 + w.IntN(3)
		var b strings.Builder
		b.WriteString("process \"x\" {\n")
		for k := range steps {
			fmt.Fprintf(&b, "step \"s%d\" {\n", k)
			target := func() string { return fmt.Sprintf("step.s%d", k+1+w.IntN(steps-k)) }
			if k == steps {
				break
			}
			for range w.IntN(3) {
				fmt.Fprintf(&b, "branch {\nchoice = \"yes\"\nnext = [%s]\n}\n", w.pick(target(), target()+", "+target()))
			}
			fmt.Fprintf(&b, "next = [%s]\n}\n", w.pick(target(), target()+", "+target()))
		}
		fmt.Fprintf(&b, "step \"s%d\" { join = \"all\" }\n}\n", steps)
		g := load(t, b.String())
		process := g.Processes[0]
		join := process.Steps[steps]
		var before, begin []*graph.Step
		for _, way := range join.From {
			before = append(before, way.From)
		}
		for _, s := range process.Steps {
			if starts(s) {
				begin = append(begin, s)
			}
		}
		d := decisiveOf(process)
		near := d.deciders(join, before)
		said := false
		for _, f := range d.forks {
			if f.Step != join && f.exclusive(join, before, begin) != nil {
				said = true
				require.Contains(t, near, f, b.String())
			}
		}
		never := !together(process.Steps[:steps], join, begin)
		if said {
			claimed++
			require.True(t, never, b.String())
		}
		if never {
			waits++
		}
	}
	t.Logf("%d joins wait for ever, of %d of them it is said", waits, claimed)
	assert.Greater(t, claimed, 20, "the random processes test too little")
}

// together reports whether some choice of one exit for each step lets every step that leads to the join do so. Steps come in an order in which
// they can be done.
func together(steps []*graph.Step, join *graph.Step, begin []*graph.Step) bool {
	choice := make([]int, len(steps))
	for {
		done := map[*graph.Step]bool{}
		came := map[*graph.Step]bool{}
		for _, s := range begin {
			done[s] = true
		}
		for k, s := range steps {
			list, to, _ := exits(s)
			if done[s] && len(list) > 0 {
				for _, next := range to[list[choice[k]]] {
					done[next] = true
					if next == join {
						came[s] = true
					}
				}
			}
		}
		all := true
		for _, w := range join.From {
			all = all && came[w.From]
		}
		if all {
			return true
		}
		k := 0
		for ; k < len(steps); k++ {
			list, _, _ := exits(steps[k])
			if choice[k]++; choice[k] < len(list) {
				break
			}
			choice[k] = 0
		}
		if k == len(steps) {
			return false
		}
	}
}
