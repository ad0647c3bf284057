package records

// Reading files of records: which format they are in, and the records one by one.

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"handoff/lang/finding"
)

// Format is how a file writes its records.
type Format string

// The formats.
const (
	Auto      Format = "auto"  // by the file's name, else by how it begins
	JSON      Format = "json"  // one record, an array of them, or several values one after the other
	JSONLines Format = "jsonl" // one record a line
	YAML      Format = "yaml"  // one record a document, or a list of them
)

// Formats lists them all.
var Formats = []Format{Auto, JSON, JSONLines, YAML}

// record is one record as it was read.
type record struct {
	number int // in its file, from 1
	value  any // maps, slices, strings, json.Numbers, bools and nil
	at     finding.Pos
	broken error // it is no JSON or YAML; then there is no value
	// locate says where the value at a path is, or the nearest that holds it; the range has no file. It may be asked only while the record
	// is at hand.
	locate func(path string) finding.Range
}

// maxRecord is how large one record may be, in bytes. Real ones are far below; it keeps an endless one from filling the memory.
const maxRecord = 8 << 20

// read calls each for every record in r.
func read(r io.Reader, name string, format Format, each func(*record)) error {
	in := bufio.NewReaderSize(r, 64<<10)
	head, _ := in.Peek(4)
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = in.Discard(3)
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return fmt.Errorf("%s is UTF-16; save it as UTF-8", name)
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return fmt.Errorf("%s is compressed; unpack it first", name)
	}
	if format == "" || format == Auto {
		format = guess(name, in)
	}
	var err error
	switch format {
	case JSON:
		err = readJSON(in, each)
	case JSONLines:
		err = readLines(in, each)
	case YAML:
		err = readYAML(in, each)
	default:
		return fmt.Errorf("no format %q", format)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// guess tells a format by the file's name, else by how it begins.
func guess(name string, in *bufio.Reader) Format {
	switch strings.ToLower(path.Ext(name)) {
	case ".json":
		return JSON
	case ".jsonl", ".ndjson":
		return JSONLines
	case ".yaml", ".yml":
		return YAML
	}
	head, _ := in.Peek(4096)
	if head = bytes.TrimLeft(head, " \t\r\n"); len(head) == 0 || head[0] == '{' || head[0] == '[' {
		return JSON
	}
	return YAML
}
