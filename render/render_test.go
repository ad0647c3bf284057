package render

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/render/layout"
)

// One engine serves all tests of the package.
var testEngine = &layout.Engine{Notify: func(s string) { fmt.Fprintln(os.Stderr, s) }}

func TestMain(m *testing.M) {
	code := m.Run()
	testEngine.Close()
	os.Exit(code)
}

func testViews() map[string]View {
	views := map[string]View{
		"landscape": landscapeView(), "process": processView(), "nasty-landscape": nastyLandscape(), "nasty-process": nastyProcess(),
		"teams-60": teamsOnly(60),
		"empty":    {Kind: "landscape", Title: "Nothing yet"},
	}
	for _, n := range []int{10, 40, 100} {
		views[fmt.Sprintf("landscape-%d", n)] = generatedLandscape(n)
	}
	for _, n := range []int{3, 10, 25, 40, 60} {
		views[fmt.Sprintf("process-%d", n)] = generatedProcess(n, min(6, 2+n/10))
	}
	return views
}

func TestNothingOverlaps(t *testing.T) {
	for name, v := range testViews() {
		t.Run(name, func(t *testing.T) {
			d, err := Draw(t.Context(), v, testEngine)
			require.NoError(t, err)
			assert.Empty(t, d.Violations())
			picture(t, d, name)
		})
	}
}

func write(t *testing.T, format string, v View) string {
	t.Helper()
	f, ok := FormatNamed(format)
	require.True(t, ok)
	var buf bytes.Buffer
	require.NoError(t, f.Write(context.Background(), &buf, v, Options{Engine: testEngine, Link: func(p string) string { return "../" + p + ".md" }}))
	return buf.String()
}

func TestSameBytes(t *testing.T) {
	for _, f := range Formats {
		for _, v := range []View{landscapeView(), processView(), generatedProcess(12, 3)} {
			assert.Equal(t, write(t, f.Name, v), write(t, f.Name, v), "%s of %s", f.Name, v.Title)
		}
	}
}

func TestSVGIsWellFormed(t *testing.T) {
	for name, v := range testViews() {
		out := write(t, "svg", v)
		d := xml.NewDecoder(strings.NewReader(out))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			require.NoError(t, err, name)
			if start, ok := token.(xml.StartElement); ok {
				assert.NotEqual(t, "script", start.Name.Local)
			}
		}
		assert.False(t, strings.ContainsAny(out, "\u202E\x1b\x00"), name)
		assert.False(t, strings.Contains(out, "NaN"), name)
	}
}

func TestSVGSaysWhatItIs(t *testing.T) {
	out := write(t, "svg", landscapeView())
	assert.Contains(t, out, `role="graphics-document"`)
	assert.Contains(t, out, ">IT service management</title>")
	assert.Contains(t, out, "Incident Management (Incident manager) → Problem Management (Problem manager) (Repeated incident, automated).")
	assert.Contains(t, out, `<a href="../process/incident.md" aria-label="Incident Management, Incident manager">`)
}

func TestViewsWithLooseEndsAreRefused(t *testing.T) {
	v := landscapeView()
	v.Edges = append(v.Edges, Edge{From: "process.incident", To: "process.nowhere"})
	v.Nodes = append(v.Nodes, v.Nodes[0])
	_, err := Draw(t.Context(), v, testEngine)
	assert.EqualError(t, err, "the view has two nodes process.monitoring\nthe edge from process.incident to process.nowhere lacks an end")
}
