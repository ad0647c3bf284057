// Package governance holds the rules about a map that stays true: somebody measures how it does, somebody looks at the figures, and what is to
// get better is written down and gets done.
package governance

import (
	"handoff/check"
	"handoff/graph"
	"handoff/lang"
)

// first lists the declarations of one kind that are the map's own; of two with one name, which is an error of its own, only the first.
func first[D lang.Declaration](p *check.Pass, list []D) []D {
	var out []D
	for _, d := range list {
		if graph.Own(d) && p.Map.Lookup(d.Common().Address()) == lang.Declaration(d) {
			out = append(out, d)
		}
	}
	return out
}

// figures lists the KPIs of a block.
func figures(p *check.Pass, d lang.Declaration) []*lang.KPI { return naming[*lang.KPI](p, d) }

// reviewed reports whether a cadence reviews the block, or may.
func reviewed(p *check.Pass, d lang.Declaration) bool {
	return p.Graph.MaybeMeant(d) || len(naming[*lang.Cadence](p, d)) > 0
}

// naming lists the blocks of one kind that name d.
func naming[D lang.Declaration](p *check.Pass, d lang.Declaration) []D {
	var out []D
	for _, u := range p.Graph.Relations(d) {
		if by, ok := u.In.(D); ok && u.Target == d {
			out = append(out, by)
		}
	}
	return out
}
