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
// takes: from the view to the bytes, the start of the layout program included, the best of three. .ci/peers runs it.
func TestPeers(t *testing.T) {
	dir := os.Getenv("HANDOFF_PEERS")
	if dir == "" {
		t.Skip("it only serves .ci/peers")
	}
	for _, n := range []int{10, 100, 500} {
		v := generatedLandscape(n)
		for _, name := range []string{"dot", "d2"} {
			require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.%s", n, name)), []byte(write(t, name, v)), 0o600))
		}
		whole := mermaid(v, Options{}, true, true) // beyond Mermaid's own limits, too
		require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.mmd", n)), []byte(whole), 0o600))
		for _, name := range []string{"svg", "png", "pdf"} {
			f, _ := FormatNamed(name)
			best := time.Hour
			for range 3 {
				began := time.Now()
				engine := &layout.Engine{}
				var b bytes.Buffer
				require.NoError(t, f.Write(t.Context(), &b, v, Options{Engine: engine}))
				engine.Close()
				best = min(best, time.Since(began))
				require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.handoff.%s", n, name)), b.Bytes(), 0o600))
			}
			fmt.Printf("handoff-%s\t%d\t%.2f\n", name, n, best.Seconds())
		}
		fmt.Printf("edges\t%d\t%d\n", n, len(v.Edges))
	}
}
