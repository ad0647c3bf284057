package runbook

import (
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// allowed are the elements of plain HTML that pages are made of, and their attributes.
var allowed = map[string]string{
	"h2": "id", "h3": "id", "h4": "id", "h5": "id", "h6": "id", "p": "class", "div": "class", "ul": "class", "ol": "start", "li": "", "input": "type aria-label", "table": "class", "thead": "", "tbody": "",
	"tr": "", "th": "scope", "td": "", "a": "href", "strong": "", "em": "", "del": "", "code": "", "pre": "", "br": "", "hr": "", "blockquote": "", "img": "src alt", "figure": "",
}

// walkXML reads a fragment as a strict parser does, and returns its text and how many there are of each element. It complains of everything that
// is not allowed.
func walkXML(fragment string, allowed map[string]string) (text string, elements map[string]int, problem error) {
	elements = map[string]int{}
	d := xml.NewDecoder(strings.NewReader(`<x xmlns:ac="ac" xmlns:ri="ri">` + fragment + "</x>"))
	d.Strict = true
	var b strings.Builder
	ids := map[string]bool{}
	for {
		t, err := d.Token()
		if err == io.EOF {
			return b.String(), elements, nil
		}
		if err != nil {
			return "", nil, err
		}
		switch t := t.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			name := t.Name.Local
			if t.Name.Space != "" {
				name = t.Name.Space + ":" + name
			}
			elements[name]++
			if name == "x" {
				continue
			}
			attributes, ok := allowed[name]
			if !ok {
				return "", nil, errors.New("element " + name)
			}
			for _, a := range t.Attr {
				attribute := a.Name.Local
				if a.Name.Space != "" {
					attribute = a.Name.Space + ":" + attribute
				}
				if !strings.Contains(" "+attributes+" ", " "+attribute+" ") {
					return "", nil, errors.New("attribute " + attribute + " of " + name)
				}
				switch attribute {
				case "href", "src", "ri:value":
					u, err := url.Parse(a.Value)
					if err != nil || strings.ContainsAny(a.Value, " \n\t") {
						return "", nil, errors.New("link to " + a.Value)
					}
					switch u.Scheme {
					case "", "http", "https", "mailto", "tel":
					default:
						return "", nil, errors.New("link to " + a.Value)
					}
				case "id":
					if ids[a.Value] {
						return "", nil, errors.New("two of id " + a.Value)
					}
					ids[a.Value] = true
				}
			}
		case xml.Comment, xml.ProcInst, xml.Directive:
			return "", nil, errors.New("a comment, instruction or directive")
		}
	}
}

// everywhere is a page that holds a text in every place where one can stand.
func everywhere(s string) Page {
	spans := Line{{Text: s}, {Text: " "}, {Text: s, Style: Strong}, {Text: " "}, {Text: s, Style: Code}, {Text: " "}, {Text: s, Page: "other"}, {Text: " "}, {Text: "out", URL: s}, {Text: s, Style: Written}}
	return Page{Address: "here", Title: s, Body: []Block{
		Heading{2, Line{{Text: s}}, "a"},
		Paragraph{Line{{Text: s}}},
		Paragraph{spans},
		List{Items: []Line{{{Text: s}}, spans}},
		List{Style: Numbers, Items: []Line{{{Text: s}}}},
		List{Style: Boxes, Items: []Line{{{Text: s}}}},
		Table{Head: []Line{{{Text: s}}, spans}, Rows: [][]Line{{{{Text: s}}, spans}, {{{Text: "last"}}, {{Text: "cell"}}}}},
		Table{Rows: [][]Line{{{{Text: s}}, spans}}},
		Authored{s, 2},
		Keep{ID: "x/y", Slot: s},
		Picture{Path: "../d/x.svg", Alt: s},
		Paragraph{say("what follows")},
	}}
}

var siteXHTML = XHTML{Link: HTMLLink}

func TestTextsComeOutAsTheyAreInXHTML(t *testing.T) {
	for _, s := range hostile {
		page := everywhere(s)
		f := siteXHTML.Fragments([]Page{page, {Address: "other"}})[0]
		text, elements, err := walkXML(f.XHTML, allowed)
		require.NoError(t, err, "%q in\n%s", s, f.XHTML)
		assert.Equal(t, 1, elements["h2"], "%q", s)
		assert.LessOrEqual(t, 2, elements["table"], "%q", s)
		assert.True(t, strings.HasSuffix(f.XHTML, "<p>what follows</p>\n"), "%q", s)
		if want := clean(s); want != "" {
			assert.GreaterOrEqual(t, strings.Count(text, want), 20, "%q in\n%s", want, f.XHTML)
		}
	}
}

