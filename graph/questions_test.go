package graph

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
)

// A kitchen: the guest orders, the order is cooked, the meal is served; who waits is told.
const kitchen = `
team "floor" { parent = team.house }
team "house" { lead = role.boss }
team "back" {}
role "waiter" {
  team   = team.floor
  deputy = role.boss
}
role "boss" {
  team   = team.house
  deputy = role.waiter
}
role "cook" { team = team.back }
artifact "order" {
  field "dish" { type = string }
  field "table" { type = integer }
}
artifact "meal" {
  field "table" { type = artifact.order.table }
}
artifact "menu" {}
system "till" { owner = role.boss }
calendar "evening" {
  timezone = "UTC"
  days     = ["fri"]
  hours    = "18:00-23:00"
}
sla_policy "quick" {
  calendar    = calendar.evening
  acknowledge = "5m"
}
process "ordering" {
  owner = role.waiter
  tags  = ["front"]
  output "ordered" { artifact = artifact.order }
}
process "cooking" {
  owner     = role.cook
  emergency = role.boss
  input "order" { artifact = artifact.order }
  output "ready" { artifact = artifact.meal }
  sla { complete = "20m" }
  escalation { after = { "15m" = role.boss } }
  step "fry" {
    by   = role.cook
    next = step.plate
  }
  step "plate" {
    branch {
      choice = "Cold"
      next   = step.fry
    }
    next = end
  }
}
process "serving" { owner = role.waiter }
process "washing" { owner = role.cook }
process "billing" {}
interface "order_to_kitchen" {
  from = process.ordering.output.ordered
  to   = process.cooking.input.order
  via  = system.till
  sla { policy = sla_policy.quick }
}
interface "shouted_order" {
  from = process.ordering
  to   = process.cooking.input.order
  carries = artifact.order
}
interface "meal_to_floor" {
  from = process.cooking.output.ready
  to   = process.serving
}
interface "dishes" {
  from    = process.serving
  to      = process.washing
  carries = artifact.meal
}
service "supper" {
  owner      = role.boss
  integrator = role.boss
  flow       = [interface.order_to_kitchen, interface.meal_to_floor]
  sla { complete = "1h" }
}
kpi "cold_meals" {
  metric = "error_rate"
  of     = process.cooking
}
`

// told prints effects: "0 process.cooking: artifact.order names it as …".
func told(impact *Impact) string {
	var out []string
	for _, e := range impact.Effects {
		var why []string
		for _, c := range e.Why {
			why = append(why, strings.TrimPrefix(c.From.Common().Address(), impact.Of.Common().Address()+".")+" "+c.Word)
		}
		out = append(out, fmt.Sprintf("%d %s: %s", e.Distance, e.Common().Address(), strings.Join(why, "; ")))
	}
	return strings.Join(out, "\n")
}

func TestImpactOfAProcess(t *testing.T) {
	g := build(t, kitchen)
	impact := g.Impact(find[*lang.Process](t, g, "process.cooking"), 1)
	assert.Equal(t, strings.TrimSpace(`
0 kpi.cold_meals: process.cooking names it as "of"
0 role.cook: process.cooking owner; step.fry by; step.fry accountable (process owner); step.plate accountable (process owner)
0 role.boss: process.cooking emergency; process.cooking escalation.after; interface.order_to_kitchen accountable; interface.order_to_kitchen integrator; interface.meal_to_floor accountable; interface.meal_to_floor integrator; service.supper owner; service.supper integrator
0 team.back: process.cooking team of its owner
0 interface.order_to_kitchen: input.order names it as "to"
0 interface.shouted_order: input.order names it as "to"
0 interface.meal_to_floor: output.ready names it as "from"
0 artifact.meal: process.cooking is handed on by it
0 service.supper: process.cooking its flow runs through it; interface.order_to_kitchen its flow runs through it; interface.meal_to_floor its flow runs through it
0 role.waiter: interface.shouted_order accountable
1 process.serving: interface.meal_to_floor takes what it hands on
1 process.ordering: interface.order_to_kitchen hands on through it; interface.shouted_order hands on through it
1 team.floor: process.serving team; process.ordering team`), told(impact))
	assert.Equal(t, 1, impact.Further, "washing")
	var promises []string
	for _, p := range impact.Promises {
		promises = append(promises, p.Effect.Common().Address())
	}
	assert.Equal(t, []string{"process.cooking", "interface.order_to_kitchen", "service.supper"}, promises)

	deep := g.Impact(find[*lang.Process](t, g, "process.cooking"), 2)
	assert.Contains(t, told(deep), "2 process.washing: interface.dishes takes what it hands on")
	assert.Contains(t, told(deep), "2 interface.dishes: process.serving hands on from it")
	assert.Zero(t, deep.Further)
}

