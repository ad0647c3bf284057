package measure

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"handoff/graph/kpi"
)

// span is a length of time as people read it: two units at most.
func span(seconds float64) string {
	if seconds < 0 {
		return "-" + span(-seconds)
	}
	switch s := math.Round(seconds); {
	case s < 60:
		return fmt.Sprintf("%.0fs", s)
	case s < 3600:
		return units(int(s), 60, "m", 1, "s")
	case s < 86400:
		return units(int(math.Round(s/60)), 60, "h", 1, "m")
	case s < 100*86400:
		return units(int(math.Round(s/3600)), 24, "d", 1, "h")
	default:
		return fmt.Sprintf("%.0fd", s/86400)
	}
}

func units(n, big int, bigName string, _ int, smallName string) string {
	if n%big == 0 {
		return fmt.Sprintf("%d%s", n/big, bigName)
	}
	return fmt.Sprintf("%d%s %d%s", n/big, bigName, n%big, smallName)
}

// times is the middle, the mean and the ninetieth percentile, as cells of a table.
func times(s kpi.Summary) []string {
	if s.N == 0 {
		return []string{"", "", "", "0"}
	}
	return []string{span(s.Median), span(s.Mean), span(s.P90), count(s.N)}
}

// share is a part of a whole: as a per cent, or as counts where there are few.
func share(part, of int) string {
	switch {
	case of == 0:
		return "–"
	case of < kpi.FewCases:
		return fmt.Sprintf("%d of %d", part, of)
	}
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(of))
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
