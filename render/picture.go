package render

import (
	"context"
	"image/color"
	"io"
	"strconv"
	"strings"

	"handoff/render/paint"
)

// PNG and PDF are painted from the same figures as SVG, in the colours of one theme.

func writePNG(ctx context.Context, w io.Writer, v View, o Options) error {
	d, err := Draw(ctx, v, o.Engine)
	if err != nil {
		return err
	}
	scale := o.Scale
	if scale <= 0 {
		scale = DefaultScale
	}
	return d.painted(o).PNG(w, scale)
}

func writePDF(ctx context.Context, w io.Writer, v View, o Options) error {
	d, err := Draw(ctx, v, o.Engine)
	if err != nil {
		return err
	}
	return d.painted(o).PDF(w)
}

// painted is the drawing as a sheet with colours.
func (d Drawing) painted(o Options) paint.Sheet {
	s := paint.Sheet{Width: d.Width, Height: d.Height, Title: oneLine(d.View.Title), About: oneLine(d.View.Description)}
	for _, f := range d.sheet() {
		for _, path := range f.shapes {
			class := path.class
			if class == "" {
				class = f.class
			}
			i := inkOf(class, f.class, o.Theme == Dark)
			item := paint.Item{Path: path.path, Stroke: parseColor(i.stroke), Width: path.width, Dash: path.dash, Round: path.round}
			if !path.open {
				item.Fill = parseColor(i.fill)
			}
			if item.Width == 0 {
				item.Width = 1
			}
			s.Items = append(s.Items, item)
		}
		for _, t := range f.texts {
			set := typesetting[t.Class]
			s.Items = append(s.Items, paint.Item{Text: &paint.Text{
				Text: paint.Forward(clean(t.Text)), Bold: set.bold, Size: set.size, X: tenths(t.X), Y: tenths(t.Y), Width: tenths(t.Width), Align: t.Align,
				Color: parseColor(textInk(t.Class, o.Theme == Dark)),
			}})
		}
	}
	for _, b := range d.Boxes {
		if href := o.link(b.Page); href != "" {
			s.Links = append(s.Links, paint.Link{X: b.X, Y: b.Y, Width: b.Width, Height: b.Height, To: href})
		}
	}
	return s
}

// tenths keeps one decimal, as SVG does.
func tenths(v float64) float64 {
	out, _ := strconv.ParseFloat(num(v), 64)
	return out
}

// parseColor reads a colour of the theme, such as "#1b2430"; nil for "none".
func parseColor(s string) color.Color {
	v, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 24)
	if err != nil {
		return nil
	}
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}
