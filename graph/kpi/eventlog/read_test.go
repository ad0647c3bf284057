package eventlog_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"handoff/graph/kpi/eventlog"
	"handoff/graph/kpi/loggen"
)

// told is an event with its words.
type told struct {
	id, activity, state, group, actor, priority string
	at                                          time.Time
	tie                                         int64
	filled                                      uint64
}

func read(t *testing.T, text string, spec eventlog.Spec) ([]told, eventlog.Stats, error) {
	t.Helper()
	words := eventlog.NewWords()
	var out []told
	stats, err := eventlog.Read("log", strings.NewReader(text), spec, words, func(id []byte, e *eventlog.Event) error {
		w := words.Text
		out = append(out, told{string(id), w(e.Activity), w(e.State), w(e.Group), w(e.Actor), w(e.Priority), e.At(), e.TieBreak, e.Filled})
		return nil
	})
	return out, stats, err
}

var columns = eventlog.Columns{
	Case: "number", Time: "updated_at", Activity: "activity", State: "status", Group: "assignment_group", Actor: "updated_by", Priority: "priority", TieBreak: "update_no",
}

var fields = []string{"cmdb_ci", "log_link"}

// The same log comes out of every format as it was written.
func TestEveryFormatReadsTheSame(t *testing.T) {
	rows := loggen.Incidents(60)
	rows[3].Group = `Quote "Desk"; <a&b>, ü`
	var want []told
	for _, r := range rows {
		filled := uint64(0)
		if r.CI != "" {
			filled |= 1
		}
		if r.Log != "" {
			filled |= 2
		}
		want = append(want, told{r.Case, r.Activity, r.Status, r.Group, r.Actor, r.Priority, r.At, int64(r.Number), filled})
	}
	xes := eventlog.Columns{Priority: "priority", TieBreak: "update_no"}
	ocel := eventlog.Columns{Case: "incident", State: "lifecycle:transition", Group: "org:group", Actor: "org:resource", Priority: "priority", TieBreak: "update_no"}
	csv := func(delimiter rune, layout string) func(io.Writer) error {
		return func(w io.Writer) error { return loggen.CSV(w, rows, delimiter, layout) }
	}
	for _, c := range []struct {
		name    string
		write   func(io.Writer) error
		spec    eventlog.Spec
		encode  func(string) string
		layout  string
		encoded string
	}{
		{"csv", csv(',', time.RFC3339), eventlog.Spec{Columns: columns}, nil, "iso", "utf-8"},
		{"csv with semicolons and German dates", csv(';', "02.01.2006 15:04:05"), eventlog.Spec{Columns: columns}, nil, "D.M.YYYY H:mm:ss", "utf-8"},
		{"csv with tabs and American dates", csv('\t', "1/2/2006 3:04:05 PM"), eventlog.Spec{Columns: columns}, nil, "M/D/YYYY h:mm:ss A", "utf-8"},
		{"csv as a spreadsheet saves it", csv(';', time.DateTime), eventlog.Spec{Columns: columns}, func(s string) string { return "sep=;\r\n" + s }, "iso", "utf-8"},
		{"csv in Windows-1252", csv(',', time.RFC3339), eventlog.Spec{Columns: columns}, windows1252, "iso", "windows-1252"},
		{"csv in UTF-16 with a mark", csv(',', time.RFC3339), eventlog.Spec{Columns: columns}, utf16(unicode.LittleEndian, unicode.UseBOM), "iso", "utf-16le"},
		{"csv in UTF-16 without one", csv(',', time.RFC3339), eventlog.Spec{Columns: columns}, utf16(unicode.BigEndian, unicode.IgnoreBOM), "iso", "utf-16be"},
		{"csv with CRLF and a mark", csv(',', time.RFC3339), eventlog.Spec{Columns: columns}, func(s string) string { return "\ufeff" + strings.ReplaceAll(s, "\n", "\r\n") }, "iso", "utf-8"},
		{"csv, packed", csv(',', time.RFC3339), eventlog.Spec{Columns: columns}, packed, "iso", "utf-8"},
		{"jsonl", func(w io.Writer) error { return loggen.JSONL(w, rows) }, eventlog.Spec{Columns: columns}, nil, "iso", "utf-8"},
		{"xes", func(w io.Writer) error { return loggen.XES(w, rows) }, eventlog.Spec{Columns: xes}, nil, "iso", "utf-8"},
		{"xes, packed", func(w io.Writer) error { return loggen.XES(w, rows) }, eventlog.Spec{Columns: xes}, packed, "iso", "utf-8"},
		{"ocel", func(w io.Writer) error { return loggen.OCEL(w, rows) }, eventlog.Spec{Columns: ocel}, nil, "iso", "utf-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, c.write(&b))
			text := b.String()
			if c.encode != nil {
				text = c.encode(text)
			}
			c.spec.Fields = fields
			got, stats, err := read(t, text, c.spec)
			require.NoError(t, err)
			assert.Zero(t, stats.Broken)
			assert.Equal(t, []string{c.layout, c.encoded}, []string{stats.Layout, stats.Encoding})
			assert.Equal(t, want, got)
		})
	}
}

