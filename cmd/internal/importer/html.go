package importer

// Tables out of HTML as wikis, Word and mail programs write it: end tags may be missing, attributes go without quotes, tables stand in
// tables. Only what makes a table is looked at, so a scan from tag to tag is enough.

import (
	"html"
	"strconv"
	"strings"

	"handoff/lang/lazyregexp"
)

var (
	htmlTag     = lazyregexp.New(`(?s)<!--.*?(?:-->|$)|<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>`)
	htmlColumns = lazyregexp.New(`(?i)\bcolspan\s*=\s*["']?\s*(\d+)`)
	htmlRows    = lazyregexp.New(`(?i)\browspan\s*=\s*["']?\s*(\d+)`)
)

// htmlTable is a table that is being read.
type htmlTable struct {
	table
	row    []string
	inRow  bool
	cell   *strings.Builder
	spans  [2]int      // columns and rows of the cell
	across map[int]int // by column: how many rows a cell above still reaches down
}

func readHTML(text string) ([]*table, error) {
	var out []*table
	var open []*htmlTable // tables in tables, the innermost last
	skip := ""            // the element whose content is no text
	at := 0
	for _, m := range htmlTag.FindAllStringSubmatchIndex(text, -1) {
		before := text[at:m[0]]
		at = m[1]
		name, closing := "", false
		if m[4] >= 0 {
			name, closing = strings.ToLower(text[m[4]:m[5]]), m[3] > m[2]
		}
		if skip != "" {
			if closing && name == skip {
				skip = ""
			}
			continue
		}
		var t *htmlTable
		if len(open) > 0 {
			t = open[len(open)-1]
			if t.cell != nil {
				t.cell.WriteString(html.UnescapeString(before))
			}
		}
		switch {
		case (name == "script" || name == "style") && !closing:
			skip = name
		case name == "table" && !closing:
			open = append(open, &htmlTable{across: map[int]int{}})
		case t == nil:
		case name == "table":
			if err := t.endRow(); err != nil {
				return nil, err
			}
			out, open = append(out, &t.table), open[:len(open)-1]
		case name == "tr" || name == "thead" || name == "tbody" || name == "tfoot":
			if err := t.endRow(); err != nil {
				return nil, err
			}
			t.inRow = name == "tr" && !closing
		case name == "td" || name == "th":
			if err := t.endCell(); err != nil {
				return nil, err
			}
			if !closing {
				t.inRow, t.cell = true, &strings.Builder{}
				t.spans = [2]int{span(htmlColumns, text[m[6]:m[7]]), span(htmlRows, text[m[6]:m[7]])}
			}
		case t.cell != nil && (name == "br" || name == "p" || name == "div" || name == "li"):
			t.cell.WriteByte(' ')
		}
	}
	for i := len(open) - 1; i >= 0; i-- { // a text that was cut off
		if err := open[i].endRow(); err != nil {
			return nil, err
		}
		out = append(out, &open[i].table)
	}
	return out, nil
}

// span is a colspan or rowspan, 1 if there is none.
func span(which *lazyregexp.Regexp, attributes string) int {
	if m := which.FindStringSubmatch(attributes); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil && n > 0 {
			return min(n, maxColumns)
		}
	}
	return 1
}

// endCell puts a cell in its place: right of those of its row, and of those that reach down from above.
func (t *htmlTable) endCell() error {
	if t.cell == nil {
		return nil
	}
	for t.across[len(t.row)] > 0 {
		t.row = append(t.row, "")
	}
	at, columns, rows := len(t.row), t.spans[0], t.spans[1]
	if at+columns > maxColumns {
		return errTooLarge
	}
	t.row = append(t.row, t.cell.String())
	t.row = append(t.row, make([]string, columns-1)...)
	if columns > 1 || rows > 1 {
		t.merged = append(t.merged, merge{row: len(t.rows), column: at, rows: rows, columns: columns})
	}
	for c := at; rows > 1 && c < at+columns; c++ {
		t.across[c] = rows // this row counts down too
	}
	t.cell = nil
	return nil
}

func (t *htmlTable) endRow() error {
	if err := t.endCell(); err != nil || !t.inRow {
		return err
	}
	for c, n := range t.across {
		t.across[c] = max(0, n-1)
	}
	err := t.add(len(t.rows)+1, t.row)
	t.row, t.inRow = nil, false
	return err
}
