package importer

// Which table is a RACI matrix, and which of its rows and columns are what. The header is the first row with two texts or more below which
// columns of letters stand. A column is a role if most of what stands in it could be letters, and the steps are named by the column
// before the first role that tells them apart best (others number or group them).

import (
	"fmt"

	"handoff/lang/lazyregexp"
)

// matrix is a table whose parts are known.
type matrix struct {
	*table
	header  int // its row
	name    int // the column of the steps
	roles   []int
	left    []int // columns that are neither
	letters int   // how many cells hold letters of RACI
	width   int
}

// at is a cell, "" where the row is too short for it.
func (t *table) at(row, column int) string {
	if column >= len(t.rows[row]) {
		return ""
	}
	return t.rows[row][column]
}

// kind is what a text looks like: letters of RACI, or something as short.
type kind struct{ known, short bool }

// findMatrix returns nil for a table that is none.
func findMatrix(t *table) *matrix {
	if t.kinds == nil {
		t.kinds = make([][]kind, len(t.rows))
		for r, row := range t.rows {
			t.kinds[r] = make([]kind, len(row))
			for c, text := range row {
				if text != "" {
					t.kinds[r][c] = kind{readCell(text).known, short(text)}
				}
			}
		}
	}
	const tried = 20 // what stands above the header is a title, not a book
	for i := 0; i < len(t.rows) && i < tried; i++ {
		if !t.names(i) {
			continue
		}
		m := columns(t, i)
		if m == nil {
			continue
		}
		// Headers of two lines, groups above roles: the lower one names them.
		for next := m.header + 1; next < len(t.rows) && t.names(next) && t.at(next, m.name) == ""; next++ {
			lower := columns(t, next)
			if lower == nil {
				break
			}
			m = lower
		}
		return m
	}
	return nil
}

// names reports whether a row has two texts or more, most of them no letters of RACI.
func (t *table) names(row int) bool {
	texts, known := 0, 0
	for c, text := range t.rows[row] {
		if text != "" {
			texts++
			if t.kinds[row][c].known {
				known++
			}
		}
	}
	return texts >= 2 && known*2 < texts
}

// columns says what the columns below a header are, or returns nil if none holds letters.
func columns(t *table, header int) *matrix {
	m := &matrix{table: t, header: header, name: -1}
	for _, row := range t.rows[header:] {
		m.width = max(m.width, len(row))
	}
	type column struct{ texts, known, short int }
	stats := make([]column, m.width)
	seen := make([]map[string]bool, m.width)
	for r := header + 1; r < len(t.rows); r++ {
		for c, text := range t.rows[r] {
			if text == "" {
				continue
			}
			s := &stats[c]
			s.texts++
			if t.kinds[r][c].known {
				s.known++
			}
			if t.kinds[r][c].short {
				s.short++
			} else if seen[c] == nil {
				seen[c] = map[string]bool{text: true}
			} else {
				seen[c][text] = true
			}
		}
	}
	isRole := func(c int) bool {
		return stats[c].short*2 > stats[c].texts || stats[c].texts == 0 && t.at(header, c) != ""
	}
	for c := range stats {
		m.letters += stats[c].known
		if m.name >= 0 && stats[c].known > 0 && isRole(c) {
			break
		}
		if !isRole(c) && stats[c].texts > 0 && (m.name < 0 || len(seen[c]) > len(seen[m.name]) || numbered(t, header, m.name) && !numbered(t, header, c)) {
			m.name = c
		}
	}
	m.letters = 0
	if m.name < 0 {
		return nil
	}
	for c := range stats {
		switch {
		case c == m.name:
		case isRole(c):
			m.roles = append(m.roles, c)
			m.letters += stats[c].known
		case stats[c].texts > 0 || t.at(header, c) != "":
			m.left = append(m.left, c)
		}
	}
	if m.letters == 0 {
		return nil
	}
	return m
}

var number = lazyregexp.New(`^[\d.)#]+$`)

// numbered reports whether most texts of a column are numbers.
func numbered(t *table, header, column int) bool {
	texts, numbers := 0, 0
	for r := header + 1; r < len(t.rows); r++ {
		if text := t.at(r, column); text != "" {
			texts++
			if number.MatchString(text) {
				numbers++
			}
		}
	}
	return numbers*2 > texts
}

// spread gives what a merged cell says to all that it covers, below the header: letters, and the name of a step that has several rows.
// A line that reaches across the table as a heading stays one.
func (m *matrix) spread() []Problem {
	var out []Problem
	filled := 0
	for _, g := range m.merged {
		if g.row <= m.header || g.row >= len(m.rows) {
			continue
		}
		text := m.at(g.row, g.column)
		if text == "" || g.columns > 1 && !readCell(text).known {
			continue
		}
		shown := text
		if letters := []rune(text); len(letters) > 80 {
			shown = string(letters[:80]) + "…"
		}
		out = append(out, Problem{Row: m.lines[g.row], Column: g.column + 1, Name: m.at(m.header, g.column), Text: fmt.Sprintf("%q stands in a merged cell and is read as in each of the cells that it covers", shown)})
		for r := g.row; r < min(g.row+g.rows, len(m.rows)); r++ {
			for c := g.column; c < min(g.column+g.columns, m.width); c++ {
				for len(m.rows[r]) <= c {
					m.rows[r] = append(m.rows[r], "")
				}
				if filled += 1 + len(text)/64; filled > maxCells { // a long text counts as several
					return out
				}
				m.rows[r][c] = text
			}
		}
	}
	return out
}
