package paint

import (
	"unicode"

	"github.com/hajimehoshi/bitmapfont/v3"
	"golang.org/x/text/language"
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
	return bitmapfont.PresentationForms(s, base, language.Arabic)
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
