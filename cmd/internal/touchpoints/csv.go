package touchpoints

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"handoff/cmd/internal/terminal"
)

// CSV is for spreadsheets. It has no sums, which a spreadsheet makes better, and no line that is not a handoff.
var CSV = Format{
	Name: "csv",
	Doc:  "for spreadsheets: a line a handoff, without the totals",
	Write: func(w io.Writer, l *List, _ int) error {
		out := csv.NewWriter(w)
		var head []string
		for _, c := range columns {
			if c.key != "" {
				head = append(head, c.key)
			}
		}
		if err := out.Write(append(head, "errors", "warnings", "notes")); err != nil {
			return err
		}
		for n := range l.Handoffs {
			h := &l.Handoffs[n]
			var row []string
			for _, c := range columns {
				if c.key != "" {
					row = append(row, inert(c.of(h)))
				}
			}
			f := h.Findings
			if err := out.Write(append(row, fmt.Sprint(f.Error), fmt.Sprint(f.Warning), fmt.Sprint(f.Info))); err != nil {
				return err
			}
		}
		out.Flush()
		return out.Error()
	},
}

// inert keeps a spreadsheet from taking a text for a formula: one that begins like a formula gets an apostrophe before it, which
// spreadsheets do not show (OWASP, CSV Injection). A semicolon begins a cell where the comma is the decimal sign.
func inert(text string) string {
	text = strings.TrimSpace(terminal.Line(text))
	var b strings.Builder
	first := true
	for _, r := range text {
		if first && strings.ContainsRune("=+-@＝＋－＠", r) {
			b.WriteByte('\'')
		}
		first = r == ';' || first && r == ' '
		b.WriteRune(r)
	}
	return b.String()
}
