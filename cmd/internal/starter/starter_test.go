package starter

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/graph"
	"handoff/lang"
)

func TestTheFirstMapIsClean(t *testing.T) {
	rules, err := analysis.Rules(nil)
	assert.NoError(t, err)
	m := lang.Load(Files(), lang.Options{})
	assert.Empty(t, check.Run(m, graph.Build(m), rules, check.Options{}).Findings)
	assert.Equal(t, check.Newest(), m.Settings.Check.Edition.Value, "a new map begins with the newest edition; write it into map/handoff.hcl")
}
