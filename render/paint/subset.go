package paint

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"slices"
	"strings"
	"sync"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"
)

// Subset returns the part of the face's own font that is needed to show text, as a WOFF file (W3C, WOFF File Format 1.0): ten kilobytes or so. Letters that
// the font lacks are left out; it is nil where none is left. It must not be changed.
func (f *Face) Subset(text string) []byte {
	var letters []rune
	for _, r := range text {
		if f.fonts[0].letter(r).there {
			letters = append(letters, r)
		}
	}
	slices.Sort(letters)
	letters = slices.Compact(letters)
	if len(letters) == 0 {
		return nil
	}
	return f.subsets.of(string(letters), func() []byte { return woff(fpdf.UTF8CutFont(bytes.Clone(f.data), string(letters))) })
}

// subsets are fonts that were cut before, by their letters: most pictures of a map are written with the same ones, and cutting a font costs more than
// drawing the picture.
type subsets struct {
	lock sync.Mutex
	cut  map[string][]byte
}

// mostSubsets are some ten megabytes.
const mostSubsets = 1000

func (s *subsets) of(letters string, cut func() []byte) []byte {
	s.lock.Lock()
	font := s.cut[letters]
	s.lock.Unlock()
	if font != nil {
		return font
	}
	font = cut()
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.cut == nil || len(s.cut) >= mostSubsets {
		s.cut = map[string][]byte{}
	}
	s.cut[letters] = font
	return font
}

// woff packs a TrueType font. Of its names, only whose it is stays; its table of smoothing goes.
func woff(font []byte) []byte {
	type table struct {
		tag            string
		data, packed   []byte
		checksum, size uint32
	}
	var tables []table
	total := 12
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		entry := font[12+16*i:]
		offset, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		t := table{tag: string(entry[:4]), data: font[offset : offset+size], checksum: binary.BigEndian.Uint32(entry[4:]), size: size}
		if t.tag == "gasp" || size == 0 {
			continue
		}
		if t.tag == "name" {
			t.data = copyright()
			t.size, t.checksum = uint32(len(t.data)), checksum(t.data)
		}
		t.packed = packed(t.data)
		tables = append(tables, t)
		total += 16 + padded(len(t.data))
	}
	slices.SortFunc(tables, func(a, b table) int { return strings.Compare(a.tag, b.tag) })

	at := 44 + 20*len(tables)
	var directory, body []byte
	for _, t := range tables {
		directory = append(directory, t.tag...)
		for _, v := range []uint32{uint32(at + len(body)), uint32(len(t.packed)), t.size, t.checksum} {
			directory = binary.BigEndian.AppendUint32(directory, v)
		}
		body = append(body, t.packed...)
		body = append(body, make([]byte, padded(len(body))-len(body))...)
	}
	out := binary.BigEndian.AppendUint32([]byte("wOFF"), 0x00010000)
	out = binary.BigEndian.AppendUint32(out, uint32(at+len(body)))
	out = binary.BigEndian.AppendUint16(out, uint16(len(tables)))
	out = binary.BigEndian.AppendUint16(out, 0)
	out = binary.BigEndian.AppendUint32(out, uint32(total))
	out = append(out, make([]byte, 24)...) // no version, metadata or private data
	return slices.Concat(out, directory, body)
}

// packers are used again, since each takes more than a megabyte, a hundred times what it packs. One that was used gives the bytes of a new one.
var packers = sync.Pool{New: func() any {
	z, _ := zlib.NewWriterLevel(nil, zlib.BestCompression) // the level is a valid one
	return z
}}

// packed is a table as it stands in the file: as it is, where packing gains nothing.
func packed(table []byte) []byte {
	var b bytes.Buffer
	z := packers.Get().(*zlib.Writer)
	defer packers.Put(z)
	z.Reset(&b)
	_, _ = z.Write(table)
	_ = z.Close() // a Buffer takes everything
	if b.Len() >= len(table) {
		return table
	}
	return b.Bytes()
}

// copyright is a table of names with one entry, in English for Windows, which all readers take.
func copyright() []byte {
	text := utf16.Encode([]rune("Go fonts, © 2016 Bigelow & Holmes Inc., BSD licence"))
	var out []byte
	for _, v := range append([]uint16{0, 1, 18, 3, 1, 0x409, 0, uint16(2 * len(text)), 0}, text...) {
		out = binary.BigEndian.AppendUint16(out, v)
	}
	return out
}

// checksum adds up a table's words, as TrueType does.
func checksum(table []byte) (sum uint32) {
	for i := 0; i < len(table); i += 4 {
		var word [4]byte
		copy(word[:], table[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}

func padded(n int) int { return (n + 3) &^ 3 }
