package eventlog

// The parts of an OCEL file, one object or event at a time: what is in memory of it is one value, of at most maxRecord bytes.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// ocelParts is who is told of what stands in a log, as it is written; it is overwritten by the next one. Lists that are not wanted are passed over.
type ocelParts struct {
	want          func(key string) bool // "objects" or "events"
	object, event func(text []byte, line, column int) error
}

// maxNested is how deep a part of a log may be nested.
const maxNested = 10_000

// ocelElements tells of each object and event of a log in the order of the file, and reports whether there was a list of events. What is wrong with the
// file is a Problem without a name of the file.
func ocelElements(s *scanner, parts ocelParts) (sawEvents bool, err error) {
	if err := s.expect('{', "it is no object"); err != nil {
		return false, err
	}
	for first := true; ; first = false {
		c, err := s.glance()
		if err != nil {
			return false, err
		}
		if c == '}' {
			break
		}
		if !first {
			if err := s.expect(',', "a comma should stand here"); err != nil {
				return false, err
			}
		}
		key, err := s.key()
		if err != nil {
			return false, err
		}
		sawEvents = sawEvents || key == "events"
		var each func(text []byte, line, column int) error
		known := key == "objects" || key == "events"
		switch {
		case known && parts.want(key) && key == "objects":
			each = parts.object
		case known && parts.want(key):
			each = parts.event
		}
		if err := s.elements(known, each); err != nil {
			return false, err
		}
	}
	s.pass(1)
	switch ended, err := s.ended(); {
	case err != nil:
		return false, err
	case !ended:
		return false, s.wrong("something stands behind its end")
	}
	return sawEvents, nil
}

var errEarly = errors.New("it ends too early")

// wrong is a problem with what stands next.
func (s *scanner) wrong(format string, args ...any) error {
	return &Problem{Line: s.line, Column: s.pos - s.lineStart + 1, Text: "this is no OCEL 2.0: " + fmt.Sprintf(format, args...)}
}

// glance is the next byte that is no white space.
func (s *scanner) glance() (byte, error) {
	ended, err := s.ended()
	if err != nil {
		return 0, err
	}
	if ended {
		return 0, s.wrong("%v", errEarly)
	}
	return s.buf[s.pos], nil
}

// ended passes over white space, and reports whether nothing follows it.
func (s *scanner) ended() (bool, error) {
	for {
		for k := s.pos; k < s.end; k++ {
			switch s.buf[k] {
			case ' ', '\t', '\r', '\n':
				continue
			}
			s.pass(k - s.pos)
			return false, nil
		}
		s.pass(s.end - s.pos)
		more, err := s.fill()
		if err != nil {
			return false, err
		}
		if !more && s.pos == s.end {
			return true, nil
		}
	}
}

// expect passes over a byte that has to be next; else is what is wrong without it.
func (s *scanner) expect(want byte, otherwise string) error {
	c, err := s.glance()
	if err != nil {
		return err
	}
	if c != want {
		return s.wrong("%s", otherwise)
	}
	s.pass(1)
	return nil
}

// key is the key of a member, and passes over its colon.
func (s *scanner) key() (string, error) {
	c, err := s.glance()
	if err != nil {
		return "", err
	}
	if c != '"' {
		return "", s.wrong("a key should stand here")
	}
	text, _, _, err := s.element()
	if err != nil {
		return "", err
	}
	key := string(jsonString(text))
	return key, s.expect(':', "a colon should stand here")
}

// elements tells of each element of a list. What should be none may be any value, and each nil.
func (s *scanner) elements(list bool, each func(text []byte, line, column int) error) error {
	c, err := s.glance()
	if err != nil {
		return err
	}
	if c != '[' {
		if list {
			return s.wrong("a list should stand here")
		}
		_, _, _, err := s.element()
		return err
	}
	s.pass(1)
	for first := true; ; first = false {
		if c, err = s.glance(); err != nil {
			return err
		}
		if c == ']' {
			s.pass(1)
			return nil
		}
		if !first {
			if err := s.expect(',', "a comma should stand here"); err != nil {
				return err
			}
		}
		if each == nil && list { // what is left for another reading is looked at then
			length, err := s.length()
			if err != nil {
				return err
			}
			s.pass(length)
			continue
		}
		text, line, column, err := s.element()
		if err != nil {
			return err
		}
		if each == nil {
			continue
		}
		if err := each(text, line, column); err != nil {
			return err
		}
	}
}

// element reads one value, and where it begins. It is JSON.
func (s *scanner) element() (text []byte, line, column int, err error) {
	if _, err := s.glance(); err != nil {
		return nil, 0, 0, err
	}
	line, column = s.line, s.pos-s.lineStart+1
	length, err := s.length()
	if err != nil {
		return nil, 0, 0, err
	}
	text = s.buf[s.pos : s.pos+length]
	if !json.Valid(text) {
		var v any
		err := json.Unmarshal(text, &v)
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			s.pass(min(max(int(syntax.Offset)-1, 0), length))
		}
		return nil, 0, 0, s.wrong("%v", ofJSON(err))
	}
	s.pass(length)
	return text, line, column, nil
}

// length is how long the value is that stands next, behind white space, by its quotes and brackets alone.
func (s *scanner) length() (int, error) {
	if c, err := s.glance(); err != nil || c == ',' || c == '}' || c == ']' || c == ':' {
		if err == nil {
			err = s.wrong("a value should stand here")
		}
		return 0, err
	}
	depth, quoted := 0, false
	for k := 0; ; {
		b := s.buf[s.pos:s.end]
		for k < len(b) {
			if quoted {
				n := bytes.IndexAny(b[k:], "\"\\")
				if n < 0 {
					k = len(b)
					break
				}
				k += n
				if b[k] == '\\' {
					if k+1 == len(b) {
						break // what it stands before is not there yet
					}
					k += 2
					continue
				}
				k++
				if quoted = false; depth == 0 {
					return k, nil
				}
				continue
			}
			switch b[k] {
			case '"':
				quoted = true
			case '{', '[':
				if depth++; depth > maxNested {
					s.pass(k)
					return 0, s.wrong("it is nested more than %d levels deep", maxNested)
				}
			case '}', ']':
				if depth--; depth <= 0 {
					return k + 1 + min(depth, 0), nil
				}
			case ',', ' ', '\t', '\r', '\n', ':':
				if depth == 0 {
					return k, nil
				}
			}
			k++
		}
		if len(b) > maxRecord {
			return 0, s.wrong("what begins here is longer than %d MB", maxRecord>>20)
		}
		more, err := s.fill()
		if err != nil {
			return 0, err
		}
		if !more {
			if depth == 0 && !quoted && k > 0 {
				return k, nil
			}
			return 0, s.wrong("%v", errEarly)
		}
	}
}
