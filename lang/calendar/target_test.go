package calendar

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTargets(t *testing.T) {
	for _, want := range []struct {
		text, canonical, words string
		met, missed            float64
	}{
		{"<= 30m", "<= 30m", "at most 30 minutes", 30, 30.1},
		{"<1h30m", "< 1h30m", "less than 1 hour 30 minutes", 89, 90},
		{">= 95 %", ">= 95 %", "at least 95 %", 95, 94.9},
		{">=95%", ">= 95 %", "at least 95 %", 100, 0},
		{"< 5", "< 5", "less than 5", 4, 5},
		{">= 0.95", ">= 0.95", "at least 0.95", 1, 0.5},
		{"> 10 changes", "> 10 changes", "more than 10 changes", 11, 10},
		{"== 0", "== 0", "exactly 0", 0, 1},
	} {
		target, err := ParseTarget(want.text)
		if assert.NoError(t, err) {
			assert.Equal(t, want.canonical, target.String())
			assert.Equal(t, want.words, target.Words())
			assert.True(t, target.Met(want.met), want.text)
			assert.False(t, target.Met(want.missed), want.text)
			again, err := ParseTarget(target.String())
			assert.NoError(t, err)
			assert.Equal(t, target, again)
		}
	}
}

func TestBadTargets(t *testing.T) {
	for _, want := range []struct{ text, wrong, suggestion string }{
		{"", "", ""}, {"<=", "<=", ""}, {"30m", "30m", ""}, {"<= x", "x", ""}, {"fast", "fast", ""}, {"<= 6mo", "6mo", ""},
		{"<= 30 min", "30 min", "<= 30m"}, {"≤ 30m", "≤", "<= 30m"}, {"at most 2 days", "at most", "<= 2d"}, {"=> 5", "=>", ">= 5"},
		{"= 5", "=", "== 5"}, {">= 99,5 %", "99,5 %", ">= 99.5 %"}, {"<  30m", "30m", "< 30m"},
	} {
		_, err := ParseTarget(want.text)
		var e *Error
		require.ErrorAs(t, err, &e, want.text)
		assert.Equal(t, PartTarget, e.Part)
		assert.Equal(t, want.suggestion, e.Suggestion, want.text)
		assert.Equal(t, want.wrong, want.text[e.Offset:e.Offset+e.Length], want.text)
	}
}
