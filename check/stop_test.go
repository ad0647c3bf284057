package check_test

import (
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
)

// TestARunThatIsStopped stops with the first rule that has run: then each processor may be in one more, and begins no other.
func TestARunThatIsStopped(t *testing.T) {
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte("role \"a\" {}\n")}}, lang.Options{})
	var ran atomic.Int64
	var rules []*check.Rule
	for k := range runtime.GOMAXPROCS(0) + 20 {
		rules = append(rules, &check.Rule{ID: "x/rule" + strconv.Itoa(k), Severity: "error", Run: func(*check.Pass) { ran.Add(1) }})
	}
	check.Run(m, graph.Build(m), rules, check.Options{Stop: func() bool { return ran.Load() > 0 }})
	assert.Positive(t, ran.Load())
	assert.LessOrEqual(t, ran.Load(), int64(runtime.GOMAXPROCS(0)))
}
