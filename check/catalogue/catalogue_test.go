package catalogue

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/finding/want"
	"handoff/lang/mapgen"
)

const testMaps = "../../testdata/check"

// today is the day on which the test maps are looked at.
var today = time.Date(2026, time.November, 25, 0, 0, 0, 0, time.UTC)

// load reads a workspace from disk; imports may lead anywhere, for these are our own maps.
func load(dir string) *lang.Map {
	open := func(from, source string) (fs.FS, string, error) {
		to := filepath.Join(from, filepath.FromSlash(source))
		_, err := os.Stat(to)
		return os.DirFS(to), to, err
	}
	return lang.Load(os.DirFS(dir), lang.Options{Import: open, ID: dir})
}

func run(m *lang.Map, rules ...*check.Rule) check.Report {
	asked := make([]*check.Rule, len(rules))
	for k, r := range rules {
		asked[k] = r.Asked()
	}
	return check.Run(m, graph.Build(m), asked, check.Options{Today: today, Catalogue: Rules})
}

// TestRules runs every rule, alone, on the maps of its folder, and compares what it finds with the comments there:
//
//	output "lost" {} # want "no interface takes it"
//
// says that the rule reports something on this line whose text contains that; `# want some/id "…"` expects another id, such as that of
// a compile error. Whatever is not expected fails, and so does what is expected and not found. A comment `# silent: …` says why the rule
// keeps quiet about what follows; every folder has one. A directory with a handoff.hcl is a map of its own.
func TestRules(t *testing.T) {
	for _, rule := range Rules {
		t.Run(rule.ID, func(t *testing.T) {
			root := filepath.Join(testMaps, filepath.FromSlash(rule.ID))
			fired, silent := 0, 0
			for _, dir := range workspaces(t, root) {
				f, s := checkMap(t, rule, dir)
				fired, silent = fired+f, silent+s
			}
			assert.NotZero(t, fired, "the rule never fires in %s", root)
			assert.NotZero(t, silent, "there is no case in %s in which it is silent, with `# silent: why`", root)
		})
	}
}

