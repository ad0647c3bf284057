package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"
)

// encode writes v as JSON for people and programs. Characters that turn the direction of text are written as escapes: programs read the same, and who
// looks at the file itself, as in a log or a pull request, is not shown something else than what it says.
func encode(w io.Writer, v any) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	text := out.Bytes()
	for { // outside strings JSON is ASCII, so that each stands where an escape may
		i := turning(text)
		if i < 0 {
			_, err := w.Write(text)
			return err
		}
		if _, err := w.Write(text[:i]); err != nil {
			return err
		}
		r, size := utf8.DecodeRune(text[i:])
		if _, err := fmt.Fprintf(w, `\u%04x`, r); err != nil {
			return err
		}
		text = text[i+size:]
	}
}

// turning is where the first character that turns the direction of text stands (Unicode's UAX #9: embeddings, overrides, isolates), or -1.
func turning(text []byte) int {
	return bytes.IndexFunc(text, func(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 })
}
