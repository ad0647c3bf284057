package kpi

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"handoff/graph"
	"handoff/graph/kpi/eventlog"
	"handoff/lang"
	"handoff/lang/calendar"
)

// Measurer works out a Result from the cases of a log.
type Measurer struct {
	b      *Binding
	words  *eventlog.Words
	period *Period

	// What words are, worked out when they first come up.
	wordFlags []uint8
	groups    []int32
	stepWords []int32
	actors    []int32
	systems   []int32
	hands     []hand // [0] is none
	handIndex map[string]int32
	steps     []*graph.Step // [0] is none
	stepIndex map[*graph.Step]int32
	stepHands []int32
	people    int

	routes map[routeKey]*route
	pairs  map[pairKey]*pairTally
	all    tally
	months map[int]*tally
	parts  map[lang.Declaration]*tally

	spare       []*following // cases that are over, to be used again
	events      int
	cases       int
	open        int
	first, last int64
	handed      bool // some event named a hand
	any         bool // case was seen, counted or not
	serial      int
	footsteps   map[[2]int32]*counted
	followed    map[int32]int
	doers       map[[2]int32]int
	done_       map[int32]int
	empties     map[*graph.Interface][]int
	asked       map[*graph.Interface]int
	filled      []int
	pending     []deferred
	visited     []visit // of the case being counted

	links    []handedOn
	linkable map[string]*linkable
}

type routeKey struct{ from, to, fromStep, toStep int32 }

type counted struct {
	count, cases, serial int
}

// deferred is a promise that was running when its case came to no more events: whether it is broken shows at the end of the log.
type deferred struct {
	promise *promiseTally
	due     int64
	never   bool
}

// tally gathers the figures of one thing.
type tally struct {
	Figures
	lead, leadOpen, wait, waitOpen, touch sample
	promises                              []*promiseTally
	serial                                int
	hours                                 *calendar.Calendar
}

type promiseTally struct {
	Promise
	open sample
}

type pairTally struct {
	tally
	pairKey
	routes  map[*graph.Interface]int
	inside  int
	unclear int // handoffs that fit several interfaces
	// The cases that waited longest, between touches and in the queue.
	worst, worstQueue worstOf
}

// New makes a measurer. Only cases whose clock stops in the period count (those that are open, by their last event); nil is all.
func New(b *Binding, words *eventlog.Words, period *Period) *Measurer {
	return &Measurer{
		b: b, words: words, period: period,
		hands: make([]hand, 1), handIndex: map[string]int32{}, steps: make([]*graph.Step, 1), stepIndex: map[*graph.Step]int32{},
		routes: map[routeKey]*route{}, pairs: map[pairKey]*pairTally{}, months: map[int]*tally{}, parts: map[lang.Declaration]*tally{},
		footsteps: map[[2]int32]*counted{}, followed: map[int32]int{}, doers: map[[2]int32]int{}, done_: map[int32]int{},
		empties: map[*graph.Interface][]int{}, asked: map[*graph.Interface]int{}, filled: make([]int, len(b.Fields)),
	}
}

// Measure reads a log, one file or several, and measures it. A log without one event that can be read is an error.
func Measure(logs []eventlog.Log, b *Binding, period *Period) (*Result, eventlog.Stats, error) {
	words := eventlog.NewWords()
	m := New(b, words, period)
	stats, err := eventlog.ReadCases(logs, b.Spec, words, m.begin, m.event, m.finish)
	if err != nil {
		return nil, stats, err
	}
	if stats.Events == 0 { // figures of nothing would pass every gate
		if stats.Broken > 0 {
			return nil, stats, fmt.Errorf("%w; not one event of this log can be read", &stats.Problems[0])
		}
		var names []string
		for _, log := range logs {
			names = append(names, log.Name)
		}
		return nil, stats, fmt.Errorf("%s: there is no event in this log", strings.Join(names, ", "))
	}
	return m.Result(), stats, nil
}

// begin opens a case.
func (m *Measurer) begin(id string) *following {
	n := len(m.spare)
	if n == 0 {
		return &following{id: id}
	}
	c := m.spare[n-1]
	m.spare = m.spare[:n-1]
	c.reset(id)
	return c
}

