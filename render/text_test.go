package render

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                     "plain",
		"a\r\nb\tc\rd":              "a\nb c d",
		"\x00\x07\x1b[31mred\x7f":   "[31mred",
		"bad \xff byte":             "bad \uFFFD byte",
		"\u202Egnp.exe\u202C":       "gnp.exe",
		"\uFEFFbom \uFFFE\uFFFF":    "bom ",
		"עברית":                     "עברית",
		"👩\u200D👩\u200D👧 stays one": "👩\u200D👩\u200D👧 stays one",
	} {
		assert.Equal(t, want, clean(in), "%q", in)
	}
}

func TestWidth(t *testing.T) {
	f := newFonts()
	width := func(s string) float64 { return f.regular.width(s, 10) }
	assert.Greater(t, width("WWW"), width("iii"))
	assert.Greater(t, f.bold.width("bold", 10), width("bold"))
	assert.InDelta(t, 40, width("事件管理"), 0.01, "East Asian characters are squares")
	assert.InDelta(t, width("e"), width("e\u0301\u0301"), 0.01, "marks take no room")
	assert.InDelta(t, 13, width("👩\u200D👩\u200D👧\u200D👦"), 0.01, "a sequence of emoji is one picture")
}

func TestWrap(t *testing.T) {
	f := newFonts()
	wrap := func(s string, max float64, n int) string { return strings.Join(f.regular.wrap(s, 12, max, n), "|") }
	assert.Equal(t, "Classify and|prioritise", wrap("Classify and prioritise", 90, 3))
	assert.Equal(t, "one|two|thre…", wrap("one two three four five", 36, 3))
	assert.Equal(t, "incident.|priority ==|\"P1\"", wrap(`incident.priority == "P1"`, 60, 3), "a word too long for a line breaks at its joints")
	assert.Equal(t, "incident.priority ==|\"P1\"", wrap(`incident.priority == "P1"`, 100, 3), "but only then")
	assert.Equal(t, "事件管理|流程", wrap("事件管理流程", 50, 3))
	assert.Empty(t, wrap(" \n\t ", 50, 3))
	for _, s := range nastyTexts {
		for _, max := range []float64{5, 40, 130} {
			for _, line := range f.regular.wrap(s, 12, max, 4) {
				assert.True(t, utf8.ValidString(line))
				if utf8.RuneCountInString(line) > 2 {
					assert.LessOrEqual(t, f.regular.width(line, 12), max+12, "%q", line)
				}
			}
		}
	}
}

func FuzzWrap(f *testing.F) {
	for _, s := range nastyTexts {
		f.Add(s, 60)
	}
	fonts := newFonts()
	f.Fuzz(func(t *testing.T, s string, max int) {
		lines := fonts.regular.wrap(s, 12, float64(20+abs(max%200)), 3)
		if len(lines) > 3 {
			t.Errorf("%d lines", len(lines))
		}
		for _, line := range lines {
			if line == "" || !utf8.ValidString(line) || strings.ContainsAny(line, "\n\x00") {
				t.Errorf("line %q", line)
			}
			_ = escape(line)
		}
	})
}
