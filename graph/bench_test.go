package graph

import (
	"fmt"
	"testing"

	"handoff/lang"
	"handoff/lang/mapgen"
)

func BenchmarkBuild(b *testing.B) {
	for _, n := range mapgen.Sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			m := lang.Load(mapgen.Generate(n), lang.Options{})
			b.ReportAllocs()
			for b.Loop() {
				Build(m)
			}
		})
	}
}
