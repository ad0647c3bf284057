package eventlog

// CSV by RFC 4180, with any delimiter. The standard library's reader makes a string of every field; a log has forty columns of which five
// are wanted, so this one makes none: fields are slices of the block that was read, and only those that are wanted are looked at.

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"handoff/lang/finding"
)

// maxRecord is how long one row may be. A quote that is never closed would swallow the rest of the log otherwise.
const maxRecord = 8 << 20

// table splits a CSV file into rows.
type table struct {
	in    io.Reader
	delim byte
	buf   []byte
	pos   int // of the row to come
	end   int // of what is read
	eof   bool
	line  int // of the row to come

	fields  [][]byte // of the last row
	offsets []int    // where each began, in bytes from the start of its row
	row     []byte   // the whole row
	at      int      // its line
	scratch []byte
}

func newTable(in io.Reader, delim byte) *table {
	return &table{in: in, delim: delim, buf: make([]byte, blockSize), line: 1}
}

// fill reads more; false where there is no more.
func (t *table) fill() (bool, error) {
	if t.eof {
		return false, nil
	}
	if t.pos > 0 {
		copy(t.buf, t.buf[t.pos:t.end])
		t.end -= t.pos
		t.pos = 0
	} else if t.end == len(t.buf) {
		bigger := make([]byte, 2*len(t.buf))
		copy(bigger, t.buf[:t.end])
		t.buf = bigger
	}
	for {
		n, err := t.in.Read(t.buf[t.end:])
		t.end += n
		if err == io.EOF {
			t.eof = true
			return n > 0, nil
		}
		if err != nil || n > 0 {
			return true, err
		}
	}
}

// next reads one row into fields; false at the end. Empty lines are no rows.
func (t *table) next() (bool, error) {
	for {
		ok, more, err := t.split()
		if err != nil {
			return false, err
		}
		if more {
			if t.end-t.pos > maxRecord {
				return false, &Problem{Line: t.line, Text: fmt.Sprintf("this row is longer than %d MB; a quote in it may never be closed", maxRecord>>20)}
			}
			grown, err := t.fill()
			if err != nil {
				return false, err
			}
			if !grown && t.pos >= t.end {
				return false, nil
			}
			continue
		}
		if ok {
			return true, nil
		}
	}
}

// split cuts the row at pos. More says that it is not all there yet; ok is false for an empty line.
func (t *table) split() (ok, more bool, err error) {
	b := t.buf[t.pos:t.end]
	if len(b) == 0 {
		return false, true, nil
	}
	t.fields, t.offsets, t.scratch = t.fields[:0], t.offsets[:0], t.scratch[:0]
	lines := 0
	k := 0
	for {
		start := k
		if k < len(b) && b[k] == '"' {
			field, next, inside, closed := t.quoted(b, k)
			if !closed {
				if !t.eof {
					return false, true, nil
				}
				return false, false, &Problem{Line: t.line, Column: column(b, start), Text: "the quote that begins here is never closed"}
			}
			lines += inside
			t.fields = append(t.fields, field)
			t.offsets = append(t.offsets, start)
			k = next
			for k < len(b) && b[k] != t.delim && b[k] != '\n' { // what stands behind a closing quote is dropped
				k++
			}
		} else {
			for k < len(b) && b[k] != t.delim && b[k] != '\n' {
				k++
			}
			t.fields = append(t.fields, b[start:k])
			t.offsets = append(t.offsets, start)
		}
		if k == len(b) {
			if !t.eof {
				return false, true, nil
			}
			break
		}
		if b[k] == '\n' {
			break
		}
		k++
	}
	last := len(t.fields) - 1
	if n := len(t.fields[last]); n > 0 && t.fields[last][n-1] == '\r' {
		t.fields[last] = t.fields[last][:n-1]
	}
	t.row, t.at = b[:k], t.line
	t.line += lines
	t.pos += k
	if k < len(b) {
		t.pos++
		t.line++
	}
	return len(t.fields) > 1 || len(t.fields[0]) > 0, false, nil
}

