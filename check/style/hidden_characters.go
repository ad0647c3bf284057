package style

import (
	"fmt"
	"unicode/utf8"

	"handoff/check"
	"handoff/lang"
	"handoff/lang/finding"
)

// HiddenCharacters finds what a map holds and nobody sees.
var HiddenCharacters = check.Rule{
	ID: "style/hidden-characters", Severity: finding.Warning, Kind: check.Presence,
	Title: "A character that nobody sees",
	What: "A character that turns the direction of the text around it (U+202A to U+202E, U+2066 to U+2069), or one that shows nothing: spaces of no width, the fillers of Hangul, separators of lines and paragraphs, tags, a byte order mark " +
		"in mid-file. One finding a line, comments included. Silent about what scripts need to be written: joiners, single marks of direction, soft hyphens, the parts of an emoji; and about a character that is written as an escape, such as `\\u202e`.",
	Why: "An editor, a review and a diff show something else than what the map says: an approval that stands in a comment, two names that look the same and are not. It mostly comes from copying, and is the classic way to hide something.",
	Bad: `
role "baker" {
  title = "Bak` + "\u200b" + `er"
}
process "baking" {
  owner = role.baker
}
`,
	Good: `
role "baker" {
  title = "Baker"
}
process "baking" {
  owner = role.baker
}
`,
	Run: func(p *check.Pass) {
		for _, file := range p.Map.Files {
			reportHidden(p, file)
		}
	},
}

// hidden are the characters, by the part that they play. Unicode calls all of them default ignorable, controls of direction (UAX #9), or separators.
var hidden = []struct {
	first, last rune
	is, does    string
}{
	{0x202A, 0x202E, "turns the direction of text", "what follows reads in another order than it is written in"},
	{0x2066, 0x2069, "turns the direction of text", "what follows reads in another order than it is written in"},
	{0x2028, 0x2029, "is a separator of lines", "some editors begin a new line here, and the map does not"},
	{0x200B, 0x200B, "is a space of no width", "nobody sees it"},
	{0x2060, 0x2064, "shows nothing", "nobody sees it"},
	{0x115F, 0x1160, "shows nothing", "nobody sees it"},
	{0x3164, 0x3164, "shows nothing", "nobody sees it"},
	{0xFFA0, 0xFFA0, "shows nothing", "nobody sees it"},
	{0xFEFF, 0xFEFF, "is a byte order mark", "in mid-file it shows nothing"},
	{0xE0000, 0xE007F, "is a tag", "nobody sees it"},
}

// maxHiddenLines is how many lines of a file are told of one by one: a file that is full of such characters is told of by then.
const maxHiddenLines = 100

// reportHidden tells of the first in each line, with a fix that takes away all of the line's.
func reportHidden(p *check.Pass, file *lang.File) {
	var found []finding.Finding
	line, more := 0, 0 // the last line with such a character, and how many have one that are not told of
	same := map[string]int{}
	flag := false // the tags behind a waving black flag are an emoji: the flag of Scotland
	for at, size := 0, 0; at < len(file.Source); at += size {
		size = 1
		if file.Source[at] < utf8.RuneSelf {
			flag = false
			continue
		}
		var r rune
		r, size = utf8.DecodeRune(file.Source[at:])
		flag = r == 0x1F3F4 || flag && r >= 0xE0020 && r <= 0xE007F
		k := which(r)
		if k < 0 || flag || r == 0xFEFF && at == 0 {
			continue
		}
		edit := finding.Edit{File: file.Path, Start: at, End: at + size}
		n := file.LineOf(at)
		switch {
		case n == line && more == 0:
			fix := &found[len(found)-1].Fixes[0]
			fix.Title, fix.Edits = "Remove all hidden characters of the line", append(fix.Edits, edit)
		case n == line:
		case len(found) == maxHiddenLines:
			more++
		default:
			address := enclosing(p, file.Path, at)
			key := fmt.Sprintf("U+%04X", r)
			same[address+key]++
			found = append(found, finding.Finding{
				Summary: "Hidden character", Address: address, Range: file.RangeAt(at, size), Key: fmt.Sprintf("%s %d", key, same[address+key]),
				Detail: fmt.Sprintf("%s stands here, which %s: %s.", key, hidden[k].is, hidden[k].does),
				Help:   "Remove it. A quoted text that needs it can hold it as an escape that everybody sees: " + escape(r) + ".",
				Fixes:  []finding.Fix{{Title: "Remove it", Edits: []finding.Edit{edit}}},
			})
		}
		line = n
	}
	if more > 0 {
		found[len(found)-1].Detail += fmt.Sprintf(" More lines of this file that hold such characters: %d.", more)
	}
	for _, f := range found {
		p.Report(f)
	}
}

// which is the place of a character in the list, or -1.
func which(r rune) int {
	for k, h := range hidden {
		if h.first <= r && r <= h.last {
			return k
		}
	}
	return -1
}

// escape is how HCL writes a character.
func escape(r rune) string {
	if r > 0xFFFF {
		return fmt.Sprintf("`\\U%08x`", r)
	}
	return fmt.Sprintf("`\\u%04x`", r)
}

// enclosing is the address of the innermost block that a place lies in, "" where it lies in none.
func enclosing(p *check.Pass, path string, at int) string {
	address, size := "", -1
	for _, d := range own(p) {
		b := d.Common()
		if in := b.Body; in.File == path && in.Start.Byte <= at && at < in.End.Byte && (size < 0 || in.End.Byte-in.Start.Byte < size) {
			address, size = b.Address(), in.End.Byte-in.Start.Byte
		}
	}
	return address
}
