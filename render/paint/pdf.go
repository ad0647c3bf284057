package paint

import (
	"image/color"
	"io"
	"math"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// A pixel is 1/96 inch, as in CSS. Readers open pages of up to 14,400 points; a larger sheet is made smaller.
const (
	pointsPerPixel = 0.75
	maxPoints      = 14_400
)

// PDF writes the sheet as a PDF of one page, as large as the picture. Text in the Go fonts is text, which can be searched and copied; letters of other fonts
// are outlines.
func (s Sheet) PDF(w io.Writer) error {
	k := pointsPerPixel
	if longest := math.Max(s.Width, s.Height) * k; longest > maxPoints {
		k *= maxPoints / longest
	}
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: s.Width * k, Ht: s.Height * k}})
	f.SetCatalogSort(true)
	epoch := time.Unix(0, 0).UTC() // a date would make every file another one
	f.SetCreationDate(epoch)
	f.SetModificationDate(epoch)
	f.SetProducer("handoff", false)
	f.SetTitle(s.Title, true)
	f.SetSubject(s.About, true)
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.AddUTF8FontFromBytes("go", "", goregular.TTF)
	f.AddUTF8FontFromBytes("go", "B", gobold.TTF)
	f.AddPage()
	d := document{Fpdf: f, k: k}
	for _, item := range s.Items {
		if err := d.draw(item); err != nil {
			return err
		}
	}
	for _, l := range s.Links {
		f.LinkString(l.X*k, l.Y*k, l.Width*k, l.Height*k, l.To)
	}
	return f.Output(w)
}

// document is a PDF being drawn.
type document struct {
	*fpdf.Fpdf
	k float64
}

func (d document) draw(item Item) error {
	if item.Text != nil {
		d.text(item.Text)
		return nil
	}
	steps, err := trace(item.Path)
	if err != nil {
		return err
	}
	how := ""
	if item.Fill != nil {
		d.SetFillColor(rgb(item.Fill))
		how += "F"
	}
	if item.Stroke != nil && item.Width > 0 {
		d.SetDrawColor(rgb(item.Stroke))
		d.SetLineWidth(item.Width * d.k)
		d.SetDashPattern(dashes(item.Dash, d.k), 0)
		d.SetLineCapStyle(choose(item.Round, "round", "butt"))
		d.SetLineJoinStyle(choose(item.Round, "round", "miter"))
		how += "D"
	}
	if how != "" {
		d.path(steps)
		d.DrawPath(how)
	}
	return nil
}

func (d document) path(steps []step) {
	for _, s := range steps {
		p := s.points
		switch s.command {
		case 'M':
			d.MoveTo(p[0].X*d.k, p[0].Y*d.k)
		case 'L':
			d.LineTo(p[0].X*d.k, p[0].Y*d.k)
		case 'C':
			d.CurveBezierCubicTo(p[0].X*d.k, p[0].Y*d.k, p[1].X*d.k, p[1].Y*d.k, p[2].X*d.k, p[2].Y*d.k)
		case 'Z':
			d.ClosePath()
		}
	}
}

// text writes a line of text: stretches in the Go fonts as text, the rest as outlines.
func (d document) text(t *Text) {
	s := t.set()
	d.SetTextColor(rgb(t.Color))
	d.SetFillColor(rgb(t.Color))
	d.SetFont("go", choose(t.Bold, "B", ""), t.Size*d.k)
	for i := 0; i < len(s.glyphs); {
		g := s.glyphs[i]
		if !g.own || s.narrow != 1 {
			if outline := s.outline(g, t.Y); len(outline) > 0 {
				thicker := t.thicker(g)
				if thicker > 0 {
					d.SetDrawColor(rgb(t.Color))
					d.SetLineWidth(thicker * d.k)
					d.SetDashPattern(nil, 0)
				}
				d.path(outline)
				d.DrawPath(choose(thicker > 0, "FD", "F"))
			}
			i++
			continue
		}
		var run strings.Builder
		for ; i < len(s.glyphs) && s.glyphs[i].own; i++ {
			run.WriteString(s.glyphs[i].text)
		}
		d.Text((s.x+g.x*s.size)*d.k, t.Y*d.k, run.String())
	}
}

func rgb(c color.Color) (r, g, b int) {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return int(n.R), int(n.G), int(n.B)
}

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}
