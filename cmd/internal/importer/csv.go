package importer

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// readCSV reads a text with the separator that makes the best RACI table of it: Excel writes commas, semicolons or tabs, as its machine's
// language has it.
func readCSV(text string) ([]*table, error) {
	if first, rest, _ := strings.Cut(text, "\n"); strings.HasPrefix(strings.ToLower(strings.TrimSpace(first)), "sep=") {
		text = "\n" + rest // Excel's own note; the line keeps its number
	}
	var best *table
	most := 0
	var failed error
	for _, separator := range ",;\t|" {
		t, err := separated(text, separator)
		if err != nil {
			failed = err
			continue
		}
		if m := findMatrix(t); m != nil && m.letters > most {
			best, most = t, m.letters
		}
	}
	if best == nil {
		return nil, failed
	}
	return []*table{best}, nil
}

func separated(text string, separator rune) (*table, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator, -1, true
	t := &table{}
	for {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return t, nil
		case err != nil:
			return nil, err
		}
		line, _ := r.FieldPos(0)
		if err := t.add(line, cells); err != nil {
			return nil, err
		}
	}
}
