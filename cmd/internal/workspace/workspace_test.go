package workspace

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tree makes files below a new directory, and returns its one true name.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o777))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o666))
	}
	return root
}

func TestTheRootIsTheNearestWithSettings(t *testing.T) {
	root := tree(t, map[string]string{
		"handoff.hcl": "", "a/b/x.handoff.hcl": "", "a/inner/handoff.hcl": "", "a/inner/deep/x.handoff.hcl": "",
	})
	for dir, want := range map[string]string{
		".": ".", "a": ".", "a/b": ".", "a/inner": "a/inner", "a/inner/deep": "a/inner",
	} {
		w, err := Open(filepath.Join(root, dir))
		require.NoError(t, err)
		assert.Equal(t, filepath.Join(root, want), w.Root, dir)
		require.NoError(t, w.Close())
	}
}

func TestAMapWithoutANameTakesItsFolders(t *testing.T) {
	root := tree(t, map[string]string{"payments/x.handoff.hcl": "role \"a\" {}\n"})
	w, err := Open(filepath.Join(root, "payments"))
	require.NoError(t, err)
	defer w.Close()
	m, err := w.Load()
	require.NoError(t, err)
	assert.Equal(t, "payments", m.Settings.Workspace.Name.Value)
	assert.False(t, m.Settings.Workspace.Name.Given())
}

func TestSelections(t *testing.T) {
	root := tree(t, map[string]string{"handoff.hcl": "", "a/x.handoff.hcl": "", "ab/y.handoff.hcl": "", "z.handoff.hcl": ""})
	w, s, err := OpenPaths([]string{filepath.Join(root, "a"), filepath.Join(root, "z.handoff.hcl")})
	require.NoError(t, err)
	defer w.Close()
	assert.False(t, s.All())
	assert.True(t, s.Holds("a/x.handoff.hcl"))
	assert.True(t, s.Holds("z.handoff.hcl"))
	assert.False(t, s.Holds("ab/y.handoff.hcl"), "a folder is no prefix of a name")
	assert.False(t, s.Holds(""))

	whole, s, err := OpenPaths([]string{root})
	require.NoError(t, err)
	defer whole.Close()
	assert.True(t, s.All())

	_, _, err = OpenPaths([]string{filepath.Join(root, "nowhere")})
	assert.ErrorContains(t, err, "there is no")
}

func TestWithoutSettingsAFolderIsItsOwnMap(t *testing.T) {
	root := tree(t, map[string]string{"a/x.handoff.hcl": "", "a/b/y.handoff.hcl": ""})
	t.Chdir(root)
	w, s, err := OpenPaths([]string{"a"})
	require.NoError(t, err)
	defer w.Close()
	assert.Equal(t, filepath.Join(root, "a"), w.Root)
	assert.True(t, s.All())

	// Files, as a pre-commit hook passes them, are parts of the map around the current directory.
	w, s, err = OpenPaths([]string{"a/x.handoff.hcl", "a/b/y.handoff.hcl"})
	require.NoError(t, err)
	defer w.Close()
	assert.Equal(t, root, w.Root)
	assert.True(t, s.Holds("a/b/y.handoff.hcl"))
	assert.False(t, s.All())
}
