package lang_test

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang"
	"handoff/lang/compiled"
	"handoff/lang/mapgen"
)

// Each x.in.hcl of testdata/format becomes x.out.hcl.
func TestFormat(t *testing.T) {
	inputs, err := filepath.Glob("../testdata/format/*.in.hcl")
	require.NoError(t, err)
	outputs, err := filepath.Glob("../testdata/format/*.out.hcl")
	require.NoError(t, err)
	require.NotEmpty(t, inputs)
	for _, input := range inputs {
		t.Run(filepath.Base(input), func(t *testing.T) {
			source, err := os.ReadFile(input)
			require.NoError(t, err)
			before := bytes.Clone(source)
			got, problem := lang.Format("x.handoff.hcl", source)
			require.Nil(t, problem)
			assert.Equal(t, before, source, "the source is left alone")
			again, problem := lang.Format("x.handoff.hcl", got)
			require.Nil(t, problem)
			assert.Equal(t, string(got), string(again), "formatting twice")

			golden := strings.TrimSuffix(input, ".in.hcl") + ".out.hcl"
			if os.Getenv("HANDOFF_UPDATE") == "1" {
				require.NoError(t, os.WriteFile(golden, got, 0o666))
				return
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), string(got))
		})
	}
	if os.Getenv("HANDOFF_UPDATE") != "1" {
		assert.Len(t, outputs, len(inputs), "a result without its input, or the other way round")
	}
}

func TestFormatRefuses(t *testing.T) {
	for name, c := range map[string]struct{ source, rule, at string }{
		"what does not parse":     {"role \"a\" {\n  title = \n}\n", "syntax/invalid", "2"},
		"an open heredoc":         {"role \"a\" {\n  title = <<MD\nx\n}\n", "syntax/invalid", "2"},
		"what is nested too deep": {"locals {\n  a = " + strings.Repeat("[", 100_000), "syntax/too-deep", "2"},
		"UTF-16":                  {"\xff\xfer\x00o\x00", "syntax/encoding", "1"},
		"control characters":      {"role \"a\x01\" {}\n", "syntax/encoding", "1"},
		"what is too large":       {strings.Repeat("\n", lang.MaxFileBytes+1), "syntax/unreadable", "1"},
	} {
		t.Run(name, func(t *testing.T) {
			got, problem := lang.Format("x.handoff.hcl", []byte(c.source))
			require.NotNil(t, problem)
			assert.Nil(t, got)
			assert.Equal(t, c.rule, problem.Rule)
			assert.Equal(t, "x.handoff.hcl", problem.Range.File)
		})
	}
}

// What is wrong with the meaning of a file keeps nobody from laying it out.
func TestFormatAsksForSyntaxOnly(t *testing.T) {
	got, problem := lang.Format("x", []byte("nonsense \"a\" {\nb=1\nb=2\n}"))
	require.Nil(t, problem)
	assert.Equal(t, "nonsense \"a\" {\n  b = 1\n  b = 2\n}\n", string(got))
}

// However a map is spaced, formatting gives the same text, and what it means has not changed.
func TestFormatUndoesAnySpacing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	maps := mapgen.Generate(6)
	for path, file := range maps {
		want, problem := lang.Format(path, file.Data)
		require.Nil(t, problem, path)
		for range 10 {
			spaced := respace(random, file.Data)
			got, problem := lang.Format(path, spaced)
			require.Nil(t, problem, path)
			require.Equal(t, string(want), string(got), path)
		}
	}

	compile := func() string {
		var b strings.Builder
		require.NoError(t, compiled.Write(&b, lang.Load(maps, lang.Options{})))
		return b.String()
	}
	before := compile()
	for path, file := range maps {
		file.Data, _ = lang.Format(path, respace(random, file.Data))
	}
	assert.Equal(t, before, compile())
}

// respace changes the spaces between the tokens of a text, but not within quotes and heredocs.
func respace(random *rand.Rand, source []byte) []byte {
	spaces := []string{"", " ", "   ", "\t", " \t "}
	some := func() string { return spaces[random.IntN(len(spaces))] }
	var out []byte
	tokens, _ := hclsyntax.LexConfig(source, "", hcl.InitialPos)
	quoted := 0
	for n, t := range tokens {
		between := n > 0 && tokens[n-1].Range.End.Byte < t.Range.Start.Byte
		switch {
		case quoted > 0, n > 0 && tokens[n-1].Type == hclsyntax.TokenCHeredoc:
			out = append(out, source[tokens[n-1].Range.End.Byte:t.Range.Start.Byte]...)
		case between && n > 0 && isWord(tokens[n-1]) && isWord(t):
			out = append(out, " "+some()...)
		default:
			out = append(out, some()...)
		}
		switch t.Type {
		case hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
			quoted++
		case hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc:
			quoted--
		}
		if t.Type == hclsyntax.TokenComment {
			out = append(append(out, bytes.TrimRight(t.Bytes, "\n")...), some()+"\n"...)
			continue
		}
		out = append(out, t.Bytes...)
	}
	return out
}

func isWord(t hclsyntax.Token) bool {
	return t.Type == hclsyntax.TokenIdent || t.Type == hclsyntax.TokenNumberLit
}

// hclFiles are all the maps there are to try things on.
func hclFiles(tb testing.TB) map[string][]byte {
	out := map[string][]byte{}
	for _, dir := range []string{"../examples", "../testdata", "../cmd/internal/starter"} {
		require.NoError(tb, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(p, ".hcl") {
				out[p], err = os.ReadFile(p)
			}
			return err
		}))
	}
	require.Greater(tb, len(out), 50)
	return out
}

// Of all maps here, none that parses is refused.
func TestFormatRefusesNoMapThatParses(t *testing.T) {
	for path, source := range hclFiles(t) {
		_, problem := lang.Format(path, source)
		if problem != nil {
			assert.NotNil(t, lang.Unparsable(path, source), "%s: %s %s", path, problem.Rule, problem.Detail)
		}
	}
}

// What lays out keeps its promises, whatever the input. They are held here in another way than Format does: by the text without its spaces.
func FuzzFormat(f *testing.F) {
	for _, source := range hclFiles(f) {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		got, problem := lang.Format("x.handoff.hcl", source)
		if problem != nil {
			if problem.Rule == "syntax/layout" {
				t.Logf("refused: %s", problem.Detail)
			}
			return
		}
		again, problem := lang.Format("x.handoff.hcl", got)
		require.Nil(t, problem)
		require.Equal(t, got, again)
		squeeze := func(text []byte) string {
			return strings.Map(func(r rune) rune {
				if strings.ContainsRune(" \t\r\n", r) {
					return -1
				}
				return r
			}, string(text))
		}
		require.Equal(t, squeeze(source), squeeze(got))
		require.Equal(t, bytes.HasPrefix(source, []byte("\ufeff")), bytes.HasPrefix(got, []byte("\ufeff")))
		if n := bytes.Count(source, []byte("\n")); n > 0 && n == bytes.Count(source, []byte("\r\n")) {
			require.Equal(t, bytes.Count(got, []byte("\n")), bytes.Count(got, []byte("\r\n")))
		}
	})
}
