package records

// JSON, one record at a time. Where a record ends is found by counting brackets, before it is decoded: so a record that is broken inside
// costs only itself, every place is known to the byte, and no more than one record is in memory.

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"handoff/lang/finding"
	"handoff/lang/types"
)

// cutter cuts a stream into values.
type cutter struct {
	in    *bufio.Reader
	pos   finding.Pos // of the next byte
	value []byte
}

func newCutter(in *bufio.Reader) *cutter {
	return &cutter{in: in, pos: finding.Pos{Line: 1, Column: 1}}
}

// next takes a byte.
func (c *cutter) next() (byte, error) {
	b, err := c.in.ReadByte()
	if err != nil {
		return 0, err
	}
	c.pos.Byte++
	switch {
	case b == '\n':
		c.pos.Line++
		c.pos.Column = 1
	case utf8.RuneStart(b):
		c.pos.Column++
	}
	return b, nil
}

// peek looks at the next byte that is no blank.
func (c *cutter) peek() (byte, error) {
	for {
		b, err := c.in.ReadByte()
		if err != nil {
			return 0, err
		}
		_ = c.in.UnreadByte()
		if !blank(b) {
			return b, nil
		}
		_, _ = c.next()
	}
}

func blank(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

var errLarge = fmt.Errorf("a record is larger than %d MB; is a bracket or quote left open?", maxRecord>>20)

// cut takes one value, from the next byte on.
func (c *cutter) cut() error {
	c.value = c.value[:0]
	depth, quoted, escaped := 0, false, false
	for {
		b, err := c.next()
		if err == io.EOF {
			if depth > 0 || quoted {
				return errors.New("it ends inside a record: a bracket or quote is left open")
			}
			return nil
		}
		if err != nil {
			return err
		}
		if c.value = append(c.value, b); len(c.value) > maxRecord {
			return errLarge
		}
		switch {
		case escaped:
			escaped = false
		case quoted:
			escaped = b == '\\'
			quoted = b != '"'
			if !quoted && depth == 0 {
				return nil
			}
		case b == '"':
			quoted = true
		case b == '{' || b == '[':
			depth++
		case b == '}' || b == ']':
			if depth--; depth <= 0 {
				return nil
			}
		}
		if depth == 0 && !quoted { // a number or word ends before a blank or a mark
			if peek, err := c.in.Peek(1); err == nil && (blank(peek[0]) || strings.IndexByte(",[]{}\":", peek[0]) >= 0) {
				return nil
			}
		}
	}
}

// readJSON reads values one after the other; the elements of an array that stands outermost are records of their own.
func readJSON(in *bufio.Reader, each func(*record)) error {
	c := newCutter(in)
	number := 0
	at := func(err error) error { return fmt.Errorf("line %d, column %d: %w", c.pos.Line, c.pos.Column, err) }
	one := func() error {
		start := c.pos
		if err := c.cut(); err != nil {
			return fmt.Errorf("line %d, column %d: %w", start.Line, start.Column, err)
		}
		number++
		each(jsonRecord(c.value, start, number))
		return nil
	}
	for {
		b, err := c.peek()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case b == ']' || b == '}' || b == ',' || b == ':':
			return at(fmt.Errorf("it is no JSON: %q stands where a record should begin", b))
		case b != '[':
			if err := one(); err != nil {
				return err
			}
			continue
		}
		_, _ = c.next()
		for first := true; ; first = false {
			b, err := c.peek()
			if err == nil && !first && b == ',' {
				_, _ = c.next()
				if b, err = c.peek(); err == nil && b == ']' {
					return at(errors.New("it is no JSON: nothing follows the comma"))
				}
			} else if err == nil && !first && b != ']' {
				return at(fmt.Errorf("it is no JSON: %q stands where a comma should", b))
			}
			switch {
			case err == io.EOF:
				return at(errors.New("it ends inside the array of records"))
			case err != nil:
				return err
			case b == ',' || b == '}' || b == ':':
				return at(fmt.Errorf("it is no JSON: %q stands where a record should begin", b))
			}
			if b == ']' {
				_, _ = c.next()
				break
			}
			if err := one(); err != nil {
				return err
			}
		}
	}
}

// readLines reads one record a line, whatever the other lines hold. Empty lines are skipped.
func readLines(in *bufio.Reader, each func(*record)) error {
	var line []byte
	number := 0
	at := finding.Pos{Line: 1, Column: 1}
	for {
		line = line[:0]
		var err error
		for {
			var part []byte
			part, err = in.ReadSlice('\n')
			if line = append(line, part...); len(line) > maxRecord {
				return fmt.Errorf("line %d: %w", at.Line, errLarge)
			}
			if err != bufio.ErrBufferFull {
				break
			}
		}
		if err != nil && err != io.EOF {
			return err
		}
		if text := bytes.TrimSpace(line); len(text) > 0 {
			number++
			start := at
			indent := len(line) - len(bytes.TrimLeft(line, " \t\r\n"))
			start.Byte += indent
			start.Column += indent
			each(jsonRecord(text, start, number))
		}
		if err == io.EOF {
			return nil
		}
		at.Byte += len(line)
		at.Line++
	}
}

// jsonRecord decodes one record.
func jsonRecord(src []byte, start finding.Pos, number int) *record {
	r := &record{number: number, at: start}
	var sample *types.Sample // read once something is to be found
	r.locate = func(path string) finding.Range {
		if sample == nil {
			if sample, _, _ = types.ReadSample("", src); sample == nil {
				return finding.Range{Start: start, End: start}
			}
		}
		at := sample.Place(path)
		return finding.Range{Start: after(start, at.Start), End: after(start, at.End)}
	}
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.UseNumber()
	err := dec.Decode(&r.value)
	if err == nil {
		if _, more := dec.Token(); more == io.EOF {
			return r
		}
		err = errors.New("something follows the end of the value")
		r.at = advance(start, src[:min(int(dec.InputOffset()), len(src))])
	}
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		r.at = advance(start, src[:max(0, min(int(syntax.Offset)-1, len(src)))])
	case errors.Is(err, io.ErrUnexpectedEOF):
		r.at, err = advance(start, src), errors.New("it ends too early")
	}
	r.value, r.broken = nil, fmt.Errorf("it is no JSON: %w", err)
	return r
}

// after is a place in a text that itself begins at a place.
func after(start, at finding.Pos) finding.Pos {
	if at.Line == 1 {
		at.Column += start.Column - 1
	}
	at.Line += start.Line - 1
	at.Byte += start.Byte
	return at
}

// advance is the place after text that begins at a place.
func advance(at finding.Pos, text []byte) finding.Pos {
	at.Byte += len(text)
	if lines := bytes.Count(text, []byte("\n")); lines > 0 {
		at.Line += lines
		at.Column = 1
		text = text[bytes.LastIndexByte(text, '\n')+1:]
	}
	at.Column += utf8.RuneCount(text)
	return at
}
