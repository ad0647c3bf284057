package eventlog

// Times. ISO 8601 (RFC 3339 and its relatives) is read without a layout. Every other way of writing them needs one, in the spelling most
// tools share (YYYY MM DD HH mm ss); where none is given, the first rows decide, if they can: 03/04/2026 alone does not say whether it is
// March or April, and a guess would be wrong half of the time.

import (
	"fmt"
	"strings"
	"time"
)

// layouts are the ways of writing times that are tried where none is given. Digits may be fewer than the letters: D also reads 1 to 31.
var layouts = []string{
	"D.M.YYYY H:mm:ss", "D.M.YYYY H:mm", "D.M.YYYY", "D.M.YY H:mm",
	"D/M/YYYY H:mm:ss", "D/M/YYYY H:mm", "D/M/YYYY", "D/M/YYYY h:mm:ss A", "D/M/YYYY h:mm A",
	"M/D/YYYY H:mm:ss", "M/D/YYYY H:mm", "M/D/YYYY", "M/D/YYYY h:mm:ss A", "M/D/YYYY h:mm A",
	"D-M-YYYY H:mm:ss", "D-M-YYYY H:mm", "D-M-YYYY", "M-D-YYYY H:mm:ss", "M-D-YYYY H:mm",
	"YYYY/M/D H:mm:ss", "YYYY/M/D H:mm", "YYYY/M/D", "YYYYMMDDHHmmss", "YYYYMMDD",
	"D-MMM-YYYY H:mm:ss", "D MMM YYYY H:mm:ss", "D-MMM-YY H:mm:ss", "D MMM YYYY H:mm", "MMM D, YYYY h:mm:ss A", "MMM D, YYYY H:mm:ss",
	"unix", "unix_ms",
}

// clock reads times. Most rows of a log lie between the same two changes of clocks, so the last offset is kept.
type clock struct {
	layout []token // nil: ISO 8601
	unix   int64   // nanoseconds to a unit, for unix times
	zone   *time.Location

	from, to, offset int64 // the offset holds from ≤ t < to, in seconds since 1970
}

// newClock makes a clock of a layout; "" and "iso" are ISO 8601.
func newClock(layout string, zone *time.Location) (*clock, error) {
	if zone == nil {
		zone = time.UTC
	}
	c := &clock{zone: zone}
	switch layout {
	case "", "iso":
		return c, nil
	case "unix":
		c.unix = int64(time.Second)
		return c, nil
	case "unix_ms":
		c.unix = int64(time.Millisecond)
		return c, nil
	}
	tokens, err := parseLayout(layout)
	c.layout = tokens
	return c, err
}

// findLayout returns the layout that reads all samples. The error says what to write where none or more than one does.
func findLayout(samples []string, zone *time.Location) (string, error) {
	if len(samples) == 0 {
		return "iso", nil
	}
	fits := func(layout string) bool {
		c, err := newClock(layout, zone)
		if err != nil {
			return false
		}
		read := 0
		for _, s := range samples {
			if _, ok := c.read([]byte(s)); ok {
				read++
			}
		}
		return read > len(samples)*9/10
	}
	if fits("iso") {
		return "iso", nil
	}
	var fitting []string
	for _, l := range layouts {
		if fits(l) {
			fitting = append(fitting, l)
		}
	}
	switch len(fitting) {
	case 0:
		return "", fmt.Errorf("times such as %s are not ISO 8601; say how they are written: time_layout = \"DD.MM.YYYY HH:mm:ss\"", quote([]byte(strangest(samples, zone))))
	case 1:
		return fitting[0], nil
	}
	return "", fmt.Errorf("times such as %q can be read as %s; say which: time_layout = %q", samples[0], strings.Join(fitting, " and as "), fitting[0])
}

// strangest is the first of the samples that is not ISO 8601: showing one that is would send the reader after the wrong rows.
func strangest(samples []string, zone *time.Location) string {
	iso := clock{zone: zone}
	for _, s := range samples {
		if _, ok := iso.readISO([]byte(s)); !ok {
			return s
		}
	}
	return samples[0]
}

// CheckLayout says what is wrong with a layout of times; nil is nothing.
func CheckLayout(layout string) error {
	_, err := newClock(layout, nil)
	return err
}

// read returns a time in nanoseconds since 1970.
func (c *clock) read(text []byte) (int64, bool) {
	switch {
	case c.unix != 0:
		return c.readUnix(text)
	case c.layout == nil:
		return c.readISO(text)
	}
	return c.readLayout(text)
}

func (c *clock) readUnix(text []byte) (int64, bool) {
	whole, rest := digits(text)
	if len(text)-len(rest) < 9 || whole > latest*(int64(time.Second)/c.unix) {
		return 0, false
	}
	if c.unix == int64(time.Millisecond) && whole < 100_000_000_000 { // seconds
		return 0, false
	}
	t := whole * c.unix
	if len(rest) > 1 && rest[0] == '.' {
		nanos, tail := fraction(rest[1:])
		t += nanos * c.unix / int64(time.Second)
		rest = tail
	}
	return t, len(rest) == 0
}

