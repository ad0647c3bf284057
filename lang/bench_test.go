package lang_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/mapgen"
)

// parseAlone is the floor: the same files through hclsyntax alone, as many at a time as there are processors. It keeps nothing of them.
func parseAlone(b *testing.B, fsys fs.FS, paths []string) {
	var wait sync.WaitGroup
	next := make(chan string)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for p := range next {
				source, err := fs.ReadFile(fsys, p)
				if err != nil {
					b.Error(err)
				}
				if _, diags := hclsyntax.ParseConfig(source, p, hcl.Pos{Line: 1, Column: 1}); diags.HasErrors() {
					b.Error(diags)
				}
			}
		})
	}
	for _, p := range paths {
		next <- p
	}
	close(next)
	wait.Wait()
}

// cost is what a piece of work took.
type cost struct {
	time  time.Duration
	bytes uint64
}

// add does the work and adds what it took. What others left behind is collected before.
func (c *cost) add(work func()) {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	work()
	c.time += time.Since(start)
	runtime.ReadMemStats(&after)
	c.bytes += after.TotalAlloc - before.TotalAlloc
}

// BenchmarkLoad measures a whole load of files on disk, and beside it the floor, in turns in the same run: parsing the same files with hclsyntax
// and nothing else. The metrics x-floor and x-floor-bytes are the ratios of their times and of the bytes they allocate. HANDOFF_FULL=1 adds a
// map of 10,000 processes.
func BenchmarkLoad(b *testing.B) {
	sizes := []int{10, 100, 1000}
	if os.Getenv("HANDOFF_FULL") != "" && !testing.Short() {
		sizes = append(sizes, 10_000)
	}
	for _, processes := range sizes {
		b.Run(fmt.Sprintf("processes=%d", processes), func(b *testing.B) {
			generated := mapgen.Generate(processes)
			dir := b.TempDir()
			var paths []string
			for p, file := range generated {
				name := filepath.Join(dir, filepath.FromSlash(p))
				require.NoError(b, os.MkdirAll(filepath.Dir(name), 0o755))
				require.NoError(b, os.WriteFile(name, file.Data, 0o644))
				paths = append(paths, p)
			}
			fsys := os.DirFS(dir)
			b.SetBytes(int64(mapgen.Size(generated)))
			b.ReportAllocs()
			var floor, load cost
			for b.Loop() {
				b.StopTimer()
				floor.add(func() { parseAlone(b, fsys, paths) })
				load.add(func() {
					b.StartTimer()
					m := lang.Load(fsys, lang.Options{})
					b.StopTimer()
					if len(m.Findings) > 0 || len(m.Processes) < processes {
						b.Fatal("the generated map does not load clean")
					}
				})
				b.StartTimer()
			}
			b.ReportMetric(float64(load.time)/float64(floor.time), "x-floor")
			b.ReportMetric(float64(load.bytes)/float64(floor.bytes), "x-floor-bytes")
		})
	}
}
