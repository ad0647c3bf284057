package paint

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/apparentlymart/go-textseg/v17/textseg"
	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/hajimehoshi/bitmapfont/v3"
	"github.com/hajimehoshi/ebiten/v2/examples/resources/fonts"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// Text is set in the Go fonts. What they lack comes from the next font that has it: DejaVu Sans (the rest of Latin, Greek and Cyrillic, Hebrew, Arabic,
// arrows, signs), M+ 1p (Japanese), and a bitmap font for the rest of Chinese, Korean and more, whose dots are drawn as small squares. What no font has
// is drawn as a frame with the number of the character in it, so that nobody takes it for nothing. All of them are Go modules: the same on every machine.

// Face is a weight of the fonts. It is safe for concurrent use.
type Face struct {
	data  []byte // of its own font, which comes first
	fonts []*typeface

	mutex    sync.Mutex
	advances map[string]float64 // of clusters, in ems
	subsets  subsets
}

// The faces, which are read when they are first used.
var (
	Regular = sync.OnceValue(func() *Face { return newFace(goregular.TTF) })
	Bold    = sync.OnceValue(func() *Face { return newFace(gobold.TTF) })
)

func newFace(first []byte) *Face {
	f := &Face{data: first, advances: map[string]float64{}}
	for _, data := range [][]byte{first, dejavusans.TTF, fonts.MPlus1pRegular_ttf} {
		f.fonts = append(f.fonts, newTypeface(data))
	}
	return f
}

// typeface is one font file.
type typeface struct {
	font    *sfnt.Font
	perEm   fixed.Int26_6
	mutex   sync.Mutex // of what follows
	buf     sfnt.Buffer
	letters map[rune]letter
}

// letter is one character's glyph: its outline in ems, with Y growing downwards from the baseline, and its advance in ems. The font's own lack of it is
// a letter that is not there.
type letter struct {
	there   bool
	outline []step
	advance float64
}

func newTypeface(data []byte) *typeface {
	f, err := sfnt.Parse(data)
	if err != nil {
		panic("a font that is compiled in cannot be read: " + err.Error())
	}
	return &typeface{font: f, perEm: fixed.I(int(f.UnitsPerEm())), letters: map[rune]letter{}}
}

// letter finds a character's glyph.
func (t *typeface) letter(r rune) letter {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	l, ok := t.letters[r]
	if !ok {
		l = t.load(r)
		t.letters[r] = l
	}
	return l
}

func (t *typeface) load(r rune) letter {
	glyph, err := t.font.GlyphIndex(&t.buf, r)
	if err != nil || glyph == 0 {
		return letter{}
	}
	advance, err := t.font.GlyphAdvance(&t.buf, glyph, t.perEm, font.HintingNone)
	if err != nil {
		return letter{}
	}
	segments, err := t.font.LoadGlyph(&t.buf, glyph, t.perEm, nil)
	if err != nil {
		return letter{}
	}
	em := float64(t.perEm)
	l := letter{there: true, advance: float64(advance) / em}
	point := func(p fixed.Point26_6) Point { return Point{float64(p.X) / em, float64(p.Y) / em} }
	var at Point
	closing := false
	for _, s := range segments {
		switch a := point(s.Args[0]); s.Op {
		case sfnt.SegmentOpMoveTo:
			if closing {
				l.outline = append(l.outline, step{command: 'Z'})
			}
			closing = true
			l.outline = append(l.outline, step{'M', [3]Point{a}})
			at = a
		case sfnt.SegmentOpLineTo:
			l.outline = append(l.outline, step{'L', [3]Point{a}})
			at = a
		case sfnt.SegmentOpQuadTo:
			to := point(s.Args[1])
			l.outline = append(l.outline, step{'C', [3]Point{between(at, a, 2.0/3), between(to, a, 2.0/3), to}})
			at = to
		case sfnt.SegmentOpCubeTo:
			at = point(s.Args[2])
			l.outline = append(l.outline, step{'C', [3]Point{a, point(s.Args[1]), at}})
		}
	}
	if closing {
		l.outline = append(l.outline, step{command: 'Z'})
	}
	return l
}

// glyph is one character set in a line: an outline at X ems from the line's left end. own says that it is of the face's own font, bare that it is made of
// dots or a frame.
type glyph struct {
	text    string
	outline []step
	x       float64
	advance float64
	own     bool
	bare    bool
}

// Width returns how wide s is, in ems.
func (f *Face) Width(s string) float64 {
	if mixed(s) { // its letters change with their neighbours
		_, wide := f.line(s)
		return wide
	}
	total := 0.0
	for _, c := range Clusters(s) {
		total += f.Cluster(c)
	}
	return total
}

// Cluster returns the width of one character, as a reader takes it (a grapheme cluster), in ems.
func (f *Face) Cluster(c string) float64 {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	w, ok := f.advances[c]
	if !ok {
		for _, g := range f.cluster(c) {
			w += g.advance
		}
		f.advances[c] = w
	}
	return w
}

// line sets s on one line, in the order in which it is seen, and returns how wide it came out, in ems.
func (f *Face) line(s string) ([]glyph, float64) {
	var out []glyph
	x := 0.0
	for _, c := range Clusters(visual(s)) {
		for _, g := range f.cluster(c) {
			g.x += x
			x += g.advance
			out = append(out, g)
		}
	}
	return out, x
}

