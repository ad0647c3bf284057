package render

import (
	"fmt"
	"math"
	"time"

	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/render/address"
)

// What an event log came to, as small charts: how it went from month to month, how times spread, where work waits longest, how promises were kept.

const (
	dashboardMonths = 12
	dashboardWaits  = 9
	dashboardSLAs   = 12
	fewTimes        = 5 // of fewer, a median says nothing
)

// Dashboard is the picture of what was measured. g may be nil where there is no map.
func Dashboard(g *graph.Graph, r *kpi.Result) View {
	v := View{Kind: "dashboard", Title: "What really happened"}
	v.Description = fmt.Sprintf("%s with %s, from %s to %s.", plural(r.Log.Cases, "case", "cases"), plural(r.All.Handoffs, "handoff", "handoffs"), onDay(r.Log.First), onDay(r.Log.Last))
	if r.Period != nil {
		v.Description += " Period: " + r.Period.Name + "."
	}
	v.overTime(r)
	v.spreads(r)
	v.waits(g, r)
	v.promises(g, r)
	if n := r.Log.Open; n > 0 {
		v.Notes = append(v.Notes, fmt.Sprintf("%s: no event has stopped the clock.", plural(n, "case is still open", "cases are still open")))
	}
	return v
}

func onDay(t time.Time) string { return t.Format("2 January 2006") }

// overTime shows a figure a panel, a month a column.
func (v *View) overTime(r *kpi.Result) {
	months := r.Months
	if len(months) < 2 {
		return
	}
	if len(months) > dashboardMonths {
		v.Notes = append(v.Notes, fmt.Sprintf("Months: the last %d of %d.", dashboardMonths, len(months)))
		months = months[len(months)-dashboardMonths:]
	}
	section := fmt.Sprintf("From month to month, %s to %s", months[0].Month, months[len(months)-1].Month)
	add := func(id, title, sub string, value func(f kpi.Figures) (float64, string)) {
		p := Panel{Head: Head{ID: "months " + id, Label: title, Sub: sub}, Section: section}
		any := false
		for _, m := range months {
			x, text := value(m.Figures)
			any = any || x > 0
			label := m.Month
			if t, err := time.Parse("2006-01", m.Month); err == nil {
				label = t.Format("Jan")
			}
			p.Columns = append(p.Columns, Column{Label: label, Value: x, Text: text, Shape: Measured})
		}
		if any {
			v.Panels = append(v.Panels, p)
		}
	}
	number := func(n int) (float64, string) { return float64(n), short(float64(n)) }
	timed := func(s kpi.Summary) (float64, string) { return s.Median, brief(s.Median) }
	per := func(n, of int, scale float64, unit string) (float64, string) {
		if of == 0 {
			return 0, "–"
		}
		x := scale * float64(n) / float64(of)
		return x, short(x) + unit
	}
	add("cases", "Cases that ended", "or had their last event, if they are open", func(f kpi.Figures) (float64, string) { return number(f.Cases) })
	add("lead", "Lead time", "the middle case", func(f kpi.Figures) (float64, string) { return timed(f.Lead) })
	if r.All.Wait.N > 0 {
		add("wait", "Handoff wait", "from sent to taken up; the middle handoff", func(f kpi.Figures) (float64, string) { return timed(f.Wait) })
	} else {
		add("touch", "Touch wait", "from the last touch to the first; the middle handoff", func(f kpi.Figures) (float64, string) { return timed(f.Touch) })
	}
	add("handoffs", "Handoffs a case", "", func(f kpi.Figures) (float64, string) { return per(f.Handoffs, f.Cases, 1, "") })
	add("handbacks", "Handed back", "per cent of the handoffs", func(f kpi.Figures) (float64, string) { return per(f.Handbacks, f.Handoffs, 100, "") })
	add("failed", "Failed", "per cent of the cases", func(f kpi.Figures) (float64, string) { return per(f.Failed, f.Cases, 100, "") })
}

// spreads shows how the times of the whole log lie.
func (v *View) spreads(r *kpi.Result) {
	const section = "How times spread: how many took how long"
	v.spread(section, Head{ID: "spread lead", Label: "Lead time of the cases"}, r.All.Lead)
	v.spread(section, Head{ID: "spread wait", Label: "Handoff wait: from sent to taken up"}, r.All.Wait)
	v.spread(section, Head{ID: "spread touch", Label: "Touch wait: from the last touch to the first"}, r.All.Touch)
}

// spreadLabels say where each column of a spread ends.
var spreadLabels = []string{"1m", "15m", "1h", "4h", "1d", "3d", "1w", "2w", "30d", "90d", "1y", "more"}

