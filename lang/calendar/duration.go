package calendar

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Duration is a length of time as a map promises it. Its components stay apart, because only a calendar can tell how long a
// day is: without one a day is 24 hours of elapsed time, with one it is a working day (see Calendar.Add). Months are there only in
// periods (`every`, `review_every`, `verified_within`), which are counted on dates and never add up to a promise.
//
// Durations are values: == asks whether two say the same, and the zero Duration is no time at all.
type Duration struct {
	Months int           // 12 to a year, 3 to a quarter
	Weeks  int           //
	Days   int           //
	Clock  time.Duration // the hours and minutes: whole minutes
}

// IsZero reports whether d is no time at all.
func (d Duration) IsZero() bool { return d == Duration{} }

// Elapsed returns d as wall-clock time that passes when nobody's hours are counted: a day is 24 hours and a week seven days. It
// is false for a period with months, which have no one length.
func (d Duration) Elapsed() (time.Duration, bool) {
	return time.Duration(7*d.Weeks+d.Days)*day + d.Clock, d.Months == 0
}

// Mean returns the elapsed time of d with a month taken as a twelfth of the mean Gregorian year of 365.2425 days. It tells how often
// something happens, not when.
func (d Duration) Mean() time.Duration {
	elapsed, _ := d.Elapsed()
	return elapsed + time.Duration(d.Months)*meanMonth
}

// Compare orders two durations of elapsed time (negative: d is shorter). It is false where one has months and the other has not as
// many, since these have no common measure. Promises in a calendar are compared by Calendar.Compare.
func (d Duration) Compare(other Duration) (int, bool) {
	a, _ := d.Elapsed()
	b, _ := other.Elapsed()
	if d.Months == other.Months {
		return cmp.Compare(a, b), true
	}
	if a == b {
		return cmp.Compare(d.Months, other.Months), true
	}
	return 0, false
}

// DateAfter returns the date that lies d after date, counting months by name and landing on the last of a month that is too
// short: a month after January 31 is the last of February. Hours are left out. It tells when a review is due.
func (d Duration) DateAfter(date time.Time) time.Time {
	year, month, dayOfMonth := date.Date()
	first := time.Date(year, month+time.Month(d.Months), 1, 0, 0, 0, 0, date.Location())
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(dayOfMonth, last)-1+7*d.Weeks+d.Days)
}

// String returns the canonical text, which parses to d again: "1h30m", "2d", "6mo". No time at all is "0m".
func (d Duration) String() string {
	return d.join("", func(n int, u unit) string { return fmt.Sprintf("%d%s", n, u.name) })
}

// Words returns d as people say it: "1 hour 30 minutes", "2 days", "1 week".
func (d Duration) Words() string { return d.words("") }

// WordsIn returns d as people say it of promises in the calendar c: "2 working days", "4 hours".
func (d Duration) WordsIn(c *Calendar) string {
	if c.elapsed() {
		return d.words("")
	}
	return d.words("working ")
}

func (d Duration) words(adjective string) string {
	return d.join(" ", func(n int, u unit) string {
		word := u.word
		if u.name == "w" || u.name == "d" {
			word = adjective + word
		}
		if n != 1 {
			word += "s"
		}
		return fmt.Sprintf("%d %s", n, word)
	})
}

// join prints the components that are there, the greatest unit first.
func (d Duration) join(separator string, print func(int, unit) string) string {
	amounts := map[string]int{
		"y": d.Months / 12, "mo": d.Months % 12, "w": d.Weeks, "d": d.Days,
		"h": int(d.Clock / time.Hour), "m": int(d.Clock % time.Hour / time.Minute),
	}
	var parts []string
	for _, u := range units {
		if n := amounts[u.name]; n != 0 || u.name == "m" && len(parts) == 0 {
			parts = append(parts, print(n, u))
		}
	}
	return strings.Join(parts, separator)
}

// plus adds n of the unit called name.
func (d Duration) plus(n int, name string) Duration {
	switch name {
	case "y":
		d.Months += 12 * n
	case "q":
		d.Months += 3 * n
	case "mo":
		d.Months += n
	case "w":
		d.Weeks += n
	case "d":
		d.Days += n
	case "h":
		d.Clock += time.Duration(n) * time.Hour
	case "m":
		d.Clock += time.Duration(n) * time.Minute
	}
	return d
}

const (
	day       = 24 * time.Hour
	meanMonth = 365*day/12 + 2425*day/120000
	longest   = 36525 * day // a hundred years: whatever is longer is a slip of the pen
)