func TestAuthoredMarkdownAsXHTML(t *testing.T) {
	for in, want := range map[string]string{
		"Do **this**, _then_ `that`.":                    "<p>Do <strong>this</strong>, <em>then</em> <code>that</code>.</p>\n",
		"a  \nb\nc":                                      "<p>a<br/>\nb\nc</p>\n",
		"- a\n- b\n  1. c":                               "<ul><li>a</li>\n<li>b\n<ol><li>c</li>\n</ol>\n</li>\n</ul>\n",
		"3. a":                                           "<ol start=\"3\"><li>a</li>\n</ol>\n",
		"- [x] done\n- [ ] not":                          "<ul><li>☑ done</li>\n<li>☐ not</li>\n</ul>\n",
		"```sh\ncurl '<a>' & echo ]]>\n```":              "<pre><code>curl '&lt;a&gt;' &amp; echo ]]&gt;\n</code></pre>\n",
		"[x](https://a.example/?a=1&b=2 \"t\")":          "<p><a href=\"https://a.example/?a=1&amp;b=2\">x</a></p>\n",
		"see https://a.example":                          "<p>see <a href=\"https://a.example\">https://a.example</a></p>\n",
		"<ops@a.example>":                                "<p><a href=\"mailto:ops@a.example\">ops@a.example</a></p>\n",
		"[x](javascript:alert(1))":                       "<p>[x](javascript:alert(1))</p>\n",
		"[x](JAVA&#115;cript:alert(1))":                  "<p>[x](JAVAscript:alert(1))</p>\n",
		"a <b onclick=x>c</b> &nbsp;&copy; &bogus;":      "<p>a &lt;b onclick=x&gt;c&lt;/b&gt; \u00a0© &amp;bogus;</p>\n",
		`\<b> \&amp; &#38;lt;`:                           "<p>&lt;b&gt; &amp;amp; &amp;lt;</p>\n",
		"| a |\n| --- |\n| ~~x~~ |":                      "<table>\n<thead>\n<tr><th scope=\"col\">a</th></tr>\n</thead>\n<tbody>\n<tr><td><del>x</del></td></tr>\n</tbody>\n</table>\n",
		"# Title\n\n> quoted\n\n---":                     "<h3>Title</h3>\n<blockquote><p>quoted</p>\n</blockquote>\n<hr/>\n",
		"![a *b*](https://a.example/x.png)":              "<p><img src=\"https://a.example/x.png\" alt=\"a b\"/></p>\n",
		"form feed \f and &#1; &#xFFFF; \uFFFE are gone": "<p>form feed  and    are gone</p>\n",
	} {
		f := siteXHTML.Fragments([]Page{{Address: "here", Body: []Block{Authored{in, 2}}}})[0]
		_, _, err := walkXML(f.XHTML, allowed)
		assert.NoError(t, err, in)
		assert.Equal(t, want, f.XHTML, in)
	}
}

func TestHeadingsOfAFragment(t *testing.T) {
	page := Page{Address: "here", Body: []Block{
		Heading{2, say("Escalation"), ""}, Heading{2, say("Who is told"), "escalation"}, Heading{3, say("Escalation"), ""}, Heading{3, say("!"), ""}, Heading{2, say("Again"), "escalation"},
		Paragraph{say(Span{Text: "x", Page: "here", Anchor: "escalation"}, Span{Text: "y", Page: "other"}, Span{Text: "z", Page: "nowhere"})},
	}}
	f := siteXHTML.Fragments([]Page{page, {Address: "other"}})[0]
	assert.Equal(t, []Entry{{2, "Escalation", "escalation-2"}, {2, "Who is told", "escalation"}, {3, "Escalation", "escalation-3"}, {3, "!", "section"}, {2, "Again", "again"}}, f.Contents)
	assert.Contains(t, f.XHTML, `<p><a href="#escalation">x</a><a href="other.html">y</a>z</p>`)
}

func FuzzXHTML(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		page := everywhere(s)
		fragment := siteXHTML.Fragments([]Page{page, {Address: "other"}})[0].XHTML
		text, _, err := walkXML(fragment, allowed)
		if err != nil {
			t.Fatalf("%q: %v in %s", s, err, fragment)
		}
		if want := clean(s); want != "" && strings.Count(text, legal(want)) < 15 {
			t.Fatalf("%q does not come out as it is: %s", want, fragment)
		}
		if !strings.HasSuffix(fragment, "<p>what follows</p>\n") {
			t.Fatalf("%q swallows what follows: %s", s, fragment)
		}
	})
}
