package runbook

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A panic in a worker is the caller's: whoever serves pages lives on.
func TestAPanicReachesTheCaller(t *testing.T) {
	done := make([]bool, 9)
	defer func() {
		said, ok := recover().(string)
		assert.True(t, ok)
		assert.True(t, strings.HasPrefix(said, "no 3"), said)
		assert.True(t, done[8], "the others are done")
	}()
	each(9, func(i int) {
		if i == 3 || i == 5 {
			panic(fmt.Sprint("no ", i))
		}
		done[i] = true
	})
}
