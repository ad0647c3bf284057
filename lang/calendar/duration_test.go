package calendar

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func duration(t testing.TB, text string) Duration {
	t.Helper()
	d, err := ParsePeriod(text)
	require.NoError(t, err)
	return d
}

func TestDurationsAsPeopleWriteThem(t *testing.T) {
	for _, want := range []struct {
		text, canonical, words, working string
		elapsed                         time.Duration
	}{
		{"30m", "30m", "30 minutes", "30 minutes", 30 * time.Minute},
		{"1m", "1m", "1 minute", "1 minute", time.Minute},
		{"4h", "4h", "4 hours", "4 hours", 4 * time.Hour},
		{"1h30m", "1h30m", "1 hour 30 minutes", "1 hour 30 minutes", 90 * time.Minute},
		{"90m", "1h30m", "1 hour 30 minutes", "1 hour 30 minutes", 90 * time.Minute},
		{"24h", "24h", "24 hours", "24 hours", 24 * time.Hour}, // no day: that would be a working day
		{"2d", "2d", "2 days", "2 working days", 48 * time.Hour},
		{"1w", "1w", "1 week", "1 working week", 168 * time.Hour},
		{"7d", "7d", "7 days", "7 working days", 168 * time.Hour},
		{"1w2d3h4m", "1w2d3h4m", "1 week 2 days 3 hours 4 minutes", "1 working week 2 working days 3 hours 4 minutes", 219*time.Hour + 4*time.Minute},
		{"0m", "0m", "0 minutes", "0 minutes", 0},
		{"0d", "0m", "0 minutes", "0 minutes", 0},
	} {
		d, err := ParseDuration(want.text)
		if assert.NoError(t, err, want.text) {
			elapsed, ok := d.Elapsed()
			assert.True(t, ok)
			assert.Equal(t, want.elapsed, elapsed, want.text)
			assert.Equal(t, want.canonical, d.String())
			assert.Equal(t, want.words, d.Words())
			assert.Equal(t, want.working, d.WordsIn(office(t)))
			assert.Equal(t, want.words, d.WordsIn(Always()), "around the clock every day is a day")
		}
	}
}

func TestPeriodsTakeMonths(t *testing.T) {
	for text, canonical := range map[string]string{"6mo": "6mo", "1q": "3mo", "4q": "1y", "1y": "1y", "18mo": "1y6mo", "2w": "2w", "1y1q1mo1w1d1h1m": "1y4mo1w1d1h1m"} {
		assert.Equal(t, canonical, duration(t, text).String())
	}
	_, ok := duration(t, "1mo").Elapsed()
	assert.False(t, ok)
	assert.Equal(t, 365*day+2425*day/10000, duration(t, "1y").Mean())
}

func TestBadDurationsSayWhatIsWrongWhereAndWhatWasMeant(t *testing.T) {
	for _, want := range []struct {
		text, wrong, summary, suggestion string
	}{
		{"", "", "empty duration", ""},
		{"  ", "  ", "empty duration", ""},
		{"30min", "30min", "unknown unit of time", "30m"},
		{"2 days", "2 days", "unknown unit of time", "2d"},
		{"2 d", "2 d", "stray characters in a duration", "2d"},
		{" 30m", "30m", "stray characters in a duration", "30m"},
		{"1h 30m", "30m", "stray characters in a duration", "1h30m"},
		{"1 hour and 30 minutes", "1 hour", "unknown unit of time", "1h30m"},
		{"1h, 30m", ",", "stray characters in a duration", "1h30m"},
		{"2D", "2D", "unknown unit of time", "2d"},
		{"1.5h", "1.5h", "fraction in a duration", "1h30m"},
		{"1,25h", "1,25h", "fraction in a duration", "1h15m"},
		{"1.5d", "1.5d", "fraction in a duration", ""}, // twelve hours, or half a working day
		{"1.3333h", "1.3333h", "fraction in a duration", ""},
		{"-5m", "-5m", "negative duration", "5m"},
		{"−5m", "−5m", "negative duration", "5m"},
		{"1h-5m", "-5m", "negative duration", "1h5m"},
		{"+5m", "+5m", "stray characters in a duration", "5m"},
		{"1h1h", "1h", "unit given twice", "2h"},
		{"30m1h", "1h", "units out of order", "1h30m"},
		{"1h30", "30", "number without a unit", ""},
		{"30", "30", "number without a unit", ""},
		{"ASAP", "ASAP", "not a duration", ""},
		{"h", "h", "not a duration", ""},
		{"1dh", "1dh", "unknown unit of time", ""},
		{"30s", "30s", "unknown unit of time", ""},
		{"½h", "½", "stray characters in a duration", ""},
		{"6mo", "6mo", "unit without a fixed length", ""},
		{"1y", "1y", "unit without a fixed length", ""},
		{"5300w", "5300w", "duration too long", ""},
		{"999999w", "999999w", "duration too long", ""}, // more than int64 nanoseconds
		{"99999999999999999999d", "99999999999999999999d", "duration too long", ""},
		{"5200w999999999m", "999999999m", "duration too long", ""},
	} {
		d, err := ParseDuration(want.text)
		var e *Error
		if !assert.ErrorAs(t, err, &e, want.text) {
			continue
		}
		assert.Zero(t, d)
		assert.Equal(t, want.summary, e.Summary, want.text)
		assert.Equal(t, want.suggestion, e.Suggestion, want.text)
		at := strings.LastIndex(want.text, want.wrong)
		assert.Equal(t, want.wrong, want.text[e.Offset:e.Offset+e.Length], want.text)
		assert.Equal(t, at, e.Offset, want.text)
	}
	_, err := ParseDuration("2 days")
	assert.EqualError(t, err, `"days" is no unit of time. Did you mean "2d"?`)
	_, err = ParsePeriod("1.5 years")
	assert.ErrorContains(t, err, `Did you mean "1y6mo"?`)
}

