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
	"io"
	"slices"
	"strconv"
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
	objects []string
}

// offsets tells lines from offsets as the file goes by, and bounds how long one value is.
type offsets struct {
	in    io.Reader
	read  int64
	value int64   // where the value begins that is being read
	lines []int64 // where each line begins, of those that are not behind value
	past  int     // lines before them
}

func (o *offsets) Read(p []byte) (int, error) {
	if o.read-o.value > maxRecord {
		return 0, fmt.Errorf("what begins here is longer than %d MB", maxRecord>>20)
	}
	n, err := o.in.Read(p)
	for k := 0; ; k++ {
		i := bytes.IndexByte(p[k:n], '\n')
		if i < 0 {
			break
		}
		k += i
		o.lines = append(o.lines, o.read+int64(k)+1)
	}
	o.read += int64(n)
	return n, err
}

// begin says where the next value begins, and forgets the lines behind it, but for the one that it is in.
func (o *offsets) begin(offset int64) {
	o.value = offset
	if len(o.lines) < 4096 {
		return
	}
	n, exact := slices.BinarySearch(o.lines, offset)
	if !exact {
		n--
	}
	if n > 2048 {
		o.lines = append(o.lines[:0], o.lines[n:]...)
		o.past += n
	}
}

func (o *offsets) at(offset int64) (line, column int) {
	n, exact := slices.BinarySearch(o.lines, offset)
	if exact {
		n++
	}
	start := int64(0)
	if n > 0 {
		start = o.lines[n-1]
	}
	return o.past + n + 1, int(offset-start) + 1
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
	wanted := r.ofObjects()
	var others []string // types of objects, for a message
	var early []waiting
	known, later, twice := second, false, false // the objects; events that are left for the second reading; two lists of objects
	parts := ocelParts{
		want: func(key string) bool {
			switch {
			case key == "objects" && !second:
				twice, known = twice || known, true
			case key == "events" && !known && r.spec.again != nil:
				later = true
				return false
			}
			return key == "events" || !second
		},
		object: func(o ocelObject) {
			if o.Type == kind {
				r.spec.cases[o.ID] = r.ocelCase(o, wanted)
			} else if !slices.Contains(others, o.Type) && len(others) < 20 {
				others = append(others, o.Type)
			}
		},
		event: func(e ocelEvent, line, column int) error {
			w, ok, err := r.ocelEvent(&e, line, column)
			if err != nil || !ok {
				return err
			}
			r.spec.told++
			if !known { // and it cannot be read again
				early = append(early, w)
				return nil
			}
			return r.tell(&w)
		},
	}
	sawEvents, err := ocelElements(r.in, parts)
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
	for _, id := range w.objects {
		if c := r.spec.cases[id]; c != nil {
			e := w.event
			r.fromObject(c, &e)
			if err := r.emit([]byte(id), &e); err != nil {
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

// ofJSON says what is wrong with JSON in words of the log.
func ofJSON(err error) error {
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("it ends too early")
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Errorf("a %s cannot be the value of %q", kind.Value, kind.Field)
	case errors.As(err, &kind):
		return fmt.Errorf("a %s cannot stand here", kind.Value)
	}
	return err
}

// maxNested is how deep a part of a log may be nested that is passed over.
const maxNested = 10_000

// ocelParts is who is told of what stands in a log. Lists that are not wanted are passed over.
type ocelParts struct {
	want   func(key string) bool // "objects" or "events"
	object func(ocelObject)
	event  func(e ocelEvent, line, column int) error
}

// ocelElements tells of each object and event of a log, with the place of the event, in the order of the file, and reports whether there was a list of
// events. No object or event, and no other value, may be longer than maxRecord: only one is in memory at a time. What is wrong with the file
// is a Problem without a name of the file.
func ocelElements(in io.Reader, parts ocelParts) (sawEvents bool, err error) {
	place := &offsets{in: in}
	d := json.NewDecoder(place)
	d.UseNumber()
	token := func() (json.Token, error) {
		place.begin(d.InputOffset())
		return d.Token()
	}
	decode := func(v any) error {
		place.begin(d.InputOffset())
		return d.Decode(v)
	}
	fail := func(err error) (bool, error) {
		offset := d.InputOffset()
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			offset = syntax.Offset - 1
		}
		line, column := place.at(offset)
		return false, &Problem{Line: line, Column: column, Text: fmt.Sprintf("this is no OCEL 2.0: %s", ofJSON(err))}
	}
	list := func(element func() (told bool, err error)) (told bool, err error) {
		if t, err := token(); err != nil || t != json.Delim('[') {
			if err == nil {
				err = errors.New("a list should stand here")
			}
			return false, err
		}
		for d.More() {
			if told, err := element(); err != nil {
				return told, err
			}
		}
		_, err = token()
		return false, err
	}
	pass := func() error {
		for depth := 0; ; {
			t, err := token()
			if err != nil {
				return err
			}
			switch t {
			case json.Delim('{'), json.Delim('['):
				depth++
			case json.Delim('}'), json.Delim(']'):
				depth--
			}
			if depth > maxNested {
				return fmt.Errorf("it is nested more than %d levels deep", maxNested)
			}
			if depth == 0 {
				return nil
			}
		}
	}
	if t, err := token(); err != nil || t != json.Delim('{') {
		if err == nil {
			err = errors.New("it is no object")
		}
		return fail(err)
	}
	for d.More() {
		key, err := token()
		if err != nil {
			return fail(err)
		}
		told := false // an error of whoever is told of events
		sawEvents = sawEvents || key == "events"
		wanted := (key == "objects" || key == "events") && parts.want(key.(string))
		switch {
		case !wanted:
			err = pass()
		case key == "objects":
			_, err = list(func() (bool, error) {
				var o ocelObject
				if err := decode(&o); err != nil {
					return false, err
				}
				parts.object(o)
				return false, nil
			})
		default:
			told, err = list(func() (bool, error) {
				offset := d.InputOffset() + separators(d.Buffered())
				var e ocelEvent
				if err := decode(&e); err != nil {
					return false, err
				}
				line, column := place.at(offset)
				return true, parts.event(e, line, column)
			})
		}
		if told && err != nil {
			return false, err
		}
		if err != nil {
			return fail(err)
		}
	}
	if _, err := token(); err != nil {
		return fail(err)
	}
	return sawEvents, nil
}

// separators is how many bytes stand before the next value of a list: a comma, and white space.
func separators(next io.Reader) (n int64) {
	var b [64]byte
	k, _ := next.Read(b[:])
	for n < int64(k) && strings.IndexByte(", \t\r\n", b[n]) >= 0 {
		n++
	}
	return n
}

func (r *reading) setOCELClock() error {
	if r.spec.Layout == "" {
		r.spec.Layout = "iso"
	}
	return r.setLayout(nil)
}

func (r *reading) ocelCase(o ocelObject, wanted map[string]bool) *ocelCase {
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
func (r *reading) ocelEvent(o *ocelEvent, line, column int) (w waiting, ok bool, err error) {
	t, ok := r.clock.read([]byte(o.Time))
	if !ok {
		return w, false, r.broken(line, column, "the time of event %q is %q, which is no time as %s", o.ID, o.Time, r.stats.Layout)
	}
	c := r.spec.Columns
	value := func(key string) []byte {
		for _, a := range o.Attributes {
			if a.Name == key && key != "" {
				return r.value([]byte(jsonText(a.Value)))
			}
		}
		return nil
	}
	w = waiting{event: Event{Time: t, Activity: r.words.word(value(c.Activity))}}
	if w.event.Activity == 0 {
		w.event.Activity = r.words.word(r.value([]byte(o.Type)))
	}
	w.event.State, w.event.Group = r.words.word(value(c.State)), r.words.word(value(c.Group))
	w.event.Actor, w.event.Priority = r.words.word(value(c.Actor)), r.words.word(value(c.Priority))
	w.event.TieBreak, _ = strconv.ParseInt(string(value(c.TieBreak)), 10, 64)
	for bit, f := range r.spec.Fields {
		if len(value(f)) > 0 {
			w.event.Filled |= 1 << bit
		}
	}
	w.event.Links = r.linked(func(k int) []byte { return value(r.spec.Links[k]) })
	for _, rel := range o.Relations {
		if !slices.Contains(w.objects, rel.Object) {
			w.objects = append(w.objects, rel.Object)
		}
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
