package calendar

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// In all of these the zone is Europe/Zurich: clocks go forward on Sunday 2026-03-29 from 02:00 to 03:00, and back on Sunday 2026-10-25
// from 03:00 to 02:00.
const zurich = "Europe/Zurich"

func TestWorkedExamples(t *testing.T) {
	offices := office(t)
	nights := calendar(t, "nights", zurich, "", "22:00-06:00")
	weekNights := calendar(t, "week_nights", zurich, "mon tue wed thu fri", "22:00-06:00", "2026-12-25")
	round := calendar(t, "round", zurich, "", "00:00-24:00")
	early := calendar(t, "early", zurich, "", "02:15-02:45")
	uneven, errs := New(Spec{Name: "uneven", Timezone: zurich, Windows: []Window{
		{Days: []string{"mon", "tue", "wed", "thu"}, Hours: "08:00-12:00"},
		{Days: []string{"mon", "tue", "wed", "thu"}, Hours: "13:00-17:00"},
		{Days: []string{"fri"}, Hours: "09:00-12:00"},
	}})
	require.Empty(t, errs)

	for _, want := range []struct {
		name   string
		c      *Calendar
		start  string
		d      string
		finish string
	}{
		{"the same time of day, two working days on", offices, "2026-11-24T10:00", "2d", "2026-11-26T10:00"},
		{"over a weekend", offices, "2026-11-27T10:00", "2d", "2026-12-01T10:00"},
		{"a week is five working days", offices, "2026-11-24T10:00", "1w", "2026-12-01T10:00"},
		{"over Christmas a week is longer", offices, "2026-12-22T10:00", "1w", "2026-12-30T10:00"},
		{"hours within a day", offices, "2026-11-24T10:00", "4h", "2026-11-24T14:00"},
		{"to the very close", offices, "2026-11-24T10:00", "8h", "2026-11-24T18:00"},
		{"a minute more", offices, "2026-11-24T10:00", "8h1m", "2026-11-25T08:01"},
		{"over night", offices, "2026-11-24T17:30", "1h", "2026-11-25T08:30"},
		{"over a weekend", offices, "2026-11-27T17:30", "1h", "2026-11-30T08:30"},
		{"over a holiday and a weekend", offices, "2026-12-24T17:30", "1h", "2026-12-28T08:30"},
		{"over a holiday and a weekend", offices, "2026-12-24T17:30", "1d", "2026-12-28T17:30"},
		{"from a weekend", offices, "2026-11-28T14:00", "30m", "2026-11-30T08:30"},
		{"from a weekend a day ends with Monday", offices, "2026-11-28T14:00", "1d", "2026-11-30T18:00"},
		{"from the opening too", offices, "2026-11-30T08:00", "1d", "2026-11-30T18:00"},
		{"and from the close before", offices, "2026-11-27T18:00", "1d", "2026-11-30T18:00"},
		{"as ten hours do", offices, "2026-11-28T14:00", "10h", "2026-11-30T18:00"},
		{"days first, then hours", offices, "2026-11-24T17:00", "1d2h", "2026-11-26T09:00"},
		{"from a holiday", offices, "2026-12-25T10:00", "1h", "2026-12-28T09:00"},
		{"no time passes in no time, closed or not", offices, "2026-11-28T14:00", "0m", "2026-11-28T14:00"},
		{"clocks change while the office is closed", offices, "2026-03-27T17:00", "2h", "2026-03-30T09:00"},
		{"far away", offices, "2026-11-24T10:00", "520w", "2036-11-13T10:00"},

		{"a day has 23 hours in spring", round, "2026-03-28T12:00", "1d", "2026-03-29T12:00"},
		{"24 hours are more than that day", round, "2026-03-28T12:00", "24h", "2026-03-29T13:00"},
		{"and 25 in autumn", round, "2026-10-24T12:00", "1d", "2026-10-25T12:00"},
		{"24 hours are less than that day", round, "2026-10-24T12:00", "24h", "2026-10-25T11:00"},
		{"to a time the wall does not show: as soon as it is past", round, "2026-03-28T02:30", "1d", "2026-03-29T03:00"},
		{"to a time the wall shows twice: the first", round, "2026-10-24T02:30", "1d", "2026-10-25T02:30"},

		{"a night shift in one piece", nights, "2026-11-24T23:00", "4h", "2026-11-25T03:00"},
		{"from one to the next", nights, "2026-11-25T05:00", "2h", "2026-11-25T23:00"},
		{"from daytime", nights, "2026-11-25T12:00", "1h", "2026-11-25T23:00"},
		{"one shift on, in the evening", nights, "2026-11-24T23:00", "1d", "2026-11-25T23:00"},
		{"one shift on, after midnight", nights, "2026-11-25T03:00", "1d", "2026-11-26T03:00"},
		{"the shift of the spring change has seven hours", nights, "2026-03-28T22:00", "7h", "2026-03-29T06:00"},
		{"an eighth is the next night's", nights, "2026-03-28T22:00", "8h", "2026-03-29T23:00"},
		{"the shift of the autumn change has nine", nights, "2026-10-24T22:00", "9h", "2026-10-25T06:00"},
		{"of which three are over when it shows two again", nights, "2026-10-24T22:00", "5h30m", "2026-10-25T02:30"},
		{"Friday's shift is over on Saturday morning", weekNights, "2026-11-28T05:00", "2h", "2026-11-30T23:00"},
		{"it is Friday's for the count of days too", weekNights, "2026-11-28T05:00", "1d", "2026-12-01T05:00"},
		{"no shift begins on a holiday", weekNights, "2026-12-24T23:00", "8h", "2026-12-28T23:00"},
		{"but the one before reaches into it", weekNights, "2026-12-24T23:00", "6h", "2026-12-25T05:00"},

		{"open only in the hour left out: not on that day", early, "2026-03-28T02:45", "15m", "2026-03-30T02:30"},
		{"which is no working day then", early, "2026-03-28T02:30", "1d", "2026-03-30T02:30"},
		{"shown twice, open once", early, "2026-10-25T02:45", "15m", "2026-10-26T02:30"},

		{"over lunch", uneven, "2026-11-24T11:30", "1h", "2026-11-24T13:30"},
		{"Friday is closed at four: the end of it", uneven, "2026-11-26T16:00", "1d", "2026-11-27T12:00"},
		{"and not open at half past eight: the end of Thursday", uneven, "2026-11-26T08:30", "1d", "2026-11-26T17:00"},
		{"a week is five days, whatever their length", uneven, "2026-11-27T10:00", "1w", "2026-12-04T10:00"},
	} {
		finish, ok := want.c.Add(instant(t, want.start, zurich), duration(t, want.d))
		assert.True(t, ok)
		assert.Equal(t, want.finish, finish.Format("2006-01-02T15:04"), "%s: %s from %s in %s", want.name, want.d, want.start, want.c.Words())
	}
	late, _ := nights.Add(instant(t, "2026-10-24T22:00", zurich), duration(t, "5h30m"))
	assert.Equal(t, "CET", late.Format("MST"), "the second half past two")
}

