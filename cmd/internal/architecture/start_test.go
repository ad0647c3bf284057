package architecture

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every program start pays for what package variables compute, and the larger half of it were regular expressions: those of package
// variables are lazy. As that also puts off the panic of one that is no expression, each is compiled here.
func TestRegularExpressionsOfPackagesAreLazy(t *testing.T) {
	lazy := 0
	for _, file := range sources(t) {
		for _, d := range file.Decls {
			if vars, ok := d.(*ast.GenDecl); !ok || vars.Tok != token.VAR {
				continue
			}
			ast.Inspect(d, func(n ast.Node) bool {
				if _, ok := n.(*ast.FuncLit); ok {
					return false
				}
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				switch callee(call) {
				case "regexp.MustCompile", "regexp.Compile":
					assert.Fail(t, "compiled at each start: use lazyregexp.New", "%s", file.Name)
				case "lazyregexp.New":
					lazy++
					assert.NoError(t, compiles(call.Args[0]), file.Name)
				}
				return true
			})
		}
	}
	assert.Greater(t, lazy, 30)
}

// sources parses what the program is made of.
func sources(t *testing.T) []*ast.File {
	t.Helper()
	var list []*ast.File
	for _, p := range packages(t) {
		if p.ImportPath != "handoff/cmd/handoff" {
			continue
		}
		for _, d := range append(p.Deps, p.ImportPath) {
			if room(d) == "" {
				continue
			}
			paths, err := filepath.Glob(filepath.Join(root, strings.TrimPrefix(d, "handoff/"), "*.go"))
			require.NoError(t, err)
			for _, path := range paths {
				if !strings.HasSuffix(path, "_test.go") {
					file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
					require.NoError(t, err)
					list = append(list, file)
				}
			}
		}
	}
	return list
}

// callee is the qualified name of what is called, or "".
func callee(call *ast.CallExpr) string {
	if s, ok := call.Fun.(*ast.SelectorExpr); ok {
		if x, ok := s.X.(*ast.Ident); ok {
			return x.Name + "." + s.Sel.Name
		}
	}
	return ""
}

// compiles compiles an expression that is written as a text, or as several with plus signs between them.
func compiles(e ast.Expr) error {
	_, err := regexp.Compile(literal(e))
	return err
}

func literal(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return literal(e.X) + literal(e.Y)
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		if err == nil {
			return text
		}
	}
	return "(" // nothing that compiles
}
