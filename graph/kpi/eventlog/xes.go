package eventlog

// XES (IEEE 1849-2016). What is wanted of it is little: traces, events, and attributes right inside them that are a key and a value. So this
// is no XML parser but a scanner of tags that knows quotes, comments, CDATA and the five entities, and holds every end tag against its beginning.
//
// What is no XES ends the reading, with line and column: another root than <log>, or anything behind it; a tag that is not closed, not ended, or ended
// by another one; attributes that are not name="value"; an element that has no place in a log, a trace or an event; an attribute of a trace or an
// event without a key. An event without a time, without a case, or outside of a trace is left out and counted.
//
// Tolerated, since tools write it, is what cannot change a figure: namespace prefixes; versions, extensions, globals and classifiers of any sort,
// none included (so no default of a <global> is filled in); text between tags; a time in a <string>; any type for any value; the same key twice (the
// last counts); & alone, which stands for itself; and entities that XML does not know, which are read as U+FFFD.

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxTag is how long one tag may be.
const maxTag = 4 << 20

// scanner finds tags.
type scanner struct {
	in   io.Reader
	buf  []byte
	pos  int
	end  int
	eof  bool
	line int // of pos
	tag  int // line of the last tag
	from int // where its line begins, in bytes before pos; for columns

	lineStart int // offset of the start of the current line in buf; may be negative
}

func (s *scanner) fill() (bool, error) {
	if s.eof {
		return false, nil
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.end -= s.pos
		s.lineStart -= s.pos
		s.pos = 0
	} else if s.end == len(s.buf) {
		bigger := make([]byte, 2*len(s.buf))
		copy(bigger, s.buf[:s.end])
		s.buf = bigger
	}
	n, err := s.in.Read(s.buf[s.end:])
	s.end += n
	if err == io.EOF {
		s.eof = true
		return n > 0, nil
	}
	return true, err
}

// pass counts the lines in what is passed over.
func (s *scanner) pass(n int) {
	for k := s.pos; ; {
		i := bytes.IndexByte(s.buf[k:s.pos+n], '\n')
		if i < 0 {
			break
		}
		s.line++
		k += i + 1
		s.lineStart = k
	}
	s.pos += n
}

// until passes over everything up to and with the mark.
func (s *scanner) until(mark string) (bool, error) {
	for {
		if i := bytes.Index(s.buf[s.pos:s.end], []byte(mark)); i >= 0 {
			s.pass(i + len(mark))
			return true, nil
		}
		if keep := len(mark) - 1; s.end-s.pos > keep {
			s.pass(s.end - s.pos - keep)
		}
		more, err := s.fill()
		if err != nil || !more && s.eof {
			return false, err
		}
	}
}

// next returns the inside of the next tag, without < and >; nil at the end. Comments, declarations and CDATA are passed over.
func (s *scanner) next() ([]byte, error) {
	for {
		found, err := s.until("<")
		if err != nil || !found {
			return nil, err
		}
		for s.end-s.pos < 8 && !s.eof {
			if _, err := s.fill(); err != nil {
				return nil, err
			}
		}
		rest := s.buf[s.pos:s.end]
		skip := ""
		switch {
		case bytes.HasPrefix(rest, []byte("!--")):
			skip = "-->"
		case bytes.HasPrefix(rest, []byte("![CDATA[")):
			skip = "]]>"
		case bytes.HasPrefix(rest, []byte("?")):
			skip = "?>"
		case bytes.HasPrefix(rest, []byte("!")):
			skip = ">"
		}
		if skip != "" {
			line := s.line
			if found, err = s.until(skip); err != nil {
				return nil, err
			}
			if !found {
				return nil, &Problem{Line: line, Text: "what begins here is never ended by " + skip}
			}
			continue
		}
		return s.tagBody()
	}
}