func TestWithoutACalendarTimeElapses(t *testing.T) {
	start := instant(t, "2026-03-28T12:00", zurich)
	for _, c := range []*Calendar{nil, Always()} {
		finish, ok := c.Add(start, duration(t, "1w1d1h"))
		assert.True(t, ok)
		assert.Equal(t, 193*time.Hour, finish.Sub(start))
		back, _ := c.Sub(finish, duration(t, "1w1d1h"))
		assert.True(t, back.Equal(start))
		assert.Equal(t, 193*time.Hour, c.Between(start, finish))
		assert.Zero(t, c.Between(finish, start))
		assert.True(t, c.Open(start))
		assert.Empty(t, c.Edges(start, finish))
		assert.False(t, c.Never())
	}
	assert.True(t, Always().Same(nil))
	assert.False(t, office(t).Same(nil))
	assert.False(t, office(t).Same(office(t)), "two calendars that happen to agree")
	assert.True(t, office(t).Agrees(office(t)))
	assert.True(t, Always().Agrees(nil))
	assert.False(t, office(t).Agrees(nil))
	assert.False(t, Always().Agrees(office(t)))
}

func TestNeverIsAnAnswer(t *testing.T) {
	someday, errs := New(Spec{Name: "someday", Timezone: zurich})
	require.Empty(t, errs)
	assert.True(t, someday.Never())
	start := instant(t, "2026-03-28T12:00", zurich)
	_, ok := someday.Add(start, duration(t, "1m"))
	assert.False(t, ok)
	_, ok = someday.Add(start, duration(t, "1w"))
	assert.False(t, ok)
	_, ok = someday.Sub(start, duration(t, "1m"))
	assert.False(t, ok)
	_, ok = someday.NextOpen(start)
	assert.False(t, ok)
	assert.False(t, someday.Open(start))
	assert.Zero(t, someday.Between(start, start.Add(day)))
	assert.Empty(t, someday.Edges(start, start.Add(day)))
	same, ok := someday.Add(start, Duration{})
	assert.True(t, ok, "no time passes even there")
	assert.True(t, same.Equal(start))

	// Open on Mondays only, and two years of Mondays are holidays.
	var mondays []string
	for monday := instant(t, "2026-01-05T00:00", "UTC"); monday.Year() < 2028; monday = monday.AddDate(0, 0, 7) {
		mondays = append(mondays, monday.Format("2006-01-02"))
	}
	rare := calendar(t, "rare", zurich, "mon", "10:00-11:00", mondays...)
	open, ok := rare.NextOpen(instant(t, "2026-01-01T00:00", zurich))
	assert.True(t, ok)
	assert.Equal(t, "2028-01-03T10:00", open.Format("2006-01-02T15:04"))
}

