package touchpoints

import (
	"fmt"
	"io"
	"strings"

	"handoff/cmd/internal/terminal"
)

const (
	paper  = 120 // columns where the output is no terminal
	roomy  = 100 // columns from which on the facts stand side by side
	gap    = 2   // between two columns
	narrow = 6   // no column gets fewer
)

// Table is the list for people. It is never wider than the terminal: cells are wrapped, and where even that has no room, a handoff is a few
// lines of its own.
var Table = Format{
	Name: "table",
	Doc:  "for people: as wide as the terminal, the totals last",
	Write: func(w io.Writer, l *List, width int) error {
		if width <= 0 {
			width = paper
		}
		var b strings.Builder
		switch {
		case len(l.Handoffs) == 0:
			b.WriteString("no handoffs\n")
		case width >= roomy:
			l.sideBySide(&b, width)
		default:
			l.oneByOne(&b, width)
		}
		b.WriteByte('\n')
		head, rows := l.sums()
		grid(&b, width, head, rows)
		_, err := io.WriteString(w, b.String())
		return err
	},
}

// sideBySide gathers the facts into seven columns: more would leave none of them room.
func (l *List) sideBySide(b *strings.Builder, width int) {
	head := []string{"Handoff", "Passes", "Owner", "SLA", "How", "KPIs", "Findings"}
	var rows [][]string
	for n := range l.Handoffs {
		h := &l.Handoffs[n]
		rows = append(rows, []string{
			lines("", h.Title, "", h.Address),
			lines("", h.record(), "from ", h.From.Title, "to ", titles(h.To)),
			lines("", titles(h.Owners), "integrator: ", titles(one(h.Integrator))),
			lines("acknowledge: ", h.SLA.Acknowledge, "complete: ", h.SLA.done()),
			lines("", h.mode(), "via ", titles(h.Via)),
			titles(h.KPIs),
			strings.ReplaceAll(h.Findings.String(), ", ", "\n"),
		})
	}
	grid(b, width, head, rows)
}

// lines puts labelled texts below each other, and leaves out those that are empty.
func lines(labelled ...string) string {
	var out []string
	for n := 0; n < len(labelled); n += 2 {
		if text := labelled[n+1]; text != "" {
			out = append(out, labelled[n]+terminal.Line(text))
		}
	}
	return strings.Join(out, "\n")
}

// oneByOne writes each handoff as lines of its own.
func (l *List) oneByOne(b *strings.Builder, width int) {
	const label = 13
	for n := range l.Handoffs {
		h := &l.Handoffs[n]
		if n > 0 {
			b.WriteByte('\n')
		}
		for _, line := range wrap(terminal.Line(h.Title), width) {
			b.WriteString(line + "\n")
		}
		for _, c := range columns[1:] {
			text := c.of(h)
			if text == "" {
				continue
			}
			head := c.head
			for _, line := range wrap(terminal.Line(text), max(width-2-label, narrow)) {
				fmt.Fprintf(b, "  %-*s%s\n", label, head, line)
				head = ""
			}
		}
	}
}

// grid writes a table whose cells may have several lines. Where it is too wide, the widest columns give way first.
func grid(b *strings.Builder, width int, head []string, rows [][]string) {
	all := append([][]string{head}, rows...)
	widths := make([]int, len(head))
	total := gap * (len(head) - 1)
	for c := range head {
		for _, row := range all {
			for line := range strings.SplitSeq(row[c], "\n") {
				widths[c] = max(widths[c], terminal.Width(terminal.Line(line)))
			}
		}
		total += widths[c]
	}
	for ; total > width; total-- {
		widest := 0
		for c := range widths {
			if widths[c] > widths[widest] {
				widest = c
			}
		}
		if widths[widest] <= narrow {
			break
		}
		widths[widest]--
	}
	for n, row := range all {
		cells := make([][]string, len(row))
		height := 0
		for c, text := range row {
			for line := range strings.SplitSeq(text, "\n") {
				cells[c] = append(cells[c], wrap(terminal.Line(line), widths[c])...)
			}
			height = max(height, len(cells[c]))
		}
		for k := range height {
			var line strings.Builder
			for c := range row {
				text := ""
				if k < len(cells[c]) {
					text = cells[c][k]
				}
				line.WriteString(text)
				if c < len(row)-1 {
					line.WriteString(strings.Repeat(" ", max(widths[c]-terminal.Width(text), 0)+gap))
				}
			}
			b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
		}
		if n == 0 {
			var rule []string
			for _, w := range widths {
				rule = append(rule, strings.Repeat("-", w))
			}
			b.WriteString(strings.Join(rule, strings.Repeat(" ", gap)) + "\n")
		} else if height > 1 && n < len(all)-1 {
			b.WriteByte('\n')
		}
	}
}

// wrap breaks a line at spaces, and a word that is longer than a line behind one of its dots or underscores, else anywhere.
func wrap(text string, columns int) []string {
	var out []string
	line, used := "", 0
	put := func(word string) {
		w := terminal.Width(word)
		switch {
		case line == "":
			line, used = word, w
		case used+1+w <= columns:
			line, used = line+" "+word, used+1+w
		default:
			out = append(out, line)
			line, used = word, w
		}
	}
	for word := range strings.FieldsSeq(text) {
		for terminal.Width(word) > columns {
			cut := cutAt(word, columns)
			put(word[:cut])
			word = word[cut:]
			if word != "" {
				out, line = append(out, line), ""
			}
		}
		if word != "" {
			put(word)
		}
	}
	return append(out, line)
}

// cutAt is how many bytes of a word go into so many columns: at least one cluster.
func cutAt(word string, columns int) int {
	used, fits, nice := 0, 0, 0
	for _, c := range terminal.Cells(word) {
		if used += c.Width; used > columns && fits > 0 {
			break
		}
		fits = c.Byte + len(c.Text)
		if strings.ContainsAny(c.Text, "._-/") && fits > 1 {
			nice = fits
		}
	}
	if nice > 0 && nice < len(word) {
		return nice
	}
	return fits
}
