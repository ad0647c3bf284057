package lang

import (
	"bytes"
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
	start := hcl.Pos{Line: 1, Column: 1}
	if bytes.HasPrefix(text, utf8BOM) { // as parse does
		start.Byte = len(utf8BOM)
	}
	s := scan(text[start.Byte:])
	if s.tooDeep >= 0 || s.tooLarge.end > 0 {
		return false
	}
	got := parsePlain(s.source, f.Path, start.Byte)
	if got == nil {
		return false
	}
	want, diags := hclsyntax.ParseConfig(s.source, f.Path, start)
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
	"x = <<-M\n  a\n\u3000b\n  M\n", "x = <<-M\n  a\n\u00a0b\n  M\n", "x = <<-M\n  \u0301a\n  M\n", "x = <<-M\n  a\n  \u200db\n  M\n",
	"x = <<-M\n  a $\n  M\ny = 1\n", "x = <<-M\n  a %\n  M\n", "x = <<-M\n  $\n  M\n", "x = <<-M\n$\n  a\n  M\n", "x = <<-M\n  %\r\n  M\r\n", "x = <<-M\n  a $$\n  M\n", "x = <<-M\n  a $${b}\n  M\n", "x = <<-M\n\t a\n \tb\n\tM\n",
	"x = <<-M\n   \n  a\n  M\n", "x = <<-M\n \u0085\n  a\n  M\n", "x = <<M\n\u0301a\nM\n", "x = <<-M\n \u0301\n  a\n  M\n", "x = <<-M\n  $5\n    b\n  M\n", "x = <<-M\n  5 % \n  M\n", "x = <<-M\n  M5\n  M\n", "x = [<<M\na\nM\n, 1]\n", "x = f(<<-M\n  a\n  M\n)\n", "x = \"${<<M\na\nM\n}\"\n", "x = {\n a = <<-M\n  b\n  M\n c = 1\n}\n",
	`x = "$\""`, `x = "%\"a"`, `x = "$\\"`, `x = "a$\n"`, `x = "a%\u00e9"`, `x = "$5 ${a} %"`, `x = "% ${a}"`, `x = "$ $ $"`, `x = "%$"`, `x = "$%"`, `x = "%${a}"`, `x = "$%{a}"`, `x = "$é"`, `x = "é$"`, `x = "é ${a} ü"`, `x = "%é"`,
	`x = a %{b=1}`, `x = a % {b=1}`, `x = a ${b}`, `x = a.b-c`, `x = a -b`, `x = 1-a`, `x = a--b`, `x = 1 - -b`, `x = --b`, `x = !!b`, `x = -1`, `x = - 1.a`, `x = -(1).a`, `x = true.a`, `x = "a".b`, `x = [].b`, `x = {}.b`, `x = {}`, `x = { }`, `x = {,}`, `x = {a=1,}`, "x = {a=1,\n}", "x = {a=1\n,}", "x = {\n,a=1}", "x = {a\n=1}", "x = {a=\n1}", "x = {a=1,\n\n b=2}",
	`x = {"a" = 1, 2 = 3, (b) = 4, "c${d}" = 5, a.b = 6, true = 7, null=8, -1=9, [a]=1, {}=2}`, `x = {(a).b = 1}`, `x = {(a)+1 = 1}`, "x = { /* c */ (a) = 1}", "x = {\n # c\n (a) = 1}", `x = {a ? b : c = 1}`, `x = {a ? b : c : 1}`, `x = {a:1,b : 2}`, `x = {a:-1}`, `x = {a:(b)}`, `x = {a::b}`, `x = {a==b = 1}`, `x = {for = 1}`, `x = [for]`, `x = [for-a]`, `x = [for.a]`, `x = {for.a = 1}`, "x = {\n\nfor = 1}",
	"x = 99999999999999999999999999999999999999.000000000000000000001", "x = 00012", "x = 1.0.0", "x = 1._a", "x = 0x10", "x = 1_0",
	"x = f(\n)\n", "x = f(a\n,b\n,)\n", "x = f (a)", "x = true(a)", "x = null()", "x = f(,)", "x = f()()", "x = [,]", "x = [a,,b]", "x = [a b]", "x = (a,)", "x = ()", "x = (\n\n a # c\n +\n b)", "x = (a\n? b\n: c)",
	"a { b = 1 } ", "a { b = 1 # c\n}", "a { b = 1 /* c */ }", "a { b {} }", "a { b = [\n1\n] }", "a { b = <<M\nc\nM\n}", "a {}}", "a { # c\n}", "a b-c d_e { }", "a \"\" { }", "a \"b\\\"c\" { }", "a \"b$c\" {}", "a \"é$\" {}", "a \"é\" /* c */ {}", "a \"b\" \n {}", "a\n{}", "a = \n1", "a = 1;", "a = 'b'", "a = 1, b = 2", "a {\n} b = 1", "a = 1 # c", "a = 1 // é\u0301", "/* é */ a = 1", "/* a */ b = 1", "/* a\r\n */ b = 1", "/* a\rb */ c = 1", "/**/ a = 1", "/*/ a = 1 */ b = 2", "/***/ a = 1", "# a\r\n#b\r\na = 1", "# a\r\r\na=1", "a = 1 /* */ # c\nb = 2", "a /* b */ = /* c */ 1", "a = 1 /* b\n c */ d = 2", "a = 1 /* b\n c */\nd = 2", "a = [1 /* b\n c */, 2]\n", "-a = 1", "_ = 1", "__a-b- = 1", "a- {}", "a.b = 1", "\"a\" = 1", "a = b.c.d.e", "a = b .c", "a = b. c", "a = b.1", "a = b.*", "a = b.true", "a = b.for", "a = b[c]", "a = b ? c : d ? e : f", "a = b ? c ? d : e : f", "a = (b ? c : d).e", "a = b ?c :d", "a = b?c:d", "a = b? -1:+1",
	"a = b||c&&d==e<f+g*-h.i", "a = b<c<d", "a = b==c!=d", "a = b|c", "a = b & c", "a = b &&& c", "a = b => c", "a = b>=c", "a = b>= =c", "a = b === c", "a = b !c", "a = b ! = c", "a = !=c", "a = ! =c", "a = b<-c", "a = b<<-c", "a = b<<c\n", "a = b << <c", "a = b <\n", "a = b//c\n", "a = b/c", "a = b/ /c", "a = b/*c*//d", "a = b^c", "a = ~b",
	"a = \"👩\u200d👩\u200d👧\" /* x */", "a = \"한국어 हिन्दी\" # x", "a = \"e\u0301\u0301\" # x", "a = \"\u0301\" # x", "a = \"©\u200d©\" # x", "a = \"a\ufe0f↔\ufe0f\" + 1", "a = \"\u00ad\u0085\u2028\" + 1", "a = \"か\u3099\" + 1", "a = \"\u0483\" + b", "a = \"\u0e33\u0e40\u0eb3\" + b", "a = \"\u0600a\" + b",
	"a = \"\u0600\" + b", "\ufeff\ufeffa = 1", "a = \"\ufeff\" + b", "a\t=\t1\t# b\n\tb = 2", "a = \"\t\" + 1", "a = \"\\t\\r\\n\\\\\\\"\" + b", `a = "\u12"`, `a = "\uD800"`, `a = "\U0001F600" + b`, `a = "\U00110000"`, `a = "\x41"`, `a = "\'"`, `a = "\$"`, `a = "\${b}"`, `a = "\é"`,
	"a = \"$${b}\"", "a = \"%%{b}\"", "a = \"%{ if b }c%{ endif }\"", "a = \"${b}${c}\"", "a = \"${\"${\"c\"}\"}\"", "a = \"${\"c\"}d\"", "a = \"${[b, {c = 1\n}]}\"", "a = \"${\n b\n}\"", "a = \"${b # c\n}\"", "a = \"${/* b */ c}\"", "a = \"${}\"", "a = \"${b c}\"", "a = \"${b~}\"", "a = \"${ ~b}\"", "a = \"${ { c = 1 } }\"", "a = \"${{ c = 1 }}\"", "a = \"${f(\"}\")}\"",
	"a = \"x${b}\" + \"y\"", "a = \"é${b}\" + \"y\"", "a { b = \"é\" }", "a { b = \"é\u0301\" }\nc { }", "a = {\n \"é\" = b\n \"e\u0301\" = c }",
}

