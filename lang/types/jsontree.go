package types

// JSON with positions. encoding/json forgets where a value stood and in which order an object's members came; a schema's fields
// keep both, since findings point into the schema file and pages list fields as their author did.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode/utf8"

	"handoff/lang/finding"
)

// node is one JSON value.
type node struct {
	kind       byte   // { [ " # (number) b (bool) 0 (null)
	text       string // of a string; of a number or bool as written
	members    []member
	items      []*node
	byKey      map[string]*node // of an object with many members
	start, end int
}

// many is how many members are looked up rather than gone through.
const many = 32

type member struct {
	key        string
	start, end int
	value      *node
}

// get is the value of a member, or nil.
func (n *node) get(key string) *node {
	if n == nil {
		return nil
	}
	if n.byKey != nil {
		return n.byKey[key]
	}
	for i := len(n.members) - 1; i >= 0; i-- { // of two alike, JSON readers take the last
		if n.members[i].key == key {
			return n.members[i].value
		}
	}
	return nil
}

// str is the text of a string, or "".
func (n *node) str() string {
	if n == nil || n.kind != '"' {
		return ""
	}
	return n.text
}

// isTrue reports whether n is the literal true; isFalse, false.
func (n *node) isTrue() bool  { return n != nil && n.kind == 'b' && n.text == "true" }
func (n *node) isFalse() bool { return n != nil && n.kind == 'b' && n.text == "false" }

// compact prints n without blanks, members in their order.
func (n *node) compact() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *node) write(b *strings.Builder) {
	switch n.kind {
	case '{':
		b.WriteByte('{')
		for i, m := range n.members {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(jsonText(m.key) + ":")
			m.value.write(b)
		}
		b.WriteByte('}')
	case '[':
		b.WriteByte('[')
		for i, item := range n.items {
			if i > 0 {
				b.WriteByte(',')
			}
			item.write(b)
		}
		b.WriteByte(']')
	case '"':
		b.WriteString(jsonText(n.text))
	case '0':
		b.WriteString("null")
	default:
		b.WriteString(n.text)
	}
}

// jsonText quotes s for JSON, leaving <, > and & as they are.
func jsonText(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes
	return strings.TrimSuffix(b.String(), "\n")
}

// maxSchema is how large a schema file may be, in bytes.
const maxSchema = 8 << 20

type jsonReader struct {
	src  []byte
	dec  *json.Decoder
	mark int // bytes of a byte order mark before what is decoded
}

var utf8BOM = []byte("\xef\xbb\xbf")

// at is the byte behind the last token.
func (r *jsonReader) at() int { return r.mark + int(r.dec.InputOffset()) }

// readJSON reads one JSON value and nothing after it. An error comes with the byte at which it shows.
func readJSON(src []byte) (*node, int, error) {
	if len(src) > maxSchema {
		return nil, 0, fmt.Errorf("it is larger than %d MB", maxSchema>>20)
	}
	text := bytes.TrimPrefix(src, utf8BOM)
	r := &jsonReader{src: src, dec: json.NewDecoder(bytes.NewReader(text)), mark: len(src) - len(text)}
	r.dec.UseNumber()
	n, err := r.value(0)
	if err == nil {
		if _, tail := r.dec.Token(); tail != io.EOF {
			err = fmt.Errorf("something follows the end of the value")
		}
	}
	if err != nil {
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			err = fmt.Errorf("it ends too early")
		}
		return nil, r.at(), err
	}
	return n, 0, nil
}

// token reads a token and where it starts.
func (r *jsonReader) token() (json.Token, int, error) {
	start := r.at()
	tok, err := r.dec.Token()
	for start < len(r.src) && strings.IndexByte(" \t\r\n,:", r.src[start]) >= 0 {
		start++
	}
	return tok, start, err
}

func (r *jsonReader) value(depth int) (*node, error) {
	tok, start, err := r.token()
	if err != nil {
		return nil, err
	}
	if depth > maxDepth {
		return nil, fmt.Errorf("it is nested more than %d levels deep", maxDepth)
	}
	n := &node{start: start}
	switch t := tok.(type) {
	case json.Delim:
		n.kind = byte(t)
		for r.dec.More() {
			if t == '[' {
				item, err := r.value(depth + 1)
				if err != nil {
					return nil, err
				}
				n.items = append(n.items, item)
				continue
			}
			key, at, err := r.token()
			if err != nil {
				return nil, err
			}
			m := member{start: at, end: r.at()}
			m.key, _ = key.(string)
			if m.value, err = r.value(depth + 1); err != nil {
				return nil, err
			}
			n.members = append(n.members, m)
		}
		if _, _, err := r.token(); err != nil {
			return nil, err
		}
		if len(n.members) > many {
			n.byKey = make(map[string]*node, len(n.members))
			for _, m := range n.members {
				n.byKey[m.key] = m.value
			}
		}
	case string:
		n.kind, n.text = '"', t
	case json.Number:
		n.kind, n.text = '#', t.String()
	case bool:
		n.kind, n.text = 'b', fmt.Sprint(t)
	case nil:
		n.kind = '0'
	}
	n.end = r.at()
	return n, nil
}

// lineIndex turns byte offsets of one file into positions.
type lineIndex struct {
	file   string
	src    []byte
	starts []int
	counts []int // characters before each stretch of the file: a schema may be one line of megabytes
}

// stretch is how many bytes of a line are counted anew for each position.
const stretch = 1 << 10

func newLineIndex(file string, src []byte) *lineIndex {
	x := &lineIndex{file: file, src: src, starts: []int{0}}
	n := 0
	if bytes.HasPrefix(src, utf8BOM) { // no column is its
		n--
	}
	for i, c := range src {
		if i%stretch == 0 {
			x.counts = append(x.counts, n)
		}
		if utf8.RuneStart(c) {
			n++
		}
		if c == '\n' {
			x.starts = append(x.starts, i+1)
		}
	}
	return x
}

// characters is how many begin before a byte.
func (x *lineIndex) characters(at int) int {
	if at == 0 {
		return 0
	}
	k := (at - 1) / stretch
	n := x.counts[k]
	for _, c := range x.src[k*stretch : at] {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

func (x *lineIndex) pos(at int) finding.Pos {
	at = max(0, min(at, len(x.src)))
	line := sort.SearchInts(x.starts, at+1) - 1
	return finding.Pos{Line: line + 1, Column: x.characters(at) - x.characters(x.starts[line]) + 1, Byte: at}
}

func (x *lineIndex) span(from, to int) finding.Range {
	return finding.Range{File: x.file, Start: x.pos(from), End: x.pos(to)}
}
