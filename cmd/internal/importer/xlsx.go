package importer

// The first sheet of an Excel workbook (ECMA-376, SpreadsheetML): a zip of XML files. Only values are read; of a formula it is the value
// that was stored with it.

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// maxPart is how large a part of a workbook may be when it is unpacked.
const maxPart = 32 << 20

type xlsxText struct {
	T    string `xml:"t"`
	Runs []struct {
		T string `xml:"t"`
	} `xml:"r"`
}

func (x xlsxText) String() string {
	text := x.T
	for _, r := range x.Runs {
		text += r.T
	}
	return text
}

type xlsxSheet struct {
	Rows []struct {
		Number int `xml:"r,attr"`
		Cells  []struct {
			Ref    string   `xml:"r,attr"`
			Type   string   `xml:"t,attr"`
			Value  string   `xml:"v"`
			Inline xlsxText `xml:"is"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
	Merged []struct {
		Ref string `xml:"ref,attr"`
	} `xml:"mergeCells>mergeCell"`
}

func readXLSX(data []byte) ([]Problem, []*table, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil, fmt.Errorf("it begins like an .xlsx workbook and cannot be unpacked: %w", err)
	}
	target, notes, err := firstSheet(archive)
	if err != nil {
		return nil, nil, err
	}
	var shared struct {
		Texts []xlsxText `xml:"si"`
	}
	if err := part(archive, "xl/sharedStrings.xml", &shared); err != nil && !errors.Is(err, errNoPart) {
		return nil, nil, err
	}
	var sheet xlsxSheet
	if err := part(archive, target, &sheet); err != nil {
		return nil, nil, err
	}
	t := &table{sparse: true}
	for _, row := range sheet.Rows {
		number := row.Number
		if number == 0 {
			number = len(t.rows) + 1
		}
		if number > maxRows {
			return nil, nil, errTooLarge
		}
		for len(t.rows)+1 < number { // rows without a cell are not stored
			if err := t.add(len(t.rows)+1, nil); err != nil {
				return nil, nil, err
			}
		}
		var cells []string
		for _, c := range row.Cells {
			text := c.Value
			switch c.Type {
			case "s":
				i, err := strconv.Atoi(strings.TrimSpace(c.Value))
				if err != nil || i < 0 || i >= len(shared.Texts) {
					return nil, nil, fmt.Errorf("it is damaged: cell %s names a text that is not there", c.Ref)
				}
				text = shared.Texts[i].String()
			case "inlineStr":
				text = c.Inline.String()
			}
			if clean(text) == "" {
				continue // formatted, or one that a merged cell covers
			}
			column := len(cells)
			if _, at, ok := place(c.Ref); ok {
				column = at
			}
			if column >= maxColumns {
				return nil, nil, errTooLarge
			}
			for len(cells) <= column {
				cells = append(cells, "")
			}
			cells[column] = text
		}
		if number <= len(t.rows) {
			return nil, nil, fmt.Errorf("it is damaged: row %d is out of order", number)
		}
		if err := t.add(number, cells); err != nil {
			return nil, nil, err
		}
	}
	for _, m := range sheet.Merged {
		from, to, _ := strings.Cut(m.Ref, ":")
		row, column, ok := place(from)
		lastRow, lastColumn, ok2 := place(to)
		if ok && ok2 && row <= lastRow && column <= lastColumn {
			t.merged = append(t.merged, merge{row, column, lastRow - row + 1, lastColumn - column + 1})
		}
	}
	return notes, []*table{t}, nil
}

// firstSheet is the part that holds the first sheet that is not hidden.
func firstSheet(archive *zip.Reader) (string, []Problem, error) {
	var book struct {
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := part(archive, "xl/workbook.xml", &book); err != nil {
		return "", nil, err
	}
	var relations struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := part(archive, "xl/_rels/workbook.xml.rels", &relations); err != nil && !errors.Is(err, errNoPart) {
		return "", nil, err
	}
	for _, s := range book.Sheets {
		if s.State != "" && s.State != "visible" {
			continue
		}
		var notes []Problem
		if n := len(book.Sheets); n > 1 {
			notes = []Problem{{Text: fmt.Sprintf("only the sheet %q is read, of %d", clean(s.Name), n)}}
		}
		for _, r := range relations.List {
			if r.ID == s.ID {
				if strings.HasPrefix(r.Target, "/") {
					return strings.TrimPrefix(r.Target, "/"), notes, nil
				}
				return path.Join("xl", r.Target), notes, nil
			}
		}
		return "xl/worksheets/sheet1.xml", notes, nil
	}
	return "", nil, errors.New("it is a workbook without a sheet")
}

var errNoPart = errors.New("it is no .xlsx workbook")

// part reads one XML file of the workbook.
func part(archive *zip.Reader, name string, into any) error {
	for _, f := range archive.File {
		if f.Name != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return fmt.Errorf("%s in it cannot be unpacked: %w", name, err)
		}
		defer r.Close()
		text, err := io.ReadAll(io.LimitReader(r, maxPart+1)) // whatever size the archive claims
		if err == nil && len(text) > maxPart {
			err = fmt.Errorf("it is larger than %d MB", maxPart>>20)
		}
		if err == nil {
			err = xml.Unmarshal(text, into)
		}
		if err != nil {
			return fmt.Errorf("%s in it cannot be read: %w", name, err)
		}
		return nil
	}
	return fmt.Errorf("%w: there is no %s in it", errNoPart, name)
}

// place reads a cell's reference, such as "C7", counting from 0.
func place(ref string) (row, column int, ok bool) {
	letters := strings.TrimRight(ref, "0123456789")
	row, err := strconv.Atoi(ref[len(letters):])
	if err != nil || row < 1 || row > 1<<20 || letters == "" || len(letters) > 3 {
		return 0, 0, false
	}
	for _, c := range letters {
		if c < 'A' || c > 'Z' {
			return 0, 0, false
		}
		column = column*26 + int(c-'A') + 1
	}
	return row - 1, column - 1, true
}
