package eventlog

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// Sample is the beginning of a log with all its columns, for whoever wants to find out what they are. A value that is not there is "".
type Sample struct {
	Format, Encoding, Delimiter string
	Columns                     []string // in the order in which they come up; OCEL has "object:TYPE" for the objects of an event
	Rows                        [][]string
	Whole                       bool // it is all of the log
}

// errEnough ends the reading of a sample.
var errEnough = errors.New("enough")

// Take reads up to that many rows.
func Take(log Log, spec Spec, rows int) (*Sample, error) {
	in, err := log.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	text, used, err := reopened(in, spec.Encoding)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", log.Name, err)
	}
	start := bufio.NewReaderSize(text, blockSize)
	head, err := start.Peek(sniffed)
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("%s: %w", log.Name, err)
	}
	if spec.Format == "" {
		spec.Format = formatOf(head)
	}
	s := &sampling{Sample: Sample{Format: spec.Format, Encoding: used, Whole: true}, index: map[string]int{}, limit: rows}
	if spec.Location == nil {
		spec.Location = time.UTC
	}
	switch spec.Format {
	case "csv":
		err = s.csv(start, head, spec.Delimiter)
	case "xes":
		err = s.xes(start)
	case "jsonl":
		err = s.jsonl(start)
	case "ocel":
		err = s.ocel(start)
	default:
		err = fmt.Errorf("no format %q", spec.Format)
	}
	var p *Problem
	switch {
	case errors.Is(err, errEnough):
		s.Whole = false
	case errors.As(err, &p):
		p.File = log.Name
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%s: %w", log.Name, err)
	}
	if len(s.Rows) == 0 {
		return nil, fmt.Errorf("%s: there is no event in this log", log.Name)
	}
	for k, row := range s.Rows { // columns that came up later
		for len(row) < len(s.Columns) {
			row = append(row, "")
		}
		s.Rows[k] = row
	}
	return &s.Sample, nil
}

type sampling struct {
	Sample
	index map[string]int
	limit int
	row   []string
}

// maxSampled is how many columns are looked at.
const maxSampled = 400

func (s *sampling) put(column, value string) {
	k, known := s.index[column]
	if !known {
		if len(s.Columns) == maxSampled {
			return
		}
		k = len(s.Columns)
		s.index[column] = k
		s.Columns = append(s.Columns, column)
	}
	for len(s.row) <= k {
		s.row = append(s.row, "")
	}
	if s.row[k] == "" {
		s.row[k] = value
	}
}

func (s *sampling) end() error {
	s.Rows = append(s.Rows, s.row)
	s.row = nil
	if len(s.Rows) >= s.limit {
		return errEnough
	}
	return nil
}

func (s *sampling) csv(in io.Reader, head []byte, delimiter string) error {
	delim := delimiterOf(head)
	if delimiter != "" {
		delim = delimiter[0]
	}
	s.Delimiter = string(delim)
	t := newTable(in, delim)
	ok, err := t.next()
	if err != nil || !ok {
		return err
	}
	if isJSONList(t.row) {
		return &Problem{Line: t.at, Text: aJSONList}
	}
	if string(t.fields[0]) == "sep=" {
		if ok, err = t.next(); err != nil || !ok {
			return err
		}
	}
	for _, f := range t.fields {
		name := strings.TrimSpace(valid(f))
		if _, twice := s.index[name]; !twice {
			s.put(name, "")
		}
	}
	header := slices.Clone(s.Columns)
	for {
		if ok, err = t.next(); err != nil || !ok {
			return err
		}
		s.row = make([]string, len(header))
		for k, f := range t.fields {
			if k < len(header) {
				s.row[k] = strings.TrimSpace(valid(f))
			}
		}
		if err := s.end(); err != nil {
			return err
		}
	}
}

