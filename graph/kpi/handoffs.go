package kpi

// Handoffs of a case: who sent, who took it up, how long it lay, which interface of the map it was.

import (
	"handoff/graph"
	"strconv"
)

// countHandoffs counts every handoff of a case: for the log, its month, its pair and its interface.
func (m *Measurer) countHandoffs(c *following, month *tally) {
	var before *graph.Interface // of the handoff before
	for k := 1; k < len(c.segments); k++ {
		s, r := &c.segments[k-1], &c.segments[k]
		pair := m.pair(pairKey{from: s.hand, to: r.hand})
		way := m.route(s, r)
		touch := seconds(r.first - s.last)
		pair.worst.keep(c.id, touch, r.first)
		tallies := []*tally{&m.all, month, &pair.tally}
		returned := k+1 < len(c.segments) && c.segments[k+1].hand == s.hand
		var over *tally
		var i *graph.Interface
		switch len(way.interfaces) {
		case 0:
			if way.inside {
				pair.inside++
			}
		case 1:
			i = way.interfaces[0]
			over = m.part(i.Interface)
			tallies = append(tallies, over)
			pair.routes[i]++
		default:
			pair.unclear++
			for _, i := range way.interfaces {
				if _, listed := pair.routes[i]; !listed {
					pair.routes[i] = 0
				}
			}
		}
		wait, waited := 0.0, false
		if r.queued && r.accepted != 0 {
			wait, waited = seconds(r.accepted-r.first), true
			pair.worstQueue.keep(c.id, wait, r.first)
		}
		for n, t := range tallies {
			t.touch.add(touch)
			if waited {
				t.wait.add(wait)
			} else if r.queued && (k+1 < len(c.segments) || c.over) {
				t.Unaccepted++
			}
			if r.actor {
				t.ActorsKnown++
				if r.system {
					t.Automated++
				}
			}
			if n < 2 {
				continue
			}
			t.Handoffs++
			if t.serial != m.serial {
				t.serial = m.serial
				t.Cases++
			}
			if r.failed {
				t.Failed++
			}
		}
		if returned {
			pair.Handbacks++
		}
		if before != nil && k >= 2 && c.segments[k-2].hand == r.hand {
			if answers(i, before) && !r.failed {
				m.all.Answers++
				month.Answers++
			} else {
				m.part(before.Interface).Handbacks++
			}
		}
		if i != nil {
			m.countInterface(c, over, i, k, way)
		}
		before = i
	}
}

// answers reports whether an interface is the declared answer to another.
func answers(i, request *graph.Interface) bool {
	if i == nil {
		return false
	}
	for _, r := range i.Requests {
		if r == request {
			return true
		}
	}
	return false
}

// countInterface holds a handoff against what its interface promises and requires.
func (m *Measurer) countInterface(c *following, t *tally, i *graph.Interface, k int, way *route) {
	s, r := &c.segments[k-1], &c.segments[k]
	next := k+1 < len(c.segments)
	sent, taken, isTaken := s.last, r.first, true
	t.Basis = "touch"
	if len(m.b.Queued) > 0 && len(m.b.Accepted) > 0 {
		t.Basis = "queue"
		sent, taken, isTaken = r.first, r.accepted, r.accepted != 0
		if r.queued && isTaken && t.hours != nil {
			t.waitOpen.add(spent(t.hours, sent, taken, c.pauses))
		}
	}
	end := c.last // of the receiver's segment
	done := next || c.over
	switch {
	case next:
		end = c.segments[k+1].first
	case c.over:
		end = max(c.stop, r.first)
	}
	switch {
	case t.Basis == "touch" || r.queued && isTaken:
		m.promise(t, &i.SLA, false, r.priority, sent, taken, true, c.pauses)
	case r.queued && done: // never taken up: it waited until it was over
		m.promise(t, &i.SLA, false, r.priority, sent, end, true, c.pauses)
	case r.queued:
		m.promise(t, &i.SLA, false, r.priority, sent, 0, false, c.pauses)
	}
	m.promise(t, &i.SLA, true, r.priority, sent, end, done, c.pauses)

	if way.handoff == nil || len(m.b.Fields) == 0 {
		return
	}
	m.countEmpty(i, way.handoff, r.filled)
}

// countEmpty counts the fields that a receiver requires and that were empty.
func (m *Measurer) countEmpty(i *graph.Interface, h *graph.Handoff, filled uint64) {
	asked := false
	for bit, field := range m.b.Fields {
		for _, want := range h.Requires {
			if want.Name != field {
				continue
			}
			if m.empties[i] == nil {
				m.empties[i] = make([]int, len(m.b.Fields))
			}
			asked = true
			if filled&(1<<bit) == 0 {
				m.empties[i][bit]++
			}
		}
	}
	if asked {
		m.asked[i]++
	}
}

// pairKey is who had the work before and after; and the number of the link column, from 1, where it went on in another case.
type pairKey struct{ from, to, link int32 }

func (m *Measurer) pair(key pairKey) *pairTally {
	p := m.pairs[key]
	if p == nil {
		p = &pairTally{pairKey: key, routes: map[*graph.Interface]int{}}
		m.pairs[key] = p
	}
	return p
}

// shownWorst is how many cases are kept behind a row.
const shownWorst = 5

// worstOf keeps the cases that waited longest, the first of equals first.
type worstOf struct{ list []Worst }

func (w *worstOf) keep(id string, wait float64, when int64) {
	k := len(w.list)
	if k == shownWorst && w.list[k-1].Wait >= wait {
		return
	}
	if k < shownWorst {
		w.list = append(w.list, Worst{})
	} else {
		k--
	}
	for ; k > 0 && w.list[k-1].Wait < wait; k-- {
		w.list[k] = w.list[k-1]
	}
	w.list[k] = Worst{id, wait, at(when)}
}

// route is the interface of a handoff.
func (m *Measurer) route(s, r *segment) *route {
	key := routeKey{s.hand, r.hand, s.lastStep, r.firstStep}
	way := m.routes[key]
	if way == nil {
		from, to := m.hands[s.hand].end, m.hands[r.hand].end
		if s.lastStep != 0 {
			from.step = m.steps[s.lastStep]
		}
		if r.firstStep != 0 {
			to.step = m.steps[r.firstStep]
		}
		found := m.b.findRoute(from, to)
		way = &found
		m.routes[key] = way
	}
	return way
}

// countTrail counts steps that followed each other, and who did them.
func (m *Measurer) countTrail(c *following) {
	for k, f := range c.trail {
		m.done_[f.step]++
		if f.hand != 0 && m.hands[f.hand].known {
			m.doers[[2]int32{f.step, f.hand}]++
		}
		if k == 0 || c.trail[k-1].step == f.step {
			continue
		}
		before := c.trail[k-1].step
		if m.steps[before].Process != m.steps[f.step].Process {
			continue
		}
		key := [2]int32{before, f.step}
		n := m.footsteps[key]
		if n == nil {
			n = &counted{}
			m.footsteps[key] = n
		}
		n.count++
		if n.serial != m.serial {
			n.serial = m.serial
			n.cases++
		}
		m.followed[before]++
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
