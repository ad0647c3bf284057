package render

import (
	"fmt"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang/finding"
)

// An overlay is laid over a view: figures that the view does not show by itself, such as what is wrong where. It is made in two steps. Film gathers, for the whole
// map, plain data by the address of a block; Lay puts it on whichever view there is: on the box, row, bar or line of that block, else on that of the block it is
// part of, where several are summed up. So an overlay knows no view, and a view no overlay. To add one: a function that makes its Film, and a line in Overlays.
// What is no fact of the map, such as what an event log says of it, is made into a Film by whoever knows it.

// Overlay is a kind of film that can be made of a map and its findings.
type Overlay struct {
	Name string // as users say it
	Doc  string // one line for help texts
	Film func(g *graph.Graph, findings []finding.Finding) Film
}

// Overlays lists them.
var Overlays = []Overlay{
	{Name: "findings", Doc: "how many problems there are, and how grave", Film: findingsFilm},
	{Name: "automation", Doc: "what systems do by themselves, and what people do by hand", Film: automationFilm},
	{Name: "sla-risk", Doc: "how much of each promise is used up if everybody takes as long as they may", Film: riskFilm},
}

// OverlayNamed finds an overlay by its name.
func OverlayNamed(name string) (Overlay, bool) {
	for _, o := range Overlays {
		if o.Name == name {
			return o, true
		}
	}
	return Overlay{}, false
}

// Film is what an overlay says, by the address of a block.
type Film struct {
	Name  string
	About string             // one sentence below the picture: what the marks say
	Marks map[string][]Mark  // they may be nil
	Tones map[string]Shape   // how boxes are shaded: ToneGood, ToneNear or ToneBad
	Wide  string             // one more sentence, where a line is drawn wider: what its width says
	Lines map[string]float64 // how wide the line of a handoff is drawn, in pixels; 0 leaves it as it is
}

// Mark is a small sign on a box, row, bar or line.
type Mark struct {
	Shape Shape
	Count int    // of what; marks of one shape on one thing are added up
	Text  string // instead of the count; of several such marks on one thing the one with the highest rank stays
	Rank  int
	Full  string // in words, a line each
}

// Lay returns the view with films on it.
func (v View) Lay(films ...Film) View {
	out := v
	out.Nodes, out.Edges, out.Notes = slices.Clone(v.Nodes), slices.Clone(v.Edges), slices.Clone(v.Notes)
	if v.Matrix != nil {
		m := *v.Matrix
		m.Rows = slices.Clone(m.Rows)
		out.Matrix = &m
	}
	on := out.places()
	for _, f := range films {
		if about := strings.TrimSpace(f.About + choose(out.widened(f, on), " "+f.Wide, "")); about != "" {
			out.Notes = append(out.Notes, about)
		}
		rest := map[Shape]Mark{}
		for _, address := range sortedKeys(f.Marks) {
			places := nearest(on, address)
			if places == nil && out.concerns(address) {
				for _, m := range f.Marks[address] {
					sum := rest[m.Shape]
					sum.Shape, sum.Count = m.Shape, sum.Count+m.Count
					rest[m.Shape] = sum
				}
			}
			for _, p := range places {
				for _, m := range f.Marks[address] {
					p.marks(&out, m)
				}
			}
		}
		for _, l := range boxLooks {
			if m, ok := rest[l.Shape]; ok && m.Count > 0 {
				out.Notes = append(out.Notes, fmt.Sprintf("About the whole: %d %s.", m.Count, plainCaption(m.Shape, m.Count)))
			}
		}
		for _, address := range sortedKeys(f.Tones) {
			for _, p := range nearest(on, address) {
				if p.kind == onNode && toneRank(f.Tones[address]) > toneRank(out.Nodes[p.index].Tone) {
					out.Nodes[p.index].Tone = f.Tones[address]
				}
			}
		}
		for _, address := range sortedKeys(f.Lines) {
			for _, p := range on[address] {
				if p.kind == onEdge {
					out.Edges[p.index].Width = max(out.Edges[p.index].Width, f.Lines[address])
				}
			}
		}
	}
	return out
}