// finish counts a case that has no more events.
func (m *Measurer) finish(c *following) {
	defer func() { m.spare = append(m.spare, c) }()
	if !c.begun {
		return
	}
	if !m.any || c.first < m.first {
		m.any, m.first = true, c.first
	}
	m.last = max(m.last, c.last)
	if len(m.b.Links) > 0 {
		m.keepLinkable(c)
	}
	ends := c.last
	if c.over {
		ends = c.stop
	}
	if !m.period.Holds(ends) {
		return
	}
	m.serial++
	m.cases++
	if c.paused { // it stands still for as long as anybody knows
		c.pauses = append(c.pauses, span{c.pausedAt, forever})
	}
	if !c.over {
		m.open++
	}
	month := m.month(ends)
	for _, t := range []*tally{&m.all, month} {
		m.countCase(t, c)
	}
	if m.b.Of != nil {
		m.countWhole(c)
	}
	m.countVisits(c)
	m.countHandoffs(c, month)
	m.countTrail(c)
	m.handOn(c)
	for bit := range m.filled {
		if c.filled&(1<<bit) != 0 {
			m.filled[bit]++
		}
	}
}

func (m *Measurer) month(t int64) *tally {
	at := at(t)
	key := at.Year()*12 + int(at.Month()) - 1
	if m.months[key] == nil {
		m.months[key] = &tally{}
	}
	return m.months[key]
}

// countCase counts what is said of a case as a whole.
func (m *Measurer) countCase(t *tally, c *following) {
	t.Cases++
	if c.over {
		t.lead.add(seconds(c.stop - c.start))
	}
	if c.failed {
		t.Failed++
	}
	t.Reassignments += c.reassigned
	if len(c.segments) > 1 {
		t.Passed++
		t.Handoffs += len(c.segments) - 1
	}
	back, pingPong := 0, false
	for k := 2; k < len(c.segments); k++ {
		if c.segments[k].hand == c.segments[k-2].hand {
			back++
			pingPong = pingPong || k >= 3 && c.segments[k-1].hand == c.segments[k-3].hand
		}
	}
	t.Handbacks += back
	if back > 0 {
		t.HandbackCases++
	}
	if pingPong {
		t.PingPong++
	}
}

func seconds(nanos int64) float64 { return float64(nanos) / float64(time.Second) }

// part is the tally of a part of the map.
func (m *Measurer) part(d lang.Declaration) *tally {
	t := m.parts[d]
	if t == nil {
		t = &tally{}
		t.Address, t.Title = d.Common().Address(), d.Common().DisplayName()
		if sla := m.slaOf(d); sla != nil && sla.Calendar != nil {
			t.hours = sla.Calendar.Value
		}
		m.parts[d] = t
	}
	return t
}

// slaOf is the promise of a process, service or interface, or nil.
func (m *Measurer) slaOf(d lang.Declaration) *graph.SLA {
	switch d := d.(type) {
	case *lang.Process:
		if p := m.b.Graph.Process(d); p != nil {
			return &p.SLA
		}
	case *lang.Service:
		if s := m.b.Graph.Service(d); s != nil {
			return &s.SLA
		}
	case *lang.Interface:
		if i := m.b.Graph.Interface(d); i != nil {
			return &i.SLA
		}
	}
	return nil
}

// priorityOf is a priority as the map knows it.
func (m *Measurer) priorityOf(w eventlog.Word) string {
	text := m.words.Text(w)
	if mapped, ok := m.b.Priorities[text]; ok {
		return mapped
	}
	return text
}

// countWhole counts a case as one run of what the source says it is.
func (m *Measurer) countWhole(c *following) {
	t := m.part(m.b.Of)
	m.countCase(t, c)
	if !c.started {
		return
	}
	if c.over && t.hours != nil {
		t.leadOpen.add(spent(t.hours, c.start, c.stop, c.pauses))
	}
	m.promise(t, m.slaOf(m.b.Of), true, c.priority, c.start, c.stop, c.over, c.pauses)
}

// visit is what a process did of a case, from its first event to its last.
type visit struct {
	process     *graph.Process
	first, last int64
}

// countVisits counts what the processes of the steps did of a case, each from its first event to its last.
func (m *Measurer) countVisits(c *following) {
	m.visited = m.visited[:0]
	for _, f := range c.trail {
		p := m.steps[f.step].Process
		k := slices.IndexFunc(m.visited, func(v visit) bool { return v.process == p })
		if k < 0 {
			k = len(m.visited)
			m.visited = append(m.visited, visit{process: p, first: f.at})
		}
		m.visited[k].last = f.last
	}
	for _, v := range m.visited {
		if lang.Declaration(v.process.Process) == m.b.Of {
			continue
		}
		t := m.part(v.process.Process)
		t.Cases++
		if !c.over {
			continue
		}
		t.lead.add(seconds(v.last - v.first))
		if t.hours != nil {
			t.leadOpen.add(spent(t.hours, v.first, v.last, c.pauses))
		}
		m.promise(t, &v.process.SLA, true, c.priority, v.first, v.last, true, c.pauses)
	}
}
