package report

// Where findings are, as the formats for programs say it: files as they lie in the repository, and columns in the unit that the reader counts
// in. Everything is counted from bytes.

import (
	"bytes"
	"net/url"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"handoff/lang"
	"handoff/lang/finding"
)

// inRepository is the path of a file of the workspace as the repository has it.
func (r *Report) inRepository(file string) string { return path.Join(r.Folder, file) }

// file is where a finding is told of: its file, or handoff.hcl for one that is nowhere in particular, since some formats cannot do without.
func (r *Report) file(f finding.Finding) string {
	if f.Range.File == "" {
		return r.inRepository(lang.SettingsFile)
	}
	return r.inRepository(f.Range.File)
}

// region is a stretch of text; columns count UTF-16 code units from 1, and the end is exclusive. Columns are 0 where the text is not known.
type region struct {
	startLine, startColumn, endLine, endColumn int
}

// regionOf converts the range of a finding; false where it is nowhere.
func (r *Report) regionOf(at finding.Range) (region, bool) {
	if at.File == "" || at.Start.Line < 1 {
		return region{}, false
	}
	f := r.sourceOf(at.File)
	if f == nil || at.Start.Byte < 0 || at.End.Byte > len(f.Source) || at.End.Byte < at.Start.Byte {
		return region{startLine: at.Start.Line, endLine: max(at.Start.Line, at.End.Line)}, true
	}
	return between(f, at.Start.Byte, at.End.Byte), true
}

func (r *Report) sourceOf(file string) *lang.File {
	if r.Source == nil {
		return nil
	}
	return r.Source(file)
}

// between is the region of the bytes [start, end) of a file.
func between(f *lang.File, start, end int) region {
	var out region
	out.startLine, out.startColumn = position(f, start)
	out.endLine, out.endColumn = position(f, end)
	if out.startColumn == 0 || out.endColumn == 0 {
		out.startColumn, out.endColumn = 0, 0
	}
	return out
}

// maxCounted is how many bytes of a line are counted. Nobody writes longer ones, and a line of megabytes with a finding every ten bytes would take hours.
const maxCounted = 10_000

// position counts to a byte of a file; the column is 0 where the line is too long. A byte order mark is no part of the first line: editors do not show it.
func position(f *lang.File, offset int) (line, column int) {
	from := max(0, offset-maxCounted)
	begin := from + bytes.LastIndexByte(f.Source[from:offset], '\n') + 1
	if begin == from && from > 0 {
		return f.LineOf(offset), 0
	}
	before := f.Source[begin:offset]
	if begin == 0 {
		before = bytes.TrimPrefix(before, []byte("\ufeff"))
	}
	column = 1
	for len(before) > 0 {
		c, size := utf8.DecodeRune(before)
		column += utf16.RuneLen(c)
		before = before[size:]
	}
	return f.LineOf(offset), column
}

// uri writes a path as a relative URI.
func uri(path string) string { return (&url.URL{Path: path}).String() }

// sourceURL is where the line can be seen in a browser, if the map says where its source is (docs.source of handoff.hcl); else "".
func (r *Report) sourceURL(at finding.Range) string {
	if r.SourceURL == "" || at.File == "" {
		return ""
	}
	u, err := url.Parse(strings.NewReplacer("{file}", (&url.URL{Path: at.File}).EscapedPath(), "{line}", number(max(1, at.Start.Line))).Replace(r.SourceURL))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return u.String()
}
