package runbook

import (
	"bytes"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/render/address"
)

// renderer shows Markdown as the most trusting of tools would: GitHub's dialect, raw HTML and all links let through.
var renderer = goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))

func toHTML(t testing.TB, markdown string) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, renderer.Convert([]byte(markdown), &b))
	return b.String()
}

// ours is the only raw HTML that pages hold: anchors, and the marks of kept blocks.
var ours = regexp.MustCompile(`<a id="[^"<>]*"></a>|<!-- handoff:keep [^<>]* -->|<!-- handoff:end -->|<!-- -->`)

// dangers lists what a page must not hold once it is rendered.
func dangers(t testing.TB, markdown string) []string {
	t.Helper()
	var found []string
	source := []byte(markdown)
	_ = ast.Walk(renderer.Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		link := func(target string) {
			u, err := url.Parse(target)
			if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" && u.Scheme != "tel" {
				found = append(found, "link to "+target)
			}
		}
		switch n := n.(type) {
		case *ast.RawHTML:
			var raw strings.Builder
			for i := range n.Segments.Len() {
				s := n.Segments.At(i)
				raw.Write(s.Value(source))
			}
			if strings.TrimSpace(ours.ReplaceAllString(raw.String(), "")) != "" && !ours.MatchString(raw.String()+"</a>") && raw.String() != "</a>" {
				found = append(found, "raw "+raw.String())
			}
		case *ast.HTMLBlock:
			var raw strings.Builder
			for i := range n.Lines().Len() {
				s := n.Lines().At(i)
				raw.Write(s.Value(source))
			}
			if n.HasClosure() {
				raw.Write(n.ClosureLine.Value(source))
			}
			if strings.TrimSpace(ours.ReplaceAllString(raw.String(), "")) != "" {
				found = append(found, "raw "+raw.String())
			}
		case *ast.Link:
			link(string(n.Destination))
		case *ast.Image:
			link(string(n.Destination))
		case *ast.AutoLink:
			target := string(n.URL(source))
			if _, err := url.Parse(target); err != nil && strings.HasPrefix(target, "http://www.") {
				break // GitHub makes a link of `www.%.x`, which leads to no host
			}
			link(target)
		}
		return ast.WalkContinue, nil
	})
	return found
}

// hostile are texts that a map may hold and that must come out as they are.
var hostile = []string{
	`a | b`, "tick ` tock", "``", `<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `{{ .Secrets }}`, `{% include x %}`, `# heading`, `1. list`, `- list`, `+ list`,
	`> quote`, `[x](javascript:alert(1))`, `![x](javascript:alert(1))`, `[x]: javascript:alert(1)`, "line\nbreak", "line\r\n\r\n# break", `trailing #`, `trailing \`, `\`, `*bold*`,
	`__bold__`, `snake_case_name`, `_x_`, `~~gone~~`, `$math$`, `&lt;b&gt;`, `&amp;`, `&#x3c;`, `<!-- comment -->`, `-->`, `<!-- handoff:end -->`, `<!-- handoff:keep a/b -->`,
	`end`, `🔥 fire 🧯`, `שלום עולם`, "a\u202Eevil\u202C", "nul\x00bell\x07", strings.Repeat("long ", 60), `https://evil.example/x`, `www.evil.example`, `<https://evil.example>`,
	`<javascript:alert(1)>`, `|---|`, `---`, `===`, "```", `~~~`, `!`, `![`, `a![b](c)`, `]`, `](x)`, `a*b*c`, `* * *`, `:smile:`, `@everyone`, `#123`, `C:\new\table`, `<`, `a < b`, `a<b`, `<b`, `2 > 1`,
	"\u00a0 nbsp", `''`, `"quoted"`, `^[note]`, `[^1]`, `:::note`, `??`, `<%= x %>`, `${x}`, `\\|`, `\|`, "`|`", `.`, `..`,
}