func windows1252(s string) string {
	out, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

func utf16(endian unicode.Endianness, mark unicode.BOMPolicy) func(string) string {
	return func(s string) string {
		out, err := unicode.UTF16(endian, mark).NewEncoder().String(s)
		if err != nil {
			panic(err)
		}
		return out
	}
}

func packed(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

// What cannot be read is told with its place.
func TestBrokenLogs(t *testing.T) {
	small := eventlog.Columns{Case: "id", Time: "at", Group: "group"}
	good := "id,at,group\n1,2026-01-01 10:00,a\n"
	for _, c := range []struct {
		name, text string
		spec       eventlog.Spec
		want       string // the error, or the first problem
		broken     int
	}{
		{"empty", "", eventlog.Spec{Columns: small}, "log:1: the log is empty", 0},
		{"no such column", "nr,at,group\n", eventlog.Spec{Columns: small}, `log:1: there is no column "id" for the case; there are: nr, at, group`, 0},
		{"nearly such a column", "id,at,groups\n", eventlog.Spec{Columns: small}, `log:1: there is no column "group" for the group (did you mean "groups"?); there are: id, at, groups`, 0},
		{"two columns of one name", "id,at,group,at\n", eventlog.Spec{Columns: small}, `log:1: two columns are called "at", so which of them holds the time cannot be told; rename one`, 0},
		{"no column said", good, eventlog.Spec{}, "log:1: which column holds the case is not said (columns { case = \"…\" }, or --column case=…); there are: id, at, group", 0},
		{"short row", good + "2,2026-01-01\n", eventlog.Spec{Columns: small}, "log:3: this row has 2 columns, the first one 3", 1},
		{"no time", good + "2,ä,b\n3,soon,c\n", eventlog.Spec{Columns: small, Layout: "iso"}, `log:3:3: "ä" is no time as iso`, 2},
		{"no case", good + " ,2026-01-01 10:00,b\n", eventlog.Spec{Columns: small}, `log:3:1: no case: "id" is empty`, 1},
		{"lines in quotes count", good + "\"2\n\n\",2026-01-01 10:00,b\n3,x,c\n", eventlog.Spec{Columns: small, Layout: "iso"}, `log:6:3: "x" is no time as iso`, 1},
		{"open quote", good + "2,\"2026", eventlog.Spec{Columns: small}, "log:3:3: the quote that begins here is never closed", 0},
		{"too many", good + strings.Repeat("2,x,b\n", 11), eventlog.Spec{Columns: small, Layout: "iso"}, `log:3:3: "x" is no time as iso; 11 of 12 events so far cannot be read, more than is tolerated`, 11},
		{"either day or month", "id,at,group\n1,03/04/2026,a\n", eventlog.Spec{Columns: small}, `log: times such as "03/04/2026" can be read as D/M/YYYY and as M/D/YYYY; say which: time_layout = "D/M/YYYY"`, 0},
		{"no dates", "id,at,group\n1,yesterday,a\n", eventlog.Spec{Columns: small}, `log: times such as "yesterday" are not ISO 8601; say how they are written: time_layout = "DD.MM.YYYY HH:mm:ss"`, 0},
		{"few dates", good + strings.Repeat("2,soon,b\n", 9), eventlog.Spec{Columns: small}, `log: times such as "soon" are not ISO 8601; say how they are written: time_layout = "DD.MM.YYYY HH:mm:ss"`, 0},
		{"no such delimiter", good, eventlog.Spec{Columns: small, Delimiter: ";;"}, `delimiter ";;" is not one letter of ASCII that can stand between two columns`, 0},
		{"no such layout", good, eventlog.Spec{Columns: small, Layout: "HH:mm"}, `time_layout "HH:mm" names no whole date; it wants YYYY, MM and DD`, 0},
		{"no such format", good, eventlog.Spec{Columns: small, Format: "xlsx"}, `no format "xlsx"`, 0},
		{"no log", "<a></a>", eventlog.Spec{}, "log:1:1: this file begins with <a>, so it is no XES, which begins with <log>", 0},
		{"nothing in XES", "<!-- -->", eventlog.Spec{}, "log:1: there is no <log> in this file, so it is no XES", 0},
		{"another end", "<log>\n <trace>\n</log>", eventlog.Spec{}, "log:3:1: </log> cannot end <trace>, which begins at line 2, column 2", 0},
		{"an end without a beginning", "<log></log>\n</log>", eventlog.Spec{}, "log:2:1: nothing has begun that </log> could end", 0},
		{"a second root", "<log></log>\n<log/>", eventlog.Spec{}, "log:2:1: <log> stands behind the end of <log>", 0},
		{"HTML", "<log><p>hello</p></log>", eventlog.Spec{}, "log:1:6: <p> has no place in a log of XES", 0},
		{"a trace of something", "<log><trace><case/></trace></log>", eventlog.Spec{}, "log:1:13: <case> has no place in a trace of XES", 0},
		{"an event of something", "<log><trace><event><time/></event></trace></log>", eventlog.Spec{}, "log:1:20: <time> has no place in an event of XES", 0},
		{"no key", "<log><trace><event><string value=\"x\"/></event></trace></log>", eventlog.Spec{}, "log:1:20: this <string> has no key", 0},
		{"no quotes", "<log><trace><event><string key=a value=\"x\"/></event></trace></log>", eventlog.Spec{}, `log:1:20: the attributes of <string> are not all of the form name="value"`, 0},
		{"no equals sign", "<log><trace><event><string key=\"a\" value/></event></trace></log>", eventlog.Spec{}, `log:1:20: the attributes of <string> are not all of the form name="value"`, 0},
		{"an event in no trace", "<log>\n<event><string key=\"a\" value=\"x\"/></event></log>", eventlog.Spec{}, "log:2:1: this event stands in no trace", 1},
		{"a space before a name", "<log>< trace></log>", eventlog.Spec{}, "log:1:6: a tag should have a name", 0},
		{"cut off", "<log>\n<trace>\n<event>\n<str", eventlog.Spec{}, "log:4:1: the log ends inside this tag", 0},
		{"cut off later", "<log>\n<trace>\n<event>\n", eventlog.Spec{}, "log:4: the file ends inside <event>, which begins at line 3, column 1", 0},
		{"undated event", "<log><trace><string key=\"concept:name\" value=\"1\"/>\n <event>\n<string key=\"a\" value=\"b\"/></event></trace></log>", eventlog.Spec{}, `log:2:2: this event has no "time:timestamp" that is a time`, 1},
		{"open comment", "<log>\n<!-- ", eventlog.Spec{}, "log:2: what begins here is never ended by -->", 0},
		{"no JSON", "{\"id\":1,\"at\":\"2026-01-01\"}\n{\"id\":\n", eventlog.Spec{Columns: small}, "log:2: this is no JSON object: it ends too early", 1},
		{"JSON that is no object", "{\"id\":1,\"at\":\"2026-01-01\"}\n7\n", eventlog.Spec{Columns: small}, "log:2: this is no JSON object: a number cannot stand here", 1},
		{"a JSON list", "[{\"id\":1,\"at\":\"2026-01-01\"},\n", eventlog.Spec{Columns: small}, "log:1: this is a JSON list; what can be read is JSON Lines: the objects of the list alone, one a line, with no comma between them", 0},
		{"an endless line of JSON", "{\"objectTypes\":\"" + strings.Repeat("x", 9<<20), eventlog.Spec{Columns: small, Format: "jsonl"}, "log:1: this line is longer than 8 MB", 0},
		{"an endless field", good + "2,\"" + strings.Repeat("x", 9<<20), eventlog.Spec{Columns: small}, "log:3: this row is longer than 8 MB; a quote in it may never be closed", 0},
		{"an endless tag", "<log><trace><string value=\"" + strings.Repeat("x", 9<<20), eventlog.Spec{}, "log:1:13: this tag is too long; a quote in it may never be closed", 0},
		{"an endless text of OCEL", `{"events":[{"id":"` + strings.Repeat("x", 9<<20), eventlog.Spec{Columns: small, Format: "ocel"}, "log:1:12: this is no OCEL 2.0: what begins here is longer than 8 MB", 0},
		{"an event without end", `{"events":[{"attributes":[` + strings.Repeat("{},", 3<<20), eventlog.Spec{Columns: small, Format: "ocel"}, "log:1:12: this is no OCEL 2.0: what begins here is longer than 8 MB", 0},
		{"brackets without end", `{"x":` + strings.Repeat("[", 20_000), eventlog.Spec{Columns: small, Format: "ocel"}, "log:1:10007: this is no OCEL 2.0: it is nested more than 10000 levels deep", 0},
		{"no events", "{\"objectTypes\":[],\"objects\":[]}", eventlog.Spec{Columns: small, Format: "ocel"}, "log:1: there are no \"events\" in this file, so it is no OCEL 2.0; in JSON Lines, every object stands on one line", 0},
		{"events that are none", "{\"objectTypes\":[],\"events\":[7]}", eventlog.Spec{Columns: small, Format: "ocel"}, "log:1:29: this is no OCEL 2.0: a number cannot stand here", 0},
		{"no objects", `{"events":[{"id":"e","type":"t","time":"2026-01-01T00:00:00Z"}]}`, eventlog.Spec{Columns: small, Format: "ocel"}, `log:1: no object is of the type "id", which the source takes for a case, for there are no "objects" in this file`, 0},
		{"two lists of objects", `{"objects":[],"events":[],"objects":[]}`, eventlog.Spec{Columns: small, Format: "ocel"}, `log:1: there are two lists of "objects" in this file, so it is no OCEL 2.0`, 0},
		{"another type", `{"objects":[{"id":"1","type":"order"}],"events":[{"id":"e","type":"t","time":"2026-01-01T00:00:00Z"}]}`, eventlog.Spec{Columns: small, Format: "ocel"}, `log:1: no object is of the type "id", which the source takes for a case; there are: order`, 0},
		{"cut off OCEL", "{\"objectTypes\":[],\n\"events\":[{\"id\"", eventlog.Spec{Columns: small, Format: "ocel"}, "log:2:11: this is no OCEL 2.0: it ends too early", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, stats, err := read(t, c.text, c.spec)
			text := ""
			switch {
			case err != nil:
				text = err.Error()
			case len(stats.Problems) > 0:
				text = stats.Problems[0].Error()
			}
			assert.Equal(t, c.want, text)
			assert.Equal(t, c.broken, stats.Broken)
		})
	}
}

// A file that is no table may have as many columns as it has letters, and a message is read by people.
func TestMessagesAreShort(t *testing.T) {
	_, _, err := read(t, strings.Repeat(strings.Repeat("x", 500)+",", 1000)+"\n", eventlog.Spec{Columns: columns})
	require.Error(t, err)
	assert.Less(t, len(err.Error()), 2500)
	assert.Contains(t, err.Error(), " and 961 more")
}

// A line of JSON may be longer than what is read at once.
func TestLongLines(t *testing.T) {
	long := strings.Repeat("x", 700<<10)
	events, _, err := read(t, `{"id":"1","at":"2026-01-01"}`+"\n"+`{"id":"2","at":"2026-01-02","text":"`+long+`"}`+"\n"+`{"id":"3","at":"2026-01-03"}`,
		eventlog.Spec{Columns: eventlog.Columns{Case: "id", Time: "at"}})
	require.NoError(t, err)
	require.Len(t, events, 3)
	assert.Equal(t, "2", events[1].id)
}

// A sample leaves out what measuring leaves out, and an empty log is none.
func TestSampleOfABrokenLog(t *testing.T) {
	take := func(text string) (*eventlog.Sample, error) {
		return eventlog.Take(eventlog.Log{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}, eventlog.Spec{}, 100)
	}
	s, err := take("{\"id\":1}\n{\"id\":2}\n{\"id\":")
	require.NoError(t, err)
	assert.Len(t, s.Rows, 2)
	for text, want := range map[string]string{
		"":                            "log: there is no event in this log",
		"id,at\n":                     "log: there is no event in this log",
		"{\"id\"}\n":                  "log:1:6: this is no JSON object: invalid character '}' after object key",
		"[{\"id\":1}]":                "log:1: this is a JSON list; what can be read is JSON Lines: the objects of the list alone, one a line, with no comma between them",
		`{"eventTypes":1,"events":7}`: `log:1:26: this is no OCEL 2.0: a list should stand here`,
		"{\"id\":1}\n" + strings.Repeat("x", 9<<20): "log:2: this line is longer than 8 MB",
	} {
		_, err := take(text)
		assert.EqualError(t, err, want)
	}
}

// However the rows lie, the cases come out the same, each in order.
func TestCasesInAnyOrder(t *testing.T) {
	rows := loggen.Incidents(40)
	follow := func(rows []loggen.Row, order string) []string {
		var b bytes.Buffer
		require.NoError(t, loggen.CSV(&b, rows, ',', time.RFC3339))
		words := eventlog.NewWords()
		var out []string
		log := eventlog.Log{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(&b), nil }}
		type trail struct{ text string }
		_, err := eventlog.ReadCases([]eventlog.Log{log}, eventlog.Spec{Columns: columns, Order: order}, words,
			func(id string) *trail { return &trail{id} },
			func(c *trail, e *eventlog.Event) { c.text += " " + words.Text(e.Activity) },
			func(c *trail) { out = append(out, c.text) })
		require.NoError(t, err)
		return out
	}
	want := follow(rows, "case")
	require.Len(t, want, 40)
	assert.Equal(t, want, follow(rows, ""))
	assert.Equal(t, want, follow(loggen.ByTime(rows), "time"))
	assert.Equal(t, want, follow(loggen.ByTime(rows), ""))
}

