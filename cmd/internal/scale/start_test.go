//go:build unix

package scale

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// tenLines is a map without errors.
const tenLines = `team "kitchen" {
  title = "Kitchen"
}
role "cook" {
  title = "Cook"
  team  = team.kitchen
}
process "cooking" {
  title = "Cook the order"
  owner = role.cook
}
`

// BenchmarkStart measures what stands before any work, of the peers too, beside a Go program that does nothing: saying the version, and a very small input.
func BenchmarkStart(b *testing.B) {
	t := newTools(b)
	dir := b.TempDir()
	require.NoError(b, os.WriteFile(filepath.Join(dir, "map.handoff.hcl"), []byte(tenLines), 0o666))
	floor := command{t.empty}
	b.Run("program=handoff/verb=version", func(b *testing.B) { race(b, t, command{t.handoff, "version"}, floor) })
	b.Run("program=handoff/verb=check", func(b *testing.B) { race(b, t, command{t.handoff, "check", dir}, floor) })
	for _, p := range append(peers, d2) {
		if p.name != "" {
			continue
		}
		b.Run("program="+p.program+"/verb=version", func(b *testing.B) {
			dir, path := p.prepare(b, 0)
			race(b, t.in(dir), append(command{path}, p.version...), floor)
		})
		b.Run("program="+p.program+"/verb=check", func(b *testing.B) {
			dir, path := p.prepare(b, 0)
			race(b, t.in(dir), append(command{path}, p.check...), floor)
		})
	}
}

// race runs a command and its floor in turns.
func race(b *testing.B, t *tools, c, floor command) {
	var ours, theirs total
	for b.Loop() {
		ours.add(spawned(b, t, c))
		theirs.add(spawn(t, floor))
	}
	report(b, ours, theirs)
}
