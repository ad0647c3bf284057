package calendar

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzNew: whatever a calendar is made of, what is wrong is told of a text that is there, and what is not can be counted in.
func FuzzNew(f *testing.F) {
	f.Add("Europe/Zurich", "mon,tue", "08:00-18:00", "sat", "22:00-06:00", "2026-12-25", "1d4h", int64(1_790_000_000))
	f.Add("America/New_York", "sun", "02:00-02:30", "", "00:00-24:00", "2026-11-01,2026-11-01", "3w", int64(1_793_500_000))
	f.Add("Europe/Zurich", "", "08:00-18:00", "sat", "22:00-06:00", "", "1d4h", int64(1_790_000_009)) // the clocks change in the night
	f.Add("UTC", "mon", "08:00-18:00", "sat", "20:00-06:00", "", "1d", int64(1_790_000_000))          // ten hours each, and not the same ten
	f.Add("Mars", "montag", "25:00-8", "mon,mon", "-", "2026-02-30", "0m", int64(-62_135_596_800))
	f.Fuzz(func(t *testing.T, zone, days, hours, moreDays, moreHours, holidays, text string, at int64) {
		spec := Spec{Name: "c", Timezone: zone, Windows: []Window{{strings.Split(days, ","), hours}, {strings.Split(moreDays, ","), moreHours}}, Holidays: strings.Split(holidays, ",")}
		c, problems := New(spec)
		for _, e := range problems {
			require.NotEmpty(t, e.Summary)
			require.NotEmpty(t, e.Detail)
			require.True(t, 0 <= e.Offset && 0 <= e.Length && e.Offset+e.Length <= len(e.Text), "%+v", e)
			switch e.Part {
			case PartHours:
				require.Equal(t, spec.Windows[e.Window].Hours, e.Text)
			case PartDays:
				require.Less(t, e.Index, len(spec.Windows[e.Window].Days))
			case PartHoliday:
				require.Less(t, e.Index, len(spec.Holidays))
			}
		}
		require.NotNil(t, c, "a calendar always comes")
		_ = c.Words()
		d, err := ParseDuration(text)
		if err != nil {
			return
		}
		from, err := ParseInstant("2026-03-18T02:00", "UTC")
		require.NoError(t, err)
		from = from.Add(0).AddDate(0, 0, int(at%2000))
		end, ok := c.Add(from, d)
		if !ok {
			return
		}
		require.False(t, end.Before(from), "%s after %s is %s", text, from, end)
		_, before := from.In(end.Location()).Zone()
		_, after := end.Zone()
		if open, known := c.Length(d); known && before == after { // a day on which the clocks change is a day, and no hours
			require.Equal(t, open, c.Between(from, end), "%s in %s from %s to %s", text, c.Words(), from, end)
		}
	})
}

// FuzzTimes: what can be read comes out as it was meant, and what cannot says where it went wrong.
func FuzzTimes(f *testing.F) {
	for _, s := range []string{"2026-03-18", "2026-02-30", "2026-03-18T02:00", "2026-03-29T02:30", "18.3.2026", "", "\xff", "2026-\n03-18"} {
		f.Add(s, "Europe/Zurich")
	}
	f.Fuzz(func(t *testing.T, text, zone string) {
		if d, err := ParseDate(text); err == nil {
			again, err := ParseDate(d.Format("2006-01-02"))
			require.NoError(t, err)
			require.Equal(t, d, again)
		} else {
			whole(t, err)
		}
		if _, err := ParseInstant(text, zone); err != nil {
			whole(t, err)
		}
	})
}

func whole(t *testing.T, err error) {
	t.Helper()
	var e *Error
	require.ErrorAs(t, err, &e)
	require.NotEmpty(t, e.Summary)
	require.NotEmpty(t, e.Detail)
	require.True(t, 0 <= e.Offset && 0 <= e.Length && e.Offset+e.Length <= len(e.Text), "%+v", e)
}
