// Package invariants holds the whole program to what must be true of any map, on maps that nobody has thought of: made up at random, and spoilt
// at random (lang/mapgen/random). Checked, mended, laid out, drawn and written down, a map gives the same bytes each time and on however many
// processors; a finding points into its file, and at something that is there; what is mended stays mended; a layout changes nothing that a
// rule would see; no link of any wiki leads nowhere. It has only tests.
//
// A test tries a few dozen maps; HANDOFF_FULL=1 thousands, with all pictures. SEED=7 tries one, SEEDS=100 so many.
package invariants

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/mend"
	"handoff/cmd/internal/product"
	"handoff/cmd/internal/report"
	"handoff/cmd/internal/workspace"
	"handoff/lang"
	"handoff/lang/compiled"
	"handoff/lang/finding"
	"handoff/lang/mapgen/random"
	"handoff/render"
	"handoff/render/layout"
	"handoff/render/output"
	"handoff/render/runbook"
)

var today = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)

// full says that there is time.
var full = os.Getenv("HANDOFF_FULL") != ""

// pen draws, where there is time.
var pen = product.Pen{Engine: &layout.Engine{}}

func TestMain(m *testing.M) {
	code := m.Run()
	pen.Engine.Close()
	os.Exit(code)
}

// each tries maps, every one by a number.
func each(t *testing.T, few, many uint64, try func(t *testing.T, seed uint64)) {
	first, count := uint64(0), few
	if full {
		count = many
	}
	if n, err := strconv.ParseUint(os.Getenv("SEEDS"), 10, 32); err == nil {
		count = n
	}
	if n, err := strconv.ParseUint(os.Getenv("FROM"), 10, 32); err == nil {
		first = n
	}
	if n, err := strconv.ParseUint(os.Getenv("SEED"), 10, 64); err == nil {
		first, count = n, 1
	}
	for seed := first; seed < first+count; seed++ {
		ok := t.Run(fmt.Sprint(seed), func(t *testing.T) {
			defer func() {
				if problem := recover(); problem != nil {
					t.Errorf("panic: %v\n%s", problem, debug.Stack())
				}
			}()
			try(t, seed)
		})
		_ = ok
	}
}

// made is a map made up: one that compiles for an even number, one that somebody has spoilt for an odd one.
func made(seed uint64) fstest.MapFS {
	files := random.Map(seed / 2)
	if seed%2 == 1 {
		files = random.Mutant(files, seed)
	}
	return files
}

func analyse(files fs.FS) *analysis.Analysis {
	m := lang.Load(files, lang.Options{ID: ".", Import: func(_, source string) (fs.FS, string, error) {
		sub, err := fs.Sub(files, source)
		return sub, source, err
	}})
	return analysis.Of(m, analysis.All(), check.Options{Today: today})
}

// ids are those of all that a check may say.
func ids() map[string]bool {
	known := map[string]bool{}
	for _, r := range analysis.Every() {
		known[r.ID] = true
	}
	for _, c := range lang.CompileErrors {
		known[c.ID] = true
	}
	for _, n := range check.Notices {
		known[n.ID] = true
	}
	return known
}

func TestFindings(t *testing.T) {
	known := ids()
	for _, seed := range []uint64{2427, 2448, 2590, 2591} { // that have broken something
		holdFindings(t, known, made(seed))
	}
	each(t, 20, 6000, func(t *testing.T, seed uint64) { holdFindings(t, known, made(seed)) })
}

// holdFindings holds what a check says to the map.
func holdFindings(t *testing.T, known map[string]bool, files fstest.MapFS) {
	a := analyse(files)
	for _, f := range finding.Unfold(a.Findings) {
		house, ours := strings.CutPrefix(f.Rule, check.HousePrefix)
		assert.True(t, known[f.Rule] || ours && a.Map.Lookup("rule."+house) != nil, "no rule %s", f.Rule)
		assert.NotEqual(t, check.RulePanic, f.Rule, f.Detail)
		assert.Contains(t, []finding.Severity{finding.Error, finding.Warning, finding.Info}, f.Severity)
		assert.NotEmpty(t, f.Summary, f.Rule)
		assert.NotEmpty(t, f.Detail, "%+v", f)
		assert.NotEmpty(t, f.Fingerprint, f.Rule)
		assert.True(t, there(a.Map, f.Address), "%s is about %s, which is not there", f.Rule, f.Address)
		assert.NotEmpty(t, f.Range.File, "%s: %s", f.Rule, f.Detail)
		lies(t, a.Map, f.Rule, f.Range)
		for _, r := range f.Related {
			lies(t, a.Map, f.Rule, r.Range)
			assert.NotEmpty(t, r.Message, f.Rule)
			assert.True(t, there(a.Map, r.Address), "%s is related to %s, which is not there", f.Rule, r.Address)
		}
		for _, fix := range f.Fixes {
			assert.NotEmpty(t, fix.Title, f.Rule)
			assert.NotEmpty(t, fix.Edits, f.Rule)
			for _, e := range fix.Edits {
				file := a.Map.File(e.File)
				if assert.NotNil(t, file, "%s changes %s", f.Rule, e.File) {
					assert.True(t, 0 <= e.Start && e.Start <= e.End && e.End <= len(file.Source), "%s: %+v", f.Rule, e)
				}
			}
		}
	}
	assert.True(t, slices.IsSortedFunc(a.Findings, finding.Compare), "not sorted")
}

