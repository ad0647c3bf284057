package paint

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var black = color.NRGBA{A: 0xff}

func drawn(t *testing.T, s Sheet, scale float64) image.Image {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, s.PNG(&b, scale))
	picture, err := png.Decode(&b)
	require.NoError(t, err)
	return picture
}

// ink is how many pixels are covered, partly covered ones counted in parts.
func ink(picture image.Image) float64 {
	sum := 0.0
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			r, _, _, _ := picture.At(x, y).RGBA()
			sum += 1 - float64(r)/0xffff
		}
	}
	return sum
}

// What is drawn covers what geometry says, across the borders of tiles too.
func TestPNGCovers(t *testing.T) {
	for name, c := range map[string]struct {
		item Item
		want float64
	}{
		"a rectangle over four tiles": {Item{Path: "M10,10 L910,10 L910,710 L10,710 Z", Fill: black}, 900 * 700},
		"a circle":                    {Item{Path: "M100,200 A100,100 0 0 1 300,200 A100,100 0 0 1 100,200 Z", Fill: black}, math.Pi * 100 * 100},
		"most of a circle":            {Item{Path: "M200,100 A100,100 0 1 1 100,200 L200,200 Z", Fill: black}, math.Pi * 100 * 100 * 3 / 4},
		"a curve":                     {Item{Path: "M0,0 Q150,300 300,0 Z", Fill: black}, 300 * 300 / 3.0},
		"a slanting line":             {Item{Path: "M10,10 L900,700", Stroke: black, Width: 3}, 3 * math.Hypot(890, 690)},
		"a mitred corner":             {Item{Path: "M100,100 L300,100 L300,300", Stroke: black, Width: 10}, 10*200*2 + 25},
		"a frame":                     {Item{Path: "M100,100 L300,100 L300,300 L100,300 Z", Stroke: black, Width: 4}, 204*204 - 196*196},
		"dashes":                      {Item{Path: "M0,50 L700,50", Stroke: black, Width: 2, Dash: "7 3"}, 2 * 700 * 0.7},
		"round ends":                  {Item{Path: "M100,100 L300,100", Stroke: black, Width: 20, Round: true}, 200*20 + math.Pi*100},
	} {
		picture := drawn(t, Sheet{Width: 1000, Height: 800, Items: []Item{c.item}}, 1)
		assert.InEpsilon(t, c.want, ink(picture), 0.01, name)
	}
}

func TestScale(t *testing.T) {
	s := Sheet{Width: 100.5, Height: 40, Items: []Item{{Path: "M10,10 L20,10 L20,20 L10,20 Z", Fill: black}}}
	picture := drawn(t, s, 3)
	assert.Equal(t, image.Rect(0, 0, 302, 120), picture.Bounds())
	assert.InDelta(t, 900, ink(picture), 1)
	assert.ErrorContains(t, Sheet{Width: 1e6, Height: 1e6}.PNG(&bytes.Buffer{}, 1), "too large to draw")
	assert.ErrorContains(t, Sheet{Width: 10, Height: 10}.PNG(&bytes.Buffer{}, math.NaN()), "too large to draw")
}

func TestUnreadablePaths(t *testing.T) {
	for _, path := range []string{"M1", "M1,x", "M1,2 H3", "L1,2,3", "C1,2 3,4 5,6", "Q1,2"} {
		s := Sheet{Width: 10, Height: 10, Items: []Item{{Path: path, Fill: black}}}
		assert.Error(t, s.PNG(&bytes.Buffer{}, 1), path)
		assert.Error(t, s.PDF(&bytes.Buffer{}), path)
	}
}

func lines(texts ...string) Sheet {
	s := Sheet{Width: 400, Height: 40 * float64(len(texts)), Title: "Título", About: "About"}
	for i, text := range texts {
		s.Items = append(s.Items, Item{Text: &Text{Text: text, Bold: i%2 == 1, Size: 14, X: 10, Y: 30 + 40*float64(i), Width: 380, Color: black}})
	}
	return s
}

var scripts = []string{"Plain text", "Größe, čeština", "Ελληνικά", "Русский", "→ ⇒ ✓ ☎", "日本語", "简体中文", "한국어", "العربية", "עברית (24)", "हिन्दी", "🚀 👩\u200D💻", "e\u0301"}

