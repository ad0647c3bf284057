package assistant

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

type nobody struct{ io.Writer }

func (nobody) Close() error { return nil }

// FuzzLines: what comes through is one message a line; what is none is answered with an error, one line each, and the conversation goes on.
func FuzzLines(f *testing.F) {
	ask := `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`
	f.Add(ask + "\n" + ask + "\n")
	f.Add("{\n[]\nnull\n\"x\"\n\n" + ask + "\r\n")
	f.Add(`{"jsonrpc":"2.0","id":{},"method":1}` + "\n" + ask + "\n")
	f.Add("\xff\x00\n" + strings.Repeat("[", 200) + "\n" + ask + "\n")
	f.Add(ask)
	f.Fuzz(func(t *testing.T, in string) {
		var refused bytes.Buffer
		l := Lines(io.NopCloser(strings.NewReader(in)), nobody{&refused})
		conn, err := l.Connect(t.Context())
		require.NoError(t, err)
		for range 1 + strings.Count(in, "\n") {
			m, err := conn.Read(t.Context())
			if err != nil {
				break
			}
			require.NotNil(t, m)
		}
		for line := range strings.Lines(refused.String()) {
			var m struct {
				Version string `json:"jsonrpc"`
				Error   *struct{ Code int }
			}
			require.NoError(t, json.Unmarshal([]byte(line), &m), "%q", line)
			require.Equal(t, "2.0", m.Version)
			require.NotNil(t, m.Error, line)
		}
	})
}
