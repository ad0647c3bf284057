package render

import (
	"fmt"
	"slices"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

// RACI as the table people know: a row for every step and every interface, a column for every role or team, letters in the cells. Letters that follow
// from a default are shown like those that are written: what counts is who has to act.

// RACIRows is how many rows one table has; past it, each process is one row, and past that, each team.
const RACIRows = 60

// RACI shows the whole map, or the processes given: their steps and what they hand on.
func RACI(g *graph.Graph, title string, processes []*graph.Process, interfaces []*graph.Interface) View {
	v := View{Kind: "raci", Title: title, Description: "Who is responsible, who answers for it, who is asked before and who is told after.",
		Matrix: &Matrix{Corner: "Steps and handoffs"}}
	var rows []*graph.Row
	sections := map[*graph.Row]string{}
	for _, p := range processes {
		for _, s := range p.Steps {
			rows = append(rows, &s.Row)
			sections[&s.Row] = p.DisplayName()
		}
	}
	for _, i := range interfaces {
		rows = append(rows, &i.Row)
		sections[&i.Row] = "Handoffs"
	}
	rows = slices.DeleteFunc(rows, func(r *graph.Row) bool { return !graph.Own(r.Of()) })
	people := actors(rows)
	columns, team := people, false
	if len(people) > MatrixColumns {
		columns, team = teamsOf(people), true
	}
	switch {
	case len(columns) > MatrixColumns || len(rows) > RACIRows && len(processes) > RACIRows:
		raciTally(&v, rows)
		return v
	case len(rows) > RACIRows:
		summedUp(&v, processes, people)
		return v
	}
	v.Matrix.Columns = headsOf(columns)
	if team {
		v.Notes = append(v.Notes, fmt.Sprintf("%d roles act here, too many for one table: each team stands for its roles. The table of a process names them.", len(people)))
	}
	for _, r := range rows {
		d := r.Of()
		row := MatrixRow{Head: Head{ID: d.Common().Address(), Label: d.Common().DisplayName(), Page: address.Whole(d)}, Section: sections[r]}
		if r.Interface != nil {
			row.Sub = ends(r.Interface)
		}
		for _, c := range columns {
			row.Cells = append(row.Cells, letters(people, c, team, func(who lang.Declaration) string { return r.Letters(who) }))
		}
		v.Matrix.Rows = append(v.Matrix.Rows, row)
	}
	if len(rows) == 0 {
		v.Notes = append(v.Notes, "No steps and no handoffs to answer for.")
	}
	return v
}

// actors are those who have a letter in one of the rows, in the order in which they come up.
func actors(rows []*graph.Row) []lang.Declaration {
	var out []lang.Declaration
	seen := map[lang.Declaration]bool{}
	for _, r := range rows {
		for _, l := range graph.Letters {
			for _, p := range r.Parts(l) {
				if p.Who != nil && !seen[p.Who] {
					seen[p.Who] = true
					out = append(out, p.Who)
				}
			}
		}
	}
	return out
}

// teamsOf are their teams; who has none stands for themselves.
func teamsOf(people []lang.Declaration) []lang.Declaration {
	var out []lang.Declaration
	for _, d := range people {
		if t := teamFor(d); !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

func teamFor(d lang.Declaration) lang.Declaration {
	if r, ok := d.(*lang.Role); ok {
		for _, t := range r.Teams.Resolved() {
			return t
		}
	}
	return d
}

func headsOf(columns []lang.Declaration) []Head {
	var out []Head
	for _, d := range columns {
		out = append(out, Head{ID: d.Common().Address(), Label: d.Common().DisplayName(), Page: address.Whole(d)})
	}
	return out
}

// letters is a cell: those of one role, or all that a team's roles have.
func letters(people []lang.Declaration, column lang.Declaration, team bool, of func(lang.Declaration) string) Cell {
	has := map[rune]bool{}
	for _, who := range people {
		if who == column || team && teamFor(who) == column {
			for _, l := range of(who) {
				has[l] = true
			}
		}
	}
	c := Cell{}
	for _, l := range graph.Letters {
		if !has[rune(l)] {
			continue
		}
		if c.Text == "" {
			c.Shape = cellShapes[l]
		}
		c.Text += string(rune(l))
	}
	if has['A'] {
		c.Shape = CellA
	}
	return c
}

var cellShapes = map[graph.Letter]Shape{graph.R: CellR, graph.A: CellA, graph.C: CellC, graph.I: CellI}

// summedUp has a row for each process, and a column for each team.
func summedUp(v *View, processes []*graph.Process, people []lang.Declaration) {
	v.Matrix.Corner = "Processes"
	columns := teamsOf(people)
	v.Matrix.Columns = headsOf(columns)
	for _, p := range processes {
		if !graph.Own(p.Process) || len(p.Steps) == 0 {
			continue
		}
		row := MatrixRow{Head: Head{ID: p.Address(), Label: p.DisplayName(), Sub: plural(len(p.Steps), "step", "steps"), Page: address.Whole(p)}}
		for _, c := range columns {
			row.Cells = append(row.Cells, letters(people, c, true, func(who lang.Declaration) string {
				out := ""
				for _, s := range p.Steps {
					out += s.Row.Letters(who)
				}
				return out
			}))
		}
		v.Matrix.Rows = append(v.Matrix.Rows, row)
	}
	v.Notes = append(v.Notes, "Steps and handoffs are too many for one table: each process is one row and each team one column, with every letter that its roles have there. "+
		"The table of a process names steps and roles.")
}
