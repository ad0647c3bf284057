package questions

import (
	"fmt"
	"strings"

	"handoff/cmd/internal/terminal"
)

// page is a text for people being written. What comes from the map is made harmless for terminals.
type page struct{ strings.Builder }

// line writes a line. Arguments that are strings are printed so that they stay on it.
func (p *page) line(format string, args ...any) {
	for k, a := range args {
		if s, ok := a.(string); ok {
			args[k] = terminal.Line(s)
		}
	}
	fmt.Fprintf(p, format+"\n", args...)
}

// head writes a heading with a line of space before it.
func (p *page) head(text string) {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	p.line("%s", text)
}

// table writes rows with columns that line up; the last one is not padded, and what is empty at the end of a row is left out.
func (p *page) table(indent string, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for k := range row {
			row[k] = terminal.Line(row[k])
			if k == len(widths) {
				widths = append(widths, 0)
			}
			widths[k] = max(widths[k], terminal.Width(row[k]))
		}
	}
	for _, row := range rows {
		line := indent
		for k, cell := range row {
			line += cell
			if k < len(row)-1 {
				line += strings.Repeat(" ", widths[k]-terminal.Width(cell)+2)
			}
		}
		p.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// behind is a place in brackets, to stand at the end of a statement.
func behind(p Place) string {
	if p.File == "" {
		return ""
	}
	return " (" + p.String() + ")"
}

// named says a block by its address, with its title where that says more.
func (b Block) named() string {
	if b.Title == "" {
		return b.Address
	}
	return b.Address + " (" + b.Title + ")"
}

// count says "1 process", "3 processes".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