func TestLatestStart(t *testing.T) {
	for _, want := range [][3]string{ // done by, takes, begin
		{"2026-11-26T10:00", "2d", "2026-11-24T10:00"},
		{"2026-11-30T08:30", "1h", "2026-11-27T17:30"},
		{"2026-11-29T12:00", "1h", "2026-11-27T17:00"}, // a Sunday is too late to begin
		{"2026-11-30T18:00", "1d", "2026-11-30T08:00"},
		{"2026-12-28T09:00", "1d", "2026-12-24T09:00"},
	} {
		begin, ok := office(t).Sub(instant(t, want[0], zurich), duration(t, want[1]))
		assert.True(t, ok)
		assert.Equal(t, want[2], begin.Format("2006-01-02T15:04"), "%s by %s", want[1], want[0])
	}
}

func TestEdges(t *testing.T) {
	texts := func(c *Calendar, from, to string) (texts []string) {
		for _, edge := range c.Edges(instant(t, from, zurich), instant(t, to, zurich)) {
			texts = append(texts, edge.Format("Mon 15:04"))
		}
		return texts
	}
	assert.Equal(t, []string{"Fri 08:00", "Fri 18:00", "Mon 08:00"}, texts(office(t), "2026-11-27T00:00", "2026-11-30T12:00"))
	assert.Equal(t, []string{"Thu 18:00", "Mon 08:00"}, texts(office(t), "2026-12-24T12:00", "2026-12-28T12:00"), "Christmas")
	assert.Equal(t, []string{"Sun 06:00", "Sun 22:00"}, texts(calendar(t, "nights", zurich, "", "22:00-06:00"), "2026-03-29T00:00", "2026-03-29T23:00"))
	assert.Empty(t, texts(calendar(t, "round", zurich, "", "00:00-24:00"), "2026-03-01T00:00", "2026-04-01T00:00"), "hours that touch")
	assert.Empty(t, texts(office(t), "2026-11-30T12:00", "2026-11-27T00:00"))
}

func TestComparingPromisesInACalendar(t *testing.T) {
	uneven, _ := New(Spec{Name: "uneven", Timezone: zurich, Windows: []Window{{Days: []string{"mon"}, Hours: "08:00-12:00"}, {Days: []string{"tue"}, Hours: "08:00-17:00"}}})
	for _, want := range []struct {
		c     *Calendar
		a, b  string
		order int
		ok    bool
	}{
		{office(t), "1d", "10h", 0, true}, {office(t), "1w", "5d", 0, true}, {office(t), "1d", "24h", -1, true}, {office(t), "1w", "1mo", 0, false},
		{Always(), "1d", "24h", 0, true}, {nil, "1w", "5d", 1, true},
		{uneven, "1d", "10h", 0, false}, {uneven, "1w", "2d", 0, true}, {uneven, "1d1h", "1d", 1, true}, {uneven, "1h", "1d1h", -1, true},
	} {
		order, ok := want.c.Compare(duration(t, want.a), duration(t, want.b))
		assert.Equal(t, want.ok, ok, "%s and %s in %s", want.a, want.b, want.c.Words())
		assert.Equal(t, want.order, order, "%s and %s in %s", want.a, want.b, want.c.Words())
	}
	length, ok := office(t).Length(duration(t, "1w1h"))
	assert.True(t, ok)
	assert.Equal(t, 51*time.Hour, length)
	_, ok = uneven.Length(duration(t, "1d"))
	assert.False(t, ok)
}

// Lengths may be added where all working days are alike and clocks change at night; not where one of the two is otherwise.
func TestAdditive(t *testing.T) {
	of := func(zone string, windows ...Window) *Calendar {
		c, errs := New(Spec{Name: "c", Timezone: zone, Windows: windows})
		assert.Empty(t, errs)
		return c
	}
	assert.True(t, (*Calendar)(nil).Additive())
	assert.True(t, office(t).Additive())
	assert.True(t, of("UTC", Window{Hours: "00:00-24:00"}).Additive())
	assert.False(t, of("Europe/Zurich", Window{Hours: "00:00-24:00"}).Additive(), "25 October has 25 hours")
	assert.True(t, of("Europe/Zurich", Window{Days: []string{"mon", "tue", "wed", "thu", "fri"}, Hours: "00:00-24:00"}).Additive(), "it falls on a Sunday")
	assert.False(t, of("Europe/Zurich", Window{Days: []string{"mon"}, Hours: "08:00-18:00"}, Window{Days: []string{"tue"}, Hours: "08:00-12:00"}).Additive())
}

// Three working days of five are three fifths of a week.
func TestMean(t *testing.T) {
	mean, ok := office(t).Mean(Duration{Days: 3})
	assert.True(t, ok)
	assert.Equal(t, 7*24*time.Hour*3/5, mean)
	mean, ok = (*Calendar)(nil).Mean(Duration{Days: 3})
	assert.True(t, ok)
	assert.Equal(t, 72*time.Hour, mean)
}
