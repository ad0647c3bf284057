package render

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"handoff/render/layout"
)

// TestPeers writes landscapes of 10, 100 and 500 processes for other programs to draw, into the folder HANDOFF_PEERS, and says how long drawing them here
// takes: from the view to the bytes, the start of the layout program included, the best of three, or the only one where it takes long. .ci/peers runs it.
func TestPeers(t *testing.T) {
	dir := os.Getenv("HANDOFF_PEERS")
	if dir == "" {
		t.Skip("it only serves .ci/peers")
	}
	for _, n := range []int{10, 100, 500} {
		v := generatedLandscape(n)
		runs := 3
		if n > 100 {
			runs = 1
		}
		for _, name := range []string{"dot", "d2"} {
			require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.%s", n, name)), []byte(write(t, name, v)), 0o600))
		}
		whole := mermaid(v, Options{}, true, true) // beyond Mermaid's own limits, too
		require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.mmd", n)), []byte(whole), 0o600))
		svg, _ := FormatNamed("svg")
		best := time.Hour
		for range runs {
			began := time.Now()
			engine := &layout.Engine{}
			var b bytes.Buffer
			require.NoError(t, svg.Write(t.Context(), &b, v, Options{Engine: engine}))
			engine.Close()
			best = min(best, time.Since(began))
			require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.handoff.svg", n)), b.Bytes(), 0o600))
		}
		fmt.Printf("handoff\t%d\t%.2f\n", n, best.Seconds())
		fmt.Printf("edges\t%d\t%d\n", n, len(v.Edges))
	}
}
