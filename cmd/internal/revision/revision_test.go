package revision

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/cmd/internal/workspace"
)

// repository makes a repository with one commit of these files. A text that begins with "-> " is a symbolic link.
func repository(t *testing.T, files map[string]string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	root, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o777))
		if len(text) > 3 && text[:3] == "-> " {
			if os.Symlink(text[3:], path) != nil {
				t.Skip("no symbolic links here")
			}
			continue
		}
		require.NoError(t, os.WriteFile(path, []byte(text), 0o666))
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-q", "-m", "first"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = root
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s", out)
	}
	return root
}

// A map is read with all it names: imports beside it in the repository, schemas, links that stay inside; and as it was, whatever has become of
// its files.
func TestLoad(t *testing.T) {
	root := repository(t, map[string]string{
		"maps/sales/handoff.hcl":      "workspace {\n  imports = [\"../stock\"]\n}\n",
		"maps/sales/a.handoff.hcl":    "import \"stock\" { source = \"../stock\" }\nprocess \"selling\" {\n  owner = stock.role.keeper\n}\nartifact \"order\" {\n  schema = \"order.json\"\n}\n",
		"maps/sales/link.handoff.hcl": "-> real.txt",
		"maps/sales/real.txt":         "role \"linked\" {}\n",
		"maps/sales/away.handoff.hcl": "# nothing\n",
		"maps/sales/order.json":       `{"type": "object", "properties": {"id": {"type": "string"}}}`,
		"maps/stock/a.handoff.hcl":    "role \"keeper\" {}\n",
	})
	require.NoError(t, os.Remove(filepath.Join(root, "maps/stock/a.handoff.hcl")))
	require.NoError(t, os.WriteFile(filepath.Join(root, "maps/sales/a.handoff.hcl"), []byte("role \"now\" {}\n"), 0o666))
	w, err := workspace.Open(filepath.Join(root, "maps/sales"))
	require.NoError(t, err)
	defer w.Close()
	m, err := Load(w, "HEAD")
	require.NoError(t, err)
	assert.Empty(t, m.Findings)
	assert.False(t, m.Incomplete)
	assert.NotNil(t, m.Lookup("process.selling"))
	assert.NotNil(t, m.Lookup("stock.role.keeper"))
	assert.NotNil(t, m.Lookup("role.linked"))
	assert.Nil(t, m.Lookup("role.now"))
	require.Len(t, m.Artifacts, 1)
	assert.Len(t, m.Artifacts[0].Record.Fields, 1)
}

// The directory is a file system like any other.
func TestFiles(t *testing.T) {
	root := repository(t, map[string]string{"a/b/c.txt": "c", "a/d.txt": "d", "a/e/f/g.txt": "", "a/l.txt": "-> b/c.txt", "a/out.txt": "-> ../x", "x": "secret", "z.txt": "z"})
	r, prefix, err := open(filepath.Join(root, "a"), "HEAD")
	require.NoError(t, err)
	defer r.close()
	assert.Equal(t, "a/", prefix)
	tree, err := r.tree("/a")
	require.NoError(t, err)
	text, err := fs.ReadFile(tree, "l.txt")
	require.NoError(t, err)
	assert.Equal(t, "c", string(text))
	_, err = fs.ReadFile(tree, "out.txt")
	assert.ErrorIs(t, err, fs.ErrNotExist)
	entries, err := fs.ReadDir(tree, ".")
	require.NoError(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	assert.Equal(t, []string{"b", "d.txt", "e", "l.txt", "out.txt"}, names)
	plain, err := r.tree("/a/b")
	require.NoError(t, err)
	assert.NoError(t, fstest.TestFS(plain, "c.txt"))
	nothing, err := r.tree("/nowhere")
	require.NoError(t, err)
	entries, err = fs.ReadDir(nothing, ".")
	require.NoError(t, err)
	assert.Empty(t, entries)
}

func TestDepth(t *testing.T) {
	for name, want := range map[string]int{"HEAD~1": 2, "HEAD^": 2, "HEAD~3": 4, "HEAD^^": 3, "HEAD~2^": 4, "@~": 2, "HEAD": 0, "main": 0, "main~2": 0, "HEAD~1x": 0} {
		assert.Equal(t, want, depthOf(name), name)
	}
}
