package catalogue

import (
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"handoff/lang"
)

// TestUsedByNamesRulesThatExist holds the "used by" words of the language's tables to the rules there are.
func TestUsedByNamesRulesThatExist(t *testing.T) {
	known := map[string]bool{}
	for _, r := range slices.Concat(Rules, Measured) {
		known[r.ID] = true
	}
	id := regexp.MustCompile(`\b[a-z]+/[a-z][a-z-]+\b`)
	named := 0
	look := func(where, usedBy string) {
		for _, rule := range id.FindAllString(usedBy, -1) {
			named++
			assert.True(t, known[rule], "%s says that %s reads it, and there is no such rule", where, rule)
		}
	}
	for _, a := range lang.CommonArguments() {
		look(a.Name, a.UsedBy)
	}
	seen := map[*lang.BlockType]bool{}
	var walk func(b *lang.BlockType)
	walk = func(b *lang.BlockType) {
		if seen[b] {
			return
		}
		seen[b] = true
		look(b.Name, b.RestUsedBy)
		for _, a := range b.Arguments {
			look(b.Name+"."+a.Name, a.UsedBy)
		}
		for _, i := range b.Blocks {
			look(b.Name+" { "+i.Type.Name+" }", i.UsedBy)
			walk(i.Type)
		}
	}
	for _, b := range lang.BlockTypes() {
		walk(b)
	}
	assert.Greater(t, named, 50)
}
