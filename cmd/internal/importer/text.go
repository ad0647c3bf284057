package importer

// How texts are stored: Excel saves CSV in the code page of its machine or, as "Unicode text", in UTF-16.

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decode makes UTF-8 of a text, and says where it had to guess.
func decode(data []byte) (string, []Problem, error) {
	if rest, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); ok {
		data = rest
	}
	if order := byteOrder(data); order != nil {
		units := make([]uint16, len(data)/2)
		for i := range units {
			units[i] = order.Uint16(data[2*i:])
		}
		return strings.TrimPrefix(string(utf16.Decode(units)), "\ufeff"), nil, nil
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", nil, errors.New("it is neither a text nor an .xlsx workbook")
	}
	if utf8.Valid(data) {
		return string(data), nil, nil
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", nil, err
	}
	return string(text), []Problem{{Text: "it is not UTF-8 and is read as Windows-1252 (Latin-1): look at names with accents"}}, nil
}

// byteOrder tells UTF-16 by its mark, or by the zero bytes that a table in it is full of; nil for anything else.
func byteOrder(data []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return binary.LittleEndian
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return binary.BigEndian
	}
	var zeros [2]int
	head := data[:min(len(data), 1000)]
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch most := len(head) / 4; {
	case len(head) < 4:
	case zeros[0] == 0 && zeros[1] > most:
		return binary.LittleEndian
	case zeros[1] == 0 && zeros[0] > most:
		return binary.BigEndian
	}
	return nil
}

// clean makes one line of a cell: single spaces, nothing that cannot be seen.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError || unicode.IsControl(r) || r == '\ufeff' || r == '\u200b' || r == '\u00ad':
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
