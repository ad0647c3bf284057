package runbook

// An author's Markdown as XHTML. It has been made inert first, so there is no raw HTML left in it and no link that may not be followed; should
// there be any all the same, it is shown as text.

import (
	"bytes"
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extended "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The parsers are made once, since making one takes longer than most texts take to read; they may be used by several at a time.
var (
	markdownParser = sync.OnceValue(func() parser.Parser {
		return goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Linkify)).Parser()
	})
	// inertParser finds no links that are not written as such.
	inertParser = sync.OnceValue(func() parser.Parser {
		return goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList)).Parser()
	})
	// blockParser tells kinds of blocks only.
	blockParser = sync.OnceValue(func() parser.Parser { return goldmark.New().Parser() })
)

// authored writes an author's Markdown, its headings below a level.
func (x XHTML) authored(markdown string, level int) string {
	source := inert(markdown, level)
	if source == "" {
		return ""
	}
	m := markup{elements: x.elements, source: []byte(source)}
	m.children(markdownParser().Parse(text.NewReader(m.source)))
	return m.String()
}

// written is one paragraph of an author's Markdown, within a line.
func (x XHTML) written(markdown string) string {
	source, fits := inertLine(markdown)
	if !fits {
		return escapeXML(clean(markdown))
	}
	m := markup{elements: x.elements, source: []byte(source)}
	doc := markdownParser().Parse(text.NewReader(m.source))
	if first := doc.FirstChild(); first != nil && first.Kind() == ast.KindParagraph && first.NextSibling() == nil {
		m.children(first)
		return m.String()
	}
	return escapeXML(clean(markdown))
}

// markup writes a tree of parsed Markdown.
type markup struct {
	strings.Builder
	elements elements
	source   []byte
}

func (m *markup) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.node(c)
	}
}

// within writes an element round what a node holds.
func (m *markup) within(tag string, n ast.Node, end string) {
	name, _, _ := strings.Cut(tag, " ")
	m.WriteString("<" + tag + ">")
	m.children(n)
	m.WriteString("</" + name + ">" + end)
}

func (m *markup) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		m.within("p", n, "\n")
	case *ast.TextBlock:
		m.children(n)
		if n.NextSibling() != nil {
			m.WriteString("\n")
		}
	case *ast.Heading:
		m.within("h"+strconv.Itoa(min(n.Level, 6)), n, "\n")
	case *ast.Blockquote:
		m.within("blockquote", n, "\n")
	case *ast.List:
		switch {
		case !n.IsOrdered():
			m.within("ul", n, "\n")
		case n.Start > 1:
			m.within(`ol start="`+strconv.Itoa(n.Start)+`"`, n, "\n")
		default:
			m.within("ol", n, "\n")
		}
	case *ast.ListItem:
		m.within("li", n, "\n")
	case *ast.ThematicBreak:
		m.WriteString("<hr/>\n")
	case *ast.FencedCodeBlock:
		m.code(string(n.Language(m.source)), n)
	case *ast.CodeBlock:
		m.code("", n)
	case *ast.HTMLBlock:
		m.code("", n)
	case *ast.Emphasis:
		if n.Level >= 2 {
			m.within("strong", n, "")
		} else {
			m.within("em", n, "")
		}
	case *ast.CodeSpan:
		m.WriteString("<code>" + escapeXML(m.raw(n)) + "</code>")
	case *ast.Link:
		m.link(string(n.Destination), func() { m.children(n) })
	case *ast.AutoLink:
		target := string(n.URL(m.source))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(target), "mailto:") {
			target = "mailto:" + target
		}
		m.link(target, func() { m.WriteString(escapeXML(string(n.Label(m.source)))) })
	case *ast.Image:
		m.image(n)
	case *ast.Text:
		m.WriteString(escapeXML(m.text(n)))
		switch {
		case n.HardLineBreak():
			m.WriteString("<br/>\n")
		case n.SoftLineBreak():
			m.WriteString("\n")
		}
	case *ast.String:
		m.WriteString(escapeXML(string(n.Value)))
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			s := n.Segments.At(i)
			m.WriteString(escapeXML(string(s.Value(m.source))))
		}
	case *ast.LinkReferenceDefinition:
	case *extended.Strikethrough:
		m.within("del", n, "")
	case *extended.TaskCheckBox:
		if n.IsChecked {
			m.WriteString("☑ ")
		} else {
			m.WriteString("☐ ")
		}
	case *extended.Table:
		m.table(n)
	default: // nothing that an author wrote is lost
		m.children(n)
	}
}

