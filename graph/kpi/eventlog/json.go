package eventlog

// JSON of which little is wanted. The standard library makes a map of every object and a string of every value; a log has forty keys of which five are
// read. So the standard library says whether a value is JSON at all (json.Valid, with its message where it is none), and what follows here
// walks over text that is known to be, and cuts out what is wanted.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// endOfJSON is how the standard library says that JSON ends too early.
const endOfJSON = "unexpected end of JSON input"

// ofJSON says what is wrong with JSON in words of the log.
func ofJSON(err error) error {
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || err.Error() == endOfJSON:
		return errors.New("it ends too early")
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Errorf("a %s cannot be the value of %q", kind.Value, kind.Field)
	case errors.As(err, &kind):
		return fmt.Errorf("a %s cannot stand here", kind.Value)
	}
	return err
}

// jsonEnd is where the value ends that begins at k of valid JSON.
func jsonEnd(text []byte, k int) int {
	depth := 0
	for ; k < len(text); k++ {
		switch text[k] {
		case '"':
			for k++; text[k] != '"'; k++ {
				if text[k] == '\\' {
					k++
				}
			}
		case '{', '[':
			depth++
			continue
		case '}', ']':
			depth--
		case ',', ':', ' ', '\t', '\r', '\n':
			continue
		default:
			for k+1 < len(text) && strings.IndexByte(",:]} \t\r\n", text[k+1]) < 0 {
				k++
			}
		}
		if depth == 0 {
			return k + 1
		}
	}
	return len(text)
}

// jsonNext is where the next value of a list or object begins, from k; false at its end.
func jsonNext(text []byte, k int) (int, bool) {
	for k < len(text) && strings.IndexByte(",: \t\r\n", text[k]) >= 0 {
		k++
	}
	return k, k < len(text) && text[k] != ']' && text[k] != '}'
}

// jsonMembers tells of the members of an object, if it is one: keys as texts, values as they are written.
func jsonMembers(object []byte, each func(key, value []byte)) {
	if len(object) == 0 || object[0] != '{' {
		return
	}
	for k, more := jsonNext(object, 1); more; k, more = jsonNext(object, k) {
		end := jsonEnd(object, k)
		key := jsonString(object[k:end])
		k, _ = jsonNext(object, end)
		end = jsonEnd(object, k)
		each(key, object[k:end])
		k = end
	}
}

// jsonElements tells of the elements of a list, if it is one.
func jsonElements(list []byte, each func(value []byte)) {
	if len(list) == 0 || list[0] != '[' {
		return
	}
	for k, more := jsonNext(list, 1); more; k, more = jsonNext(list, k) {
		end := jsonEnd(list, k)
		each(list[k:end])
		k = end
	}
}

// jsonString is the text of a string.
func jsonString(value []byte) []byte {
	inner := value[1 : len(value)-1]
	if bytes.IndexByte(inner, '\\') < 0 {
		return inner
	}
	var text string
	_ = json.Unmarshal(value, &text) // it is valid
	return []byte(text)
}

// jsonWord is a value as a word: of a list it is its first, and an object is there or not.
func jsonWord(value []byte) []byte {
	if len(value) == 0 {
		return nil
	}
	if value[0] == '[' {
		for value[0] == '[' { // where each ends does not matter, and would take long to find in deep ones
			k, some := jsonNext(value, 1)
			if !some {
				return nil
			}
			value = value[k:]
		}
		value = value[:jsonEnd(value, 0)]
	}
	switch value[0] {
	case '"':
		return jsonString(value)
	case 'n':
		return nil
	case '{':
		if _, some := jsonNext(value, 1); some {
			return []byte("{…}")
		}
		return nil
	}
	return value
}

// jsonInner is the value of the key "a.b": key b of the object under a, the last of each where there are several.
func jsonInner(object []byte, key string) (value []byte) {
	head, rest, nested := strings.Cut(key, ".")
	if !nested {
		return nil
	}
	var inner []byte
	jsonMembers(object, func(k, v []byte) {
		if string(k) == head {
			inner = v
		}
	})
	jsonMembers(inner, func(k, v []byte) {
		if string(k) == rest {
			value = v
		}
	})
	if value != nil {
		return value
	}
	return jsonInner(inner, rest)
}

// slots are the values of the columns that are wanted, each at a place of its own.
type slots struct {
	names  []string // of the columns
	at     map[string][]int
	values [][]byte
}

// The first places.
const (
	slotCase = iota
	slotTime
	slotActivity
	slotState
	slotGroup
	slotActor
	slotPriority
	slotTie
	slotFields
)

func newSlots(spec *Spec) *slots {
	c := spec.Columns
	s := &slots{names: []string{c.Case, c.Time, c.Activity, c.State, c.Group, c.Actor, c.Priority, c.TieBreak}, at: map[string][]int{}}
	s.names = append(append(s.names, spec.Fields...), spec.Links...)
	for k, name := range s.names {
		if name != "" {
			s.at[name] = append(s.at[name], k)
		}
	}
	s.values = make([][]byte, len(s.names))
	return s
}

// object reads the values out of an object.
func (s *slots) object(object []byte) {
	clear(s.values)
	jsonMembers(object, func(key, value []byte) {
		for _, k := range s.at[string(key)] {
			s.values[k] = value
		}
	})
	for k, name := range s.names {
		if s.values[k] == nil && strings.Contains(name, ".") {
			s.values[k] = jsonInner(object, name)
		}
	}
}

// fill puts the values of all slots but those of case and time into an event.
func (r *reading) fill(e *Event, s *slots) {
	word := func(k int) Word { return r.words.word(r.value(jsonWord(s.values[k]))) }
	e.Activity, e.State, e.Group, e.Actor, e.Priority = word(slotActivity), word(slotState), word(slotGroup), word(slotActor), word(slotPriority)
	e.TieBreak = r.whole(jsonWord(s.values[slotTie]))
	for bit := range r.spec.Fields {
		if len(r.value(jsonWord(s.values[slotFields+bit]))) > 0 {
			e.Filled |= 1 << bit
		}
	}
	if n := len(r.spec.Links); n > 0 {
		links := s.values[len(s.values)-n:]
		e.Links = r.linked(func(k int) []byte { return r.value(jsonWord(links[k])) })
	}
}