func TestTextsComeOutAsTheyAre(t *testing.T) {
	f := Flavors[0]
	for _, s := range hostile {
		spans := Line{{Text: s}, {Text: " "}, {Text: s, Style: Strong}, {Text: " "}, {Text: s, Style: Code}, {Text: " "}, {Text: s, Page: "other"}}
		page := Page{Address: "here", Title: s, Body: []Block{
			Heading{2, Line{{Text: s}}, "a"},
			Paragraph{Line{{Text: s}}},
			Paragraph{spans},
			List{Items: []Line{{{Text: s}}, spans}},
			List{Style: Numbers, Items: []Line{{{Text: s}}}},
			List{Style: Boxes, Items: []Line{{{Text: s}}}},
			Table{Head: []Line{{{Text: s}}, spans}, Rows: [][]Line{{{{Text: s}}, spans}, {{{Text: "last"}}, {{Text: "cell"}}}}},
			Table{Rows: [][]Line{{{{Text: s}}, spans}}},
			Keep{ID: "x/y", Slot: s},
			Picture{Path: "../d/x.svg", Alt: s},
			Paragraph{say("what follows")},
		}}
		markdown := string(f.book(Book{Pages: []Page{page, {Address: "other"}}}).page(page))
		assert.Empty(t, dangers(t, markdown), "%q in\n%s", s, markdown)
		rendered := toHTML(t, markdown)
		plain := textOf(rendered)
		assert.Equal(t, 1, strings.Count(rendered, "<h1"), "%q in\n%s", s, rendered)
		assert.Equal(t, 1, strings.Count(rendered, "<h2"), "%q", s)
		assert.Equal(t, 2, strings.Count(rendered, "<ul"), "%q in\n%s", s, rendered)
		assert.Equal(t, 1, strings.Count(rendered, "<ol"), "%q in\n%s", s, rendered)
		assert.Equal(t, 2, strings.Count(rendered, "<table"), "%q in\n%s", s, rendered)
		assert.Equal(t, 8, strings.Count(rendered, "</td>")+strings.Count(rendered, "</th>")-2, "%q in\n%s", s, rendered)
		assert.Contains(t, rendered, "<p>what follows</p>", "%q", s)
		// Nearly every place shows the text itself; a code span in a table cannot hold a backslash before a bar.
		if want := clean(s); want != "" {
			assert.GreaterOrEqual(t, strings.Count(plain, want), 20, "%q in\n%s\n%s", want, markdown, plain)
		}
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

func textOf(rendered string) string {
	s := tags.ReplaceAllString(rendered, "")
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&").Replace(s)
}

func TestAuthoredMarkdownIsInert(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain text stays":                   {"Do **this**, then `that`.", "Do **this**, then `that`."},
		"code stays as it is":                {"```sh\ncurl -d '<a>' \"${X}\" # {{ x }}\n```", "```sh\ncurl -d '<a>' \"${X}\" # {{ x }}\n```"},
		"code spans too":                     {"Use `<id>` and `{{x}}`.", "Use `<id>` and `{{x}}`."},
		"a tag becomes text":                 {"a <b onclick=x>c</b>", "a &lt;b onclick=x>c&lt;/b>"},
		"a block of HTML too":                {"<div>\n\n# x\n\n</div>", "&lt;div>\n\n##### x\n\n&lt;/div>"},
		"a comparison is left alone":         {"a < b and 1<2", "a < b and 1<2"},
		"links lead out":                     {"[x](https://a.example) <https://b.example> [m](mailto:a@b.example)", "[x](https://a.example) <https://b.example> [m](mailto:a@b.example)"},
		"or are no links":                    {"[x](javascript:alert(1)) and ![i](data:text/html,x)", `\[x](javascript:alert(1)) and !\[i](data:text/html,x)`},
		"however they are spelt":             {"[x](JaVa&#115;cript:alert(1))", `\[x](JaVa&#115;cript:alert(1))`},
		"not into the map's own folder":      {"[x](../notes.md)", `\[x](../notes.md)`},
		"not by reference either":            {"[x][r]\n\n[r]: javascript:alert(1)", "\\[x][r]\n\n\\[r]: javascript:alert(1)"},
		"not even an unused one":             {"text\n\n[r]: javascript:alert(1)", "text\n\n\\[r]: javascript:alert(1)"},
		"an autolink with a bad scheme":      {"<javascript:alert(1)>", "&lt;javascript:alert(1)>"},
		"headings go below the page's":       {"# One\n\n## Two\n\n###### Six", "##### One\n\n###### Two\n\n###### Six"},
		"underlined ones too":                {"One\n===\n\nTwo\n---\n\ntext", "##### One\n\n\n###### Two\n\n\ntext"},
		"an open fence is closed":            {"```\ncode", "```\ncode\n```"},
		"a longer one too":                   {"~~~~\n```\ncode", "~~~~\n```\ncode\n~~~~"},
		"a comment is text":                  {"a <!-- b", "a &lt;!-- b"},
		"a tag that hides a backtick":        {"<a href=\"`\"> `<script>x</script>`", "&lt;a href=\"`\"> `&lt;script>x&lt;/script>`"},
		"templates outside code":             {"{{ x }} {% y %}", `{\{ x }} {\% y %}`},
		"no marks of ours in code":           {"```\n<!-- handoff:end -->\n```", "```\n<! -- handoff:end -->\n```"},
		"direction marks go":                 {"rm \u202e-rf", "rm -rf"},
		"blank lines round it go":            {"\n\n  indented\n\n", "  indented"},
		"nothing stays nothing":              {" \n ", ""},
		"a table keeps its code":             {"| a |\n| --- |\n| `x` <b> |", "| a |\n| --- |\n| `x` &lt;b> |"},
		"an escaped tag is not escaped more": {`\<b>`, `\<b>`},
	} {
		got := inert(c.in, 4)
		assert.Equal(t, c.want, got, name)
		assert.Empty(t, dangers(t, got), name)
	}
}

func TestAnAuthorsTextDoesNothingToThePage(t *testing.T) {
	f := Flavors[0]
	for _, s := range append([]string{"- a\n- b", "1. a", "    indented", "  - x", "> q\n> ```\n> x", "- ```\n  open", "| a |\n|---|\n| b |", "text\n===", "# h", "```", "<div>", "<!--", "a\\", "[x]: https://a.example"}, hostile...) {
		body := []Block{
			Heading{2, say("Title"), ""}, List{Items: []Line{say("before")}}, Authored{s, 2}, List{Items: []Line{say("between")}}, Authored{s, 2}, Authored{s, 2},
			Keep{ID: "a/b", Slot: "slot"}, Paragraph{say("what follows")},
			Table{Head: []Line{say("a")}, Rows: [][]Line{{{Span{Text: s, Style: Written}}}, {say("last cell")}}},
		}
		page := Page{Address: "here", Title: "Page", Body: body}
		markdown := string(f.book(Book{Pages: []Page{page}}).page(page))
		assert.Empty(t, dangers(t, markdown), "%q in\n%s", s, markdown)
		rendered := toHTML(t, markdown)
		for _, want := range []string{"<h1>Page</h1>", "<h2>Title</h2>", "<li>before</li>", "<li>between</li>", "<p>what follows</p>", "<td>last cell</td>", "<!-- handoff:keep a/b -->"} {
			assert.Contains(t, rendered, want, "%q in\n%s", s, markdown)
		}
		assert.Equal(t, 1, strings.Count(rendered, "<h1"), "%q", s)
		assert.Equal(t, 1, strings.Count(rendered, "<h2"), "%q", s)
	}
}

func FuzzInert(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	for _, s := range []string{"<a href=\"`\"> `<script>`", "- ```\n\t<b>", "[a](<javascript:x>)", "x\n: <b>", "\\\\<b>", "> <div\n> x", "| `a|<b>` |\n|--|--|", "1) a\n\n   <b>", "www.%.a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := inert(s, 3)
		if bad := dangers(t, got+"\n\nwhat follows\n"); len(bad) > 0 {
			t.Fatalf("%q → %q: %v", s, got, bad)
		}
		if r := toHTML(t, got+"\n\nwhat follows\n"); !strings.HasSuffix(r, "<p>what follows</p>\n") {
			t.Fatalf("%q → %q swallows what follows: %s", s, got, r)
		}
		if line, ok := inertLine(s); ok && strings.Contains(line, "\n") {
			t.Fatalf("%q has more than a line", line)
		}
	})
}

