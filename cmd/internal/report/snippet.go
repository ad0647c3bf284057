package report

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"handoff/cmd/internal/terminal"
	"handoff/lang"
	"handoff/lang/finding"
)

// Quoting the source under a finding: the line it stands on and, below it, marks under exactly the tokens that are meant.
//
// Columns are counted as the terminal prints them, not as the file stores them: tabs, wide characters and escaped control
// characters all move what follows. A line longer than the terminal is cut to a window round the marks, and of a range over many lines the
// first and the last are shown.

// quoted is one line of source to show.
type quoted struct {
	Number int
	Text   string
	Marks  string // spaces, then one mark a column; "" for a gap
	Gap    bool   // stands for lines left out
}

// quote returns the lines of a snippet, or nil if the range does not lie in the file. Lines are cut to columns.
func quote(f *lang.File, r finding.Range, mark string, columns int) []quoted {
	if f == nil || r.Start.Line < 1 || r.Start.Byte < 0 || r.Start.Byte > len(f.Source) {
		return nil
	}
	end := min(max(r.End.Byte, r.Start.Byte), len(f.Source))
	// A range that ends just after a line break ends on the line before it.
	for end > r.Start.Byte && (f.Source[end-1] == '\n' || f.Source[end-1] == '\r') {
		end--
	}
	first, last := f.LineOf(r.Start.Byte), f.LineOf(end)
	if first == last {
		return []quoted{quoteLine(f, first, r.Start.Byte, end, mark, columns)}
	}
	out := []quoted{quoteLine(f, first, r.Start.Byte, -1, mark, columns)}
	if last > first+1 {
		out = append(out, quoted{Gap: true})
	}
	return append(out, quoteLine(f, last, -1, end, mark, columns))
}

// context is how many bytes of a line are looked at on either side of a mark: more than any terminal shows, and little enough that a
// file of one endless line costs nothing.
const context = 4096

// quoteLine shows one line with the bytes [from, to) marked; -1 stands for the first thing on the line, or its end.
func quoteLine(f *lang.File, number, from, to int, mark string, columns int) quoted {
	near := max(from, to)
	begin := bytes.LastIndexByte(f.Source[:near], '\n') + 1
	end := len(f.Source)
	if i := bytes.IndexByte(f.Source[near:], '\n'); i >= 0 {
		end = near + i
	}
	if from < 0 {
		from = begin + len(f.Source[begin:end]) - len(bytes.TrimLeft(f.Source[begin:end], " \t"))
		from = min(from, to)
	}
	if to < 0 {
		to = begin + len(bytes.TrimRight(f.Source[begin:end], " \t\r"))
	}
	begin, end = max(begin, runeStart(f.Source, from-context)), min(end, runeStart(f.Source, from+context))
	line := string(bytes.TrimRight(f.Source[begin:end], "\r"))
	if begin == 0 && strings.HasPrefix(line, "\ufeff") { // a byte order mark shows nothing, and the reader cannot see it in an editor
		line, begin = line[3:], 3
		from, to = max(from, begin), max(to, begin)
	}
	text, marks := window(terminal.Cells(line), from-begin, to-begin, mark, columns)
	return quoted{Number: number, Text: text, Marks: marks}
}

// runeStart returns the first byte of the character that offset lies in, within the bounds of source.
func runeStart(source []byte, offset int) int {
	offset = min(max(offset, 0), len(source))
	for offset > 0 && offset < len(source) && !utf8.RuneStart(source[offset]) {
		offset--
	}
	return offset
}

// window prints the cells, and marks under those whose bytes lie in [from, to); a line that is too wide is cut on either side, with
// dots where something is missing.
func window(cells []terminal.Cell, from, to int, mark string, columns int) (text, marks string) {
	column, total, width := -1, 0, 0
	for i, c := range cells {
		next := c.Byte + 1
		if i+1 < len(cells) {
			next = cells[i+1].Byte
		}
		if column < 0 && next > from {
			column = total
		}
		if column >= 0 && c.Byte < max(to, from+1) {
			width = total + c.Width - column
		}
		total += c.Width
	}
	if column < 0 {
		column = total
	}
	width = max(width, 1)

	left, right := 0, total
	if total > columns {
		left = min(max(0, column-columns/3), total-columns)
		right = left + columns
	}
	var line strings.Builder
	at := 0
	for _, c := range cells {
		switch {
		case at < left || left > 0 && at == left: // cut off, or covered by the dots
			if at+c.Width > left {
				line.WriteString("…" + strings.Repeat(" ", at+c.Width-left-1))
			}
		case at+c.Width > right || right < total && at+c.Width == right:
			if at < right {
				line.WriteString("…")
			}
		default:
			line.WriteString(c.Text)
		}
		at += c.Width
	}
	width = max(1, min(width, right-column))
	return strings.TrimRight(line.String(), " "), strings.Repeat(" ", column-left) + strings.Repeat(mark, width)
}
