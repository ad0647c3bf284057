package check_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
)

func TestARunThatIsStopped(t *testing.T) {
	m := lang.Load(fstest.MapFS{"a.handoff.hcl": {Data: []byte("role \"a\" {}\n")}}, lang.Options{})
	ran := 0
	rule := func(id string) *check.Rule {
		return &check.Rule{ID: id, Severity: "error", Run: func(*check.Pass) { ran++ }}
	}
	rules := []*check.Rule{rule("x/first"), rule("x/second"), rule("x/third")}
	check.Run(m, graph.Build(m), rules, check.Options{Stop: func() bool { return ran == 2 }})
	assert.Equal(t, 2, ran)
}
