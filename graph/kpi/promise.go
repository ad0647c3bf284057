package kpi

import (
	"time"

	"handoff/graph"
	"handoff/graph/kpi/eventlog"
	"handoff/lang/calendar"
)

// span is a half-open stretch of time in nanoseconds since 1970.
type span struct{ from, to int64 }

// forever ends what has no end.
const forever = 1<<63 - 1

// clock is one promise running: when it began, what was promised, and when it stood still.
type clock struct {
	from   int64
	limit  graph.Promise
	pauses []span
}

func at(t int64) time.Time { return time.Unix(0, t).UTC() }

// hours is the calendar the promise counts in; nil for elapsed time.
func hours(p graph.Promise) *calendar.Calendar {
	if p.Calendar == nil {
		return nil
	}
	return p.Calendar.Value
}

// due is the instant at which the promise is broken; false where it never is. Every pause that begins before it moves it on by the open hours
// of the pause.
func (c clock) due() (int64, bool) {
	cal := hours(c.limit)
	due, ok := cal.Add(at(c.from), c.limit.Value)
	if !ok {
		return 0, false
	}
	for _, p := range c.pauses {
		if p.to <= c.from || p.from >= due.UnixNano() {
			continue
		}
		if p.to == forever {
			return 0, false
		}
		from := max(p.from, c.from)
		if due, ok = cal.Add(due, calendar.Duration{Clock: cal.Between(at(from), at(p.to))}); !ok {
			return 0, false
		}
	}
	return due.UnixNano(), true
}

// missed reports whether what ended then had been due before. The clock goes by seconds.
func (c clock) missed(end int64) bool {
	due, ok := c.due()
	return ok && end/int64(time.Second) > due/int64(time.Second)
}

// spent is the time that has passed in the calendar between two instants, in seconds, less the pauses.
func spent(cal *calendar.Calendar, from, to int64, pauses []span) float64 {
	open := func(a, b int64) float64 {
		if b <= a {
			return 0
		}
		if cal == nil {
			return float64(b-a) / float64(time.Second)
		}
		return cal.Between(at(a), at(b)).Seconds()
	}
	total := open(from, to)
	for _, p := range pauses {
		total -= open(max(p.from, from), min(p.to, to))
	}
	return max(total, 0)
}

// limitFor is what an SLA promises for a priority: the target's figure, else the default.
func limitFor(sla *graph.SLA, priority string, complete bool) (graph.Promise, bool) {
	pick := func(p graph.Promises) graph.Promise {
		if complete {
			return p.Complete
		}
		return p.Acknowledge
	}
	limit := pick(sla.Promises)
	for _, t := range sla.Targets {
		if t.Value.Value == priority {
			limit = pick(t.Promises)
		}
	}
	return limit, limit.Stated()
}

// promise holds one run against what was promised, and keeps for later what is not over.
func (m *Measurer) promise(t *tally, sla *graph.SLA, complete bool, priority eventlog.Word, from, to int64, over bool, pauses []span) {
	if sla == nil {
		return
	}
	name := m.priorityOf(priority)
	limit, promised := limitFor(sla, name, complete)
	if !promised {
		return
	}
	if len(sla.Targets) == 0 {
		name = ""
	}
	p := t.promiseOf(complete, name, limit)
	run := clock{from, limit, pauses}
	if !over {
		due, ok := run.due()
		m.pending = append(m.pending, deferred{p, due, !ok})
		return
	}
	if run.missed(to) {
		p.Missed++
	} else {
		p.Kept++
	}
	p.open.add(spent(hours(limit), from, to, pauses))
}

func (t *tally) promiseOf(complete bool, priority string, limit graph.Promise) *promiseTally {
	name := "acknowledge"
	if complete {
		name = "complete"
	}
	for _, p := range t.promises {
		if p.Promise.Promise == name && p.Priority == priority {
			return p
		}
	}
	p := &promiseTally{Promise: Promise{Promise: name, Priority: priority, Limit: limit.Words()}}
	t.promises = append(t.promises, p)
	return p
}
