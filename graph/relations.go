package graph

import (
	"strings"

	"handoff/lang"
	"handoff/lang/finding"
)

// collectRelations enters every reference that resolved under both its ends, and what broken ones may have meant.
func (g *Graph) collectRelations() {
	g.relations = make(map[lang.Declaration][]*lang.Use, len(g.Map.Declarations()))
	g.meant = map[string]bool{}
	written := map[string]bool{}
	for _, u := range g.Map.Uses {
		if u.In == nil {
			continue
		}
		if u.Target == nil {
			if address := absolute(u); u.State == lang.Broken && !written[address] {
				written[address] = true
				g.guess(address)
			}
			continue
		}
		g.relations[u.In] = append(g.relations[u.In], u)
		if u.Target != u.In {
			g.relations[u.Target] = append(g.relations[u.Target], u)
		}
	}
}

// Relations returns every reference that stands in a block or names it, in source order: `u.In` says `u.Target` as its `u.Argument`. The parts of a
// process (steps, ports) have their own.
func (g *Graph) Relations(d lang.Declaration) []*lang.Use { return g.relations[declaration(d)] }

// declaration is the block itself where d is a node of the graph.
func declaration(d lang.Declaration) lang.Declaration {
	switch n := d.(type) {
	case *Process:
		return n.Process
	case *Step:
		return n.Step
	case *Interface:
		return n.Interface
	case *Artifact:
		return n.Artifact
	case *System:
		return n.System
	case *Event:
		return n.Event
	case *Service:
		return n.Service
	case *Party:
		return n.Declaration
	}
	return d
}

// MaybeMeant reports whether a broken reference may have meant d, so that d only seems unused: a typo is one finding.
func (g *Graph) MaybeMeant(d lang.Declaration) bool { return g.meant[d.Common().Address()] }

// absolute is the address that a reference was meant to be: `step.x` inside a process is short for `process.p.step.x`.
func absolute(u *lang.Use) string {
	process := u.In
	switch d := u.In.(type) {
	case *lang.Step:
		process = d.Process
	case *lang.Port:
		process = d.Process
	}
	for _, short := range []lang.Kind{lang.KindInput, lang.KindOutput, lang.KindStep} {
		if strings.HasPrefix(u.Written, string(short)+".") && process.Common().Kind == lang.KindProcess {
			return process.Common().Address() + "." + u.Written
		}
	}
	return u.Written
}

// guess marks what a broken reference may have meant: the nearest of the same kind, and for a port or step, those whose process or
// whose own name is spelt so.
func (g *Graph) guess(written string) {
	parts := strings.Split(written, ".")
	prefix := strings.Join(parts[:1], ".") + "."
	var candidates []string
	for _, d := range g.Map.Declarations() {
		a := d.Common().Address()
		if a == written {
			g.meant[a] = true // the right name in the wrong place
		}
		if strings.HasPrefix(a, prefix) && strings.Count(a, ".") == len(parts)-1 {
			candidates = append(candidates, a)
		}
		if b := strings.Split(a, "."); len(b) == 4 && len(parts) == 4 && b[0] == parts[0] && b[2] == parts[2] && (b[1] == parts[1] || b[3] == parts[3]) {
			g.meant[a] = true
		}
	}
	if near := finding.Nearest(written, candidates); near != "" {
		g.meant[near] = true
	}
	// A part's process may be meant, too.
	if len(parts) == 4 {
		whole := strings.Join(parts[:2], ".")
		if d := g.Map.Lookup(whole); d != nil {
			g.meant[whole] = true
		} else {
			g.guess(whole)
		}
	}
}
