package eventlog

// OCEL 2.0 (https://www.ocel-standard.org, JSON form). An event belongs to several objects: the case is the object whose type Columns.Case names,
// and an event that belongs to several of these counts once in each. Columns "case:x" are the attribute x of that object, as it stood when the
// event happened; all others are attributes of the event, and without a column for it the activity is the event's type.
//
// Objects may stand behind the events that name them. A file in which they do is read twice: the first time for its objects alone. So what is
// kept is the objects that are cases, with the attributes that a column names, one event, and whatever Spec.Order says of events. Only what cannot
// be read twice (a pipe) and has its events first is kept whole, at about 200 bytes an event.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

type ocelEvent struct {
	ID         string          `json:"id"`
	Type       string          `json:"type"`
	Time       string          `json:"time"`
	Attributes []ocelAttribute `json:"attributes"`
	Relations  []struct {
		Object string `json:"objectId"`
	} `json:"relationships"`
}

type ocelObject struct {
	ID         string          `json:"id"`
	Type       string          `json:"type"`
	Attributes []ocelAttribute `json:"attributes"`
}

type ocelAttribute struct {
	Name  string `json:"name"`
	Time  string `json:"time"`
	Value any    `json:"value"`
}

// history is what an attribute of an object was from when on.
type history struct {
	from  int64
	value string
}

// ocelCase is an object that is a case.
type ocelCase struct {
	attributes map[string][]history
}

// waiting is an event until all objects are known.
type waiting struct {
	event   Event
	objects [][]byte
}

// kept is an event whose objects are not overwritten by the next one.
func (w waiting) kept() waiting {
	objects := make([][]byte, len(w.objects))
	for k, id := range w.objects {
		objects[k] = bytes.Clone(id)
	}
	return waiting{w.event, objects}
}

func (r *reading) ocel() error {
	kind := r.spec.Columns.Case
	if kind == "" {
		return r.fatal(1, 0, "which type of object is a case is not said (columns { case = \"…\" })")
	}
	if err := r.setOCELClock(); err != nil {
		return err
	}
	second := r.spec.cases != nil
	if !second {
		r.spec.cases = map[string]*ocelCase{}
	}
	wanted, columns := r.ofObjects(), newSlots(r.spec)
	var others []string // types of objects, for a message
	var early []waiting
	known, later, twice := second, false, false // the objects; events that are left for the second reading; two lists of objects
	parts := ocelParts{
		want: func(key string) bool {
			switch {
			case key == "objects" && !second:
				twice, known = twice || known, true
			case key == "events" && (later || !known && r.spec.again != nil): // all or none of several lists
				later = true
				return false
			}
			return key == "events" || !second
		},
		object: func(text []byte, line, column int) error {
			id, kind, c, err := r.ocelCase(text, wanted)
			switch {
			case err != nil:
				return r.fatal(line, column, "this is no OCEL 2.0: %s", ofJSON(err))
			case kind == r.spec.Columns.Case:
				r.spec.cases[id] = c
			case !slices.Contains(others, kind) && len(others) < 20:
				others = append(others, kind)
			}
			return nil
		},
		event: func(text []byte, line, column int) error {
			w, ok, err := r.ocelEvent(text, line, column, columns)
			if err != nil || !ok {
				return err
			}
			r.spec.told++
			if !known { // and it cannot be read again
				early = append(early, w.kept())
				return nil
			}
			return r.tell(&w)
		},
	}
	sawEvents, err := ocelElements(&scanner{in: r.in, buf: make([]byte, blockSize), line: 1}, parts)
	var p *Problem
	if errors.As(err, &p) && p.File == "" {
		return r.fatal(p.Line, p.Column, "%s", p.Text)
	}
	if err != nil {
		return err
	}
	for k := range early {
		if err := r.tell(&early[k]); err != nil {
			return err
		}
	}
	if later {
		if err := r.ocelAgain(); err != nil {
			return err
		}
	}
	switch {
	case twice:
		return r.fatal(1, 0, "there are two lists of \"objects\" in this file, so it is no OCEL 2.0")
	case !sawEvents:
		return r.fatal(1, 0, "there are no \"events\" in this file, so it is no OCEL 2.0; in JSON Lines, every object stands on one line")
	case len(r.spec.cases) == 0 && r.spec.told > 0 && !second:
		slices.Sort(others)
		if len(others) == 0 {
			return r.fatal(1, 0, "no object is of the type %q, which the source takes for a case, for there are no \"objects\" in this file", kind)
		}
		return r.fatal(1, 0, "no object is of the type %q, which the source takes for a case; there are: %s", kind, strings.Join(others, ", "))
	}
	return nil
}