// What takes its meaning from the changed block passes the change on as it is; what does not, does not.
func TestImpactOfWhatIsUsed(t *testing.T) {
	g := build(t, kitchen)
	of := func(address string) string { return told(g.Impact(g.Map.Lookup(address), 0)) }
	assert.Equal(t, strings.TrimSpace(`
0 sla_policy.quick: calendar.evening names it as "calendar"
0 interface.order_to_kitchen: sla_policy.quick names it as "sla.policy"
0 role.boss: interface.order_to_kitchen accountable; interface.order_to_kitchen integrator; service.supper owner; service.supper integrator
0 service.supper: interface.order_to_kitchen its flow runs through it`), of("calendar.evening"))
	assert.Contains(t, of("artifact.order"), "0 artifact.meal: artifact.order names it as \"field.table.type\"")
	assert.NotContains(t, of("artifact.order"), "process.serving", "it gets the meal only")
	assert.Contains(t, told(g.Impact(g.Map.Lookup("artifact.order"), 1)), "1 process.washing: artifact.meal takes it in (interface.dishes)")
	assert.Empty(t, of("artifact.menu"))
	assert.Contains(t, of("process.cooking.step.fry"), "0 process.cooking: process.cooking.step.fry it is part of it")
	assert.Contains(t, of("team.back"), "0 process.cooking: team.back")
	assert.Contains(t, of("role.waiter"), "0 interface.shouted_order: role.waiter accountable (sender's owner)")
}

func TestPaths(t *testing.T) {
	g := build(t, kitchen)
	ask := func(from, to string, may func(*Handoff) bool) Chains {
		return g.Paths(g.Map.Lookup(from), g.Map.Lookup(to), 5, may)
	}
	way := ask("process.ordering", "process.washing", nil)
	require.Len(t, way.Shortest, 1)
	assert.Equal(t, "ordering cooking serving washing", addresses(way.Shortest[0].Stops))
	assert.Equal(t, 1, way.Count)
	first := way.Shortest[0].Hops[0]
	require.Len(t, first, 2, "two interfaces between the same two processes are alternatives")
	assert.Equal(t, "shouted_order", first[1].Handoff.Interface.Name)

	assert.Empty(t, ask("process.washing", "process.ordering", nil).Shortest)
	assert.True(t, ask("process.cooking", "process.cooking.step.fry", nil).Same)
	assert.Empty(t, ask("process.ordering", "calendar.evening", nil).To)
	assert.Equal(t, "cooking serving washing", addresses(ask("kpi.cold_meals", "process.washing", nil).Shortest[0].Stops), "a KPI stands for what it measures")
	none := ask("process.ordering", "process.washing", func(h *Handoff) bool { return h.Interface.Name != "dishes" })
	assert.Empty(t, none.Shortest)
	assert.Zero(t, none.Count)

	steps := ask("process.cooking.step.plate", "process.cooking.step.fry", nil)
	require.Len(t, steps.Shortest, 1)
	assert.Equal(t, ByBranch, steps.Shortest[0].Hops[0][0].Way.How)
}

// Ways of the same length can be exponentially many; only the first few are walked.
func TestPathsThroughALattice(t *testing.T) {
	var text strings.Builder
	const layers = 40
	for n := range layers {
		fmt.Fprintf(&text, "process \"a%d\" {}\nprocess \"b%d\" {}\n", n, n)
		if n == 0 {
			continue
		}
		for _, from := range []string{"a", "b"} {
			for _, to := range []string{"a", "b"} {
				fmt.Fprintf(&text, "interface \"%s%s%d\" {\n from = process.%s%d\n to = process.%s%d\n}\n", from, to, n, from, n-1, to, n)
			}
		}
	}
	g := build(t, text.String())
	way := g.Paths(g.Map.Lookup("process.a0"), g.Map.Lookup("process.b39"), 3, nil)
	assert.Len(t, way.Shortest, 3)
	assert.Len(t, way.Shortest[0].Hops, layers-1)
	assert.Equal(t, maxCount, way.Count)
}

func TestWhy(t *testing.T) {
	g := build(t, kitchen)
	ask := func(a, b string) string {
		var out []string
		for _, r := range g.Why(g.Map.Lookup(a), g.Map.Lookup(b)) {
			var links []string
			for _, step := range r.Links {
				for _, l := range step {
					links = append(links, l.From.Common().Name+" "+l.Word+" "+l.To.Common().Name)
				}
			}
			out = append(out, strings.Join(links, "; "))
		}
		return strings.Join(out, "\n")
	}
	assert.Equal(t, "cooking owner cook; fry by cook", ask("process.cooking", "role.cook"))
	assert.Equal(t, ask("process.cooking", "role.cook"), ask("role.cook", "process.cooking"))
	assert.Equal(t, "plate accountable (process owner) cook", ask("process.cooking.step.plate", "role.cook"), "of a step also what it has by default")
	assert.Equal(t, "order_to_kitchen accountable (integrator of the service) boss; order_to_kitchen integrator of its service boss", ask("interface.order_to_kitchen", "role.boss"))
	assert.Equal(t, "ordering hands on to it (interface.order_to_kitchen) cooking; ordering hands on to it (interface.shouted_order) cooking", ask("process.cooking", "process.ordering"))
	assert.Equal(t, "order_to_kitchen sla.policy quick; quick calendar evening", ask("interface.order_to_kitchen", "calendar.evening"))
	assert.Equal(t, "fry next plate; plate branch.next fry; fry is part of it cooking", ask("process.cooking.step.fry", "process.cooking"))
	assert.Empty(t, ask("artifact.menu", "process.cooking"))
	assert.Empty(t, ask("process.cooking", "process.cooking"))
}