// tagBody returns what stands up to the closing >, which may not be inside quotes.
func (s *scanner) tagBody() ([]byte, error) {
	s.tag, s.from = s.line, s.pos-s.lineStart
	scanned := 0
	quoteMark := byte(0)
	for {
		b := s.buf[s.pos:s.end]
		for scanned < len(b) {
			if quoteMark != 0 {
				n := bytes.IndexByte(b[scanned:], quoteMark)
				if n < 0 {
					scanned = len(b)
					break
				}
				scanned += n + 1
				quoteMark = 0
				continue
			}
			switch c := b[scanned]; c {
			case '>':
				s.pass(scanned)
				body := s.buf[s.pos-scanned : s.pos]
				s.pos++
				return body, nil
			case '"', '\'':
				quoteMark = c
			case '<':
				return nil, &Problem{Line: s.tag, Column: s.from, Text: "this tag is not closed before the next one begins"}
			}
			scanned++
		}
		if len(b) > maxTag {
			return nil, &Problem{Line: s.tag, Column: s.from, Text: "this tag is too long; a quote in it may never be closed"}
		}
		more, err := s.fill()
		if err != nil {
			return nil, err
		}
		if !more && s.eof {
			return nil, &Problem{Line: s.tag, Column: s.from, Text: "the log ends inside this tag"}
		}
	}
}

// pairOf returns the raw values of the attributes key and value in the part of a tag that is behind its name. Not ok is one whose attributes are not
// all name="value".
func pairOf(tag []byte) (key, value []byte, ok bool) {
	for k := 0; k < len(tag); {
		eq := bytes.IndexByte(tag[k:], '=')
		if eq < 0 {
			rest := bytes.TrimSpace(tag[k:])
			return key, value, len(rest) == 0 || len(rest) == 1 && rest[0] == '/'
		}
		eq += k
		end := eq // of the name
		for end > k && tag[end-1] <= ' ' {
			end--
		}
		q := eq + 1
		for q < len(tag) && tag[q] <= ' ' {
			q++
		}
		if q >= len(tag) || tag[q] != '"' && tag[q] != '\'' {
			return key, value, false
		}
		n := bytes.IndexByte(tag[q+1:], tag[q])
		if n < 0 {
			return key, value, false
		}
		begin := k
		for begin < end && tag[begin] <= ' ' {
			begin++
		}
		if begin == end || bytes.ContainsAny(tag[begin:end], " \t\r\n/") {
			return key, value, false
		}
		switch string(tag[begin:end]) {
		case "key":
			key = tag[q+1 : q+1+n]
		case "value":
			value = tag[q+1 : q+1+n]
		}
		k = q + n + 2
	}
	return key, value, true
}

// open are the elements that are not ended yet.
type open struct {
	names []byte // one after the other
	list  []element
}

type element struct{ end, line, column int }

func (o *open) push(name []byte, line, column int) {
	o.names = append(o.names, name...)
	o.list = append(o.list, element{len(o.names), line, column})
}

// last is the innermost one.
func (o *open) last() (name []byte, at element) {
	n := len(o.list) - 1
	from := 0
	if n > 0 {
		from = o.list[n-1].end
	}
	return o.names[from:], o.list[n]
}

func (o *open) pop() {
	name, _ := o.last()
	o.names, o.list = o.names[:len(o.names)-len(name)], o.list[:len(o.list)-1]
}

// isAttribute reports whether an element is an attribute of XES, by its name.
func isAttribute(name []byte) bool {
	switch string(name) {
	case "string", "date", "int", "float", "boolean", "id", "list", "container":
		return true
	}
	return false
}

// unescape resolves entities, in place.
func unescape(text []byte) []byte {
	amp := bytes.IndexByte(text, '&')
	if amp < 0 {
		return text
	}
	out := append([]byte(nil), text[:amp]...)
	for k := amp; k < len(text); {
		if text[k] != '&' {
			out = append(out, text[k])
			k++
			continue
		}
		end := bytes.IndexByte(text[k:], ';')
		if end < 0 || end > 12 {
			out = append(out, '&')
			k++
			continue
		}
		name := string(text[k+1 : k+end])
		k += end + 1
		switch name {
		case "lt":
			out = append(out, '<')
		case "gt":
			out = append(out, '>')
		case "amp":
			out = append(out, '&')
		case "quot":
			out = append(out, '"')
		case "apos":
			out = append(out, '\'')
		default:
			code, err := uint64(0), error(strconv.ErrSyntax)
			if hex, ok := strings.CutPrefix(name, "#x"); ok {
				code, err = strconv.ParseUint(hex, 16, 32)
			} else if dec, ok := strings.CutPrefix(name, "#"); ok {
				code, err = strconv.ParseUint(dec, 10, 32)
			}
			if err != nil {
				code = utf8.RuneError
			}
			out = utf8.AppendRune(out, rune(code))
		}
	}
	return out
}