func TestPlainOfEveryForm(t *testing.T) {
	for _, text := range plainTexts {
		plainly(t, []byte(text))
		plainly(t, []byte("a \"b\" {\n"+text+"\n}\n"))
		plainly(t, append(bytes.Clone(utf8BOM), text...))
	}
}

// TestPlainOfRandomText joins words at random: most of what comes out is an error, which plain must leave to hclsyntax, and some is not.
func TestPlainOfRandomText(t *testing.T) {
	words := []string{"a", "b-c", "for", "null", "1", "2.5", `"x"`, `"ü"`, `"a ${b} c"`, `""`, `"\n5 %"`, "{", "}", "[", "]", "(", ")", ",", ".", "..", ":", "::", "?", "=", "==", "=>", "!", "!=", "<", "<=", "<<", ">", "-", "+", "*", "/", "%", "&&", "||",
		"\n", "\r\n", "\r", " ", " ", " ", "\t", "# c\n", "// ü\n", "/* d */", "/* e\nf */", "<<-M\n", "<<M\n", "  M\n", "M\n", "  text $5\n", "\u3000", "\u0301", "<<-M\n  a\n", "  %\n", "a = ", "\nb = ", "a {\n", "\n}\n", "c \"d\" {\n", "f(", "x = [", "x = {\n", "é", "$", "${", "%{", "~", `"`, "\\"}
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

// TestColumnsAreThoseOfHCL: a finding about a token and one about a place in the text say the same column.
func TestColumnsAreThoseOfHCL(t *testing.T) {
	for _, text := range []string{"क्षि स्त्री", "한국어 हिन्दी", "ก็ำ", "👨\u200d👩 🇩🇪🇫", "größe — Ω", "日本語", "が e\u0301"} {
		f := newFile("x.handoff.hcl", []byte("x = \""+text+"\" + there"))
		file, diags := hclsyntax.ParseConfig(f.Source, f.Path, hcl.InitialPos)
		require.Empty(t, diags)
		at := file.Body.(*hclsyntax.Body).Attributes["x"].Expr.Variables()[0].SourceRange().Start
		assert.Equal(t, at.Column, f.RangeAt(at.Byte, 1).Start.Column, text)
	}
}
