package analysis

import (
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/mapgen"
)

// What is found does not depend on how many rules look at the map at once, nor does the order. Shapes are sound maps but for what they are about.
func TestFindingsAreTheSameOnAnyNumberOfCores(t *testing.T) {
	cores := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(cores)
	for _, shape := range mapgen.Shapes {
		m := lang.Load(shape.Generate(12), lang.Options{})
		if shape.Name != "typos" {
			assert.Empty(t, m.Findings, shape.Name)
		}
		g := graph.Build(m)
		var first check.Report
		for k, n := range []int{1, 2, 8} {
			runtime.GOMAXPROCS(n)
			report := check.Run(m, g, All(), check.Options{Catalogue: Every()})
			if k == 0 {
				first = report
			}
			require.Equal(t, first, report, "%s on %d cores", shape.Name, n)
		}
	}
}

// BenchmarkShapes measures what grows faster than the map: each rule alone, and the graph, on every shape of package mapgen at its size and at four
// times that. It logs the slowest with their growth, of which 4 is linear; for one shape: -bench Shapes/chain -v.
func BenchmarkShapes(b *testing.B) {
	for _, shape := range mapgen.Shapes {
		b.Run(strings.ReplaceAll(shape.Name, " ", "-"), func(b *testing.B) {
			for b.Loop() {
				small, large := costs(shape, shape.Size), costs(shape, 4*shape.Size)
				names := make([]string, 0, len(large))
				var all time.Duration
				for name, cost := range large {
					names = append(names, name)
					all += cost
				}
				slices.SortFunc(names, func(x, y string) int { return int(large[y] - large[x]) })
				b.ReportMetric(all.Seconds(), "s-in-turn")
				for _, name := range names[:6] {
					b.Logf("%-15s %-30s %8.1f ms → %8.1f ms  ×%.1f", shape.Name, name, ms(small[name]), ms(large[name]), ms(large[name])/ms(small[name]))
				}
			}
		})
	}
}

func ms(d time.Duration) float64 { return max(float64(d)/1e6, 0.1) }

// costs are how long the graph and each rule take on a shape; the less of two runs.
func costs(shape mapgen.Shape, size int) map[string]time.Duration {
	out := map[string]time.Duration{}
	measure := func(name string, run func()) {
		for k := range 2 {
			start := time.Now()
			run()
			if took := time.Since(start); k == 0 || took < out[name] {
				out[name] = took
			}
			if out[name] > time.Second {
				break
			}
		}
	}
	m := lang.Load(shape.Generate(size), lang.Options{})
	g := graph.Build(m)
	measure("graph", func() { graph.Build(m) })
	for _, rule := range All() {
		measure(rule.ID, func() { check.Run(m, g, []*check.Rule{rule}, check.Options{}) })
	}
	measure("all", func() { check.Run(m, g, All(), check.Options{}) })
	return out
}
