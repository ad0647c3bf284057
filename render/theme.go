package render

import (
	"fmt"
	"strings"
)

// How things look: one table of shapes and one of lines, each for light and dark. Every difference that matters is told twice, by colour and by form
// (a dash, a weight, a mark), so that it survives colour blindness, grey print and a photograph of a wall. The hues are
// blue, green and orange, which the common kinds of colour blindness keep apart.

// ink is a fill and a stroke.
type ink struct{ fill, stroke string }

// look is how a kind of box or line is drawn.
type look struct {
	light, dark ink
	width       float64 // of the stroke, in pixels
	dash        string
	caption     string // in the legend; one without is not in it
	bare        bool   // only its mark and its text are drawn, in the inks of the stroke
}

// boxLooks gives every shape its look; legends list shapes in this order.
var boxLooks = []struct {
	Shape
	look
}{
	{Process, look{ink{"#e4eefa", "#2f6aa8"}, ink{"#17304a", "#6aa8e6"}, 1.5, "", "process", false}},
	{Team, look{ink{"#eef1f4", "#4a6785"}, ink{"#222d38", "#8aa4bf"}, 1.8, "", "team", false}},
	{External, look{ink{"#ffffff", "#6b7684"}, ink{"#10161d", "#8b97a5"}, 1.5, "5 3", "outside this organisation", false}},
	{Step, look{ink{"#ffffff", "#4a6785"}, ink{"#1c2630", "#8aa4bf"}, 1.2, "", "step", false}},
	{Automated, look{ink{"#e2f3ee", "#00795c"}, ink{"#10332b", "#3fc79e"}, 1.2, "", "automated step", false}},
	{Approval, look{ink{"#fdf1dc", "#a86400"}, ink{"#3a2a0e", "#e0a13c"}, 1.8, "", "approval", false}},
	{Call, look{ink{"#e4eefa", "#2f6aa8"}, ink{"#17304a", "#6aa8e6"}, 1.5, "", "runs another process", false}},
	{Decision, look{ink{"#ffffff", "#4a6785"}, ink{"#1c2630", "#8aa4bf"}, 1.5, "", "decision", false}},
	{Jump, look{ink{"#fbfbf2", "#7a7a55"}, ink{"#1d1f18", "#b5b58a"}, 1.2, "2 2", "goes on there", false}},
	{Start, look{ink{"#1b2430", "#1b2430"}, ink{"#e6ebf1", "#e6ebf1"}, 1.5, "", "start", false}},
	{End, look{ink{"#ffffff", "#1b2430"}, ink{"#10161d", "#e6ebf1"}, 3, "", "end", false}},
	{Input, look{ink{"#eef1f4", "#6b7684"}, ink{"#222b35", "#8b97a5"}, 1.2, "", "input", false}},
	{Output, look{ink{"#eef1f4", "#6b7684"}, ink{"#222b35", "#8b97a5"}, 1.2, "", "output", false}},
	{Event, look{ink{"#fdeee6", "#b8490f"}, ink{"#3b2012", "#f0925a"}, 1.2, "", "event", false}},
	{System, look{ink{"#ececf4", "#63638f"}, ink{"#25253b", "#a3a3d6"}, 1.2, "", "system", false}},
	{Artifact, look{ink{"#f6f3fb", "#6d55a3"}, ink{"#241d35", "#b09ae0"}, 1.5, "", "record", false}},
	{Lead, look{ink{"none", "#8a5200"}, ink{"none", "#e0a13c"}, 0, "", "leads the team", true}},
	{Role, look{ink{"none", "#4a6785"}, ink{"none", "#8aa4bf"}, 0, "", "role", true}},
	{Required, look{ink{"none", "#2f6aa8"}, ink{"none", "#6aa8e6"}, 0, "", "the receiver needs it", true}},
	{Guaranteed, look{ink{"none", "#00795c"}, ink{"none", "#3fc79e"}, 0, "", "sure to be there", true}},
	{Generated, look{ink{"none", "#63638f"}, ink{"none", "#a3a3d6"}, 0, "", "set by the system", true}},
	{Field, look{ink{"none", "#76828f"}, ink{"none", "#7a8694"}, 0, "", "may be empty", true}},
	{Missing, look{ink{"#fdeee6", "#b8430a"}, ink{"#3b2012", "#ff8f61"}, 1.5, "", "needed, but nobody is sure to fill it", false}},
	{Wait, look{ink{"#ffffff", "#414d5a"}, ink{"#10161d", "#c0cad5"}, 1.4, "4 3", "waits to be accepted", false}},
	{Work, look{ink{"#9fc3ea", "#2f6aa8"}, ink{"#28557f", "#6aa8e6"}, 1.2, "", "is worked on", false}},
	{Late, look{ink{"#e8814a", "#8f3406"}, ink{"#b8430a", "#ffb491"}, 1.8, "", "after the promise", false}},
	{Rung, look{ink{"#f6c9ad", "#b8490f"}, ink{"#6b3517", "#f0925a"}, 1.2, "", "has been told", false}},
	{Promise, look{ink{"#1b2430", "#1b2430"}, ink{"#e6ebf1", "#e6ebf1"}, 0.5, "", "promised until then", false}},
	{Tick, look{ink{"#d0d8e0", "none"}, ink{"#303d4a", "none"}, 0, "", "", false}},
	{ChartLine, look{bare: true, light: ink{"none", "none"}, dark: ink{"none", "none"}}},
	{TableLine, look{ink{"#ffffff", "#d0d8e0"}, ink{"#10161d", "#303d4a"}, 1, "", "", false}},
	{Measured, look{ink{"#9fc3ea", "#2f6aa8"}, ink{"#28557f", "#6aa8e6"}, 1.2, "", "measured", false}},
	{Bad, look{ink{"#e8814a", "#8f3406"}, ink{"#b8430a", "#ffb491"}, 1.8, "", "missed more often than kept", false}},
	{CellR, look{ink{"#cfe1f6", "#2f6aa8"}, ink{"#1f4468", "#6aa8e6"}, 1.2, "", "responsible: does it", false}},
	{CellA, look{ink{"#fbe3bd", "#8a5200"}, ink{"#4d380f", "#e0a13c"}, 2.2, "", "accountable: answers for it", false}},
	{CellC, look{ink{"#ffffff", "#4a6785"}, ink{"#10161d", "#8aa4bf"}, 1.2, "", "consulted: asked before", false}},
	{CellI, look{ink{"#ffffff", "#76828f"}, ink{"#10161d", "#7a8694"}, 1.2, "3 3", "informed: told after", false}},
	{CellWrites, look{ink{"#fbe3bd", "#8a5200"}, ink{"#4d380f", "#e0a13c"}, 1.8, "", "writes it", false}},
	{MarkError, look{ink{"#fbe0e0", "#b3261e"}, ink{"#4a1714", "#ff8a80"}, 2, "", "errors", false}},
	{MarkWarning, look{ink{"#fdeecd", "#8a5200"}, ink{"#43310d", "#e0a13c"}, 1.6, "", "warnings", false}},
	{MarkInfo, look{ink{"#ffffff", "#2f6aa8"}, ink{"#10161d", "#6aa8e6"}, 1.2, "", "notes", false}},
	{MarkAuto, look{ink{"#e2f3ee", "#00795c"}, ink{"#10332b", "#3fc79e"}, 1.2, "", "automated", false}},
	{MarkHand, look{ink{"#ffffff", "#4a6785"}, ink{"#10161d", "#8aa4bf"}, 1.2, "3 2", "by hand", false}},
	{MarkRoom, look{ink{"#e2f3ee", "#00795c"}, ink{"#10332b", "#3fc79e"}, 1.2, "", "of the promise: it holds", false}},
	{MarkNear, look{ink{"#fdeecd", "#8a5200"}, ink{"#43310d", "#e0a13c"}, 1.6, "", "of the promise: little is left", false}},
	{MarkOver, look{ink{"#fbe0e0", "#b3261e"}, ink{"#4a1714", "#ff8a80"}, 2, "", "of the promise: it can be broken", false}},
	{MarkKept, look{ink{"#e2f3ee", "#00795c"}, ink{"#10332b", "#3fc79e"}, 1.2, "", "of the promises were kept", false}},
	{MarkSlipped, look{ink{"#fdeecd", "#8a5200"}, ink{"#43310d", "#e0a13c"}, 1.6, "", "were kept: one in twenty or more was not", false}},
	{MarkBroken, look{ink{"#fbe0e0", "#b3261e"}, ink{"#4a1714", "#ff8a80"}, 2, "", "were kept: one in five or more was not", false}},
	{MarkWaited, look{ink{"#ffffff", "#414d5a"}, ink{"#10161d", "#c0cad5"}, 1.2, "3 2", "it took in the middle case", false}},
	{ToneGood, look{ink{"none", "none"}, ink{"none", "none"}, 0, "", "", false}},
	{ToneNear, look{ink{"#f6d9a0", "none"}, ink{"#6b4b10", "none"}, 0, "", "", false}},
	{ToneBad, look{ink{"#f3a9a3", "none"}, ink{"#8a2b24", "none"}, 0, "", "", false}},
	{CellReads, look{ink{"#ffffff", "#4a6785"}, ink{"#10161d", "#8aa4bf"}, 1.2, "", "reads it", false}},
}

