package measure

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/graph/kpi/eventlog"
	"handoff/lang"
)

// FuzzSuggest: whatever a log holds, what is proposed for it can be put into handoff.hcl, or the log is refused.
func FuzzSuggest(f *testing.F) {
	f.Add("id,at,group\n1,2026-01-01,desk\n1,2026-01-02,net\n2,2026-01-03,desk\n2,2026-01-04,net\n", "itsm")
	f.Add("id;at;\"a;b\"\n1;03.04.2026 10:00;\"${x}\"\n1;04.04.2026 10:00;%{if}\n2;05.04.2026 10:00;\"a\"\"b\"\n", "störung <b>")
	f.Add("case\ttime\t\n1\t1\tx\n1\t2\ty\n", "")
	f.Add(`{"case": "1", "at": "2026-01-01", "b": {"c": 1}}`+"\n"+`{"case": "1", "at": "2026-01-02", "\u001b": null}`+"\n", "a\nb")
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte("team \"desk\" {}\nrole \"net\" {}\nartifact \"ticket\" {\n  field \"id\" {\n    type = string\n  }\n}\nprocess \"p\" {\n  step \"x\" {}\n}\n")}}, lang.Options{})
	g := graph.Build(m)
	f.Fuzz(func(t *testing.T, text, name string) {
		log := eventlog.Log{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
		sample, err := eventlog.Take(log, eventlog.Spec{}, 200)
		if err != nil {
			return
		}
		write := func() []byte {
			var out bytes.Buffer
			require.NoError(t, Suggest(&out, "log", log.Name, kpi.Suggest(g, sample)))
			return out.Bytes()
		}
		out := write()
		require.Equal(t, string(out), string(write()))
		require.Less(t, bytes.IndexFunc(out, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }), 0, "%q", out)
		_, problem := lang.Format("handoff.hcl", out)
		require.Nil(t, problem, "%s", out)
	})
}

// FuzzRead: a report is read, or refused in words; one that was read can be compared and written.
func FuzzReadReport(f *testing.F) {
	f.Add([]byte(`{"format_version": 1, "measured": {}}`))
	f.Add([]byte(`{"format_version": 99}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Read(bytes.NewReader(data))
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		require.NotNil(t, r)
	})
}
