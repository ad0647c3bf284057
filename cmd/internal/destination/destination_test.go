package destination

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

func TestWrite(t *testing.T) {
	var stdout bytes.Buffer
	require.NoError(t, Write("-", &stdout, text("a")))
	require.NoError(t, Write("", &stdout, text("b")))
	assert.Equal(t, "ab", stdout.String())

	dir := t.TempDir()
	file := filepath.Join(dir, "f")
	require.NoError(t, Write(file, nil, text("old")))
	require.NoError(t, os.Chmod(file, 0o600))

	// What fails half-way leaves what was there, and nothing beside it.
	err := Write(file, nil, func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return errors.New("power cut")
	})
	assert.EqualError(t, err, "cannot write "+file+": power cut")
	got, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, "old", string(got))

	require.NoError(t, Write(file, nil, text("new")))
	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "permissions stay")

	// What a link points to is replaced, not the link.
	link := filepath.Join(dir, "link")
	if os.Symlink("f", link) == nil {
		require.NoError(t, Write(link, nil, text("through")))
		got, err = os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, "through", string(got))
	}
	assert.Error(t, Write(dir, nil, text("x")))
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.LessOrEqual(t, len(entries), 2)
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "f")
	require.NoError(t, os.WriteFile(file, []byte("old"), 0o600))
	require.NoError(t, os.Chmod(file, 0o666))
	require.NoError(t, Replace(file, []byte("old"), []byte("new")))
	got, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, "new", string(got))
	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o666), info.Mode().Perm(), "permissions stay, whatever the umask")

	assert.NoError(t, Replace(file, []byte("old"), []byte("new")), "somebody else made the same change")
	assert.ErrorContains(t, Replace(file, []byte("old"), []byte("newer")), "changed in the meantime")
	assert.EqualError(t, Replace(file+"x", nil, nil), "cannot write "+file+"x: no such file or directory")
	require.NoError(t, os.Chmod(file, 0o444))
	assert.EqualError(t, Replace(file, []byte("new"), []byte("newer")), "cannot write "+file+": it is read-only")
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 1)
}

func TestNew(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "f")
	require.NoError(t, New(file, []byte("new")))
	assert.EqualError(t, New(file, []byte("newer")), "cannot write "+file+": there is a file of that name")
	got, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, "new", string(got))
	assert.EqualError(t, New(filepath.Join(dir, "no", "f"), nil), "cannot write "+filepath.Join(dir, "no", "f")+": no such file or directory")
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 1)
}
