package graph

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
)

// Random processes, and a walker who takes a record through them, whatever branch comes first: what it sees, the two analyses must have
// said to be possible.

// thing is a record with a lifecycle and two optional fields.
const thing = `
artifact "order" {
  field "pizza" { type = string }
}
artifact "x" {
  field "state" { type = enum("a", "b", "c", "d", "e") }
  field "note" { type = optional(string) }
  field "flag" { type = optional(bool) }
  lifecycle {
    field   = state
    initial = "a"
    transition "a" { to = ["b", "c"] }
    transition "b" { to = ["c", "a"] }
    transition "c" { to = ["d"] }
  }
}
role "r" {}
process "maker" {
  owner = role.r
  output "order" { artifact = artifact.order }
}
interface "made" {
  from = process.maker.output.order
  to   = process.p.input.x
  create {}
}
`

// randomProcess writes one of n steps. What a step says about the state or the note is sometimes what no branch can take.
func randomProcess(r *rand.Rand, n int) string {
	var b strings.Builder
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	update := func() {
		if r.IntN(3) == 0 {
			fmt.Fprintf(&b, "update {\n%s\n}\n", pick(`state = "a"`, `state = "b"`, `state = "c"`, `state = "d"`, `state = "e"`, `note = "seen"`, `flag = true`, `state = x.flag == true ? "b" : "c"`))
		}
	}
	target := func() string {
		return pick("end", fmt.Sprintf("step.s%d", r.IntN(n)), fmt.Sprintf("step.s%d", r.IntN(n)))
	}
	b.WriteString("process \"p\" {\n owner = role.r\n input \"x\" {\n artifact = artifact.x\n arrives_at = step.s0\n }\n")
	for k := range n {
		fmt.Fprintf(&b, "step \"s%d\" {\n by = role.r\n", k)
		update()
		for range r.IntN(3) {
			b.WriteString("branch {\n")
			if r.IntN(3) > 0 {
				fmt.Fprintf(&b, "when = %s\n", pick(`x.state == "b"`, `x.state != "a"`, `x.note != null`, `x.note == null`, `x.note == "seen"`, `x.flag == true`, `x.state == "c" || x.flag == true`, `!(x.state == "d")`))
			} else {
				fmt.Fprintf(&b, "choice = \"way %d\"\n", r.IntN(1000))
			}
			fmt.Fprintf(&b, "next = %s\n", target())
			update()
			b.WriteString("}\n")
		}
		if r.IntN(5) > 0 {
			fmt.Fprintf(&b, "next = %s\n", target())
		}
		b.WriteString("}\n")
	}
	b.WriteString("}\n")
	return b.String()
}

// record is what the walker carries.
type record struct {
	state, note string
	flag        bool
}

func (x *record) apply(block *lang.Assignments) {
	if block == nil {
		return
	}
	for _, e := range block.Entries {
		switch texts, _ := e.Value.Texts(); {
		case e.Name.Name == "note":
			x.note = texts[0]
		case e.Name.Name == "flag":
			x.flag = true
		case len(texts) == 2 && !x.flag:
			x.state = texts[1]
		default:
			x.state = texts[0]
		}
	}
}

// holds evaluates the conditions that randomProcess writes.
func (x *record) holds(src string) bool {
	return map[string]bool{
		`x.state == "b"`: x.state == "b", `x.state != "a"`: x.state != "a", `x.note != null`: x.note != "", `x.note == null`: x.note == "",
		`x.note == "seen"`: x.note == "seen", `x.flag == true`: x.flag, `x.state == "c" || x.flag == true`: x.state == "c" || x.flag, `!(x.state == "d")`: x.state != "d",
	}[src]
}

// walk takes one record through the process, and tells at every step what it is before and after the step's own update.
func walk(r *rand.Rand, p *Process, see func(*Step, record, record)) {
	x := record{state: "a"}
	at := p.Steps[0]
	for range 50 {
		before := x
		x.apply(at.Update)
		see(at, before, x)
		var next *lang.References
		for _, b := range at.Branches {
			if b.When.Given() && x.holds(b.When.Text) || b.Choice.Given() && r.IntN(2) == 0 {
				x.apply(b.Update)
				next = &b.Next
				break
			}
		}
		if next == nil {
			next = &at.Next
		}
		if len(*next) == 0 || (*next)[0].End {
			return
		}
		for _, s := range p.Steps {
			if s.Step == (*next)[0].Step() {
				at = s
			}
		}
	}
}

