package paint

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/vector"
)

// MaxPixels is the largest PNG that is drawn: what browsers and viewers still open.
const MaxPixels = 200 << 20

// tile is the side of the squares that are filled one by one. Up to this size golang.org/x/image/vector reckons in whole numbers; beyond, in floating
// point, whose sums differ between processors.
const tile = 512

// PNG writes the sheet as a PNG with scale pixels for each of its own, on an opaque page.
func (s Sheet) PNG(w io.Writer, scale float64) error {
	width, height := int(math.Ceil(s.Width*scale)), int(math.Ceil(s.Height*scale))
	if width < 1 || height < 1 || width > MaxPixels/height {
		return fmt.Errorf("a PNG of %d × %d pixels is too large to draw; choose a smaller --scale, or SVG", width, height)
	}
	c := canvas{picture: image.NewRGBA(image.Rect(0, 0, width, height)), scale: scale}
	for i := range c.picture.Pix {
		c.picture.Pix[i] = 0xff
	}
	for _, item := range s.Items {
		if err := c.draw(item); err != nil {
			return err
		}
	}
	return png.Encode(w, c.picture)
}

// canvas is a PNG being drawn.
type canvas struct {
	picture *image.RGBA
	scale   float64
	raster  vector.Rasterizer
}

func (c *canvas) draw(item Item) error {
	if item.Text != nil {
		s := item.Text.set()
		for _, g := range s.glyphs {
			lines := flatten(s.outline(g, item.Text.Y), c.scale)
			c.fill(areas(lines), item.Text.Color)
			if thicker := item.Text.thicker(g); thicker > 0 {
				c.fill(brush{width: thicker * c.scale, round: true}.stroke(lines), item.Text.Color)
			}
		}
		return nil
	}
	steps, err := trace(item.Path)
	if err != nil {
		return err
	}
	lines := flatten(steps, c.scale)
	if item.Fill != nil {
		c.fill(areas(lines), item.Fill)
	}
	if item.Stroke != nil && item.Width > 0 {
		b := brush{width: item.Width * c.scale, dash: dashes(item.Dash, c.scale), round: item.Round}
		c.fill(b.stroke(lines), item.Stroke)
	}
	return nil
}

func areas(lines []polyline) [][]Point {
	out := make([][]Point, len(lines))
	for i, l := range lines {
		out[i] = l.points
	}
	return out
}

// fill colours areas, which count once where they overlap and turn the same way.
func (c *canvas) fill(list [][]Point, ink color.Color) {
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, area := range list {
		for _, p := range area {
			low = Point{math.Min(low.X, p.X), math.Min(low.Y, p.Y)}
			high = Point{math.Max(high.X, p.X), math.Max(high.Y, p.Y)}
		}
	}
	if low.X > high.X {
		return
	}
	all := image.Rect(int(math.Floor(low.X)), int(math.Floor(low.Y)), int(math.Ceil(high.X))+1, int(math.Ceil(high.Y))+1).Intersect(c.picture.Bounds())
	src := image.NewUniform(ink)
	for y := all.Min.Y; y < all.Max.Y; y += tile {
		for x := all.Min.X; x < all.Max.X; x += tile {
			r := image.Rect(x, y, min(x+tile, all.Max.X), min(y+tile, all.Max.Y))
			if c.add(list, r) {
				c.raster.Draw(c.picture, r, src, image.Point{})
			}
		}
	}
}

// add gives the rasterizer what lies in r or left of it, which decides what is inside; nothing is added where nothing does.
func (c *canvas) add(list [][]Point, r image.Rectangle) bool {
	c.raster.Reset(r.Dx(), r.Dy())
	some := false
	left, top, right, bottom := float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y)
	for _, area := range list {
		low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
		for _, p := range area {
			low = Point{math.Min(low.X, p.X), math.Min(low.Y, p.Y)}
			high = Point{math.Max(high.X, p.X), math.Max(high.Y, p.Y)}
		}
		if len(area) < 3 || high.X <= left || low.X >= right || high.Y <= top || low.Y >= bottom {
			continue
		}
		some = true
		// The rasterizer adds up what it is given in 32-bit numbers of 9 binary places, so areas are cut to a little more than the tile first.
		const over = 4
		clipped := clip(clip(clip(clip(area,
			func(p Point) float64 { return p.X - left + over }),
			func(p Point) float64 { return right + over - p.X }),
			func(p Point) float64 { return p.Y - top + over }),
			func(p Point) float64 { return bottom + over - p.Y })
		for i, p := range clipped {
			x, y := float32(round(p.X-left)), float32(round(p.Y-top))
			if i == 0 {
				c.raster.MoveTo(x, y)
			} else {
				c.raster.LineTo(x, y)
			}
		}
		c.raster.ClosePath()
	}
	return some
}

// round keeps six binary places.
func round(v float64) float64 { return math.Round(v*64) / 64 }

// clip keeps the part of an area on the side of a straight line where within is positive, by Sutherland and Hodgman's method.
func clip(area []Point, within func(Point) float64) []Point {
	var out []Point
	for i, p := range area {
		before := area[(i+len(area)-1)%len(area)]
		a, b := within(before), within(p)
		if a < 0 && b > 0 || a > 0 && b < 0 {
			out = append(out, between(before, p, a/(a-b)))
		}
		if b >= 0 {
			out = append(out, p)
		}
	}
	return out
}
