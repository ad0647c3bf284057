package render

import (
	"math"
	"strings"
	"unicode"

	"handoff/render/paint"
)

// This file makes text fit. Widths are measured in the fonts that paint draws with; a browser may show another font, so every line that is drawn also
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

// typeface measures text in one face.
type typeface struct{ face *paint.Face }

// fonts are the two faces a drawing is set in.
type fonts struct{ regular, bold typeface }

func newFonts() fonts { return fonts{typeface{paint.Regular()}, typeface{paint.Bold()}} }

// width returns how wide s is in pixels at a size in pixels.
func (t typeface) width(s string, size float64) float64 { return t.face.Width(s) * size }

// cluster returns the width of one character, as a reader takes it, in ems.
func (t typeface) cluster(c string) float64 { return t.face.Cluster(c) }

func clusters(s string) []string { return paint.Clusters(s) }

const ellipsis = "…"

// wrap sets s in lines of at most max pixels, at most n of them; what does not fit ends in an ellipsis.
func (t typeface) wrap(s string, size, max float64, n int) []string {
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
	var before rune
	for i, r := range s {
		if i > start && (before == ' ' || joints && strings.ContainsRune("/_.-,;:", before) && r != ' ' && before != r || paint.Wide(before) && r != ' ' && !unicode.IsPunct(r)) {
			out = append(out, s[start:i])
			start = i
		}
		before = r
	}
	return append(out, s[start:])
}

// longest returns the width of the widest word.
func (t typeface) longest(s string, size float64) float64 {
	wide := 0.0
	for _, word := range pieces(oneLine(s), false) {
		wide = math.Max(wide, t.width(strings.TrimRight(word, " "), size))
	}
	return wide
}

// cut splits a word at the last character that fits into max pixels; at least one character always goes into the head.
func (t typeface) cut(word string, size, max float64) (head, rest string) {
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
func (t typeface) shorten(s string, size, max float64) string {
	s = strings.TrimRight(s, " ")
	if t.width(s, size) <= max {
		return s
	}
	head, _ := t.cut(s, size, max-t.width(ellipsis, size))
	return strings.TrimRight(head, " ") + ellipsis
}