// there reports whether an address is that of something in a map.
func there(m *lang.Map, address string) bool {
	if address == "" || m.Lookup(address) != nil {
		return true
	}
	parts := strings.Split(address, ".")
	for n := len(parts) - 1; n >= 2; n-- { // a field, a part that was not read, a part of an import
		if d := m.Lookup(strings.Join(parts[:n], ".")); d != nil {
			return true
		}
	}
	return false
}

// lies holds a range to its file: within it, forwards, with lines and columns that fit the bytes.
func lies(t *testing.T, m *lang.Map, rule string, r finding.Range) {
	t.Helper()
	if r.IsZero() {
		return
	}
	file := m.File(r.File)
	if !assert.NotNil(t, file, "%s points into %s", rule, r.File) {
		return
	}
	assert.LessOrEqual(t, r.Start.Byte, r.End.Byte, rule)
	for _, at := range []finding.Pos{r.Start, r.End} {
		if assert.True(t, 0 <= at.Byte && at.Byte <= len(file.Source), "%s: %+v of %d bytes", rule, at, len(file.Source)) {
			want, joined := place(file.Source, at.Byte)
			if joined { // HCL counts anew at each of its tokens
				want.Column = at.Column
			}
			assert.Equal(t, want, at, "%s in %s", rule, r.File)
		}
	}
}

func TestMendingSettles(t *testing.T) {
	for _, unsafe := range []bool{false, true} {
		t.Run(fmt.Sprintf("unsafe=%v", unsafe), func(t *testing.T) {
			each(t, 8, 4000, func(t *testing.T, seed uint64) { settles(t, unsafe, made(seed)) })
		})
	}
}

// settles mends a map once, and then there must be nothing more to mend.
func settles(t *testing.T, unsafe bool, files fstest.MapFS) {
	laid := func(texts map[string][]byte) fstest.MapFS {
		now := maps.Clone(files)
		for p, text := range texts {
			now[p] = &fstest.MapFile{Data: text}
		}
		return now
	}
	a := analyse(files)
	sources := func(files fstest.MapFS, m *lang.Map) func(string) ([]byte, bool) {
		return func(p string) ([]byte, bool) {
			f := files[p]
			if f == nil || m.File(p) == nil {
				return nil, false
			}
			return f.Data, true
		}
	}
	r, err := mend.Settle(a.Findings, unsafe, sources(files, a.Map), func(texts map[string][]byte) ([]finding.Finding, error) {
		return analyse(laid(texts)).Findings, nil
	})
	require.NoError(t, err)
	require.False(t, r.Unsettled, "never settles: %s", fixes(r))
	texts := map[string][]byte{}
	for _, f := range r.Files {
		assert.Equal(t, files[f.Path].Data, f.Was)
		if lang.Unparsable(f.Path, f.Was) == nil {
			assert.Nil(t, lang.Unparsable(f.Path, f.Is), "%s", fixes(r))
		}
		texts[f.Path] = f.Is
	}
	after := laid(texts)
	b := analyse(after)
	again := fingerprints(b.Findings)
	for _, f := range r.Fixed {
		assert.NotContains(t, again, f.Fingerprint, "%s was mended and is still found: %s", f.Rule, f.Detail)
	}
	assert.Empty(t, mend.Apply(b.Findings, unsafe, sources(after, b.Map)).Files, "a second run changes something after: %s", fixes(r))
}

func fixes(r mend.Result) string {
	var b strings.Builder
	for _, f := range r.Fixed {
		fmt.Fprintf(&b, "%s %s %s; ", f.Rule, f.Address, f.Fixes[0].Title)
	}
	return b.String()
}

func fingerprints(list []finding.Finding) []string {
	var out []string
	for _, f := range finding.Unfold(list) {
		out = append(out, f.Fingerprint)
	}
	slices.Sort(out)
	return out
}

func TestLayoutChangesNothing(t *testing.T) {
	each(t, 8, 4000, func(t *testing.T, seed uint64) { keepsLayout(t, made(seed)) })
}

// keepsLayout holds a layout to changing nothing but itself.
func keepsLayout(t *testing.T, files fstest.MapFS) {
	laid := maps.Clone(files)
	for p, f := range files {
		if !strings.HasSuffix(p, ".hcl") {
			continue
		}
		text, problem := lang.Format(p, f.Data)
		if problem != nil {
			assert.NotEqual(t, "syntax/layout", problem.Rule, "%s: refused to lay out %s", problem.Detail, p)
			assert.NotNil(t, lang.Unparsable(p, f.Data), "%s: %s %s", p, problem.Rule, problem.Detail)
			continue
		}
		again, problem := lang.Format(p, text)
		require.Nil(t, problem)
		require.Equal(t, string(text), string(again), "a second layout changes something")
		laid[p] = &fstest.MapFile{Data: text}
	}
	before, after := analyse(files), analyse(laid)
	assert.Equal(t, essence(before.Findings), essence(after.Findings))
	assert.Equal(t, compiledWithoutPlaces(t, before.Map), compiledWithoutPlaces(t, after.Map))
}

