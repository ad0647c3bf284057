package kpi

import (
	"handoff/graph"
	"handoff/graph/kpi/eventlog"
)

// following is one case as it goes by. What is kept of it is one record a segment, one a pause, and one a change of step: never its events.
type following struct {
	id            string
	begun         bool
	first, last   int64 // events
	start, stop   int64 // of the clock
	started, over bool
	priority      eventlog.Word
	failed        bool
	filled        uint64
	paused        bool
	pausedAt      int64
	pauses        []span
	segments      []segment
	trail         []footstep
	accepted      int64         // when anybody first took it up; 0 is never
	taker         int32         // the hand that did
	named         eventlog.Word // the last of what its links named
	links         []linking
	linked        map[linkKey]bool // those, where they are many
	group         int32            // the hand of the last group
	reassigned    int
}

// segment is a maximal run of events in one hand.
type segment struct {
	hand        int32
	first, last int64
	firstStep   int32 // of the first and last event with a step; 0 is none
	lastStep    int32
	priority    eventlog.Word // when it began
	filled      uint64        // fields that had been filled by then
	queued      bool          // it began in a queue
	accepted    int64         // when it was taken up; 0 is never
	failed      bool
	actor       bool // the actor of its first event is known
	system      bool // and is a system
}

// footstep is a step that was done, and by whom.
type footstep struct {
	step int32
	hand int32 // of the group; 0 where that is not known
	at   int64 // first and last event of it
	last int64
}

func (c *following) reset(id string) {
	*c = following{id: id, pauses: c.pauses[:0], links: c.links[:0], segments: c.segments[:0], trail: c.trail[:0]}
}

// event follows one event.
func (m *Measurer) event(c *following, e *eventlog.Event) {
	m.events++
	flags := m.flags(e.State) | m.flags(e.Activity)
	if !c.begun {
		c.begun, c.first = true, e.Time
	}
	c.last = e.Time
	if !c.started && (len(m.b.Start) == 0 || flags&isStart != 0) {
		c.started, c.start = true, e.Time
	}
	if c.started && (len(m.b.Stop) == 0 || flags&isStop != 0) {
		c.over, c.stop = true, e.Time
	}
	if e.Priority != 0 {
		c.priority = e.Priority
	}
	c.filled |= e.Filled
	c.failed = c.failed || flags&isFailed != 0
	m.pause(c, e, flags&isPaused != 0)

	group := m.groupHand(e.Group)
	if group != 0 {
		if c.group != 0 && group != c.group {
			c.reassigned++
		}
		c.group = group
	}
	step := m.stepOf(e)
	if step != 0 {
		m.tread(c, e.Time, step, group)
	}
	hand := m.handOf(e, group, step)
	m.handed = m.handed || hand != 0
	if hand != 0 {
		m.extend(c, e, flags, hand, step)
	}
	if len(m.b.Links) > 0 {
		m.link(c, e, flags)
	}
}

// extend goes on with the segment of a hand, or begins one.
func (m *Measurer) extend(c *following, e *eventlog.Event, flags uint8, hand, step int32) {
	s := c.current()
	if s == nil || s.hand != hand {
		c.segments = append(c.segments, segment{
			hand: hand, first: e.Time, priority: c.priority, filled: c.filled, queued: flags&isQueued != 0,
			actor: e.Actor != 0, system: e.Actor != 0 && m.system(e.Actor),
		})
		s = c.current()
	}
	s.last = e.Time
	if step != 0 {
		if s.firstStep == 0 {
			s.firstStep = step
		}
		s.lastStep = step
	}
	if s.accepted == 0 && flags&isAccepted != 0 {
		s.accepted = e.Time
	}
	s.failed = s.failed || flags&isFailed != 0
}

func (c *following) current() *segment {
	if len(c.segments) == 0 {
		return nil
	}
	return &c.segments[len(c.segments)-1]
}

// pause opens and closes stretches in which the clock stands still. An event that says nothing of the state leaves it as it is.
func (m *Measurer) pause(c *following, e *eventlog.Event, paused bool) {
	if m.b.Spec.Columns.State != "" && e.State == 0 && !paused {
		return
	}
	switch {
	case paused && !c.paused:
		c.paused, c.pausedAt = true, e.Time
	case !paused && c.paused:
		c.paused = false
		if e.Time > c.pausedAt {
			c.pauses = append(c.pauses, span{c.pausedAt, e.Time})
		}
	}
}

// tread notes a step.
func (m *Measurer) tread(c *following, at int64, step, group int32) {
	if n := len(c.trail); n > 0 && c.trail[n-1].step == step && (group == 0 || c.trail[n-1].hand == group) {
		c.trail[n-1].last = at
		return
	}
	c.trail = append(c.trail, footstep{step, group, at, at})
}

// What the words of the state and activity columns are.
const (
	isQueued uint8 = 1 << iota
	isAccepted
	isPaused
	isFailed
	isStart
	isStop
	isKnown
)