func (m *markup) table(t *extended.Table) {
	m.WriteString("<table>\n")
	body := false
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		cell := "td"
		if _, head := row.(*extended.TableHeader); head {
			cell = `th scope="col"`
			m.WriteString("<thead>\n")
		} else if !body {
			body = true
			m.WriteString("<tbody>\n")
		}
		m.WriteString("<tr>")
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			m.within(cell, c, "")
		}
		m.WriteString("</tr>\n")
		if cell != "td" {
			m.WriteString("</thead>\n")
		}
	}
	if body {
		m.WriteString("</tbody>\n")
	}
	m.WriteString("</table>\n")
}

func (m *markup) link(target string, body func()) {
	if !leadsOut(target) {
		body()
		return
	}
	m.WriteString(`<a href="` + attribute(encodeURL(strings.TrimSpace(target))) + `">`)
	body()
	m.WriteString("</a>")
}

func (m *markup) image(n *ast.Image) {
	var alt markup
	alt.source = m.source
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := c.(*ast.Text); ok && entering {
			alt.WriteString(alt.text(t))
		}
		return ast.WalkContinue, nil
	})
	target := strings.TrimSpace(string(n.Destination))
	switch {
	case !leadsOut(target):
		m.WriteString(escapeXML(alt.String()))
	case m.elements.image != nil:
		m.WriteString(m.elements.image(encodeURL(target), alt.String()))
	default:
		m.WriteString(`<img src="` + attribute(encodeURL(target)) + `" alt="` + attribute(alt.String()) + `"/>`)
	}
}

func (m *markup) code(language string, n ast.Node) {
	var b strings.Builder
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		b.Write(s.Value(m.source))
	}
	if h, ok := n.(*ast.HTMLBlock); ok && h.HasClosure() {
		b.Write(h.ClosureLine.Value(m.source))
	}
	if m.elements.code != nil {
		m.WriteString(m.elements.code(language, legal(b.String())))
		return
	}
	m.WriteString("<pre><code>" + escapeXML(b.String()) + "</code></pre>\n")
}

// raw is the text of a code span.
func (m *markup) raw(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(m.source))
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// text is what a run of text says, its escapes and entities resolved.
func (m *markup) text(t *ast.Text) string {
	value := t.Segment.Value(m.source)
	if t.IsRaw() {
		return string(value)
	}
	return resolve(value)
}

// resolve takes escapes and entities for what they mean. A backslash before an ampersand keeps the entity behind it from being one.
func resolve(value []byte) string {
	var b strings.Builder
	for len(value) > 0 {
		switch end := bytes.IndexByte(value, ';'); {
		case value[0] == '\\' && len(value) > 1 && util.IsPunct(value[1]):
			b.WriteByte(value[1])
			value = value[2:]
		case value[0] == '&' && end > 0:
			entity := value[:end+1]
			meant := util.ResolveEntityNames(entity)
			if bytes.Equal(meant, entity) {
				meant = util.ResolveNumericReferences(entity)
			}
			if bytes.Equal(meant, entity) { // it is none
				meant, end = entity[:1], 0
			}
			b.Write(meant)
			value = value[end+1:]
		default:
			b.WriteByte(value[0])
			value = value[1:]
		}
	}
	return b.String()
}
