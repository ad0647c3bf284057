package render

import (
	"context"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"hash/fnv"
	"io"
	"strconv"
	"strings"
	"unicode"

	"handoff/render/layout"
	"handoff/render/paint"
)

// SVG is drawn from a Drawing alone. It carries its own style for light, dark and print, a title and a description in words, and links. Numbers have
// one decimal, so that the same map gives the same bytes everywhere.

func writeSVG(ctx context.Context, w io.Writer, v View, o Options) error {
	d, err := Draw(ctx, v, o.Engine)
	if err != nil {
		return err
	}
	return d.writeSVG(w, o)
}

func (d Drawing) writeSVG(w io.Writer, o Options) error {
	s := &svg{options: o}
	h := fnv.New32a()
	fmt.Fprint(h, d.View.Kind, "\x00", d.View.Title)
	id := strconv.FormatUint(uint64(h.Sum32()), 36) // pictures may stand in one page
	s.printf(`<svg xmlns="http://www.w3.org/2000/svg" class="handoff-view" width="%s" height="%s" viewBox="0 0 %s %s" role="%s" aria-labelledby="title-%s desc-%s">`+"\n",
		num(d.Width), num(d.Height), num(d.Width), num(d.Height), s.role(d), id, id)
	s.printf("<title id=\"title-%s\">%s</title>\n", id, escape(oneLine(d.View.Title)))
	s.printf("<desc id=\"desc-%s\">%s</desc>\n", id, escape(strings.TrimSpace(oneLine(d.View.Description)+"\n"+d.View.Text())))
	figures := d.sheet()
	family, faces := "", ""
	if !o.Inline {
		family = "handoff-" + id + ","
		faces = fontFaces("handoff-"+id, figures)
	}
	s.printf("<style>\n%s%s</style>\n", faces, stylesheet(o.Theme, family, classes(figures)))
	for _, f := range figures {
		s.figure(f)
	}
	s.printf("</svg>\n")
	_, err := io.WriteString(w, s.b.String())
	return err
}

// classes are those that figures and their outlines are drawn in.
func classes(figures []figure) map[string]bool {
	used := map[string]bool{}
	for _, f := range figures {
		used[f.class] = true
		for _, o := range f.shapes {
			used[o.class] = true
		}
	}
	return used
}

// fontFaces carries the letters the picture needs in it, so that every reader sees what was measured. Where a page forbids fonts within pictures, text
// is set in another one, at the same width.
func fontFaces(family string, figures []figure) string {
	var text [2]strings.Builder
	for _, f := range figures {
		for _, t := range f.texts {
			if typesetting[t.Class].bold {
				text[1].WriteString(paint.Forward(t.Text))
			} else {
				text[0].WriteString(paint.Forward(t.Text))
			}
		}
	}
	out := ""
	for i, face := range []struct {
		face   *paint.Face
		weight string
	}{{paint.Regular(), "normal"}, {paint.Bold(), "bold"}} {
		if font := face.face.Subset(text[i].String()); font != nil {
			out += fmt.Sprintf("@font-face{font-family:%s;font-weight:%s;src:url(data:font/woff;base64,%s) format('woff')}\n", family, face.weight, base64.StdEncoding.EncodeToString(font))
		}
	}
	return out
}

// svg is a picture being written.
type svg struct {
	b       strings.Builder
	options Options
}

func (s *svg) printf(format string, args ...any) { fmt.Fprintf(&s.b, format, args...) }

// role is "img" for a picture, and a document of graphics where there is something to click: an img hides its links from screen readers.
func (s *svg) role(d Drawing) string {
	for _, b := range d.Boxes {
		if s.options.link(b.Page) != "" {
			return "graphics-document"
		}
	}
	return "img"
}

// figure writes one figure, inside a link where there is one, with a tooltip. Where its label is a link too, the keyboard stops at that one only.
func (s *svg) figure(f figure) {
	href := s.options.link(f.page)
	switch {
	case href != "" && f.quiet:
		s.printf(`<a href="%s" tabindex="-1" aria-hidden="true">`, escape(href))
	case href != "":
		s.printf(`<a href="%s" aria-label="%s">`, escape(href), escape(f.name()))
	}
	s.printf("<g")
	if f.class != "" {
		s.printf(` class="%s"`, f.class)
	}
	for _, data := range [][2]string{{"address", f.stands.address}, {"from", f.stands.from}, {"to", f.stands.to}} {
		if data[1] != "" {
			s.printf(` data-%s="%s"`, data[0], escape(data[1]))
		}
	}
	if f.silent {
		s.printf(` aria-hidden="true"`)
	}
	s.printf(">")
	if f.full != "" {
		s.printf("<title>%s</title>", escape(f.full))
	}
	for _, o := range f.shapes {
		s.path(o)
	}
	s.texts(f.texts)
	s.printf("</g>")
	if href != "" {
		s.printf("</a>")
	}
	s.printf("\n")
}

// name is what a figure is called aloud: all that can be read on it, and what its tooltip says beyond that. It has no brackets: what stands in them is
// taken for an aside, and what can be read must be part of the name (WCAG 2.2, 2.5.3).
func (f figure) name() string {
	var words []string
	for _, t := range f.texts {
		words = append(words, t.Text)
	}
	seen, full := strings.Join(words, " "), strings.NewReplacer(" (", ", ", "(", "", ")", "").Replace(oneLine(f.full))
	switch letters := onlyWords(full); {
	case strings.Contains(letters, onlyWords(seen)):
		return full
	case strings.Contains(onlyWords(seen), letters):
		return seen
	}
	return seen + ": " + full
}

// onlyWords leaves a text its letters and digits.
func onlyWords(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

func (s *svg) path(o outlined) {
	s.printf("<path")
	if o.class != "" {
		s.printf(` class="%s"`, o.class)
	}
	s.printf(` d="%s"`, o.path)
	if o.open {
		s.printf(` fill="none"`)
	}
	if o.width > 0 {
		s.printf(` stroke-width="%s"`, num(o.width))
	}
	if o.dash != "" {
		s.printf(` stroke-dasharray="%s"`, o.dash)
	}
	if o.round {
		s.printf(` stroke-linecap="round" stroke-linejoin="round"`)
	}
	s.printf("/>")
}

// texts writes lines of text, each held to its measured width whatever the font.
func (s *svg) texts(texts []Text) {
	for i, t := range texts {
		if i > 0 {
			s.printf("\n") // a word of its own, to who reads it out
		}
		anchor, align := "", t.Align
		if paint.RightToLeft(t.Text) { // where such a line begins is its right end
			anchor, align = ` direction="rtl"`, 1-align
		}
		switch align {
		case 0.5:
			anchor += ` text-anchor="middle"`
		case 1:
			anchor += ` text-anchor="end"`
		}
		s.printf(`<text class="t-%s" x="%s" y="%s"%s textLength="%s" lengthAdjust="spacingAndGlyphs">%s</text>`,
			t.Class, num(t.X+t.Width*t.Align), num(t.Y), anchor, num(t.Width), escape(paint.Forward(t.Text)))
	}
}

func xy(p layout.Point) string { return num(p.X) + "," + num(p.Y) }

// num writes a number with at most one decimal.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// escape cleans text and makes it safe inside XML, in content and in attributes.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(clean(s))) // a Builder does not fail
	return b.String()
}