func FuzzEscape(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := clean(s)
		page := Page{Address: "here", Title: s, Body: []Block{Paragraph{Line{{Text: s}}}, Table{Head: []Line{say("h")}, Rows: [][]Line{{{{Text: s}}}, {{{Text: s, Style: Code}}}}}, Paragraph{say("what follows")}}}
		markdown := string(Flavors[0].book(Book{Pages: []Page{page}}).page(page))
		if bad := dangers(t, markdown); len(bad) > 0 {
			t.Fatalf("%q → %q: %v", s, markdown, bad)
		}
		rendered := toHTML(t, markdown)
		if !strings.HasSuffix(rendered, "<p>what follows</p>\n") || strings.Count(rendered, "<table>") != 1 || strings.Count(rendered, "<h1>") != 1 {
			t.Fatalf("%q breaks the page: %q → %s", s, markdown, rendered)
		}
		if want != "" && strings.Count(textOf(rendered), want) < 3 {
			t.Fatalf("%q does not come out as it is: %q → %s", want, markdown, rendered)
		}
	})
}

func TestFileNamesAreSafeEverywhere(t *testing.T) {
	long := strings.Repeat("x", 400)
	names := []string{"a", "A", "con", "CON", "nul", "com1", "com10", "lpt9", "aux", "incident", "Incident", "INCIDENT", "störung", "Störung", "a-b", "a_b", "readme", "README", long, long + "y", "日本語", "x.", "x ", ""}
	seen := map[string]string{}
	for _, name := range names {
		file := Flavors[0].File("process/" + name)
		require.NotContains(t, seen, strings.ToLower(file), "%q and %q", name, seen[strings.ToLower(file)])
		seen[strings.ToLower(file)] = name
		base := strings.TrimSuffix(path.Base(file), ".md")
		assert.LessOrEqual(t, len(file), 200)
		assert.False(t, reserved(base), file)
		assert.Regexp(t, `^[\pL\pN\pM_-]+$`, base)
		assert.Equal(t, "process", path.Dir(file))
	}
	assert.Equal(t, "process/incident_management.md", Flavors[0].File("process/incident_management"))
	assert.Equal(t, "README.md", Flavors[0].File(address.Home))
}

