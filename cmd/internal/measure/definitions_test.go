package measure

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph/kpi"
	"handoff/lang"
)

// The copy in the repository, for people who read it there.
func TestDefinitionsAreCurrent(t *testing.T) {
	const file = "../../../graph/kpi/DEFINITIONS.md"
	want := Definitions()
	if os.Getenv("HANDOFF_UPDATE") == "1" {
		require.NoError(t, os.WriteFile(file, []byte(want), 0o666))
	}
	got, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.True(t, want == string(got), "%s is stale; write it anew with: HANDOFF_UPDATE=1 go test ./cmd/internal/measure", file)
}

// What the language calls computed is defined, and what is defined has all that a definition needs.
func TestEveryMetricIsDefined(t *testing.T) {
	for _, metric := range lang.ComputedMetrics {
		assert.NotNil(t, kpi.Define(metric), metric)
	}
	for _, d := range kpi.Definitions {
		for _, text := range []string{d.Title, d.Unit, d.Text, d.From, d.Traps} {
			assert.NotEmpty(t, text, d.Name)
		}
	}
}
