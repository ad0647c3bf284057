// Package style holds the rules about how a map reads: names that look alike, titles that people can tell apart, nothing that is only in the
// way. None of them changes what a map means.
package style

import (
	"handoff/check"
	"handoff/graph"
	"handoff/lang"
)

// own lists the declarations of the map itself, each once.
func own(p *check.Pass) []lang.Declaration {
	var out []lang.Declaration
	for _, d := range p.Map.Declarations() {
		if graph.Own(d) && p.Map.Lookup(d.Common().Address()) == d {
			out = append(out, d)
		}
	}
	return out
}
