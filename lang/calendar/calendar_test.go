package calendar

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// office is Monday to Friday in Zurich, closed on Christmas Day 2026 (a Friday) and New Year's Day 2027.
func office(t testing.TB) *Calendar {
	return calendar(t, "office_hours", "Europe/Zurich", "mon tue wed thu fri", "08:00-18:00", "2026-12-25", "2027-01-01")
}

func calendar(t testing.TB, name, zone, days, hours string, holidays ...string) *Calendar {
	t.Helper()
	c, errs := New(Spec{Name: name, Timezone: zone, Windows: []Window{{Days: strings.Fields(days), Hours: hours}}, Holidays: holidays})
	require.Empty(t, errs)
	return c
}

func instant(t testing.TB, text, zone string) time.Time {
	t.Helper()
	at, err := ParseInstant(text, zone)
	require.NoError(t, err)
	return at
}

func TestCalendarInWords(t *testing.T) {
	c := calendar(t, "office_hours", "Europe/Zurich", "mon tue wed thu fri", "08:00-18:00")
	assert.Equal(t, "office hours, Mon–Fri 08:00–18:00, Europe/Zurich", c.Words())
	assert.Equal(t, "office hours, Mon–Fri 08:00–18:00, Europe/Zurich, except 2 holidays", office(t).Words())
	assert.Equal(t, "around the clock", Always().Words())
	assert.Equal(t, "around the clock", (*Calendar)(nil).Words())
	assert.Equal(t, "nights, Mon, Wed, Fri 22:00–06:00, UTC", calendar(t, "nights", "UTC", "fri mon wed", "22:00-06:00").Words())
	assert.Equal(t, "round, daily 00:00–24:00, Asia/Tokyo", calendar(t, "round", "Asia/Tokyo", "", "00:00-24:00").Words())
	assert.Equal(t, "someday, no open hours, UTC", calendar(t, "someday", "UTC", "mon", "").Words())
}

func TestBadCalendarsNameThePiece(t *testing.T) {
	c, errs := New(Spec{
		Timezone: "Europe/Zürich",
		Windows: []Window{
			{Days: []string{"mon", "Tuesday", "fryday", "mon-fri"}, Hours: "08:00-18:00"},
			{Hours: "8-18"}, {Hours: "09:00 – 17:30"}, {Hours: "9am-5pm"}, {Hours: "24:00-06:00"}, {Hours: "20:00-26:00"},
			{Hours: "08:00-08:00"}, {Hours: "08:60-09:00"}, {Hours: "all day"},
		},
		Holidays: []string{"2026-12-25", "26.12.2026", "2026-02-30", "2206-12-25", "Christmas"},
	})
	type fault struct {
		part                          Part
		window, index, offset, length int
		suggestion                    string
	}
	var got []fault
	for _, e := range errs {
		got = append(got, fault{e.Part, e.Window, e.Index, e.Offset, e.Length, e.Suggestion})
	}
	assert.Equal(t, []fault{
		{PartTimezone, 0, 0, 0, 14, "Europe/Zurich"},
		{PartDays, 0, 1, 0, 7, "tue"},
		{PartDays, 0, 2, 0, 6, "fri"},
		{PartDays, 0, 3, 0, 7, ""},
		{PartHours, 1, 0, 0, 4, "08:00-18:00"},
		{PartHours, 2, 0, 0, 15, "09:00-17:30"},
		{PartHours, 3, 0, 0, 7, "09:00-17:00"},
		{PartHours, 4, 0, 0, 5, ""},
		{PartHours, 5, 0, 6, 5, ""},
		{PartHours, 6, 0, 0, 11, ""},
		{PartHours, 7, 0, 3, 2, ""},
		{PartHours, 8, 0, 0, 7, ""},
		{PartHoliday, 0, 1, 0, 10, "2026-12-26"},
		{PartHoliday, 0, 2, 5, 5, ""},
		{PartHoliday, 0, 3, 0, 4, ""},
		{PartHoliday, 0, 4, 0, 9, ""},
	}, got)
	assert.True(t, c.Open(instant(t, "2026-11-23T08:00", "UTC")), "what is right still works, in UTC")
	assert.False(t, c.Open(instant(t, "2026-11-24T08:00", "UTC")))
}

func TestEveryZoneNameLoads(t *testing.T) {
	names := zoneNames()
	assert.Len(t, names, 597)
	assert.IsIncreasing(t, names)
	for _, name := range names {
		_, err := loadZone(name)
		assert.Nil(t, err)
	}
	for name, want := range map[string]string{
		"Zurich": "Europe/Zurich", "new york": "America/New_York", "europe/london": "Europe/London", "Amerika/New_York": "America/New_York",
		"utc": "UTC", "CEST": "", "Local": "", "": "", "../Europe/Zurich": "Europe/Zurich", "Europe/Nowhere-at-all": "",
	} {
		_, err := loadZone(name)
		require.NotNil(t, err, name)
		assert.Equal(t, want, err.Suggestion, name)
	}
}

func TestYears(t *testing.T) {
	assert.Equal(t, []int{2026, 2027}, office(t).Years())
	assert.Equal(t, []int{referenceYear}, Always().Years())
	assert.Equal(t, []int{2025, 2031}, calendar(t, "c", "UTC", "", "08:00-09:00", "2031-01-01", "2025-01-01", "2025-12-31").Years())
}

func TestDatesAndInstants(t *testing.T) {
	date, err := ParseDate("2026-12-31")
	require.NoError(t, err)
	assert.Equal(t, time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC), date)
	for text, suggestion := range map[string]string{"": "", "31.12.2026": "2026-12-31", "2026-2-9": "2026-02-09", "20261231": "2026-12-31", "2026-02-29": "", "12/31/2026": "", "2026-12-31T00:00": ""} {
		_, err := ParseDate(text)
		var e *Error
		require.ErrorAs(t, err, &e, text)
		assert.Equal(t, suggestion, e.Suggestion, text)
	}

	assert.Equal(t, "2026-03-18T01:00:00Z", instant(t, "2026-03-18T02:00", "Europe/Zurich").UTC().Format(time.RFC3339))
	assert.Equal(t, "2026-03-18T02:00:30Z", instant(t, "2026-03-18T02:00:30", "UTC").Format(time.RFC3339))
	assert.Equal(t, "2026-10-25T00:30:00Z", instant(t, "2026-10-25T02:30", "Europe/Zurich").UTC().Format(time.RFC3339), "shown twice: the first")
	for text, suggestion := range map[string]string{
		"": "", "2026-03-18": "2026-03-18T00:00", "2026-03-18 02:00": "2026-03-18T02:00", "2026-03-18T02:00Z": "2026-03-18T03:00",
		"2026-03-29T02:30": "2026-03-29T03:00", "2026-03-18T25:00": "", "9999-03-18T02:00": "", "soon": "",
	} {
		_, err := ParseInstant(text, "Europe/Zurich")
		var e *Error
		require.ErrorAs(t, err, &e, text)
		assert.Equal(t, PartInstant, e.Part)
		assert.Equal(t, suggestion, e.Suggestion, text)
	}
	_, err = ParseInstant("2026-03-18T02:00", "Zurich")
	assert.ErrorContains(t, err, `Did you mean "Europe/Zurich"?`)
	_, err = ParseInstant("2026-03-29T02:30", "Europe/Zurich")
	assert.EqualError(t, err, `Europe/Zurich never shows "2026-03-29T02:30": clocks go forward then, to 03:00. Did you mean "2026-03-29T03:00"?`)
}
