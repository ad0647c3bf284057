package touchpoints

import (
	"fmt"
	"io"
	"strings"

	"handoff/render/runbook"
)

// Markdown is the list as a page of a wiki or a comment.
var Markdown = Format{
	Name: "markdown",
	Doc:  "two tables for a wiki or a comment: the totals, and every handoff",
	Write: func(w io.Writer, l *List, _ int) error {
		var b strings.Builder
		title := "Touchpoints"
		if l.Service != nil {
			title += ": " + l.Service.Title
		}
		fmt.Fprintf(&b, "# %s\n\n", cell(title))
		head, rows := l.sums()
		markdownTable(&b, head, rows)
		head, rows = nil, nil
		for _, c := range columns {
			head = append(head, c.head)
		}
		for n := range l.Handoffs {
			var row []string
			for _, c := range columns {
				row = append(row, c.of(&l.Handoffs[n]))
			}
			rows = append(rows, row)
		}
		if len(rows) > 0 {
			b.WriteByte('\n')
			markdownTable(&b, head, rows)
		}
		_, err := io.WriteString(w, b.String())
		return err
	},
}

func markdownTable(b *strings.Builder, head []string, rows [][]string) {
	line := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + cell(c) + " ")
		}
		b.WriteString("|\n")
	}
	line(head)
	b.WriteString(strings.Repeat("| --- ", len(head)) + "|\n")
	for _, row := range rows {
		line(row)
	}
}

// cell is a text as a cell shows it. Backticks would be code to Inline, in which a bar ends the cell.
func cell(text string) string {
	return strings.TrimSpace(runbook.Inline(strings.ReplaceAll(text, "`", "'")))
}
