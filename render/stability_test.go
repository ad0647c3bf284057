package render

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/render/layout"
)

// A small edit moves little: whoever knows where a box stands finds it there after somebody has added another.

// reading is the order in which boxes are read: from the top down, within a row from the left.
func reading(t *testing.T, v View, leave string) []string {
	t.Helper()
	d, err := Draw(t.Context(), v, testEngine)
	require.NoError(t, err)
	var boxes []Box
	for _, b := range d.Boxes {
		if b.Layer == NodeLayer && b.ID != leave {
			boxes = append(boxes, b)
		}
	}
	slices.SortStableFunc(boxes, func(a, b Box) int {
		p, q := layout.Rect.Center(a.Rect), layout.Rect.Center(b.Rect)
		if p.Y != q.Y {
			return int(p.Y - q.Y)
		}
		return int(p.X - q.X)
	})
	var ids []string
	for _, b := range boxes {
		ids = append(ids, b.ID)
	}
	return ids
}

func TestOneMoreStepLeavesTheOthersInOrder(t *testing.T) {
	for at := range 12 {
		v := processView()
		before := reading(t, v, "")
		n := Node{ID: "step.new", Label: "Something new", Shape: Step, Lane: v.Lanes[at%3].ID}
		// It goes between a step and what follows it.
		var k int
		for i, e := range v.Edges {
			if strings.HasPrefix(e.From, "step.") && strings.HasPrefix(e.To, "step.") && i >= at {
				k = i
				break
			}
		}
		v.Nodes = append(v.Nodes, n)
		v.Edges = append(v.Edges, Edge{From: n.ID, To: v.Edges[k].To, Style: Flow})
		v.Edges[k].To = n.ID
		after := reading(t, v, n.ID)
		assert.LessOrEqual(t, inversions(before, after), 3, "a step after %s", v.Edges[k].From)
	}
}

func TestOneMoreProcessLeavesTheOthersInOrder(t *testing.T) {
	v := landscapeView()
	before := reading(t, v, "")
	for _, other := range v.Nodes {
		v := landscapeView()
		v.Nodes = append(v.Nodes, Node{ID: "process.new", Label: "Something new", Shape: Process, Group: other.Group})
		v.Edges = append(v.Edges, Edge{From: other.ID, To: "process.new", Style: ByHand, Label: "New"})
		assert.LessOrEqual(t, inversions(before, reading(t, v, "process.new")), 5, "a process after %s", other.ID)
	}
}

func TestOneMoreRowLeavesTheOthersInOrder(t *testing.T) {
	for _, text := range []string{"\nteam \"new\" {}\nrole \"boss\" { team = team.new }\n", "\nrole \"zealot\" { team = team.kitchen }\n"} {
		for _, name := range []string{"org", "raci", "data"} {
			p, _ := PerspectiveNamed(name)
			a, err := p.Build(load(t, pizzeria), "")
			require.NoError(t, err)
			b, err := p.Build(load(t, pizzeria+text), "")
			require.NoError(t, err)
			assert.Zero(t, inversions(reading(t, a, ""), reading(t, b, "team.new")), name)
		}
	}
}

// inversions counts the pairs that two lists have in another order.
func inversions(a, b []string) int {
	at := map[string]int{}
	for i, id := range b {
		at[id] = i
	}
	n := 0
	for i, x := range a {
		for _, y := range a[i+1:] {
			if at[x] > at[y] {
				n++
			}
		}
	}
	return n
}

// changed counts the pairs of boxes that have changed places: in one row, or one above the other.
func changed(before, after Drawing) (across, down int) {
	places := func(d Drawing) map[string]layout.Point {
		at := map[string]layout.Point{}
		for _, b := range d.Boxes {
			if b.Layer == NodeLayer {
				at[b.ID] = b.Rect.Center()
			}
		}
		return at
	}
	p, q := places(before), places(after)
	ids := sortedKeys(p)
	for i, a := range ids {
		for _, b := range ids[i+1:] {
			row := p[a].Y == p[b].Y && q[a].Y == q[b].Y
			switch {
			case q[a] == layout.Point{} || q[b] == layout.Point{}:
			case row && (p[a].X-p[b].X)*(q[a].X-q[b].X) < 0:
				across++
			case (p[a].Y-p[b].Y)*(q[a].Y-q[b].Y) < 0:
				down++
			}
		}
	}
	return across, down
}

// TestAnEditMovesNothingElse adds a step, or a process, somewhere to pictures that nobody has thought of.
func TestAnEditMovesNothingElse(t *testing.T) {
	all := seeds(16)
	moved := 0
	for _, seed := range all {
		r := rand.New(rand.NewPCG(seed, 9))
		p, l := randomProcess(5+r.IntN(30), 1+r.IntN(6), r), randomLandscape(5+r.IntN(30), r)
		before, err := Draw(t.Context(), p, testEngine)
		require.NoError(t, err)
		var steps []int
		for i, e := range p.Edges {
			if strings.HasPrefix(e.From, "step.") && strings.HasPrefix(e.To, "step.") {
				steps = append(steps, i)
			}
		}
		k := steps[r.IntN(len(steps))]
		p.Nodes = append(p.Nodes, Node{ID: "step.new", Label: "New", Shape: Step, Lane: p.Lanes[r.IntN(len(p.Lanes))].ID})
		p.Edges = append(p.Edges, Edge{From: "step.new", To: p.Edges[k].To, Style: Flow})
		p.Edges[k].To = "step.new"
		after, err := Draw(t.Context(), p, testEngine)
		require.NoError(t, err)
		across, down := changed(before, after)
		assert.Zero(t, across+down, "swimlane %d", seed)

		before, err = Draw(t.Context(), l, testEngine)
		require.NoError(t, err)
		other := l.Nodes[r.IntN(len(l.Nodes))]
		l.Nodes = append(l.Nodes, Node{ID: "process.new", Label: "New", Shape: Process, Group: other.Group})
		l.Edges = append(l.Edges, Edge{From: other.ID, To: "process.new", Style: ByHand, Label: "New"})
		after, err = Draw(t.Context(), l, testEngine)
		require.NoError(t, err)
		across, down = changed(before, after)
		moved += choose(across+down > 0, 1, 0)
	}
	assert.LessOrEqual(t, moved, len(all)/6, "of landscapes, nearly all keep every pair: Graphviz finds the rows and the places of the groups, the rest is ours")
}

func TestInversionsAreCounted(t *testing.T) {
	assert.Equal(t, 3, inversions(strings.Split("a b c", " "), strings.Split("c b a", " ")), "all three pairs")
}

// Lanes change places only where that saves a good deal.
func TestLanesStandNearThoseTheyWorkWith(t *testing.T) {
	v := View{Lanes: []Lane{{ID: "a"}, {ID: "b"}, {ID: "c"}}, Nodes: []Node{{ID: "1", Lane: "a"}, {ID: "2", Lane: "b"}, {ID: "3", Lane: "c"}}}
	order := func() string { return v.Lanes[0].ID + v.Lanes[1].ID + v.Lanes[2].ID }
	v.Edges = []Edge{{From: "1", To: "2"}, {From: "2", To: "1"}, {From: "1", To: "3"}, {From: "3", To: "1"}, {From: "1", To: "3"}}
	v.orderLanes()
	assert.Equal(t, "abc", order())
	v.Edges = append(v.Edges, Edge{From: "3", To: "1"}, Edge{From: "1", To: "3"})
	v.orderLanes()
	assert.Equal(t, "acb", order())
}
