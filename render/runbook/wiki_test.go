package runbook

import (
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/mapgen"
	"handoff/render/address"
	"handoff/render/output"
)

const goldenDir = "../../testdata/render/runbook"

// bakery is the small map whose wiki is kept under testdata, to be read by people.
func bakery(t testing.TB) *lang.Map {
	t.Helper()
	m := lang.Load(os.DirFS(filepath.Join(goldenDir, "map")), lang.Options{})
	require.Empty(t, m.Findings)
	return m
}

var bakeryFindings = []finding.Finding{
	{Rule: "owner/no-accountable", Severity: finding.Error, Summary: "Nobody is accountable for a step", Detail: "Nobody answers for `process.baking.step.knead`.", Help: "Give it an accountable role.",
		Address: "process.baking.step.knead", Range: finding.Range{File: "bakehouse.handoff.hcl", Start: finding.Pos{Line: 43}}},
	{Rule: "style/missing-title", Severity: finding.Warning, Summary: "No title", Address: "artifact.batch.field.oven", Range: finding.Range{File: "bakehouse.handoff.hcl", Start: finding.Pos{Line: 30}}},
	{Rule: "owner/no-deputy", Severity: finding.Info, Summary: "No deputy", Detail: "Nobody stands in for role.baker.", Address: "role.baker"},
}

func TestTheBakerysHandbook(t *testing.T) {
	files := wiki(bakery(t), bakeryFindings, Options{Pictures: map[string]string{address.Home: "../diagrams/landscape.svg", "process/order_taking": "../diagrams/process/order_taking.svg"}})
	checkLinks(t, files)
	folder := filepath.Join(goldenDir, "wiki")
	if os.Getenv("HANDOFF_UPDATE") == "1" {
		require.NoError(t, os.RemoveAll(folder))
		for name, content := range files {
			require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o777))
			require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o666))
		}
	}
	want := map[string]string{}
	require.NoError(t, fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			content, err := os.ReadFile(filepath.Join(folder, name))
			want[name] = strings.ReplaceAll(string(content), "\r\n", "\n")
			return err
		}
		return err
	}))
	var names []string
	for name := range want {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		assert.Equal(t, want[name], files[name], "%s is stale; read what has changed, then: HANDOFF_UPDATE=1 go test ./render/runbook", name)
	}
	assert.Len(t, files, len(want), "pages that are not kept under %s; HANDOFF_UPDATE=1 go test ./render/runbook", folder)
}

func load(t testing.TB, text string) *lang.Map {
	t.Helper()
	m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(text)}}, lang.Options{})
	require.Empty(t, m.Findings)
	return m
}

func TestAMovedProcessKeepsItsNotes(t *testing.T) {
	dir := t.TempDir()
	write := func(m *lang.Map) output.Report {
		report, err := Output(Book{Pages: Pages(m, graph.Build(m), nil, Options{})}, m, Flavors[0], "wiki").Write(dir)
		require.NoError(t, err)
		require.Empty(t, report.Conflicts)
		return report
	}
	write(load(t, `process "a" { title = "A" }`))
	page := filepath.Join(dir, "wiki", "process", "a.md")
	content, err := os.ReadFile(page)
	require.NoError(t, err)
	edited := strings.Replace(string(content), "_What has helped before: write it here._", "Pull the **plug**.", 1)
	require.NotEqual(t, string(content), edited)
	require.NoError(t, os.WriteFile(page, []byte(edited), 0o666))

	assert.Empty(t, write(load(t, `process "a" { title = "A" }`)).Written, "a note is no reason to write the page")
	moved := load(t, "process \"b\" { title = \"B\" }\nmoved {\n  from = process.a\n  to = process.b\n}")
	assert.Contains(t, write(moved).Written, "wiki/process/a.md")
	content, err = os.ReadFile(page)
	require.NoError(t, err)
	assert.Equal(t, "# Moved: B\n\nThis page has moved to [B](b.md).\n", string(content))
	content, err = os.ReadFile(filepath.Join(dir, "wiki", "process", "b.md"))
	require.NoError(t, err)
	assert.Contains(t, string(content), "Pull the **plug**.")

	assert.Equal(t, []string{"process.b/known-fixes"}, write(load(t, `process "c" { title = "C" }`)).Parked)
	content, err = os.ReadFile(filepath.Join(dir, "wiki", "orphaned-notes.md"))
	require.NoError(t, err)
	assert.Contains(t, string(content), "Pull the **plug**.")
}

func TestAnEmptyMapHasAHomePage(t *testing.T) {
	files := wiki(&lang.Map{}, nil, Options{})
	assert.Contains(t, files, "README.md")
	checkLinks(t, files)
}

