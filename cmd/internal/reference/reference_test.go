package reference

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/cmd/internal/analysis"
	"handoff/lang"
)

// The copies in the repository, for people who read it there.
func TestCopiesAreCurrent(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	for path, want := range map[string]string{
		"lang/REFERENCE.md": Language(),
		"check/RULES.md":    Rules(analysis.Every()),
	} {
		file := filepath.Join(root, filepath.FromSlash(path))
		if os.Getenv("HANDOFF_UPDATE") == "1" {
			require.NoError(t, os.WriteFile(file, []byte(want), 0o666))
		}
		got, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.True(t, want == string(got), "%s is stale; write it anew with: HANDOFF_UPDATE=1 go test ./cmd/internal/reference", path)
	}
}

func TestEveryPageCanBeExplained(t *testing.T) {
	for _, id := range IDs(analysis.Every()) {
		page, err := Page(analysis.Every(), id)
		require.NoError(t, err)
		assert.True(t, strings.HasPrefix(page, "# "+id+"\n"), id)
	}
	_, err := Page(analysis.Every(), "reference/unknwn")
	assert.ErrorContains(t, err, "did you mean reference/unknown?")
}

// What the code of lang can report and what is explained are one list.
func TestCompileErrorsAreThoseOfTheCode(t *testing.T) {
	id := regexp.MustCompile(`^(syntax|reference|type)/[a-z-]+$`)
	var reported, explained []string
	dir := filepath.Join("..", "..", "..", "lang")
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || entry.Name() == "compile_errors.go" {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && id.MatchString(s) {
					reported = append(reported, s)
				}
			}
			return true
		})
		return nil
	}))
	for _, e := range lang.CompileErrors {
		explained = append(explained, e.ID)
	}
	slices.Sort(reported)
	assert.ElementsMatch(t, slices.Compact(reported), explained)
}

func TestEveryArgumentSaysWhatItTakes(t *testing.T) {
	var walk func(kind lang.InnerBlock, outer any)
	walk = func(kind lang.InnerBlock, outer any) {
		block := kind.New(outer)
		for _, row := range kind.Type.Arguments {
			assert.NotEqual(t, "value", Value(row, row.Value(block)), "%s.%s", kind.Type.Name, row.Name)
		}
		for _, inner := range kind.Type.Blocks {
			walk(inner, block)
		}
	}
	for _, kind := range lang.TopLevel() {
		walk(kind, &lang.Map{})
	}
	for _, kind := range lang.SettingsLevel() {
		walk(kind, &lang.Settings{})
	}
}
