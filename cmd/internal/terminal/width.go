package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/apparentlymart/go-textseg/v17/textseg"
	"golang.org/x/text/width"
)

// TabStop is how far apart tab stops are in quoted source.
const TabStop = 4

// Cell is one grapheme cluster of a line: what is printed for it and the columns that takes.
type Cell struct {
	Text  string
	Width int
	Byte  int // offset in the line
}

// Cells splits a line into clusters as they are printed: tabs reach to the next stop, whatever is not printable is escaped.
func Cells(line string) []Cell {
	cells := make([]Cell, 0, len(line))
	column := 0
	for at := 0; at < len(line); {
		size := cluster(line[at:])
		raw := line[at : at+size]
		cell := Cell{Byte: at}
		if raw == "\t" {
			cell.Text = strings.Repeat(" ", TabStop-column%TabStop)
		} else {
			cell.Text = Line(raw)
		}
		cell.Width = Width(cell.Text)
		cells = append(cells, cell)
		column += cell.Width
		at += size
	}
	return cells
}

// cluster returns the length in bytes of the first grapheme cluster. Plain ASCII, which is nearly everything, needs no tables.
func cluster(s string) int {
	if len(s) == 1 || s[0] < utf8.RuneSelf && s[1] < utf8.RuneSelf {
		return 1
	}
	size, _, err := textseg.ScanGraphemeClusters([]byte(s[:min(len(s), 256)]), true)
	if err != nil || size <= 0 {
		return 1
	}
	return size
}

// Width returns how many columns a terminal gives a text of one line: two for East Asian wide characters and emoji, none for
// combining marks.
func Width(s string) int {
	n := 0
	for at := 0; at < len(s); {
		size := cluster(s[at:])
		n += clusterWidth(s[at : at+size])
		at += size
	}
	return n
}

func clusterWidth(s string) int {
	widest := 0
	for _, r := range s {
		switch {
		case r < 0x7f:
			widest = max(widest, 1)
		case r == 0xfe0f: // asks for the emoji form of what stands before it
			widest = max(widest, 2)
		case r == 0x200c || r == 0x200d || unicode.In(r, unicode.Mn, unicode.Me):
		default:
			if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
				widest = 2
			} else {
				widest = max(widest, 1)
			}
		}
	}
	return widest
}

// Wrap breaks text into lines of at most columns, at spaces. Lines that begin with a space or a bar are tables or code and stay as
// they are; so does a word that is longer than a line.
func Wrap(text string, columns int) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if Width(line) <= columns || strings.HasPrefix(line, " ") || strings.HasPrefix(line, "|") {
			out = append(out, line)
			continue
		}
		var b strings.Builder
		used := 0
		for word := range strings.FieldsSeq(line) {
			w := Width(word)
			if used > 0 && used+1+w > columns {
				out = append(out, b.String())
				b.Reset()
				used = 0
			}
			if used > 0 {
				b.WriteByte(' ')
				used++
			}
			b.WriteString(word)
			used += w
		}
		out = append(out, b.String())
	}
	return out
}
