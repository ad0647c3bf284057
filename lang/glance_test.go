package lang_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/mapgen"
)

// in are the findings in one file, in words.
func in(list []finding.Finding, path string) []string {
	var out []string
	for _, f := range list {
		if f.Range.File == path {
			out = append(out, fmt.Sprintf("%d-%d %s: %s %s", f.Range.Start.Byte, f.Range.End.Byte, f.Rule, f.Detail, f.Help))
		}
	}
	return out
}

// A glance at a file says of it what a load says: for every file, after every way to spoil it.
func TestAGlanceSeesWhatALoadSees(t *testing.T) {
	workspaces := map[string]fstest.MapFS{"generated": mapgen.Generate(4)}
	for _, dir := range []string{"itil", "incident-response"} {
		workspaces[dir] = folder(t, "../examples/"+dir)
	}
	for _, name := range slices.Sorted(maps.Keys(workspaces)) {
		t.Run(name, func(t *testing.T) {
			fsys := workspaces[name]
			var parsed lang.Parsed
			base := lang.Load(fsys, lang.Options{Parsed: &parsed})
			require.Empty(t, base.Findings)
			for _, path := range slices.Sorted(maps.Keys(fsys)) {
				if !strings.HasSuffix(path, lang.FileSuffix) {
					continue
				}
				was := fsys[path].Data
				for n, text := range spoilt(was) {
					fsys[path] = &fstest.MapFile{Data: text}
					want := lang.Load(fsys, lang.Options{Parsed: &parsed})
					got := base.Glance(path, text, &parsed)
					assert.Equal(t, in(want.Findings, path), in(got.Findings, path), "%s, change %d", path, n)
				}
				fsys[path] = &fstest.MapFile{Data: was}
			}
			again := lang.Load(fsys, lang.Options{Parsed: &parsed})
			require.Empty(t, again.Findings, "glances have changed the texts they were given")
			require.Empty(t, base.Findings)
		})
	}
}

// spoilt changes a text at a few places: cuts it off, misspells a name, takes a line away.
func spoilt(text []byte) [][]byte {
	var out [][]byte
	lines := bytes.SplitAfter(text, []byte("\n"))
	for k := 1; k < len(lines); k += 1 + len(lines)/2 {
		out = append(out, bytes.Join(lines[:k], nil))                                                // typed so far
		out = append(out, slices.Concat(slices.Concat(lines[:k]...), slices.Concat(lines[k+1:]...))) // without a line
		if at := bytes.IndexByte(lines[k], '.'); at > 0 && at+2 < len(lines[k]) {
			line := slices.Concat(lines[k][:at+1], []byte("x"), lines[k][at+1:])
			out = append(out, slices.Concat(slices.Concat(lines[:k]...), line, slices.Concat(lines[k+1:]...)))
		}
	}
	return append(out, text, nil)
}

// folder reads a folder into memory.
func folder(t *testing.T, dir string) fstest.MapFS {
	out := fstest.MapFS{}
	root := os.DirFS(dir)
	require.NoError(t, fs.WalkDir(root, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, p)
		out[p] = &fstest.MapFile{Data: data}
		return err
	}))
	return out
}

// BenchmarkGlance measures what a keystroke costs before anything is said of the file it was made in.
func BenchmarkGlance(b *testing.B) {
	for _, processes := range mapgen.Sizes {
		b.Run(fmt.Sprintf("processes=%d", processes), func(b *testing.B) {
			fsys := mapgen.Generate(processes)
			var parsed lang.Parsed
			m := lang.Load(fsys, lang.Options{Parsed: &parsed})
			path := "team_000/process_0003.handoff.hcl"
			text := fsys[path].Data
			n := 0
			for b.Loop() {
				n++
				m.Glance(path, fmt.Appendf(nil, "%s# %d\n", text, n), &parsed)
			}
		})
		b.Run(fmt.Sprintf("again/processes=%d", processes), func(b *testing.B) {
			fsys := mapgen.Generate(processes)
			var parsed lang.Parsed
			lang.Load(fsys, lang.Options{Parsed: &parsed})
			for b.Loop() {
				lang.Load(fsys, lang.Options{Parsed: &parsed})
			}
		})
	}
}