// checkLinks walks the written wiki as a reader would: every link must lead to a file that is there, and to an anchor in it.
func checkLinks(t *testing.T, files map[string]string) {
	t.Helper()
	anchors := map[string]map[string]bool{}
	for name, content := range files {
		anchors[name] = map[string]bool{}
		for _, m := range regexp.MustCompile(`<a id="([^"]*)"></a>`).FindAllStringSubmatch(content, -1) {
			assert.False(t, anchors[name][m[1]], "%s has the anchor %s twice", name, m[1])
			anchors[name][m[1]] = true
		}
	}
	for name, content := range files {
		assert.Empty(t, dangers(t, content), name)
		source := []byte(content)
		_ = ast.Walk(renderer.Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			l, ok := n.(*ast.Link)
			if !ok || !entering {
				return ast.WalkContinue, nil
			}
			u, err := url.Parse(string(l.Destination))
			require.NoError(t, err, name)
			if u.Scheme != "" {
				return ast.WalkContinue, nil
			}
			target := name
			if u.Path != "" {
				target = path.Join(path.Dir(name), u.Path)
			}
			if assert.Contains(t, files, target, "%s links to %s", name, l.Destination) && u.Fragment != "" {
				assert.True(t, anchors[target][u.Fragment], "%s links to %s", name, l.Destination)
			}
			return ast.WalkContinue, nil
		})
	}
}

// wiki writes the pages of a map and returns them as files.
func wiki(m *lang.Map, findings []finding.Finding, options Options) map[string]string {
	files := map[string]string{}
	for _, f := range Flavors[0].Files(Book{Pages: Pages(m, graph.Build(m), findings, options)}, "") {
		files[f.Path] = string(f.Content)
	}
	return files
}

func TestEveryLinkOfTheExamplesLeadsSomewhere(t *testing.T) {
	for _, dir := range []string{"itil", "broken"} {
		root := filepath.Join("..", "..", "examples", dir)
		m := lang.Load(os.DirFS(root), lang.Options{})
		require.NotEmpty(t, m.Processes, dir)
		first := wiki(m, m.Findings, Options{})
		checkLinks(t, first)
		assert.Equal(t, first, wiki(lang.Load(os.DirFS(root), lang.Options{}), m.Findings, Options{}), "the same map gives the same bytes")
	}
}
