package lang_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"handoff/lang"
)

// Every row of the language says which rule, page, view or metric reads it. That it is true is proved elsewhere: taking the argument out of a map changes
// what people are told (cmd/internal/product, TestEveryArgumentMatters).
func TestEveryArgumentSaysWhatUsesIt(t *testing.T) {
	note := func(name, usedBy string) { assert.NotEmpty(t, usedBy, name) }
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
}
