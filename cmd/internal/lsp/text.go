package lsp

// Texts and the places in them. Findings and the tables of package lang count bytes; the protocol counts lines and UTF-16 units, or bytes where
// the client can.

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"handoff/lang/finding"
)

// text is a text with its lines. As the protocol has it, a line ends with \n, \r\n or \r.
type text struct {
	bytes []byte
	lines []int // where each begins
}

func newText(b []byte) *text {
	t := &text{bytes: b, lines: make([]int, 1, bytes.Count(b, []byte{'\n'})+1)}
	for i, c := range b {
		if c == '\n' || c == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			t.lines = append(t.lines, i+1)
		}
	}
	return t
}

// units tells how a client counts within a line.
type units bool

// The two ways: UTF-16 units are the default of the protocol.
const (
	utf16Units units = false
	utf8Units  units = true
)

// offset is the byte at a position; one beyond the end of a line is its end, one beyond the text the end of that.
func (t *text) offset(p position, u units) int {
	if p.Line < 0 {
		return 0
	}
	if p.Line >= len(t.lines) {
		return len(t.bytes)
	}
	at := t.lines[p.Line]
	end := t.lineEnd(p.Line)
	if u == utf8Units {
		at = min(at+max(p.Character, 0), end)
		for at > t.lines[p.Line] && at < end && !utf8.RuneStart(t.bytes[at]) {
			at--
		}
		return at
	}
	for n := 0; at < end && n < p.Character; {
		r, size := utf8.DecodeRune(t.bytes[at:end])
		n += width(r)
		if n > p.Character { // in the middle of a pair
			break
		}
		at += size
	}
	return at
}

// lineEnd is where a line ends, before its line end.
func (t *text) lineEnd(line int) int {
	end := len(t.bytes)
	if line+1 < len(t.lines) {
		end = t.lines[line+1]
		for end > t.lines[line] && (t.bytes[end-1] == '\n' || t.bytes[end-1] == '\r') {
			end--
		}
	}
	return end
}

// width is how many UTF-16 units a character takes.
func width(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// line is the line a byte is on, counted from 0.
func (t *text) line(offset int) int {
	return max(0, sort.Search(len(t.lines), func(i int) bool { return t.lines[i] > offset })-1)
}

// position is where a byte is.
func (t *text) position(offset int, u units) position {
	offset = min(max(offset, 0), len(t.bytes))
	line := t.line(offset)
	from := t.lines[line]
	if u == utf8Units {
		return position{line, offset - from}
	}
	n := 0
	for at := from; at < offset; {
		r, size := utf8.DecodeRune(t.bytes[at:])
		n += width(r)
		at += size
	}
	return position{line, n}
}

func (t *text) span(start, end int, u units) textRange {
	return textRange{t.position(start, u), t.position(max(start, end), u)}
}

// replace is the text after an edit.
func (t *text) replace(start, end int, by string) *text {
	if end < start {
		start, end = end, start
	}
	out := make([]byte, 0, len(t.bytes)-(end-start)+len(by))
	out = append(append(append(out, t.bytes[:start]...), by...), t.bytes[end:]...)
	return newText(out)
}

// drift maps places of a text as it was to the same text as it is: what is said of an older text is shown where it is now. All that changed
// is taken for one stretch.
type drift struct {
	from, wasEnd, isEnd int
	same                bool
}

func newDrift(was, is []byte) drift {
	if bytes.Equal(was, is) {
		return drift{same: true}
	}
	d := drift{wasEnd: len(was), isEnd: len(is)}
	for d.from < len(was) && d.from < len(is) && was[d.from] == is[d.from] {
		d.from++
	}
	for d.wasEnd > d.from && d.isEnd > d.from && was[d.wasEnd-1] == is[d.isEnd-1] {
		d.wasEnd--
		d.isEnd--
	}
	return d
}

// now is where a byte of the older text is; one that is gone is where it was gone.
func (d drift) now(offset int) int {
	switch {
	case d.same || offset <= d.from:
		return offset
	case offset >= d.wasEnd:
		return offset + d.isEnd - d.wasEnd
	}
	return d.from
}

// then is the other way round.
func (d drift) then(offset int) int {
	return drift{d.from, d.isEnd, d.wasEnd, d.same}.now(offset)
}

// gone reports whether a range lies wholly in what was replaced.
func (d drift) gone(r finding.Range) bool {
	return !d.same && d.wasEnd > d.from && r.Start.Byte >= d.from && r.End.Byte <= d.wasEnd && r.End.Byte > r.Start.Byte
}
