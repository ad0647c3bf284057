package output

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Whoever can write the manifest of a folder can name any file in it, with the right hash. Nothing is removed, replaced or read that handoff would never
// have written: outside the folder, in a repository, a source of the map.
func TestManifestsOfAttackers(t *testing.T) {
	for _, name := range []string{
		"../victim", "/etc/hostname", "a/../../victim", "..", ".", "", `..\victim`, `C:\victim`, "c:victim",
		".git/HEAD", ".GIT/HEAD", "sub/.git/HEAD", ".github/workflows/check.yml", ".ssh/config", "handoff.hcl", "maps/work.handoff.hcl", "WORK.HANDOFF.HCL",
	} {
		outer := t.TempDir()
		dir := filepath.Join(outer, "wiki")
		content := "precious\n"
		require.NoError(t, os.MkdirAll(dir, 0o777))
		for _, victim := range []string{filepath.Join(outer, "victim"), filepath.Join(dir, filepath.FromSlash(name))} {
			if os.MkdirAll(filepath.Dir(victim), 0o777) == nil {
				_ = os.WriteFile(victim, []byte(content), 0o666) // some are no names of files, here at least
			}
		}
		manifest := fmt.Sprintf(`{"format_version": 1, "files": [{"path": %q, "hash": %q}]}`, name, hash(content))
		require.NoError(t, os.WriteFile(filepath.Join(dir, ManifestName), []byte(manifest), 0o666))
		before := tree(t, outer)

		_, err := set(page("a.md", "# A\n")).Write(dir)
		assert.ErrorContains(t, err, "which handoff never writes", name)
		_, _, err = set(page("a.md", "# A\n")).Stale(dir)
		assert.Error(t, err, name)
		_, err = ReadNotes(dir)
		assert.Error(t, err, name)
		after := tree(t, outer)
		for victim, text := range before {
			assert.Equal(t, text, after[victim], "%q: %s", name, victim)
		}
	}
	for _, name := range []string{"process/a.md", ".order", "x/.order", ".attachments/a.svg", "llms.txt"} {
		assert.True(t, writable(name), name)
	}
}

// Names of files that a set asks for stay in the folder, whatever they are made of.
func TestSetsStayInside(t *testing.T) {
	for _, name := range []string{"../a.md", "/a.md", "a/../../b.md", "a//b.md", ".", "./a.md", "a/"} {
		dir := t.TempDir()
		_, err := set(page(name, "# A\n")).Write(dir)
		assert.ErrorContains(t, err, "is no path inside the output folder", name)
	}
}
