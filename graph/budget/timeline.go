package budget

import (
	"time"

	"handoff/graph"
	"handoff/lang"
)

// A whole service along time, for a picture: not only the longest way through it, but when each handoff and each process is due if all promises
// are just kept.

// Stretch is what one handoff or one process takes of a service's time.
type Stretch struct {
	Of      lang.Declaration // an interface or a process
	Handoff *graph.Handoff   // that is waited for, or by which the process got its work; nil where the service starts
	From    time.Time
	To      time.Time
	Open    bool // figures are missing: it takes at least so long
	Longest bool // it lies on the way that ends last
}

// Timeline follows a case through a service from a start, first pass only. Stretches come in the order in which work can reach them; those of a
// handoff that is taken by several kinds of case are one, the latest. Nil where the service has no start.
func (p *Planner) Timeline(s *graph.Service, of Case, start time.Time) []Stretch {
	f := p.serviceFlow(s, of)
	if f == nil {
		return nil
	}
	r := f.run(byCalendar, instant(start.Unix()), false)
	longest := map[int]bool{}
	for k := r.last; k >= 0; {
		longest[k] = true
		if r.by[k] < 0 {
			break
		}
		k = f.places[k].from[r.by[k]].at
	}
	var out []Stretch
	index := map[[2]any]int{}
	add := func(key [2]any, x Stretch) {
		k, seen := index[key]
		if !seen {
			index[key] = len(out)
			out = append(out, x)
			return
		}
		x.Open, x.Longest = x.Open || out[k].Open, x.Longest || out[k].Longest
		if !x.To.After(out[k].To) {
			x.From, x.To = out[k].From, out[k].To
		}
		out[k] = x
	}
	for k, x := range f.places {
		if r.sent[k] == never {
			continue
		}
		if x.handoff != nil {
			add([2]any{x.handoff, true}, Stretch{Of: x.handoff.Interface.Interface, Handoff: x.handoff,
				From: r.sent[k].time(), To: r.accepted[k].time(), Open: x.accept.open && !x.whole, Longest: longest[k]})
		}
		done, open := r.accepted[k], false
		if x.end != nil {
			done, open = max(done, f.finish(byCalendar, r, k, false)), x.end.open && !x.whole
		}
		goesOn := false
		for _, to := range f.places {
			for _, e := range to.from {
				if e.at == k {
					goesOn = true
					done, open = max(done, f.leaves(byCalendar, r, e, false)), open || e.open()
				}
			}
		}
		if x.end == nil && !goesOn { // it only answers: the time is that of who waits, but it has its own promise
			if by, ok := p.passage(x.process, x.port(), x.of, nil, 0); ok {
				done, open = max(done, by.end(byCalendar, r.accepted[k], false)), by.open
			}
		}
		add([2]any{x.handoff, x.process}, Stretch{Of: x.process.Process, Handoff: x.handoff,
			From: r.accepted[k].time(), To: done.time(), Open: open, Longest: longest[k]})
	}
	return out
}
