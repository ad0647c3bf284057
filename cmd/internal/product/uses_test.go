package product

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/lang"
	"handoff/render/runbook"
)

// usedElsewhere are the arguments of handoff.hcl whose effect is not in findings and pages, and where it is tested.
var usedElsewhere = map[string]string{
	"workspace.imports": "what may be imported: testdata/cmd/imports.txtar",
	"check.edition":     "which rules run: check, TestEditions",
	"check.fail_on":     "the exit status: testdata/cmd/check.txtar",
	"docs.flavor":       "which files are written: testdata/cmd/docs_audience.txtar",
	"docs.audience":     "of which map the pages are made: testdata/cmd/docs_audience.txtar",
	"docs.leave_out":    "what public pages leave out: TestPublicPagesTellNobodysNumber",
	"source":            "what a log comes to: graph/kpi, TestEveryArgumentOfASourceMatters",
}

// given is one place where a map gives an argument.
type given struct {
	dir, file string
	from, to  int // bytes
}

// Every argument of the language is used: taken out of a map that gives it, somebody can tell by another finding of a rule or another page. What a row
// of the language says it is used by is a claim; this is the proof. A new argument fails the test until one of the two maps gives it at a place
// where it matters.
func TestEveryArgumentMatters(t *testing.T) {
	workspaces := map[string]fstest.MapFS{}
	findings, pages := map[string]string{}, map[string]func() string{}
	places := map[string][]given{}
	for _, dir := range []string{"../../../testdata/language", "../../../testdata/render/runbook/map"} {
		workspaces[dir] = files(t, dir)
		findings[dir], pages[dir] = told(workspaces[dir])
		for file, content := range workspaces[dir] {
			kinds := lang.BlockTypes()
			if file == lang.SettingsFile {
				kinds = lang.SettingsTypes()
			} else if !strings.HasSuffix(file, ".handoff.hcl") {
				continue
			}
			parsed, diags := hclsyntax.ParseConfig(content.Data, file, hcl.InitialPos)
			require.False(t, diags.HasErrors(), diags)
			givenIn(parsed.Body.(*hclsyntax.Body), kinds, func(argument string, at hcl.Range) {
				places[argument] = append(places[argument], given{dir, file, at.Start.Byte, at.End.Byte})
			})
		}
	}
	for _, argument := range arguments() {
		if usedElsewhere[argument] != "" {
			continue
		}
		if assert.NotEmpty(t, places[argument], "%s: no test map gives it", argument) {
			assert.True(t, slices.ContainsFunc(places[argument], func(p given) bool {
				changed := maps.Clone(workspaces[p.dir])
				changed[p.file] = &fstest.MapFile{Data: blanked(changed[p.file].Data, p.from, p.to)}
				found, made := told(changed)
				return found != findings[p.dir] || made() != pages[p.dir]()
			}), "%s: nobody can tell whether a map gives it: %v", argument, places[argument])
		}
	}
}

// files are those of a folder, in memory.
func files(t *testing.T, dir string) fstest.MapFS {
	out := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(os.DirFS(dir), path)
		out[path] = &fstest.MapFile{Data: content}
		return err
	}))
	return out
}

// told are what the rules find in a map, and the pages, which are only made when asked for. That an argument is missing or does not compile is no use
// of it.
func told(fsys fs.FS) (findings string, pages func() string) {
	m := lang.Load(fsys, lang.Options{Import: func(_, source string) (fs.FS, string, error) {
		inside, err := fs.Sub(fsys, path.Clean(source))
		return inside, source, err
	}})
	a := analysis.Of(m, analysis.All(), check.Options{Today: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)})
	for _, f := range a.Findings {
		if !check.Always(f.Rule) {
			findings += fmt.Sprintln(f.Severity, f.Rule, f.Range, f.Summary, f.Detail, f.Help)
		}
	}
	return findings, sync.OnceValue(func() string {
		var out strings.Builder
		for _, f := range runbook.Flavors[0].Files(runbook.Book{Pages: pagesOf(a, nil)}, "") {
			fmt.Fprintf(&out, "%s\n%s\n", f.Path, f.Content)
		}
		return out.String()
	})
}

// blanked is a text without one of its parts; all others stay where they are.
func blanked(text []byte, from, to int) []byte {
	out := slices.Clone(text)
	for k := from; k < to; k++ {
		if out[k] != '\n' {
			out[k] = ' '
		}
	}
	return out
}

// givenIn tells of all arguments that a body gives.
func givenIn(body *hclsyntax.Body, kinds []*lang.BlockType, tell func(argument string, at hcl.Range)) {
	for _, block := range body.Blocks {
		i := slices.IndexFunc(kinds, func(k *lang.BlockType) bool { return k.Name == block.Type })
		if i < 0 {
			continue
		}
		kind := kinds[i]
		for _, a := range block.Body.Attributes {
			tell(nameOf(kind, a.Name), a.SrcRange)
		}
		var inside []*lang.BlockType
		for _, inner := range kind.Blocks {
			inside = append(inside, inner.Type)
		}
		givenIn(block.Body, inside, tell)
	}
}

// nameOf names an argument: "process.owner", "*.title" for one that all named blocks take, "matrix: its lines" for one that is in no row.
func nameOf(kind *lang.BlockType, name string) string {
	is := func(a lang.Argument) bool { return a.Name == name }
	switch {
	case slices.ContainsFunc(kind.Arguments, is):
		return kind.Name + "." + name
	case kind.Named && slices.ContainsFunc(lang.CommonArguments(), is):
		return "*." + name
	}
	return kind.Name + ": its lines"
}

// arguments are all that a map and its settings may give.
func arguments() []string {
	var out []string
	for _, a := range lang.CommonArguments() {
		out = append(out, "*."+a.Name)
	}
	var walk func(kind *lang.BlockType)
	walk = func(kind *lang.BlockType) {
		if usedElsewhere[kind.Name] != "" {
			return
		}
		for _, a := range kind.Arguments {
			if name := kind.Name + "." + a.Name; !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
		if name := kind.Name + ": its lines"; kind.Rest != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
		for _, inner := range kind.Blocks {
			walk(inner.Type)
		}
	}
	for _, kind := range slices.Concat(lang.BlockTypes(), lang.SettingsTypes()) {
		walk(kind)
	}
	return out
}
