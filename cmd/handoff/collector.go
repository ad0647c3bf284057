package main

// How often memory is collected. Most runs are short and keep nearly all they allocate, so that a collection marks much and frees little: with
// Go's own settings it is up to half of a run. So a run begins without collections. Once it holds as much as a small map never does, it goes
// over to collections at three times what is in use, which keeps a run on a large map within twice the memory that parsing its files takes.

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
)

const (
	beginCollecting = 48 << 20 // bytes
	collectAt       = 200      // percent beyond what is in use, as GOGC counts
)

// collectSeldom sets the collector for a short run. What GOGC or GOMEMLIMIT say wins, and a program that stays collects as Go does.
func collectSeldom(args []string) {
	stays := func(arg string) bool { return arg == "lsp" || arg == "serve" || arg == "mcp" }
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" || slices.ContainsFunc(args, stays) {
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(beginCollecting)
	// The first collection finds that nobody holds this, and so tells that there has been one.
	runtime.AddCleanup(new([16]byte), func(struct{}) {
		debug.SetGCPercent(collectAt)
		debug.SetMemoryLimit(math.MaxInt64)
	}, struct{}{})
}
