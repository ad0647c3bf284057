package sql

import (
	"fmt"
	"time"

	"handoff/lang/calendar"
)

// Open hours in SQL. A calendar becomes a table of its open stretches with a running sum. How long it was open from a to b is then the
// difference of two looks into the table, and when a promise falls due is one look the other way round: the earliest instant by which
// so many seconds have passed. All of it goes by whole seconds, as in package calendar.

const (
	past   = -62135596800 // the year 1
	future = 253402300800 // the year 10000
)

// calendars numbers the calendars in use and writes them down.
func (q *query) calendars() error {
	for _, h := range q.tables.Hours {
		q.clock(h.Calendar.Address(), h.Calendar.Value)
	}
	for _, l := range q.tables.Limits {
		if !l.Promise.Stated() {
			continue
		}
		if l.Promise.Calendar != nil {
			q.clock(l.Promise.Calendar.Address(), l.Promise.Calendar.Value)
		}
		if _, ok := q.length(l.Promise); !ok {
			return fmt.Errorf("%s promises %s by working days that do not all have the same hours, which SQL cannot count; write the promise in hours", l.Address, l.Promise.Words())
		}
	}
	rows := [][]string{stretch(0, past, future, future, 0)}
	bounded := false
	for k, c := range q.clocks {
		if c.Agrees(calendar.Always()) {
			rows = append(rows, stretch(k+1, past, future, future, 0))
			continue
		}
		bounded = true
		if !q.To.After(q.From) {
			return ErrYears
		}
		edges := c.Edges(q.From, q.To)
		if c.Open(q.From) && (len(edges) == 0 || !edges[0].Equal(q.From)) { // the first edge closes what was open before
			edges = append([]time.Time{q.From}, edges...)
		}
		if len(edges)%2 == 1 { // open at the end
			edges = append(edges, q.To)
		}
		next := int64(future)
		if len(edges) > 0 {
			next = edges[0].Unix()
		}
		rows = append(rows, stretch(k+1, past, past, next, 0))
		sum := int64(0)
		for n := 0; n+1 < len(edges); n += 2 {
			opens, closes := edges[n].Unix(), edges[n+1].Unix()
			until := int64(future)
			if n+2 < len(edges) {
				until = edges[n+2].Unix()
			}
			rows = append(rows, stretch(k+1, opens, closes, until, sum))
			sum += closes - opens
		}
	}
	if !bounded {
		q.From, q.To = time.Time{}, time.Time{}
	}
	q.literal("open_hours", []column{{"clock", q.d.Whole}, {"opens", q.d.Whole}, {"closes", q.d.Whole}, {"until", q.d.Whole}, {"before", q.d.Whole}}, rows)
	return nil
}

// stretch is a row: open from opens to closes, then closed until the next one; before it the calendar had been open for so long.
func stretch(clock int, opens, closes, until, before int64) []string {
	return []string{fmt.Sprint(clock), fmt.Sprint(opens), fmt.Sprint(closes), fmt.Sprint(until), fmt.Sprint(before)}
}

// clock numbers a calendar.
func (q *query) clock(address string, c *calendar.Calendar) {
	if q.number(c) == 0 {
		q.clocks = append(q.clocks, clock{address, c})
	}
}

// number is the number of a calendar; 0 for none.
func (q *query) number(c *calendar.Calendar) int {
	for k, have := range q.clocks {
		if have.Calendar == c {
			return k + 1
		}
	}
	return 0
}

// look joins the stretch in which an instant (in seconds) lies, under a name of its own.
func look(name, clock, seconds string) string {
	return fmt.Sprintf("JOIN open_hours AS %[1]s ON %[1]s.clock = %[2]s AND %[1]s.opens <= %[3]s AND %[3]s < %[1]s.until", name, clock, seconds)
}

// passed is how long the calendar had been open by an instant, after look.
func passed(name, seconds string) string {
	return fmt.Sprintf("(%[1]s.before + CASE WHEN %[2]s < %[1]s.closes THEN %[2]s - %[1]s.opens ELSE %[1]s.closes - %[1]s.opens END)", name, seconds)
}
