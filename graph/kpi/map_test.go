package kpi_test

import (
	"io"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/graph/kpi/eventlog"
	"handoff/lang"
)

// A small map and a small log, whose figures a person can work out: a kitchen that answers the counter, with a promise by priority, in office
// hours, that stands still while the guest is asked.

const kitchenMap = `
team "counter" {}
team "kitchen" {}
team "cellar" {}
team "cleaning" {}
role "cook" { team = team.kitchen }
calendar "open" {
  timezone = "UTC"
  days     = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-18:00"
}
artifact "order" {
  field "id" {
    type = string
    key  = true
  }
  field "priority" { type = enum("P1", "P2") }
  field "table" { type = optional(string) }
}
process "selling" {
  team = team.counter
  input "wish" {
    artifact = artifact.order
    external = true
  }
  sla {
    complete = "1d"
    calendar = calendar.open
  }
  step "take" { next = step.serve }
  step "serve" {}
}
process "cooking" {
  team = team.kitchen
  step "plan" {
    by   = role.cook
    next = step.cook
  }
  step "cook" {
    by   = role.cook
    next = step.plate
  }
  step "plate" { by = role.cook }
}
process "storing" { team = team.cellar }
process "cleaning" { team = team.cleaning }
interface "order" {
  from     = process.selling
  to       = process.cooking
  carries  = artifact.order
  requires = [table]
  mode     = "automated"
  sla {
    per      = priority
    calendar = calendar.open
    target "P1" { acknowledge = "10m" }
    target "P2" { acknowledge = "2h" }
  }
}
interface "dish" {
  from    = process.cooking
  to      = process.selling
  carries = artifact.order
  answers = interface.order
}
interface "dirt" {
  from    = process.cooking
  to      = process.cleaning
  carries = artifact.order
}
interface "stock" {
  from    = process.storing
  to      = process.cooking
  carries = artifact.order
}
kpi "wait" {
  metric = "handoff_wait"
  of     = interface.order
  target = "mean <= 1h"
}
kpi "returned" {
  metric = "handback_rate"
  of     = interface.order
  target = "<= 10 %"
}
kpi "kept" {
  metric = "sla_compliance"
  of     = process.selling
  target = ">= 50 %"
}
kpi "share" {
  metric = "automation_rate"
  target = ">= 3h"
}
improvement "faster" {
  of     = interface.order
  status = "planned"
}
`

const kitchenSettings = `
source "till" {
  of       = process.selling
  artifact = artifact.order
  fields   = { table = "table" }
  columns {
    case     = "order"
    time     = "at"
    activity = "what"
    state    = "state"
    group    = "team"
    actor    = "who"
    priority = "prio"
  }
  groups = {
    "Counter" = team.counter
    "Kitchen" = team.kitchen
    "Grill"   = role.cook
    "Cellar"  = team.cellar
  }
  steps = {
    "taken"   = process.selling.step.take
    "served"  = process.selling.step.serve
    "planned" = process.cooking.step.plan
    "cooked"  = process.cooking.step.cook
    "plated"  = process.cooking.step.plate
  }
  priorities = { "high" = "P1", "low" = "P2" }
  queued     = "queued"
  accepted   = "working"
  paused     = "asking"
  failed     = "refused"
  stop       = "done"
  systems    = "svc_*"
}
`