// ocelAgain reads the log from its beginning, for the events, now that the objects are known.
func (r *reading) ocelAgain() error {
	in, err := r.spec.again()
	if err != nil {
		return err
	}
	defer in.Close()
	spec := *r.spec
	spec.again = nil
	text, _, err := reopened(in, spec.Encoding)
	if err != nil {
		return fmt.Errorf("%s: %w", r.name, err)
	}
	side := readAhead(text)
	defer side.close()
	next := *r
	next.in, next.spec = side, &spec
	err = next.ocel()
	r.spec.told = spec.told
	return err
}

// tell emits an event for every case that it belongs to.
func (r *reading) tell(w *waiting) error {
	for k, id := range w.objects {
		if c := r.spec.cases[string(id)]; c != nil && !slices.ContainsFunc(w.objects[:k], func(o []byte) bool { return string(o) == string(id) }) {
			e := w.event
			r.fromObject(c, &e)
			if err := r.emit(id, &e); err != nil {
				return err
			}
		}
	}
	return nil
}

// ofObjects are the attributes of objects that columns name.
func (r *reading) ofObjects() map[string]bool {
	c := r.spec.Columns
	out := map[string]bool{}
	for _, column := range slices.Concat([]string{c.Activity, c.State, c.Group, c.Actor, c.Priority}, r.spec.Fields, r.spec.Links) {
		if name, ok := strings.CutPrefix(column, "case:"); ok {
			out[name] = true
		}
	}
	return out
}

func (r *reading) setOCELClock() error {
	if r.spec.Layout == "" {
		r.spec.Layout = "iso"
	}
	return r.setLayout(nil)
}

// ocelCase reads an object: what it is, and what is wanted of it.
func (r *reading) ocelCase(text []byte, wanted map[string]bool) (id, kind string, c *ocelCase, err error) {
	var o struct{ id, kind, attributes []byte }
	jsonMembers(text, func(key, value []byte) {
		switch string(key) {
		case "id":
			o.id = value
		case "type":
			o.kind = value
		case "attributes":
			o.attributes = value
		}
	})
	c = &ocelCase{}
	if !is(text, '{') || !is(o.id, '"') || !is(o.kind, '"') || !is(o.attributes, '[') || len(wanted) > 0 {
		var whole ocelObject
		if err := json.Unmarshal(text, &whole); err != nil {
			return "", "", nil, err
		}
		c = r.withHistory(whole, wanted)
	}
	return string(jsonWord(o.id)), string(jsonWord(o.kind)), c, nil // as events name them: json.Unmarshal mends broken UTF-8
}

// is reports whether a value begins so, or is not there.
func is(value []byte, first byte) bool { return len(value) == 0 || value[0] == first }

func (r *reading) withHistory(o ocelObject, wanted map[string]bool) *ocelCase {
	c := &ocelCase{}
	for _, a := range o.Attributes {
		if !wanted[a.Name] {
			continue
		}
		if c.attributes == nil {
			c.attributes = map[string][]history{}
		}
		from, _ := r.clock.read([]byte(a.Time)) // one without a time held from the first
		c.attributes[a.Name] = append(c.attributes[a.Name], history{from, jsonText(a.Value)})
	}
	for _, h := range c.attributes {
		slices.SortStableFunc(h, func(a, b history) int { return int(min(max(a.from-b.from, -1), 1)) })
	}
	return c
}

