package graph

import (
	"strings"

	"handoff/lang"
	"handoff/lang/types"
)

// Relation is one reference from one block to another: "process.a, as its owner, names role.b".
type Relation struct {
	From     lang.Declaration
	To       lang.Declaration
	Argument string // "owner", "escalation.after"
	Range    lang.Range
}

// collectRelations enters every reference that resolved under both its ends, and what broken ones may have meant.
func (g *Graph) collectRelations() {
	g.relations = map[string][]Relation{}
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
		r := Relation{u.In, u.Target, u.Argument, u.Range}
		from, to := u.In.Common().Address(), u.Target.Common().Address()
		g.relations[from] = append(g.relations[from], r)
		if to != from {
			g.relations[to] = append(g.relations[to], r)
		}
	}
}

// Relations returns every reference from or to the block at an address, in source order. Its parts (steps, ports) have their own.
func (g *Graph) Relations(address string) []Relation { return g.relations[address] }

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
	if near := types.Nearest(written, candidates); near != "" {
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
