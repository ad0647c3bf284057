package paint

import (
	"strings"
	"unicode"

	"github.com/hajimehoshi/bitmapfont/v3"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"
)

// visual puts a line of text into the order in which it is seen: Hebrew and Arabic run from right to left, and Arabic letters take the form that joins
// their neighbours (Unicode's presentation forms, which DejaVu Sans has). A line that has neither is returned as it is.
func visual(s string) (shown string) {
	if !mixed(s) {
		return s
	}
	defer func() { // the library below gives up on what it cannot order
		if recover() != nil {
			shown = s
		}
	}()
	base := bitmapfont.DirectionLeftToRight
	if RightToLeft(s) {
		base = bitmapfont.DirectionRightToLeft
	}
	return bitmapfont.PresentationForms(mirrored(s, base), base, language.Arabic)
}

// mirrored turns the brackets round that stand among what runs from right to left.
func mirrored(s string, base bitmapfont.Direction) string {
	direction := bidi.LeftToRight
	if base == bitmapfont.DirectionRightToLeft {
		direction = bidi.RightToLeft
	}
	return leftward(s, direction, mirror)
}

// leftward changes the letters of s that are in runs from right to left.
func leftward(s string, direction bidi.Direction, change func(rune) rune) string {
	var p bidi.Paragraph
	if _, err := p.SetString(s, bidi.DefaultDirection(direction)); err != nil {
		return s
	}
	order, err := p.Order()
	if err != nil {
		return s
	}
	runes := []rune(s)
	for i := range order.NumRuns() {
		run := order.Run(i)
		if run.Direction() != bidi.RightToLeft {
			continue
		}
		for k, last := run.Pos(); k <= last && k < len(runes); k++ {
			runes[k] = change(runes[k])
		}
	}
	return string(runes)
}

func mirror(r rune) rune {
	const pairs = "()[]{}<>«»‹›≤≥"
	at := 0
	for _, other := range pairs {
		if other == r {
			all := []rune(pairs)
			return all[at^1]
		}
		at++
	}
	return r
}

// Forward turns the arrows round that stand among what runs from right to left, so that "a → b" still points at b there. Unicode does not count arrows as
// mirrored, so that nobody who shows the line does it.
func Forward(s string) string {
	if !mixed(s) || !strings.ContainsRune(s, '→') {
		return s
	}
	base := bidi.LeftToRight
	if RightToLeft(s) {
		base = bidi.RightToLeft
	}
	return leftward(s, base, func(r rune) rune {
		if r == '→' {
			return '←'
		}
		return r
	})
}

// RightToLeft reports whether a line as a whole runs from right to left: its first letter does.
func RightToLeft(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return rightward(r)
		}
	}
	return false
}

func mixed(s string) bool {
	for _, r := range s {
		if rightward(r) {
			return true
		}
	}
	return false
}

func rightward(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
}