// lineLooks gives every style its look. The heavier a line, the more depends on the passing-on it stands for.
var lineLooks = []struct {
	Style
	look
}{
	{ByMachine, look{ink{"none", "#1f6fb5"}, ink{"none", "#5db0f5"}, 2.4, "", "automated handoff", false}},
	{ByHand, look{ink{"none", "#414d5a"}, ink{"none", "#c0cad5"}, 1.7, "7 4", "handoff by hand", false}},
	{Internal, look{ink{"none", "#2f3b48"}, ink{"none", "#d5dde6"}, 1.9, "", "handoff to another role", false}},
	{Flow, look{ink{"none", "#7a8694"}, ink{"none", "#8793a1"}, 1.3, "", "goes on", false}},
	{Answer, look{ink{"none", "#6b7684"}, ink{"none", "#98a4b2"}, 1.4, "2 3", "answer", false}},
	{Escalation, look{ink{"none", "#b8430a"}, ink{"none", "#ff8f61"}, 1.7, "9 3 2 3", "when time runs out", false}},
	{Mapping, look{ink{"none", "#6d55a3"}, ink{"none", "#b09ae0"}, 1.4, "", "is filled from", false}},
	{WriteBack, look{ink{"none", "#6b7684"}, ink{"none", "#98a4b2"}, 1.4, "2 3", "is written back", false}},
	{Writes, look{ink{"none", "#a86400"}, ink{"none", "#e0a13c"}, 2, "", "writes", false}},
	{Reads, look{ink{"none", "#4a6785"}, ink{"none", "#8aa4bf"}, 1.5, "6 3", "is read", false}},
	{ReportsTo, look{ink{"none", "#2f3b48"}, ink{"none", "#d5dde6"}, 1.6, "", "is reported to by", false}},
	{PartOf, look{ink{"none", "#7a8694"}, ink{"none", "#8793a1"}, 1.3, "", "has as a part", false}},
}

