package render

import (
	"fmt"
	"strconv"

	"handoff/graph"
	"handoff/lang"
	"handoff/render/address"
)

// Where a picture would have too many rows or columns to be read, it counts by team instead: a row for each team, and in the cells how often. So it sums up
// everything, and leaves nothing out.

// TallyRows is how many teams a tally has; the others are one row.
const TallyRows = 120

// tally counts by team.
type tally struct {
	columns []Head
	shapes  []Shape // of the cells, by column
	order   []lang.Declaration
	counts  map[lang.Declaration][]int
}

func newTally(shapes []Shape, columns ...string) *tally {
	t := &tally{shapes: shapes, counts: map[lang.Declaration][]int{}}
	for _, c := range columns {
		t.columns = append(t.columns, Head{ID: "column " + c, Label: c})
	}
	return t
}

// add counts once more for a role's team, or a team.
func (t *tally) add(who lang.Declaration, column int) {
	if who == nil {
		return
	}
	who = teamFor(who)
	if t.counts[who] == nil {
		t.counts[who] = make([]int, len(t.columns))
		t.order = append(t.order, who)
	}
	t.counts[who][column]++
}

// matrix sets it as one.
func (t *tally) matrix() *Matrix {
	m := &Matrix{Corner: "Teams", Columns: t.columns}
	var rest []int
	row := func(h Head, counts []int) {
		r := MatrixRow{Head: h}
		for c, n := range counts {
			cell := Cell{}
			if n > 0 {
				cell = Cell{Text: strconv.Itoa(n), Shape: t.shapes[c]}
			}
			r.Cells = append(r.Cells, cell)
		}
		m.Rows = append(m.Rows, r)
	}
	for k, who := range t.order {
		if k < TallyRows {
			row(Head{ID: who.Common().Address(), Label: nameOf(who), Page: address.Whole(who)}, t.counts[who])
			continue
		}
		if rest == nil {
			rest = make([]int, len(t.columns))
		}
		for c, n := range t.counts[who] {
			rest[c] += n
		}
	}
	if rest != nil {
		row(Head{ID: "other teams", Label: fmt.Sprintf("%d other teams", len(t.order)-TallyRows)}, rest)
	}
	return m
}

// raciTally counts in how many steps and handoffs each team has which letter.
func raciTally(v *View, rows []*graph.Row) {
	t := newTally([]Shape{CellR, CellA, CellC, CellI}, "Responsible", "Accountable", "Consulted", "Informed")
	for _, r := range rows {
		for c, l := range graph.Letters {
			seen := map[lang.Declaration]bool{}
			for _, p := range r.Parts(l) {
				if p.Who != nil && !seen[teamFor(p.Who)] {
					seen[teamFor(p.Who)] = true
					t.add(p.Who, c)
				}
			}
		}
	}
	v.Matrix = t.matrix()
	v.Notes = append(v.Notes, fmt.Sprintf("These are %d steps and handoffs, too many for one table: it counts for each team in how many it has which part. "+
		"The table of a process, a service or a team names them.", len(rows)))
}

// dataTally counts how many records each team writes and reads.
func dataTally(v *View, access map[*lang.Artifact]map[*graph.Process]string, artifacts []*graph.Artifact, processes []*graph.Process) {
	t := newTally([]Shape{CellWrites, CellReads}, "Writes records", "Reads records")
	for _, a := range artifacts {
		for c, letter := range []byte{'W', 'R'} {
			seen := map[lang.Declaration]bool{}
			for _, p := range processes {
				who := lang.Declaration(p.Process)
				if p.Runs != nil {
					who = p.Runs
				}
				for _, l := range []byte(access[a.Artifact][p]) {
					if l == letter && !seen[who] {
						seen[who] = true
						t.add(who, c)
					}
				}
			}
		}
	}
	v.Matrix = t.matrix()
	v.Description = "How many records each team writes and reads."
	v.Notes = append(v.Notes, fmt.Sprintf("These are %d records, too many for one table. The picture of a record names who writes and reads it; so does the table of a team or a service.", len(artifacts)))
}

// ladderTally counts in how many ladders each team is told first, second, and after that.
func ladderTally(v *View, ladders [][]graph.Rung) {
	t := newTally([]Shape{Rung, Rung, Rung}, "Told first", "Told second", "Told later")
	for _, rungs := range ladders {
		for _, r := range rungs {
			t.add(r.Who, min(r.Level, 3)-1)
		}
	}
	v.Axis, v.Lanes, v.Nodes, v.Edges = nil, nil, nil, nil
	v.Matrix = t.matrix()
	v.Description = "In how many ladders each team is told first, second, and later."
	v.Notes = append(v.Notes, fmt.Sprintf("These are %d ladders, too many for one picture. A process, an interface, a service or a team has a picture of its own.", len(ladders)))
}
