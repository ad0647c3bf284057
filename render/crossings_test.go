package render

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/render/layout"
)

// crossings counts how often two lines of a drawing go through each other.
func (d Drawing) crossings() int {
	type piece struct{ a, b layout.Point }
	n := 0
	pieces := func(l Line) (level, upright []piece) {
		for k := 1; k < len(l.Points); k++ {
			p := piece{l.Points[k-1], l.Points[k]}
			if p.a.X > p.b.X || p.a.Y > p.b.Y {
				p.a, p.b = p.b, p.a
			}
			if p.a.Y == p.b.Y {
				level = append(level, p)
			} else {
				upright = append(upright, p)
			}
		}
		return level, upright
	}
	for i, l := range d.Lines {
		level, _ := pieces(l)
		for j, m := range d.Lines {
			_, upright := pieces(m)
			for _, h := range level {
				for _, v := range upright {
					if i != j && h.a.X < v.a.X && v.a.X < h.b.X && v.a.Y < h.a.Y && h.a.Y < v.b.Y {
						n++
					}
				}
			}
		}
	}
	return n
}

// chain is a swimlane of one lane with the given steps, one after the other.
func chain(steps ...string) View {
	v := View{Kind: "process", Lanes: []Lane{{ID: "role.a", Label: "A"}}}
	for i, s := range steps {
		v.Nodes = append(v.Nodes, Node{ID: s, Label: s, Shape: Step, Lane: "role.a"})
		if i > 0 {
			v.Edges = append(v.Edges, Edge{From: steps[i-1], To: s, Style: Flow})
		}
	}
	return v
}

func TestPortsCrossNoLinesThatTheyNeedNot(t *testing.T) {
	waits := chain("one", "two", "three") // three inputs of one step, from above, beside and below
	sends := chain("one", "two", "three") // four outputs of the last step, one of them after an output of the step before
	for _, in := range []string{"beside", "below", "above"} {
		waits.Nodes = append(waits.Nodes, Node{ID: in, Label: in, Shape: Input})
		waits.Edges = append(waits.Edges, Edge{From: in, To: "two", Style: Answer})
	}
	for _, out := range []struct{ name, step string }{{"a", "two"}, {"b", "three"}, {"c", "three"}, {"d", "three"}} {
		sends.Nodes = append(sends.Nodes, Node{ID: out.name, Label: out.name, Shape: Output})
		sends.Edges = append(sends.Edges, Edge{From: out.step, To: out.name, Style: ByHand})
	}
	for _, v := range []View{waits, sends} {
		d, err := Draw(t.Context(), v, nil)
		require.NoError(t, err)
		assert.Zero(t, d.crossings())
		assert.Empty(t, d.Violations())
	}
}

func TestABeginningStandsAboveWhatItBegins(t *testing.T) {
	v := chain("one", "two", "three")
	v.Nodes = append(v.Nodes,
		Node{ID: "zero", Label: "zero", Shape: Step, Lane: "role.b"},
		Node{ID: "start", Shape: Start, Lane: "role.a"}, Node{ID: "rest", Label: "rest", Shape: Step, Lane: "role.a"})
	v.Lanes = append(v.Lanes, Lane{ID: "role.b", Label: "B"})
	v.Edges = append(v.Edges, Edge{From: "zero", To: "one", Style: Internal}, Edge{From: "start", To: "rest", Style: Flow})
	d, err := Draw(t.Context(), v, nil)
	require.NoError(t, err)
	assert.Len(t, d.Lines[3].Points, 2, "a straight line")
	assert.Empty(t, d.Violations())
}