func (m *Measurer) flags(w eventlog.Word) uint8 {
	if w == 0 {
		return 0
	}
	for int(w) >= len(m.wordFlags) {
		m.wordFlags = append(m.wordFlags, 0)
	}
	f := m.wordFlags[w]
	if f != 0 {
		return f
	}
	f = isKnown
	text := m.words.Text(w)
	for _, list := range []struct {
		words []string
		flag  uint8
	}{{m.b.Queued, isQueued}, {m.b.Accepted, isAccepted}, {m.b.Paused, isPaused}, {m.b.Failed, isFailed}, {m.b.Start, isStart}, {m.b.Stop, isStop}} {
		for _, word := range list.words {
			if word == text {
				f |= list.flag
			}
		}
	}
	m.wordFlags[w] = f
	return f
}

// hand is one of those who had the case.
type hand struct {
	end
	name  string // an address, or the word of the log
	title string
	word  eventlog.Word
	count int // events, where the source does not explain the word
	known bool
}

// grown returns a slice that has an entry for w.
func grown(list []int32, w eventlog.Word) []int32 {
	for int(w) >= len(list) {
		list = append(list, 0)
	}
	return list
}

// groupHand is the hand of a group, from 1; 0 for no group.
func (m *Measurer) groupHand(w eventlog.Word) int32 {
	if w == 0 {
		return 0
	}
	m.groups = grown(m.groups, w)
	if m.groups[w] == 0 {
		text := m.words.Text(w)
		h := hand{name: text, title: text, word: w}
		if d := m.b.Groups[text]; d != nil {
			h = hand{end: end{who: d}, name: d.Common().Address(), title: d.Common().DisplayName(), known: true}
		}
		m.groups[w] = m.handNamed(h)
	}
	n := m.groups[w]
	m.hands[n].count++
	return n
}

func (m *Measurer) handNamed(h hand) int32 {
	key := h.name
	if !h.known {
		key = "\x00" + key // a word of the log that looks like an address is none
	}
	if n, ok := m.handIndex[key]; ok {
		return n
	}
	n := int32(len(m.hands))
	m.hands = append(m.hands, h)
	m.handIndex[key] = n
	return n
}

// stepOf is the step of an event, from 1: of its activity, else of its state.
func (m *Measurer) stepOf(e *eventlog.Event) int32 {
	if len(m.b.Steps) == 0 {
		return 0
	}
	if n := m.stepWord(e.Activity); n > 0 {
		return n
	}
	return max(m.stepWord(e.State), 0)
}

// stepWord is the step of a word: -1 for one that is none.
func (m *Measurer) stepWord(w eventlog.Word) int32 {
	if w == 0 {
		return -1
	}
	m.stepWords = grown(m.stepWords, w)
	if m.stepWords[w] == 0 {
		m.stepWords[w] = -1
		if s := m.b.Steps[m.words.Text(w)]; s != nil {
			m.stepWords[w] = m.stepNumber(s)
		}
	}
	return m.stepWords[w]
}

func (m *Measurer) stepNumber(s *graph.Step) int32 {
	if n, ok := m.stepIndex[s]; ok {
		return n
	}
	n := int32(len(m.steps))
	m.steps = append(m.steps, s)
	m.stepIndex[s] = n
	return n
}

// handOf is the hand of an event, by what the binding takes for one.
func (m *Measurer) handOf(e *eventlog.Event, group, step int32) int32 {
	switch m.b.By {
	case "group":
		return group
	case "actor":
		return m.actorHand(e.Actor)
	}
	if step == 0 {
		return 0
	}
	for int(step) >= len(m.stepHands) {
		m.stepHands = append(m.stepHands, 0)
	}
	if m.stepHands[step] == 0 {
		s := m.steps[step]
		h := hand{end: end{who: s.Process.Process}, name: s.Process.Address(), title: s.Process.DisplayName(), known: true}
		if m.b.By == "step" {
			h = hand{end: end{step: s}, name: s.Address(), title: s.DisplayName(), known: true}
		}
		m.stepHands[step] = m.handNamed(h)
	}
	return m.stepHands[step]
}

func (m *Measurer) actorHand(w eventlog.Word) int32 {
	if w == 0 {
		return 0
	}
	m.actors = grown(m.actors, w)
	if m.actors[w] == 0 {
		text := m.words.Text(w)
		if !m.b.NamePeople && !m.system(w) {
			m.people++
			text = "person " + itoa(m.people)
		}
		m.actors[w] = m.handNamed(hand{name: text, title: text, word: w})
	}
	return m.actors[w]
}

// system reports whether an actor is a system.
func (m *Measurer) system(w eventlog.Word) bool {
	m.systems = grown(m.systems, w)
	if m.systems[w] == 0 {
		m.systems[w] = -1
		if m.b.isSystem(m.words.Text(w)) {
			m.systems[w] = 1
		}
	}
	return m.systems[w] > 0
}
