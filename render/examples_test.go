package render

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/mapgen"
)

// TestExamples draws every view of every example map, and holds each to what a picture must not do.
func TestExamples(t *testing.T) {
	folders, err := filepath.Glob("../examples/*")
	require.NoError(t, err)
	require.NotEmpty(t, folders)
	for _, folder := range folders {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			continue
		}
		drawAll(t, filepath.Base(folder), graph.Build(lang.Load(os.DirFS(folder), lang.Options{})), 1000)
	}
}

// TestGeneratedMaps does so for maps of any size: all views of the whole, and some of each kind of block.
func TestGeneratedMaps(t *testing.T) {
	for _, n := range []int{1, 2, 12, 45, 300} {
		drawAll(t, fmt.Sprintf("generated-%d", n), graph.Build(lang.Load(mapgen.Generate(n), lang.Options{})), 2)
	}
}

// TestCases does so for maps of processes as companies publish them, and for those that the rules are tried on.
func TestCases(t *testing.T) {
	folders := map[string]bool{}
	require.NoError(t, filepath.WalkDir("../testdata", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, lang.FileSuffix) {
			folders[filepath.Dir(path)] = true
		}
		return err
	}))
	require.NotEmpty(t, folders)
	for _, folder := range sortedKeys(folders) {
		drawAll(t, strings.ReplaceAll(filepath.ToSlash(folder), "/", "-"), graph.Build(lang.Load(os.DirFS(folder), lang.Options{})), 3)
	}
}

// drawAll draws every view of a map, at most so many of one kind of block.
func drawAll(t *testing.T, what string, g *graph.Graph, most int) {
	t.Helper()
	for _, p := range Perspectives {
		var addresses []string
		if p.Of == "" {
			addresses = append(addresses, "")
		}
		count := map[lang.Kind]int{}
		for _, d := range g.Map.Declarations() {
			if k := d.Common().Kind; k == p.Of || slices.Contains(p.Also, k) {
				if count[k]++; count[k] <= most {
					addresses = append(addresses, d.Common().Address())
				}
			}
		}
		for _, address := range addresses {
			name := strings.Trim(what+"-"+p.Name+"-"+address, "-")
			t.Run(name, func(t *testing.T) {
				v, err := p.Build(g, address)
				require.NoError(t, err)
				d, err := Draw(t.Context(), v, testEngine)
				require.NoError(t, err)
				assert.Empty(t, d.Violations())
				assert.NotEmpty(t, v.Text())
				picture(t, d, name)
			})
		}
	}
}

// picture keeps a drawing for looking at, where HANDOFF_PICTURES names a folder.
func picture(t *testing.T, d Drawing, name string) {
	t.Helper()
	if dir := os.Getenv("HANDOFF_PICTURES"); dir != "" {
		var buf bytes.Buffer
		require.NoError(t, d.writeSVG(&buf, Options{Link: func(p string) string { return p + ".html" }}))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+".svg"), buf.Bytes(), 0o600))
	}
}
