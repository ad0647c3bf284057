package runbook

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// each does something with each of n things, as many at a time as there are processors. What it does with one must not depend on any other, so that
// the result is the same however many there are. A panic is that of the caller, who may be somebody that goes on; of several, that of the first thing.
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
	failed := make([]string, n)
	one := func(i int) {
		defer func() {
			if problem := recover(); problem != nil {
				failed[i] = fmt.Sprintf("%v\n\n%s", problem, debug.Stack())
			}
		}()
		do(i)
	}
	for range workers {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				one(i)
			}
		})
	}
	wait.Wait()
	for _, problem := range failed {
		if problem != "" {
			panic(problem)
		}
	}
}
