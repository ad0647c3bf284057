package analysis

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/mapgen/random"
)

// What near rules find at a glance is what they find in the whole map: in each file of maps that are cut into a file a block, so that everything a
// block names, and all who name it, lie in other files. The file is as it was, or new, or had a line more before. HANDOFF_FULL=1 tries all
// maps there are, and some hundred made up at random.
func TestNearIsWhatTheWholeMapComesTo(t *testing.T) {
	full := os.Getenv("HANDOFF_FULL") != ""
	workspaces := map[string]fstest.MapFS{}
	take := func(dir string) {
		files := fstest.MapFS{}
		require.NoError(t, filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			text, err := os.ReadFile(p)
			name, _ := filepath.Rel(dir, p)
			files[filepath.ToSlash(name)] = &fstest.MapFile{Data: text}
			return err
		}))
		workspaces[dir] = files
	}
	for _, id := range near {
		take("../../../testdata/check/" + id)
	}
	seeds := 3
	if full {
		seeds = 300
		for _, example := range []string{"examples/itil", "examples/broken", "examples/incident-response", "testdata/language"} {
			take("../../../" + example)
		}
	}
	for n := range seeds {
		workspaces[fmt.Sprint("random ", n)] = random.Map(uint64(n))
	}
	seen := map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(workspaces)) {
		holdNear(t, name, apart(workspaces[name]), full, seen)
	}
	for _, id := range near {
		assert.NotZero(t, seen[id], id)
	}
}

func holdNear(t *testing.T, name string, files fstest.MapFS, full bool, seen map[string]int) {
	options := check.Options{Today: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC), Catalogue: Every()}
	m := lang.Load(files, lang.Options{})
	of := map[string][]string{}
	for _, f := range check.Run(m, graph.Build(m), All(), options).Findings {
		if IsNear(f.Rule) {
			of[f.Range.File] = append(of[f.Range.File], told(f))
			seen[f.Rule]++
		}
	}
	for k, file := range m.Files {
		if file.Broken || file.Path == lang.SettingsFile {
			continue
		}
		for before := range 3 {
			if !full && k%3 != before {
				continue
			}
			whole := m
			if before > 0 {
				others := maps.Clone(files)
				delete(others, file.Path)
				if before == 2 {
					others[file.Path] = &fstest.MapFile{Data: append([]byte("role \"of_before\" {}\n"), file.Source...)}
				}
				whole = lang.Load(others, lang.Options{})
			}
			found, known := Near(whole, whole.Glance(file.Path, file.Source, nil), file.Path, options)
			if !known {
				continue
			}
			var is []string
			for _, f := range found {
				is = append(is, told(f))
			}
			require.Equal(t, of[file.Path], is, "%s: %s (%d):\n%s", name, file.Path, before, file.Source)
		}
	}
}

// told is a finding, in short.
func told(f finding.Finding) string {
	return fmt.Sprintf("%s:%d: %s: %s (%s) %s", f.Range.File, f.Range.Start.Byte, f.Rule, f.Address, f.Severity, f.Detail)
}

// apart cuts the files of a workspace into a file a block.
func apart(files fstest.MapFS) fstest.MapFS {
	out := fstest.MapFS{}
	for name, file := range files {
		parsed, diags := hclsyntax.ParseConfig(file.Data, name, hcl.InitialPos)
		stem, ok := strings.CutSuffix(name, lang.FileSuffix)
		if !ok || diags.HasErrors() {
			out[name] = file
			continue
		}
		from, blocks := 0, parsed.Body.(*hclsyntax.Body).Blocks
		for n, b := range blocks {
			to := len(file.Data)
			if n < len(blocks)-1 {
				to = b.CloseBraceRange.End.Byte
				to += strings.IndexByte(string(file.Data[to:]), '\n') + 1
			}
			out[fmt.Sprintf("%s_%03d%s", stem, n, lang.FileSuffix)] = &fstest.MapFile{Data: file.Data[from:to]}
			from = to
		}
	}
	return out
}
