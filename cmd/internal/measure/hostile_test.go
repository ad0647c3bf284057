package measure

import (
	"bytes"
	"fmt"
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

// What stands in a log is somebody else's: it steers no terminal, ends no comment, and is no formula.
func TestHostileWords(t *testing.T) {
	var text strings.Builder
	text.WriteString("case id,time,group,\"state\x1b[31m\"\n")
	groups := []string{"=cmd|'/c calc'!A1", "\x1b]0;owned\x07", "\"quoted\" ${local.x} %{if}", "line\nbreak", "back\\slash", "\u202eright to left"}
	for k := range 60 {
		fmt.Fprintf(&text, "%d,2026-01-01 %02d:%02d:00,\"%s\",open\n", k/3, k/3, k%3, strings.ReplaceAll(groups[k%len(groups)], `"`, `""`))
	}
	log := eventlog.Log{Name: "evil\x1b[2J.csv", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text.String())), nil }}

	b, err := kpi.Bind(nil, nil)
	require.NoError(t, err)
	b.Spec.Columns = eventlog.Columns{Case: "case id", Time: "time", Group: "group"}
	r, stats, err := kpi.Measure([]eventlog.Log{log}, b, nil)
	require.NoError(t, err)
	require.Equal(t, 40, r.All.Handoffs)
	report := &Report{Result: r, Stats: stats, Logs: []string{log.Name}}
	for _, f := range Formats {
		var out bytes.Buffer
		require.NoError(t, f.Write(&out, report, 100))
		assert.NotContains(t, out.String(), "\x1b", f.Name)
		if f.Name == "csv" {
			assert.NotRegexp(t, `(?m)(^|,)"?=cmd`, out.String())
		}
		if f.Name == "table" {
			assert.NotContains(t, out.String(), "\u202e")
		}
	}

	sample, err := eventlog.Take(log, eventlog.Spec{}, 1000)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, Suggest(&out, "log", log.Name, kpi.Suggest(nil, sample)))
	assert.NotContains(t, out.String(), "\x1b")
	assert.NotContains(t, out.String(), "\u202e")
	assert.Contains(t, out.String(), `"line\nbreak"`, "a word stays the word of the log")
	m := lang.Load(fstest.MapFS{"handoff.hcl": {Data: out.Bytes()}}, lang.Options{})
	assert.Empty(t, m.Findings, out.String())
	require.Len(t, m.Settings.Sources, 1)
	assert.Equal(t, "case id", m.Settings.Sources[0].Columns.Case.Value)
}
