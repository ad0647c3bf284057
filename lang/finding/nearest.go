package finding

import (
	"unicode"
	"unicode/utf8"
)

// maxLetters bounds the names that are compared: nobody mistypes one letter of a longer one.
const maxLetters = 100

// Nearest returns the candidate a slip of the finger away from name (up to a third of its letters), or "". Of equally near ones
// it takes the first.
func Nearest(name string, candidates []string) string {
	var a, b [maxLetters]rune
	x, ok := letters(&a, name)
	if !ok {
		return ""
	}
	best, limit := "", max(1, len(x)/3)+1
	for _, c := range candidates {
		if n := utf8.RuneCountInString(c) - len(x); n >= limit || -n >= limit || c == name {
			continue
		}
		y, ok := letters(&b, c)
		if !ok {
			continue
		}
		if d := distance(x, y, limit); d < limit {
			best, limit = c, d
		}
	}
	return best
}

// letters puts those of a text, in lower case, into a space; false where there are too many.
func letters(into *[maxLetters]rune, text string) ([]rune, bool) {
	n := 0
	for _, r := range text {
		if n == maxLetters {
			return nil, false
		}
		into[n] = unicode.ToLower(r)
		n++
	}
	return into[:n], true
}

// distance counts the letters to insert, drop, change or swap to come from a to b; beyond limit any number at least limit will do.
func distance(x, y []rune, limit int) int {
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	var rows [3][maxLetters + 1]uint8
	older, old, row := &rows[0], &rows[1], &rows[2]
	for j := range y {
		old[j+1] = uint8(j + 1)
	}
	before := 0 // the least of the row before
	for i := range x {
		row[0] = uint8(i + 1)
		least := row[0]
		for j := range y {
			n := old[j]
			if x[i] != y[j] {
				n = min(n, old[j+1], row[j]) + 1
			}
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				n = min(n, older[j-1]+1)
			}
			row[j+1] = n
			least = min(least, n)
		}
		if int(least) >= limit && before+1 >= limit { // it grows only from here
			return limit
		}
		before = int(least)
		older, old, row = old, row, older
	}
	return int(old[len(y)])
}
