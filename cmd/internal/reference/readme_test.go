package reference_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/report"
	"handoff/cmd/internal/workspace"
	"handoff/render"
	"handoff/render/layout"
)

// analyse checks an example with every rule.
func analyse(t *testing.T, example string) *analysis.Analysis {
	t.Helper()
	w, err := workspace.Open(filepath.Join("..", "..", "..", "examples", example))
	require.NoError(t, err)
	defer w.Close()
	a, err := analysis.Run(w, analysis.All(), check.Options{})
	require.NoError(t, err)
	return a
}

var tour = regexp.MustCompile(`(?s)(<!-- tour:begin[^\n]*-->\n).*(<!-- tour:end -->)`)

// shownAtOnce is how many findings the README shows before it asks the reader to unfold the rest.
const shownAtOnce = 4

// The README's tour is what `handoff check examples/broken` finds: the first few as it prints them, the others in a line each.
func TestReadmeTourIsCurrent(t *testing.T) {
	a := analyse(t, "broken")
	r := &report.Report{Source: a.Map.File, Findings: a.Findings, Scope: report.Scope{Files: a.Files, Processes: a.Processes, Interfaces: a.Interfaces, Rules: a.Rules}}
	print := func(first, last int) string {
		part := *r
		part.Findings = r.Findings[first:last]
		var b bytes.Buffer
		require.NoError(t, report.Text.Write(&b, &part, report.Style{Whole: analysis.RuleIDs()}))
		return b.String()
	}
	cut := func(text string) string { // without the line of counts
		return strings.TrimSpace(text[:strings.LastIndex(strings.TrimSpace(text), "\n")])
	}
	require.Greater(t, len(r.Findings), shownAtOnce)
	all := print(0, len(r.Findings))
	summary := strings.TrimSpace(all[strings.LastIndex(strings.TrimSpace(all), "\n"):])
	var rest strings.Builder
	for _, f := range r.Findings[shownAtOnce:] {
		fmt.Fprintf(&rest, "%s:%d: %s[%s]: %s\n", f.Range.File, f.Range.Start.Line, f.Severity, f.Rule, f.Summary)
	}
	text := "\n```text\n" + cut(print(0, shownAtOnce)) + "\n```\n\n<details>\n<summary>The others, in a line each</summary>\n\n```text\n" +
		rest.String() + "\n" + summary + "\n```\n\n</details>\n\n"

	file := filepath.Join("..", "..", "..", "README.md")
	readme, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Regexp(t, tour, string(readme))
	want := tour.ReplaceAllStringFunc(string(readme), func(old string) string {
		m := tour.FindStringSubmatch(old)
		return m[1] + text + m[2]
	})
	if os.Getenv("HANDOFF_UPDATE") == "1" {
		require.NoError(t, os.WriteFile(file, []byte(want), 0o666))
		return
	}
	assert.True(t, want == string(readme), "the tour in README.md is stale; write it anew with: HANDOFF_UPDATE=1 go test ./cmd/internal/reference")
}

// gallery are the pictures of examples/itil that the README shows: the file, the view, and what it is of.
var gallery = [][3]string{
	{"landscape.svg", "landscape", ""},
	{"service.svg", "service", "service.alert_to_prevention"},
	{"process.svg", "process", "process.incident_management"},
	{"interface.svg", "interface", "interface.incident_to_problem"},
	{"raci.svg", "raci", "process.incident_management"},
	{"escalation.svg", "escalation", "interface.incident_to_problem"},
}

func TestGalleryIsCurrent(t *testing.T) {
	engine := &layout.Engine{}
	defer engine.Close()
	svg, _ := render.FormatNamed("svg")
	g := analyse(t, "itil").Graph
	for _, picture := range gallery {
		p, ok := render.PerspectiveNamed(picture[1])
		require.True(t, ok, picture[1])
		v, err := p.Build(g, picture[2])
		require.NoError(t, err)
		var b bytes.Buffer
		require.NoError(t, svg.Write(t.Context(), &b, v, render.Options{Engine: engine}))
		file := filepath.Join("..", "..", "..", "examples", "itil", picture[0])
		if os.Getenv("HANDOFF_UPDATE") == "1" {
			require.NoError(t, os.WriteFile(file, b.Bytes(), 0o666))
			continue
		}
		got, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.True(t, b.String() == string(got), "examples/itil/%s is stale; write it anew with: HANDOFF_UPDATE=1 go test ./cmd/internal/reference", picture[0])
	}
}
