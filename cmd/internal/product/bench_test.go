package product

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/lang"
	"handoff/lang/mapgen"
	"handoff/render/output"
	"handoff/render/runbook"
)

// The benchmarks time making the files of a map and writing them into an empty folder, pictures drawn anew. The floor is writing the
// same bytes and doing nothing else, in the same run.

func BenchmarkDocs(b *testing.B) {
	for _, processes := range mapgen.Sizes {
		a := analysis.Of(lang.Load(mapgen.Generate(processes), lang.Options{}), analysis.All(), check.Options{})
		for _, flavor := range runbook.Flavors {
			b.Run(fmt.Sprintf("%s/processes=%d", flavor.Name, processes), func(b *testing.B) {
				measure(b, func() (output.Set, *Undrawn) { return pen.Docs(b.Context(), a, Handbook{Flavor: flavor}) })
			})
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	for _, processes := range mapgen.Sizes {
		a := analysis.Of(lang.Load(mapgen.Generate(processes), lang.Options{}), analysis.All(), check.Options{})
		b.Run(fmt.Sprintf("processes=%d", processes), func(b *testing.B) {
			measure(b, func() (output.Set, *Undrawn) { return pen.Build(b.Context(), a, plain) })
		})
	}
}

// measure runs a product, and its floor after each run.
func measure(b *testing.B, build func() (output.Set, *Undrawn)) {
	b.ReportAllocs()
	var floor, work time.Duration
	files, size := 0, 0
	for b.Loop() {
		dir := b.TempDir()
		start := time.Now()
		set, undrawn := build()
		r, err := set.Write(filepath.Join(dir, "out"))
		require.NoError(b, err)
		require.NoError(b, undrawn.Err())
		work += time.Since(start)

		b.StopTimer()
		list := make([]output.File, len(r.Files))
		files, size = len(list), 0
		for i, name := range r.Files {
			content, err := os.ReadFile(filepath.Join(dir, "out", filepath.FromSlash(name)))
			require.NoError(b, err)
			list[i] = output.File{Path: name, Content: content}
			size += len(content)
		}
		start = time.Now()
		require.NoError(b, writeRaw(filepath.Join(dir, "floor"), list))
		floor += time.Since(start)
		require.NoError(b, os.RemoveAll(dir))
		b.StartTimer()
	}
	b.SetBytes(int64(size))
	b.ReportMetric(float64(files), "files")
	b.ReportMetric(float64(work)/float64(floor), "x-floor")
}

// writeRaw writes files as quickly as the system lets a program.
func writeRaw(dir string, files []output.File) error {
	made := map[string]bool{}
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Path))
		if folder := filepath.Dir(path); !made[folder] {
			made[folder] = true
			if err := os.MkdirAll(folder, 0o777); err != nil {
				return err
			}
		}
		if err := os.WriteFile(path, f.Content, 0o666); err != nil {
			return err
		}
	}
	return nil
}