// 2026-03-06 is a Friday, 2026-03-09 a Monday.
const kitchenLog = `order,at,what,state,team,who,prio,table
1,2026-03-06 09:00,taken,new,Counter,ann,high,
1,2026-03-06 09:05,,queued,Kitchen,svc_till,high,7
1,2026-03-06 09:15,planned,working,Kitchen,bob,high,7
1,2026-03-06 09:30,cooked,working,Kitchen,bob,high,7
1,2026-03-06 10:00,served,done,Counter,ann,high,7
2,2026-03-06 17:00,taken,new,Counter,ann,low,
2,2026-03-06 17:30,,queued,Kitchen,ann,low,
2,2026-03-06 17:40,,asking,Kitchen,bob,low,
2,2026-03-09 08:30,,queued,Kitchen,bob,low,
2,2026-03-09 10:05,plated,working,Kitchen,bob,low,
2,2026-03-09 10:10,,refused,Counter,bob,low,
2,2026-03-09 11:00,served,done,Counter,ann,low,
3,2026-03-09 09:00,taken,new,Counter,ann,high,
3,2026-03-09 09:00,,queued,Kitchen,svc_till,high,
3,2026-03-09 09:11,planned,working,Kitchen,bob,high,
3,2026-03-09 09:20,cooked,working,Grill,bob,high,
3,2026-03-09 09:25,plated,working,Cellar,eve,high,
4,2026-03-09 17:00,taken,new,Counter,ann,high,
4,2026-03-09 17:01,,queued,Kitchen,svc_till,high,
`

func kitchen(t *testing.T) (*graph.Graph, *kpi.Result) {
	t.Helper()
	m := lang.Load(fstest.MapFS{
		"handoff.hcl": {Data: []byte(kitchenSettings)}, "map.handoff.hcl": {Data: []byte(kitchenMap)},
	}, lang.Options{})
	require.Empty(t, m.Findings)
	g := graph.Build(m)
	b, err := kpi.Bind(g, m.Settings.Sources[0])
	require.NoError(t, err)
	log := eventlog.Log{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(kitchenLog)), nil }}
	r, _, err := kpi.Measure([]eventlog.Log{log}, b, nil)
	require.NoError(t, err)
	return g, r
}

func TestInterfacesByPriority(t *testing.T) {
	_, r := kitchen(t)
	order := r.Of("interface.order")
	require.NotNil(t, order)
	assert.Equal(t, 4, order.Handoffs)
	assert.Equal(t, "queue", order.Basis)
	// Case 1 waits 10 minutes, case 3 11; case 2 from Friday 17:30 to Monday 10:05, of which 2 h 35 min are open hours, less the pause (Friday
	// 17:40 to 18:00 and Monday 8:00 to 8:30).
	assert.Equal(t, 3, order.Wait.N)
	assert.Equal(t, 600.0, order.WaitOpen.Median-60)
	assert.Equal(t, 6300.0, order.WaitOpen.Max, "1 h 45 min")
	assert.Equal(t, (64*60+35)*60.0, order.Wait.Max)
	var got []kpi.Promise
	for _, p := range order.Promises {
		p.Open = kpi.Summary{}
		got = append(got, p)
	}
	assert.Equal(t, []kpi.Promise{
		// Case 1 in time to the second, case 3 a minute late, case 4 still open and an eternity late? No: the log ends with it.
		{Promise: "acknowledge", Priority: "P1", Limit: "10 minutes (Open)", Kept: 1, Missed: 1, Pending: 1},
		{Promise: "acknowledge", Priority: "P2", Limit: "2 hours (Open)", Kept: 1},
	}, got)
	// What came back along the declared answer is no handback, what was refused is.
	assert.Equal(t, 1, order.Handbacks)
	assert.Equal(t, 2, r.All.Handbacks)
	assert.Equal(t, 1, r.All.Answers)
	assert.Equal(t, []int{3, 4}, []int{order.Automated, order.ActorsKnown})
	assert.Equal(t, "automated", order.Declared)
}

// A group that is said to be a role is a hand of its own.
func TestRolesAndTeamsAreHands(t *testing.T) {
	_, r := kitchen(t)
	pairs := map[string]string{}
	for _, p := range r.Pairs {
		pairs[p.From+" "+p.To] = p.Interface
		assert.Empty(t, p.Ambiguous)
	}
	assert.Equal(t, map[string]string{
		"team.counter team.kitchen": "interface.order", "team.kitchen role.cook": "", "role.cook team.cellar": "",
		"team.kitchen team.counter": "interface.dish",
	}, pairs)
}

