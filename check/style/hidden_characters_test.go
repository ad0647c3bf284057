package style_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/check/style"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// hiddenIn are the findings in one file of a map.
func hiddenIn(text string) []finding.Finding {
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte(text)}}, lang.Options{})
	var out []finding.Finding
	for _, f := range check.Run(m, graph.Build(m), []*check.Rule{style.HiddenCharacters.Asked()}, check.Options{}).Findings {
		if f.Rule == style.HiddenCharacters.ID {
			out = append(out, f)
		}
	}
	return out
}

// What does not parse is looked at as well, a file that is full of them is told of so many times, and the fix of a line takes away all that is in it.
func TestHiddenCharacters(t *testing.T) {
	list := hiddenIn("\ufeffrole \"a\" {\n  # ä\u202e \u2066b\n  title = \"open\n")
	require.Len(t, list, 1, "a byte order mark belongs at the start")
	f := list[0]
	assert.Equal(t, "2:6-2:7", position(f.Range.Start)+"-"+position(f.Range.End))
	require.Len(t, f.Fixes, 1)
	assert.False(t, f.Fixes[0].Safe, "who knows what was meant")
	list = append(list, hiddenIn("\ufeff# a\n\ufeff# b\n")...)
	require.Len(t, list, 2)
	assert.Equal(t, "2:1-2:2", position(list[1].Range.Start)+"-"+position(list[1].Range.End), "only the mark at the start of a file has no column")
	assert.Len(t, f.Fixes[0].Edits, 2)
	assert.NotContains(t, f.Detail+f.Help, "\u202e")

	list = hiddenIn(strings.Repeat("# \u200b\u200b\n", 1000))
	require.Len(t, list, 100)
	assert.Contains(t, list[99].Detail, "More lines of this file that hold such characters: 900.")
	prints := map[string]bool{}
	for _, f := range list {
		prints[f.Fingerprint] = true
	}
	assert.Len(t, prints, 100)

	for _, r := range "\u200c\u200d\u200e\u200f\u061c\u00ad\ufe0f\u00a0\u3000" {
		assert.Empty(t, hiddenIn("# a"+string(r)+"b\n"), "%U", r)
	}
	for _, r := range "\u2028\u202a\u2069\u2060\u115f\u3164\uffa0\ufeff\U000e0001" {
		assert.Len(t, hiddenIn("# a"+string(r)+"b\n"), 1, "%U", r)
	}
}

func position(at finding.Pos) string { return fmt.Sprintf("%d:%d", at.Line, at.Column) }
