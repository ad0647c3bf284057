package runbook

// Escaping for Markdown: whatever a text holds, it reads as that text, on GitHub as in a plain CommonMark renderer, and starts neither
// markup, HTML, a link nor a template of the tools that wikis are run through.

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean removes what has no business in a line of text: control characters, the marks that turn the direction of the text after them
// (with which a text can be made to read as what it is not), and broken UTF-8. Line breaks become spaces.
func clean(s string) string {
	return strings.Join(strings.Fields(strings.Map(visible, strings.ToValidUTF8(s, "\uFFFD"))), " ")
}

func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
		return ' '
	case r < 0x20 || r >= 0x7f && r < 0xa0, turnsText(r), r == '\uFEFF':
		return -1
	}
	return r
}

func turnsText(r rune) bool { return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' }

// escapes are the ways to take from a character what Markdown would make of it.
type escapes uint8

const (
	commonMark escapes = iota // a backslash, before any punctuation
	python                    // Python-Markdown knows a backslash before some characters only, and shows it before others
	mdx                       // as CommonMark, but braces are code and every < is a tag
)

// pythonKnows are the characters that Python-Markdown takes a backslash before; the bar comes with its tables.
const pythonKnows = "\\`*_{}[]()>#+-.!|"

// put writes a character so that it means nothing but itself.
func (e escapes) put(b *strings.Builder, r rune) {
	if e == python && !strings.ContainsRune(pythonKnows, r) {
		b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		return
	}
	b.WriteByte('\\')
	b.WriteRune(r)
}

func escape(s string) string { return commonMark.text(s) }

// text writes a text so that Markdown shows exactly that text. It is correct anywhere within a line; what counts only at its start is
// start's.
func (e escapes) text(s string) string {
	s = clean(s)
	var b strings.Builder
	previous := ' '
	for i, r := range s {
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		special := false
		switch r {
		case '\\', '`', '*', '[', ']', '|', '~', '$':
			special = true
		case '_':
			special = !word(previous) || !word(next)
		case '{':
			special = e != commonMark || next == '{' || next == '%' || next == '#'
		case '}':
			special = e != commonMark
		case '<':
			if e == commonMark && i+1 < len(s) && !opensTag(s[i+1]) {
				break
			}
			b.WriteString("&lt;")
			previous = r
			continue
		case '>':
			if previous == '-' || e == mdx { // "-->" would end a comment
				b.WriteString("&gt;")
				previous = r
				continue
			}
		case '&':
			if word(next) || next == '#' {
				b.WriteString("&amp;")
				previous = r
				continue
			}
		case '!':
			special = next == '['
		case ':': // no link unless we make one, and no directive
			special = next == '/' || e == mdx && (next == ':' || word(next))
		case '.':
			special = previous == 'w' || previous == 'W'
		case '@': // no mail address either, where they become links
			special = e == mdx
		}
		if special {
			e.put(&b, r)
		} else {
			b.WriteRune(r)
		}
		previous = r
	}
	return b.String()
}

func word(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

func escapeStart(s string) string { return commonMark.start(s) }

// start escapes what would make an escaped text a heading, a quotation, a list or a rule, were it to start a line.
func (e escapes) start(s string) string {
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	starts := "#>+-=:"
	if e == python {
		starts = "#>+-=:!?/"
	}
	switch {
	case s == "":
	case digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')'):
		return s[:digits] + `\` + s[digits:]
	case strings.ContainsRune(starts, rune(s[0])):
		var b strings.Builder
		e.put(&b, rune(s[0]))
		return b.String() + s[1:]
	case e == mdx && (strings.HasPrefix(s, "import") || strings.HasPrefix(s, "export")): // statements, at the start of a line
		return "&#" + strconv.Itoa(int(s[0])) + ";" + s[1:]
	}
	return s
}

func escapeCode(s string, inTable bool) string { return commonMark.code(s, inTable) }

// code makes a code span. In a table a bar needs its escape even there.
func (e escapes) code(s string, inTable bool) string {
	s = clean(s)
	if s == "" {
		return ""
	}
	if e == python && strings.ContainsAny(s, "`|\\") {
		return "<code>" + entities(s) + "</code>"
	}
	if inTable {
		if strings.Contains(s, "\\|") || strings.HasSuffix(s, "\\") {
			return e.text(s) // GFM has no way to write this as code in a cell
		}
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] == '`' {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	fence := strings.Repeat("`", longest+1)
	if s[0] == '`' || s[len(s)-1] == '`' {
		s = " " + s + " "
	}
	return fence + s + fence
}

// entities writes every character that could mean anything to Markdown or HTML as an entity.
func entities(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 && !word(r) && r != ' ' {
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// escapeURL makes a link's target, or "" where a link may not lead there: only http, https, mailto and tel are places.
func escapeURL(s string) string {
	s = strings.TrimSpace(s)
	if clean(s) != s || !leadsOut(s) {
		return ""
	}
	return encodePath(s)
}

// encodePath percent-encodes what would end a link's target or mean something to Markdown.
func encodePath(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c <= ' ', c >= 0x7f, strings.IndexByte("\"<>\\^`{|}()*_[]", c) >= 0 && c != '_':
			const hex = "0123456789ABCDEF"
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		case c == '&':
			b.WriteString("&amp;")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
