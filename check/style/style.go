// Package style holds the rules about how a map reads: names that look alike, titles that people can tell apart, nothing that is only in the
// way. None of them changes what a map means.
package style

import (
	"handoff/check"
	"handoff/graph"
	"handoff/lang"
)

// own lists the map's own blocks. Of two declarations of one name, which is an error of its own, only the first counts.
func own(p *check.Pass) []lang.Declaration { return ownBlocks.Of(p) }

var ownBlocks = check.Fact[[]lang.Declaration]{Find: func(g *graph.Graph) []lang.Declaration {
	var out []lang.Declaration
	for _, d := range g.Map.Declarations() {
		if graph.Own(d) && g.Map.Lookup(d.Common().Address()) == d {
			out = append(out, d)
		}
	}
	return out
}}
