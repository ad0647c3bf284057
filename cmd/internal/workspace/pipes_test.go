//go:build unix

package workspace

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A named pipe that nobody writes to would be waited for, and a device never ends: neither is opened, nor a link to one.
func TestPipesAndDevicesAreRefused(t *testing.T) {
	root := tree(t, map[string]string{"handoff.hcl": "", "a.handoff.hcl": "artifact \"s\" {\n  schema = \"pipe.json\"\n}\n"})
	for _, name := range []string{"pipe.json", "pipe.handoff.hcl"} {
		if err := syscall.Mkfifo(filepath.Join(root, name), 0o666); err != nil {
			t.Skip("no pipes here")
		}
		held, err := os.OpenFile(filepath.Join(root, name), os.O_RDWR, 0) // so that this test fails, and does not wait, where they are opened
		require.NoError(t, err)
		defer held.Close()
	}
	w, err := Open(root)
	require.NoError(t, err)
	defer w.Close()
	for _, name := range []string{"pipe.json", "pipe.handoff.hcl"} {
		_, err := files{w.root.FS()}.Open(name)
		require.ErrorIs(t, err, errNotRegular, name)
	}
	m, err := w.Load()
	require.NoError(t, err)
	assert.Empty(t, m.Attachments)
	for _, path := range []string{"/dev/zero", "/dev/null"} {
		_, err := Source{Name: "x", Path: path}.Read()
		assert.ErrorContains(t, err, "it is no regular file", path)
	}
}
