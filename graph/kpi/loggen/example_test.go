package loggen

import (
	"bytes"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The log that lies beside the example map, to try `handoff measure` on.
func TestExampleIsCurrent(t *testing.T) {
	const file = "../../../examples/itil/samples/itsm.csv"
	var b bytes.Buffer
	require.NoError(t, CSV(&b, ByTime(Incidents(80)), ',', time.DateTime))
	if os.Getenv("HANDOFF_UPDATE") == "1" {
		require.NoError(t, os.WriteFile(file, b.Bytes(), 0o666))
	}
	got, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.True(t, b.String() == string(got), "%s is stale; write it anew with: HANDOFF_UPDATE=1 go test ./graph/kpi/loggen", file)
}
