package coordination

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"handoff/graph"
	"handoff/lang"
)

// net makes n places that are whole processes, and legs between them; some of the places are gates.
func net(r *rand.Rand, n int, loops bool) (c course, gates map[place]lang.Declaration) {
	c, gates = course{legs: map[place][]leg{}}, map[place]lang.Declaration{}
	var all []place
	for k := range n {
		p := &lang.Process{}
		p.Name = fmt.Sprint(k)
		at := place{process: &graph.Process{Process: p}}
		all = append(all, at)
		if r.IntN(2) == 0 {
			gates[at] = p
		}
	}
	for range 2 * n {
		from, to := r.IntN(n), r.IntN(n)
		if !loops && from > to {
			from, to = to, from
		}
		if loops || from != to {
			c.legs[all[from]] = append(c.legs[all[from]], leg{to: all[to]})
		}
	}
	c.starts = all[:1+r.IntN(2)]
	return c, gates
}

// most tries every path that goes nowhere twice.
func (c *course) most(at place, gates map[place]lang.Declaration, been map[place]bool) int {
	been[at] = true
	best := 0
	for _, l := range c.next(at) {
		if !been[l.to] {
			best = max(best, c.most(l.to, gates, been))
		}
	}
	delete(been, at)
	if gates[at] != nil {
		best++
	}
	return best
}

// TestLongest holds the search to what trying every path finds: the same where there are no loops, and never more where there are.
func TestLongest(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	same := 0
	const rounds = 400
	for round := range rounds {
		loops := round%2 == 1
		c, gates := net(r, 2+r.IntN(7), loops)
		want := 0
		for _, s := range c.starts {
			want = max(want, c.most(s, gates, map[place]bool{}))
		}
		path := c.longest(func(at place) lang.Declaration { return gates[at] }, func(leg) lang.Declaration { return nil })
		names := make([]string, len(path))
		for k, d := range path {
			names[k] = d.Common().Name
		}
		slices.Sort(names)
		assert.Len(t, slices.Compact(names), len(path), "a path that goes nowhere twice")
		if loops {
			assert.LessOrEqual(t, len(path), want)
		} else {
			assert.Len(t, path, want)
		}
		if len(path) == want {
			same++
		}
	}
	assert.Greater(t, same, rounds*8/10, "loops hide little")
}