// quoted reads a field in quotes that begins at k: its text, where it ends, how many lines it spans.
func (t *table) quoted(b []byte, k int) (field []byte, next, lines int, closed bool) {
	from := k + 1
	doubled := -1
	for at := from; ; {
		n := bytes.IndexByte(b[at:], '"')
		if n < 0 || at+n+1 == len(b) && !t.eof { // the next byte decides what this quote is
			return nil, 0, 0, false
		}
		at += n
		if at+1 < len(b) && b[at+1] == '"' {
			if doubled < 0 {
				doubled = len(t.scratch)
			}
			t.scratch = append(append(t.scratch, b[from:at]...), '"')
			at += 2
			from = at
			continue
		}
		field, next = b[from:at], at+1
		if doubled >= 0 {
			t.scratch = append(t.scratch, field...)
			field = t.scratch[doubled:len(t.scratch):len(t.scratch)]
		}
		return field, next, bytes.Count(b[k:at], []byte{'\n'}), true
	}
}

// column counts characters up to an offset in a row, from 1.
func column(row []byte, offset int) int { return len([]rune(valid(row[:min(offset, len(row))]))) + 1 }

// delimiterOf is the delimiter that the first line holds most of.
func delimiterOf(head []byte) byte {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := byte(','), 0
	for _, d := range []byte{',', ';', '\t', '|'} {
		if n := bytes.Count(line, []byte{d}); n > most {
			best, most = d, n
		}
	}
	return best
}

// CheckDelimiter says what is wrong with a delimiter; nil is nothing.
func CheckDelimiter(d string) error {
	if len(d) != 1 || d == "\"" || d == "\n" || d == "\r" || d[0] >= 0x80 {
		return fmt.Errorf("delimiter %q is not one letter of ASCII that can stand between two columns", d)
	}
	return nil
}

// csvColumns are the numbers of the columns that are wanted; -1 for none.
type csvColumns struct {
	id, time, activity, state, group, actor, priority, tie int
	fields, links                                          []int
}

func (r *reading) csv() error {
	delim := byte(',')
	if d := r.spec.Delimiter; d != "" {
		if err := CheckDelimiter(d); err != nil {
			return err
		}
		delim = d[0]
	} else if p, ok := r.in.(interface{ Peek(int) ([]byte, error) }); ok {
		head, _ := p.Peek(sniffed)
		delim = delimiterOf(head)
	}
	t := newTable(r.in, delim)
	fail := func(err error) error {
		if p, ok := err.(*Problem); ok {
			p.File = r.name
		}
		return err
	}
	ok, err := t.next()
	if err != nil {
		return fail(err)
	}
	if !ok {
		return r.fatal(1, 0, "the log is empty")
	}
	if string(t.fields[0]) == "sep=" { // a spreadsheet's note to itself
		if ok, err = t.next(); err != nil || !ok {
			return fail(err)
		}
	}
	if isJSONList(t.row) {
		return r.fatal(t.at, 0, aJSONList)
	}
	header := make([]string, len(t.fields))
	for k, f := range t.fields {
		header[k] = strings.TrimSpace(valid(f))
	}
	columns, err := r.find(header)
	if err != nil {
		return err
	}
	if err := r.sampleCSV(t, columns); err != nil {
		return fail(err)
	}
	var e Event
	for {
		ok, err := t.next()
		if err != nil {
			return fail(err)
		}
		if !ok {
			return nil
		}
		if len(t.fields) != len(header) {
			if err := r.broken(t.at, 0, "this row has %d columns, the first one %d", len(t.fields), len(header)); err != nil {
				return err
			}
			continue
		}
		id := r.value(t.fields[columns.id])
		if len(id) == 0 {
			if err := r.broken(t.at, column(t.row, t.offsets[columns.id]), "no case: %s is empty", strconv.Quote(header[columns.id])); err != nil {
				return err
			}
			continue
		}
		when := bytes.TrimSpace(t.fields[columns.time])
		if e.Time, ok = r.clock.read(when); !ok {
			if err := r.broken(t.at, column(t.row, t.offsets[columns.time]), "%s is no time as %s", quote(when), r.stats.Layout); err != nil {
				return err
			}
			continue
		}
		e.Activity, e.State = r.wordAt(t, columns.activity), r.wordAt(t, columns.state)
		e.Group, e.Actor, e.Priority = r.wordAt(t, columns.group), r.wordAt(t, columns.actor), r.wordAt(t, columns.priority)
		e.TieBreak, e.Filled = 0, 0
		if columns.tie >= 0 {
			e.TieBreak, _ = strconv.ParseInt(string(bytes.TrimSpace(t.fields[columns.tie])), 10, 64)
		}
		for bit, c := range columns.fields {
			if len(r.value(t.fields[c])) > 0 {
				e.Filled |= 1 << bit
			}
		}
		if len(columns.links) > 0 {
			e.Links = r.linked(func(k int) []byte { return r.value(t.fields[columns.links[k]]) })
		}
		if err := r.emit(id, &e); err != nil {
			return err
		}
	}
}

