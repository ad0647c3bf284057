package render

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"handoff/render/layout"
)

// A checker that finds nothing proves nothing: here is one picture with everything wrong.
func TestViolationsAreFound(t *testing.T) {
	at := func(x, y, w, h float64) layout.Rect { return layout.Rect{X: x, Y: y, Width: w, Height: h} }
	text := func(s string, x, y, w float64) []Text {
		return []Text{{Text: s, Class: LabelText, X: x, Y: y, Width: w}}
	}
	d := Drawing{
		Width: 400, Height: 300,
		Boxes: []Box{
			{ID: "team.a", Layer: GroupLayer, Rect: at(0, 0, 150, 200)},
			{ID: "team.b", Layer: GroupLayer, Rect: at(160, 100, 80, 60), Texts: text("Team B", 165, 115, 40)},
			{ID: "wide", Layer: NodeLayer, In: "team.a", Rect: at(10, 50, 100, 40), Texts: text("far too long", 20, 70, 120)},
			{ID: "close", Layer: NodeLayer, In: "team.a", Rect: at(100, 60, 40, 40)},
			{ID: "out", Layer: NodeLayer, In: "team.a", Rect: at(140, 150, 40, 40)},
			{ID: "gone", Layer: NodeLayer, Rect: at(380, 10, 40, 40)},
			{ID: "far", Layer: NodeLayer, Rect: at(300, 60, 40, 40)},
		},
		Lines: []Line{
			{From: "wide", To: "far", Points: []layout.Point{{X: 60, Y: 80}, {X: 320, Y: 80}}},
			{From: "wide", To: "far", Points: []layout.Point{{X: 60, Y: 112}, {X: 320, Y: 112}}},
		},
		Labels: []Label{{Line: 0, Full: "first", Rect: at(200, 75, 30, 12)}, {Line: 1, Full: "second", Rect: at(210, 70, 100, 12)}},
	}
	assert.Equal(t, []string{
		`"far too long" leaves the node wide`,
		`node gone leaves the page`,
		`node wide overlaps close`,
		`node out leaves its group team.a`,
		`node out stands in a foreign group team.b`,
		`the line from wide to far crosses the node close`,
		`the line from wide to far crosses the heading of team.b`,
		`the line from wide to far crosses the group team.b`,
		`label "first" of the line from wide to far stands on label "second"`,
		`label "first" of the line from wide to far stands on the line from wide to far`,
		`label "second" of the line from wide to far stands on the node far`,
		`label "second" of the line from wide to far stands on the line from wide to far`,
	}, d.Violations())
}

func TestALineThatLeavesTheLanesIsFound(t *testing.T) {
	d := Drawing{
		Width: 300, Height: 200,
		Boxes: []Box{
			{ID: "role.a", Layer: LaneLayer, Rect: layout.Rect{Width: 100, Height: 200}},
			{ID: "role.b", Layer: LaneLayer, Rect: layout.Rect{X: 100, Width: 100, Height: 200}},
			{ID: "one", Layer: NodeLayer, In: "role.a", Rect: layout.Rect{X: 10, Y: 10, Width: 80, Height: 40}},
			{ID: "two", Layer: NodeLayer, In: "role.b", Rect: layout.Rect{X: 110, Y: 110, Width: 80, Height: 40}},
		},
		Lines: []Line{{From: "one", To: "two", Points: []layout.Point{{X: 90, Y: 30}, {X: 210, Y: 30}, {X: 210, Y: 130}, {X: 190, Y: 130}}}},
	}
	assert.Equal(t, []string{"the line from one to two leaves the lanes"}, d.Violations())
}
