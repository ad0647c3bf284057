package eventlog

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Format is a way to write a log.
type Format struct {
	Name string
	Doc  string
	// Grouped says that all events of a case stand together by the very form of the file.
	Grouped bool

	read func(*reading) error
}

// Formats are all there are.
var Formats = []Format{
	{Name: "csv", Doc: "a row an event, its columns named in the first row", read: (*reading).csv},
	{Name: "xes", Doc: "IEEE 1849-2016, the XML that process mining tools exchange", Grouped: true, read: (*reading).xes},
	{Name: "ocel", Doc: "OCEL 2.0 as JSON: events that belong to several objects", read: (*reading).ocel},
	{Name: "jsonl", Doc: "a JSON object a line", read: (*reading).jsonl},
}

// FormatNamed returns the format of that name, or nil.
func FormatNamed(name string) *Format {
	for k := range Formats {
		if Formats[k].Name == name {
			return &Formats[k]
		}
	}
	return nil
}

// reading is one log being read.
type reading struct {
	name  string
	in    io.Reader // UTF-8
	spec  *Spec
	words *Words
	stats *Stats
	clock *clock
	null  map[string]bool
	each  func(id []byte, e *Event) error
	links []byte // of an event, being put together

	objects [][]byte // of the event of OCEL that is being read
}

// blockSize is how much is read at once.
const blockSize = 256 << 10

// sniffed is how much of a log is looked at to find out what it is.
const sniffed = 64 << 10

// Read reads a log front to back and calls each with every event and the number of its case; both are overwritten by the next one. The
// name is that of the file, for messages. An error is one of the reader (of the file itself), a *Problem that ends all reading, too many
// broken rows, or what each returned.
func Read(name string, r io.Reader, spec Spec, words *Words, each func(id []byte, e *Event) error) (Stats, error) {
	stats := Stats{}
	if len(spec.Fields) > 64 {
		return stats, fmt.Errorf("%d fields are asked for; at most 64 can be looked at", len(spec.Fields))
	}
	if spec.Location == nil {
		spec.Location = time.UTC
	}
	text, used, err := reopened(r, spec.Encoding)
	if err != nil {
		return stats, fmt.Errorf("%s: %w", name, err)
	}
	stats.Encoding = used
	side := readAhead(text)
	defer side.close()
	start := bufio.NewReaderSize(side, sniffed)
	head, err := start.Peek(sniffed)
	if err != nil && err != io.EOF {
		return stats, fmt.Errorf("%s: %w", name, err)
	}
	if spec.Format == "" {
		spec.Format = formatOf(head)
	}
	format := FormatNamed(spec.Format)
	if format == nil {
		return stats, fmt.Errorf("no format %q", spec.Format)
	}
	stats.Format = format.Name
	rd := &reading{name: name, in: start, spec: &spec, words: words, stats: &stats, each: each, null: map[string]bool{}}
	for _, word := range spec.Null {
		rd.null[word] = true
	}
	err = format.read(rd)
	if (errors.Is(err, errCutOff) || errors.Is(err, errDamaged)) && !strings.HasPrefix(err.Error(), name+":") {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return stats, err
}

// unpacked is the log as it is inside a gzip file, if it is in one.
func unpacked(r io.Reader) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(r, blockSize)
	if magic, _ := in.Peek(2); len(magic) < 2 || magic[0] != 0x1f || magic[1] != 0x8b {
		return in, nil
	}
	unzipped, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	return bufio.NewReaderSize(unzipped, blockSize), nil
}

// reopened is a log as UTF-8, and the name of its encoding.
func reopened(r io.Reader, encoding string) (io.Reader, string, error) {
	in, err := unpacked(r)
	if err != nil {
		return nil, "", err
	}
	head, err := in.Peek(sniffed)
	if err != nil && err != io.EOF {
		return nil, "", err
	}
	return decoded(in, head, encoding)
}

// peek returns the first bytes of a log, as UTF-8 where that is easily told, and a reader that begins with them again.
func peek(r io.Reader) ([]byte, io.Reader, error) {
	in, err := unpacked(r)
	if err != nil {
		return nil, nil, err
	}
	head, err := in.Peek(sniffed)
	if err != nil && err != io.EOF {
		return nil, nil, err
	}
	text := bytes.TrimLeft(head, "\xef\xbb\xbf\xff\xfe")
	return bytes.ReplaceAll(text, []byte{0}, nil), in, nil
}

