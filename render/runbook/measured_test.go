package runbook

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/lang"
	"handoff/render/address"
)

func TestWhatWasMeasuredIsOnThePages(t *testing.T) {
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(`
role "a" {}
artifact "x" {}
process "p" {
  owner = role.a
  output "o" { artifact = artifact.x }
}
process "q" {
  owner = role.a
  input "i" { artifact = artifact.x }
}
interface "pass" {
  title = "Pass it on"
  from  = process.p.output.o
  to    = process.q.input.i
}
kpi "wait" {
  metric = "touch_wait"
  of     = interface.pass
  target = "<= 1h"
}
`)}}, lang.Options{})
	require.Empty(t, m.Findings)
	wait := kpi.Summary{N: 30, Median: 5400, P90: 9000, Max: 10000, Sum: 200000}
	r := &kpi.Result{
		Log:        kpi.Log{Cases: 31, Events: 90, First: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), Last: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)},
		Interfaces: []kpi.Figures{{Address: "interface.pass", Title: "Pass it on", Handoffs: 30, Touch: wait, Handbacks: 6, Automated: 15, ActorsKnown: 30}},
		Targets:    []kpi.Target{{Address: "kpi.wait", Metric: "touch_wait", Of: "interface.pass", Target: "<= 1h", Statistic: "median", Value: 5400, N: 30}},
		Backlog:    []kpi.Improvement{{Address: "interface.pass", Handoffs: 30, Lost: 200000, Median: 5400, Handbacks: 6}, {From: "role.a", To: "<Night> | shift", Handoffs: 1, Lost: 60, Median: 60}},
		Pairs:      []kpi.Pair{{From: "role.a", To: "<Night> | shift", Figures: kpi.Figures{Handoffs: 1}}},
	}
	pages := func(options Options) map[string]string {
		out := map[string]string{}
		for _, f := range Flavors[0].Files(Book{Pages: Pages(m, graph.Build(m), nil, options)}, "") {
			out[f.Path] = string(f.Content)
		}
		return out
	}
	with := pages(Options{Measured: r})
	page := with["measured.md"]
	assert.Contains(t, page, "31 cases and 90 events of the event log, from 2 January 2026 to 2 March 2026.")
	assert.Contains(t, page, "| [Wait](kpis.md#kpi-wait) | [Pass it on](interface/pass.md) | at most 1 hour | 1h 30m (median, n = 30) | **missed** |")
	assert.Contains(t, page, "| [Pass it on](interface/pass.md) | 30 | 2d 8h | 1h 30m | 20.0 % |")
	assert.Contains(t, page, "hands to &lt;Night> \\| shift (once), and the map does not say so.")
	assert.Contains(t, with["interface/pass.md"], "30 handoffs; half waited at most 1h 30m, nine in ten at most 2h 30m; 6 handed straight back. [All that was measured](../measured.md).")
	assert.Contains(t, with["README.md"], "[What really happened](measured.md)")

	for path, text := range pages(Options{}) {
		assert.NotEqual(t, address.Measured+".md", path)
		assert.False(t, strings.Contains(text, "measured.md"), "%s leads to a page that is not there", path)
	}
}
