package measure

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph/kpi"
	"handoff/graph/kpi/eventlog"
	"handoff/lang"
)

// A proposal can be put into handoff.hcl as it stands, and reads the log it was made from: tabs are spelled, not lost.
func TestProposalForTabs(t *testing.T) {
	text := "case\ttime\tgroup\n1\t2026-01-01\ta\n1\t2026-01-02\tb\n2\t2026-01-01\ta\n2\t2026-01-03\tb\n"
	log := eventlog.Log{Name: "log.tsv", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
	sample, err := eventlog.Take(log, eventlog.Spec{}, 1000)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, Suggest(&out, "log", log.Name, kpi.Suggest(nil, sample)))
	m := lang.Load(fstest.MapFS{"handoff.hcl": {Data: out.Bytes()}}, lang.Options{})
	require.Empty(t, m.Findings, out.String())
	b, err := kpi.Bind(nil, m.Settings.Sources[0])
	require.NoError(t, err)
	assert.Equal(t, "\t", b.Spec.Delimiter)
	r, _, err := kpi.Measure([]eventlog.Log{log}, b, nil)
	require.NoError(t, err)
	assert.Equal(t, 2, r.All.Handoffs)
}

// That there are no handoffs for want of a column is not to be read as that nobody hands anything on.
func TestNoHands(t *testing.T) {
	for by, want := range map[string]string{
		"group": "", "actor": `no event names a actor, so that no handoff can be seen; say which column does: columns { actor = "…" }, or --column actor=…`,
		"step": "no event leads to a step of the map, so that no handoff can be seen; say which words do, in `steps` of the source block",
	} {
		b, err := kpi.Bind(nil, nil)
		require.NoError(t, err)
		b.By, b.Spec.Columns = by, eventlog.Columns{Case: "case", Time: "time", Group: "group"}
		text := "case,time,group\n1,2026-01-01,a\n1,2026-01-02,b\n"
		r, stats, err := kpi.Measure([]eventlog.Log{{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}}, b, nil)
		require.NoError(t, err)
		var out bytes.Buffer
		require.NoError(t, Table.Write(&out, &Report{Result: r, Stats: stats, Logs: []string{"log"}}, 0))
		if want == "" {
			assert.NotContains(t, out.String(), "no handoff can be seen")
			continue
		}
		assert.Contains(t, out.String(), strings.ReplaceAll(want, "a actor", "an actor"))
	}
}

// A file that is no report is told in words of the file, not of this program.
func TestReadNoReport(t *testing.T) {
	for text, want := range map[string]string{
		"": "the file is empty", "[]": "it is JSON of another kind (array)", "number,at\n": "it is no JSON", `{"all":`: "the file ends too early",
		`{"all":{"cases":"x"}}`: `a string cannot be the value of "`,
	} {
		_, err := Read(strings.NewReader(text))
		assert.ErrorContains(t, err, "this is no report of handoff measure --format json: "+want)
		assert.NotContains(t, err.Error(), "unmarshal")
	}
}

// Figures of nothing would pass every gate, so a log of nothing is no log.
func TestLogsOfNothing(t *testing.T) {
	for text, want := range map[string]string{
		"case,time\n":        "log: there is no event in this log",
		"<log></log>":        "log: there is no event in this log",
		"{\"case\":\"\"}\n":  `log:1: no case: "case" is empty or missing; not one event of this log can be read`,
		"case,time\n,soon\n": `log:2:1: no case: "case" is empty; not one event of this log can be read`,
	} {
		b, err := kpi.Bind(nil, nil)
		require.NoError(t, err)
		b.Spec.Columns, b.Spec.Layout = eventlog.Columns{Case: "case", Time: "time"}, "iso"
		_, _, err = kpi.Measure([]eventlog.Log{{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}}, b, nil)
		assert.EqualError(t, err, want)
	}
}
