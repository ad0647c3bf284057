package lang

// From bytes to HCL syntax, or to one clear finding why not. A file that does not parse keeps its error to itself: the headers
// of its blocks are salvaged line by line, so that what it declares is not unknown to others.

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"golang.org/x/text/unicode/norm"

	"handoff/lang/finding"
	"handoff/lang/lazyregexp"
)

// MaxFileBytes is the size of the largest file that is read: a map is written by hand, so what is larger is something else.
const MaxFileBytes = 8 << 20

var utf8BOM = []byte{0xEF, 0xBB, 0xBF}

// parse turns a file into syntax. A nil body means that it could not; then the findings say why.
func parse(f *File) (*hclsyntax.Body, []span, []finding.Finding) {
	if problem := unreadableText(f); problem != nil {
		f.Broken = true
		return nil, nil, []finding.Finding{*problem}
	}
	start := hcl.Pos{Line: 1, Column: 1}
	text := f.Source
	if bytes.HasPrefix(text, utf8BOM) {
		text = text[len(utf8BOM):]
		start.Byte = len(utf8BOM)
	}
	s := scan(text)
	for i := range s.comments {
		s.comments[i].start += start.Byte
		s.comments[i].end += start.Byte
	}
	if s.tooDeep >= 0 {
		f.Broken = true
		return nil, s.comments, []finding.Finding{{
			Rule: "syntax/too-deep", Severity: finding.Error, Summary: "Nested too deep",
			Detail: fmt.Sprintf("Brackets, conditionals or operators are nested or chained beyond what a reader could follow (%d brackets, %d conditionals).", maxDepth, maxTernary),
			Help:   "Split the expression, or look for a bracket that is never closed.",
			Range:  f.RangeAt(s.tooDeep+start.Byte, 1),
		}}
	}
	if at := s.tooLarge; at.end > 0 {
		f.Broken = true
		return nil, s.comments, []finding.Finding{{
			Rule: "syntax/value", Severity: finding.Error, Summary: "Number beyond all measure",
			Detail: fmt.Sprintf("This number has more than %d digits, written out or by its exponent.", maxDigits), Help: "Write a number that means something.",
			Range: f.RangeAt(at.start+start.Byte, at.end-at.start),
		}}
	}
	if body := parsePlain(s.source, f.Path, start.Byte); body != nil {
		return body, s.comments, nil
	}
	file, diags := hclsyntax.ParseConfig(s.source, f.Path, start)
	body := file.Body.(*hclsyntax.Body)
	composeNames(s.source, body)
	if problems, ok := onlyRepeated(f, diags); ok {
		return body, s.comments, problems
	}
	if diags.HasErrors() {
		f.Broken = true
		return nil, s.comments, []finding.Finding{syntaxFinding(f, diags)}
	}
	return body, s.comments, nil
}

// repeated is what HCL says of an argument that is given twice in one block.
const repeated = "Attribute redefined"

// placeInText is how HCL names the first of two places in its text: `main.hcl:24,3-8`.
var placeInText = lazyregexp.New(`:(\d+),(\d+)-`)

// onlyRepeated reports arguments that are given twice, if that is all that is wrong: then the parser has read everything else, and
// kept the first of the two.
func onlyRepeated(f *File, diags hcl.Diagnostics) ([]finding.Finding, bool) {
	var out []finding.Finding
	for _, d := range diags {
		if d.Severity != hcl.DiagError {
			continue
		}
		if d.Summary != repeated || d.Subject == nil {
			return nil, false
		}
		at := finding.FromHCL(*d.Subject)
		name := f.Text(at)
		problem := finding.Finding{
			Rule: "syntax/duplicate-argument", Severity: finding.Error, Summary: "Argument is given twice", Key: name, Range: at,
			Detail: fmt.Sprintf("`%s` is given twice in this block; only the first is read.", name),
			Help:   "Keep one of them. Where several values may stand, write them as one list.",
		}
		if m := placeInText.FindStringSubmatch(d.Detail); m != nil {
			line, _ := strconv.Atoi(m[1])
			if column := strings.Index(f.Line(line), name); column >= 0 {
				problem.Related = []finding.Related{{Message: "The first one is here.", Range: f.RangeAt(f.lineStarts[line-1]+column, len(name))}}
			}
		}
		out = append(out, problem)
	}
	return out, len(out) > 0
}

