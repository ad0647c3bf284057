package lang

import (
	"bytes"
	"sort"
)

// File is one file of a workspace as it was read.
type File struct {
	Path   string // slash path relative to the workspace
	Source []byte // as on disk, byte order mark and line ends included
	// Broken says that it could not be parsed: only the headers of its blocks are known.
	Broken  bool
	Ignores []*Ignore

	lineStarts []int
}

// Ignore is one `# handoff:ignore RULE[, RULE] [until=DATE] -- why` comment.
type Ignore struct {
	Rules  Texts
	Until  Date // the last day it holds
	Reason Text
	Range  Range // of the comment
	// Covers is the block or argument it binds to: the one that follows, or the one on whose line it stands. Zero when there is
	// none.
	Covers Range
}

// newFile indexes the lines of a file once, so that no finding has to scan it again.
func newFile(path string, source []byte) *File {
	f := &File{Path: path, Source: source, lineStarts: make([]int, 1, bytes.Count(source, []byte{'\n'})+1)}
	for i, c := range source {
		if c == '\n' {
			f.lineStarts = append(f.lineStarts, i+1)
		}
	}
	return f
}

// Lines is the number of lines.
func (f *File) Lines() int { return len(f.lineStarts) }

// Line returns line n, counted from 1, without its line end; "" if there is no such line.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lineStarts) {
		return ""
	}
	end := len(f.Source)
	if n < len(f.lineStarts) {
		end = f.lineStarts[n]
	}
	return string(bytes.TrimRight(f.Source[f.lineStarts[n-1]:end], "\r\n"))
}

// LineOf returns the line a byte is on, counted from 1.
func (f *File) LineOf(offset int) int {
	return sort.Search(len(f.lineStarts), func(i int) bool { return f.lineStarts[i] > offset })
}

// Text returns what stands in r; "" if r does not lie in the file.
func (f *File) Text(r Range) string {
	if r.File != f.Path || r.Start.Byte < 0 || r.End.Byte > len(f.Source) || r.Start.Byte > r.End.Byte {
		return ""
	}
	return string(f.Source[r.Start.Byte:r.End.Byte])
}

// File returns the file of that path, or nil. Files of imports are found too.
func (m *Map) File(path string) *File {
	for _, i := range m.Imports {
		if i.Map != nil {
			if f := i.Map.File(path); f != nil {
				return f
			}
		}
	}
	i := sort.Search(len(m.Files), func(i int) bool { return m.Files[i].Path >= path })
	if i < len(m.Files) && m.Files[i].Path == path {
		return m.Files[i]
	}
	return m.attachment(path)
}