// readISO reads 2012-10-09T14:50:17.123+02:00, with a space for the T, without seconds, without time, without offset.
func (c *clock) readISO(t []byte) (int64, bool) {
	if len(t) < 10 || t[4] != '-' || t[7] != '-' {
		return 0, false
	}
	year, ok1 := four(t)
	month, ok2 := two(t[5:])
	day, ok3 := two(t[8:])
	if !ok1 || !ok2 || !ok3 {
		return 0, false
	}
	t = t[10:]
	var hour, minute, second, nanos int64
	if len(t) == 0 {
		return c.at(year, month, day, 0, 0, 0, 0)
	}
	if t[0] != 'T' && t[0] != ' ' && t[0] != 't' || len(t) < 6 || t[3] != ':' {
		return 0, false
	}
	hour, ok1 = two(t[1:])
	minute, ok2 = two(t[4:])
	t = t[6:]
	if len(t) >= 3 && t[0] == ':' {
		second, ok3 = two(t[1:])
		t = t[3:]
		if len(t) > 1 && (t[0] == '.' || t[0] == ',') {
			nanos, t = fraction(t[1:])
		}
	}
	if !ok1 || !ok2 || !ok3 {
		return 0, false
	}
	if len(t) > 1 && t[0] == ' ' {
		t = t[1:]
	}
	if len(t) == 0 {
		return c.at(year, month, day, hour, minute, second, nanos)
	}
	offset, rest, ok := zoneOffset(t)
	if !ok || len(rest) > 0 {
		return 0, false
	}
	u, ok := civil(year, month, day, hour, minute, second)
	return stamp(u-offset, nanos, ok)
}

// zoneOffset reads Z, UTC, +02:00, +0200 or +02: seconds east of UTC.
func zoneOffset(t []byte) (int64, []byte, bool) {
	switch {
	case len(t) >= 3 && (string(t[:3]) == "UTC" || string(t[:3]) == "GMT"):
		return 0, t[3:], true
	case t[0] == 'Z' || t[0] == 'z':
		return 0, t[1:], true
	case (t[0] == '+' || t[0] == '-') && len(t) >= 3:
		hours, ok := two(t[1:])
		rest := t[3:]
		var minutes int64
		if len(rest) >= 3 && rest[0] == ':' {
			rest = rest[1:]
		}
		if len(rest) >= 2 {
			var ok2 bool
			minutes, ok2 = two(rest)
			ok = ok && ok2
			rest = rest[2:]
		}
		offset := hours*3600 + minutes*60
		if t[0] == '-' {
			offset = -offset
		}
		return offset, rest, ok
	}
	return 0, nil, false
}

// at is a wall-clock time in the zone of the clock.
func (c *clock) at(year, month, day, hour, minute, second, nanos int64) (int64, bool) {
	u, ok := civil(year, month, day, hour, minute, second)
	if !ok || c.zone == time.UTC {
		return stamp(u, nanos, ok)
	}
	const margin = 26 * 3600 // no change of clocks is so great
	if u-c.offset < c.from+margin || u-c.offset >= c.to-margin {
		t := time.Date(int(year), time.Month(month), int(day), int(hour), int(minute), int(second), 0, c.zone)
		_, offset := t.Zone()
		start, end := t.ZoneBounds()
		c.offset, c.from, c.to = int64(offset), -1<<60, 1<<60
		if !start.IsZero() {
			c.from = start.Unix()
		}
		if !end.IsZero() {
			c.to = end.Unix()
		}
		return stamp(t.Unix(), nanos, true)
	}
	return stamp(u-c.offset, nanos, true)
}

// civil returns the seconds since 1970 of a date and time in UTC (Hinnant 2013, "chrono-Compatible Low-Level Date Algorithms").
func civil(year, month, day, hour, minute, second int64) (int64, bool) {
	if month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60 || day > 28 && day > daysIn(year, month) {
		return 0, false
	}
	y := year
	if month <= 2 {
		y--
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*((month+9)%12)+2)/5 + day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return (era*146097+doe-719468)*86400 + hour*3600 + minute*60 + second, true
}

