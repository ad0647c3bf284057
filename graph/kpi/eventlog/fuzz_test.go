package eventlog_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"handoff/graph/kpi/eventlog"
	"handoff/graph/kpi/loggen"
)

// FuzzBytes: a file of any bytes, packed or not, is read the same twice, or refused with the same words; and packing it changes nothing.
func FuzzBytes(f *testing.F) {
	rows := loggen.Incidents(2)
	for _, write := range []func(io.Writer) error{
		func(w io.Writer) error { return loggen.CSV(w, rows, ';', time.RFC3339) }, func(w io.Writer) error { return loggen.XES(w, rows) },
		func(w io.Writer) error { return loggen.JSONL(w, rows) }, func(w io.Writer) error { return loggen.OCEL(w, rows) },
	} {
		var b bytes.Buffer
		require.NoError(f, write(&b))
		f.Add(b.Bytes())
		f.Add(zipped(f, b.Bytes()))
		f.Add(zipped(f, b.Bytes())[:20])
	}
	f.Add([]byte("\xff\xfei\x00d\x00"))
	f.Add([]byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		first, problem := take(data)
		again, same := take(data)
		require.Equal(t, first, again)
		require.Equal(t, problem, same)
		if problem == nil {
			within, err := take(zipped(t, data))
			if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
				require.NoError(t, err)
				require.Equal(t, first, within)
			}
		} else {
			require.NotEmpty(t, problem.Error())
		}
	})
}

func take(data []byte) (*eventlog.Sample, error) {
	log := eventlog.Log{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
	return eventlog.Take(log, eventlog.Spec{}, 50)
}

func zipped(t testing.TB, data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(data)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}
