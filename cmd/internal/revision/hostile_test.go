package revision

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/cmd/internal/workspace"
)

// A repository came with the map, and its settings with it. None of them makes git run a program: not to fetch what a partial clone lacks, not to
// watch files, not as a hook; nor is a folder of the map that looks like the inside of a repository taken for one.
func TestSettingsOfARepositoryRunNothing(t *testing.T) {
	run := func(dir string, args ...string) {
		t.Helper()
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "git %v: %s", args, out)
	}
	root := repository(t, map[string]string{"a.handoff.hcl": "role \"old\" {}\n"})
	require.NoError(t, os.WriteFile(filepath.Join(root, "a.handoff.hcl"), []byte("role \"new\" {}\n"), 0o666))
	run(root, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qam", "second")
	run(root, "config", "uploadpack.allowFilter", "true")
	run(root, "config", "uploadpack.allowAnySHA1InWant", "true")

	partial := filepath.Join(t.TempDir(), "partial")
	run(root, "clone", "-q", "--filter=blob:none", "file://"+filepath.ToSlash(root), partial)
	sign := filepath.Join(t.TempDir(), "ran")
	program := "touch '" + filepath.ToSlash(sign) + "' #"
	for key, value := range map[string]string{
		"remote.origin.uploadpack": program, "core.sshCommand": program, "core.fsmonitor": program, "core.pager": program, "core.askPass": program,
		"protocol.ext.allow": "always", "diff.external": program, "core.alternateRefsCommand": program,
	} {
		run(partial, "config", key, value)
	}
	for _, url := range []string{"file://" + filepath.ToSlash(root), "ext::sh -c touch% " + filepath.ToSlash(sign), "ssh://example.invalid/x"} {
		run(partial, "config", "remote.origin.url", url)
		w, err := workspace.Open(partial)
		require.NoError(t, err)
		_, err = Load(w, "HEAD~1")
		require.NoError(t, w.Close())
		assert.ErrorContains(t, err, "this clone is partial")
		assert.ErrorContains(t, err, "git fetch --refetch --no-filter")
		assert.NoFileExists(t, sign, url)
	}

	bare := filepath.Join(t.TempDir(), "map")
	run(root, "clone", "-q", "--bare", ".", bare)
	w, err := workspace.Open(bare)
	require.NoError(t, err)
	defer w.Close()
	_, err = Load(w, "HEAD")
	assert.Error(t, err)
}

// A revision that looks like an option of git is none.
func TestRevisionsAreNoOptions(t *testing.T) {
	root := repository(t, map[string]string{"a.handoff.hcl": "role \"a\" {}\n"})
	w, err := workspace.Open(root)
	require.NoError(t, err)
	defer w.Close()
	for _, name := range []string{"--upload-pack=touch x", "-h", "--output=x", "--git-dir=/", "", "HEAD\nHEAD", "HEAD:a.handoff.hcl"} {
		_, err := Load(w, name)
		assert.Error(t, err, "%q", name)
		assert.NoFileExists(t, filepath.Join(root, "x"))
	}
}
