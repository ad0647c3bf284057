package render

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
)

// load builds the graph of one file.
func load(t *testing.T, text string) *graph.Graph {
	t.Helper()
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text)}}, lang.Options{})
	require.Empty(t, m.Findings)
	return graph.Build(m)
}

// tell writes a view as lines that a reader can check.
func tell(v View) string {
	var b strings.Builder
	for _, g := range v.Groups {
		fmt.Fprintf(&b, "group %s %q %s\n", g.ID, g.Label, g.Page)
	}
	for _, l := range v.Lanes {
		fmt.Fprintf(&b, "lane %s %q %q %s\n", l.ID, l.Label, l.Sub, l.Page)
	}
	for _, n := range v.Nodes {
		fmt.Fprintf(&b, "%s %s %q %q in %s%s %s\n", n.Shape, n.ID, n.Label, n.Sub, n.Group, n.Lane, n.Page)
	}
	for _, e := range v.Edges {
		fmt.Fprintf(&b, "%s -> %s %s %q x%d %s\n", e.From, e.To, e.Style, e.Label, max(e.Count, 1), e.Page)
	}
	for _, n := range v.Notes {
		fmt.Fprintf(&b, "note %s\n", n)
	}
	return b.String()
}

const pizzeria = `
team "counter" {}
team "kitchen" {}
role "waiter" { team = team.counter }
role "cook" { team = team.kitchen }
system "oven" {
  owner = role.cook
}
artifact "order" {
  field "id" {
    type = string
    key  = true
  }
  field "hot" { type = bool }
}
process "serving" {
  owner = role.waiter
  input "guest" {
    artifact = artifact.order
    external = true
  }
  output "order" {
    artifact  = artifact.order
    leaves_at = step.take
  }
  output "reminder" {
    artifact  = artifact.order
    leaves_at = step.take
  }
  input "pizza" {
    artifact   = artifact.order
    arrives_at = step.bring
  }
  step "take" {
    by      = role.waiter
    within  = "5m"
    overdue = step.bring
    branch {
      when = order.hot
      next = step.bring
    }
    branch {
      choice = "Guest leaves"
      next   = end
    }
    next = step.bring
  }
  step "bring" {
    by = role.waiter
    approval {
      approvers = [role.waiter]
    }
  }
}
process "baking" {
  owner = role.cook
  input "order" {
    artifact = artifact.order
  }
  input "reminder" {
    artifact = artifact.order
  }
  output "pizza" {
    artifact = artifact.order
  }
  step "bake" {
    by   = system.oven
    next = step.plate
  }
  step "plate" {
    by = role.cook
  }
}
process "supplier" {
  external = true
}
interface "order" {
  from = process.serving.output.order
  to   = process.baking.input.order
  mode = "automated"
}
interface "reminder" {
  from = process.serving.output.reminder
  to   = process.baking.input.reminder
}
interface "pizza" {
  from    = process.baking.output.pizza
  to      = process.serving.input.pizza
  answers = interface.order
}
interface "flour" {
  title   = "Flour is ordered"
  from    = process.baking
  to      = process.supplier
  carries = artifact.order
}
`

func TestLandscape(t *testing.T) {
	assert.Equal(t, `group team.counter "Counter" team/counter
group team.kitchen "Kitchen" team/kitchen
process process.serving "Serving" "Waiter" in team.counter process/serving
process process.baking "Baking" "Cook" in team.kitchen process/baking
external process.supplier "Supplier" "" in  process/supplier
process.serving -> process.baking manual "2 handoffs, 1 automated" x2 
process.baking -> process.serving answer "Pizza" x1 interface/pizza
process.baking -> process.supplier manual "Flour is ordered" x1 interface/flour
`, tell(Landscape(load(t, pizzeria))))
}

func TestLandscapeOfAPart(t *testing.T) {
	g := load(t, pizzeria)
	p, _ := PerspectiveNamed("landscape")
	v, err := p.Build(g, "process.supplier")
	require.NoError(t, err)
	assert.Equal(t, `group team.kitchen "Kitchen" team/kitchen
process process.baking "Baking" "Cook" in team.kitchen process/baking
external process.supplier "Supplier" "" in  process/supplier
process.baking -> process.supplier manual "Flour is ordered" x1 interface/flour
note This is a part of the map: 2 of its 3 processes.
`, tell(v))
	_, err = p.Build(g, "process.nowhere")
	assert.EqualError(t, err, "the map has no process.nowhere")

	whole := p.Within(g, graph.Neighbourhood{Processes: g.Processes, Handoffs: g.Handoffs}, "around everything")
	assert.Equal(t, []string{"Every process of the map is within this part."}, whole.Notes)
	assert.Equal(t, "Around everything", whole.Title)
}

