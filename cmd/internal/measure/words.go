package measure

import (
	"strconv"
	"strings"
	"time"

	"handoff/graph/kpi"
)

// span is a length of time as people read it.
func span(seconds float64) string { return kpi.Span(seconds) }

// times is the middle, the mean and the ninetieth percentile, as cells of a table.
func times(s kpi.Summary) []string {
	if s.N == 0 {
		return []string{"", "", "", "0"}
	}
	return []string{span(s.Median), span(s.Mean), span(s.P90), count(s.N)}
}

// share is a part of a whole: as a per cent, or as counts where there are few.
func share(part, of int) string {
	if of == 0 {
		return "–"
	}
	return kpi.Share(part, of)
}

// count is a number with its thousands set apart.
func count(n int) string {
	text := strconv.Itoa(n)
	var b strings.Builder
	for k, c := range text {
		if k > 0 && (len(text)-k)%3 == 0 && text[k-1] != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// plural is "1 case", "1,487 cases".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return count(n) + " " + noun + "s"
}

func day(t time.Time) string { return t.Format(time.DateOnly) }