// unreadableText says why the bytes of a file are no text that could be parsed, or returns nil.
func unreadableText(f *File) *finding.Finding {
	problem := func(at int, summary, detail, help string) *finding.Finding {
		return &finding.Finding{Rule: "syntax/encoding", Severity: finding.Error, Summary: summary, Detail: detail, Help: help, Range: f.RangeAt(at, 1)}
	}
	src := f.Source
	if bytes.HasPrefix(src, []byte{0xFF, 0xFE}) || bytes.HasPrefix(src, []byte{0xFE, 0xFF}) || looksUTF16(src) {
		return problem(0, "File is UTF-16", "The file is saved as UTF-16; maps are UTF-8.", "Save it as UTF-8: in Notepad choose the encoding in \"Save as\"; on a command line, iconv -f UTF-16 -t UTF-8.")
	}
	for i, c := range src {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c == 0x7F {
			return problem(i, "File holds control characters", fmt.Sprintf("Byte 0x%02X does not belong in a text file; this may be a binary file.", c), "Remove it, or rename the file if it is no map.")
		}
	}
	if !utf8.Valid(src) {
		at := 0
		for at < len(src) {
			r, size := utf8.DecodeRune(src[at:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			at += size
		}
		return problem(at, "File is not UTF-8", fmt.Sprintf("Byte 0x%02X is not part of a UTF-8 character.", src[at]), "Save the file as UTF-8.")
	}
	return nil
}

// looksUTF16 recognises UTF-16 without a byte order mark: every other byte of an ASCII text is zero.
func looksUTF16(src []byte) bool {
	n := min(len(src), 64) &^ 1
	if n < 4 {
		return false
	}
	even, odd := 0, 0
	for i := 0; i < n; i += 2 {
		if src[i] == 0 {
			even++
		}
		if src[i+1] == 0 {
			odd++
		}
	}
	return even > n*2/5 && odd == 0 || odd > n*2/5 && even == 0 // zeros on both sides are a binary file
}

// RangeAt makes the range of length bytes at offset.
func (f *File) RangeAt(offset, length int) Range {
	pos := func(at int) finding.Pos {
		at = min(max(at, 0), len(f.Source))
		line := f.LineOf(at)
		start := f.lineStarts[line-1]
		before := f.Source[start:at]
		if start == 0 {
			before = bytes.TrimPrefix(before, utf8BOM)
		}
		return finding.Pos{Line: line, Column: 1 + clusters(before), Byte: at}
	}
	return Range{File: f.Path, Start: pos(offset), End: pos(min(offset+length, len(f.Source)))}
}

// clusters counts the letters of text on one line as HCL counts columns: in grapheme clusters, by the tables of Unicode that HCL has for them. Later
// ones join more letters of some languages, and a column must be the same whoever has counted it.
func clusters(text []byte) int {
	n := 0
	for rest := text; len(rest) > 0; n++ {
		r, size := utf8.DecodeRune(rest)
		if rest = rest[size:]; !standsAlone(r) {
			all := func(data []byte, _ bool) (int, []byte, error) { return len(data), data, nil }
			s := hcl.NewRangeScannerFragment(text, "", hcl.Pos{Line: 1, Column: 1}, all)
			s.Scan()
			return s.Range().End.Column - 1
		}
	}
	return n
}

// standsAlone reports whether a character is a grapheme cluster by itself, whatever stands beside it that does so too: most letters of
// most languages, and punctuation, but no combining marks and no emoji.
func standsAlone(r rune) bool {
	return r < 0x300 || r >= 0x370 && r <= 0x482 || r >= 0x2010 && r <= 0x2027 || r == '€' || r >= 0x2190 && r <= 0x21FF || r >= 0x3041 && r <= 0x3096 || r >= 0x4E00 && r <= 0x9FFF
}

// syntaxFinding reports the first error of a file: the parser loses its footing there, so what follows says little.
func syntaxFinding(f *File, diags hcl.Diagnostics) finding.Finding {
	diags = slices.DeleteFunc(slices.Clone(diags), func(d *hcl.Diagnostic) bool {
		return d.Severity != hcl.DiagError || d.Summary == repeated // of no matter where the rest cannot be read
	})
	first := slices.MinFunc(diags, func(a, b *hcl.Diagnostic) int {
		return offsetOf(a) - offsetOf(b)
	})
	out := finding.Finding{
		Rule: "syntax/invalid", Severity: finding.Error, Summary: first.Summary, Detail: unmask(first.Detail),
		Help: "Mend this first: until the file parses, only the names it declares are known.",
	}
	if strings.Contains(first.Summary, "Unterminated template") {
		out.Help = "A heredoc (<<-MD … MD) ends with its marker alone on a line, a quoted text with a quote, a template in it (`${…}`) with a brace."
	} else if strings.Contains(first.Summary, "template") {
		out.Help = "In a quoted text, `%{` and `${` begin a template. Write `%%{` or `$${` for the characters themselves, or use a heredoc (<<-MD … MD), which is literal."
	}
	if first.Subject != nil {
		out.Range = finding.FromHCL(*first.Subject)
		out.Range.End.Byte = min(out.Range.End.Byte, len(f.Source))
		switch {
		case path.Base(f.Path) == SettingsFile:
			out.Help = "Mend this first: until the file parses, none of its settings hold."
		case first.Summary == "Missing newline after argument" && strings.HasPrefix(f.Text(out.Range), "="):
			out.Help = "To compare two values, write `==`."
		case strings.Contains(first.Summary, "single-argument block"):
			out.Help = "A block with several arguments gives each a line of its own."
		}
	} else {
		out.Range = f.RangeAt(0, 1)
	}
	return out
}

func offsetOf(d *hcl.Diagnostic) int {
	if d.Subject == nil {
		return 0
	}
	return d.Subject.Start.Byte
}

var headerLine = lazyregexp.New(`^[ \t]*([a-z_]+)[ \t]+"([^"]+)"[ \t]*\{?`)

// salvage returns the addresses that the block headers of a broken file seem to declare. Parts of a process need no salvaging:
// whatever is said to lie below a salvaged address is left alone.
func salvage(f *File) []string {
	var out []string
	for n := 1; n <= f.Lines(); n++ {
		line := f.Line(n)
		if len(line) > 500 {
			continue
		}
		m := headerLine.FindStringSubmatch(strings.TrimPrefix(line, string(utf8BOM)))
		if m != nil && topLevelBlock(m[1]) != nil {
			out = append(out, m[1]+"."+norm.NFC.String(m[2]))
		}
	}
	return out
}
