package kpi_test

import (
	"fmt"
	"io"
	"slices"
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

// Incidents name their problem, in other records of the same log.
const recordsMap = `
team "desk" {}
team "analysis" {}
artifact "record" {
  field "logs" { type = optional(string) }
}
process "incidents" { team = team.desk }
process "problems" { team = team.analysis }
interface "to_problem" {
  from     = process.incidents
  to       = process.problems
  carries  = artifact.record
  requires = [logs]
  sla {
    acknowledge = "30m"
    complete    = "1d"
  }
}
`

const recordsSettings = `
source "tool" {
  artifact = artifact.record
  fields   = { logs = "logs" }
  links    = { "problem" = interface.to_problem }
  columns {
    case  = "id"
    time  = "at"
    state = "state"
    group = "team"
    actor = "who"
  }
  groups   = { "Desk" = team.desk, "Analysis" = team.analysis }
  queued   = "queued"
  accepted = "working"
  paused   = "waiting"
  stop     = "closed"
  systems  = "svc_*"
}
`

// INC1 is handed on at 10:00 and taken up at 10:20. INC2 names the same problem when it is being worked at. INC3 waits an hour, of which 40 minutes
// the clock stands still. INC4 names a problem that is not in the log, and then one that is closed unseen after 50 minutes. INC5 waits when the
// log ends, and names itself besides.
const recordsLog = `id,at,state,team,who,logs,problem
INC1,2026-03-02 09:00,new,Desk,ann,,
INC1,2026-03-02 10:00,working,Desk,svc_tool,x,PRB1
INC1,2026-03-02 10:05,working,Desk,ann,x,PRB1
INC1,2026-03-02 12:00,closed,Desk,ann,x,PRB1
INC2,2026-03-02 09:00,new,Desk,ann,,
INC2,2026-03-02 11:00,closed,Desk,ann,,PRB1
PRB1,2026-03-02 09:59,queued,Analysis,svc_tool,,
PRB1,2026-03-02 10:20,working,Analysis,bob,,
PRB1,2026-03-04 10:20,closed,Analysis,bob,,
INC3,2026-03-02 10:00,working,Desk,ann,,PRB2
INC3,2026-03-02 10:30,closed,Desk,ann,,PRB2
PRB2,2026-03-02 10:00,queued,Analysis,ann,,
PRB2,2026-03-02 10:10,waiting,Analysis,ann,,
PRB2,2026-03-02 10:50,queued,Analysis,ann,,
PRB2,2026-03-02 11:00,working,Analysis,bob,,
PRB2,2026-03-02 12:00,closed,Analysis,bob,,
INC4,2026-03-02 10:00,working,Desk,ann,,PRB9
INC4,2026-03-02 10:10,closed,Desk,ann,,PRB3
PRB3,2026-03-02 10:10,queued,Analysis,ann,,
PRB3,2026-03-02 11:00,closed,Analysis,bob,,
INC5,2026-03-04 10:00,working,Desk,ann,,INC5
INC5,2026-03-04 10:01,working,Desk,ann,,PRB4
PRB4,2026-03-04 10:05,queued,Analysis,ann,,
`

func records(t *testing.T, log, order string) *kpi.Result {
	t.Helper()
	return recordsBy(t, recordsSettings, log, order)
}

func recordsBy(t *testing.T, settings, log, order string) *kpi.Result {
	t.Helper()
	m := lang.Load(fstest.MapFS{
		"handoff.hcl": {Data: []byte(settings)}, "map.handoff.hcl": {Data: []byte(recordsMap)},
	}, lang.Options{})
	require.Empty(t, m.Findings)
	b, err := kpi.Bind(graph.Build(m), m.Settings.Sources[0])
	require.NoError(t, err)
	b.Spec.Order = order
	r, _, err := kpi.Measure([]eventlog.Log{{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(log)), nil }}}, b, nil)
	require.NoError(t, err)
	return r
}

