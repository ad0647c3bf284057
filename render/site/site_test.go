package site

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// attempts are texts that try to become markup, script or another text.
var attempts = []string{
	`<script>alert(1)</script>`, `</script><script>alert(1)</script>`, `</title>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`,
	`]]>`, `<!-- <script> -->`, `</style><script>alert(1)</script>`, "line\u2028separator\u2029and\u0085next", "\u202eright to left", "🦊👩‍👩‍👧", "a\x00b\x1bc\xff",
	`{{.}} ${x} %{y}`, `javascript:alert(1)`, strings.Repeat("long", 200),
}

func hostileMap(text string) Map {
	return Map{
		Title:  text,
		Places: []Place{{Address: "home", Kind: "landscape", Title: text, Note: text, Words: text, Promise: text, Tags: []string{text}, Risks: []string{text}, Runbook: "docs/x.html"}},
		Views:  []View{{Page: "home", Perspective: "landscape", Label: text, SVG: []byte("<?xml version=\"1.0\"?>\n<svg><style>\n.a{fill:red}\n@media screen and (prefers-color-scheme:dark){\n.a{fill:blue}\n}\n</style><text>" + esc(text) + "</text></svg>")}},
		Texts:  map[string]string{"home": "<p>" + esc(text) + "</p>"},
	}
}

// elements lists the elements of a page with what tells whether a text became one.
func elements(t *testing.T, page []byte) (names map[string]int, scripts []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(string(page)))
	require.NoError(t, err)
	names = map[string]int{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		names[n.Data]++
		kind := ""
		for _, a := range n.Attr {
			assert.False(t, strings.HasPrefix(a.Key, "on"), "%s %s", n.Data, a.Key)
			if a.Key == "href" || a.Key == "src" {
				assert.NotRegexp(t, `(?i)^\s*(javascript|data|vbscript):`, a.Val)
			}
			if a.Key == "type" {
				kind = a.Val
			}
		}
		if n.Data == "script" && n.FirstChild != nil && kind == "application/json" {
			scripts = append(scripts, n.FirstChild.Data)
		}
	}
	return names, scripts
}

func TestTextsNeverBecomeMarkup(t *testing.T) {
	plain, _ := elements(t, hostileMap("plain").Write())
	shell := &Site{Title: "plain", Pages: []Entry{{Address: "home", Title: "plain", Path: "index.html"}, {Address: "process/x", Title: "plain", Path: "process/x.html"}}}
	plainPage, _ := elements(t, shell.Page(Page{Entry: shell.Pages[1], Source: "plain", SourceURL: "https://example.org/plain"}))
	for _, text := range attempts {
		page := hostileMap(text).Write()
		names, scripts := elements(t, page)
		assert.Equal(t, plain, names, text)
		require.Len(t, scripts, 2, text)
		var data struct {
			Title  string
			Places []struct{ Title string }
		}
		require.NoError(t, json.Unmarshal([]byte(scripts[0]), &data), text)
		assert.Equal(t, clean(text), data.Title)
		assert.Equal(t, clean(text), data.Places[0].Title)
		var things []string
		require.NoError(t, json.Unmarshal([]byte(scripts[1]), &things), text)
		assert.NotContains(t, things[0], "<style>")

		s := &Site{Title: text, Map: "map.html", Pages: []Entry{{Address: "home", Title: text, Path: "index.html"}, {Address: "process/x", Title: text, Path: "process/x.html", Note: text, Words: text,
			Parts: []Entry{{Title: text, Path: "process/x.html#step-y"}}}}}
		names, _ = elements(t, s.Page(Page{Entry: s.Pages[1], Source: text, SourceURL: text}))
		delete(names, "a")
		delete(plainPage, "a")
		assert.Equal(t, without(plainPage, "svg", "path", "span"), without(names, "svg", "path", "span"), text)
		index := string(s.index())
		assert.NotContains(t, index, "</")
		assert.NotContains(t, index, "<!")
		var list []any
		require.NoError(t, json.Unmarshal([]byte(strings.TrimSuffix(strings.TrimPrefix(index, "handoffIndex("), ");\n")), &list), text)
		assert.Len(t, list, 3)
	}
}

func without(names map[string]int, drop ...string) map[string]int {
	out := map[string]int{}
	for name, n := range names {
		out[name] = n
	}
	for _, name := range drop {
		delete(out, name)
	}
	return out
}

// The policy of the page names every script and style sheet in it by its hash, and allows nothing else.
func TestThePolicyAllowsWhatIsThereAndNothingElse(t *testing.T) {
	page := string(hostileMap("plain").Write())
	policy := html.UnescapeString(regexp.MustCompile(`Content-Security-Policy" content="([^"]+)"`).FindStringSubmatch(page)[1])
	assert.Contains(t, policy, "default-src 'none'")
	assert.NotContains(t, policy, "unsafe")
	assert.NotContains(t, policy, "http")
	for _, pattern := range []string{`(?s)<script>(.*?)</script>`, `(?s)<style>(.*?)</style>`, `(?s)<style media="[^"]*" data-theme-sheet>(.*?)</style>`} {
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(page, -1) {
			assert.Contains(t, policy, hashOf(m[1]), pattern)
		}
	}
	assert.NotContains(t, mapScript(""), "</script", "it would end the element it stands in")
}

func TestTheSameMapGivesTheSameBytes(t *testing.T) {
	m := hostileMap("x")
	for range 40 {
		m.Texts["home"] += strings.Repeat("<p>some text of a page that is long enough to be compressed</p>", 4000)
	}
	one := m.Write()
	assert.Contains(t, string(one), `type="application/gzip"`, "a large page is compressed")
	assert.Equal(t, one, m.Write())
	assert.Less(t, len(one), 2<<20)
}

func TestPicturesShareTheirStyles(t *testing.T) {
	s := &Site{}
	svg := []byte("<?xml version=\"1.0\"?>\n<svg>\n<style>\n.a{fill:red}\n@media screen and (prefers-color-scheme:dark){\n.a{fill:blue}\n}\n</style>\n<g/></svg>\n")
	for range 2 {
		assert.Equal(t, "<svg>\n<g/></svg>", s.Picture(svg))
	}
	files := map[string]string{}
	for _, f := range s.Assets() {
		files[f.Path] = string(f.Content)
	}
	assert.Equal(t, 1, strings.Count(files["assets/site.css"], ".a{fill:red}"))
	assert.NotContains(t, files["assets/site.css"], ".a{fill:blue}")
	assert.Contains(t, files["assets/dark.css"], ".a{fill:blue}")
}

func TestNavigationKnowsWhereItIs(t *testing.T) {
	s := &Site{Title: "T", Pages: []Entry{{Address: "home", Title: "Home", Path: "index.html"}, {Address: "process/a", Title: "A", Path: "process/a.html"}, {Address: "role/b", Title: "B", Path: "role/b.html"}}}
	page := string(s.Page(Page{Entry: s.Pages[1], Body: "<p>body</p>"}))
	assert.Contains(t, page, `<a href="a.html" aria-current="page">A</a>`)
	assert.Contains(t, page, `<a href="../role/b.html">B</a>`)
	assert.Contains(t, page, `<a href="../index.html">Home</a>`)
	assert.Contains(t, page, `<link rel="stylesheet" href="../assets/site.css">`)
	assert.Contains(t, page, "<p>body</p>")
	assert.Equal(t, "#process/größe/step-x", strings.ReplaceAll(strings.ReplaceAll(Hash("process/größe#step-x"), "%C3%B6", "ö"), "%C3%9F", "ß"))
}
