// Package architecture holds the repository to its shape: which room may look into which, and what lies at the top. It has only tests.
package architecture

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const root = "../../.."

type goPackage struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", "./...")
	cmd.Dir = root
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	require.NoError(t, err)
	var list []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p goPackage
		require.NoError(t, dec.Decode(&p))
		list = append(list, p)
	}
	require.NotEmpty(t, list)
	return list
}

// room is the top-level folder of one of our packages, or "".
func room(path string) string {
	rest, ours := strings.CutPrefix(path, "handoff/")
	if !ours {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	return name
}

// lang ─▶ graph ─▶ check ─▶ cmd, and graph ─▶ render ─▶ cmd: what each room may look into beside itself.
var mayImport = map[string][]string{
	"lang":   {},
	"graph":  {"lang"},
	"check":  {"lang", "graph"},
	"render": {"lang", "graph"},
	"cmd":    {"lang", "graph", "check", "render"},
}

func TestImportsGoOneWay(t *testing.T) {
	for _, p := range packages(t) {
		from := room(p.ImportPath)
		allowed, known := mayImport[from]
		if !assert.True(t, known, "%s lies in no room of the house", p.ImportPath) {
			continue
		}
		for _, i := range p.Imports {
			if to := room(i); to != "" && to != from {
				assert.Contains(t, allowed, to, "%s imports %s", p.ImportPath, i)
			}
		}
	}
}

// The layout engine, the largest thing there is and the slowest to start, is linked by the worker only.
func TestOnlyTheWorkerLinksGraphviz(t *testing.T) {
	for _, p := range packages(t) {
		links := slices.ContainsFunc(p.Deps, func(d string) bool { return strings.HasPrefix(d, "github.com/goccy/go-graphviz") })
		assert.Equal(t, p.ImportPath == "handoff/cmd/handoff-layout", links, p.ImportPath)
	}
}

func TestTopLevel(t *testing.T) {
	want := []string{"cmd", "lang", "graph", "check", "render", "examples", "testdata", "go.mod", "go.sum", "README.md", "LICENSE"}
	entries, err := os.ReadDir(root)
	require.NoError(t, err)
	var got []string
	for _, e := range entries {
		// What .gitignore names is made by hand or by a build, and is not part of the repository.
		if name := e.Name(); !strings.HasPrefix(name, ".") && !ignored(t, name) {
			got = append(got, name)
		}
	}
	assert.ElementsMatch(t, want, got)
}

func ignored(t *testing.T, name string) bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, ".gitignore"))
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		if match, _ := filepath.Match(strings.Trim(strings.TrimSpace(line), "/"), name); match {
			return true
		}
	}
	return false
}

// Two programs that sit side by side, and no others.
func TestPrograms(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join(root, "cmd"))
	require.NoError(t, err)
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	assert.Equal(t, []string{"handoff", "handoff-layout", "internal"}, got)
}
