package runbook

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v3"

	"handoff/graph"
	"handoff/lang"
)

// breakers are what the flavours' own syntaxes trip over, beside the hostile texts that trip Markdown.
var breakers = []string{
	`import x from "y"`, `export const a = 1`, `{alert(1)}`, `a {b} c`, `</p>`, `<>`, `a < b {`, `::: danger`, `:::`, `:directive[x]{y}`, `[[Home]]`, `[[_TOC_]]`, `!!! note`, `??? note`,
	`{: .x }`, `text { #id }`, `## a {#b}`, `{{< x >}}`, `]]>`, `<![CDATA[x]]>`, `&nbsp;`, `&lt;`, `&#106;avascript:`, `<?xml?>`, `--`, `title: x`, `...`, `"`, `a: b: c`, `# x #`, `\u0022`,
	"[x](JaVaScRiPt:alert(1))", "[x]( data:text/html,y )", "[x](vbscript:y)", "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))", "<JAVASCRIPT:alert(1)>", "![x](data:image/svg+xml,y)",
	"a\n---\nb", "---\ntitle: x\n---", "import a\n\nexport b", "\timport x", "* a\n* b\n\n  {c}\n", "1. a\n   - b {x}\n\n       code <y>", "    indented {x}\n", "> {x}\n> import y", "~~~js\n{x}\n~~~", "| a | {b} |\n|---|---|\n| `c|d` | <e> |",
	"<https://a.example/{x}>", "see https://a.example/{x} now", "a\\\nb", "a  \nb", "**import**", "`{x}` and ``{`y}``", "<!-- x -->", "{/* x */}", "\\{x}", "klzzwxh:0001", "\x02wzxhzdk:0\x03", "$$x$$", "^^x^^", "==x==", "++x++",
}

func texts() []string { return append(append([]string(nil), hostile...), breakers...) }

// authoring is a page that shows a text as an author's Markdown, between what must stay as it is.
func authoring(s string) Page {
	return Page{Address: "here", Title: "Page", Body: []Block{
		Heading{2, say("Title"), "a"}, List{Items: []Line{say("before")}}, Authored{s, 2}, List{Items: []Line{say("between")}}, Authored{s, 2}, Authored{s, 2}, Notes{false, []Line{say("noted")}},
		Keep{ID: "a/b", Slot: "slot"}, Paragraph{say("what follows")},
		Table{Head: []Line{say("a")}, Rows: [][]Line{{{Span{Text: s, Style: Written}}}, {say("last cell")}}},
	}}
}

// ownMarkup is what flavours write beside plain Markdown.
var ownMarkup = regexp.MustCompile(`<a name="[^"<>]*"></a>|<ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">[^<>]*</ac:parameter></ac:structured-macro>|<!-- (Parent|Title|Label): [^\n]* -->\n| \{#a\}`)

var frontMatter = regexp.MustCompile(`(?s)^---\n.*?\n---\n`)

// bare is a page of a flavour as a reader of plain Markdown would have it.
func bare(flavor, text string) string {
	if flavor == "docusaurus" {
		text = frontMatter.ReplaceAllString(text, "")
	}
	return ownMarkup.ReplaceAllString(text, "")
}

func TestEveryMarkdownFlavorShowsTextsAsTheyAre(t *testing.T) {
	for _, f := range Flavors {
		if f.Published || f.Name == "mkdocs" { // Python-Markdown is another language: see the checks with the real thing
			continue
		}
		for _, s := range texts() {
			p := everywhere(s)
			p.Body = append(p.Body[:8:8], p.Body[9:]...) // an author's Markdown is another matter
			text := bare(f.Name, string(f.book(Book{Pages: []Page{p, {Address: "other"}}}).page(p)))
			assert.Empty(t, dangers(t, text), "%s: %q in\n%s", f.Name, s, text)
			rendered := toHTML(t, text)
			assert.Contains(t, rendered, "<p>what follows</p>", "%s: %q", f.Name, s)
			assert.Equal(t, 1, strings.Count(rendered, "<h2"), "%s: %q in\n%s", f.Name, s, rendered)
			assert.Equal(t, 2, strings.Count(rendered, "<table"), "%s: %q in\n%s", f.Name, s, rendered)
			if want := clean(s); want != "" {
				assert.GreaterOrEqual(t, strings.Count(textOf(rendered), want), 15, "%s: %q in\n%s", f.Name, want, text)
			}
			if t.Failed() {
				return
			}
		}
	}
}

