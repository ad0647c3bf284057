package measure

import (
	"fmt"
	"math"

	"handoff/graph/kpi"
)

// change is one figure then and now.
type change struct {
	of, figure   string
	then, now    float64
	print        func(float64) string
	lessIsBetter bool
	n            int // of the smaller one
}

// changes are the figures that both measurements have.
func changes(then, now *kpi.Result) []change {
	var out []change
	percent := func(x float64) string { return fmt.Sprintf("%.1f %%", 100*x) }
	number := func(x float64) string { return fmt.Sprintf("%.2f", x) }
	figures := func(of string, a, b *kpi.Figures) {
		put := func(figure string, x, y float64, n, m int, print func(float64) string, less bool) {
			if n > 0 && m > 0 {
				out = append(out, change{of, figure, x, y, print, less, min(n, m)})
			}
		}
		per := func(n, of int) float64 { return float64(n) / math.Max(float64(of), 1) }
		put("lead time, median", a.Lead.Median, b.Lead.Median, a.Lead.N, b.Lead.N, span, true)
		if of == "" {
			put("lead time, 90 % within", a.Lead.P90, b.Lead.P90, a.Lead.N, b.Lead.N, span, true)
			put("handoffs per case", per(a.Handoffs, a.Cases), per(b.Handoffs, b.Cases), a.Cases, b.Cases, number, true)
			put("ping-pong cases", per(a.PingPong, a.Cases), per(b.PingPong, b.Cases), a.Cases, b.Cases, percent, true)
		}
		if a.Wait.N > 0 && b.Wait.N > 0 {
			put("handoff wait, median", a.Wait.Median, b.Wait.Median, a.Wait.N, b.Wait.N, span, true)
		} else {
			put("touch wait, median", a.Touch.Median, b.Touch.Median, a.Touch.N, b.Touch.N, span, true)
		}
		put("handed back", per(a.Handbacks, a.Returnable()), per(b.Handbacks, b.Returnable()), a.Returnable(), b.Returnable(), percent, true)
		keptA, nA := kept(a)
		keptB, nB := kept(b)
		put("promises kept", per(keptA, nA), per(keptB, nB), nA, nB, percent, false)
	}
	figures("", &then.All, &now.All)
	for _, list := range [][]kpi.Figures{now.Interfaces, now.Processes, now.Services} {
		for k := range list {
			if before := then.Of(list[k].Address); before != nil {
				figures(list[k].Address, before, &list[k])
			}
		}
	}
	return out
}

func kept(f *kpi.Figures) (kept, n int) {
	for _, p := range f.Promises {
		kept, n = kept+p.Kept, n+p.N()
	}
	return kept, n
}

// verdict says which way a figure went. Less than one in twenty is no change worth a word.
func (c change) verdict() string {
	switch {
	case c.n < kpi.FewCases:
		return fmt.Sprintf("few: n %d", c.n)
	case math.Abs(c.now-c.then) <= 0.05*math.Max(math.Abs(c.then), math.Abs(c.now)):
		return ""
	case c.lessIsBetter == (c.now < c.then):
		return "better"
	}
	return "worse"
}

// compared is the section of a comparison.
func (p *page) compared(r *Report) {
	if r.Against == nil {
		return
	}
	p.title(fmt.Sprintf("Compared: %s (%s) and %s (%s)", r.AgainstName, plural(r.Against.All.Cases, "case"), r.Name, plural(r.All.Cases, "case")))
	var rows [][]string
	for _, c := range changes(r.Against, r.Result) {
		of := c.of
		if of == "" {
			of = "the whole log"
		}
		rows = append(rows, []string{of, c.figure, c.print(c.then), c.print(c.now), c.verdict()})
	}
	p.grid([]string{"", "", r.AgainstName, r.Name, ""}, rows)
}