func TestCasesThatHandOnToOthers(t *testing.T) {
	r := records(t, recordsLog, "")
	assert.Equal(t, []kpi.LinkUse{{Column: "problem", Interface: "interface.to_problem", Handoffs: 5, Joined: 1, Missing: 1}}, r.Links)
	assert.Zero(t, r.All.Handoffs, "no case of its own was handed on")
	f := r.Of("interface.to_problem")
	require.NotNil(t, f)
	assert.Equal(t, []int{5, 5, 5, 1}, []int{f.Handoffs, f.Linked, f.Cases, f.Unaccepted})
	assert.Equal(t, []float64{20 * 60, 60 * 60}, []float64{2*f.Wait.Median - f.Wait.Max, f.Wait.Max})
	assert.Equal(t, 2, f.Wait.N)
	assert.Equal(t, []int{1, 5}, []int{f.Automated, f.ActorsKnown})
	for k := range f.Promises {
		f.Promises[k].Open = kpi.Summary{}
	}
	assert.Equal(t, []kpi.Promise{
		// INC1 and INC3 in time, the second thanks to its pause; INC4 was never taken up in 50 minutes; INC5 has 29 minutes left.
		{Promise: "acknowledge", Limit: "30 minutes", Kept: 2, Missed: 1, Pending: 1},
		// PRB1 took two days, for INC1 and for INC2; PRB2 and PRB3 less than one; PRB4 goes on.
		{Promise: "complete", Limit: "1 day", Kept: 2, Missed: 2, Pending: 1},
	}, f.Promises)
	assert.Equal(t, []kpi.Empty{{Interface: "interface.to_problem", Field: "logs", Empty: 4, Of: 5}}, r.Conformance.Empty)
	require.Len(t, r.Pairs, 1)
	assert.Equal(t, []any{"team.desk", "team.analysis", "interface.to_problem", 5}, []any{r.Pairs[0].From, r.Pairs[0].To, r.Pairs[0].Interface, r.Pairs[0].Linked})
	require.Len(t, r.Backlog, 1)
	assert.Equal(t, []any{"interface.to_problem", 4800.0, "INC3"}, []any{r.Backlog[0].Address, r.Backlog[0].Lost, r.Backlog[0].Worst[0].Case})
	assert.Empty(t, r.Conformance.Unseen)
}

// Which case stands first does not matter, nor how the log is sorted.
func TestLinksInAnyOrder(t *testing.T) {
	want := records(t, recordsLog, "case")
	rows := strings.SplitAfter(strings.TrimSuffix(recordsLog, "\n"), "\n")
	head, rows := rows[0], rows[1:]
	byTime := slices.Clone(rows)
	rows[len(rows)-1] += "\n"
	byTime[len(byTime)-1] += "\n"
	slices.SortStableFunc(byTime, func(a, b string) int { return strings.Compare(a[5:21], b[5:21]) })
	for k, log := range []struct {
		rows  []string
		order string
	}{{rows, ""}, {byTime, "time"}, {byTime, ""}} {
		got := records(t, head+strings.Join(log.rows, ""), log.order)
		assert.Equal(t, want, got, fmt.Sprint(k))
	}
}

// Two columns may lead along one interface between the same hands; theirs are two pairs that look alike, and stand in the order of the columns.
func TestLinksAlongOneInterface(t *testing.T) {
	settings := strings.Replace(recordsSettings, `"problem" = interface.to_problem`, `"problem" = interface.to_problem, "cause" = interface.to_problem`, 1)
	log := `id,at,state,team,who,logs,problem,cause
PRB1,2026-03-02 10:00,working,Analysis,bob,,,
PRB2,2026-03-02 10:00,working,Analysis,bob,,,
INC1,2026-03-02 12:00,working,Desk,ann,,PRB1,
INC1,2026-03-02 12:01,working,Desk,ann,,PRB1,PRB2
INC2,2026-03-02 12:30,working,Desk,ann,,,PRB1
`
	for range 8 {
		r := recordsBy(t, settings, log, "")
		require.Len(t, r.Pairs, 2)
		assert.Equal(t, []int{1, 2}, []int{r.Pairs[0].Handoffs, r.Pairs[1].Handoffs})
	}
}

// However many cases one names, each counts once.
func TestACaseThatNamesMany(t *testing.T) {
	var log strings.Builder
	log.WriteString("id,at,state,team,who,logs,problem\n")
	for range 2 {
		for k := range 50 {
			fmt.Fprintf(&log, "INC1,2026-03-02 09:00,new,Desk,ann,,PRB%d\n", k)
		}
	}
	log.WriteString("INC2,2026-03-02 09:00,new,Desk,ann,,PRB1\n")
	assert.Equal(t, 51, records(t, log.String(), "").Links[0].Missing)
}
