package calendar

// Durations are read twice. The strict reading takes what the language allows and nothing else, so that one length has few
// spellings and a map reads the same everywhere. Where it fails, a lenient reading of the same words ("2 days", "1.5h", "30 min")
// guesses what was meant, for the did-you-mean only.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A unit is what a number in a duration counts.
type unit struct {
	name   string
	word   string        // singular
	length time.Duration // on average, to keep sums within bounds
	also   []string      // what people write instead; compared without case
	period bool          // only in periods: these have no fixed length
}

// tooMany reports whether n of u are longer than any duration may be.
func (u unit) tooMany(n float64) bool { return n > float64(longest/u.length) }

// units lists all units, the greatest first: the order in which a duration gives them.
var units = []unit{
	{name: "y", word: "year", length: 12 * meanMonth, also: []string{"years", "yr", "yrs"}, period: true},
	{name: "q", word: "quarter", length: 3 * meanMonth, also: []string{"quarters", "qtr"}, period: true},
	{name: "mo", word: "month", length: meanMonth, also: []string{"months", "mon", "mth"}, period: true},
	{name: "w", word: "week", length: 7 * day, also: []string{"weeks", "wk", "wks"}},
	{name: "d", word: "day", length: day, also: []string{"days"}},
	{name: "h", word: "hour", length: time.Hour, also: []string{"hours", "hr", "hrs"}},
	{name: "m", word: "minute", length: time.Minute, also: []string{"minutes", "min", "mins"}},
}

// ParseDuration reads a promise: whole numbers of weeks, days, hours and minutes, in that order, each at most once ("30m", "2d",
// "1h30m"). An error is always an *Error.
func ParseDuration(text string) (Duration, error) { return parse(text, false) }

// ParsePeriod reads how often or how late something is due: as ParseDuration does, and with years ("1y"), quarters ("1q") and
// months ("6mo") too. An error is always an *Error.
func ParsePeriod(text string) (Duration, error) { return parse(text, true) }

func parse(text string, period bool) (Duration, error) {
	words := scan(text)
	fail := func(offset, length int, summary, detail, help string) (Duration, error) {
		return Duration{}, &Error{
			Part: PartDuration, Offset: offset, Length: length, Text: text,
			Summary: summary, Detail: detail, Help: help, Suggestion: guess(words, period),
		}
	}
	if strings.TrimSpace(text) == "" {
		return fail(0, len(text), "empty duration", "A duration is a number and a unit, and this one is empty.", usage(period))
	}
	var d Duration
	last := -1
	for _, w := range words {
		here := func(summary, detail, help string) (Duration, error) {
			return fail(w.offset, w.length, summary, detail, help)
		}
		index := slices.IndexFunc(units, func(u unit) bool { return u.name == w.unit })
		n, err := strconv.Atoi(w.number)
		switch {
		case w.sign == "-":
			return here("negative duration", fmt.Sprintf("%q is negative, and time does not run backwards.", text), "")
		case w.number == "" && w.unit == "":
			return here("stray characters in a duration", fmt.Sprintf("%q is no part of a duration.", w.text), usage(period))
		case w.number == "" && last < 0 && len(words) == 1:
			return here("not a duration", fmt.Sprintf("%q is no duration.", text), usage(period)+
				fmt.Sprintf(" A promise with no figure is written unstated(%q).", text))
		case w.number == "":
			return here("unit without a number", fmt.Sprintf("%q has no number before it.", w.unit), "")
		case w.unit == "":
			return here("number without a unit", fmt.Sprintf("%s of what? The number has no unit after it.", w.number), usage(period))
		case strings.ContainsAny(w.number, ".,"):
			return here("fraction in a duration", fmt.Sprintf("%q is not a whole number.", w.number), "Use a smaller unit.")
		case index < 0:
			return here("unknown unit of time", fmt.Sprintf("%q is no unit of time.", w.unit), usage(period))
		case units[index].period && !period:
			return here("unit without a fixed length", fmt.Sprintf("A %s has no fixed length, so nothing can be promised in it.",
				units[index].word), "Write weeks or days. Years, quarters and months are for every, review_every and verified_within.")
		case w.sign != "" || w.spaced:
			return here("stray characters in a duration", fmt.Sprintf("%q holds more than numbers and units.", text), "")
		case index == last:
			return here("unit given twice", fmt.Sprintf("%q counts %ss twice.", text, units[index].word), "")
		case index < last:
			return here("units out of order", fmt.Sprintf("In %q %ss come after %ss.", text, units[index].word, units[last].word),
				"The greatest unit comes first.")
		case err != nil || units[index].tooMany(float64(n)) || d.plus(n, w.unit).Mean() > longest:
			return here("duration too long", fmt.Sprintf("%q is longer than a hundred years.", text), "")
		}
		d, last = d.plus(n, w.unit), index
	}
	return d, nil
}