func TestNoFlavorLetsAnAuthorsTextOut(t *testing.T) {
	for _, f := range Flavors {
		if f.Published || f.Name == "mkdocs" {
			continue
		}
		for _, s := range texts() {
			p := authoring(s)
			text := bare(f.Name, string(f.book(Book{Pages: []Page{p}}).page(p)))
			assert.Empty(t, dangers(t, text), "%s: %q in\n%s", f.Name, s, text)
			rendered := toHTML(t, text)
			for _, want := range []string{"<h2>Title</h2>", "<li>before</li>", "<li>between</li>", "<p>what follows</p>", "<td>last cell</td>", "<!-- handoff:keep a/b -->"} {
				assert.Contains(t, rendered, want, "%s: %q in\n%s", f.Name, s, text)
			}
			assert.Equal(t, 1, strings.Count(rendered, "<h2"), "%s: %q", f.Name, s)
			if t.Failed() {
				return
			}
		}
	}
}

// mdxCode finds what MDX would take for code, or a component, outside of code spans and fences.
func mdxCode(markdown string) []string {
	source := []byte(frontMatter.ReplaceAllString(markdown, ""))
	blank := append([]byte(nil), source...)
	clear := func(s text.Segment) {
		for i := s.Start; i < s.Stop; i++ {
			if blank[i] != '\n' {
				blank[i] = ' '
			}
		}
	}
	_ = ast.Walk(renderer.Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			for i := range n.Lines().Len() {
				clear(n.Lines().At(i))
			}
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					clear(t.Segment)
				}
			}
		}
		return ast.WalkContinue, nil
	})
	var found []string
	for _, line := range strings.Split(string(blank), "\n") {
		line = regexp.MustCompile(`<!-- .*?-->| \{#a\}$`).ReplaceAllString(line, "")
		for i := range len(line) {
			if (line[i] == '{' || line[i] == '<') && !escaped(line, i) {
				found = append(found, line)
				break
			}
		}
		if strings.HasPrefix(line, "import") || strings.HasPrefix(line, "export") {
			found = append(found, line)
		}
	}
	return found
}

func TestDocusaurusPagesHoldNoCode(t *testing.T) {
	for _, s := range texts() {
		for _, p := range []Page{everywhere(s), authoring(s)} {
			page := string(docusaurus.book(Book{Pages: []Page{p, {Address: "other"}}}).page(p))
			assert.Empty(t, mdxCode(page), "%q in\n%s", s, page)
			var front map[string]any
			require.NoError(t, yaml.Unmarshal([]byte(strings.Split(page, "---\n")[1]), &front), "%q in\n%s", s, page)
			assert.Equal(t, legal(docusaurusTitle(p)), front["title"])
			assert.NotContains(t, front["title"], "<")
			assert.Equal(t, map[string]any{"format": "md"}, front["mdx"])
		}
		if t.Failed() {
			return
		}
	}
}

func TestRewrittenMarkdownSaysTheSame(t *testing.T) {
	for in, want := range map[string]string{
		"Do **this**, _then_ `{x}`.":                "Do **this**, *then* `{x}`.",
		"import x\nexport y":                        "&#105;mport x\n&#101;xport y",
		"<https://a.example> and <ops@a.example>":   `[https\://a.example](https://a.example) and [ops\@a.example](mailto:ops@a.example)`,
		"1. a {b}\n   - c\n\n     d\n2. e":          "1. a \\{b\\}\n   - c\n\n     d\n2. e",
		"- a\n  - b\n- c":                           "- a\n  - b\n- c",
		"    indented {x}":                          "```\nindented {x}\n```",
		"~~~js\n{x}\n~~~":                           "```js\n{x}\n```",
		"> a\n> b":                                  "> a\n> b",
		"| a | b |\n|---|---|\n| `c` | ~~d~~ {e} |": "| a | b |\n| --- | --- |\n| `c` | ~~d~~ \\{e\\} |",
		"a\\\nb":      "a\\\nb",
		"# H\n\ntext": "### H\n\ntext",
		"- a\n\n+ b":  "- a\n\n* b",
		"![pic](https://a.example/p.png) a < b <b>": "![pic](https://a.example/p.png) a &lt; b &lt;b&gt;",
	} {
		assert.Equal(t, want, rewritten(in, 2), in)
	}
}

// storage are the elements of Confluence's storage format that pages are made of.
var storage = map[string]string{
	"h2": "", "h3": "", "h4": "", "h5": "", "h6": "", "p": "", "ul": "", "ol": "start", "li": "", "table": "class", "thead": "", "tbody": "", "tr": "", "th": "scope", "td": "", "a": "href", "strong": "", "em": "",
	"del": "", "code": "", "br": "", "hr": "", "blockquote": "", "ac:link": "ac:anchor", "ri:page": "ri:content-title", "ac:link-body": "", "ac:image": "ac:alt", "ri:attachment": "ri:filename", "ri:url": "ri:value",
	"ac:structured-macro": "ac:name", "ac:parameter": "ac:name", "ac:plain-text-body": "", "ac:rich-text-body": "", "ac:task-list": "", "ac:task": "", "ac:task-status": "", "ac:task-body": "",
}

