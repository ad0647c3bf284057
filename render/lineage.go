package render

import (
	"fmt"
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

// Data: who writes a record, who reads it, and where the true copy lives. The whole map is a table, records by processes; one record is a picture of
// its way: writers at the left, the record with its fields in the middle, readers and what becomes of it at the right.

// DataRows is how many records one table has; past it, each team is a row.
const DataRows = 50

// writers are the processes that write a record: that make it, set one of its fields, or are named as those who do; and readers those that take it
// in. Both in source order.
func accesses(g *graph.Graph) map[*lang.Artifact]map[*graph.Process]string {
	out := map[*lang.Artifact]map[*graph.Process]string{}
	note := func(a *lang.Artifact, p *graph.Process, how string) {
		if a == nil || p == nil {
			return
		}
		if out[a] == nil {
			out[a] = map[*graph.Process]string{}
		}
		if !strings.Contains(out[a][p], how) {
			out[a][p] += how
		}
	}
	for _, s := range g.Settings() {
		if !s.Create {
			note(s.Assignment.Of, s.Process, "W")
		}
	}
	for _, i := range g.Interfaces {
		for _, h := range i.Handoffs {
			if i.Create != nil {
				note(h.Received, h.Sender, "W")
			}
			if h.Sent != h.Received || h.Internal() {
				continue
			}
		}
	}
	for _, a := range g.Artifacts {
		for _, f := range a.Fields {
			for _, d := range f.UpdatedBy.Resolved() {
				if p, ok := d.(*lang.Process); ok {
					note(a.Artifact, g.Process(p), "W")
				}
			}
		}
		for _, port := range a.Ports {
			note(a.Artifact, port.Process, choose(port.Input, "R", "S"))
		}
	}
	for _, of := range out { // who sends a record and never took it in has made it
		for p, how := range of {
			if strings.Contains(how, "S") && !strings.Contains(how, "R") && !strings.Contains(how, "W") {
				how += "W"
			}
			how = strings.ReplaceAll(how, "S", "")
			of[p] = choose(strings.Contains(how, "W") && strings.Contains(how, "R"), "WR", how)
		}
	}
	return out
}

// DataMap shows the records that some processes write and read; of the whole map, all records.
func DataMap(g *graph.Graph, of []*graph.Process) View {
	v := View{Kind: "data", Title: "Records: who writes, who reads", Description: "W writes it, R reads it. Below each record stands the system that holds the true copy.",
		Matrix: &Matrix{Corner: "Records"}}
	access := accesses(g)
	var processes []*graph.Process
	for _, p := range of {
		if slices.ContainsFunc(g.Artifacts, func(a *graph.Artifact) bool { return access[a.Artifact][p] != "" }) {
			processes = append(processes, p)
		}
	}
	var columns []lang.Declaration
	byTeam := len(processes) > MatrixColumns
	place := func(p *graph.Process) lang.Declaration {
		if byTeam && p.Runs != nil {
			return p.Runs
		}
		return p.Process
	}
	for _, p := range processes {
		if d := place(p); !slices.Contains(columns, d) {
			columns = append(columns, d)
		}
	}
	var artifacts []*graph.Artifact
	for _, a := range g.Artifacts {
		used := slices.ContainsFunc(processes, func(p *graph.Process) bool { return access[a.Artifact][p] != "" })
		if whole := len(of) == len(g.Processes); used || whole && graph.Own(a.Artifact) {
			artifacts = append(artifacts, a)
		}
	}
	if len(columns) > MatrixColumns || len(artifacts) > DataRows {
		dataTally(&v, access, artifacts, processes)
		return v
	}
	v.Matrix.Columns = headsOf(columns)
	for _, a := range artifacts {
		row := MatrixRow{Head: Head{ID: a.Address(), Label: a.DisplayName(), Sub: keptIn(a), Page: address.Whole(a)}}
		for _, c := range columns {
			how := ""
			for _, p := range processes {
				if place(p) == c {
					how += access[a.Artifact][p]
				}
			}
			cell := Cell{}
			switch w, r := strings.Contains(how, "W"), strings.Contains(how, "R"); {
			case w && r:
				cell = Cell{Text: "W R", Shape: CellWrites}
			case w:
				cell = Cell{Text: "W", Shape: CellWrites}
			case r:
				cell = Cell{Text: "R", Shape: CellReads}
			}
			row.Cells = append(row.Cells, cell)
		}
		v.Matrix.Rows = append(v.Matrix.Rows, row)
	}
	if byTeam {
		v.Notes = append(v.Notes, fmt.Sprintf("%d processes use these records, too many for one table: each team stands for its own. The picture of a record names them.", len(processes)))
	}
	if len(artifacts) == 0 {
		v.Notes = append(v.Notes, "There are no records here.")
	}
	return v
}

func keptIn(a *graph.Artifact) string {
	if d := a.SourceOfTruth.Target; d != nil {
		return "kept in " + nameOf(d)
	}
	return ""
}

// Lineages shows the way of every record, in the order of the graph's artifacts.
func Lineages(g *graph.Graph) []View {
	access := accesses(g)
	views := make([]View, len(g.Artifacts))
	for i, a := range g.Artifacts {
		views[i] = lineage(g, a, access[a.Artifact])
	}
	return views
}

// Lineage shows the way of one record.
func Lineage(g *graph.Graph, a *graph.Artifact) View { return lineage(g, a, accesses(g)[a.Artifact]) }

func lineage(g *graph.Graph, a *graph.Artifact, access map[*graph.Process]string) View {
	v := View{Kind: "data", Of: a.Address(), Title: a.DisplayName(), Description: a.Description.Value,
		Lanes: []Lane{{ID: "before", Label: "Made and written by"}, {ID: "record", Label: "The record"}, {ID: "after", Label: "Read by"}}}
	record := Node{ID: a.Address(), Label: a.DisplayName(), Sub: keptIn(a), Shape: Artifact, Lane: "record", Page: address.Whole(a)}
	for _, f := range fieldsOf(a.Artifact) {
		_, optional := f.Type.IsOptional()
		record.Rows = append(record.Rows, Row{ID: a.Address() + "." + f.Name, Label: f.Name, Sub: typeWords(f.Type), Shape: choose(optional, Field, choose(f.Generated, Generated, Guaranteed)), Tooltip: f.Doc})
	}
	if len(record.Rows) > contractRows {
		more := len(record.Rows) - contractRows
		record.Rows = append(record.Rows[:contractRows:contractRows], Row{ID: "more of " + a.Address(), Label: plural(more, "more field", "more fields"), Shape: Field})
		v.Notes = append(v.Notes, fmt.Sprintf("The record has %d fields; its page lists them all.", contractRows+more))
	}
	if len(record.Rows) == 0 {
		record.Rows = []Row{{ID: a.Address() + ".", Label: "no fields are declared", Shape: Field}}
	}
	v.Nodes = append(v.Nodes, record)
	box := func(id string, p *graph.Process, lane string, style Style) {
		n := Node{ID: id, Label: p.DisplayName(), Sub: nameOf(p.Owner.Target), Shape: choose(p.External.Value, External, Process), Lane: lane, Page: address.Whole(p), Of: []string{p.Address()}}
		v.Nodes = append(v.Nodes, n)
		if lane == "before" {
			v.Edges = append(v.Edges, Edge{From: id, To: a.Address(), Style: style})
		} else {
			v.Edges = append(v.Edges, Edge{From: a.Address(), To: id, Style: style})
		}
	}
	for _, p := range g.Processes {
		if strings.Contains(access[p], "W") {
			box("writes "+p.Address(), p, "before", Writes)
		}
	}
	for _, p := range g.Processes {
		if strings.Contains(access[p], "R") {
			box("reads "+p.Address(), p, "after", Reads)
		}
	}
	for _, port := range a.Ports {
		if port.Declared == nil || !port.Input || port.Declared.Source.System() == nil {
			continue
		}
		d := port.Declared.Source.System()
		if id := "from " + d.Address(); !slices.ContainsFunc(v.Nodes, func(n Node) bool { return n.ID == id }) {
			v.Nodes = append(v.Nodes, Node{ID: id, Label: d.DisplayName(), Shape: System, Lane: "before", Of: []string{d.Address()}})
			v.Edges = append(v.Edges, Edge{From: id, To: a.Address(), Style: Writes})
		}
	}
	turns := func(other *lang.Artifact, i *graph.Interface, lane string) {
		id := lane + " " + other.Address()
		if slices.ContainsFunc(v.Nodes, func(n Node) bool { return n.ID == id }) {
			return
		}
		v.Nodes = append(v.Nodes, Node{ID: id, Label: nameOf(other), Sub: i.DisplayName(), Shape: Artifact, Lane: lane, Page: address.Whole(i), Of: []string{i.Address()}})
		e := Edge{From: id, To: a.Address(), Style: Mapping}
		if lane == "after" {
			e.From, e.To = e.To, e.From
		}
		v.Edges = append(v.Edges, e)
	}
	for _, h := range a.Handoffs {
		switch {
		case h.Sent == h.Received || h.Sent == nil || h.Received == nil:
		case h.Received == a.Artifact:
			turns(h.Sent, h.Interface, "before")
		default:
			turns(h.Received, h.Interface, "after")
		}
	}
	return v
}
