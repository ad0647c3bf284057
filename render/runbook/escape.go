package runbook

// Escaping for Markdown: whatever a text holds, it reads as that text, on GitHub as in a plain CommonMark renderer, and starts neither
// markup, HTML, a link nor a template of the tools that wikis are run through.

import (
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

// escape writes a text so that Markdown shows exactly that text. It is correct anywhere within a line; what counts only at its start is
// escapeStart's.
func escape(s string) string {
	s = clean(s)
	var b strings.Builder
	previous := ' '
	for i, r := range s {
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		switch r {
		case '\\', '`', '*', '[', ']', '|', '~', '$':
			b.WriteByte('\\')
		case '_':
			if !word(previous) || !word(next) {
				b.WriteByte('\\')
			}
		case '{':
			if next == '{' || next == '%' || next == '#' {
				b.WriteByte('\\')
			}
		case '<':
			if i+1 < len(s) && !opensTag(s[i+1]) {
				break
			}
			b.WriteString("&lt;")
			previous = r
			continue
		case '>':
			if previous == '-' { // "-->" would end a comment
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
			if next == '[' {
				b.WriteByte('\\')
			}
		case ':': // no link unless we make one
			if next == '/' {
				b.WriteByte('\\')
			}
		case '.':
			if previous == 'w' || previous == 'W' {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
		previous = r
	}
	return b.String()
}

func word(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// escapeStart escapes what would make an escaped text a heading, a quotation, a list or a rule, were it to start a line.
func escapeStart(s string) string {
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	switch {
	case s == "":
	case digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')'):
		return s[:digits] + `\` + s[digits:]
	case strings.ContainsRune("#>+-=:", rune(s[0])):
		return `\` + s
	}
	return s
}

// escapeCode makes a code span. In a table a bar needs its escape even there.
func escapeCode(s string, inTable bool) string {
	s = clean(s)
	if s == "" {
		return ""
	}
	if inTable {
		if strings.Contains(s, "\\|") || strings.HasSuffix(s, "\\") {
			return escape(s) // GFM has no way to write this as code in a cell
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
