package main

import (
	"math"
	"runtime/debug"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestCollectorOfShortRuns(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	percent := func() int {
		now := debug.SetGCPercent(100)
		debug.SetGCPercent(now)
		return now
	}
	usual := percent()
	defer func() {
		debug.SetGCPercent(usual)
		debug.SetMemoryLimit(math.MaxInt64)
	}()
	collectSeldom([]string{"--color", "never", "lsp"})
	assert.Equal(t, usual, percent(), "a program that stays collects as usual")
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		t.Setenv(name, "100")
		collectSeldom([]string{"check"})
		assert.Equal(t, usual, percent(), "what %s says wins", name)
		t.Setenv(name, "")
	}

	collectSeldom([]string{"check"})
	for end := time.Now().Add(time.Minute); percent() != collectAt && time.Now().Before(end); time.Sleep(time.Millisecond) {
		debug.FreeOSMemory() // collects
	}
	assert.Equal(t, collectAt, percent(), "after the first collection")
	assert.Equal(t, int64(math.MaxInt64), debug.SetMemoryLimit(-1))
}
