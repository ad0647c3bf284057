package kpi_test

import (
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph/kpi"
	"handoff/graph/kpi/eventlog"
	"handoff/graph/kpi/loggen"
)

// Every role is found in every format of a log whose columns are known.
func TestSuggest(t *testing.T) {
	rows := loggen.Incidents(300)
	plain := map[string]string{
		"case": "number", "time": "updated_at", "group": "assignment_group", "priority": "priority", "actor": "updated_by", "state": "status", "activity": "activity", "tie_break": "update_no",
	}
	xes := map[string]string{
		"case": "case:concept:name", "time": "time:timestamp", "group": "org:group", "priority": "priority", "actor": "org:resource", "state": "lifecycle:transition",
		"activity": "concept:name", "tie_break": "update_no",
	}
	ocel := map[string]string{
		"case": "object:incident", "time": "time", "group": "org:group", "priority": "priority", "actor": "org:resource", "state": "lifecycle:transition", "activity": "type", "tie_break": "update_no",
	}
	for _, c := range []struct {
		name, order, layout string
		write               func(io.Writer) error
		want                map[string]string
	}{
		{"csv", "case", "iso", func(w io.Writer) error { return loggen.CSV(w, rows, ';', time.DateTime) }, plain},
		{"csv by time", "time", "iso", func(w io.Writer) error { return loggen.CSV(w, loggen.ByTime(rows), ',', time.DateTime) }, plain},
		{"csv with dates of its own", "case", "D/M/YYYY H:mm", func(w io.Writer) error { return loggen.CSV(w, rows, ',', "2/1/2006 15:04") }, plain},
		{"jsonl", "case", "iso", func(w io.Writer) error { return loggen.JSONL(w, rows) }, plain},
		{"xes", "case", "iso", func(w io.Writer) error { return loggen.XES(w, rows) }, xes},
		{"ocel", "case", "iso", func(w io.Writer) error { return loggen.OCEL(w, rows) }, ocel},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, c.write(&b))
			sample, err := eventlog.Take(eventlog.Log{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(&b), nil }}, eventlog.Spec{}, 100_000)
			require.NoError(t, err)
			assert.True(t, sample.Whole)
			s := kpi.Suggest(nil, sample)
			got := map[string]string{}
			for _, r := range s.Roles {
				got[r.Role] = s.Role(r.Role)
				for _, x := range r.Candidates {
					assert.NotEmpty(t, x.Evidence, "%s for %s", x.Column, r.Role)
				}
			}
			assert.Equal(t, c.want, got)
			assert.Equal(t, []string{c.order, c.layout}, []string{s.Order, s.Layout})
			assert.Equal(t, 300, s.Cases)
			assert.Equal(t, []string{"svc_itsm"}, s.Systems)
			lists := map[string]string{}
			for _, l := range s.States {
				lists[l.List] = l.Words[0].Word
			}
			assert.Equal(t, map[string]string{"accepted": "In progress", "failed": "Returned", "paused": "Pending", "queued": "Queued", "stop": "Closed"}, lists)
		})
	}
}

// What cannot be told is not guessed.
func TestSuggestNothing(t *testing.T) {
	for _, text := range []string{"a,b\n1,2\n", "a\nx\ny\n", "x;y\n;\n;\n"} {
		sample, err := eventlog.Take(eventlog.Log{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewBufferString(text)), nil }}, eventlog.Spec{}, 100)
		require.NoError(t, err)
		assert.Empty(t, kpi.Suggest(nil, sample).Role("time"), text)
	}
}
