package graph

import (
	"slices"

	"handoff/lang"
)

// Relation is one way that two blocks hang together: the blocks from the one to the other, and the links between each two neighbours.
type Relation struct {
	Blocks []lang.Declaration
	Links  [][]Link // one less than blocks; each link may point either way
}

// maxAlternatives bounds how many shortest relations are told of.
const maxAlternatives = 5

// Why tells what relates two blocks: every link between them, in one relation; where there is none, the shortest ways from one to the other over blocks
// in between, of which only the first few are told. None if nothing relates them. The parts of a process count as the process, unless it is a
// part that is asked about.
func (g *Graph) Why(a, b lang.Declaration) []Relation {
	a, b = declaration(a), declaration(b)
	if a == b {
		return nil
	}
	w := relating{whole: func(d lang.Declaration) lang.Declaration {
		if d == a || d == b {
			return d
		}
		return Whole(d)
	}, at: map[lang.Declaration][]Link{}}
	for _, l := range g.links() {
		x, y := w.whole(l.From), w.whole(l.To)
		if x == y || l.Follows && (x != l.From || y != l.To) { // what a step has by default, its process says
			continue
		}
		if l.To.Common().Header.IsZero() && l.To != a && l.To != b { // calendar.always, which is nobody's bond
			continue
		}
		w.at[x] = append(w.at[x], l)
		w.at[y] = append(w.at[y], l)
	}
	for _, part := range []lang.Declaration{a, b} { // a part and its process
		if p := Whole(part); p != part {
			l := Link{From: part, To: p, Word: "is part of it", Follows: true, Range: part.Common().Header}
			w.at[part] = append(w.at[part], l)
			w.at[p] = append(w.at[p], l)
		}
	}
	return w.shortest(a, b)
}

type relating struct {
	whole func(lang.Declaration) lang.Declaration
	at    map[lang.Declaration][]Link
}

// other is the end of a link that is not d.
func (w *relating) other(l Link, d lang.Declaration) lang.Declaration {
	if x := w.whole(l.From); x != d {
		return x
	}
	return w.whole(l.To)
}

func (w *relating) shortest(a, b lang.Declaration) []Relation {
	distance := map[lang.Declaration]int{b: 0}
	for order := []lang.Declaration{b}; len(order) > 0; order = order[1:] {
		d := order[0]
		if d == a {
			break
		}
		for _, l := range w.at[d] {
			if o := w.other(l, d); o != nil {
				if _, seen := distance[o]; !seen {
					distance[o] = distance[d] + 1
					order = append(order, o)
				}
			}
		}
	}
	if _, reached := distance[a]; !reached {
		return nil
	}
	var out []Relation
	var follow func(d lang.Declaration, r Relation)
	follow = func(d lang.Declaration, r Relation) {
		if len(out) >= maxAlternatives {
			return
		}
		r.Blocks = append(slices.Clip(r.Blocks), d)
		if d == b {
			out = append(out, r)
			return
		}
		var after []lang.Declaration
		links := map[lang.Declaration][]Link{}
		for _, l := range w.at[d] {
			o := w.other(l, d)
			if far, seen := distance[o]; !seen || far != distance[d]-1 {
				continue
			}
			if links[o] == nil {
				after = append(after, o)
			}
			links[o] = append(links[o], l)
		}
		for _, o := range after {
			longer := r
			longer.Links = append(slices.Clip(r.Links), links[o])
			follow(o, longer)
		}
	}
	follow(a, Relation{})
	return out
}