// spread adds a panel with a column for each stretch of time; those at the ends that nothing fell into are left out.
func (v *View) spread(section string, head Head, s kpi.Summary) {
	if s.N == 0 || len(s.Spread) != len(spreadLabels) {
		return
	}
	first, last := 0, len(s.Spread)-1
	for first < last && s.Spread[first] == 0 {
		first++
	}
	for last > first && s.Spread[last] == 0 {
		last--
	}
	if head.Sub = fmt.Sprintf("n = %d; the longest took %s", s.N, kpi.Span(s.Max)); s.N >= fewTimes {
		head.Sub = fmt.Sprintf("half within %s, nine in ten within %s; n = %d", kpi.Span(s.Median), kpi.Span(s.P90), s.N)
	}
	p := Panel{Head: head, Section: section}
	for k := first; k <= last; k++ {
		label, full := "<"+spreadLabels[k], ""
		switch {
		case k == len(s.Spread)-1:
			label, full = ">1y", "more than a year"
		case k == 0:
			full = "less than " + spreadLabels[k]
		default:
			full = spreadLabels[k-1] + " to " + spreadLabels[k]
		}
		p.Columns = append(p.Columns, Column{Label: label, Value: float64(s.Spread[k]), Text: short(float64(s.Spread[k])), Full: fmt.Sprintf("%s %d", full, s.Spread[k]), Shape: Measured})
	}
	v.Panels = append(v.Panels, p)
}

// waits shows where work waits longest.
func (v *View) waits(g *graph.Graph, r *kpi.Result) {
	shown := 0
	for _, row := range r.Backlog {
		if shown == dashboardWaits {
			break
		}
		f := r.Of(row.Address)
		head := Head{ID: "wait " + row.From + " " + row.To, Label: partName(g, row.From) + " → " + partName(g, row.To)}
		var s kpi.Summary
		switch {
		case f != nil:
			head.ID, head.Label = "wait "+row.Address, partName(g, row.Address)
			head.Page = partPage(g, row.Address)
			s = f.Touch
			if row.Measure == "queue" {
				s = f.Wait
			}
		default:
			for _, p := range r.Pairs {
				if p.From == row.From && p.To == row.To {
					s = p.Touch
					if row.Measure == "queue" {
						s = p.Wait
					}
				}
			}
		}
		if s.N == 0 {
			continue
		}
		shown++
		v.spread("Where work waits: the handoffs that cost most waiting time", head, s)
	}
	if left := len(r.Backlog) - shown; left > 0 && shown == dashboardWaits {
		v.Notes = append(v.Notes, fmt.Sprintf("Waits: the %d handoffs that cost most; %s cost less.", shown, plural(left, "other", "others")))
	}
}

// promises shows how promises were kept, a column a priority.
func (v *View) promises(g *graph.Graph, r *kpi.Result) {
	shown, left := 0, 0
	for _, list := range [][]kpi.Figures{r.Services, r.Processes, r.Interfaces} {
		for _, f := range list {
			for _, promise := range []string{"acknowledge", "complete"} {
				p := Panel{Section: "Promises kept, in per cent; a column a priority", Head: Head{
					ID: "promise " + promise + " " + f.Address, Page: partPage(g, f.Address),
					Label: partName(g, f.Address), Sub: choose(promise == "acknowledge", "taken up in time", "done in time"),
				}}
				for _, q := range f.Promises {
					if q.Promise != promise || q.N() == 0 {
						continue
					}
					kept := 100 * float64(q.Kept) / float64(q.N())
					text := short(math.Floor(kept)) + "%"
					if q.N() < kpi.FewCases {
						text = fmt.Sprintf("%d of %d", q.Kept, q.N())
					}
					p.Columns = append(p.Columns, Column{Label: choose(q.Priority == "", "all", q.Priority), Value: kept, Text: text, Shape: choose(q.Missed > q.Kept, Bad, Measured)})
				}
				switch {
				case len(p.Columns) == 0:
				case shown == dashboardSLAs:
					left++
				default:
					p.Top = 100
					v.Panels = append(v.Panels, p)
					shown++
				}
			}
		}
	}
	if left > 0 {
		v.Notes = append(v.Notes, fmt.Sprintf("Promises: the first %d; %s.", shown, plural(left, "more is in the tables", "more are in the tables")))
	}
}

// partName is what a part of the map is called, or the word itself where the map has no such part.
func partName(g *graph.Graph, part string) string {
	if g != nil {
		if d := g.Map.Lookup(part); d != nil {
			return d.Common().DisplayName()
		}
	}
	return part
}

func partPage(g *graph.Graph, part string) string {
	if g == nil {
		return ""
	}
	d := g.Map.Lookup(part)
	if d == nil {
		return ""
	}
	page, _ := address.Of(d)
	return page
}

// short is a number in a few letters.
func short(x float64) string {
	switch {
	case x >= 9.995e5:
		return fmt.Sprintf("%.1fM", x/1e6)
	case x >= 9995:
		return fmt.Sprintf("%.0fk", x/1e3)
	case x >= 100 || x == math.Trunc(x):
		return fmt.Sprintf("%.0f", x)
	case x >= 1:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.2f", x)
}

// brief is a time in a few letters.
func brief(seconds float64) string {
	for _, u := range []struct {
		length float64
		name   string
	}{{86400, "d"}, {3600, "h"}, {60, "m"}} {
		if seconds >= u.length {
			return short(math.Round(seconds/u.length*10)/10) + u.name
		}
	}
	return fmt.Sprintf("%.0fs", seconds)
}
