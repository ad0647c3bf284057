package output

// Files are made by several at a time and given in their order: what is written is the same however many processors there are, and no more than a
// few files are in memory at once.

import (
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"sync"
)

// InOrder makes n files, as many at a time as there are processors, and gives them in their order. What is made of one must not depend on any other.
// Of files without a path nothing is given: there are none. A panic while one is made is one of whoever asks for it.
func InOrder(n int, file func(i int) File) iter.Seq[File] {
	return func(yield func(File) bool) {
		workers := min(runtime.GOMAXPROCS(0), n)
		if workers <= 1 {
			for i := range n {
				if f := file(i); f.Path != "" && !yield(f) {
					return
				}
			}
			return
		}
		type made struct {
			file  File
			panic string
		}
		type order struct {
			i    int
			done chan made
		}
		orders := make(chan order)
		waiting := make(chan chan made, 2*workers) // in the order of the files; that it is full holds the workers up
		stop := make(chan struct{})
		var wait sync.WaitGroup
		defer wait.Wait() // nothing goes on once nobody asks for more
		defer close(stop)
		wait.Go(func() {
			defer close(orders)
			defer close(waiting)
			for i := range n {
				done := make(chan made, 1)
				select {
				case waiting <- done:
				case <-stop:
					return
				}
				orders <- order{i, done}
			}
		})
		for range workers {
			wait.Go(func() {
				for o := range orders {
					var m made
					func() {
						defer func() {
							if problem := recover(); problem != nil {
								m.panic = fmt.Sprintf("%v\n\n%s", problem, debug.Stack())
							}
						}()
						m.file = file(o.i)
					}()
					o.done <- m
				}
			})
		}
		for done := range waiting {
			m := <-done
			if m.panic != "" {
				panic(m.panic)
			}
			if m.file.Path != "" && !yield(m.file) {
				return
			}
		}
	}
}