func TestSwimlane(t *testing.T) {
	g := load(t, pizzeria)
	p, _ := PerspectiveNamed("process")
	v, err := p.Build(g, "process.serving")
	require.NoError(t, err)
	assert.Equal(t, `lane role.waiter "Waiter" "Counter" role/waiter
step process.serving.step.take "Take" "within 5 minutes" in role.waiter process/serving#step-take
decision after process.serving.step.take "" "" in role.waiter 
approval process.serving.step.bring "Bring" "" in role.waiter process/serving#step-bring
end end in role.waiter "" "" in role.waiter 
input process.serving.input.guest "Guest" "from outside" in  artifact/order
input process.serving.input.pizza "Pizza" "from Baking" in  interface/pizza
output process.serving.output.order "Order" "to Baking" in  interface/order
output process.serving.output.reminder "Reminder" "to Baking" in  interface/reminder
process.serving.step.take -> after process.serving.step.take flow "" x1 
after process.serving.step.take -> process.serving.step.bring flow "hot is yes or otherwise" x1 
after process.serving.step.take -> end in role.waiter flow "Guest leaves" x1 
process.serving.step.take -> process.serving.step.bring escalation "after 5 minutes" x1 
process.serving.step.bring -> end in role.waiter flow "" x1 
process.serving.input.guest -> process.serving.step.take flow "" x1 
process.serving.input.pizza -> process.serving.step.bring answer "" x1 
process.serving.step.take -> process.serving.output.order automated "" x1 
process.serving.step.take -> process.serving.output.reminder manual "" x1 
`, tell(v))
	v, err = p.Build(g, "process.baking")
	require.NoError(t, err)
	assert.Contains(t, tell(v), `automated process.baking.step.bake "Bake" "by Oven"`)
	_, err = p.Build(g, "role.cook")
	assert.EqualError(t, err, "the map has no process role.cook")
}

func TestLargeLandscapesAreSummedUp(t *testing.T) {
	var b strings.Builder
	for i := range 50 {
		if i%10 == 0 {
			fmt.Fprintf(&b, "team \"t%d\" {}\nrole \"r%d\" { team = team.t%d }\n", i/10, i/10, i/10)
		}
		fmt.Fprintf(&b, "process \"p%d\" { owner = role.r%d }\n", i, i/10)
	}
	b.WriteString("artifact \"a\" {}\n")
	for i := range 49 {
		fmt.Fprintf(&b, "interface \"i%d\" {\n  from = process.p%d\n  to = process.p%d\n  carries = artifact.a\n}\n", i, i, i+1)
	}
	v := Landscape(load(t, b.String()))
	assert.Len(t, v.Nodes, 5)
	assert.Equal(t, "10 processes", v.Nodes[0].Sub)
	assert.Len(t, v.Edges, 4)
	assert.Equal(t, []string{"This map has 50 processes, too many for one picture: each team stands for its own. The page of a team has a picture of them."}, v.Notes)
}

// Where the map says how work comes in, a step that nothing leads to gets no start of its own: the runbook has none either.
func TestAForgottenStepIsNoStart(t *testing.T) {
	g := load(t, `
artifact "case" {
  field "id" { type = string }
}
process "p" {
  input "case" {
    artifact   = artifact.case
    arrives_at = step.a
  }
  step "a" { next = step.b }
  step "b" {}
  step "lost" {}
}
`)
	for _, n := range Swimlane(g.Processes[0]).Nodes {
		assert.NotEqual(t, Start, n.Shape)
	}
}

// A part of a map may be too large for one picture too, and then says what it leaves out.
func TestALargePartSaysWhatItLeavesOut(t *testing.T) {
	var text strings.Builder
	for i := range boxLimit + 1 {
		fmt.Fprintf(&text, "process \"p%d\" {\n  external = true\n}\n", i)
	}
	g := load(t, text.String())
	part := landscapeWithin(g, graph.Neighbourhood{Processes: g.Processes}, "tagged x")
	assert.Len(t, part.Nodes, boxLimit)
	note := "Of its 301 boxes the picture shows the 300 with most handoffs. Draw a part of the map to see the others."
	assert.Contains(t, part.Notes, note)
	assert.Contains(t, Landscape(g).Notes, note)
}

// The surroundings of something may be as large as the map: what is in the middle then keeps its boxes, and the picture stays one.
func TestLargeSurroundingsAreSummedUp(t *testing.T) {
	var text strings.Builder
	for team := range 60 {
		fmt.Fprintf(&text, "team \"t%d\" {}\nrole \"r%d\" { team = team.t%d }\n", team, team, team)
		for k := range 2 {
			fmt.Fprintf(&text, "process \"p%d_%d\" {\n owner = role.r%d\n team = team.t%d\n output \"o\" { artifact = artifact.a }\n input \"i\" { artifact = artifact.a }\n}\n", team, k, team, team)
			if team > 0 {
				fmt.Fprintf(&text, "interface \"i%d_%d\" {\n from = process.p%d_%d.output.o\n to = process.p0_0.input.i\n}\n", team, k, team, k)
			}
		}
	}
	g := load(t, "artifact \"a\" {}\n"+text.String())
	for address, alone := range map[string]int{"process.p0_0": 1, "team.t0": 2} {
		around, ok := g.Around(address, 1)
		require.True(t, ok)
		v := LandscapeAround(g, address, around)
		shapes := map[Shape]int{}
		for _, n := range v.Nodes {
			shapes[n.Shape]++
		}
		assert.Equal(t, map[Shape]int{Process: alone, Team: 59}, shapes, address)
		assert.Contains(t, strings.Join(v.Notes, " "), "too many for one picture: further off, each team stands for its own", address)
		d, err := Draw(t.Context(), v, testEngine)
		require.NoError(t, err)
		assert.Empty(t, d.Violations())
	}
}
