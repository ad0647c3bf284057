package eventlog

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"io"
	"slices"
)

// ReadCases reads a log case by case: it opens a case, tells its events in the order of time, then of TieBreak, then as they stand in the log,
// and says that it is done. What is opened is the caller's; T is whatever it keeps for a case.
//
// What is kept meanwhile depends on Spec.Order:
//
//	"case"  the events of one case, and 16 bytes a case to notice that the log is not so sorted after all (XES files are by case by
//	        their very form, and a name that comes twice is two cases)
//	"time"  one T for every case of the log, and no event: cases go on side by side and are all done at the end
//	""      every event, as 56 bytes, and the names of all cases
//
// Cases are done in the order in which they first come up, so that the same log gives the same figures to the last digit.
func ReadCases[T any](logs []Log, spec Spec, words *Words, open func(id string) T, event func(T, *Event), done func(T)) (Stats, error) {
	gather := &gathering[T]{open: open, event: event, done: done}
	var all Stats
	for _, log := range logs {
		stats, err := gather.read(log, spec, words)
		all.add(stats)
		if err != nil {
			return all, err
		}
		gather.flush()
	}
	gather.finish()
	return all, nil
}

// Log is one file of a log. A case may go on from one file to the next, unless files are sorted by case.
type Log struct {
	Name string
	Open func() (io.ReadCloser, error)
	// Once says that it can be opened one time only, as standard input can.
	Once bool
}

func (g *gathering[T]) read(log Log, spec Spec, words *Words) (Stats, error) {
	in, err := log.Open()
	if err != nil {
		return Stats{}, err
	}
	defer in.Close()
	g.name = log.Name
	head, r, err := peek(in)
	if err != nil {
		return Stats{}, fmt.Errorf("%s: %w", log.Name, err)
	}
	if spec.Format == "" {
		spec.Format = formatOf(head)
	}
	each := g.keep
	if !log.Once {
		spec.again = log.Open
	}
	format := FormatNamed(spec.Format)
	switch {
	case format != nil && format.Grouped:
		each, spec.begin = g.grouped, g.flush
	case spec.Order == "case":
		each = g.grouped
		if g.seen == nil {
			g.seen = map[uint64]struct{}{}
		}
	case spec.Order == "time":
		each = g.timed
	case spec.Order != "":
		return Stats{}, fmt.Errorf("no order %q; a log is sorted by case, by time, or by neither", spec.Order)
	}
	return Read(log.Name, r, spec, words, each)
}

// gathering puts the events of cases together.
type gathering[T any] struct {
	name  string
	open  func(id string) T
	event func(T, *Event)
	done  func(T)

	index map[string]int32
	ids   []string

	// One case after the other.
	id      []byte
	started bool
	events  []Event
	seen    map[uint64]struct{}

	// All cases side by side.
	cases []T
	last  []stampOf

	// All events, in pieces: one long slice would be moved as it grows, and take twice the room meanwhile.
	all   [][]kept
	count int
}

type stampOf struct{ time, tie int64 }

// pieceSize is how many events are in a piece.
const pieceSize = 1 << 14

type kept struct {
	Event
	of int32
}

var seed = maphash.MakeSeed()

func (g *gathering[T]) grouped(id []byte, e *Event) error {
	if !g.started || string(g.id) != string(id) {
		g.flush()
		if g.seen != nil {
			sum := maphash.Bytes(seed, id)
			if _, again := g.seen[sum]; again {
				return fmt.Errorf("%s: case %s comes up again after other cases, so the log is not sorted by case; leave out order = \"case\"", g.name, quote(id))
			}
			g.seen[sum] = struct{}{}
		}
		g.id, g.started = append(g.id[:0], id...), true
	}
	g.events = append(g.events, *e)
	return nil
}

func (g *gathering[T]) flush() {
	if !g.started {
		return
	}
	inOrder(g.events)
	c := g.open(string(g.id))
	for k := range g.events {
		g.event(c, &g.events[k])
	}
	g.done(c)
	g.events, g.started = g.events[:0], false
}

func compare(a, b *Event) int {
	return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.TieBreak, b.TieBreak))
}

func inOrder(events []Event) {
	for k := 1; k < len(events); k++ {
		if compare(&events[k-1], &events[k]) > 0 {
			slices.SortStableFunc(events, func(a, b Event) int { return compare(&a, &b) })
			return
		}
	}
}

func (g *gathering[T]) number(id []byte) int32 {
	if n, ok := g.index[string(id)]; ok {
		return n
	}
	if g.index == nil {
		g.index = map[string]int32{}
	}
	n := int32(len(g.ids))
	name := valid(id)
	g.index[string(id)] = n
	g.ids = append(g.ids, name)
	return n
}

func (g *gathering[T]) timed(id []byte, e *Event) error {
	n := g.number(id)
	if int(n) == len(g.cases) {
		g.cases = append(g.cases, g.open(g.ids[n]))
		g.last = append(g.last, stampOf{e.Time, e.TieBreak})
	}
	now := stampOf{e.Time, e.TieBreak}
	if last := g.last[n]; now.time < last.time || now.time == last.time && now.tie < last.tie {
		return fmt.Errorf("%s: an event of case %s at %s stands behind a later one, so the log is not sorted by time; leave out order = \"time\"",
			g.name, quote(id), e.At().Format("2006-01-02 15:04:05"))
	}
	g.last[n] = now
	g.event(g.cases[n], e)
	return nil
}

func (g *gathering[T]) keep(id []byte, e *Event) error {
	if g.count%pieceSize == 0 {
		g.all = append(g.all, make([]kept, 0, pieceSize))
	}
	last := &g.all[len(g.all)-1]
	*last = append(*last, kept{*e, g.number(id)})
	g.count++
	return nil
}

func (g *gathering[T]) finish() {
	g.flush()
	for _, c := range g.cases {
		g.done(c)
	}
	if g.count == 0 {
		return
	}
	// A counting sort by case keeps the order of the log within each.
	at := func(k int) *kept { return &g.all[k/pieceSize][k%pieceSize] }
	start := make([]int32, len(g.ids)+1)
	for k := range g.count {
		start[at(k).of+1]++
	}
	for k := 1; k < len(start); k++ {
		start[k] += start[k-1]
	}
	place := make([]int32, g.count)
	fill := slices.Clone(start[:len(g.ids)])
	for k := range g.count {
		of := at(k).of
		place[fill[of]] = int32(k)
		fill[of]++
	}
	for n, id := range g.ids {
		g.events = g.events[:0]
		for _, k := range place[start[n]:start[n+1]] {
			g.events = append(g.events, at(int(k)).Event)
		}
		inOrder(g.events)
		c := g.open(id)
		for k := range g.events {
			g.event(c, &g.events[k])
		}
		g.done(c)
	}
	g.all = nil
}
