package runbook

// Descriptions and instructions are Markdown that an author wrote, and are shown as such; but they must not do anything to the page
// they stand on. Raw HTML becomes text, links lead to http, https, mailto or tel or are no links, headings go below the page's own, and
// whatever is opened is closed.
//
// Escaping one thing changes how the rest is read (a tag may have hidden a backtick in its attribute), so this goes round until a
// parse finds nothing left to do; each round leaves fewer characters that could be at fault. What does not come to rest is shown as it was
// written, in a code block.

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// rounds is far more than any text a person would write needs.
const rounds = 20

// inert returns the author's Markdown, harmless, with its headings below the given level. It ends without a line break.
func inert(markdown string, level int) string {
	s := readable(markdown)
	if plain(s) {
		return s
	}
	p := inertParser()
	s, calm := calmed(p, s)
	if calm {
		s = apply(s, demotions(p, s, level))
		s, calm = calmed(p, s)
	}
	if calm {
		s, calm = closed(p, s)
	}
	if !calm {
		return literal(readable(markdown))
	}
	return s
}

// inertLine is inert for text that must stand within a line. It is false where the text is more than one paragraph.
func inertLine(markdown string) (string, bool) {
	s := inert(markdown, 6)
	if s == "" || plain(s) {
		return s, true
	}
	doc := blockParser().Parse(text.NewReader([]byte(s)))
	if n := doc.FirstChild(); n == nil || n.Kind() != ast.KindParagraph || n.NextSibling() != nil {
		return "", false
	}
	return strings.Join(strings.Fields(s), " "), true
}

// plain reports whether a text needs no parsing: one line that begins with a letter and holds nothing that could be at fault.
func plain(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(first) && !strings.ContainsAny(s, "<[{`~\n")
}

// readable removes what cannot be seen, and blank lines round the text.
func readable(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == '\u2028' || r == '\u2029':
			return '\n'
		case visible(r) < 0:
			return -1
		}
		return r
	}, s)
	lines := strings.Split(strings.TrimRight(s, " \t\n"), "\n")
	for len(lines) > 1 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	return strings.Join(lines, "\n")
}

type edit struct {
	start, end int
	text       string
}

func apply(s string, edits []edit) string {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.start < at {
			continue // the next round sees to it
		}
		b.WriteString(s[at:e.start] + e.text)
		at = e.end
	}
	return b.String() + s[at:]
}

func calmed(p parser.Parser, s string) (string, bool) {
	for range rounds {
		edits, calm := faults(p, s)
		if len(edits) == 0 {
			return s, calm
		}
		s = apply(s, edits)
	}
	return s, false
}