// wanted are the roles that one key has: usually one, but concept:name is the case of a trace and the activity of an event.
type wanted struct {
	time, activity, state, group, actor, priority, tie bool
	fields                                             uint64
	links                                              []int // numbers of columns
}

// xesKeys tells what each key of an event and of a trace is wanted for. A column "case:x" is the attribute x of the trace.
func (r *reading) xesKeys() (event, trace map[string]*wanted) {
	event, trace = map[string]*wanted{}, map[string]*wanted{}
	at := func(key string) *wanted {
		keys := event
		if rest, ok := strings.CutPrefix(key, "case:"); ok {
			keys, key = trace, rest
		}
		if keys[key] == nil {
			keys[key] = &wanted{}
		}
		return keys[key]
	}
	c := r.spec.Columns
	for _, x := range []struct {
		key string
		set func(*wanted)
	}{
		{c.Time, func(w *wanted) { w.time = true }}, {c.Activity, func(w *wanted) { w.activity = true }},
		{c.State, func(w *wanted) { w.state = true }}, {c.Group, func(w *wanted) { w.group = true }},
		{c.Actor, func(w *wanted) { w.actor = true }}, {c.Priority, func(w *wanted) { w.priority = true }},
		{c.TieBreak, func(w *wanted) { w.tie = true }},
	} {
		if x.key != "" {
			x.set(at(x.key))
		}
	}
	for bit, f := range r.spec.Fields {
		at(f).fields |= 1 << bit
	}
	for k, l := range r.spec.Links {
		at(l).links = append(at(l).links, k)
	}
	return event, trace
}