func (r *reading) wordAt(t *table, column int) Word {
	if column < 0 {
		return 0
	}
	return r.words.word(r.value(t.fields[column]))
}

// find finds the wanted columns by their names.
func (r *reading) find(header []string) (csvColumns, error) {
	index := map[string]int{}
	for k := len(header) - 1; k >= 0; k-- {
		index[header[k]] = k
	}
	var problem error
	at := func(role, name string, required bool) int {
		k, ok := index[name]
		switch {
		case ok:
			if problem == nil && slices.Contains(header[k+1:], name) {
				problem = r.fatal(1, 0, "two columns are called %q, so which of them holds the %s cannot be told; rename one", name, role)
			}
			return k
		case name == "" && !required:
			return -1
		case problem != nil:
			return -1
		case name == "":
			problem = r.fatal(1, 0, "which column holds the %s is not said (columns { %s = \"…\" }, or --column %s=…); there are: %s", role, role, role, listed(header))
			return -1
		}
		hint := ""
		if near := finding.Nearest(name, header); near != "" {
			hint = fmt.Sprintf(" (did you mean %q?)", near)
		}
		problem = r.fatal(1, 0, "there is no column %q for the %s%s; there are: %s", name, role, hint, listed(header))
		return -1
	}
	c := r.spec.Columns
	out := csvColumns{
		id: at("case", c.Case, true), time: at("time", c.Time, true), activity: at("activity", c.Activity, false), state: at("state", c.State, false),
		group: at("group", c.Group, false), actor: at("actor", c.Actor, false), priority: at("priority", c.Priority, false), tie: at("tie break", c.TieBreak, false),
	}
	for _, f := range r.spec.Fields {
		out.fields = append(out.fields, at("field", f, true))
	}
	for _, l := range r.spec.Links {
		out.links = append(out.links, at("link", l, true))
	}
	return out, problem
}

// listed shows the names of columns inside a message. What is no table at all may have thousands of them, as long as the file.
func listed(header []string) string {
	const shown = 40
	names := make([]string, 0, shown)
	for _, name := range header[:min(shown, len(header))] {
		if letters := []rune(name); len(letters) > 40 {
			name = string(letters[:40]) + "…"
		}
		names = append(names, name)
	}
	text := strings.Join(names, ", ")
	if left := len(header) - shown; left > 0 {
		text += fmt.Sprintf(" and %d more", left)
	}
	return text
}

const aJSONList = "this is a JSON list; what can be read is JSON Lines: the objects of the list alone, one a line, with no comma between them"

// isJSONList tells a list of JSON objects from the first row of a table.
func isJSONList(row []byte) bool {
	rest, list := bytes.CutPrefix(bytes.TrimSpace(row), []byte("["))
	rest = bytes.TrimSpace(rest)
	return list && (len(rest) == 0 || rest[0] == '{' || rest[0] == ']')
}

// sampleCSV looks at the times of the rows in the first block, and goes back.
func (r *reading) sampleCSV(t *table, c csvColumns) error {
	if r.spec.Layout != "" {
		return r.setLayout(nil)
	}
	if t.end < len(t.buf) && !t.eof {
		if _, err := t.fill(); err != nil {
			return err
		}
	}
	back, line := t.pos, t.line
	var samples []string
	for len(samples) < 2000 {
		_, more, err := t.split()
		if err != nil || more {
			break
		}
		if c.time < len(t.fields) {
			if text := r.value(t.fields[c.time]); len(text) > 0 {
				samples = append(samples, valid(text))
			}
		}
	}
	t.pos, t.line = back, line
	return r.setLayout(samples)
}