func (s *sampling) xes(in io.Reader) error {
	sc := &scanner{in: in, buf: make([]byte, blockSize), line: 1}
	var trace [][2]string
	begun, inTrace, inEvent, nested := false, false, false, 0
	for {
		tag, err := sc.next()
		if err != nil || tag == nil {
			return err
		}
		if len(tag) > 0 && tag[0] == '/' {
			switch {
			case nested > 0:
				nested--
			case inEvent:
				inEvent = false
				for _, a := range trace {
					s.put("case:"+a[0], a[1])
				}
				if err := s.end(); err != nil {
					return err
				}
			default:
				inTrace = false
			}
			continue
		}
		closed := len(tag) > 0 && tag[len(tag)-1] == '/'
		name := tag
		if k := bytes.IndexAny(tag, " \t\r\n/"); k >= 0 {
			name = tag[:k]
		}
		if k := bytes.LastIndexByte(name, ':'); k >= 0 { // a prefix of the namespace
			name = name[k+1:]
			tag = tag[k+1:]
		}
		if !begun && string(name) != "log" {
			return &Problem{Line: sc.tag, Column: sc.from, Text: fmt.Sprintf("this file begins with <%s>, so it is no XES, which begins with <log>", shownTag(name))}
		}
		begun = true
		if nested == 0 {
			rawKey, rawValue, _ := pairOf(tag[len(name):])
			key, value := valid(unescape(rawKey)), strings.TrimSpace(valid(unescape(rawValue)))
			switch {
			case string(name) == "log":
				continue
			case !inTrace && string(name) == "trace":
				inTrace, trace = !closed, nil
				continue
			case inTrace && !inEvent && string(name) == "event":
				inEvent = !closed
				continue
			case inEvent:
				s.put(key, value)
			case inTrace:
				trace = append(trace, [2]string{key, value})
			}
		}
		if !closed {
			nested++
		}
	}
}

func (s *sampling) jsonl(in *bufio.Reader) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxRecord)
	broken := 0
	var first *Problem
	line := 1
	for ; lines.Scan(); line++ {
		text := bytes.TrimSpace(lines.Bytes())
		if len(text) == 0 {
			continue
		}
		var object map[string]any
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		if err := d.Decode(&object); err != nil { // left out, as it will be when the log is measured
			if broken++; first == nil {
				first = &Problem{Line: line, Column: jsonColumn(err, text), Text: fmt.Sprintf("this is no JSON object: %s", ofJSON(err))}
			}
			continue
		}
		s.flatten("", object)
		if err := s.end(); err != nil {
			return err
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return &Problem{Line: line, Text: fmt.Sprintf("this line is longer than %d MB", maxRecord>>20)}
	} else if err != nil {
		return err
	}
	if broken > len(s.Rows) {
		return first
	}
	return nil
}

// flatten puts the values of an object, and of objects inside it.
func (s *sampling) flatten(prefix string, object map[string]any) {
	keys := make([]string, 0, len(object))
	for k := range object {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		if inner, ok := object[k].(map[string]any); ok && strings.Count(prefix, ".") < 3 {
			s.flatten(prefix+k+".", inner)
			continue
		}
		s.put(prefix+k, jsonText(object[k]))
	}
}

// ocel keeps the events until the types of their objects are known, and no more of them than are asked for.
func (s *sampling) ocel(in io.Reader) error {
	kinds := map[string]string{}
	var events []ocelEvent
	wrong := func(err error, line, column int) error {
		return &Problem{Line: line, Column: column, Text: fmt.Sprintf("this is no OCEL 2.0: %s", ofJSON(err))}
	}
	_, err := ocelElements(&scanner{in: in, buf: make([]byte, blockSize), line: 1}, ocelParts{
		want: func(string) bool { return true },
		object: func(text []byte, line, column int) error {
			var o ocelObject
			if err := json.Unmarshal(text, &o); err != nil {
				return wrong(err, line, column)
			}
			kinds[o.ID] = o.Type
			return nil
		},
		event: func(text []byte, line, column int) error {
			if len(events) == s.limit {
				if len(kinds) > 0 { // all objects are known
					return errEnough
				}
				return nil
			}
			var e ocelEvent
			if err := json.Unmarshal(text, &e); err != nil {
				return wrong(err, line, column)
			}
			events = append(events, e)
			return nil
		},
	})
	if err != nil && err != errEnough {
		return err
	}
	for _, e := range events {
		s.put("time", e.Time)
		s.put("type", e.Type)
		for _, rel := range e.Relations {
			if kind := kinds[rel.Object]; kind != "" {
				s.put("object:"+kind, rel.Object)
			}
		}
		for _, a := range e.Attributes {
			s.put(a.Name, jsonText(a.Value))
		}
		if err := s.end(); err != nil {
			return err
		}
	}
	return nil
}

// ReadsTimes returns the layout that reads the texts as times, or "" where none does, or more than one; then the second result says so.
func ReadsTimes(texts []string) (layout string, doubt error) {
	if len(texts) == 0 {
		return "", nil
	}
	digits := 0
	for _, t := range texts {
		if strings.ContainsAny(t, "0123456789") && len(t) >= 6 && len(t) <= 40 {
			digits++
		}
	}
	if digits < len(texts)*9/10 {
		return "", nil
	}
	layout, err := findLayout(texts, time.UTC)
	if err != nil && strings.Contains(err.Error(), "can be read as") {
		return "", err
	}
	if err != nil {
		return "", nil
	}
	return layout, nil
}
