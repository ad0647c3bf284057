package product

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/workspace"
	"handoff/lang/mapgen"
	"handoff/render"
	"handoff/render/layout"
	"handoff/render/output"
	"handoff/render/runbook"
)

var pen = Pen{Engine: &layout.Engine{Notify: func(s string) { fmt.Fprintln(os.Stderr, s) }}}

var plain = Handbook{Flavor: runbook.Flavors[0]}

func TestMain(m *testing.M) {
	code := m.Run()
	pen.Engine.Close()
	os.Exit(code)
}

func analyse(t *testing.T, dir string) *analysis.Analysis {
	t.Helper()
	w, err := workspace.Open(dir)
	require.NoError(t, err)
	defer w.Close()
	a, err := analysis.Run(w, analysis.All(), check.Options{})
	require.NoError(t, err)
	return a
}

var (
	markdownLink = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	svgLink      = regexp.MustCompile(`href="([^"]+)"`)
)

// held is a set with all its files, and what could not be drawn of it.
func held(set output.Set, undrawn *Undrawn) (output.Set, error) {
	files, err := set.All()
	set.Files, set.More = files, nil
	return set, errors.Join(err, undrawn.Err())
}

// deadLinks returns the links within a set that lead to no file of it.
func deadLinks(set output.Set) []string {
	there := map[string]bool{}
	text := map[string]string{}
	for _, f := range set.Files {
		there[f.Path], text[f.Path] = true, string(f.Content)
	}
	var dead []string
	for _, f := range set.Files {
		pattern := markdownLink
		switch path.Ext(f.Path) {
		case ".svg":
			pattern = svgLink
		case ".md":
		default:
			continue
		}
		for _, m := range pattern.FindAllStringSubmatch(string(f.Content), -1) {
			u, err := url.Parse(m[1])
			if err != nil || u.Scheme != "" || u.Path == "" {
				continue
			}
			to := path.Join(path.Dir(f.Path), u.Path)
			if !there[to] || u.Fragment != "" && !strings.Contains(text[to], `<a id="`+u.Fragment+`">`) {
				dead = append(dead, f.Path+" → "+m[1])
			}
		}
	}
	return dead
}

// links are all links of the pictures of a set.
func links(set output.Set) string {
	var b strings.Builder
	for _, f := range set.Files {
		for _, m := range svgLink.FindAllStringSubmatch(string(f.Content), -1) {
			b.WriteString(m[1] + "\n")
		}
	}
	return b.String()
}

func TestEveryLinkOfABuildLeadsSomewhere(t *testing.T) {
	for _, example := range []string{"itil", "broken"} {
		a := analyse(t, filepath.Join("..", "..", "..", "examples", example))
		set, err := held(pen.Build(t.Context(), a, plain))
		require.NoError(t, err)
		assert.Empty(t, deadLinks(set), example)
		assert.Contains(t, links(set), "#step-", "steps in pictures lead to where they are told")
		docs, err := held(pen.Docs(t.Context(), a, plain))
		require.NoError(t, err)
		assert.Empty(t, deadLinks(docs), example)
	}
}

// A map too large for one landscape has one for each team, on the page of the team.
func TestLargeMapsHaveAPictureForEachTeam(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, mapgen.Generate(render.LandscapeLimit+5)))
	set, err := held(pen.Docs(t.Context(), analyse(t, dir), plain))
	require.NoError(t, err)
	assert.Empty(t, deadLinks(set))
	files := map[string]string{}
	for _, f := range set.Files {
		files[f.Path] = string(f.Content)
	}
	assert.Contains(t, files["team/team_000.md"], "../diagrams/team/team_000.svg")
	assert.Contains(t, files["diagrams/team/team_000.svg"], `href="../../process/process_0000.md"`)
	assert.Contains(t, files["diagrams/landscape.svg"], ">team<")
}

// However large the map, the interactive page says of each process who does what in it, and who is told when nothing happens.
func TestEveryProcessHasItsTabs(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, mapgen.Generate(render.LandscapeLimit+5)))
	views, err := album(analyse(t, dir).Graph)
	require.NoError(t, err)
	tabs := map[string][]string{}
	for _, v := range views {
		tabs[v.Page] = append(tabs[v.Page], v.label)
	}
	for k := range render.LandscapeLimit + 4 { // the last hands nothing on
		assert.Equal(t, []string{"Swimlane", "RACI", "Escalation"}, tabs[fmt.Sprintf("process/process_%04d", k)])
	}
}

// A map that tries to be trouble: reserved file names, capitals, other scripts.
func TestNamesAreNoTrouble(t *testing.T) {
	dir := t.TempDir()
	text := ""
	for _, name := range []string{"con", "Con", "aux", "größe", "日本", "a-b", strings.Repeat("x", 300)} {
		text += fmt.Sprintf("process %q {\n  title = %q\n  step \"s\" {}\n}\n", name, "T "+name)
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.handoff.hcl"), []byte(text), 0o666))
	a := analyse(t, dir)
	require.Empty(t, a.Map.Findings)
	set, err := held(pen.Build(t.Context(), a, plain))
	require.NoError(t, err)
	assert.Empty(t, deadLinks(set))
	_, err = set.Write(filepath.Join(dir, "out"))
	assert.NoError(t, err)
}

func TestWithoutAWorkerNoPageShowsWhatIsNotThere(t *testing.T) {
	a := analyse(t, filepath.Join("..", "..", "..", "examples", "itil"))
	set, err := held(Pen{Engine: &layout.Engine{Worker: filepath.Join(t.TempDir(), "nothing")}}.Build(t.Context(), a, plain))
	require.ErrorIs(t, err, layout.ErrNoWorker)
	assert.Empty(t, deadLinks(set))
	for _, f := range set.Files {
		assert.NotEqual(t, "diagrams/landscape.svg", f.Path)
	}
}
