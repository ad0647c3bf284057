package calendar

// Time zones: names, and the two-way street between what the clock on the wall shows and the instant it is. Both directions are
// monotone, which is what makes all the arithmetic of calendars monotone:
//
//   - Where clocks go forward, the hour that the wall never shows begins and ends at the instant of the change.
//   - Where clocks go back, a time shown twice means its first showing, and while the hour is shown again the wall counts as already
//     showing its end.

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"handoff/lang/finding"
)

// Zone finds a time zone by its name in the IANA database. An error is always an *Error.
func Zone(name string) (*time.Location, error) {
	zone, err := loadZone(name)
	if err != nil {
		return nil, err
	}
	return zone, nil
}

// loadZone finds a time zone by its name.
func loadZone(name string) (*time.Location, *Error) {
	if data := zoneData(name); data != nil {
		if name == "UTC" {
			return time.UTC, nil
		}
		if zone, err := time.LoadLocationFromTZData(name, data); err == nil {
			return zone, nil
		}
	}
	err := &Error{
		Part: PartTimezone, Length: len(name), Text: name,
		Summary:    "unknown time zone",
		Detail:     fmt.Sprintf("%q is no time zone of the IANA database.", name),
		Help:       `Time zones are named by area and city: "Europe/Zurich", "America/New_York", "UTC".`,
		Suggestion: guessZone(name, zoneNames()),
	}
	if name == "" {
		err.Summary, err.Detail = "no time zone", "The time zone is empty."
	}
	return nil, err
}

// guessZone finds the zone whose name or city is closest to what was written.
func guessZone(name string, names []string) string {
	plain := func(s string) string { return strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s), " ", "_")) }
	name = plain(name)
	if name == "" {
		return ""
	}
	var whole, cities []string
	for _, zone := range names {
		whole = append(whole, plain(zone))
		cities = append(cities, plain(zone[strings.LastIndex(zone, "/")+1:]))
	}
	for _, list := range [][]string{whole, cities} {
		if i := slices.Index(list, name); i >= 0 {
			return names[i]
		}
	}
	if !strings.Contains(name, "/") {
		if len(name) < 5 { // "CEST": there is no telling where
			return ""
		}
		whole = cities
	}
	if i := slices.Index(whole, finding.Nearest(name, whole)); i >= 0 {
		return names[i]
	}
	return ""
}

// offset returns how far ahead of UTC the wall is at an instant, in seconds.
func offset(zone *time.Location, instant int64) int64 {
	_, seconds := time.Unix(instant, 0).In(zone).Zone()
	return int64(seconds)
}

// nextChange returns the first change of clocks after t; the zero time where there is none. Far from a change, Go takes the end of the year
// for one, and in leap years a day before it, which may lie before t (golang.org/issue/81583).
func nextChange(t time.Time) time.Time {
	for {
		_, end := t.ZoneBounds()
		if end.IsZero() {
			return end
		}
		if at := end.Unix(); end.After(t) && offset(t.Location(), at-1) != offset(t.Location(), at) {
			return end
		}
		if next := t.Add(daySeconds * time.Second); end.Before(next) {
			end = next
		}
		t = end
	}
}

// wallAt returns what the wall shows at an instant, as seconds since 1970-01-01T00:00 on the wall.
func wallAt(zone *time.Location, instant int64) int64 {
	t := time.Unix(instant, 0).In(zone)
	_, seconds := t.Zone()
	wall := instant + int64(seconds)
	if change, _ := t.ZoneBounds(); !change.IsZero() {
		at := change.Unix()
		wall = max(wall, at+offset(zone, at-1))
	}
	return wall
}

// instantAt returns the instant at which the wall shows the given seconds since 1970-01-01T00:00.
func instantAt(zone *time.Location, wall int64) int64 {
	before, after := offset(zone, wall-daySeconds), offset(zone, wall+daySeconds)
	switch {
	case before == after || offset(zone, wall-before) == before:
		return wall - before
	case offset(zone, wall-after) == after:
		return wall - after
	}
	change, _ := time.Unix(wall-before, 0).In(zone).ZoneBounds()
	return change.Unix()
}

// period is a stretch of instants in which clocks are not changed, so that walls need not be looked up one by one.
type period struct{ from, to, offset int64 }

// instantAt returns what the function of that name does, and moves the period to where the answer lies.
func (p *period) instantAt(zone *time.Location, wall int64) int64 {
	// The offsets of a day before and after decide, and days are counted on the wall: two days on either side are beyond doubt.
	inside := func(at int64) bool { return p.from+2*daySeconds <= at && at < p.to-2*daySeconds }
	if at := wall - p.offset; inside(at) {
		return at
	}
	at := instantAt(zone, wall)
	from, to := time.Unix(at, 0).In(zone).ZoneBounds()
	*p = period{math.MinInt64 / 2, math.MaxInt64 / 2, offset(zone, at)}
	if !from.IsZero() {
		p.from = from.Unix()
	}
	if !to.IsZero() {
		p.to = to.Unix()
	}
	return at
}
