package baseline

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzRead: a baseline is read, or refused; what was read is written and read as the same.
func FuzzRead(f *testing.F) {
	f.Add([]byte("{\n  \"format_version\": 1,\n  \"findings\": [\n    {\"rule\":\"a/b\",\"address\":\"role.<x>\",\"fingerprint\":\"1\"}\n  ]\n}\n"))
	f.Add([]byte("\xef\xbb\xbf{\"format_version\": 1, \"findings\": []}"))
	f.Add([]byte(`{"format_version": 2, "findings": []}`))
	f.Add([]byte(`{"format_version": 1, "findings": [{"rule": "", "fingerprint": "x"}]}`))
	f.Add([]byte(`[[[[`))
	file := filepath.Join(f.TempDir(), "baseline.json")
	f.Fuzz(func(t *testing.T, data []byte) {
		require.NoError(t, os.WriteFile(file, data, 0o600))
		b, err := Read(file)
		if err != nil {
			require.Contains(t, err.Error(), "baseline")
			return
		}
		var out bytes.Buffer
		require.NoError(t, b.Write(&out))
		require.NoError(t, os.WriteFile(file, out.Bytes(), 0o600))
		again, err := Read(file)
		require.NoError(t, err)
		require.Equal(t, b, again)
	})
}