func TestProcessPromiseInOpenHours(t *testing.T) {
	_, r := kitchen(t)
	selling := r.Of("process.selling")
	require.NotNil(t, selling)
	assert.Equal(t, 4, selling.Cases)
	assert.Equal(t, 2, r.Log.Open)
	// Case 1 takes an hour. Case 2: Friday 17:00 to 17:40, Monday 8:30 to 11:00: 3 h 10 min.
	assert.Equal(t, []float64{3600, 11400}, []float64{selling.LeadOpen.Median*2 - selling.LeadOpen.Max, selling.LeadOpen.Max})
	require.Len(t, selling.Promises, 1)
	assert.Equal(t, []int{2, 0, 2}, []int{selling.Promises[0].Kept, selling.Promises[0].Missed, selling.Promises[0].Pending})
}

func TestConformance(t *testing.T) {
	_, r := kitchen(t)
	c := r.Conformance
	assert.Equal(t, []string{"interface.stock"}, c.Unseen, "dirt leads to a team that is not in the log")
	assert.Equal(t, []kpi.Empty{{Interface: "interface.order", Field: "table", Empty: 3, Of: 4}}, c.Empty)
	assert.Equal(t, []kpi.Filled{{Field: "table", Filled: 1, Of: 4}}, r.Fields)
	assert.Equal(t, []kpi.Doer{{Step: "process.cooking.step.plate", Who: "team.cellar", Count: 1, Of: 2}}, c.Doers)
	assert.Empty(t, c.Order)
	assert.Empty(t, c.UnknownGroups)
}

func TestTargets(t *testing.T) {
	_, r := kitchen(t)
	type target struct {
		address, statistic, why string
		met                     bool
	}
	var got []target
	for _, x := range r.Targets {
		got = append(got, target{x.Address, x.Statistic, x.Why, x.Met})
	}
	assert.Equal(t, []target{
		{"kpi.wait", "mean", "", true}, // (10 + 11 + 105) / 3 minutes
		{"kpi.returned", "share", "", false},
		{"kpi.kept", "share", "", true},
		{"kpi.share", "share", "its target is a time, and this is a share", false},
	}, got)
}

func TestBacklog(t *testing.T) {
	_, r := kitchen(t)
	require.NotEmpty(t, r.Backlog)
	first := r.Backlog[0]
	assert.Equal(t, "interface.order", first.Address)
	assert.Equal(t, []string{"improvement.faster"}, first.Improvements)
	assert.Empty(t, first.Proposed)
	assert.Equal(t, "2", first.Worst[0].Case)
	for _, row := range r.Backlog {
		if row.Address == "interface.dish" {
			m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(kitchenMap + row.Proposed)}}, lang.Options{})
			assert.Empty(t, m.Findings, "what is proposed can be pasted")
			assert.NotEmpty(t, row.Proposed)
		}
	}
}

func TestBounds(t *testing.T) {
	for text, want := range map[string]string{
		"<= 30m": "median <= 30m", "p90 < 1d2h": "p90 < 1d2h", "mean<=1h30m": "mean <= 1h30m", "≥ 95 %": "median >= 0.95", ">= 95%": "median >= 0.95", "< 0.5": "median < 0.5", "<= 2 d": "median <= 2d",
	} {
		b, err := kpi.ParseBound(text)
		require.NoError(t, err, text)
		got := b.Statistic + " " + b.Compare + " " + strings.TrimPrefix(b.Duration.String(), "0m")
		if !b.IsTime {
			got = strings.TrimSpace(b.Statistic+" "+b.Compare) + " " + strings.TrimRight(strings.TrimRight(strconv.FormatFloat(b.Number, 'f', 6, 64), "0"), ".")
		}
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "fast", "= 3", "<= soon", "<="} {
		_, err := kpi.ParseBound(text)
		assert.Error(t, err, text)
	}
}
