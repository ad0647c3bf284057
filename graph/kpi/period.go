package kpi

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"handoff/lang/lazyregexp"
)

var (
	yearForm    = lazyregexp.New(`^(\d{4})$`)
	quarterForm = lazyregexp.New(`^(\d{4})-[Qq]([1-4])$`)
	monthForm   = lazyregexp.New(`^(\d{4})-(\d{2})$`)
	dayForm     = lazyregexp.New(`^(\d{4})-(\d{2})-(\d{2})$`)
)

// ParsePeriod reads a stretch of time in UTC: "2026", "2026-Q1", "2026-03", "2026-03-18", or two of them with .. between (the second is part of
// it): "2026-01..2026-06".
func ParsePeriod(text string) (*Period, error) {
	first, last, both := strings.Cut(text, "..")
	a, err := parsePeriod(first)
	if err != nil {
		return nil, err
	}
	if !both {
		return a, nil
	}
	b, err := parsePeriod(last)
	if err != nil {
		return nil, err
	}
	if !a.From.Before(b.To) {
		return nil, fmt.Errorf("the period %s ends before it begins", text)
	}
	return &Period{From: a.From, To: b.To, Name: text}, nil
}

func parsePeriod(text string) (*Period, error) {
	text = strings.TrimSpace(text)
	bad := fmt.Errorf("%q is no period; write 2026, 2026-Q1, 2026-03, 2026-03-18, or two of them as 2026-01..2026-06", text)
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	date := func(year, month, day int) time.Time {
		return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	}
	p := &Period{Name: text}
	switch {
	case yearForm.MatchString(text):
		y := number(text)
		p.From, p.To = date(y, 1, 1), date(y+1, 1, 1)
	case quarterForm.MatchString(text):
		f := quarterForm.FindStringSubmatch(text)
		m := 3*number(f[2]) - 2
		p.From, p.To = date(number(f[1]), m, 1), date(number(f[1]), m+3, 1)
	case monthForm.MatchString(text):
		f := monthForm.FindStringSubmatch(text)
		if m := number(f[2]); m < 1 || m > 12 {
			return nil, bad
		}
		p.From, p.To = date(number(f[1]), number(f[2]), 1), date(number(f[1]), number(f[2])+1, 1)
	case dayForm.MatchString(text):
		t, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return nil, bad
		}
		p.From, p.To = t, t.AddDate(0, 0, 1)
	default:
		return nil, bad
	}
	if y := p.From.Year(); y < 1900 || y > 2199 {
		return nil, bad
	}
	return p, nil
}