func daysIn(year, month int64) int64 {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// The seconds since 1970 of the years 1900 and 2200. What lies before and after is no time of an event but a word for "never".
const (
	earliest = -2_208_988_800
	latest   = 7_258_118_400
)

// stamp joins seconds and nanoseconds.
func stamp(seconds, nanos int64, ok bool) (int64, bool) {
	if seconds < earliest || seconds > latest {
		return 0, false
	}
	return seconds*int64(time.Second) + nanos, ok
}

func two(t []byte) (int64, bool) {
	if len(t) < 2 || t[0]-'0' > 9 || t[1]-'0' > 9 {
		return 0, false
	}
	return int64(t[0]-'0')*10 + int64(t[1]-'0'), true
}

func four(t []byte) (int64, bool) {
	a, ok := two(t)
	b, ok2 := two(t[2:])
	return a*100 + b, ok && ok2
}

// digits reads leading digits, at most 18.
func digits(t []byte) (int64, []byte) {
	var n int64
	k := 0
	for k < len(t) && k < 18 && t[k]-'0' <= 9 {
		n = n*10 + int64(t[k]-'0')
		k++
	}
	return n, t[k:]
}

// fraction reads the digits after a decimal point as nanoseconds.
func fraction(t []byte) (int64, []byte) {
	var n int64
	unit := int64(100_000_000)
	k := 0
	for k < len(t) && t[k]-'0' <= 9 {
		n += int64(t[k]-'0') * unit
		unit /= 10
		k++
	}
	return n, t[k:]
}

// token is one piece of a layout: a letter of it, or other text that must stand there.
type token struct {
	letter  byte // Y y M b D H h m s S A Z; 0 for text
	exactly int  // how many digits; 0 for one or more
	text    string
}

// parseLayout reads "DD.MM.YYYY HH:mm:ss": YYYY YY MMM MM M DD D HH H hh h mm ss S… A Z, and anything else as it stands.
func parseLayout(layout string) ([]token, error) {
	var out []token
	dense := !strings.ContainsAny(layout, " ./-:T,")
	for k := 0; k < len(layout); {
		c := layout[k]
		n := 1
		for k+n < len(layout) && layout[k+n] == c {
			n++
		}
		word := layout[k : k+n]
		k += n
		t := token{letter: c}
		switch {
		case word == "YYYY" || dense && n == 2 && strings.IndexByte("MDHms", c) >= 0:
			t.exactly = n
		case word == "YY":
			t.letter, t.exactly = 'y', 2
		case word == "MMM":
			t.letter = 'b'
		case c == 'S' || word == "A" || word == "a" || word == "Z":
			if c == 'a' {
				t.letter = 'A'
			}
		case strings.IndexByte("MDHhms", c) >= 0 && n <= 2:
		case strings.ContainsAny(word, "YMDHhmsdyAa"):
			return nil, fmt.Errorf("time_layout %q: %q is none of YYYY YY MMM MM M DD D HH H hh h mm ss SSS A Z", layout, word)
		default:
			t = token{text: word}
		}
		out = append(out, t)
	}
	has := func(letters string) bool {
		for _, t := range out {
			if t.letter != 0 && strings.IndexByte(letters, t.letter) >= 0 {
				return true
			}
		}
		return false
	}
	if !has("Yy") || !has("Mb") || !has("D") {
		return nil, fmt.Errorf("time_layout %q names no whole date; it wants YYYY, MM and DD", layout)
	}
	return out, nil
}

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

func (c *clock) readLayout(t []byte) (int64, bool) {
	var year, hour, minute, second, nanos, offset int64
	month, day := int64(1), int64(1)
	zoned, half := false, byte(0)
	for _, k := range c.layout {
		if k.letter == 0 {
			if len(t) < len(k.text) || string(t[:len(k.text)]) != k.text {
				return 0, false
			}
			t = t[len(k.text):]
			continue
		}
		switch k.letter {
		case 'b':
			if len(t) < 3 {
				return 0, false
			}
			month = 0
			for n, name := range months {
				if strings.EqualFold(string(t[:3]), name) {
					month = int64(n + 1)
				}
			}
			t = t[3:]
			continue
		case 'A':
			if len(t) < 2 || t[1]|0x20 != 'm' {
				return 0, false
			}
			half, t = t[0]|0x20, t[2:]
			continue
		case 'Z':
			var ok bool
			if len(t) == 0 {
				return 0, false
			}
			if offset, t, ok = zoneOffset(t); !ok {
				return 0, false
			}
			zoned = true
			continue
		case 'S':
			nanos, t = fraction(t)
			continue
		}
		limit := 2
		if k.exactly > 0 {
			limit = k.exactly
		}
		n := 0
		var value int64
		for n < limit && n < len(t) && t[n]-'0' <= 9 {
			value = value*10 + int64(t[n]-'0')
			n++
		}
		if n == 0 || k.exactly > 0 && n < k.exactly {
			return 0, false
		}
		t = t[n:]
		switch k.letter {
		case 'Y':
			year = value
		case 'y':
			year = 2000 + value
		case 'M':
			month = value
		case 'D':
			day = value
		case 'H', 'h':
			hour = value
		case 'm':
			minute = value
		case 's':
			second = value
		}
	}
	if len(t) > 0 {
		return 0, false
	}
	if half != 0 {
		if hour < 1 || hour > 12 {
			return 0, false
		}
		if hour == 12 {
			hour = 0
		}
		if half == 'p' {
			hour += 12
		}
	}
	if zoned {
		u, ok := civil(year, month, day, hour, minute, second)
		return stamp(u-offset, nanos, ok)
	}
	return c.at(year, month, day, hour, minute, second, nanos)
}
