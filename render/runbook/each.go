package runbook

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// each does something with each of n things, as many at a time as there are processors. What it does with one must not depend on any other, so that
// the result is the same however many there are.
func each(n int, do func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wait.Wait()
}