// formatOf tells a format by the first bytes.
func formatOf(head []byte) string {
	text := bytes.TrimLeft(head, " \t\r\n")
	switch {
	case bytes.HasPrefix(text, []byte("<")):
		return "xes"
	case bytes.HasPrefix(text, []byte("{")):
		line, _, _ := bytes.Cut(text, []byte("\n"))
		for _, key := range []string{`"objectTypes"`, `"eventTypes"`, `"ocel:global-log"`} {
			if bytes.Contains(text, []byte(key)) {
				return "ocel"
			}
		}
		if bytes.HasSuffix(bytes.TrimSpace(line), []byte("}")) {
			return "jsonl"
		}
		return "ocel"
	}
	return "csv"
}

// decoded returns the log as UTF-8, and the name of the encoding it is in.
func decoded(in *bufio.Reader, head []byte, name string) (io.Reader, string, error) {
	switch { // a byte order mark is right whatever anybody says
	case bytes.HasPrefix(head, []byte{0xef, 0xbb, 0xbf}):
		_, _ = in.Discard(3)
		return in, "utf-8", nil
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		name = "utf-16le"
		_, _ = in.Discard(2)
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		name = "utf-16be"
		_, _ = in.Discard(2)
	}
	if name == "" {
		name = encodingOf(head)
	}
	var from encoding.Encoding
	switch name {
	case "utf-8":
		return in, name, nil
	case "utf-16le":
		from = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be":
		from = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case "iso-8859-1":
		from = charmap.ISO8859_1
	case "windows-1252":
		from = charmap.Windows1252
	default:
		return nil, name, fmt.Errorf("no encoding %q", name)
	}
	return from.NewDecoder().Reader(in), name, nil
}

// encodingOf tells an encoding from the first bytes: every second one empty is UTF-16, and what is no UTF-8 is Windows-1252, of which
// ISO 8859-1 is a part as far as letters go.
func encodingOf(head []byte) string {
	var zero [2]int
	for k, b := range head {
		if b == 0 {
			zero[k%2]++
		}
	}
	switch n := len(head) / 2; {
	case n > 1 && zero[1] > n/2 && zero[0] <= n/10:
		return "utf-16le"
	case n > 1 && zero[0] > n/2 && zero[1] <= n/10:
		return "utf-16be"
	}
	for k := 0; k < len(head); {
		r, size := utf8.DecodeRune(head[k:])
		if r == utf8.RuneError && size == 1 {
			if utf8.FullRune(head[k:]) {
				return "windows-1252"
			}
			break // cut off in the middle of a letter
		}
		k += size
	}
	return "utf-8"
}

// value is a text of the log without the space around it, or nothing where it stands for nothing.
func (r *reading) value(text []byte) []byte {
	text = bytes.TrimSpace(text)
	if len(r.null) > 0 && r.null[string(text)] {
		return nil
	}
	return text
}

// whole is a text as a number without a fraction; 0 where it is none.
func (r *reading) whole(text []byte) int64 {
	n, _ := strconv.ParseInt(string(bytes.TrimSpace(text)), 10, 64)
	return n
}

// broken leaves a row out.
func (r *reading) broken(line, column int, format string, args ...any) error {
	return r.stats.leave(r.spec, Problem{r.name, line, column, fmt.Sprintf(format, args...)})
}

// fatal is a problem that ends all reading.
func (r *reading) fatal(line, column int, format string, args ...any) error {
	return &Problem{r.name, line, column, fmt.Sprintf(format, args...)}
}

// linked is the word of what the link columns of an event name.
func (r *reading) linked(value func(k int) []byte) Word {
	r.links = r.links[:0]
	some := false
	for k := range r.spec.Links {
		if k > 0 {
			r.links = append(r.links, linkMark...)
		}
		named := value(k)
		some = some || len(named) > 0
		r.links = append(r.links, named...)
	}
	if !some {
		return 0
	}
	return r.words.word(r.links)
}

// emit hands an event on.
func (r *reading) emit(id []byte, e *Event) error {
	r.stats.Events++
	return r.each(id, e)
}

// setLayout settles how times are written, from samples where the source does not say.
func (r *reading) setLayout(samples []string) error {
	layout := r.spec.Layout
	if layout == "" {
		var err error
		if layout, err = findLayout(samples, r.spec.Location); err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
	}
	c, err := newClock(layout, r.spec.Location)
	if err != nil {
		return err
	}
	r.clock, r.stats.Layout = c, layout
	return nil
}
