package runbook

// An author's Markdown, read and written down anew for MDX: indented code becomes fenced, links in angle brackets become plain ones, and every
// character that MDX would take for code is escaped. What comes out is CommonMark as well, and says the same.

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

func rewritten(markdown string, level int) string {
	source := inert(markdown, level)
	if source == "" {
		return ""
	}
	r := rewriter{[]byte(source)}
	return strings.Join(r.blocks(markdownParser().Parse(text.NewReader(r.source))), "\n")
}

func rewrittenLine(markdown string, inTable bool) (string, bool) {
	source, fits := inertLine(markdown)
	if !fits {
		return "", false
	}
	r := rewriter{[]byte(source)}
	first := markdownParser().Parse(text.NewReader(r.source)).FirstChild()
	if first == nil {
		return "", true
	}
	if first.Kind() != ast.KindParagraph || first.NextSibling() != nil {
		return "", false
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(r.inline(first, inTable), "\\\n", " ")), " "), true
}

type rewriter struct{ source []byte }

// blocks returns the lines of what a node holds, with an empty line between blocks.
func (r rewriter) blocks(parent ast.Node) []string {
	var lines []string
	lists := 0
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if _, ok := n.(*ast.List); ok {
			lists++
		} else {
			lists = 0
		}
		block := r.block(n, lists)
		if len(block) == 0 {
			continue
		}
		if len(lines) > 0 && !tight(n) {
			lines = append(lines, "")
		}
		lines = append(lines, block...)
	}
	return lines
}

// tight reports whether a block stands right under the one before it: a list in an item of a list that has no blank lines.
func tight(n ast.Node) bool {
	if _, ok := n.PreviousSibling().(*ast.TextBlock); !ok {
		return false
	}
	_, list := n.(*ast.List)
	return list
}

func (r rewriter) block(n ast.Node, lists int) []string {
	switch n := n.(type) {
	case *ast.Heading:
		return []string{hashes(n.Level) + headingText(strings.Join(strings.Fields(r.inline(n, false)), " "))}
	case *ast.Blockquote:
		return prefixed(r.blocks(n), "> ", "> ")
	case *ast.List:
		return r.list(n, lists)
	case *ast.ThematicBreak:
		return []string{"***"}
	case *ast.FencedCodeBlock:
		return r.code(string(n.Language(r.source)), n)
	case *ast.CodeBlock, *ast.HTMLBlock:
		return r.code("", n)
	case *extended.Table:
		return r.table(n)
	case *ast.LinkReferenceDefinition:
		return nil
	}
	lines := strings.Split(strings.TrimSpace(r.inline(n, false)), "\n")
	for i, line := range lines {
		lines[i] = mdx.start(strings.TrimSpace(line))
	}
	if len(lines) == 1 && lines[0] == "" {
		return nil
	}
	return lines
}

func (r rewriter) list(l *ast.List, nth int) []string {
	var lines []string
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		mark := []string{"- ", "* "}[(nth+1)%2] // a list after a list of the same mark would be one with it
		if l.IsOrdered() {
			mark = strconv.Itoa(number) + []string{". ", ") "}[(nth+1)%2]
			number++
		}
		body := r.blocks(item)
		if len(body) == 0 {
			body = []string{""}
		}
		if !l.IsTight && len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, prefixed(body, mark, strings.Repeat(" ", len(mark)))...)
	}
	return lines
}

func prefixed(lines []string, first, others string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		prefix := others
		if i == 0 {
			prefix = first
		}
		out[i] = strings.TrimRight(prefix+line, " ")
	}
	return out
}

func (r rewriter) code(language string, n ast.Node) []string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		b.Write(s.Value(r.source))
	}
	content := strings.TrimSuffix(b.String(), "\n")
	fence := "```"
	for strings.Contains(content, fence) {
		fence += "`"
	}
	word := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '+' {
			return c
		}
		return -1
	}, language)
	return append(append([]string{fence + word}, strings.Split(content, "\n")...), fence)
}

func (r rewriter) table(t *extended.Table) []string {
	var lines []string
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		line := "|"
		columns := 0
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			line += " " + strings.Join(strings.Fields(r.inline(cell, true)), " ") + " |"
			columns++
		}
		lines = append(lines, line)
		if len(lines) == 1 {
			lines = append(lines, "|"+strings.Repeat(" --- |", columns))
		}
	}
	return lines
}

func (r rewriter) inline(parent ast.Node, inTable bool) string {
	var b strings.Builder
	wrap := func(n ast.Node, mark string) {
		if inner := r.inline(n, inTable); strings.TrimSpace(inner) != "" {
			b.WriteString(mark + inner + mark)
		}
	}
	m := markup{source: r.source}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			said := m.text(n)
			if escaped := mdx.text(said); escaped != "" {
				b.WriteString(padded(said, escaped))
			} else {
				b.WriteString(pad(said))
			}
			switch {
			case n.HardLineBreak() && !inTable:
				b.WriteString("\\\n")
			case n.HardLineBreak() || n.SoftLineBreak():
				b.WriteString("\n")
			}
		case *ast.String:
			b.WriteString(mdx.text(string(n.Value)))
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				s := n.Segments.At(i)
				b.WriteString(mdx.text(string(s.Value(r.source))))
			}
		case *ast.CodeSpan:
			b.WriteString(mdx.code(m.raw(n), inTable))
		case *ast.Emphasis:
			wrap(n, strings.Repeat("*", min(n.Level, 2)))
		case *extended.Strikethrough:
			if liesIn(n, extended.KindStrikethrough) { // once is enough, and four tildes would begin a block of code
				b.WriteString(r.inline(n, inTable))
			} else {
				wrap(n, "~~")
			}
		case *extended.TaskCheckBox:
			if n.IsChecked {
				b.WriteString("[x] ")
			} else {
				b.WriteString("[ ] ")
			}
		case *ast.Link:
			b.WriteString(linkTo(string(n.Destination), r.inline(n, inTable)))
		case *ast.AutoLink:
			target := string(n.URL(r.source))
			if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(target), "mailto:") {
				target = "mailto:" + target
			}
			b.WriteString(linkTo(target, mdx.text(string(n.Label(r.source)))))
		case *ast.Image:
			if escapeURL(string(n.Destination)) != "" {
				b.WriteByte('!')
			}
			b.WriteString(linkTo(string(n.Destination), r.inline(n, inTable)))
		default:
			b.WriteString(r.inline(n, inTable))
		}
	}
	return b.String()
}

// liesIn reports whether a node lies in one of a kind.
func liesIn(n ast.Node, kind ast.NodeKind) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == kind {
			return true
		}
	}
	return false
}

func linkTo(target, body string) string {
	if target = escapeURL(target); target == "" || strings.TrimSpace(body) == "" {
		return body
	}
	return "[" + body + "](" + target + ")"
}
