package render

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
)

// TestExamples draws every view of every example map, and holds each to what a picture must not do.
func TestExamples(t *testing.T) {
	folders, err := filepath.Glob("../examples/*")
	require.NoError(t, err)
	require.NotEmpty(t, folders)
	for _, folder := range folders {
		g := graph.Build(lang.Load(os.DirFS(folder), lang.Options{}))
		for _, p := range Perspectives {
			addresses := []string{""}
			if p.Of != "" {
				addresses = nil
			}
			for _, d := range g.Map.Declarations() {
				if k := d.Common().Kind; k == p.Of || slices.Contains(p.Also, k) {
					addresses = append(addresses, d.Common().Address())
				}
			}
			for _, address := range addresses {
				name := strings.Trim(filepath.Base(folder)+"-"+p.Name+"-"+address, "-")
				t.Run(name, func(t *testing.T) {
					v, err := p.Build(g, address)
					require.NoError(t, err)
					d, err := Draw(t.Context(), v, testEngine)
					require.NoError(t, err)
					assert.Empty(t, d.Violations())
					if dir := os.Getenv("HANDOFF_PICTURES"); dir != "" { // for looking at
						var buf bytes.Buffer
						require.NoError(t, d.writeSVG(&buf, Options{Link: func(p string) string { return p + ".html" }}))
						require.NoError(t, os.WriteFile(filepath.Join(dir, name+".svg"), buf.Bytes(), 0o600))
					}
				})
			}
		}
	}
}