// No script is left out in silence: every character leaves some ink.
func TestEveryCharacterShows(t *testing.T) {
	for _, text := range scripts {
		for _, c := range Clusters(text) {
			if strings.TrimSpace(c) != "" {
				assert.Greater(t, ink(drawn(t, lines(c), 2)), 4.0, "%q of %q", c, text)
			}
		}
	}
}

func TestWhatNoFontHas(t *testing.T) {
	picture, wide := Regular().line("🚀")
	require.Len(t, picture, 1)
	assert.True(t, picture[0].bare, "a frame with its number")
	assert.InDelta(t, 1.3, wide, 0.001)
	assert.Equal(t, "01f680", hex('🚀'))
	assert.Equal(t, "0905", hex('अ'))
}

func TestRightToLeft(t *testing.T) {
	assert.Equal(t, "plain", visual("plain"))
	assert.Equal(t, "םולש", visual("שלום"))
	assert.Equal(t, "24 (םולש)", visual("(שלום) 24"), "brackets turn round with their text")
	assert.Equal(t, "ticket םולש", visual("ticket שלום"))
	assert.Equal(t, "\uFEE2\uFECC\uFEE7", visual("نعم"), "letters join")
	assert.Equal(t, "b ← םולש", visual(Forward("שלום → b")), "who is told stands at the tip")
	assert.Equal(t, "b → םולש", visual(Forward("b → שלום")))
	assert.Equal(t, "ב ← א", visual(Forward("א → ב")))
	assert.Equal(t, "a → b", Forward("a → b"))
	assert.True(t, RightToLeft("24 שלום x"))
	assert.False(t, RightToLeft("x שלום"))
}

func TestTextIsHeldToItsWidth(t *testing.T) {
	text := Text{Text: "wide", Size: 10, X: 50, Width: 10, Color: black}
	assert.Less(t, text.set().narrow, 1.0)
	text.Width, text.Align = 100, 1
	s := text.set()
	assert.InDelta(t, 150, s.x+Regular().Width("wide")*10, 0.001, "it ends where it is held fast")
}

func TestSameBytes(t *testing.T) {
	s := lines(scripts...)
	s.Links = []Link{{X: 1, Y: 1, Width: 10, Height: 10, To: "a.html"}}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"png": func(b *bytes.Buffer) error { return s.PNG(b, 1.5) },
		"pdf": func(b *bytes.Buffer) error { return s.PDF(b) },
	} {
		var first bytes.Buffer
		require.NoError(t, write(&first))
		for range 5 {
			var again bytes.Buffer
			require.NoError(t, write(&again))
			assert.True(t, bytes.Equal(first.Bytes(), again.Bytes()), name)
		}
	}
}

func TestPDF(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, lines("Plain text").PDF(&b))
	assert.True(t, bytes.HasPrefix(b.Bytes(), []byte("%PDF-1.")))
	assert.Contains(t, b.String(), "/MediaBox [0 0 300.00 30.00]", "a pixel is 1/96 inch")
	assert.Contains(t, b.String(), "D:19700101000000")
	b.Reset()
	require.NoError(t, Sheet{Width: 100_000, Height: 10_000}.PDF(&b))
	assert.Contains(t, b.String(), "/MediaBox [0 0 14400.00 1440.00]", "readers open no larger page")
}

func TestSubset(t *testing.T) {
	font := Regular().Subset("Handoff 事件")
	assert.True(t, bytes.HasPrefix(font, []byte("wOFF")))
	assert.Less(t, len(font), 8_000)
	assert.Equal(t, font, Regular().Subset("ffodnaH H事件a "), "the letters decide, not their order")
	assert.Nil(t, Regular().Subset("事件"))
}

func FuzzText(f *testing.F) {
	for _, s := range scripts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		if err := lines(s, s).PNG(&b, 1); err != nil {
			t.Error(err)
		}
		if err := lines(s, s).PDF(&b); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkPNG(b *testing.B) {
	s := lines(strings.Split(strings.Repeat("Classify and prioritise|", 30), "|")...)
	for b.Loop() {
		if err := s.PNG(&bytes.Buffer{}, 2); err != nil {
			b.Fatal(err)
		}
	}
}