// areaLooks are the backgrounds, by layer; lanes alternate between the last two.
var areaLooks = []struct {
	class string
	look
}{
	{"area-page", look{light: ink{"#ffffff", "none"}, dark: ink{"#10161d", "none"}}},
	{"area-group", look{light: ink{"#f5f7f9", "#c6ced8"}, dark: ink{"#161e27", "#3a4653"}, width: 1}},
	{"area-head", look{light: ink{"#e6ebf0", "#d0d8e0"}, dark: ink{"#222d38", "#303d4a"}, width: 1}},
	{"area-lane", look{light: ink{"#fafbfc", "#d0d8e0"}, dark: ink{"#131a22", "#303d4a"}, width: 1}},
	{"area-bare", look{light: ink{"none", "none"}, dark: ink{"none", "none"}}},
	{"area-lane odd", look{light: ink{"#f3f6f8", "#d0d8e0"}, dark: ink{"#18212a", "#303d4a"}, width: 1}},
}

// textInks are the colours of text, by class; what is absent is in the first one.
var textInks = []struct {
	classes string
	light   string
	dark    string
}{
	{"text", "#1b2430", "#e6ebf1"},
	{".t-sub,.t-caption", "#55606e", "#a3afbd"},
	{".t-edge", "#2f3b48", "#cdd6df"},
}

// orClear says "none" in the word that Graphviz and D2 have for it.
func orClear(color string) string {
	if color == "none" {
		return "transparent"
	}
	return color
}

func shapeLook(s Shape) look {
	for _, l := range boxLooks {
		if l.Shape == s {
			return l.look
		}
	}
	return boxLooks[0].look
}

