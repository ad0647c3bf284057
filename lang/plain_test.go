package lang

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/lang/mapgen"
)

// plainly reads a text both ways and reports whether plain could; where it could, both must come to the same tree.
func plainly(t *testing.T, text []byte) bool {
	f := newFile("x.handoff.hcl", text)
	if unreadableText(f) != nil {
		return false
	}
	s := scan(text)
	if s.tooDeep >= 0 {
		return false
	}
	got := parsePlain(s.source, f.Path, 0)
	if got == nil {
		return false
	}
	want, diags := hclsyntax.ParseConfig(s.source, f.Path, hcl.Pos{Line: 1, Column: 1})
	require.Empty(t, diags, "plain reads what is an error:\n%q", text)
	if !reflect.DeepEqual(got, want.Body) {
		var a, b strings.Builder
		printTree(&a, reflect.ValueOf(got), 0)
		printTree(&b, reflect.ValueOf(want.Body), 0)
		require.Equal(t, b.String(), a.String(), "plain reads another tree:\n%q", text)
		t.Errorf("plain reads another tree:\n%q", text)
	}
	return true
}

// printTree writes a syntax tree out, so that a difference can be seen.
func printTree(out *strings.Builder, v reflect.Value, depth int) {
	indent := strings.Repeat(" ", depth)
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			out.WriteString(indent + "nil\n")
			return
		}
		printTree(out, v.Elem(), depth)
	case reflect.Struct:
		switch x := v.Interface().(type) {
		case hcl.Range:
			out.WriteString(indent + x.String() + "\n")
			return
		case hclsyntax.Operation:
			return
		}
		out.WriteString(indent + v.Type().String() + "\n")
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out.WriteString(indent + v.Type().Field(i).Name + ":\n")
				printTree(out, v.Field(i), depth+1)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			printTree(out, v.Index(i), depth+1)
		}
	case reflect.Map:
		for _, k := range attributesInOrder(&hclsyntax.Body{Attributes: v.Interface().(hclsyntax.Attributes)}) {
			printTree(out, reflect.ValueOf(k), depth+1)
		}
	default:
		out.WriteString(indent + v.String() + "\n")
	}
}

func TestPlainReadsWhatHCLReads(t *testing.T) {
	files, read := 0, 0
	for _, root := range []string{"../examples", "../testdata"} {
		require.NoError(t, filepath.WalkDir(root, func(p string, entry fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(p, ".hcl") {
				return err
			}
			text, err := os.ReadFile(p)
			require.NoError(t, err)
			files++
			if plainly(t, text) {
				read++
			} else if strings.HasPrefix(p, "../examples/itil") {
				t.Errorf("%s is no plain text any more", p)
			}
			return nil
		}))
	}
	for name, file := range mapgen.Generate(3) {
		assert.True(t, plainly(t, file.Data), name)
	}
	t.Logf("%d of %d files are plain", read, files)
	assert.Greater(t, read*10, files*8, "most files are plain")
}

var plainTexts = []string{
	"", "\n", " # a comment", "// one\n/* two\nlines */ a \"b\" \"c\" d { }\n", "a {\r\n  b = 1 # é\r\n}\r\n", "a { b = true }\n", "a { /* x */ }\n", "a {} b {}",
	`x = "größe — 5 %, $5, \"q\" \u00e9" # é`, `x = ""`, `x = "${a.b}"`, `x = "a ${ b } c${d}"`, "x = \"e\u0301\" /* y */", `x = "$${no}"`, `x = "a%{if b}c%{endif}"`,
	"x = <<-MD\n    one $5\n\n      two\n  MD\n", "x = <<MD\nMD\n", "x = <<-MD\r\n  a\r\n  b\r\n  MD\r\ny = 1\n", "x = <<-MD\n\n  ${ID}\n  MD\n",
	"x = [\n  a.b, # c\n  \"d\",\n]\n", "x = [for y in z : y]", "x = [fort, for_y]", "x = {\n  \"20m\" = a.b\n  c : [d]\n  (e) = 1, f = 2 }", "x = { for a, b in c : a => b }",
	"x = a ? b : c ? d : e", "x = a == \"b\" && !(c || d) != e\ny = 1", "x = -a.b + 2 * 3 - 4 / 5 % 6 >= 7", "x = f(a, g(), [1.5],)", "x = f(a...)", "x = a[0].b", "x = a.*.b", "x = a.0", "x = (\n a\n .b\n)",
	"x = f(a).b.c", "x = a::b()", "x = 1e3", "x = 0.50", "x = null", "x = 1\nx = 2", "x = 1 y = 2", "x == 1", "a { b = 1, c = 2 }", "a { b = 1\n}", "ä = 1", "x = ä.b", "a \"ü\" { }", "a \"${b}\" { }", "a", "}", "x = a ?b::c : d", "\ufeffa {}",
	"x = { a = 1\n\n # c\n b = 2 }", "x = a <\nb", "x = a << b", "x = \"a\nb\"", "x = /* a\n b */ 1", "x = a /* b */ . /* c */ d", "x = \"a${\"b${c}\"}d\"", "x = \"${~ a ~}\"", "x = \"a\\${b}\"", "x = \"$\"", "x = \"$$\"", "x = \"%\\n\"", "\x00",
	"a = 1 # é\rb", "a = \"ü\u200dä 👩\u200d👩\u200d👧 🇩🇪🇫 한국어 हिन्दी\" # x", "a = \"日本語 — Ω ≤ €\" /* y */",
}

func TestPlainOfEveryForm(t *testing.T) {
	for _, text := range plainTexts {
		plainly(t, []byte(text))
		plainly(t, []byte("a \"b\" {\n"+text+"\n}\n"))
	}
}

// TestPlainOfRandomText joins words at random: most of what comes out is an error, which plain must leave to hclsyntax, and some is not.
func TestPlainOfRandomText(t *testing.T) {
	words := []string{"a", "b-c", "for", "null", "1", "2.5", `"x"`, `"ü"`, `"a ${b} c"`, `""`, `"\n5 %"`, "{", "}", "[", "]", "(", ")", ",", ".", "..", ":", "::", "?", "=", "==", "=>", "!", "!=", "<", "<=", "<<", ">", "-", "+", "*", "/", "%", "&&", "||",
		"\n", "\r\n", "\r", " ", " ", " ", "\t", "# c\n", "// ü\n", "/* d */", "/* e\nf */", "<<-M\n", "<<M\n", "  M\n", "M\n", "  text $5\n", "a = ", "\nb = ", "a {\n", "\n}\n", "c \"d\" {\n", "f(", "x = [", "x = {\n", "é", "$", "${", "%{", "~", `"`, "\\"}
	random := rand.New(rand.NewPCG(9, 9))
	texts := 20_000
	if os.Getenv("HANDOFF_FULL") != "" {
		texts = 2_000_000
	}
	read := 0
	for range texts {
		var text strings.Builder
		if random.IntN(4) > 0 {
			text.WriteString("a = ")
		}
		for range 1 + random.IntN(8) {
			text.WriteString(words[random.IntN(len(words))])
		}
		if plainly(t, []byte(text.String())) {
			read++
		}
	}
	assert.Greater(t, read, texts/50)
}

// FuzzPlain holds plain to hclsyntax over random text.
func FuzzPlain(f *testing.F) {
	for _, text := range plainTexts {
		f.Add([]byte(text))
	}
	for _, file := range mapgen.Generate(1) {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, text []byte) { plainly(t, text) })
}