func TestDurationTextParsesBack(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		d := Duration{Months: r.IntN(30), Weeks: r.IntN(9), Days: r.IntN(9), Clock: time.Duration(r.IntN(3000)) * time.Minute}
		assert.Equal(t, d, duration(t, d.String()))
	}
}

func TestOnlyComparableDurationsCompare(t *testing.T) {
	for _, want := range []struct {
		a, b  string
		order int
		ok    bool
	}{
		{"90m", "1h30m", 0, true}, {"1d", "24h", 0, true}, {"1w", "6d", 1, true}, {"4h", "1d", -1, true},
		{"1mo", "30d", 0, false}, {"1mo", "2mo", -1, true}, {"1mo1d", "1mo", 1, true},
	} {
		order, ok := duration(t, want.a).Compare(duration(t, want.b))
		assert.Equal(t, want.ok, ok, "%s and %s", want.a, want.b)
		assert.Equal(t, want.order, order, "%s and %s", want.a, want.b)
	}
}

func TestDateAfter(t *testing.T) {
	for _, want := range [][3]string{
		{"2026-10-01", "6mo", "2027-04-01"}, {"2026-01-31", "1mo", "2026-02-28"}, {"2024-01-31", "1mo", "2024-02-29"},
		{"2026-08-31", "1q", "2026-11-30"}, {"2024-02-29", "1y", "2025-02-28"}, {"2026-12-30", "1w", "2027-01-06"}, {"2026-01-31", "1mo1d", "2026-03-01"},
	} {
		date, err := ParseDate(want[0])
		require.NoError(t, err)
		assert.Equal(t, want[2], duration(t, want[1]).DateAfter(date).Format("2006-01-02"), "%s after %s", want[1], want[0])
	}
}

func FuzzParseDuration(f *testing.F) {
	for _, seed := range []string{"30m", "1h30m", "2 days", "1.5h", "-5m", "1h, 30m", "ASAP", "", "1y6mo", "½h", "9999999999999999999w", "1 h\t", "2\xff", "1.1.1h", "999999w"} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, text string, period bool) {
		read := ParseDuration
		if period {
			read = ParsePeriod
		}
		d, err := read(text)
		if err == nil {
			again, err := read(d.String())
			require.NoError(t, err)
			require.Equal(t, d, again)
			require.GreaterOrEqual(t, d.Mean(), time.Duration(0))
			return
		}
		var e *Error
		require.ErrorAs(t, err, &e)
		require.True(t, 0 <= e.Offset && 0 <= e.Length && e.Offset+e.Length <= len(text), "%d+%d of %q", e.Offset, e.Length, text)
		require.NotEmpty(t, e.Summary)
		require.NotEmpty(t, e.Detail)
		if e.Suggestion != "" {
			_, err := read(e.Suggestion)
			require.NoError(t, err, "the suggestion must be legal")
		}
	})
}
