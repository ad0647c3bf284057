package eventlog

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Half a log is never taken for a whole one.
func TestDamagedArchivesAreRefused(t *testing.T) {
	var csv, jsonl, xes strings.Builder
	csv.WriteString("id,at,grp\n")
	xes.WriteString("<log>")
	for k := range 3000 {
		at := fmt.Sprintf("2026-03-%02dT10:%02d:00Z", 1+k%28, k%60)
		fmt.Fprintf(&csv, "c%d,%s,team %d\n", k, at, k*7919%1009)
		fmt.Fprintf(&jsonl, "{\"id\":\"c%d\",\"at\":%q,\"grp\":\"team %d\"}\n", k, at, k*7919%1009)
		fmt.Fprintf(&xes, "<trace><string key=\"concept:name\" value=\"c%d\"/><event><date key=\"time:timestamp\" value=%q/><string key=\"org:group\" value=\"team %d\"/></event></trace>", k, at, k*7919%1009)
	}
	xes.WriteString("</log>")
	for name, text := range map[string]string{"log.csv": csv.String(), "log.jsonl": jsonl.String(), "log.xes": xes.String()} {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, err := w.Write([]byte(text))
		require.NoError(t, err)
		require.NoError(t, w.Close())
		whole := packed.Bytes()
		read := func(data []byte) (int, error) {
			spec := Spec{Columns: Columns{Case: "id", Time: "at", Group: "grp"}}
			if name == "log.xes" {
				spec = Spec{}
			}
			n := 0
			_, err := Read(name, bytes.NewReader(data), spec, NewWords(), func([]byte, *Event) error { n++; return nil })
			return n, err
		}
		n, err := read(whole)
		require.NoError(t, err, name)
		require.Equal(t, 3000, n, name)
		for _, cut := range []int{1, 8, 9, 100, len(whole) / 2} {
			_, err = read(whole[:len(whole)-cut])
			assert.ErrorContains(t, err, name, "%s short of %d bytes", name, cut)
		}
		broken := bytes.Clone(whole)
		broken[len(broken)-6] ^= 1 // of the checksum
		_, err = read(broken)
		assert.ErrorContains(t, err, name)
		_, err = read(append(bytes.Clone(whole), "and more"...))
		assert.ErrorContains(t, err, name)
	}
}
