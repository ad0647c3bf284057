package calendar

// Properties that hold for every calendar, tried on random ones. The seeds are fixed.

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// randomSpec makes a calendar with one to three windows, some past midnight, and holidays in 2026. Its zone changes clocks at another
// time of day than Zurich's more often than not: at midnight (Beirut), by half an hour (Lord Howe).
func randomSpec(r *rand.Rand) Spec {
	zones := []string{"Europe/Zurich", "America/New_York", "Asia/Beirut", "Australia/Lord_Howe", "UTC", "Asia/Kolkata", "America/St_Johns"}
	spec := Spec{Name: "random", Timezone: zones[r.IntN(len(zones))]}
	for range 1 + r.IntN(3) {
		window := Window{Hours: "00:00-24:00"}
		if r.IntN(6) > 0 {
			from, to := r.IntN(24*12)*5, r.IntN(24*12)*5
			if from == to {
				to++
			}
			window.Hours = fmt.Sprintf("%02d:%02d-%02d:%02d", from/60, from%60, to/60, to%60)
		}
		for _, day := range weekdays {
			if r.IntN(3) > 0 {
				window.Days = append(window.Days, day)
			}
		}
		spec.Windows = append(spec.Windows, window)
	}
	for range r.IntN(12) {
		spec.Holidays = append(spec.Holidays, time.Date(2026, 1, 1+r.IntN(365), 0, 0, 0, 0, time.UTC).Format("2006-01-02"))
	}
	return spec
}

func randomCalendar(t *testing.T, r *rand.Rand) *Calendar {
	spec := randomSpec(r)
	c, errs := New(spec)
	require.Empty(t, errs, "%+v", spec)
	return c
}

func randomDuration(r *rand.Rand) Duration {
	d := Duration{Clock: time.Duration(r.IntN(60*30)) * time.Minute}
	switch r.IntN(4) {
	case 0:
		d.Clock = 0
		d.Days = 1
	case 1:
		d.Days = r.IntN(4)
	case 2:
		d.Weeks = r.IntN(3)
	}
	return d
}

// randomInstant prefers the days on which clocks change somewhere.
func randomInstant(r *rand.Rand) time.Time {
	days := []time.Time{
		time.Date(2026, 3, 7, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 28, 0, 0, 0, 0, time.UTC), time.Date(2026, 4, 4, 0, 0, 0, 0, time.UTC),
		time.Date(2026, 10, 3, 0, 0, 0, 0, time.UTC), time.Date(2026, 10, 24, 0, 0, 0, 0, time.UTC), time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC),
	}
	if r.IntN(2) == 0 {
		return time.Date(2026, 1, 1, 0, r.IntN(365*24*60), 0, 0, time.UTC)
	}
	return days[r.IntN(len(days))].Add(time.Duration(r.IntN(4*24*60)) * time.Minute)
}

func TestArithmeticHoldsForEveryCalendar(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 150 {
		c := randomCalendar(t, r)
		if c.Never() {
			continue
		}
		for range 100 {
			d, a := randomDuration(r), randomInstant(r)
			b := a.Add(time.Duration(r.IntN(3*24*60)) * time.Minute)
			if r.IntN(2) == 0 {
				b = a.Add(time.Duration(r.IntN(90)) * time.Minute)
			}
			says := func() string {
				return fmt.Sprintf("%+v\n%s from %s, and from %s", c.Spec, d, c.time(a.Unix()), c.time(b.Unix()))
			}
			endA, ok := c.Add(a, d)
			require.True(t, ok)
			endB, _ := c.Add(b, d)
			require.False(t, endA.Before(a), "a finish before its start: %s", says())
			require.False(t, endB.Before(endA), "a later start gives an earlier finish: %s\n%s\n%s", says(), endA, endB)

			// A finish is the first instant with the open time before it that it has.
			if open := c.Between(a, endA); open > 0 {
				require.Less(t, c.Between(a, endA.Add(-time.Second)), open, says())
				require.Equal(t, c.Between(a, b)+c.Between(b, b.Add(50*time.Hour)), c.Between(a, b.Add(50*time.Hour)), says())
			}
			if d.Days == 0 && d.Weeks == 0 {
				require.Equal(t, d.Clock, c.Between(a, endA), says())
			}
			// Sub is the latest start that finishes by then.
			start, _ := c.Sub(endB, d)
			again, _ := c.Add(start, d)
			require.False(t, again.After(endB), "%s: latest start %s ends %s", says(), start, again)
			require.False(t, start.Before(b), says())
			late, _ := c.Add(start.Add(time.Second), d)
			require.True(t, late.After(endB) || d.IsZero(), "%s: %s is not the latest start", says(), start)
		}
	}
}

func TestOpenIsWhatTheWallSays(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		c := randomCalendar(t, r)
		for range 50 {
			u := randomInstant(r)
			if _, shown := u.In(c.zone).Zone(); wallAt(c.zone, u.Unix()) != u.Unix()+int64(shown) {
				continue // the hour is shown again
			}
			require.Equal(t, onTheWall(c, u), c.Open(u), "%+v %s", c.Spec, u.In(c.zone))
		}
	}
}

// onTheWall reads off calendar and clock whether c is open: the plain way, for single instants.
func onTheWall(c *Calendar, t time.Time) bool {
	t = t.In(c.zone)
	seconds := int64(t.Hour()*3600 + t.Minute()*60)
	date := int(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / daySeconds)
	for _, s := range c.week[t.Weekday()] {
		if s.from <= seconds && seconds < s.to && !c.holiday(date) {
			return true
		}
	}
	for _, s := range c.week[(t.Weekday()+6)%7] {
		if seconds+daySeconds < s.to && !c.holiday(date-1) {
			return true
		}
	}
	return false
}

// TestWorstIsTheWorst tries every minute of a year.
func TestWorstIsTheWorst(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 3 {
		calendars := []*Calendar{nil, randomCalendar(t, r), randomCalendar(t, r)}
		leg := func() Leg { return Leg{Duration: randomDuration(r), Calendar: calendars[r.IntN(len(calendars))]} }
		path, promise := []Leg{leg(), leg()}, leg()
		if promise.Calendar.Never() {
			continue
		}
		outcome := Worst(path, promise)
		var worst time.Duration
		var at time.Time
		for _, year := range years(append([]Leg{promise}, path...)) {
			for u := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); u.Year() == year; u = u.Add(time.Minute) {
				finishes, _ := Finish(path, u)
				due, _ := promise.Finish(u)
				if late := finishes[1].Sub(due); at.IsZero() || late > worst {
					worst, at = late, u
				}
			}
		}
		require.Equal(t, worst, outcome.Overrun, "%+v\n%s\nagainst %s\nworst from %s, found %s", calendars, path, promise.Words(), at, outcome.Start)
	}
}