func TestABrokenMapStillHasPages(t *testing.T) {
	m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: []byte(`
process "a" {
  owner = role.nobody
  team  = team.none
  input "x" { artifact = artifact.none }
  step "s" {
    by   = role.nobody
    next = step.none
    branch { when = nothing.at == "all" }
  }
}
interface "i" {
  from = process.a.output.none
  to   = process.b.input.none
  via  = system.none
  on   = event.none
}
service "s" { flow = [interface.none] }
`)}}, lang.Options{})
	require.NotEmpty(t, m.Findings)
	files := wiki(m, m.Findings, Options{})
	checkLinks(t, files)
	assert.Contains(t, files["process/a.md"], "`role.nobody`", "what was written is shown")
}

func TestNamesThatDifferInCapitalsHavePagesOfTheirOwn(t *testing.T) {
	m := load(t, "process \"con\" { title = \"x\" }\nprocess \"Con\" { title = \"x\" }\nprocess \"CON\" { title = \"x\" }")
	_, err := Output(Book{Pages: Pages(m, graph.Build(m), nil, Options{})}, m, Flavors[0], "").Write(t.TempDir())
	assert.NoError(t, err)
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{"<= 30m": "at most 30 minutes", ">= 95 %": "at least 95 %", "< 2": "less than 2", "many": "many"} {
		assert.Equal(t, want, target(in))
	}
	for _, c := range []struct {
		days []string
		want string
	}{
		{nil, "every day"}, {[]string{"mon", "tue", "wed", "thu", "fri"}, "Monday to Friday"}, {[]string{"sat", "sun"}, "Saturday and Sunday"},
		{[]string{"mon", "wed", "fri"}, "Monday, Wednesday and Friday"}, {[]string{"sun"}, "Sunday"}, {[]string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}, "every day"},
	} {
		assert.Equal(t, c.want, dayRange(c.days))
	}
}

func BenchmarkPages(b *testing.B) {
	m := lang.Load(mapgen.Generate(100), lang.Options{})
	g := graph.Build(m)
	b.ReportAllocs()
	for b.Loop() {
		Flavors[0].Files(Book{Pages: Pages(m, g, nil, Options{})}, "")
	}
}

func TestImportedPartsAreNamedAndHaveNoPages(t *testing.T) {
	bank := fstest.MapFS{"bank.handoff.hcl": {Data: []byte("artifact \"money\" {\n  title = \"Money\"\n  field \"sum\" { type = number }\n}\nprocess \"paying\" {\n  title = \"Pay out\"\n  input \"claim\" { artifact = artifact.money }\n}\n")}}
	m := lang.Load(fstest.MapFS{
		"handoff.hcl": {Data: []byte("workspace {\n  name = \"Claims\"\n}\n")},
		"map.handoff.hcl": {Data: []byte(`
import "bank" { source = "../bank" }
process "claims" {
  title = "Claims"
  output "settled" { artifact = bank.artifact.money }
}
interface "settle" {
  title = "A claim is paid"
  from  = process.claims.output.settled
  to    = bank.process.paying.input.claim
}
`)}}, lang.Options{Import: func(string, string) (fs.FS, string, error) { return bank, "bank", nil }})
	require.Empty(t, m.Findings)
	files := wiki(m, nil, Options{})
	checkLinks(t, files)
	assert.Contains(t, files["process/claims.md"], "To Pay out: Money")
	for name := range files {
		assert.NotContains(t, name, "paying")
	}
}

func TestAWikiIsCurrentUntilItsMapChanges(t *testing.T) {
	dir := t.TempDir()
	m := bakery(t)
	set := Output(Book{Pages: Pages(m, graph.Build(m), nil, Options{})}, m, Flavors[0], "")
	stale, files, err := set.Stale(dir)
	require.NoError(t, err)
	assert.Len(t, stale, files)
	_, err = set.Write(dir)
	require.NoError(t, err)
	stale, _, err = set.Stale(dir)
	require.NoError(t, err)
	assert.Empty(t, stale)
	changed := Output(Book{Pages: Pages(m, graph.Build(m), bakeryFindings, Options{})}, m, Flavors[0], "")
	stale, _, err = changed.Stale(dir)
	require.NoError(t, err)
	assert.Contains(t, stale, output.Change{Path: "findings.md", Kind: output.Changed})
}

func TestLongTextsInACellAreNotLost(t *testing.T) {
	m := load(t, "system \"s\" {\n  fallback = <<-MD\n    1. Phone the bank.\n    2. Write it down.\n  MD\n}\nprocess \"p\" {\n  step \"a\" { uses = [system.s] }\n}\n")
	page := wiki(m, nil, Options{})["process/p.md"]
	assert.Contains(t, page, "1. Phone the bank. 2. Write it down.")
}

// Every map that the tests of other packages keep, broken ones included, has a wiki without dead links.
func TestEveryTestMapHasAWiki(t *testing.T) {
	seen := 0
	require.NoError(t, filepath.WalkDir("../../testdata", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".handoff.hcl") {
			return err
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		seen++
		m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: source}}, lang.Options{})
		checkLinks(t, wiki(m, m.Findings, Options{}))
		if t.Failed() {
			t.Log("in ", name)
			return filepath.SkipAll
		}
		return nil
	}))
	assert.NotZero(t, seen)
}