func (r *reading) xes() error {
	r.spec.Columns = r.spec.Columns.or(Standard)
	caseKey := strings.TrimPrefix(r.spec.Columns.Case, "case:")
	eventKeys, traceKeys := r.xesKeys()
	layout := r.spec.Layout
	if layout == "" {
		r.spec.Layout = "iso" // the standard's xs:dateTime
	}
	if err := r.setLayout(nil); err != nil {
		return err
	}
	s := &scanner{in: r.in, buf: make([]byte, blockSize), line: 1}
	fail := func(err error) error {
		if p, ok := err.(*Problem); ok {
			p.File = r.name
		}
		return err
	}
	const outside, inTrace, inEvent = 0, 1, 2
	level := outside
	nested := 0 // how deep inside an attribute, or outside inside anything else
	var id []byte
	var base, e Event // what the trace says of all its events
	traceLinks, eventLinks := make([][]byte, len(r.spec.Links)), make([][]byte, len(r.spec.Links))
	var dated, sawLog bool
	var within open
	wrong := func(format string, args ...any) error { return r.fatal(s.tag, s.from, format, args...) }
	var eventLine, eventColumn int
	for {
		tag, err := s.next()
		if err != nil {
			return fail(err)
		}
		if tag == nil {
			break
		}
		if len(tag) > 0 && tag[0] == '/' {
			ended := bytes.TrimSpace(tag[1:])
			if len(within.list) == 0 {
				return wrong("nothing has begun that </%s> could end", shownTag(ended))
			}
			if begun, at := within.last(); string(begun) != string(ended) {
				return wrong("</%s> cannot end <%s>, which begins at line %d, column %d", shownTag(ended), shownTag(begun), at.line, at.column)
			}
			within.pop()
			switch {
			case nested > 0:
				nested--
			case level == inEvent:
				level = inTrace
				if !dated {
					if err := r.broken(eventLine, eventColumn, "this event has no %s that is a time", strconv.Quote(r.spec.Columns.Time)); err != nil {
						return err
					}
					continue
				}
				if len(id) == 0 {
					if err := r.broken(eventLine, eventColumn, "the trace of this event has no %s", strconv.Quote(caseKey)); err != nil {
						return err
					}
					continue
				}
				if len(eventLinks) > 0 {
					e.Links = r.linked(func(k int) []byte { return eventLinks[k] })
				}
				if err := r.emit(id, &e); err != nil {
					return err
				}
			case level == inTrace:
				level = outside
			}
			continue
		}
		closed := len(tag) > 0 && tag[len(tag)-1] == '/'
		name := tag
		if k := bytes.IndexAny(tag, " \t\r\n/"); k >= 0 {
			name = tag[:k]
		}
		behind := tag[len(name):]
		if len(name) == 0 {
			return wrong("a tag should have a name")
		}
		if sawLog && len(within.list) == 0 {
			return wrong("<%s> stands behind the end of <log>", shownTag(name))
		}
		if !closed {
			within.push(name, s.tag, s.from)
		}
		if k := bytes.LastIndexByte(name, ':'); k >= 0 { // a prefix of the namespace
			name = name[k+1:]
		}
		switch {
		case nested > 0:
			if !closed {
				nested++
			}
		case !sawLog && string(name) == "log":
			sawLog = true
		case !sawLog:
			return wrong("this file begins with <%s>, so it is no XES, which begins with <log>", shownTag(name))
		case level == outside && string(name) == "trace":
			id, base = id[:0], Event{}
			for k := range traceLinks {
				traceLinks[k] = traceLinks[k][:0]
			}
			if r.spec.begin != nil {
				r.spec.begin()
			}
			if !closed {
				level = inTrace
			}
		case level == outside && string(name) == "event":
			if err := r.broken(s.tag, s.from, "this event stands in no trace"); err != nil {
				return err
			}
			if !closed {
				nested = 1
			}
		case level == outside || level == inTrace && string(name) != "event":
			switch {
			case isAttribute(name):
			case level == inTrace:
				return wrong("<%s> has no place in a trace of XES", shownTag(name))
			case string(name) != "extension" && string(name) != "global" && string(name) != "classifier":
				return wrong("<%s> has no place in a log of XES", shownTag(name))
			}
			key, value, ok := pairOf(behind)
			if !ok {
				return wrong("the attributes of <%s> are not all of the form name=\"value\"", shownTag(name))
			}
			if level == inTrace {
				if len(key) == 0 {
					return wrong("this <%s> has no key", name)
				}
				key = unescape(key)
				if string(key) == caseKey {
					id = append(id[:0], bytes.TrimSpace(unescape(value))...)
				}
				if w := traceKeys[string(key)]; w != nil {
					r.take(w, &base, traceLinks, unescape(value))
				}
			}
			if !closed {
				nested = 1
			}
		case level == inTrace:
			e, dated = base, false
			for k, named := range traceLinks {
				eventLinks[k] = append(eventLinks[k][:0], named...)
			}
			eventLine, eventColumn = s.tag, s.from
			if closed {
				if err := r.broken(eventLine, eventColumn, "this event says nothing"); err != nil {
					return err
				}
				continue
			}
			level = inEvent
		case level == inEvent:
			key, value, ok := pairOf(behind)
			switch {
			case !isAttribute(name):
				return wrong("<%s> has no place in an event of XES", shownTag(name))
			case !ok:
				return wrong("the attributes of <%s> are not all of the form name=\"value\"", name)
			case len(key) == 0:
				return wrong("this <%s> has no key", name)
			}
			if w := eventKeys[string(unescape(key))]; w != nil {
				if r.take(w, &e, eventLinks, unescape(value)) {
					dated = true
				}
			}
			if !closed {
				nested = 1
			}
		}
	}
	switch {
	case !sawLog:
		return r.fatal(1, 0, "there is no <log> in this file, so it is no XES")
	case len(within.list) > 0:
		name, at := within.last()
		return r.fatal(s.line, 0, "the file ends inside <%s>, which begins at line %d, column %d", shownTag(name), at.line, at.column)
	}
	return nil
}

// shownTag is the name of a tag in a message.
func shownTag(name []byte) string {
	text := quote(name)
	return text[1 : len(text)-1]
}

// take puts a value where it is wanted, and reports whether it was a time that could be read.
func (r *reading) take(w *wanted, e *Event, links [][]byte, value []byte) (dated bool) {
	value = r.value(value)
	if w.time {
		var t int64
		if t, dated = r.clock.read(value); dated {
			e.Time = t
		}
	}
	if w.activity || w.state || w.group || w.actor || w.priority {
		word := r.words.word(value)
		if w.activity {
			e.Activity = word
		}
		if w.state {
			e.State = word
		}
		if w.group {
			e.Group = word
		}
		if w.actor {
			e.Actor = word
		}
		if w.priority {
			e.Priority = word
		}
	}
	if w.tie {
		e.TieBreak, _ = strconv.ParseInt(string(value), 10, 64)
	}
	if len(value) > 0 {
		e.Filled |= w.fields
	}
	for _, k := range w.links {
		links[k] = append(links[k][:0], value...)
	}
	return dated
}
