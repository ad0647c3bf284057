package budget

import (
	"time"

	"handoff/graph"
)

// How near the work comes to a promise that it keeps.

// sampleDays and samplesADay are the starts that are tried: every two hours for eight days, so that nights, weekends and the changes between them are
// among them.
const (
	sampleDays  = 8
	samplesADay = 12
)

// Starts is from how many starts shares are worked out.
const Starts = sampleDays * samplesADay

// sampleFrom is a Monday.
var sampleFrom = time.Date(2026, time.March, 2, 0, 0, 0, 0, time.UTC)

// Share is how much of a promise is used up by the longest way, if everybody takes as long as they may: 1 is all of it. It is the largest found from starts
// spread over a week, in elapsed time, and so a figure to compare by, not a bound; whether a promise can be broken at all is what Outcome says.
type Share struct {
	Of      float64
	AtLeast bool   // figures are missing
	Value   string // the value of `per` that it is about; "" for all
}

// ProcessShare is that of what a process promises; false where Process knows nothing.
func (p *Planner) ProcessShare(n *graph.Process) (Share, bool) {
	find, ok := p.processRoute(n)
	if !ok {
		return Share{}, false
	}
	return p.share(n.SLA, find)
}

// InterfaceShare is that of what a handoff promises itself; false where Interface knows nothing.
func (p *Planner) InterfaceShare(h *graph.Handoff) (Share, bool) {
	if h.Interface.SLA.Since.Given() {
		return Share{}, false
	}
	return p.share(h.Interface.SLA, p.interfaceRoute(h))
}

// ServiceShare is that of what a service promises; false where Service knows nothing.
func (p *Planner) ServiceShare(s *graph.Service) (Share, bool) {
	find, ok := p.serviceRoute(s)
	if !ok {
		return Share{}, false
	}
	return p.share(s.SLA, find)
}

// share is the largest over all values that something is promised for.
func (p *Planner) share(sla graph.SLA, find func(Case) (route, bool)) (Share, bool) {
	var worst Share
	found := false
	for _, c := range casesOf(sla) {
		promise, ok := promised(sla, c)
		if !ok {
			continue
		}
		r, ok := find(c)
		if !ok {
			continue
		}
		r.work = p.work
		of := 0.0
		for k := range Starts {
			start := sampleFrom.Add(time.Duration(k) * 24 * time.Hour / samplesADay)
			due, known := promise.Finish(start)
			if !known || !due.After(start) {
				continue
			}
			end := r.end(byCalendar, instant(start.Unix()), false)
			of = max(of, float64(end-instant(start.Unix()))/due.Sub(start).Seconds())
		}
		if !found || of > worst.Of {
			worst, found = Share{Of: of, AtLeast: r.open, Value: c.Value}, true
		}
	}
	return worst, found
}
