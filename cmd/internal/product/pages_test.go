package product

import (
	"path/filepath"
	"reflect"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/lang"
	"handoff/lang/mapgen"
	"handoff/render/runbook"
)

// The interactive page takes the pages that the runbooks are made from, which show pictures, as if they had never known of any.
func TestPagesWithoutPictures(t *testing.T) {
	maps := map[string]*analysis.Analysis{"generated": analysis.Of(lang.Load(mapgen.Generate(12), lang.Options{}), analysis.All(), check.Options{})}
	for _, name := range []string{"itil", "incident-response", "broken"} {
		maps[name] = analyse(t, filepath.Join("..", "..", "..", "examples", name))
	}
	for name, a := range maps {
		paths := map[string]string{}
		for _, p := range pagesOf(a, nil) {
			paths[p.Address] = "diagrams/" + p.Address + ".svg"
		}
		want, got := pagesOf(a, nil), runbook.WithoutPictures(pagesOf(a, paths))
		require.Len(t, got, len(want))
		for i := range want {
			assert.Equal(t, want[i], got[i], "%s: %s", name, want[i].Address)
		}
	}
}

// However many processors write pages side by side, and whether all of them were held or only their outlines, the pages are the same.
func TestPagesWrittenSideBySide(t *testing.T) {
	a := analysis.Of(lang.Load(mapgen.Generate(12), lang.Options{}), analysis.All(), check.Options{})
	book := runbook.Book{Pages: pagesOf(a, nil)}
	outlined := runbook.Book{Pages: outlinesOf(a, nil)}
	for _, flavor := range runbook.Flavors {
		processors := runtime.GOMAXPROCS(1)
		alone := flavor.Files(book, "")
		runtime.GOMAXPROCS(8)
		together := flavor.Files(outlined, "")
		runtime.GOMAXPROCS(processors)
		assert.True(t, reflect.DeepEqual(alone, together), flavor.Name)
	}
}
