package sql

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// FuzzQuote: a text of a map is one literal of the dialect and nothing more, and reads back as what it was.
func FuzzQuote(f *testing.F) {
	for _, s := range []string{"", "it's", `"x"`, "`x`", `a\`, `\'`, "'; DROP TABLE x; --", "two\nlines", "%_*!", "\x00", "störung", "a\u2028b", `\\'`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return // maps are UTF-8
		}
		for _, d := range Dialects {
			google := d.Name == "bigquery"
			for mark, quoted := range map[byte]string{quoteMark(d): d.quote(s), '\'': d.literal(s)} {
				got, rest, ok := unquote(quoted, mark, google)
				require.True(t, ok && rest == "", "%s: %q is not one literal: %q", d.Name, s, quoted)
				require.Equal(t, s, got, d.Name)
			}
			pattern, rest := d.like("x", s), ""
			_, literal, found := strings.Cut(pattern, " LIKE ")
			require.True(t, found)
			_, rest, ok := unquote(literal, '\'', google)
			require.True(t, ok && (rest == "" || rest == " ESCAPE '!'"), "%s: %q", d.Name, pattern)
		}
	})
}

func quoteMark(d Dialect) byte { return d.quote("x")[0] }

// unquote reads a literal as the engines do: in standard SQL a mark within is doubled; in GoogleSQL a backslash escapes, and no line ends
// within.
func unquote(s string, mark byte, google bool) (text, rest string, ok bool) {
	if s == "" || s[0] != mark {
		return "", "", false
	}
	var b strings.Builder
	for k := 1; k < len(s); k++ {
		switch {
		case google && s[k] == '\\':
			k++
			if k == len(s) {
				return "", "", false
			}
			switch s[k] {
			case 'n':
				b.WriteByte('\n')
			case 'r':
				b.WriteByte('\r')
			default:
				b.WriteByte(s[k])
			}
		case google && (s[k] == '\n' || s[k] == '\r'):
			return "", "", false
		case s[k] == mark && !google && k+1 < len(s) && s[k+1] == mark:
			b.WriteByte(mark)
			k++
		case s[k] == mark:
			return b.String(), s[k+1:], true
		default:
			b.WriteByte(s[k])
		}
	}
	return "", "", false
}