func styleLook(s Style) look {
	for _, l := range lineLooks {
		if l.Style == s {
			return l.look
		}
	}
	return styleLook(Flow)
}

// known returns s, or Flow for a style there is no look for.
func (s Style) known() Style {
	for _, l := range lineLooks {
		if l.Style == s {
			return s
		}
	}
	return Flow
}

// inkOf gives the colours of a class of outlines; those of a mark and of a head are the stroke of what they belong to.
func inkOf(class, whole string, dark bool) ink {
	pick := func(l look) ink {
		if dark {
			return l.dark
		}
		return l.light
	}
	kind, name, _ := strings.Cut(class, "-")
	switch kind {
	case "box":
		return pick(shapeLook(Shape(name)))
	case "mark":
		return ink{"none", inkOf(whole, whole, dark).stroke}
	case "line":
		return pick(styleLook(Style(name)))
	case "tip":
		stroke := pick(styleLook(Style(name))).stroke
		return ink{stroke, stroke}
	}
	for _, a := range areaLooks {
		if a.class == class {
			return pick(a.look)
		}
	}
	return ink{"none", "none"}
}

// textInk gives the colour of a class of text.
func textInk(c TextClass, dark bool) string {
	found := textInks[0]
	for _, t := range textInks {
		for name := range strings.SplitSeq(t.classes, ",") {
			if name == ".t-"+string(c) {
				found = t
			}
		}
	}
	if dark {
		return found.dark
	}
	return found.light
}

// stylesheet writes the looks of the classes in use as CSS. Colours are written out twice instead of through variables, which converters to PNG and PDF do not know.
// Paper is always light.
func stylesheet(theme Theme, family string, used map[string]bool) string {
	const root = ".handoff-view "
	var b strings.Builder
	fmt.Fprintf(&b, "%stext{font-family:%sGo,'Helvetica Neue',Helvetica,Arial,'Noto Sans','Liberation Sans','DejaVu Sans',sans-serif;stroke:none}\n", root, family)
	for _, c := range []TextClass{TitleText, HeadText, LabelText, SubText, EdgeText, CaptionText} {
		s := typesetting[c]
		weight := ""
		if s.bold {
			weight = ";font-weight:bold"
		}
		fmt.Fprintf(&b, "%s.t-%s{font-size:%gpx%s}\n", root, c, s.size, weight)
	}
	b.WriteString(root + "a{text-decoration:none}" + root + "a:hover text," + root + "a:focus text{text-decoration:underline}\n")
	rules := func(pick func(look) ink, text func(light, dark string) string) {
		for _, a := range areaLooks {
			if !used[a.class] {
				continue
			}
			i := pick(a.look)
			fmt.Fprintf(&b, "%s.%s{fill:%s;stroke:%s}\n", root, strings.ReplaceAll(a.class, " ", "."), i.fill, i.stroke)
		}
		for _, s := range boxLooks {
			if !used["box-"+string(s.Shape)] {
				continue
			}
			i := pick(s.look)
			fmt.Fprintf(&b, "%s.box-%s{fill:%s;stroke:%s}%s.box-%s .mark{stroke:%s}\n", root, s.Shape, i.fill, i.stroke, root, s.Shape, i.stroke)
		}
		for _, s := range lineLooks {
			if !used["line-"+string(s.Style)] {
				continue
			}
			i := pick(s.look)
			fmt.Fprintf(&b, "%s.line-%s{fill:none;stroke:%s}%s.tip-%s{fill:%s;stroke:%s}\n", root, s.Style, i.stroke, root, s.Style, i.stroke, i.stroke)
		}
		for _, t := range textInks {
			var selectors []string
			for c := range strings.SplitSeq(t.classes, ",") {
				selectors = append(selectors, root+c)
			}
			fmt.Fprintf(&b, "%s{fill:%s}\n", strings.Join(selectors, ","), text(t.light, t.dark))
		}
	}
	light := func() { rules(func(l look) ink { return l.light }, func(light, _ string) string { return light }) }
	dark := func() { rules(func(l look) ink { return l.dark }, func(_, dark string) string { return dark }) }
	switch theme {
	case Light:
		light()
	case Dark:
		dark()
	default:
		light()
		b.WriteString("@media screen and (prefers-color-scheme:dark){\n")
		dark()
		b.WriteString("}\n")
	}
	return b.String()
}