// faults finds what must be escaped. calm is false where something is at fault that no edit here can mend.
func faults(p parser.Parser, s string) (edits []edit, calm bool) {
	source := []byte(s)
	inCode := make([]bool, len(source)+1)
	linked := map[int]bool{} // where < begins a link that may stay
	calm = true
	bracket := func(at int) {
		if at >= 0 && at < len(s) && s[at] == '!' {
			at++
		}
		if at < 0 || at >= len(s) || s[at] != '[' {
			calm = false
			return
		}
		edits = append(edits, edit{at, at, `\`})
	}
	_ = ast.Walk(p.Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			for i := range n.Lines().Len() {
				mark(inCode, n.Lines().At(i))
			}
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					mark(inCode, t.Segment)
				}
			}
		case *ast.RawHTML, *ast.HTMLBlock:
			calm = false
		case *ast.AutoLink:
			if target := string(n.URL(source)); leadsOut(target) || n.AutoLinkType == ast.AutoLinkEmail {
				linked[n.Pos()] = true
			}
		case *ast.Link:
			if !leadsOut(string(n.Destination)) {
				bracket(n.Pos())
			}
		case *ast.Image:
			if !leadsOut(string(n.Destination)) {
				bracket(n.Pos())
			}
		case *ast.LinkReferenceDefinition:
			if !leadsOut(string(n.Destination)) {
				bracket(n.Pos())
			}
		}
		return ast.WalkContinue, nil
	})
	for i := range len(s) {
		rest := s[i:]
		switch {
		case inCode[i]:
			if strings.HasPrefix(rest, "<!-- handoff:") { // a file may be read for these marks without being parsed
				edits = append(edits, edit{i, i + 4, "<! --"})
			}
		case s[i] == '<' && len(rest) > 1 && opensTag(rest[1]) && !linked[i] && !escaped(s, i):
			edits = append(edits, edit{i, i + 1, "&lt;"})
		case (strings.HasPrefix(rest, "{{") || strings.HasPrefix(rest, "{%") || strings.HasPrefix(rest, "{#")) && !escaped(s, i):
			edits = append(edits, edit{i, i + 1, `{\`})
		}
	}
	return edits, calm
}

func mark(in []bool, s text.Segment) {
	for i := s.Start; i < s.Stop && i < len(in); i++ {
		in[i] = true
	}
}

func opensTag(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '/' || c == '!' || c == '?'
}

// escaped reports whether a backslash already takes the meaning from the character at i.
func escaped(s string, i int) bool {
	n := 0
	for i > n && s[i-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// leadsOut reports whether a link in an author's text may lead there. Relative links may not: the page stands elsewhere than the map.
func leadsOut(target string) bool {
	u, err := url.Parse(strings.TrimSpace(target))
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		_, err := url.Parse(encodeURL(target)) // a host may hold nothing that needs encoding
		return u.Host != "" && err == nil
	case "mailto", "tel":
		return true
	}
	return false
}

// demotions moves all headings below a level. A heading underlined with === or --- becomes one that says its level.
func demotions(p parser.Parser, s string, level int) []edit {
	var edits []edit
	_ = ast.Walk(p.Parse(text.NewReader([]byte(s))), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		h, ok := n.(*ast.Heading)
		if !ok || !entering || h.Pos() < 0 || h.Pos() >= len(s) {
			return ast.WalkContinue, nil
		}
		wanted := min(level+h.Level, 6)
		if s[h.Pos()] == '#' {
			edits = append(edits, edit{h.Pos(), h.Pos() + h.Level, strings.Repeat("#", wanted)})
			return ast.WalkContinue, nil
		}
		last := h.Lines().At(h.Lines().Len() - 1)
		from := last.Stop
		if i := strings.IndexAny(s[from:], "=-"); i >= 0 {
			from += i
		}
		to := from
		for to < len(s) && (s[to] == '=' || s[to] == '-') {
			to++
		}
		if h.Lines().Len() > 1 { // its lines cannot be joined without knowing what they stand in
			edits = append(edits, edit{from, from, `\`})
			return ast.WalkContinue, nil
		}
		edits = append(edits, edit{h.Pos(), h.Pos(), strings.Repeat("#", wanted) + " "}, edit{from, to, ""})
		return ast.WalkContinue, nil
	})
	return edits
}

// closed sees to it that what follows the text is read as if the text were not there.
func closed(p parser.Parser, s string) (string, bool) {
	longest := map[byte]int{}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == '`' || c == '~' {
			run := 1
			for i+run < len(s) && s[i+run] == c {
				run++
			}
			longest[c] = max(longest[c], run)
			i += run - 1
		}
	}
	endings := []string{""}
	for _, c := range []byte{'`', '~'} {
		for n := 3; n <= min(longest[c], 40); n++ {
			endings = append(endings, "\n"+strings.Repeat(string(c), n))
		}
	}
	const sentinel = "what follows"
	for _, ending := range endings {
		whole := s + ending + "\n\n" + sentinel
		last := p.Parse(text.NewReader([]byte(whole))).LastChild()
		if last != nil && last.Kind() == ast.KindParagraph && last.Lines().Len() == 1 {
			if line := last.Lines().At(0); string(line.Value([]byte(whole))) == sentinel {
				return s + ending, true
			}
		}
	}
	return s, false
}

// literal shows a text as it was written.
func literal(s string) string {
	s = strings.ReplaceAll(s, "<!-- handoff:", "<! -- handoff:")
	fence := "```"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	return fence + "text\n" + s + "\n" + fence
}

// listMark returns the mark of the list that a text begins or ends with, 0 where there is none.
func listMark(s string, last bool) byte {
	if plain(s) {
		return 0
	}
	doc := blockParser().Parse(text.NewReader([]byte(s)))
	n := doc.FirstChild()
	if last {
		n = doc.LastChild()
	}
	if l, ok := n.(*ast.List); ok {
		return l.Marker
	}
	return 0
}