func usage(period bool) string {
	if period {
		return `Write numbers with the units y, q, mo, w, d, h, m: "6mo", "2w".`
	}
	return `Write numbers with the units w, d, h, m: "30m", "4h", "2d", "1h30m".`
}

// A word is one number with its unit, as written: either may be missing.
type word struct {
	text           string
	offset, length int
	sign           string // "+" or "-"
	number         string // digits, maybe with a fraction
	unit           string // letters
	spaced         bool   // with space before, between or after
}

// scan cuts text into words. It loses nothing: what fits nowhere is a word without number and unit.
func scan(text string) []word {
	var words []word
	for i := 0; i < len(text); {
		w := word{}
		take := func(accept func(rune) bool) string {
			end := i
			for end < len(text) {
				r, size := utf8.DecodeRuneInString(text[end:])
				if !accept(r) {
					break
				}
				end += size
			}
			taken := text[i:end]
			i = end
			return taken
		}
		begin := i
		w.spaced = take(unicode.IsSpace) != ""
		w.offset = i
		w.sign = take(func(r rune) bool { return r == '-' || r == '+' || r == '−' })
		if strings.ContainsAny(w.sign, "-−") {
			w.sign = "-"
		}
		digit := func(r rune) bool { return r >= '0' && r <= '9' }
		w.number = take(digit)
		if i+1 < len(text) && w.number != "" && (text[i] == '.' || text[i] == ',') && digit(rune(text[i+1])) {
			point := text[i : i+1]
			i++
			w.number += point + take(digit)
		}
		end := i
		if gap := take(unicode.IsSpace); gap != "" {
			w.unit = take(unicode.IsLetter)
			w.spaced = w.spaced || w.unit != "" && w.number != ""
			if w.unit == "" {
				i = end // the space belongs to what follows
			}
		} else {
			w.unit = take(unicode.IsLetter)
		}
		if i == w.offset && i < len(text) {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
		}
		if strings.TrimSpace(text[i:]) == "" && i < len(text) {
			w.spaced, i = true, len(text)
		}
		w.length = len(strings.TrimRightFunc(text[w.offset:i], unicode.IsSpace))
		w.text = text[w.offset : w.offset+w.length]
		if i == begin {
			break
		}
		words = append(words, w)
	}
	return words
}

// guess reads words as a person would and returns the canonical text, or "" where there is no telling.
func guess(words []word, period bool) string {
	var d Duration
	for _, w := range words {
		if w.number == "" && (w.text == "," || strings.EqualFold(w.text, "and")) {
			continue
		}
		index := slices.IndexFunc(units, func(u unit) bool {
			same := func(s string) bool { return strings.EqualFold(s, w.unit) }
			return (period || !u.period) && (same(u.name) || same(u.word) || slices.ContainsFunc(u.also, same))
		})
		value, err := strconv.ParseFloat(strings.Replace(w.number, ",", ".", 1), 64)
		if index < 0 || err != nil || units[index].tooMany(value) {
			return ""
		}
		name := units[index].name
		whole := int(value)
		d = d.plus(whole, name)
		if rest := value - float64(whole); rest != 0 {
			// Half a day is twelve hours or half a working day, so only hours and years can be divided without asking.
			smaller, factor := "m", 60.0
			switch name {
			case "y":
				smaller, factor = "mo", 12
			case "h":
			default:
				return ""
			}
			part := int(rest*factor + 0.5)
			if diff := rest*factor - float64(part); diff > 1e-6 || diff < -1e-6 {
				return ""
			}
			d = d.plus(part, smaller)
		}
		if d.Mean() > longest {
			return ""
		}
	}
	if d.IsZero() {
		return ""
	}
	return d.String()
}
