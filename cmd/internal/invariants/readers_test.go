package invariants

// What is written is read here by other programs than wrote it, or in another way.

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/apparentlymart/go-textseg/v17/textseg"
	"github.com/stretchr/testify/assert"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"handoff/lang/finding"
	"handoff/render/runbook"
)

// place is where a byte stands, as findings say it: lines and grapheme clusters from 1. Joined says that a letter before it has grown together with
// the sign of the language that stands before that.
func place(source []byte, at int) (pos finding.Pos, joined bool) {
	before := source[:at]
	line := 1 + strings.Count(string(before), "\n")
	start := strings.LastIndexByte(string(before), '\n') + 1
	if start == 0 && strings.HasPrefix(string(source), "\ufeff") && at >= 3 {
		start = 3
	}
	column := 1
	for rest := source[start:]; start < at; column++ {
		n, _, err := textseg.ScanGraphemeClusters(rest, true)
		if err != nil || n == 0 {
			break
		}
		joined = joined || n > 1 && rest[0] < utf8.RuneSelf
		rest, start = rest[n:], start+n
	}
	return finding.Pos{Line: line, Column: column, Byte: at}, joined
}

// control are characters that must reach no terminal, log or page.
func control(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' }

// sound holds a file to its format.
func sound(t *testing.T, name string, content []byte) {
	t.Helper()
	switch path.Ext(name) {
	case ".png", ".pdf", ".gz", ".woff":
		assert.NotEmpty(t, content, name)
		return
	}
	assert.True(t, utf8.Valid(content), "%s is no UTF-8", name)
	if k := strings.IndexFunc(string(content), control); k >= 0 {
		t.Errorf("%s holds a control character: %q", name, content[max(0, k-40):min(len(content), k+40)])
	}
	switch {
	case strings.HasSuffix(name, ".json"), name == "report/json", name == "report/sarif", name == "report/gitlab":
		assert.True(t, json.Valid(content), "%s is no JSON", name)
	case strings.HasSuffix(name, ".svg"), name == "report/junit", name == "report/checkstyle":
		assert.NoError(t, wellFormed(string(content)), name)
	case strings.HasSuffix(name, ".xhtml"):
		assert.NoError(t, wellFormed(`<x xmlns:ac="a" xmlns:ri="r">`+string(content)+"</x>"), name)
	}
}

func wellFormed(s string) error {
	d := xml.NewDecoder(strings.NewReader(s))
	d.Entity = xml.HTMLEntity // Confluence's pages know them
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

var reader = goldmark.New(goldmark.WithExtensions(extension.GFM))

// leaf is what a page has: links that lead within the wiki, and places that can be led to.
type leaf struct {
	links   []string
	anchors map[string]bool
}

var (
	rawAnchor    = regexp.MustCompile(`<a (?:id|name)="([^"]*)">`)
	braced       = regexp.MustCompile(`(?m)^#+ .* \{ ?#([^}\s]+) ?\}$`)
	macroAnchor  = regexp.MustCompile(`<ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">([^<]*)</ac:parameter>`)
	confluenceTo = regexp.MustCompile(`<ac:link(?: ac:anchor="([^"]*)")?><ri:page ri:content-title="([^"]*)"/>`)
	attachment   = regexp.MustCompile(`<ri:attachment ri:filename="([^"]*)"/>`)
)

// deadLinks lists the links of a wiki that lead nowhere, followed as the wiki would follow them.
func deadLinks(flavor runbook.Flavor, files map[string]string) []string {
	if flavor.Name == "confluence" {
		return deadInConfluence(files)
	}
	leaves := map[string]leaf{}
	for name, content := range files {
		switch {
		case strings.HasSuffix(name, ".md"):
			leaves[name] = markdownLeaf(flavor.Name, content)
		case strings.HasSuffix(name, ".html") && name != "map.html":
			leaves[name] = htmlLeaf(content)
		case strings.HasSuffix(name, ".svg") && flavor.Clickable:
			leaves[name] = htmlLeaf(content)
		}
	}
	var dead []string
	for name, l := range leaves {
		for _, link := range l.links {
			to, anchor, ok := follow(flavor.Name, name, link)
			if !ok {
				continue
			}
			if _, there := files[to]; !there {
				dead = append(dead, name+" → "+link+": no file "+to)
			} else if target, page := leaves[to]; anchor != "" && page && !target.anchors[anchor] {
				dead = append(dead, name+" → "+link+": no place "+anchor)
			}
		}
	}
	return dead
}

// follow finds the file that a link leads to; false for one that leads outside.
func follow(flavor, from, link string) (file, anchor string, ok bool) {
	if u, err := url.Parse(link); err == nil && u.Scheme != "" {
		return "", "", false
	}
	target, anchor, _ := strings.Cut(link, "#")
	anchor, _ = url.PathUnescape(anchor)
	plain, _ := url.PathUnescape(target)
	if flavor == "azure" { // which has a percent-encoding of its own for ASCII in the names of files
		plain, _ = url.PathUnescape(regexp.MustCompile(`%([0-7][0-9A-F])`).ReplaceAllString(target, "%25$1"))
	}
	switch {
	case target == "":
		return from, anchor, true
	case flavor == "github" || flavor == "gitlab" || flavor == "azure":
		plain = strings.TrimPrefix(plain, "/")
		if !regexp.MustCompile(`\.(png|svg|json|txt|html)$`).MatchString(plain) {
			plain += ".md"
		}
		return plain, anchor, true
	}
	return path.Join(path.Dir(from), plain), anchor, true
}

func markdownLeaf(flavor, content string) leaf {
	l := leaf{anchors: map[string]bool{}}
	body := content
	if strings.HasPrefix(body, "---\n") {
		_, body, _ = strings.Cut(body[4:], "\n---\n")
	}
	source := []byte(body)
	taken := map[string]bool{}
	first := true
	_ = ast.Walk(reader.Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			l.links = append(l.links, string(n.Destination))
		case *ast.Image:
			l.links = append(l.links, string(n.Destination))
		case *ast.Heading:
			if first { // the title
				first = false
				break
			}
			if slug := slugOf(flavor, plainText(n, source)); slug != "" || flavor == "gitlab" || flavor == "azure" {
				tried := slug
				for k := 1; taken[tried]; k++ {
					tried = slug + "-" + strconv.Itoa(k)
				}
				taken[tried] = true
				l.anchors[tried] = true
			}
		}
		return ast.WalkContinue, nil
	})
	for _, pattern := range []*regexp.Regexp{rawAnchor, braced, macroAnchor} {
		for _, m := range pattern.FindAllStringSubmatch(body, -1) {
			l.anchors[html.UnescapeString(m[1])] = true
		}
	}
	return l
}

