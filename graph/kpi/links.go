package kpi

// Cases that hand on to other cases. Most tools open a new record where the work goes on in another process: the incident names its problem, the
// problem its change. No case then shows the handoff; two do, and a link column (links of the source block) joins them.
//
// The handoff is sent with the first event of the one case that names the other, and taken up with the other's first accepted event (where the
// source names no queued and accepted states: with its first event). A case that was taken up before it was named was being worked at already,
// such as the tenth incident of one problem: that is a handoff, and nobody waited. Either case may stand first in the log, so all is joined at
// its end; kept until then are some 200 bytes a case and 100 a link.

import (
	"slices"

	"handoff/graph"
	"handoff/graph/kpi/eventlog"
)

// linking is a case that was named for the first time.
type linking struct {
	column   int
	to       string
	sent     int64
	hand     int32 // who had the case that names it; 0 where that is not known
	step     int32 // the last one of that
	priority eventlog.Word
	filled   uint64
	actor    bool
	system   bool
}

// handedOn is a linking of a case that counts.
type handedOn struct {
	linking
	from    string
	serial  int  // of the case
	already bool // the case is counted among those of the interface
}

// linkable is what is kept of a case that another one may name.
type linkable struct {
	first, accepted, stop int64
	over, failed          bool
	hand                  int32
	pauses                []span
}

// link notes what an event says of other cases.
func (m *Measurer) link(c *following, e *eventlog.Event, flags uint8) {
	s := c.current()
	if flags&isAccepted != 0 && c.accepted == 0 {
		c.accepted = e.Time
		if s != nil {
			c.taker = s.hand
		}
	}
	if e.Links == 0 || e.Links == c.named {
		return
	}
	c.named = e.Links
	for k, to := range m.words.Links(e.Links, len(m.b.Links)) {
		if to == "" || to == c.id || !c.firstNamed(k, to) {
			continue
		}
		l := linking{column: k, to: to, sent: e.Time, priority: c.priority, filled: c.filled, actor: e.Actor != 0, system: e.Actor != 0 && m.system(e.Actor)}
		if s != nil {
			l.hand, l.step = s.hand, s.lastStep
		}
		c.links = append(c.links, l)
	}
}

// linkKey is a case that a column names.
type linkKey struct {
	column int
	to     string
}

// fewLinks is up to how many links of a case are looked through one by one. A case for whatever has none of its own may name thousands.
const fewLinks = 16

// firstNamed reports whether a column of the case has not named that one before.
func (c *following) firstNamed(column int, to string) bool {
	if len(c.links) < fewLinks {
		return !slices.ContainsFunc(c.links, func(l linking) bool { return l.column == column && l.to == to })
	}
	if c.linked == nil {
		c.linked = map[linkKey]bool{}
		for _, l := range c.links {
			c.linked[linkKey{l.column, l.to}] = true
		}
	}
	known := c.linked[linkKey{column, to}]
	c.linked[linkKey{column, to}] = true
	return !known
}

// keepLinkable keeps what a case is to one that names it. Of two cases with one name it is the first.
func (m *Measurer) keepLinkable(c *following) {
	if m.linkable == nil {
		m.linkable = map[string]*linkable{}
	}
	if m.linkable[c.id] != nil {
		return
	}
	l := &linkable{first: c.first, accepted: c.accepted, stop: c.stop, over: c.over, failed: c.failed, hand: c.taker, pauses: slices.Clone(c.pauses)}
	if c.paused {
		l.pauses = append(l.pauses, span{c.pausedAt, forever})
	}
	if l.hand == 0 && len(c.segments) > 0 {
		l.hand = c.segments[0].hand
	}
	m.linkable[c.id] = l
}

// handOn keeps the links of a case until all cases are known.
func (m *Measurer) handOn(c *following) {
	for _, l := range c.links {
		t := m.parts[m.b.Links[l.column]]
		m.links = append(m.links, handedOn{l, c.id, m.serial, t != nil && t.serial == m.serial})
	}
}

// joinCases counts the handoffs from case to case.
func (m *Measurer) joinCases(r *Result) {
	for k, i := range m.b.Links {
		r.Links = append(r.Links, LinkUse{Column: m.b.Spec.Links[k], Interface: i.Address()})
	}
	for _, l := range m.links {
		to := m.linkable[l.to]
		if to == nil {
			r.Links[l.column].Missing++
			continue
		}
		if !m.joinCase(l, to) {
			r.Links[l.column].Joined++
		}
		r.Links[l.column].Handoffs++
	}
	m.links, m.linkable = nil, nil
}

// joinCase counts one of them, and reports whether the other case still had to be taken up.
func (m *Measurer) joinCase(l handedOn, to *linkable) bool {
	i := m.b.Graph.Interface(m.b.Links[l.column])
	over, pair := m.part(i.Interface), m.pair(pairKey{l.hand, to.hand, int32(l.column) + 1})
	pair.routes[i]++
	queue := len(m.b.Queued) > 0 && len(m.b.Accepted) > 0
	taken, isTaken := to.first, true
	over.Basis = "touch"
	if queue {
		over.Basis, taken, isTaken = "queue", to.accepted, to.accepted != 0
	}
	joined := isTaken && taken < l.sent || to.over && to.stop < l.sent
	waited := isTaken && !joined
	wait := seconds(taken - l.sent)
	for _, t := range []*tally{over, &pair.tally} {
		t.Handoffs++
		t.Linked++
		if t.serial != l.serial && (t != over || !l.already) {
			t.Cases++
		}
		t.serial = l.serial
		if l.actor {
			t.ActorsKnown++
			if l.system {
				t.Automated++
			}
		}
		if to.failed {
			t.Failed++
		}
		switch {
		case waited && queue:
			t.wait.add(wait)
		case waited:
			t.touch.add(wait)
		case !joined && to.over:
			t.Unaccepted++
		}
	}
	if waited && queue {
		pair.worstQueue.keep(l.from, wait, taken)
		if over.hours != nil {
			over.waitOpen.add(spent(over.hours, l.sent, taken, to.pauses))
		}
	} else if waited {
		pair.worst.keep(l.from, wait, taken)
	}
	switch {
	case waited:
		m.promise(over, &i.SLA, false, l.priority, l.sent, taken, true, to.pauses)
	case !joined && to.over: // never taken up: it waited until it was over
		m.promise(over, &i.SLA, false, l.priority, l.sent, to.stop, true, to.pauses)
	case !joined:
		m.promise(over, &i.SLA, false, l.priority, l.sent, 0, false, to.pauses)
	}
	if !to.over || to.stop >= l.sent {
		m.promise(over, &i.SLA, true, l.priority, l.sent, to.stop, to.over, to.pauses)
	}
	if h := m.handoffOf(i, l); h != nil {
		m.countEmpty(i, h, l.filled)
	}
	return !joined
}

// handoffOf is the handoff of the map along an interface: of several, the one that begins in the process of the last step.
func (m *Measurer) handoffOf(i *graph.Interface, l handedOn) *graph.Handoff {
	var found *graph.Handoff
	for _, h := range m.b.Graph.Handoffs {
		if h.Interface == i && (found == nil || l.step != 0 && h.Sender == m.steps[l.step].Process && found.Sender != h.Sender) {
			found = h
		}
	}
	return found
}