// workspaces are a directory and those below it that are maps of their own.
func workspaces(t *testing.T, root string) []string {
	var out []string
	require.NoError(t, filepath.WalkDir(root, func(p string, entry fs.DirEntry, err error) error {
		if err == nil && (p == root || !entry.IsDir() && entry.Name() == lang.SettingsFile) {
			if p != root {
				p = filepath.Dir(p)
			}
			if !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
		return err
	}))
	return out
}

// checkMap holds what a rule finds in one map to the comments there.
func checkMap(t *testing.T, rule *check.Rule, dir string) (fired, silent int) {
	m := load(dir)
	var wanted []want.Expectation
	for _, file := range m.Files {
		silent += strings.Count(string(file.Source), "# silent: ")
		list, err := want.Parse(file.Path, file.Source)
		require.NoError(t, err)
		for _, w := range list {
			if w.Rule == "" {
				w.Rule = rule.ID
			}
			wanted = append(wanted, w)
		}
	}
	found := finding.Unfold(run(m, rule).Findings)
	for _, difference := range want.Compare(wanted, found) {
		t.Errorf("%s/%s", filepath.ToSlash(dir), difference)
	}
	prints := map[string]bool{}
	for _, f := range found {
		if f.Rule == rule.ID {
			fired++
			wellMade(t, m, f)
			assert.False(t, prints[f.Fingerprint], "%s: two findings have one fingerprint: %s", dir, f.Detail)
			prints[f.Fingerprint] = true
		}
	}
	return fired, silent
}

// wellMade holds a finding to what all of them promise.
func wellMade(t *testing.T, m *lang.Map, f finding.Finding) {
	t.Helper()
	assert.NotNil(t, m.Lookup(f.Address), "%s: %q is no address of the map", f.Rule, f.Address)
	assert.NotNil(t, m.File(f.Range.File), "%s points into no file of the map", f.Rule)
	assert.NotEmpty(t, f.Help, "%s does not say what to do", f.Rule)
	assert.NotContains(t, f.Summary, "`", "%s: names belong in the detail, not in the summary", f.Rule)
	for _, s := range []string{f.Detail, f.Help} {
		assert.Regexp(t, `[.?!]$`, s, "%s: not a full sentence", f.Rule)
	}
	for _, r := range f.Related {
		assert.False(t, r.Range.IsZero(), "%s: related %q points nowhere", f.Rule, r.Message)
	}
}

// TestPages holds the examples on a rule's page to what they show: bad ones fire, good ones do not, and both are whole maps.
func TestPages(t *testing.T) {
	for _, rule := range Rules {
		t.Run(rule.ID, func(t *testing.T) {
			assert.NotEmpty(t, rule.Title)
			assert.NotEmpty(t, rule.What)
			assert.NotEmpty(t, rule.Why)
			assert.NotZero(t, rule.Asked().Severity.Rank(), "a severity of its own")
			for _, text := range []string{rule.What, rule.Why} {
				assert.True(t, strings.HasSuffix(text, "."), "full sentences: %s", text)
			}
			bad, good := page(t, rule, rule.Bad), page(t, rule, rule.Good)
			assert.NotEmpty(t, bad, "the bad example is good")
			assert.Empty(t, good, "the good example is bad")
		})
	}
}

// fileMark begins another file in an example, as in txtar archives.
var fileMark = regexp.MustCompile(`(?m)^-- (\S+) --\n`)

func page(t *testing.T, rule *check.Rule, text string) []finding.Finding {
	files, name, from := fstest.MapFS{}, "example.handoff.hcl", 0
	for _, m := range append(fileMark.FindAllStringSubmatchIndex(text, -1), []int{len(text), len(text)}) {
		files[name] = &fstest.MapFile{Data: []byte(text[from:m[0]])}
		if len(m) > 2 {
			name, from = text[m[2]:m[3]], m[1]
		}
	}
	m := lang.Load(files, lang.Options{})
	require.Empty(t, m.Findings, "the example does not compile")
	return run(m, rule).Findings
}

// TestOnePlace holds rules to one name everywhere: check/GROUP/rule_name.go, testdata/check/GROUP/rule-name, and a line in the list.
func TestOnePlace(t *testing.T) {
	known, groups := map[string]bool{}, map[string]bool{}
	for _, rule := range Rules {
		assert.Regexp(t, `^[a-z]+/[a-z]+(-[a-z]+)*$`, rule.ID)
		assert.False(t, known[rule.ID], "%s is in the list twice", rule.ID)
		known[rule.ID] = true
		group, name, _ := strings.Cut(rule.ID, "/")
		groups[group] = true
		assert.FileExists(t, filepath.Join("..", group, strings.ReplaceAll(name, "-", "_")+".go"), "%s has no file of its own", rule.ID)
		assert.DirExists(t, filepath.Join(testMaps, group, name), "%s has no maps to be tested on", rule.ID)
	}
	files, err := filepath.Glob("../*/*.go")
	require.NoError(t, err)
	for _, file := range files {
		file = filepath.ToSlash(file)
		group, name := path.Base(path.Dir(file)), strings.TrimSuffix(path.Base(file), ".go")
		if !groups[group] || name == group || strings.HasSuffix(name, "_test") {
			continue // what the rules of a group share stands in the file of its name
		}
		id := group + "/" + strings.ReplaceAll(name, "_", "-")
		assert.True(t, known[id], "%s is not in the list", id)
	}
	folders, err := filepath.Glob(testMaps + "/*/*")
	require.NoError(t, err)
	for _, folder := range folders {
		folder = filepath.ToSlash(folder)
		id := path.Base(path.Dir(folder)) + "/" + path.Base(folder)
		assert.True(t, known[id], "the maps in testdata/check/%s belong to no rule", id)
	}
}

// TestExamples: the map worth copying has nothing wrong with it.
func TestExamples(t *testing.T) {
	for _, f := range run(load("../../examples/itil"), Rules...).Findings {
		assert.NotEqual(t, finding.Error, f.Severity, "%s:%d %s: %s", f.Range.File, f.Range.Start.Line, f.Rule, f.Detail)
		assert.NotEqual(t, finding.Warning, f.Severity, "%s:%d %s: %s", f.Range.File, f.Range.Start.Line, f.Rule, f.Detail)
	}
}

func BenchmarkRun(b *testing.B) {
	for _, n := range mapgen.Sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			m := lang.Load(mapgen.Generate(n), lang.Options{})
			g := graph.Build(m)
			b.ReportAllocs()
			for b.Loop() {
				check.Run(m, g, Rules, check.Options{Today: today})
			}
		})
	}
}
