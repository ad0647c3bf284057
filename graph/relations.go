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
	var list *guesses
	for _, u := range g.Map.Uses {
		if u.In == nil {
			continue
		}
		if u.Target == nil {
			if address := absolute(u); u.State == lang.Broken && !written[address] {
				written[address] = true
				if list == nil {
					list = newGuesses(g)
				}
				list.mark(address)
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

// guesses are what is needed to tell what broken references may have meant: the addresses of the map's own blocks, by kind and number of words,
// and of ports and steps those of one process, and those of one name.
type guesses struct {
	g      *Graph
	alike  map[wordsOf][]string
	inside map[wordsOf][]string // by kind, kind of the part, and process
	named  map[wordsOf][]string // by kind, kind of the part, and name
}

type wordsOf struct {
	kind, part, name string
	words            int
}

func newGuesses(g *Graph) *guesses {
	out := &guesses{g, map[wordsOf][]string{}, map[wordsOf][]string{}, map[wordsOf][]string{}}
	for _, d := range g.Map.Declarations() {
		a := d.Common().Address()
		words := strings.Split(a, ".")
		key := wordsOf{kind: words[0], words: len(words)}
		if len(words) > 1 {
			out.alike[key] = append(out.alike[key], a)
		}
		if len(words) == 4 {
			key.part, key.name = words[2], words[1]
			out.inside[key] = append(out.inside[key], a)
			key.name = words[3]
			out.named[key] = append(out.named[key], a)
		}
	}
	return out
}

// mark marks what a broken reference may have meant: the nearest of the same kind, and for a port or step, those whose process or
// whose own name is spelt so.
func (list *guesses) mark(written string) {
	g := list.g
	if d := g.Map.Lookup(written); d != nil && Own(d) {
		g.meant[written] = true // the right name in the wrong place
	}
	words := strings.Split(written, ".")
	key := wordsOf{kind: words[0], words: len(words)}
	if near := finding.Nearest(written, list.alike[key]); near != "" {
		g.meant[near] = true
	}
	if len(words) != 4 {
		return
	}
	key.part = words[2]
	for _, name := range []struct {
		word string
		by   map[wordsOf][]string
	}{{words[1], list.inside}, {words[3], list.named}} {
		key.name = name.word
		for _, a := range name.by[key] {
			g.meant[a] = true
		}
		delete(name.by, key) // once is enough
	}
	// A part's process may be meant, too.
	whole := strings.Join(words[:2], ".")
	if d := g.Map.Lookup(whole); d != nil {
		g.meant[whole] = true
	} else {
		list.mark(whole)
	}
}
