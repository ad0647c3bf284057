package kpi

import (
	"fmt"
	"math"
)

// Span is a length of time, given in seconds, as people read it in a table: two units at most, such as "3h 20m".
func Span(seconds float64) string {
	if seconds < 0 {
		return "-" + Span(-seconds)
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

// Share is a part of a whole: in per cent, as counts where there are few, and nothing where there is nothing.
func Share(part, of int) string {
	switch {
	case of == 0:
		return ""
	case of < FewCases:
		return fmt.Sprintf("%d of %d", part, of)
	}
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(of))
}