// cluster sets one character. Marks stand on the letter before them and take no room; of a sequence of emoji, the first is shown.
func (f *Face) cluster(c string) []glyph {
	c = norm.NFC.String(c)
	first, _ := utf8.DecodeRuneInString(c)
	if emoji(first) || strings.ContainsRune(c, 0xFE0F) {
		g := f.glyph(first, false)
		g.x, g.advance = (picture-g.advance)/2, picture
		return []glyph{g}
	}
	var out []glyph
	for i, r := range c {
		mark := i > 0 && unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc, unicode.Cf)
		if mark && unicode.Is(unicode.Cf, r) {
			continue
		}
		g := f.glyph(r, mark)
		if mark {
			g.advance = 0
		}
		out = append(out, g)
	}
	return out
}

// glyph finds one character in the fonts.
func (f *Face) glyph(r rune, mark bool) glyph {
	for i, t := range f.fonts {
		if l := t.letter(r); l.there {
			return glyph{text: string(r), outline: l.outline, advance: l.advance, own: i == 0}
		}
	}
	if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) {
		return glyph{text: string(r), advance: 0.3 * float64(utf8.RuneLen(r)/4+boolean(unicode.IsSpace(r)))}
	}
	if outline, advance, ok := dots(r); ok {
		return glyph{text: string(r), outline: outline, advance: advance, bare: true}
	}
	if mark {
		return glyph{text: string(r)}
	}
	outline, advance := f.framed(r)
	return glyph{text: string(r), outline: outline, advance: advance, bare: true}
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// picture is how wide emoji are in the fonts people have: a little wider than high.
const picture = 1.3

func emoji(r rune) bool { return r >= 0x1F000 && r <= 0x1FAFF }

// Wide reports whether a character takes a full square, as East Asian ones do.
func Wide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// dotted is one dot of the bitmap font in ems: its letters are 12 dots wide for a full square.
const dotted = 1.0 / 12

var bitmap sync.Mutex // the bitmap font reads itself when first used

// dots draws a character of the bitmap font, each row's neighbouring dots as one rectangle.
func dots(r rune) ([]step, float64, bool) {
	bitmap.Lock()
	defer bitmap.Unlock()
	area, mask, at, advance, ok := bitmapfont.Face.Glyph(fixed.Point26_6{}, r)
	if !ok || advance == 0 {
		return nil, 0, false
	}
	var out []step
	for y := range area.Dy() {
		start := -1
		for x := 0; x <= area.Dx(); x++ {
			on := false
			if x < area.Dx() {
				_, _, _, a := mask.At(at.X+x, at.Y+y).RGBA()
				on = a > 0
			}
			if on && start < 0 {
				start = x
			}
			if !on && start >= 0 {
				left, right := float64(area.Min.X+start)*dotted, float64(area.Min.X+x)*dotted
				top := float64(area.Min.Y+y) * dotted
				out = append(out, box(left, top, right, top+dotted)...)
				start = -1
			}
		}
	}
	if out == nil { // a blank where there should be a letter is worse than a frame
		return nil, 0, false
	}
	return out, float64(advance) / 64 * dotted, true
}

func box(left, top, right, bottom float64) []step {
	return []step{
		{'M', [3]Point{{left, top}}}, {'L', [3]Point{{right, top}}}, {'L', [3]Point{{right, bottom}}}, {'L', [3]Point{{left, bottom}}}, {command: 'Z'},
	}
}

// framed draws the number of a character that no font has, in a frame: two rows of two or three digits.
func (f *Face) framed(r rune) ([]step, float64) {
	digits := strings.ToUpper(hex(r))
	half := len(digits) / 2
	const size = 0.42
	wide := float64(half)*size*0.62 + 0.22
	const top, bottom, rule = -0.86, 0.14, 0.05
	left, right := 0.06, wide+0.02
	out := box(left, top, right, bottom)
	// The inside runs the other way round, and so is left free.
	out = append(out, step{'M', [3]Point{{left + rule, top + rule}}}, step{'L', [3]Point{{left + rule, bottom - rule}}},
		step{'L', [3]Point{{right - rule, bottom - rule}}}, step{'L', [3]Point{{right - rule, top + rule}}}, step{command: 'Z'})
	for row, text := range []string{digits[:half], digits[half:]} {
		x := left + 0.09
		for _, d := range text {
			l := f.fonts[0].letter(d)
			for _, s := range l.outline {
				for k := range s.points {
					s.points[k] = Point{x + s.points[k].X*size, -0.42 + 0.45*float64(row) + s.points[k].Y*size}
				}
				out = append(out, s)
			}
			x += l.advance * size
		}
	}
	return out, wide + 0.08
}

func hex(r rune) string {
	const digits = "0123456789abcdef"
	n := 4
	if r > 0xFFFF {
		n = 6
	}
	b := make([]byte, n)
	for i := range n {
		b[n-1-i] = digits[r>>(4*i)&15]
	}
	return string(b)
}

// Clusters splits s into what a reader takes for characters.
func Clusters(s string) []string {
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
