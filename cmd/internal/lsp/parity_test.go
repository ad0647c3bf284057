package lsp

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/workspace"
)

// What an editor shows of a map is what `handoff check` finds in it: every finding, at its place. Where one slip touches several files it is
// also shown in the others.
func TestAnEditorShowsWhatCheckFinds(t *testing.T) {
	for _, name := range []string{"broken", "itil"} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			require.NoError(t, os.CopyFS(root, os.DirFS("../../../examples/"+name)))
			w, err := workspace.Open(root)
			require.NoError(t, err)
			defer w.Close()
			a, err := analysis.Run(w, analysis.All(), check.Options{Today: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)})
			require.NoError(t, err)
			want := map[string]bool{}
			for _, f := range a.Findings {
				want[fmt.Sprintf("%s:%d: %s: %s", f.Range.File, f.Range.Start.Line, f.Rule, message(f))] = true
			}
			e := connect(t, root)
			e.start(map[string]any{})
			shown := func() map[string]bool {
				e.mu.Lock()
				defer e.mu.Unlock()
				out := map[string]bool{}
				for uri, p := range e.shown {
					file, _ := fileOf(uri)
					relative, err := filepath.Rel(root, file)
					require.NoError(t, err)
					for _, d := range p.Diagnostics {
						out[fmt.Sprintf("%s:%d: %s: %s", filepath.ToSlash(relative), d.Range.Start.Line+1, d.Code, d.Message)] = true
					}
				}
				return out
			}
			all := func() bool {
				is := shown()
				for x := range want {
					if !is[x] {
						return false
					}
				}
				return true
			}
			if !assert.Eventually(t, all, time.Minute, 20*time.Millisecond) {
				is := shown()
				for x := range want {
					if !is[x] {
						t.Log("not shown: ", x)
					}
				}
			}
			extra := 0
			for x := range shown() {
				if !want[x] {
					extra++
				}
			}
			echoes := 0
			for _, f := range a.Findings {
				files := map[string]bool{f.Range.File: true}
				for _, r := range f.Related {
					if slices.Contains(sameSlip, r.Message) {
						files[r.Range.File] = true
					}
				}
				echoes += len(slices.Collect(maps.Keys(files))) - 1
			}
			assert.LessOrEqual(t, extra, echoes)
		})
	}
}
