package calendar

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestWorstStart(t *testing.T) {
	offices := calendar(t, "office_hours", zurich, "mon tue wed thu fri", "08:00-18:00")
	holiday := office(t)
	round := calendar(t, "round", zurich, "", "00:00-24:00")
	leg := func(text string, c *Calendar) Leg { return Leg{Duration: duration(t, text), Calendar: c} }
	for _, want := range []struct {
		name    string
		path    []Leg
		promise Leg
		broken  bool
		start   string // on the wall in Zurich
		finish  string
		overrun time.Duration
	}{
		{"elapsed time adds up", []Leg{leg("1h", nil), leg("1d", Always())}, leg("25h", nil),
			false, "2026-01-01T01:00", "2026-01-02T02:00", 0},
		{"and is late by the same from everywhere", []Leg{leg("1h", nil), leg("1d", nil)}, leg("1d", nil),
			true, "2026-01-01T01:00", "2026-01-02T02:00", time.Hour},
		{"ten office hours and a working day are the same", []Leg{leg("4h", offices), leg("6h", offices)}, leg("1d", offices),
			false, "2026-01-01T01:00", "2026-01-01T18:00", 0},
		{"office hours under an elapsed promise: on the Friday before the clocks go back", []Leg{leg("4h", offices)}, leg("1d", nil),
			true, "2026-10-23T14:01", "2026-10-26T08:01", 43 * time.Hour},
		{"three days would do on most weekends, were there no change of clocks", []Leg{leg("4h", offices)}, leg("66h", nil),
			true, "2026-10-23T14:01", "2026-10-26T08:01", time.Hour},
		{"a long weekend", []Leg{leg("4h", holiday)}, leg("66h", nil),
			true, "2026-12-24T14:01", "2026-12-28T08:01", 24 * time.Hour},
		{"elapsed work never outlasts as many office hours", []Leg{leg("2h", offices), leg("3h", nil)}, leg("5h", offices),
			false, "2026-01-01T01:00", "2026-01-01T13:00", 0},
		{"the worst start lies where a later leg meets the weekend", []Leg{leg("5h", nil), leg("1h", offices)}, leg("67h", nil),
			true, "2026-10-23T12:01", "2026-10-26T08:01", 2 * time.Hour},
		{"a working day of 25 hours", []Leg{leg("1d", round)}, leg("24h", nil),
			true, "2026-10-24T03:00", "2026-10-25T03:00", time.Hour},
		{"half of an hour shown twice", []Leg{leg("24h", round)}, leg("1d", round),
			true, "2026-03-28T03:00", "2026-03-29T04:00", time.Hour},
		{"no legs take no time", nil, leg("1h", nil),
			false, "2026-01-01T01:00", "", -time.Hour},
	} {
		outcome := Worst(want.path, want.promise)
		assert.False(t, outcome.Open || outcome.AtLeast, want.name)
		assert.Equal(t, want.broken, outcome.Broken, want.name)
		assert.Equal(t, want.overrun, outcome.Overrun, want.name)
		zone := offices.Location()
		assert.Equal(t, want.start, outcome.Start.In(zone).Format("2006-01-02T15:04"), want.name)
		if n := len(outcome.Finishes); assert.Len(t, want.path, n, want.name) && n > 0 {
			last := outcome.Finishes[n-1]
			assert.Equal(t, want.finish, last.In(zone).Format("2006-01-02T15:04"), want.name)
			assert.Equal(t, want.overrun, last.Sub(outcome.Due), want.name)
		}
	}
}

func TestMissingFiguresMakeItAtLeast(t *testing.T) {
	someday, _ := New(Spec{Name: "someday", Timezone: "UTC"})
	hour := Leg{Duration: duration(t, "1h")}
	for _, gap := range []Leg{{Unknown: true}, {Duration: duration(t, "1h"), Calendar: someday}} {
		outcome := Worst([]Leg{hour, gap}, Leg{Duration: duration(t, "2h")})
		assert.True(t, outcome.AtLeast)
		assert.False(t, outcome.Broken)
		assert.Equal(t, -time.Hour, outcome.Overrun)

		outcome = Worst([]Leg{hour, gap, hour}, Leg{Duration: duration(t, "90m")})
		assert.True(t, outcome.AtLeast)
		assert.True(t, outcome.Broken, "it is late already")
		assert.Equal(t, 30*time.Minute, outcome.Overrun)

		outcome = Worst([]Leg{hour}, gap)
		assert.Equal(t, Outcome{Open: true}, outcome)

		finishes, all := Finish([]Leg{hour, gap}, outcome.Start)
		assert.False(t, all)
		assert.Len(t, finishes, 2)
	}
}

func TestLegInWords(t *testing.T) {
	assert.Equal(t, "2 working days (office hours)", Leg{Duration: duration(t, "2d"), Calendar: office(t)}.Words())
	assert.Equal(t, "2 days", Leg{Duration: duration(t, "2d")}.Words())
	assert.Equal(t, "no figure", Leg{Unknown: true}.Words())
}

func BenchmarkAdd(b *testing.B) {
	c := office(b)
	start := instant(b, "2026-11-27T10:00", zurich)
	for _, text := range []string{"20h", "2d", "520w"} {
		b.Run(text, func(b *testing.B) {
			d := duration(b, text)
			for b.Loop() {
				c.Add(start, d)
			}
		})
	}
}

func BenchmarkWorst(b *testing.B) {
	c := office(b)
	var path []Leg
	for range 5 {
		path = append(path, Leg{Duration: duration(b, "90m"), Calendar: c}, Leg{Duration: duration(b, "1d"), Calendar: c}, Leg{Duration: duration(b, "30m")})
	}
	for b.Loop() {
		Worst(path, Leg{Duration: duration(b, "10d")})
	}
}