// at is the value at an instant: the last that held by then, else the first.
func (c *ocelCase) at(name string, t int64) string {
	h := c.attributes[name]
	value := ""
	for k := range h {
		if k == 0 || h[k].from <= t {
			value = h[k].value
		}
	}
	return value
}

// ocelEvent is an event as it is read, and the objects that it belongs to; not ok is one that was left out.
func (r *reading) ocelEvent(text []byte, line, column int, columns *slots) (w waiting, ok bool, err error) {
	var o struct{ id, kind, time, attributes, relations []byte }
	jsonMembers(text, func(key, value []byte) {
		switch string(key) {
		case "id":
			o.id = value
		case "type":
			o.kind = value
		case "time":
			o.time = value
		case "attributes":
			o.attributes = value
		case "relationships":
			o.relations = value
		}
	})
	odd := !is(text, '{') || !is(o.id, '"') || !is(o.kind, '"') || !is(o.time, '"') || !is(o.attributes, '[') || !is(o.relations, '[')
	clear(columns.values)
	jsonElements(o.attributes, func(a []byte) {
		var name, value []byte
		jsonMembers(a, func(key, v []byte) {
			switch string(key) {
			case "name":
				name = v
			case "value":
				value = v
			}
		})
		odd = odd || !is(a, '{') || !is(name, '"')
		for _, k := range columns.at[string(jsonWord(name))] {
			if columns.values[k] == nil {
				columns.values[k] = value
			}
		}
	})
	r.objects = r.objects[:0]
	jsonElements(o.relations, func(relation []byte) {
		var id []byte
		jsonMembers(relation, func(key, v []byte) {
			if string(key) == "objectId" {
				id = v
			}
		})
		odd = odd || !is(relation, '{') || !is(id, '"')
		r.objects = append(r.objects, jsonWord(id))
	})
	if odd { // null may stand anywhere; for all else the standard library has the words
		if err := json.Unmarshal(text, &ocelEvent{}); err != nil {
			return w, false, r.fatal(line, column, "this is no OCEL 2.0: %s", ofJSON(err))
		}
	}
	t, ok := r.clock.read(jsonWord(o.time))
	if !ok {
		return w, false, r.broken(line, column, "the time of event %q is %q, which is no time as %s", valid(jsonWord(o.id)), valid(jsonWord(o.time)), r.stats.Layout)
	}
	w = waiting{Event{Time: t}, r.objects}
	r.fill(&w.event, columns)
	if w.event.Activity == 0 {
		w.event.Activity = r.words.word(r.value(jsonWord(o.kind)))
	}
	return w, true, nil
}

// fromObject fills in what columns take from the object.
func (r *reading) fromObject(c *ocelCase, e *Event) {
	word := func(column string, into *Word) {
		if name, ok := strings.CutPrefix(column, "case:"); ok {
			*into = r.words.word(r.value([]byte(c.at(name, e.Time))))
		}
	}
	columns := r.spec.Columns
	word(columns.Activity, &e.Activity)
	word(columns.State, &e.State)
	word(columns.Group, &e.Group)
	word(columns.Actor, &e.Actor)
	word(columns.Priority, &e.Priority)
	if slices.ContainsFunc(r.spec.Links, func(l string) bool { return strings.HasPrefix(l, "case:") }) {
		named := r.words.Links(e.Links, len(r.spec.Links))
		e.Links = r.linked(func(k int) []byte {
			if name, ok := strings.CutPrefix(r.spec.Links[k], "case:"); ok {
				return r.value([]byte(c.at(name, e.Time)))
			}
			if k < len(named) {
				return []byte(named[k])
			}
			return nil
		})
	}
	for bit, f := range r.spec.Fields {
		if name, ok := strings.CutPrefix(f, "case:"); ok && len(r.value([]byte(c.at(name, e.Time)))) > 0 {
			e.Filled |= 1 << bit
		}
	}
}