// widened reports whether a film makes a line of the view wider. A view along time draws none.
func (v View) widened(f Film, on map[string][]spotOn) bool {
	for address := range f.Lines {
		if v.Axis == nil && slices.ContainsFunc(on[address], func(p spotOn) bool { return p.kind == onEdge }) {
			return true
		}
	}
	return false
}

// concerns reports whether an address lies in the block the view is a picture of, or the view is of the whole map.
func (v View) concerns(address string) bool {
	return v.Of != "" && (address == v.Of || strings.HasPrefix(address, v.Of+"."))
}

// place in a view that a mark can stand on.
type spotOn struct {
	kind  onWhat
	index int
}

type onWhat uint8

const (
	onNode onWhat = iota
	onEdge
	onRow // of a matrix
)

// places are those of every address.
func (v View) places() map[string][]spotOn {
	on := map[string][]spotOn{}
	add := func(address string, p spotOn) {
		if address != "" && !slices.Contains(on[address], p) {
			on[address] = append(on[address], p)
		}
	}
	for i, n := range v.Nodes {
		add(n.ID, spotOn{onNode, i})
		for _, address := range n.Of {
			add(address, spotOn{onNode, i})
		}
		for _, r := range n.Rows {
			add(r.ID, spotOn{onNode, i})
		}
	}
	for i, e := range v.Edges {
		for _, address := range e.Of {
			add(address, spotOn{onEdge, i})
		}
	}
	if v.Matrix != nil {
		for i, r := range v.Matrix.Rows {
			add(r.ID, spotOn{onRow, i})
		}
	}
	return on
}

// nearest are the places of a block, or of the block it is part of.
func nearest(on map[string][]spotOn, address string) []spotOn {
	for address != "" {
		if places := on[address]; places != nil {
			return places
		}
		k := strings.LastIndexByte(address, '.')
		address = address[:max(k, 0)]
	}
	return nil
}

// marks adds a mark at the place.
func (p spotOn) marks(v *View, m Mark) {
	var list *[]Mark
	switch p.kind {
	case onNode:
		list = &v.Nodes[p.index].Marks
	case onEdge:
		list = &v.Edges[p.index].Marks
	default:
		list = &v.Matrix.Rows[p.index].Marks
	}
	*list = join(*list, m)
}

// join adds a mark to others, which it does not change.
func join(marks []Mark, m Mark) []Mark {
	out := slices.Clone(marks)
	for i, o := range out {
		switch {
		case m.Text == "" && o.Text == "" && o.Shape == m.Shape:
			out[i].Count += m.Count
			if strings.Count(o.Full, "\n") < 7 {
				out[i].Full += "\n" + m.Full
			}
			return out
		case m.Text != "" && o.Text != "":
			if m.Rank > o.Rank {
				out[i] = m
			}
			return out
		}
	}
	out = append(out, m)
	slices.SortStableFunc(out, func(a, b Mark) int { return shapeRank(a.Shape) - shapeRank(b.Shape) })
	return out
}

// shapeRank is where a shape stands in the legend.
func shapeRank(s Shape) int {
	for i, l := range boxLooks {
		if l.Shape == s {
			return i
		}
	}
	return len(boxLooks)
}

// words says a mark.
func (m Mark) words() string {
	if m.Text != "" {
		return m.Text + " " + plainCaption(m.Shape, 1)
	}
	return fmt.Sprintf("%d %s", m.Count, plainCaption(m.Shape, m.Count))
}

// plainCaption is what the legend says of a shape, in the singular or plural.
func plainCaption(s Shape, n int) string {
	caption := shapeLook(s).caption
	if n == 1 {
		return strings.TrimSuffix(caption, "s")
	}
	return caption
}

func marksInWords(marks []Mark) string {
	var out []string
	for _, m := range marks {
		out = append(out, m.words())
	}
	return strings.Join(out, ", ")
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func toneRank(s Shape) int {
	switch s {
	case ToneGood:
		return 1
	case ToneNear:
		return 2
	case ToneBad:
		return 3
	}
	return 0
}
