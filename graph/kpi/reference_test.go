package kpi_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph/kpi"
	"handoff/graph/kpi/eventlog"
)

// Figures of published logs, worked out by brute force with another program. The logs are not part of this repository: set HANDOFF_LOGS to a
// folder that holds them to run this. Authors: W. Steeman, BPI Challenge 2013, closed problems (2013); M. Polato, Dataset belonging to the help
// desk log of an Italian company (2017); both at 4TU.ResearchData.
func TestReferenceFigures(t *testing.T) {
	dir := os.Getenv("HANDOFF_LOGS")
	if dir == "" {
		t.Skip("HANDOFF_LOGS names no folder of logs")
	}
	type lead [3]float64 // median, mean, 90th percentile
	for _, want := range []struct {
		file, group                        string
		cases, events, handoffs, passed    int
		handbacks, handbackCases, pingPong int
		lead, touch                        lead
	}{
		{"bpic2013_closed_problems.xes.gz", "org:group", 1487, 6660, 220, 123, 94, 59, 17, lead{82.022, 178.885, 527.583}, lead{4.6028, 727.646, 2499.788}},
		{"bpic2013_closed_problems.xes.gz", "organization involved", 1487, 6660, 655, 280, 186, 107, 37, lead{82.022, 178.885, 527.583}, lead{4.0742, 574.360, 1472.933}},
		{"helpdesk.xes.gz", "org:resource", 4580, 21348, 8648, 4577, 306, 269, 35, lead{39.859, 40.858, 53.006}, lead{360.0044, 440.294, 1033.388}},
	} {
		t.Run(want.file+" "+want.group, func(t *testing.T) {
			log := eventlog.Log{Name: want.file, Open: func() (io.ReadCloser, error) { return os.Open(filepath.Join(dir, want.file)) }}
			b, err := kpi.Bind(nil, nil)
			require.NoError(t, err)
			b.Spec.Columns.Group = want.group
			r, stats, err := kpi.Measure([]eventlog.Log{log}, b, nil)
			require.NoError(t, err)
			assert.Zero(t, stats.Broken)
			assert.Equal(t, []int{want.cases, want.events, want.handoffs, want.passed, want.handbacks, want.handbackCases, want.pingPong},
				[]int{r.All.Cases, r.Log.Events, r.All.Handoffs, r.All.Passed, r.All.Handbacks, r.All.HandbackCases, r.All.PingPong})
			for k, x := range []float64{r.All.Lead.Median, r.All.Lead.Mean, r.All.Lead.P90} {
				assert.InDelta(t, want.lead[k], x/86400, 0.00051)
			}
			for k, x := range []float64{r.All.Touch.Median, r.All.Touch.Mean, r.All.Touch.P90} {
				assert.InDelta(t, want.touch[k], x/3600, 0.00051)
			}
		})
	}
}
