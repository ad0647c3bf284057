package render

import "fmt"

// A process in which much leads far forwards and back is a tangle: a hundred lines side by side are wider than a page and followed by no eye. Such lines are drawn as
// jumps, as flowcharts on paper have done it for ever: each ends close by in a box that names the step where the work goes on. Where that is not enough, the lanes are
// kept to so many boxes a row, and the picture grows downwards, where there is room.

// tangle is one way to draw a swimlane.
type tangle struct {
	box     float64 // the width of a box in a lane
	far     int     // how many rows a line may lead; 0 for any
	abreast int     // how many boxes of one lane may stand side by side; 0 for any
}

// tangles are tried one after the other, until the picture can be read.
var tangles = []tangle{{box: 190}, {box: 160}, {box: 132}, {132, 12, 2}, {132, 6, 2}, {132, 4, 1}, {132, 2, 1}}

// jumping is a swimlane in which every line that leads more than so many rows down or up is a jump.
func (v View) jumping(far int) View {
	rows := ranks(v, 0)
	index := indexes(v)
	out := v
	out.Nodes, out.Edges = append([]Node(nil), v.Nodes...), nil
	first := map[string]int{} // by output: the row of the first step that leads to it
	jumps := 0
	for _, e := range v.Edges {
		from, to := index[e.From], index[e.To]
		source, target := v.Nodes[from], v.Nodes[to]
		off := rows[to] - rows[from]
		if target.Shape == Output {
			if _, there := first[e.To]; !there {
				first[e.To] = rows[from]
			}
			off = rows[from] - first[e.To]
		}
		if source.Lane == "" || abs(off) <= far || clean(target.Label) == "" {
			out.Edges = append(out.Edges, e)
			continue
		}
		jumps++
		n := Node{ID: fmt.Sprintf("jump %d to %s", jumps, e.To), Label: "→ " + oneLine(target.Label), Sub: e.Label, Shape: Jump, Lane: source.Lane, Page: target.Page,
			Tooltip: "Goes on at " + oneLine(target.Label), Of: []string{e.To}, Marks: e.Marks}
		out.Nodes = append(out.Nodes, n)
		e.To, e.Label, e.Marks = n.ID, "", nil
		out.Edges = append(out.Edges, e)
	}
	if jumps > 0 {
		out.Notes = append(append([]string(nil), v.Notes...), fmt.Sprintf("%s would cross the whole picture: each ends close by, in a box that names where the work goes on.",
			plural(jumps, "line", "lines")))
	}
	return out
}