// slugOf is what a wiki calls a heading that has no name of its own: GitLab's documentation, "Heading IDs and links"; Microsoft's, "Markdown
// syntax for files, widgets, wikis".
func slugOf(flavor, heading string) string {
	switch flavor {
	case "gitlab":
		s := regexp.MustCompile(`[^\pL\pM\pNd_ -]`).ReplaceAllString(strings.ToLower(heading), "")
		return regexp.MustCompile(`[ -]+`).ReplaceAllString(s, "-")
	case "azure":
		return strings.ReplaceAll(strings.ToLower(heading), " ", "-")
	}
	return ""
}

func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			switch n := n.(type) {
			case *ast.Text:
				b.Write(n.Segment.Value(source))
			case *ast.String:
				b.Write(n.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return html.UnescapeString(unescaped.ReplaceAllString(b.String(), "$1"))
}

var unescaped = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")

func htmlLeaf(content string) leaf {
	l := leaf{anchors: map[string]bool{}}
	z := html.NewTokenizer(strings.NewReader(content))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return l
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			for _, a := range tag.Attr {
				switch {
				case a.Key == "id":
					l.anchors[a.Val] = true
				case a.Key == "href" && tag.Data != "use", a.Key == "src":
					l.links = append(l.links, a.Val)
				}
			}
		}
	}
}

// deadInConfluence follows links by the titles of pages.
func deadInConfluence(files map[string]string) []string {
	var tree struct {
		Pages []struct {
			Title, File string
			Attachments []string
		}
	}
	if err := json.Unmarshal([]byte(files["pages.json"]), &tree); err != nil {
		return []string{err.Error()}
	}
	byTitle := map[string]string{}
	var dead []string
	for _, p := range tree.Pages {
		if byTitle[strings.ToLower(p.Title)] != "" {
			dead = append(dead, "two pages are called "+p.Title)
		}
		byTitle[strings.ToLower(p.Title)] = p.File
		if _, there := files[p.File]; !there {
			dead = append(dead, "no file "+p.File)
		}
		for _, a := range p.Attachments {
			if _, there := files[a]; !there {
				dead = append(dead, p.File+": no attachment "+a)
			}
		}
	}
	for _, p := range tree.Pages {
		content := files[p.File]
		for _, m := range confluenceTo.FindAllStringSubmatch(content, -1) {
			to, there := byTitle[strings.ToLower(html.UnescapeString(m[2]))]
			if !there {
				dead = append(dead, p.File+": no page "+m[2])
			} else if m[1] != "" && !strings.Contains(files[to], `<ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">`+m[1]+"<") {
				dead = append(dead, p.File+": no place "+m[2]+"#"+m[1])
			}
		}
		for _, m := range attachment.FindAllStringSubmatch(content, -1) {
			if _, there := files["attachments/"+html.UnescapeString(m[1])]; !there {
				dead = append(dead, p.File+": no attachment "+m[1])
			}
		}
	}
	return dead
}
