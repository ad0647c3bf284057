// Package terminal knows what may be sent to a terminal and how wide it comes out.
package terminal

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable makes text from a map harmless on a terminal: control characters, escape sequences, text that reorders or hides other
// text, and bytes that are no UTF-8 come out as visible escapes such as \x1b or \u202e. Line ends stay, and tabs become four
// spaces.
func Printable(text string) string {
	if harmless(text) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n':
			b.WriteByte('\n')
		case r == '\r' && strings.HasPrefix(text[i+1:], "\n"):
		case r == '\t':
			b.WriteString("    ")
		default:
			b.WriteString(visible(r, text[i:i+size]))
		}
		i += size
	}
	return b.String()
}

// Line is Printable for what must stay on one line: line ends become visible too.
func Line(text string) string {
	return strings.ReplaceAll(Printable(text), "\n", `\n`)
}

func harmless(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' && c != '\n' || c >= 0x7f {
			return false
		}
	}
	return true
}

// visible returns r as it may be printed; raw is how it was spelled.
func visible(r rune, raw string) string {
	switch {
	case r == utf8.RuneError && len(raw) == 1:
		return fmt.Sprintf(`\x%02x`, raw[0])
	case r < 0x20 || r == 0x7f:
		return fmt.Sprintf(`\x%02x`, r)
	case hidden(r) && r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	case hidden(r):
		return fmt.Sprintf(`\u%04x`, r)
	}
	return raw
}

// hidden reports whether a rune shows nothing of itself but changes what is round it. The two joiners (U+200C, U+200D) are spared:
// Persian, Indic scripts and emoji are spelled with them.
func hidden(r rune) bool {
	if r == 0x200c || r == 0x200d {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co)
}
