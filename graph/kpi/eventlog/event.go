// Package eventlog reads event logs: the history that a ticket system keeps of its records. CSV, XES (IEEE 1849-2016), OCEL 2.0 JSON and
// JSON Lines all come out as the same Event, so that no definition of a figure knows where an event stood.
//
// A log is read once, front to back, and never held as text. What is kept of an event is one small struct (see Event): its words are
// numbers into one table of words. Cases.Read puts the events of a case together and in order; how many it has to keep for that
// depends on what the log is sorted by, and is said there.
//
// Real logs are broken in places. A row that cannot be read is counted, told with line and column, and left out, up to a bound; more, and
// the log is refused, for figures made of half a log mislead.
package eventlog

import (
	"io"
	"strings"
	"time"
)

// Event is one thing that happened to one case. The words are those of the log; 0 is the word that stands for no value.
type Event struct {
	Time     int64  // nanoseconds since 1970-01-01 UTC
	TieBreak int64  // what orders events of one instant, ascending; 0 where the source names no such column
	Filled   uint64 // bit k: column k of Spec.Fields has a value
	Activity Word
	State    Word
	Group    Word
	Actor    Word
	Priority Word
	Links    Word // what the columns of Spec.Links name: see Words.Links
}

// At returns when it happened, in UTC.
func (e *Event) At() time.Time { return time.Unix(0, e.Time).UTC() }

// Word is a number into the table of words of a log.
type Word uint32

// Words is the table: every distinct word of a log once.
type Words struct {
	list  []string
	index map[string]Word
}

// NewWords returns a table in which Word 0 is the empty text.
func NewWords() *Words { return &Words{list: []string{""}, index: map[string]Word{"": 0}} }

// Text returns the word as it stands in the log.
func (w *Words) Text(word Word) string { return w.list[word] }

// Word returns the number of a text, a new one where the text is new.
func (w *Words) Word(text string) Word {
	if n, ok := w.index[text]; ok {
		return n
	}
	n := Word(len(w.list))
	w.list = append(w.list, text)
	w.index[text] = n
	return n
}

// word is Word for bytes that will be overwritten; it makes no garbage where the text is known.
func (w *Words) word(text []byte) Word {
	if len(text) == 0 {
		return 0
	}
	if n, ok := w.index[string(text)]; ok {
		return n
	}
	return w.Word(valid(text))
}

// linkMark stands between what several link columns of one event name, so that they are one word.
const linkMark = "\x00"

// Links are the texts of the n columns of Spec.Links that Event.Links stands for.
func (w *Words) Links(word Word, n int) []string {
	return strings.SplitN(w.list[word], linkMark, n)
}

// Columns names the columns (attributes, keys) that hold what an event needs. Those that are "" are not read.
type Columns struct {
	Case, Time, Activity, State, Group, Actor, Priority, TieBreak string
}

// Spec says how a log is to be read. The zero Spec finds out what can be found out.
type Spec struct {
	Format    string // "csv", "xes", "ocel", "jsonl"; "" is told from the first bytes
	Delimiter string // of CSV: one byte; "" is told from the first line
	Encoding  string // "utf-8", "utf-16le", "utf-16be", "iso-8859-1", "windows-1252"; "" is told from the first bytes
	Location  *time.Location
	Layout    string   // of times, see Layout; "" is told from the first rows
	Null      []string // words that stand for no value
	Order     string   // "case", "time" or "": see Cases
	Columns   Columns
	// Fields are further columns of which only is told whether they are filled: Event.Filled. At most 64.
	Fields []string
	// Links are further columns, each of which names another case where it has a value.
	Links []string
	// Tolerate is how many broken rows are left out before the log is refused; 0 is one in a hundred, and at least ten.
	Tolerate int

	begin func() // told where a case begins, in formats that say so

	// Of OCEL: again opens the log once more, nil where that cannot be; cases are the objects that are cases, and told counts the events.
	again func() (io.ReadCloser, error)
	cases map[string]*ocelCase
	told  int
}

// Standard are the columns of the XES standard extensions; they are taken where a Spec names none.
var Standard = Columns{
	Case: "concept:name", Time: "time:timestamp", Activity: "concept:name", State: "lifecycle:transition",
	Group: "org:group", Actor: "org:resource",
}

// or fills what is not named.
func (c Columns) or(d Columns) Columns {
	pick := func(a, b string) string {
		if a != "" {
			return a
		}
		return b
	}
	return Columns{
		pick(c.Case, d.Case), pick(c.Time, d.Time), pick(c.Activity, d.Activity), pick(c.State, d.State),
		pick(c.Group, d.Group), pick(c.Actor, d.Actor), pick(c.Priority, d.Priority), pick(c.TieBreak, d.TieBreak),
	}
}
