package sla

import (
	"fmt"
	"testing"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/mapgen"
)

// The rules that follow paths, on maps of any size. It must stay linear: ten times the processes, ten times the time.
func BenchmarkPaths(b *testing.B) {
	for _, n := range mapgen.Sizes {
		m := lang.Load(mapgen.Generate(n), lang.Options{})
		g := graph.Build(m)
		for _, rule := range []*check.Rule{&BudgetExceeded, &Infeasible, &Inconsistent, &CalendarMismatch, &OffDuty, &Missing, &Unquantified} {
			b.Run(fmt.Sprintf("%s/processes=%d", rule.ID, n), func(b *testing.B) {
				for b.Loop() {
					check.Run(m, g, []*check.Rule{rule}, check.Options{})
				}
			})
		}
	}
}
