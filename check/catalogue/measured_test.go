package catalogue

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/lang"
)

const measuredMap = `
team "desk" {}
team "databases" {}
process "answering" {
  team = team.desk
  step "a" { next = step.b }
  step "b" {}
  step "c" {}
}
process "tuning" { team = team.databases }
artifact "ticket" {}
interface "slow" {
  from    = process.answering
  to      = process.tuning
  carries = artifact.ticket
  mode    = "automated"
}
kpi "k" {
  metric = "handback_rate"
  of     = interface.slow
  target = "<= 5 %"
}
`

// strange is a result in which every rule finds something, at the very edge of what it finds.
func strange() *kpi.Result {
	pair := kpi.Pair{From: "team.databases", To: "team.desk", Worst: []kpi.Worst{{Case: "7"}}}
	pair.Handoffs, pair.Cases, pair.Touch = 3, 2, kpi.Summary{N: 3, Median: 7200}
	slow := kpi.Figures{Address: "interface.slow", Handoffs: 40, Declared: "automated", ActorsKnown: 20, Automated: 9}
	slow.Promises = []kpi.Promise{{Promise: "acknowledge", Priority: "P1", Limit: "30 minutes", Kept: 9, Missed: 11, Late: 2, Open: kpi.Summary{N: 18, Median: 4000, P90: 400000}}}
	r := &kpi.Result{
		Source: "itsm", Pairs: []kpi.Pair{pair}, Interfaces: []kpi.Figures{slow},
		Targets: []kpi.Target{{Address: "kpi.k", Of: "interface.slow", Metric: "handback_rate", Target: "<= 5 %", Statistic: "share", Value: 0.284, N: 20}},
		Conformance: kpi.Conformance{
			Unseen:        []string{"interface.slow"},
			Order:         []kpi.Order{{From: "process.answering.step.a", To: "process.answering.step.c", Count: 3, Cases: 3, Of: 30}},
			Doers:         []kpi.Doer{{Step: "process.answering.step.b", Who: "team.databases", Count: 3, Of: 300}},
			Empty:         []kpi.Empty{{Interface: "interface.slow", Field: "ci", Empty: 3, Of: 59}},
			UnknownGroups: []kpi.Counted{{Word: "Night", Count: 2}},
		},
	}
	r.All.Automated = 9
	return r
}

// almost is one in which each rule is just short of finding something.
func almost() *kpi.Result {
	r := strange()
	r.Pairs[0].Handoffs = 2
	r.Interfaces[0].Automated = 10
	r.Interfaces[0].Promises[0].Kept, r.Interfaces[0].Promises[0].Missed = 10, 10
	r.Targets[0].Met = true
	c := &r.Conformance
	c.Unseen, c.UnknownGroups = nil, nil
	c.Order[0].Count, c.Doers[0].Count, c.Empty[0].Of = 2, 2, 60
	return r
}

func judge(t *testing.T, r *kpi.Result) (*lang.Map, check.Report) {
	m := lang.Load(fstest.MapFS{
		"map.handoff.hcl": {Data: []byte(measuredMap)}, "handoff.hcl": {Data: []byte("source \"itsm\" {}\n")},
	}, lang.Options{})
	require.Empty(t, m.Findings)
	return m, check.Run(m, graph.Build(m), Measured, check.Options{Measured: r})
}

func TestMeasuredRules(t *testing.T) {
	m, report := judge(t, strange())
	found := map[string]int{}
	for _, f := range report.Findings {
		found[f.Rule]++
		if f.Rule != "measure/unexplained-word" { // which is about the settings, not about a block of the map
			wellMade(t, m, f)
		}
		assert.NotNil(t, m.File(f.Range.File), f.Rule)
		assert.NotContains(t, f.Summary, "`")
	}
	for _, r := range Measured {
		assert.Equal(t, 1, found[r.ID], "%s finds one thing", r.ID)
	}
	assert.Len(t, found, len(Measured))

	_, report = judge(t, almost())
	assert.Empty(t, report.Findings)

	// Without a log they do not run, and are no part of a check.
	m, _ = judge(t, nil)
	report = check.Run(m, graph.Build(m), Measured, check.Options{})
	assert.Empty(t, report.Findings)
	assert.Zero(t, report.Rules)
}

// A target missed by few cases is told, and fails nothing.
func TestFewCasesAreNotes(t *testing.T) {
	r := strange()
	r.Targets[0].N = kpi.FewCases - 1
	_, report := judge(t, r)
	for _, f := range report.Findings {
		if f.Rule == "measure/missed-target" {
			assert.Equal(t, "info", string(f.Severity))
		}
	}
}

func TestMeasuredPages(t *testing.T) {
	files, err := os.ReadDir("../measure")
	require.NoError(t, err)
	var names []string
	for _, f := range files {
		if name := strings.TrimSuffix(f.Name(), ".go"); name != "measure" {
			names = append(names, "measure/"+strings.ReplaceAll(name, "_", "-"))
		}
	}
	var ids []string
	for _, r := range Measured {
		ids = append(ids, r.ID)
		assert.Equal(t, check.Measured, r.Kind, r.ID)
		assert.NotEmpty(t, r.Title, r.ID)
		assert.NotEmpty(t, r.What, r.ID)
		assert.NotEmpty(t, r.Why, r.ID)
		for _, hcl := range []string{r.Bad, r.Good} {
			m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(hcl)}}, lang.Options{})
			for _, f := range m.Findings {
				assert.NotEqual(t, "syntax/invalid", f.Rule, "%s: %s", r.ID, f.Detail)
			}
		}
		assert.Nil(t, Find(r.ID), "%s is no part of a check", r.ID)
	}
	assert.ElementsMatch(t, names, ids, "each rule has a file of its own, and a line in the list")
}
