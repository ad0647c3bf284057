package lang_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"handoff/lang"
)

// TestUnusedArguments holds the list of arguments that no rule, page, view or metric reads yet. The list only shrinks: an argument
// that is new must be used by something, and its row must say by what.
func TestUnusedArguments(t *testing.T) {
	const list = "../testdata/unused_arguments.txt"
	var unused []string
	note := func(name, usedBy string) {
		if usedBy == "" && !slices.Contains(unused, name) {
			unused = append(unused, name)
		}
	}
	for _, a := range lang.CommonArguments() {
		note("every named block: "+a.Name, a.UsedBy)
	}
	seen := map[*lang.BlockType]bool{}
	var walk func(b *lang.BlockType)
	walk = func(b *lang.BlockType) {
		if seen[b] {
			return
		}
		seen[b] = true
		for _, a := range b.Arguments {
			note(b.Name+"."+a.Name, a.UsedBy)
		}
		if b.Rest != "" {
			note(b.Name+": its lines", b.RestUsedBy)
		}
		for _, i := range b.Blocks {
			note(b.Name+" { "+i.Type.Name+" }", i.UsedBy)
			walk(i.Type)
		}
	}
	for _, b := range slices.Concat(lang.BlockTypes(), lang.SettingsTypes()) {
		walk(b)
	}
	got := strings.Join(unused, "\n") + "\n"
	t.Logf("%d arguments that nothing uses yet:\n%s", len(unused), got)
	if os.Getenv("HANDOFF_UPDATE") != "" {
		require.NoError(t, os.WriteFile(list, []byte(got), 0o644))
	}
	want, err := os.ReadFile(list)
	require.NoError(t, err)
	require.Equal(t, string(want), got, "the list only shrinks; after using an argument run HANDOFF_UPDATE=1 go test ./lang -run UnusedArguments")
}
