//go:build unix

package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What is read twice, such as OCEL with its events first, must not be a pipe whose second reading is empty.
func TestPipesAreReadOnce(t *testing.T) {
	dir := t.TempDir()
	pipe, file := filepath.Join(dir, "pipe"), filepath.Join(dir, "file")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	for path, want := range map[string]bool{"-": true, pipe: true, file: false, dir: false, filepath.Join(dir, "none"): false} {
		assert.Equal(t, want, logs([]string{path})[0].Once, path)
	}
}
