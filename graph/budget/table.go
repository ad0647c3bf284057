package budget

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// maxLines is how many lines a table has at most; of a longer path the middle is left out.
const maxLines = 40

// Table shows the path from the worst start, as a table in Markdown that reads well in plain text too: what is done, how long it may take, and
// until when that is.
func (o *Outcome) Table() string {
	rows := [][3]string{{"from the worst start", "at most", Moment(o.Start)}}
	for k, line := range o.Path {
		if left := len(o.Path) - maxLines; left > 0 && k >= maxLines/2 && k < maxLines/2+left {
			if k == maxLines/2 {
				rows = append(rows, [3]string{fmt.Sprintf("… and %d more", left), "", ""})
			}
			continue
		}
		rows = append(rows, [3]string{line.Words(), line.Leg.Words(), Moment(line.Until)})
	}
	var widths [3]int
	for _, row := range rows {
		for k, cell := range row {
			widths[k] = max(widths[k], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for n, row := range rows {
		b.WriteString("|")
		for k, cell := range row {
			b.WriteString(" " + cell + strings.Repeat(" ", widths[k]-utf8.RuneCountInString(cell)) + " |")
		}
		b.WriteString("\n")
		if n == 0 {
			b.WriteString("|")
			for _, w := range widths {
				b.WriteString(strings.Repeat("-", w+2) + "|")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// Words says what is done on a line.
func (l Line) Words() string {
	words := "`" + l.Of.Common().Address() + "`"
	if l.What != "" {
		words += " " + l.What
	}
	if l.Again {
		words += ", again"
	}
	return words
}

// Moment says an instant: "Fri 2026-10-23 17:00".
func Moment(t time.Time) string { return t.Format("Mon 2006-01-02 15:04") }

// Length says a stretch of elapsed time roughly, in its two greatest units: "2 days 4 hours".
func Length(d time.Duration) string {
	minutes := int(d.Minutes())
	var out []string
	for _, u := range []struct {
		n    int
		word string
	}{{minutes / 1440, "day"}, {minutes / 60 % 24, "hour"}, {minutes % 60, "minute"}} {
		if u.n == 1 {
			out = append(out, "1 "+u.word)
		} else if u.n > 1 {
			out = append(out, fmt.Sprintf("%d %ss", u.n, u.word))
		}
	}
	switch len(out) {
	case 0:
		return "less than a minute"
	case 1:
		return out[0]
	}
	return out[0] + " " + out[1]
}
