package lang_test

import (
	"fmt"
	"io/fs"
	"runtime"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/lang"
	"handoff/lang/mapgen"
)

// parseAlone is the floor: the same bytes through hclsyntax alone, as many files at a time as there are processors.
func parseAlone(b *testing.B, fsys fstest.MapFS) {
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
	for p := range fsys {
		next <- p
	}
	close(next)
	wait.Wait()
}

// BenchmarkLoad measures a whole load, and beside it the floor, in turns in the same run. The metric x-floor is the ratio of their
// times.
func BenchmarkLoad(b *testing.B) {
	for _, processes := range []int{10, 100, 1000} {
		fsys := mapgen.Generate(processes)
		b.Run(fmt.Sprintf("processes=%d", processes), func(b *testing.B) {
			b.SetBytes(int64(mapgen.Size(fsys)))
			b.ReportAllocs()
			var floor, load time.Duration
			for b.Loop() {
				b.StopTimer()
				start := time.Now()
				parseAlone(b, fsys)
				floor += time.Since(start)
				b.StartTimer()
				start = time.Now()
				m := lang.Load(fsys, lang.Options{})
				load += time.Since(start)
				if len(m.Findings) > 0 || len(m.Processes) < processes {
					b.Fatal("the generated map does not load clean")
				}
			}
			b.ReportMetric(float64(load)/float64(floor), "x-floor")
		})
	}
}
