package workspace

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTextsLieOverFiles(t *testing.T) {
	root := tree(t, map[string]string{"handoff.hcl": "", "a/x.handoff.hcl": "role \"old\" {}\n"})
	k, err := Keep(root)
	require.NoError(t, err)
	defer k.Close()
	roles := func() []string {
		m, err := k.Load()
		require.NoError(t, err)
		var out []string
		for _, r := range m.Roles {
			out = append(out, r.Name)
		}
		return out
	}
	assert.Equal(t, []string{"old"}, roles())
	k.Lay("a/x.handoff.hcl", []byte("role \"new\" {}\n"))
	k.Lay("b/c/y.handoff.hcl", []byte("role \"unsaved\" {}\n")) // in a folder that is not there yet
	assert.Equal(t, []string{"new", "unsaved"}, roles())
	m, err := k.Try(map[string][]byte{"a/x.handoff.hcl": []byte("role \"tried\" {}\n")})
	require.NoError(t, err)
	assert.Equal(t, "tried", m.Roles[0].Name)
	assert.Equal(t, []string{"new", "unsaved"}, roles())
	k.Lift("a/x.handoff.hcl")
	k.Lift("b/c/y.handoff.hcl")
	assert.Equal(t, []string{"old"}, roles())
	require.NoError(t, os.Remove(filepath.Join(root, "a/x.handoff.hcl")))
	_, err = k.Load()
	assert.ErrorContains(t, err, "no map in")
}

func TestAnOverlayIsAFolder(t *testing.T) {
	root := tree(t, map[string]string{"a/x.handoff.hcl": "one", "z.handoff.hcl": "two"})
	dir, err := os.OpenRoot(root)
	require.NoError(t, err)
	defer dir.Close()
	o := overlay{files{dir.FS()}, map[string][]byte{"a/x.handoff.hcl": []byte("over"), "a/new.handoff.hcl": []byte("new"), "deep/er/y.handoff.hcl": []byte("y")}}
	for path, want := range map[string]string{"a/x.handoff.hcl": "over", "a/new.handoff.hcl": "new", "deep/er/y.handoff.hcl": "y", "z.handoff.hcl": "two"} {
		text, err := fs.ReadFile(o, path)
		require.NoError(t, err)
		assert.Equal(t, want, string(text))
	}
	var seen []string
	require.NoError(t, fs.WalkDir(o, ".", func(p string, _ fs.DirEntry, err error) error {
		seen = append(seen, p)
		return err
	}))
	assert.Equal(t, []string{".", "a", "a/new.handoff.hcl", "a/x.handoff.hcl", "deep", "deep/er", "deep/er/y.handoff.hcl", "z.handoff.hcl"}, seen)
	_, err = o.Open("nothing")
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

func TestWhatLiesInside(t *testing.T) {
	root := tree(t, map[string]string{"handoff.hcl": "", "a/x.handoff.hcl": "", "inner/handoff.hcl": "", "inner/deep/y.handoff.hcl": ""})
	k, err := Keep(filepath.Join(root, "a"))
	require.NoError(t, err)
	defer k.Close()
	for path, want := range map[string]bool{"a/x.handoff.hcl": true, "new/z.handoff.hcl": true, "inner/deep/y.handoff.hcl": false, ".hidden/x.handoff.hcl": false, "../x.handoff.hcl": false} {
		_, ok := k.Inside(filepath.Join(root, filepath.FromSlash(path)))
		assert.Equal(t, want, ok, path)
	}
}