func TestOwner(t *testing.T) {
	g := build(t, kitchen)
	ask := func(address string) string {
		o := g.Owner(g.Map.Lookup(address))
		var out []string
		for _, l := range o.Looked {
			said := "-"
			if len(l.Found) > 0 {
				said = l.Found[0].Who.Common().Name
			}
			if l.Counts {
				said += "!"
			}
			out = append(out, l.Where+" "+said)
		}
		return strings.Join(out, "; ")
	}
	assert.Equal(t, "owner of the process cook!", ask("process.cooking"))
	assert.Equal(t, "raci of the step -; owner of process.cooking cook!", ask("process.cooking.step.fry"))
	assert.Equal(t, "owner of process.cooking, the process it is a port of cook!", ask("process.cooking.input.order"))
	assert.Equal(t, "raci of the interface -; integrator of the interface -; integrator of the services whose flow it is in, if they agree boss!; owner of process.ordering, which hands on waiter", ask("interface.order_to_kitchen"))
	assert.Equal(t, "raci of the interface -; integrator of the interface -; owner of process.ordering, which hands on waiter!", ask("interface.shouted_order"))
	assert.Equal(t, "lead of the team -; lead of team.house, which it is part of boss!", ask("team.floor"))
	assert.Equal(t, "owner of the process -", ask("process.billing"))
	assert.Equal(t, "steward of the artifact -", ask("artifact.menu"))
	assert.Empty(t, ask("calendar.evening"))

	o := g.Owner(g.Map.Lookup("process.cooking.step.plate"))
	require.Len(t, o.Woken, 1)
	assert.Equal(t, "process.cooking", o.Woken[0].Of.Common().Address(), "a step without a ladder has its process's")
	require.Len(t, o.Emergency, 1)
	waiter := g.Owner(g.Map.Lookup("process.serving")).Answers[0]
	assert.Equal(t, "boss", addresses(waiter.StandsIn), "two who stand in for each other are no endless chain")
}

// What the text of the owner question decides is what everything else takes for the accountable.
func TestOwnerAgreesWithTheRows(t *testing.T) {
	for _, text := range []string{kitchen, people + `
process "p" {
  owner = role.a
  raci { accountable = role.b }
  step "one" {
    raci { accountable = role.c }
  }
  step "two" {}
  step "three" {}
  matrix {
    columns = [role.d]
    three   = ["A"]
  }
}
process "q" { external = true }
process "r" { owner = role.c }
interface "i" {
  from = process.q
  to   = process.r
}
interface "j" {
  from       = process.p
  to         = process.r
  integrator = role.d
}
`} {
		g := build(t, text)
		agree := func(row *Row) {
			o := g.Owner(row.Of())
			require.Len(t, o.Answers, len(row.Accountable), row.Of().Common().Address())
			for k, a := range o.Answers {
				assert.Equal(t, row.Accountable[k].Who, a.Who, row.Of().Common().Address())
			}
		}
		for _, p := range g.Processes {
			for _, s := range p.Steps {
				agree(&s.Row)
			}
		}
		for _, i := range g.Interfaces {
			agree(&i.Row)
		}
	}
}

func TestSelects(t *testing.T) {
	g := build(t, kitchen)
	list := func(s Selection) string {
		var out []string
		for _, d := range g.Map.Declarations() {
			if g.Selects(s, d) {
				out = append(out, d.Common().Address())
			}
		}
		return strings.Join(out, " ")
	}
	house, back := find[*lang.Team](t, g, "team.house"), find[*lang.Team](t, g, "team.back")
	assert.Contains(t, list(Selection{Team: house}), "team.floor team.house role.waiter role.boss", "teams below count")
	assert.Equal(t, "team.back role.cook artifact.order artifact.meal process.cooking process.cooking.input.order process.cooking.output.ready process.cooking.step.fry process.cooking.step.plate process.washing interface.order_to_kitchen interface.shouted_order interface.meal_to_floor interface.dishes service.supper", list(Selection{Team: back}))
	assert.Equal(t, "process.ordering process.ordering.output.ordered", list(Selection{Tag: "Front"}))
	supper := g.Service(find[*lang.Service](t, g, "service.supper"))
	assert.NotContains(t, list(Selection{Service: supper}), "washing")
	assert.Contains(t, list(Selection{Service: supper}), "kpi.cold_meals")
}
