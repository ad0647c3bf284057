package product

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/lang"
	"handoff/render"
)

// A map too large for one interactive page is told so at once, and its other products lack nothing but that page.
func TestAMapTooLargeForOnePage(t *testing.T) {
	var text strings.Builder
	for i := range PageLimit + 1 {
		fmt.Fprintf(&text, "process \"p%d\" {\n  external = true\n}\n", i)
	}
	files := fstest.MapFS{"a.handoff.hcl": {Data: []byte(text.String())}}
	a := analysis.Of(lang.Load(files, lang.Options{}), nil, check.Options{})
	require.NotEmpty(t, TooLargeForPage(a))
	to := filepath.Join(t.TempDir(), "map.html")
	err := pen.DeliverPage(t.Context(), a, to, io.Discard)
	assert.ErrorContains(t, err, "the map has 2001 processes, too many for one interactive page")
	assert.ErrorContains(t, err, "handoff docs --flavor html writes a page of each")
	assert.NotContains(t, TooLargeForPage(a), "--flavor", "which somebody may be running who is told so")
	assert.NoFileExists(t, to)

	v := render.Landscape(a.Graph)
	assert.Len(t, v.Nodes, 300)
	assert.Contains(t, v.Notes, "Of its 2001 boxes the picture shows the 300 with most handoffs. Draw a part of the map to see the others.")

	set, err := held(pen.Build(t.Context(), a, plain))
	require.NoError(t, err)
	there := map[string]bool{}
	for _, f := range set.Files {
		there[f.Path] = true
	}
	assert.False(t, there[PageFile])
	assert.True(t, there["docs/README.md"] && there["docs/process/p2000.md"] && there["diagrams/landscape.svg"] && there[MapFile])
	assert.Empty(t, deadLinks(set))
}
