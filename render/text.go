package render

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/apparentlymart/go-textseg/v17/textseg"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/width"
)

// This file makes text fit. Widths are measured in the Go fonts; a browser may show another font, so every line that is drawn also
// carries the width it was given here (SVG's textLength), and no font can make it leave its box.

// clean makes text safe to show anywhere: valid UTF-8, no control characters but line breaks, no characters XML forbids, and none
// that reorder what stands around them.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t', r == '\r', r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), r == '\uFFFE', r == '\uFFFF', r&0xFFFE == 0xFFFE:
			return -1
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C, r == 0xFEFF:
			return -1
		}
		return r
	}, s)
}

// oneLine is clean text on one line, with single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// typeface measures text in one font. It is not safe for concurrent use; every drawing has its own.
type typeface struct {
	font     *sfnt.Font
	buf      sfnt.Buffer
	advances map[rune]float64 // in ems; what the font lacks is absent
}

// fonts are the two faces a drawing is set in.
type fonts struct{ regular, bold *typeface }

func newFonts() (fonts, error) {
	regular, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		return fonts{}, err
	}
	bold, err := sfnt.Parse(gobold.TTF)
	if err != nil {
		return fonts{}, err
	}
	return fonts{
		&typeface{font: regular, advances: map[rune]float64{}},
		&typeface{font: bold, advances: map[rune]float64{}},
	}, nil
}

// width returns how wide s is in pixels at a size in pixels.
func (t *typeface) width(s string, size float64) float64 {
	total := 0.0
	for _, cluster := range clusters(s) {
		total += t.cluster(cluster)
	}
	return total * size
}

// cluster returns the width of one grapheme cluster in ems.
func (t *typeface) cluster(c string) float64 {
	total := 0.0
	for i, r := range c {
		if i == 0 || !unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc, unicode.Cf) {
			total += t.rune(r)
		}
	}
	if r, _ := utf8.DecodeRuneInString(c); emoji(r) || strings.ContainsRune(c, 0xFE0F) {
		return 1.3 // a sequence of emoji shows as one picture, a little wider than high
	}
	return total
}

func emoji(r rune) bool { return r >= 0x1F000 && r <= 0x1FAFF }

func (t *typeface) rune(r rune) float64 {
	if w, ok := t.advances[r]; ok {
		return w
	}
	w := t.measure(r)
	t.advances[r] = w
	return w
}

// measure asks the font. What it lacks is taken as a full square for East Asian text and as a letter of middling width for the rest.
func (t *typeface) measure(r rune) float64 {
	const em = 1000
	if glyph, err := t.font.GlyphIndex(&t.buf, r); err == nil && glyph != 0 {
		if advance, err := t.font.GlyphAdvance(&t.buf, glyph, fixed.I(em), font.HintingNone); err == nil {
			return float64(advance) / 64 / em
		}
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 1
	}
	return 0.55
}

// clusters splits s into what a reader takes for characters.
func clusters(s string) []string {
	if isPlain(s) {
		out := make([]string, len(s))
		for i := range s {
			out[i] = s[i : i+1]
		}
		return out
	}
	var out []string
	for rest := []byte(s); len(rest) > 0; {
		n, token, err := textseg.ScanGraphemeClusters(rest, true)
		if err != nil || n == 0 {
			return append(out, strings.Split(string(rest), "")...)
		}
		out = append(out, string(token))
		rest = rest[n:]
	}
	return out
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

const ellipsis = "…"

// wrap sets s in lines of at most max pixels, at most n of them; what does not fit ends in an ellipsis.
func (t *typeface) wrap(s string, size, max float64, n int) []string {
	var words []string
	for _, word := range pieces(oneLine(s), false) {
		if t.width(strings.TrimRight(word, " "), size) > max {
			words = append(words, pieces(word, true)...)
		} else {
			words = append(words, word)
		}
	}
	var lines []string
	line := ""
	for i := 0; i < len(words); i++ {
		word := words[i]
		if t.width(strings.TrimRight(line+word, " "), size) <= max {
			line += word
			continue
		}
		if line == "" { // one word that is too long: cut where it must be
			head, rest := t.cut(word, size, max)
			if rest == "" {
				line = head
				continue
			}
			words[i], word = rest, head
			line = head
		}
		if len(lines) == n-1 {
			return append(lines, t.shorten(line+strings.Join(words[i:], ""), size, max))
		}
		lines = append(lines, strings.TrimRight(line, " "))
		line = ""
		i--
	}
	if line = strings.TrimRight(line, " "); line != "" {
		lines = append(lines, line)
	}
	return lines
}

// pieces splits text where a line may break: after spaces, round East Asian characters and, for words too long for a line, at the joints of
// identifiers and paths. Every piece keeps its trailing space.
func pieces(s string, joints bool) []string {
	var out []string
	start := 0
	wide := func(r rune) bool {
		k := width.LookupRune(r).Kind()
		return k == width.EastAsianWide || k == width.EastAsianFullwidth
	}
	var before rune
	for i, r := range s {
		if i > start && (before == ' ' || joints && strings.ContainsRune("/_.-,;:", before) && r != ' ' && before != r || wide(before) && r != ' ' && !unicode.IsPunct(r)) {
			out = append(out, s[start:i])
			start = i
		}
		before = r
	}
	return append(out, s[start:])
}

// longest returns the width of the widest word.
func (t *typeface) longest(s string, size float64) float64 {
	wide := 0.0
	for _, word := range pieces(oneLine(s), false) {
		wide = math.Max(wide, t.width(strings.TrimRight(word, " "), size))
	}
	return wide
}

// cut splits a word at the last character that fits into max pixels; at least one character always goes into the head.
func (t *typeface) cut(word string, size, max float64) (head, rest string) {
	used := 0.0
	at := 0
	for _, c := range clusters(word) {
		used += t.cluster(c) * size
		if used > max && at > 0 {
			break
		}
		at += len(c)
	}
	return word[:at], word[at:]
}

// shorten fits s into max pixels by ending it in an ellipsis.
func (t *typeface) shorten(s string, size, max float64) string {
	s = strings.TrimRight(s, " ")
	if t.width(s, size) <= max {
		return s
	}
	head, _ := t.cut(s, size, max-t.width(ellipsis, size))
	return strings.TrimRight(head, " ") + ellipsis
}
