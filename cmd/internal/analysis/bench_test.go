package analysis

import (
	"fmt"
	"io"
	"io/fs"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/compiled"
	"handoff/lang/mapgen"
)

// parseAlone is the floor: the same bytes through hclsyntax alone, one file after the other.
func parseAlone(b *testing.B, fsys fstest.MapFS) {
	for path := range fsys {
		source, err := fs.ReadFile(fsys, path)
		require.NoError(b, err)
		if _, diags := hclsyntax.ParseConfig(source, path, hcl.InitialPos); diags.HasErrors() {
			b.Fatal(diags)
		}
	}
}

// BenchmarkStages measures each stage of a run alone, and beside each how many times the parser's time it takes.
func BenchmarkStages(b *testing.B) {
	for _, processes := range mapgen.Sizes {
		fsys := mapgen.Generate(processes)
		m := lang.Load(fsys, lang.Options{})
		require.Empty(b, m.Findings)
		g := graph.Build(m)
		for _, stage := range []struct {
			name string
			run  func()
		}{
			{"graph", func() { graph.Build(m) }},
			{"check", func() { check.Run(m, g, All(), check.Options{}) }},
			{"compile", func() { _ = compiled.Write(io.Discard, m) }},
		} {
			b.Run(fmt.Sprintf("%s/processes=%d", stage.name, processes), func(b *testing.B) {
				b.SetBytes(int64(mapgen.Size(fsys)))
				b.ReportAllocs()
				var floor, stageTime time.Duration
				for b.Loop() {
					b.StopTimer()
					start := time.Now()
					parseAlone(b, fsys)
					floor += time.Since(start)
					b.StartTimer()
					start = time.Now()
					stage.run()
					stageTime += time.Since(start)
				}
				b.ReportMetric(float64(stageTime)/float64(floor), "x-floor")
			})
		}
	}
}

// The generated maps stand for good ones: whatever a benchmark measures, it is not the reporting of findings.
func TestGeneratedMapsAreClean(t *testing.T) {
	m := lang.Load(mapgen.Generate(12), lang.Options{})
	require.Empty(t, check.Run(m, graph.Build(m), All(), check.Options{}).Findings)
}