func TestWalks(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	steps, certain, sure, lacking := 0, 0, 0, 0
	for round := range 300 {
		text := randomProcess(r, 1+r.IntN(7))
		g := build(t, thing+text)
		p := g.Process(find[*lang.Process](t, g, "process.p"))
		a := find[*lang.Artifact](t, g, "artifact.x")
		if p.Flow != Declared {
			continue
		}
		states := g.States(a)
		require.NotNil(t, states)
		note := p.Filling(a, "note")
		seen := map[*Step][]string{}
		noted := map[*Step]int{} // of walks that came by: those that had a note when the step was done, and all
		came := map[*Step]int{}
		for range 40 {
			walk(r, p, func(s *Step, before, after record) {
				steps++
				require.Contains(t, states.Before(s).List(), before.state, "round %d, before %s:\n%s", round, s.Name, text)
				require.Contains(t, states.After(s).List(), after.state, "round %d, after %s:\n%s", round, s.Name, text)
				if !slices.Contains(seen[s], before.state) {
					seen[s] = append(seen[s], before.state)
				}
				came[s]++
				if after.note != "" {
					noted[s]++
				}
			})
		}
		for _, s := range p.Steps {
			if len(states.Before(s).List()) < len(states.Values) {
				certain++
			}
			if note == nil || came[s] == 0 {
				continue
			}
			if note.Gap(s) != nil {
				lacking++
				require.Equal(t, p.Steps[0], note.Gap(s)[0])
				require.Equal(t, s, note.Gap(s)[len(note.Gap(s))-1])
			} else if note.Sure(s) {
				sure++
				require.Equal(t, came[s], noted[s], "round %d: the note is not always there at %s:\n%s", round, s.Name, text)
			}
		}
	}
	t.Logf("%d steps walked; something is ruled out at %d, a note is sure at %d, may be lacking at %d", steps, certain, sure, lacking)
	assert.Greater(t, certain, 300, "the analysis says something")
	assert.Greater(t, sure, 20)
	assert.Greater(t, lacking, 100)
}

// TestFillingWithAMisspeltName: the step may have meant the field, so nothing is said of it.
func TestFillingWithAMisspeltName(t *testing.T) {
	load := func(name string) *Graph {
		m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(thing + `
process "p" {
  owner    = role.r
  sequence = [step.one, step.two]
  input "x" { artifact = artifact.x }
  step "one" {
    by = role.r
    update { ` + name + ` = "a" }
  }
  step "two" {
    by = role.r
    update { note = "b" }
  }
}`)}}, lang.Options{})
		return Build(m)
	}
	filling := func(g *Graph) *Filling {
		return g.Process(find[*lang.Process](t, g, "process.p")).Filling(find[*lang.Artifact](t, g, "artifact.x"), "note")
	}
	sure := func(g *Graph) bool {
		return g.States(find[*lang.Artifact](t, g, "artifact.x")).Before(g.Step(find[*lang.Step](t, g, "process.p.step.two"))).Sure
	}
	assert.NotNil(t, filling(load("note")))
	assert.Nil(t, filling(load("nte")))
	assert.True(t, sure(load("note")), "what state it is in is known just as little")
	assert.False(t, sure(load("nte")))
}

// TestUnsure: where the flow does not tell, every state the lifecycle can reach is possible, and no other.
func TestUnsure(t *testing.T) {
	g := build(t, thing+`
process "p" {
  owner = role.r
  flow  = "partial"
  input "x" { artifact = artifact.x }
  step "one" {
    by   = role.r
    next = step.two
    update { state = "b" }
  }
  step "two" { by = role.r }
}`)
	a := find[*lang.Artifact](t, g, "artifact.x")
	two := g.Step(find[*lang.Step](t, g, "process.p.step.two"))
	assert.Equal(t, []string{"a", "b", "c", "d"}, g.States(a).Before(two).List(), "nothing leads to e")
	assert.False(t, g.States(a).Before(two).Sure)
	assert.Nil(t, two.Process.Filling(a, "note"))
	assert.Nil(t, g.States(find[*lang.Artifact](t, g, "artifact.order")), "no lifecycle")
}

// TestFork: what one track does to the record, the other must reckon with.
func TestFork(t *testing.T) {
	g := build(t, thing+`
process "p" {
  owner = role.r
  input "x" {
    artifact   = artifact.x
    arrives_at = step.split
  }
  step "split" {
    by   = role.r
    next = [step.left, step.right]
  }
  step "left" {
    by   = role.r
    next = step.join
    update { state = "c" }
  }
  step "right" {
    by   = role.r
    next = step.join
  }
  step "join" {
    by   = role.r
    join = "all"
    next = step.done
    update { state = "d" }
  }
  step "done" { by = role.r }
}`)
	s := g.States(find[*lang.Artifact](t, g, "artifact.x"))
	at := func(name string) string {
		return strings.Join(s.Before(g.Step(find[*lang.Step](t, g, "process.p.step."+name))).List(), " ")
	}
	assert.Equal(t, "a", at("left"))
	assert.Equal(t, "a b c d", at("right"))
	assert.Equal(t, "a b c d", at("join"))
	assert.Equal(t, "d", at("done"))
}
