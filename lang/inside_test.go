package lang

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Whatever a table can hang into a block, Values finds there again: a new kind of block needs its line in both.
func TestValuesFindsEveryInnerBlock(t *testing.T) {
	var walk func(outer any, blocks []InnerBlock, path string)
	walk = func(outer any, blocks []InnerBlock, path string) {
		for i := range blocks {
			name := path + blocks[i].Type.Name
			block := blocks[i].add(outer)
			found := blocks[i].Values(outer)
			if assert.Len(t, found, 1, name) {
				assert.Same(t, block, found[0], name)
			}
			walk(block, blocks[i].Type.Blocks, name+".")
		}
	}
	walk(&Map{}, topLevel, "")
	walk(&Settings{}, settingsLevel, "")
}