func TestWrongOrderIsNoticed(t *testing.T) {
	for _, c := range []struct{ order, text, want string }{
		{"case", "id,at\n1,2026-01-01\n2,2026-01-01\n1,2026-01-02\n", `log: case "1" comes up again after other cases, so the log is not sorted by case; leave out order = "case"`},
		{"time", "id,at\n1,2026-01-02\n1,2026-01-01\n", `log: an event of case "1" at 2026-01-01 00:00:00 stands behind a later one, so the log is not sorted by time; leave out order = "time"`},
	} {
		log := eventlog.Log{Name: "log", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(c.text)), nil }}
		_, err := eventlog.ReadCases([]eventlog.Log{log}, eventlog.Spec{Columns: eventlog.Columns{Case: "id", Time: "at"}, Order: c.order}, eventlog.NewWords(),
			func(string) int { return 0 }, func(int, *eventlog.Event) {}, func(int) {})
		assert.EqualError(t, err, c.want)
	}
}

func FuzzRead(f *testing.F) {
	rows := loggen.Incidents(3)
	var b bytes.Buffer
	for _, write := range []func(io.Writer) error{
		func(w io.Writer) error { return loggen.CSV(w, rows, ',', time.RFC3339) }, func(w io.Writer) error { return loggen.XES(w, rows) },
		func(w io.Writer) error { return loggen.JSONL(w, rows) }, func(w io.Writer) error { return loggen.OCEL(w, rows) },
	} {
		b.Reset()
		_ = write(&b)
		f.Add(b.String(), ",", "iso")
	}
	f.Add("id;at\n1;03.04.2026 10:00\n", ";", "D.M.YYYY H:mm")
	f.Fuzz(func(t *testing.T, text, delimiter, layout string) {
		for _, format := range []string{"", "csv", "xes", "ocel", "jsonl"} {
			_, _ = eventlog.Read("log", strings.NewReader(text), eventlog.Spec{Format: format, Delimiter: delimiter, Layout: layout, Columns: columns, Fields: fields}, eventlog.NewWords(),
				func([]byte, *eventlog.Event) error { return nil })
		}
	})
}
