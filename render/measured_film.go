package render

import (
	"fmt"
	"math"

	"handoff/graph/kpi"
)

// The film of what an event log came to: how wide a line is says how many went that way; its mark says how its promise was kept, or how long the middle one
// waited where nothing is promised.

const (
	wellKept   = 0.95 // from this share on a promise counts as kept
	partlyKept = 0.80 // below this one as broken
	thinnest   = 1.5  // pixels: the line of a handoff that hardly happens
	thickest   = 8.0  // of the one that happens most
)

// MeasuredFilm makes a film of what was measured.
func MeasuredFilm(r *kpi.Result) Film {
	f := Film{Name: "measured", Marks: map[string][]Mark{}, Tones: map[string]Shape{}, Lines: map[string]float64{}}
	f.About = fmt.Sprintf("Measured: %s, %s to %s.", plural(r.Log.Cases, "case", "cases"), onDay(r.Log.First), onDay(r.Log.Last))
	f.Wide = "The wider a line, the more handoffs went along it."
	most := 0
	for _, x := range r.Interfaces {
		most = max(most, x.Handoffs)
	}
	for _, x := range r.Interfaces {
		if x.Handoffs > 0 { // by its square root, as areas are judged
			f.Lines[x.Address] = math.Round(10*(thinnest+(thickest-thinnest)*math.Sqrt(float64(x.Handoffs)/float64(most)))) / 10
		}
		wait, kind := x.Touch, "from the last touch to the first"
		if x.Wait.N > 0 {
			wait, kind = x.Wait, "from sent to taken up"
		}
		full := fmt.Sprintf("%s: %s", x.Title, plural(x.Handoffs, "handoff", "handoffs"))
		if wait.N > 0 {
			full += fmt.Sprintf("; half within %s, nine in ten within %s (%s)", kpi.Span(wait.Median), kpi.Span(wait.P90), kind)
		}
		if m, tone, ok := keptMark(x); ok {
			m.Full = full + "; " + m.Full
			f.Marks[x.Address], f.Tones[x.Address] = []Mark{m}, tone
		} else if wait.N > 0 {
			f.Marks[x.Address] = []Mark{{Shape: MarkWaited, Text: brief(wait.Median), Rank: int(math.Min(wait.Median, 1e9)), Full: full}}
		}
	}
	for _, list := range [][]kpi.Figures{r.Processes, r.Services} {
		for _, x := range list {
			full := fmt.Sprintf("%s: %s", x.Title, plural(x.Cases, "case", "cases"))
			if x.Lead.N > 0 {
				full += fmt.Sprintf("; half within %s, nine in ten within %s", kpi.Span(x.Lead.Median), kpi.Span(x.Lead.P90))
			}
			if m, tone, ok := keptMark(x); ok {
				m.Full = full + "; " + m.Full
				f.Marks[x.Address], f.Tones[x.Address] = []Mark{m}, tone
			} else if x.Lead.N > 0 {
				f.Marks[x.Address] = []Mark{{Shape: MarkWaited, Text: brief(x.Lead.Median), Rank: int(math.Min(x.Lead.Median, 1e9)), Full: full}}
			}
		}
	}
	return f
}

// keptMark says how the promises of one thing were kept, all priorities together; false where nothing could be judged.
func keptMark(x kpi.Figures) (Mark, Shape, bool) {
	kept, n := 0, 0
	for _, p := range x.Promises {
		kept, n = kept+p.Kept, n+p.N()
	}
	if n == 0 {
		return Mark{}, "", false
	}
	share := float64(kept) / float64(n)
	m := Mark{Shape: MarkKept, Text: fmt.Sprintf("%.0f %%", math.Floor(100*share)), Rank: int(1000 * (1 - share)), Full: fmt.Sprintf("%d of %d promises kept", kept, n)}
	if n < kpi.FewCases {
		m.Text = fmt.Sprintf("%d of %d", kept, n)
	}
	tone := ToneGood
	switch {
	case share < partlyKept:
		m.Shape, tone = MarkBroken, ToneBad
		m.Rank += 1 << 20
	case share < wellKept:
		m.Shape, tone = MarkSlipped, ToneNear
	}
	return m, tone, true
}
