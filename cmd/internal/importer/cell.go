package importer

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// letters is the order in which a cell is written.
const letters = "RACI"

// words are what people write out.
var words = map[string]string{
	"RESPONSIBLE": "R", "ACCOUNTABLE": "A", "APPROVER": "A", "CONSULTED": "C", "CONSULT": "C", "INFORMED": "I", "INFORM": "I",
}

// cell is one cell of a matrix as it was read.
type cell struct {
	text    string // what stands in the map
	known   bool   // R, A, C and I, at least one, and nothing else
	dropped bool   // there were words that are no letters, and that the rules would misread as some
	problem string // what was changed, or means nothing; "" for nothing
}

// readCell reads the letters of a cell, whatever separates them: "R.A", "R/A" and "A,R" are "RA". Letters that mean nothing stay. Words
// that are no letters ("lead") go, for their letters would be read as such.
func readCell(raw string) cell {
	upper := strings.ToUpper(raw)
	switch strings.Trim(upper, "-–—−.·_ ") {
	case "":
		return cell{}
	case "N/A", "N.A", "NA":
		return cell{problem: fmt.Sprintf("%q is read as an empty cell", raw)}
	}
	var c cell
	var is [len(letters)]bool
	unknown := ""
	for _, written := range strings.FieldsFunc(raw, func(r rune) bool { return !unicode.IsLetter(r) }) {
		token := strings.ToUpper(written)
		if letter := words[token]; letter != "" {
			token = letter
		}
		if !lettered(token, written) {
			c.dropped = true
			continue
		}
		for _, r := range token {
			if i := strings.IndexRune(letters, r); i >= 0 {
				is[i] = true
			} else if !strings.ContainsRune(unknown, r) {
				unknown += string(r)
			}
		}
	}
	for i, there := range is {
		if there {
			c.text += letters[i : i+1]
		}
	}
	c.known = c.text != "" && unknown == "" && !c.dropped && !strings.ContainsFunc(raw, unicode.IsDigit) // R1 may be the name of a role
	c.text += unknown
	switch {
	case c.text == "" && c.dropped:
		c.problem = fmt.Sprintf("%q is no letter of RACI and is left out", raw)
	case c.text == "": // a tick, a number
		c.text = string([]rune(raw)[:min(len([]rune(raw)), 8)])
		c.problem = fmt.Sprintf("%q is no letter of RACI; it stays as it is", raw)
	case unknown != "":
		c.problem = fmt.Sprintf("%q has a letter that is none of RACI; it stays", raw)
	case strings.ContainsFunc(upper, func(r rune) bool { return !strings.ContainsRune(letters, r) }):
		c.problem = fmt.Sprintf("%q is read as %q", raw, c.text)
	}
	return c
}

// lettered reports whether a token in capitals is made of letters of a cell rather than a word: one or two, or some of RACI, among them one
// other if it is written in capitals ("RASCI").
func lettered(token, written string) bool {
	n, strange := utf8.RuneCountInString(token), 0
	for _, r := range token {
		if !strings.ContainsRune(letters, r) {
			strange++
		}
	}
	return n <= 2 || n <= 5 && (strange == 0 || strange == 1 && token == written)
}

// short reports whether a text may be a cell of a matrix, rather than a name, a number or a remark.
func short(raw string) bool {
	c := readCell(raw)
	return !c.dropped && strings.ContainsFunc(raw, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ')' }) && utf8.RuneCountInString(c.text) <= 4
}