// essence is what findings say, without where, and without how it can be mended: a fix is an edit of the text, and an odd layout may leave none.
func essence(list []finding.Finding) []string {
	var out []string
	for _, f := range list {
		out = append(out, fmt.Sprintf("%s %s %s %s %d related", f.Severity, f.Rule, f.Address, f.Fingerprint, len(f.Related)))
	}
	slices.Sort(out)
	return out
}

func compiledWithoutPlaces(t *testing.T, m *lang.Map) string {
	var b bytes.Buffer
	require.NoError(t, compiled.Write(&b, m))
	var tree any
	require.NoError(t, json.Unmarshal(b.Bytes(), &tree))
	var strip func(v any)
	strip = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			delete(v, "source_hash")
			for k, x := range v {
				if s, ok := x.(string); ok && strings.Contains(s, ".hcl:") {
					delete(v, k)
				}
				strip(x)
			}
		case []any:
			for _, x := range v {
				strip(x)
			}
		}
	}
	strip(tree)
	out, err := json.MarshalIndent(tree, "", " ")
	require.NoError(t, err)
	return string(out)
}

// everything is all that can be made of a map, by name.
func everything(t *testing.T, files fs.FS, seed uint64) (*analysis.Analysis, map[string][]byte) {
	a := analyse(files)
	out := map[string][]byte{}
	r := a.Selected(workspace.Everything)
	for _, f := range report.Formats {
		var b bytes.Buffer
		require.NoError(t, f.Write(&b, r, report.Style{Width: 80}))
		out["report/"+f.Name] = b.Bytes()
	}
	pictures := product.Pictures(a.Graph)
	for _, f := range render.Formats {
		if f.Drawn && (!full || f.Name == "png" && seed%16 != 0) { // slow, and the same drawing
			continue
		}
		for _, p := range pictures {
			var b bytes.Buffer
			require.NoError(t, f.Write(context.Background(), &b, p.View, render.Options{Engine: pen.Engine, Link: func(page string) string { return page + ".html" }, Scale: 1}), p.Name)
			out["pictures/"+p.Name+"."+f.Name] = b.Bytes()
		}
	}
	for k, flavor := range runbook.Flavors {
		var files []output.File
		switch {
		case !full && (uint64(k) == seed%uint64(len(runbook.Flavors)) || k == 0): // the words alone
			var b bytes.Buffer
			require.NoError(t, compiled.Write(&b, a.Map))
			book := runbook.Book{Pages: runbook.Pages(a.Map, a.Graph, a.Findings, runbook.Options{}), Map: product.MapFile}
			files = append(flavor.Files(book, ""), output.File{Path: product.MapFile, Content: b.Bytes()})
		case full && (flavor.Format != "png" || seed%16 == 0):
			set, undrawn := pen.Docs(context.Background(), a, product.Handbook{Flavor: flavor})
			var err error
			files, err = set.All()
			require.NoError(t, err)
			require.NoError(t, undrawn.Err())
		}
		for _, f := range files {
			name := "docs/" + flavor.Name + "/" + f.Path
			_, twice := out[name]
			assert.False(t, twice, "%s is written twice", name)
			out[name] = f.Content
		}
	}
	return a, out
}

func TestEverythingThatIsMadeOfAMap(t *testing.T) {
	schema := mapSchema(t)
	cores := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(cores)
	each(t, 6, 1000, func(t *testing.T, seed uint64) {
		files := made(seed)
		runtime.GOMAXPROCS(2)
		_, made := everything(t, files, seed)
		runtime.GOMAXPROCS(1)
		_, again := everything(t, files, seed)
		for _, name := range slices.Sorted(maps.Keys(made)) {
			assert.Equal(t, sha256.Sum256(made[name]), sha256.Sum256(again[name]), "%s differs from one run to the next", name)
			sound(t, name, made[name])
		}
		assert.Len(t, again, len(made))
		for _, flavor := range runbook.Flavors {
			wiki := map[string]string{}
			for name, content := range made {
				if file, ok := strings.CutPrefix(name, "docs/"+flavor.Name+"/"); ok {
					wiki[file] = string(content)
				}
			}
			if len(wiki) > 0 {
				dead := deadLinks(flavor, wiki)
				slices.Sort(dead)
				for _, link := range dead[:min(len(dead), 5)] {
					t.Errorf("%s: %s", flavor.Name, link)
				}
			}
		}
		var tree any
		require.NoError(t, json.Unmarshal(made["docs/markdown/map.json"], &tree))
		assert.NoError(t, schema.Validate(tree))
	})
}

func mapSchema(t *testing.T) *jsonschema.Schema {
	var b bytes.Buffer
	require.NoError(t, compiled.WriteSchema(&b))
	doc, err := jsonschema.UnmarshalJSON(&b)
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("map.json", doc))
	s, err := c.Compile("map.json")
	require.NoError(t, err)
	return s
}
