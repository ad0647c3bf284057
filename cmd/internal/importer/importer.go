// Package importer makes maps of what organisations have already: tables of who does what.
//
// One file a format reads tables out of it (csv.go, markdown.go, html.go, xlsx.go) and knows nothing of RACI. raci.go finds the table that
// is one and what its rows and columns mean; cell.go reads the letters of a cell; write.go writes it down as HCL. Defects of a table are
// kept as far as the language can hold them, so that the rules find them in the map; whatever is changed or left out is told.
package importer

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// How large a table may be: far beyond any that people read, and small enough for every machine.
const (
	maxRows    = 20_000
	maxColumns = 500
	maxCells   = 500_000
	maxText    = 32 << 20 // bytes in all cells
)

var errTooLarge = fmt.Errorf("its table is larger than %d rows, %d columns, %d cells or %d MB of text", maxRows, maxColumns, maxCells, maxText>>20)

// Problem is what was changed or left out, and where.
type Problem struct {
	Row    int    // from 1, as the source counts: lines of a text, rows of a sheet or an HTML table; 0 where it is about the whole
	Column int    // from 1; 0 where it is about the whole row
	Name   string // what the header calls the column, if anything
	Text   string
}

func (p Problem) String() string {
	var at []string
	if p.Row > 0 {
		at = append(at, fmt.Sprintf("row %d", p.Row))
	}
	if p.Column > 0 {
		column := fmt.Sprintf("column %d", p.Column)
		if p.Name != "" {
			column += " (" + p.Name + ")"
		}
		at = append(at, column)
	}
	if len(at) == 0 {
		return p.Text
	}
	return strings.Join(at, ", ") + ": " + p.Text
}

// Result is a map made of a table.
type Result struct {
	HCL      []byte // laid out as `handoff fmt` does
	Roles    int
	Steps    int
	Problems []Problem // in the order of the table
}

// table is one table of a source, as it stands there.
type table struct {
	rows   [][]string // texts with single spaces; rows may differ in length
	lines  []int      // the number of each row in its source, from 1
	merged []merge
	sparse bool     // rows end with their last text, as in a workbook
	cells  int      // in all rows
	text   int      // bytes in all cells
	kinds  [][]kind // of each cell, once it was asked for
}

// merge is a cell that covers others, which are empty in rows.
type merge struct{ row, column, rows, columns int } // from 0; how many

// add appends a row.
func (t *table) add(line int, cells []string) error {
	for i := range cells {
		if t.text += len(cells[i]); t.text > maxText {
			return errTooLarge
		}
		cells[i] = clean(cells[i])
	}
	t.cells += len(cells)
	if len(t.rows) >= maxRows || len(cells) > maxColumns || t.cells > maxCells {
		return errTooLarge
	}
	t.rows, t.lines = append(t.rows, cells), append(t.lines, line)
	return nil
}

// RACI makes a map of a RACI table: its roles, and one process with a step a row and the table as its matrix. The file name says which
// format to expect first, and names the process.
func RACI(name string, data []byte) (*Result, error) {
	notes, tables, err := read(name, data)
	if err != nil {
		return nil, err
	}
	var found *matrix
	more := 0
	for _, t := range tables {
		m := findMatrix(t)
		switch {
		case m == nil:
		case found == nil:
			found = m
		default:
			more++
		}
	}
	if found == nil {
		return nil, errors.New("no RACI table found: it wants a header row that names the roles, a column that names the steps, and cells with R, A, C or I")
	}
	if more > 0 {
		notes = append(notes, Problem{Text: fmt.Sprintf("only the first RACI table is read; there are %d more", more)})
	}
	base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	r, err := found.result(base)
	if err != nil {
		return nil, err
	}
	r.Problems = append(notes, r.Problems...)
	return r, nil
}

// read finds the tables of a source, whatever it is.
func read(name string, data []byte) ([]Problem, []*table, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readXLSX(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, nil, errors.New("it is a workbook of an Excel before 2007, or one with a password: save it as .xlsx or .csv")
	}
	text, notes, err := decode(data)
	if err != nil {
		return nil, nil, err
	}
	readers := []func(string) ([]*table, error){readMarkdown, readHTML, readCSV}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv":
		readers = []func(string) ([]*table, error){readCSV, readMarkdown, readHTML}
	case ".html", ".htm", ".xls": // some programs call an HTML table .xls
		readers = []func(string) ([]*table, error){readHTML, readCSV, readMarkdown}
	}
	for _, reader := range readers {
		tables, err := reader(text)
		if err != nil {
			return nil, nil, err
		}
		for _, t := range tables {
			if findMatrix(t) != nil {
				return notes, tables, nil
			}
		}
	}
	return notes, nil, nil
}
