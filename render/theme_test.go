package render

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"handoff/render/layout"
)

// What the theme promises, asked of its tables: text and lines stand out from what they stand on, and what a reader must tell apart differs in form, or in a
// colour that survives colour blindness and grey paper.

// rgb is a colour in linear light, 0 to 1.
type rgb [3]float64

func linear(hex string) rgb {
	v, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 24)
	if err != nil {
		panic(hex)
	}
	var c rgb
	for i := range c {
		s := float64(v>>(16-8*i)&255) / 255
		if s <= 0.04045 {
			c[i] = s / 12.92
		} else {
			c[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return c
}

// luminance and contrast are those of WCAG 2.2.
func (c rgb) luminance() float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }

func contrast(a, b string) float64 {
	x, y := linear(a).luminance(), linear(b).luminance()
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// visions are the ways a colour may arrive. The matrices are those of Machado, Oliveira and Fernandes (2009) for full severity.
var visions = map[string]func(rgb) rgb{
	"full colour":  func(c rgb) rgb { return c },
	"protanopia":   simulated(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
	"deuteranopia": simulated(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
	"tritanopia":   simulated(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900),
	"grey print":   func(c rgb) rgb { y := c.luminance(); return rgb{y, y, y} },
}

func simulated(m ...float64) func(rgb) rgb {
	return func(c rgb) rgb {
		var out rgb
		for i := range out {
			out[i] = math.Min(1, math.Max(0, m[3*i]*c[0]+m[3*i+1]*c[1]+m[3*i+2]*c[2]))
		}
		return out
	}
}

// difference is the distance of two colours in CIELAB (CIE 1976, D65).
func difference(a, b rgb) float64 {
	lab := func(c rgb) [3]float64 {
		f := func(t float64) float64 {
			if t > 216.0/24389 {
				return math.Cbrt(t)
			}
			return (24389.0/27*t + 16) / 116
		}
		x := f((0.4124564*c[0] + 0.3575761*c[1] + 0.1804375*c[2]) / 0.95047)
		y := f(0.2126729*c[0] + 0.7151522*c[1] + 0.0721750*c[2])
		z := f((0.0193339*c[0] + 0.1191920*c[1] + 0.9503041*c[2]) / 1.08883)
		return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
	}
	p, q := lab(a), lab(b)
	return math.Sqrt(math.Pow(p[0]-q[0], 2) + math.Pow(p[1]-q[1], 2) + math.Pow(p[2]-q[2], 2))
}

// grounds are what things stand on.
func grounds(dark bool) map[string]string {
	out := map[string]string{}
	for _, a := range areaLooks {
		if fill := inkOf(a.class, "", dark).fill; fill != "none" {
			out[a.class] = fill
		}
	}
	return out
}

func TestTextStandsOut(t *testing.T) {
	const least = 4.5 // WCAG 2.2, 1.4.3
	for _, dark := range []bool{false, true} {
		classes := []TextClass{LabelText, HeadText, SubText, CaptionText, EdgeText, TitleText}
		for ground, fill := range grounds(dark) {
			for _, c := range classes {
				assert.GreaterOrEqual(t, contrast(textInk(c, dark), fill), least, "%s on %s, dark %t", c, ground, dark)
			}
		}
		for _, l := range boxLooks {
			fill := inkOf("box-"+string(l.Shape), "", dark).fill
			switch l.Shape {
			case Start, Promise, Tick, Measured, Bad, Wait, Work, Late, Rung, ToneGood, ToneNear, ToneBad: // nothing is written on them
				continue
			}
			if fill == "none" || l.bare {
				continue
			}
			written := []TextClass{LabelText, HeadText, SubText}
			switch l.Shape {
			case Work, Late, Rung: // bars carry text in Mermaid and the like alone, in the one colour
				written = written[:1]
			}
			for _, c := range written {
				assert.GreaterOrEqual(t, contrast(textInk(c, dark), fill), least, "%s on a %s, dark %t", c, l.Shape, dark)
			}
		}
	}
}

func TestLinesAndOutlinesStandOut(t *testing.T) {
	const least = 3 // WCAG 2.2, 1.4.11
	for _, dark := range []bool{false, true} {
		for ground, fill := range grounds(dark) {
			for _, l := range lineLooks {
				assert.GreaterOrEqual(t, contrast(inkOf("line-"+string(l.Style), "", dark).stroke, fill), float64(least), "%s on %s, dark %t", l.Style, ground, dark)
			}
			if ground == "area-head" { // no box stands on a heading
				continue
			}
			for _, l := range boxLooks {
				i := inkOf("box-"+string(l.Shape), "", dark)
				if l.caption == "" || i.stroke == "none" { // what is in no legend carries no meaning
					continue
				}
				assert.GreaterOrEqual(t, contrast(i.stroke, fill), float64(least), "the outline of a %s on %s, dark %t", l.Shape, ground, dark)
			}
		}
	}
}

// form is what can be seen of a shape without colour: its mark, its dashes, and whether its outline is pointed, round or square.
func shapeForm(s Shape) string {
	r := layout.Rect{Width: 40, Height: 20}
	if s == Start || s == End || s == Decision {
		r.Width = 20
	}
	path := outline(s, r)
	kind := ""
	for _, c := range path {
		if c >= 'A' && c <= 'Z' {
			kind += string(c)
		}
	}
	round := strings.Contains(path, "A10,10")
	l := shapeLook(s)
	return fmt.Sprint(kind, round, mark(s, r, true) != "", mark(s, r, true), l.dash, l.width >= 2.5, s == Start)
}

// together lists shapes that may stand in one picture. Input and output are not told apart by their look, but by their side.
var together = [][]Shape{
	{Process, Team, External},
	{Step, Automated, Approval, Call, Decision, Start, End, Input, Event},
	{Wait, Work, Late, Promise},
	{Rung, Promise},
	{Required, Guaranteed, Generated, Field, Missing},
	{CellR, CellA, CellC, CellI},
	{Lead, Role},
	{CellWrites, CellReads},
	{MarkError, MarkWarning, MarkInfo},
	{MarkAuto, MarkHand},
	{MarkRoom, MarkNear, MarkOver},
}

func TestShapesAreToldApart(t *testing.T) {
	for _, shapes := range together {
		for i, a := range shapes {
			for _, b := range shapes[i+1:] {
				if shapeForm(a) != shapeForm(b) || math.Abs(shapeLook(a).width-shapeLook(b).width) >= 0.9 {
					continue
				}
				for _, dark := range []bool{false, true} {
					p, q := inkOf("box-"+string(a), "", dark), inkOf("box-"+string(b), "", dark)
					for name, seen := range visions {
						apart := difference(seen(linear(p.fill)), seen(linear(q.fill)))
						apart = math.Max(apart, difference(seen(linear(p.stroke)), seen(linear(q.stroke)))/2) // an outline is little to see
						assert.GreaterOrEqual(t, apart, 8.0, "%s and %s, dark %t, %s", a, b, dark, name)
					}
				}
			}
		}
	}
}

func TestLinesAreToldApart(t *testing.T) {
	for _, styles := range [][]Style{
		{ByMachine, ByHand, Internal, Flow, Answer, Escalation}, {Mapping, WriteBack}, {Writes, Reads}, {ReportsTo, PartOf},
	} {
		for i, a := range styles {
			for _, b := range styles[i+1:] {
				p, q := styleLook(a), styleLook(b)
				if p.dash != q.dash || math.Abs(p.width-q.width) >= 0.9 {
					continue
				}
				for _, dark := range []bool{false, true} {
					for name, seen := range visions {
						apart := difference(seen(linear(inkOf("line-"+string(a), "", dark).stroke)), seen(linear(inkOf("line-"+string(b), "", dark).stroke)))
						assert.GreaterOrEqual(t, apart, 15.0, "%s and %s, dark %t, %s", a, b, dark, name)
					}
				}
			}
		}
	}
}

// Every class in the table of texts is one.
func TestTextInks(t *testing.T) {
	assert.NotEqual(t, textInk(SubText, false), textInk(LabelText, false))
	assert.NotEqual(t, textInk(EdgeText, true), textInk(LabelText, true))
	assert.Equal(t, textInks[0].dark, textInk(TitleText, true))
}
