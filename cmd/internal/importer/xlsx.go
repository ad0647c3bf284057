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
	"unicode/utf8"
)

// How large a part of a workbook may be when it is unpacked, and one that only lists others.
const (
	maxPart = 32 << 20
	maxList = 1 << 20
)

// How much of a part is taken in. Packed, a million empty cells are a few kilobytes, so each is looked at by itself and none is kept that says
// nothing; a text that many cells name is there once.
const (
	maxElements = 1_000_000 // cells, texts or merges of one part
	maxCellText = 32_767    // characters in a cell: Excel's own limit ("Excel specifications and limits")
)

var (
	errManyElements = fmt.Errorf("it holds more than %d cells, texts or merged cells", maxElements)
	errLongText     = fmt.Errorf("it is damaged: a cell holds more than %d characters", maxCellText)
)

func readXLSX(data []byte) ([]Problem, []*table, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil, fmt.Errorf("it begins like an .xlsx workbook and cannot be unpacked: %w", err)
	}
	target, notes, err := firstSheet(archive)
	if err != nil {
		return nil, nil, err
	}
	var texts []string // that cells share
	err = elements(archive, "xl/sharedStrings.xml", func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := textOf(d, "t")
		texts = append(texts, text)
		return err
	})
	if err != nil && !errors.Is(err, errNoPart) {
		return nil, nil, err
	}
	s := sheet{texts: texts, table: &table{sparse: true}}
	if err := elements(archive, target, s.element); err != nil {
		return nil, nil, err
	}
	if err := s.endRow(); err != nil {
		return nil, nil, err
	}
	return notes, []*table{s.table}, nil
}

// sheet is a sheet that is being read.
type sheet struct {
	*table
	texts  []string
	number int // of the row that is being read; 0 for none
	cells  []string
}

// element reads a row, a cell, or one that covers others.
func (s *sheet) element(d *xml.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		if err := s.endRow(); err != nil {
			return err
		}
		number, err := strconv.Atoi(attribute(e, "r"))
		if err != nil || number == 0 {
			number = len(s.rows) + 1
		}
		if number > maxRows {
			return errTooLarge
		}
		if number <= len(s.rows) {
			return fmt.Errorf("it is damaged: row %d is out of order", number)
		}
		for len(s.rows)+1 < number { // rows without a cell are not stored
			if err := s.add(len(s.rows)+1, nil); err != nil {
				return err
			}
		}
		s.number = number
	case "c":
		if s.number == 0 {
			return errors.New("it is damaged: a cell stands in no row")
		}
		return s.cell(d, e)
	case "mergeCell":
		from, to, _ := strings.Cut(attribute(e, "ref"), ":")
		row, column, ok := place(from)
		lastRow, lastColumn, ok2 := place(to)
		if ok && ok2 && row <= lastRow && column <= lastColumn {
			s.merged = append(s.merged, merge{row, column, lastRow - row + 1, lastColumn - column + 1})
		}
		if len(s.merged) > maxRows {
			return errTooLarge
		}
	}
	return nil
}

// cell reads one to its end.
func (s *sheet) cell(d *xml.Decoder, e xml.StartElement) error {
	kind, ref := attribute(e, "t"), attribute(e, "r")
	holds := "v"
	if kind == "inlineStr" {
		holds = "t"
	}
	text, err := textOf(d, holds)
	if err != nil {
		return err
	}
	if kind == "s" {
		i, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || i < 0 || i >= len(s.texts) {
			return fmt.Errorf("it is damaged: cell %s names a text that is not there", ref)
		}
		text = s.texts[i]
	}
	if clean(text) == "" {
		return nil // formatted, or one that a merged cell covers
	}
	column := len(s.cells)
	if _, at, ok := place(ref); ok {
		column = at
	}
	if column >= maxColumns {
		return errTooLarge
	}
	for len(s.cells) <= column {
		s.cells = append(s.cells, "")
	}
	s.cells[column] = text
	return nil
}

// endRow takes in what was read of a row.
func (s *sheet) endRow() error {
	if s.number == 0 {
		return nil
	}
	err := s.add(s.number, s.cells)
	s.number, s.cells = 0, nil
	return err
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// textOf reads an element to its end, and returns what those of a name in it say: the runs of a text one after the other, without how it is
// pronounced (rPh).
func textOf(d *xml.Decoder, name string) (string, error) {
	var out strings.Builder
	wanted, spoken := 0, 0
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		step := func(by int, is string) {
			depth += by
			switch is {
			case name:
				wanted += by
			case "rPh":
				spoken += by
			}
		}
		switch t := token.(type) {
		case xml.StartElement:
			step(1, t.Name.Local)
		case xml.EndElement:
			step(-1, t.Name.Local)
		case xml.CharData:
			if wanted > 0 && spoken == 0 {
				out.Write(t)
			}
		}
		if out.Len() > maxCellText*utf8.UTFMax {
			return "", errLongText
		}
	}
	return out.String(), nil
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

// part reads one small XML file of the workbook as a whole.
func part(archive *zip.Reader, name string, into any) error {
	return unpacked(archive, name, maxList, func(d *xml.Decoder) error { return d.Decode(into) })
}

// elements reads one XML file of the workbook, and calls f at each element. What f reads of it is not called for again.
func elements(archive *zip.Reader, name string, f func(*xml.Decoder, xml.StartElement) error) error {
	return unpacked(archive, name, maxPart, func(d *xml.Decoder) error {
		for count := 0; ; {
			token, err := d.Token()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if e, ok := token.(xml.StartElement); ok {
				if count++; count > maxElements {
					return errManyElements
				}
				if err := f(d, e); err != nil {
					return err
				}
			}
		}
	})
}

// unpacked calls f with one XML file of the workbook.
func unpacked(archive *zip.Reader, name string, most int64, f func(*xml.Decoder) error) error {
	for _, file := range archive.File {
		if file.Name != name {
			continue
		}
		r, err := file.Open()
		if err != nil {
			return fmt.Errorf("%s in it cannot be unpacked: %w", name, err)
		}
		defer r.Close()
		limited := &io.LimitedReader{R: r, N: most + 1} // whatever size the archive claims
		err = f(xml.NewDecoder(limited))
		if limited.N <= 0 {
			err = fmt.Errorf("it is larger than %d MB", most>>20)
		}
		if err != nil && !errors.Is(err, errTooLarge) {
			return fmt.Errorf("%s in it cannot be read: %w", name, err)
		}
		return err
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
