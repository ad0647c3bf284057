package product

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"

	"handoff/render"
)

func TestAPictureThatPanicsIsAnError(t *testing.T) {
	l := NewLive(analyse(t, "../../../examples/itil"))
	svg, _ := render.FormatNamed("svg")
	id := l.Views[0].ID // the landscape
	_, err := pen.Draw(context.Background(), []Picture{{Name: id, View: l.views[id]}}, svg, "", func(_, page string) string { panic("out of ink") })
	assert.ErrorContains(t, err, id+" could not be drawn: out of ink; this is a mistake in handoff")
}

func TestAStageThatFailedFailsForAll(t *testing.T) {
	var s stage
	for range 2 {
		assert.PanicsWithValue(t, "never", func() { s.do(func() { panic("never") }) })
	}
}