func TestConfluencePagesAreSoundXML(t *testing.T) {
	for _, s := range texts() {
		for _, p := range []Page{everywhere(s), authoring(s)} {
			p.Title = s
			for _, f := range confluence.Files(Book{Pages: []Page{p, {Address: "other", Title: s}}}, "") {
				switch path.Ext(f.Path) {
				case ".xhtml":
					_, _, err := walkXML(string(f.Content), storage)
					require.NoError(t, err, "%q in\n%s", s, f.Content)
				case ".json":
					var tree struct{ Pages []confluencePage }
					require.NoError(t, json.Unmarshal(f.Content, &tree))
					assert.NotEqual(t, tree.Pages[0].Title, tree.Pages[1].Title, "a space has one page of a title")
				}
			}
		}
	}
}

func FuzzFlavors(f *testing.F) {
	for _, s := range append(texts(), "~~0~!~") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, flavor := range []Flavor{github, azure, docusaurus, markPublisher} {
			for _, p := range []Page{everywhere(s), authoring(s)} {
				text := string(flavor.book(Book{Pages: []Page{p, {Address: "other"}}}).page(p))
				if bad := dangers(t, bare(flavor.Name, text)); len(bad) > 0 {
					t.Fatalf("%s: %q → %q: %v", flavor.Name, s, text, bad)
				}
				if r := toHTML(t, bare(flavor.Name, text)); !strings.Contains(r, "<p>what follows</p>") {
					t.Fatalf("%s: %q swallows what follows: %s", flavor.Name, s, r)
				}
			}
		}
		for _, page := range []Page{everywhere(s), authoring(s)} {
			for _, file := range confluence.Files(Book{Pages: []Page{page, {Address: "other"}}}, "") {
				if path.Ext(file.Path) == ".xhtml" {
					if _, _, err := walkXML(string(file.Content), storage); err != nil {
						t.Fatalf("%q: %v in %s", s, err, file.Content)
					}
				}
			}
		}
	})
}

// Every flavour, on real maps: files that every file system takes, no two the same, the same bytes each time.
func TestEveryFlavorOfTheExamples(t *testing.T) {
	for _, dir := range []string{"itil", "broken", "incident-response"} {
		m := lang.Load(os.DirFS(filepath.Join("..", "..", "examples", dir)), lang.Options{})
		for _, f := range Flavors {
			files := func() map[string]string {
				out := map[string]string{}
				for _, file := range f.Files(Book{Pages: Pages(m, graph.Build(m), m.Findings, Options{}), Map: "map.json"}, "") {
					assert.NotContains(t, out, strings.ToLower(file.Path), f.Name)
					out[strings.ToLower(file.Path)] = string(file.Content)
				}
				return out
			}
			first := files()
			assert.Equal(t, first, files(), "the same map gives the same bytes")
			index := first[strings.ToLower(path.Join(f.Served, "llms.txt"))]
			checkIndex(t, index, first, strings.ToLower(f.Served))
		}
	}
}

// checkIndex holds an index to the form of llmstxt.org, and follows its links.
func checkIndex(t *testing.T, index string, files map[string]string, folder string) {
	t.Helper()
	assert.Regexp(t, `^# \S[^\n]*\n\n> \S[^\n]*\n\n## `, index)
	for _, line := range strings.Split(index, "\n")[3:] {
		if line == "" || strings.HasPrefix(line, "## ") {
			continue
		}
		link := regexp.MustCompile(`^- \[.+\]\(([^()\s]+)\)(: .+)?$`).FindStringSubmatch(line)
		if assert.NotNil(t, link, line) && !strings.Contains(link[1], "map.") {
			assert.Contains(t, files, strings.ToLower(strings.ReplaceAll(path.Join(folder, link[1]), "%25", "%")), "a dead link")
		}
	}
}

// MkDocs puts the titles of its configuration into pages as they are: they must be harmless as HTML.
func TestMkDocsConfiguration(t *testing.T) {
	for _, s := range texts() {
		file := mkdocs.Files(Book{Pages: []Page{{Address: "home", Title: s}, {Address: "process/a", Title: s}}}, "")
		for _, f := range file {
			if f.Path != "mkdocs.yml" {
				continue
			}
			var config struct {
				Name string `yaml:"site_name"`
				Nav  []map[string]any
			}
			require.NoError(t, yaml.Unmarshal(f.Content, &config), "%q in\n%s", s, f.Content)
			assert.NotRegexp(t, `<|&lt;`, config.Name)
			assert.NotContains(t, config.Name, `"`)
			require.Len(t, config.Nav, 2)
			for title := range config.Nav[0] {
				assert.NotRegexp(t, `<|&lt;`, title)
			}
		}
	}
}
