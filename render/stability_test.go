package render

import (
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
