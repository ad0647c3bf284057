package lang

// The layout of a file. HCL has one that everybody knows, and its own formatter works on tokens alone: it changes the space
// between them and nothing else. (Its syntax tree is not used: a round trip through that spoils `a[true]`.) What is added here:
//
//   - heredocs are masked as for the parser, so that `${` in them is text;
//   - the byte order mark and the line ends stay as they are, each line its own;
//   - spaces at the end of line comments go, as does what is empty at the end of a file, which ends in one line end;
//   - nothing is answered that was not proved: the tokens and comments are those that were there, and formatting once more
//     changes nothing.

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"handoff/lang/finding"
)

// maxPasses is how often the layout is tried until it settles: lining up comments can need the width that another pass gives.
const maxPasses = 4

// Format lays a file out. The path is what findings call it. Where there is a finding there is no text: the file does not parse, or could
// not be laid out without changing what it says. The source is not changed.
func Format(path string, source []byte) ([]byte, *finding.Finding) {
	if problem := Unparsable(path, source); problem != nil {
		return nil, problem
	}
	out := source
	for range maxPasses {
		next := layout(out)
		if bytes.Equal(next, out) {
			if bytes.Equal(out, source) {
				return bytes.Clone(out), nil
			}
			if at := difference(source, out); at >= 0 {
				return nil, unformattable(path, source, at, "laying it out would change what stands here")
			}
			return out, nil
		}
		out = next
	}
	return nil, unformattable(path, source, firstDifference(out, layout(out)), "laying it out again would change it again, near here")
}

// Unparsable says why a file cannot be read as HCL, or returns nil. It says nothing of what the file means.
func Unparsable(path string, source []byte) *finding.Finding {
	f := newFile(path, source)
	if len(source) > MaxFileBytes {
		return &finding.Finding{Rule: "syntax/unreadable", Severity: finding.Error, Summary: "File cannot be read", Detail: fmt.Sprintf("%s: %v.", path, errTooLarge), Range: f.RangeAt(0, 0), Key: path}
	}
	if body, _, problems := parse(f); body == nil {
		return &problems[0]
	}
	return nil
}

// unformattable is the refusal to lay out a file that parses.
func unformattable(path string, source []byte, at int, why string) *finding.Finding {
	return &finding.Finding{
		Rule: "syntax/layout", Severity: finding.Error, Summary: "File cannot be formatted",
		Detail: fmt.Sprintf("The file is left as it is: %s.", why),
		Help:   "Write this line in a plainer way, and please report it: handoff should have managed.",
		Range:  newFile(path, source).RangeAt(at, 1),
	}
}

// layout is one pass.
func layout(source []byte) []byte {
	text := bytes.TrimPrefix(source, utf8BOM)
	mark := source[:len(source)-len(text)]
	s := scan(text)
	text = endFile(hclwrite.Format(trimComments(s.source, s.comments)), text)
	return slices.Concat(mark, []byte(unmask(string(text))))
}

// trimComments cuts the spaces at the end of line comments.
func trimComments(text []byte, comments []span) []byte {
	var out []byte
	at := 0
	for _, c := range comments {
		if text[c.start] == '/' && text[c.start+1] == '*' {
			continue
		}
		end := c.end
		if end > c.start && end < len(text) && text[end-1] == '\r' { // half of the line end
			end--
		}
		kept := c.start + len(bytes.TrimRight(text[c.start:end], " \t\r"))
		out = append(out, text[at:kept]...)
		at = end
	}
	return append(out, text[at:]...)
}

// endFile ends a text in one line end: the one it has, else one like the first of the original.
func endFile(text, original []byte) []byte {
	kept := bytes.TrimRight(text, " \t\r\n")
	if len(kept) == 0 {
		return nil
	}
	for _, t := range [][]byte{text[len(kept):], original} {
		if n := bytes.IndexByte(t, '\n'); n > 0 && t[n-1] == '\r' {
			return append(kept[:len(kept):len(kept)], "\r\n"...)
		} else if n >= 0 {
			break
		}
	}
	return append(kept[:len(kept):len(kept)], '\n')
}

// difference compares two texts by what counts: tokens, comments, and where lines end. It returns the offset in a of the first that
// differs, or -1.
func difference(a, b []byte) int {
	x, y := tokens(a), tokens(b)
	for i := range x {
		if i >= len(y) || x[i].Type != y[i].Type || !bytes.Equal(spelling(x[i]), spelling(y[i])) {
			return x[i].Range.Start.Byte
		}
	}
	if len(y) > len(x) {
		return len(a)
	}
	return -1
}

// tokens are those of a text, comments and line ends among them, without what is empty at its end.
func tokens(source []byte) hclsyntax.Tokens {
	all := Tokens(source)
	for len(all) > 0 && (all[len(all)-1].Type == hclsyntax.TokenEOF || all[len(all)-1].Type == hclsyntax.TokenNewline) {
		all = all[:len(all)-1]
	}
	return all
}

// spelling is what a token says: of a line comment without the spaces and the line end behind it.
func spelling(t hclsyntax.Token) []byte {
	if t.Type == hclsyntax.TokenComment && !bytes.HasPrefix(t.Bytes, []byte("/*")) {
		return bytes.TrimRight(t.Bytes, " \t\r\n")
	}
	return t.Bytes
}

// firstDifference is the offset at which two texts part.
func firstDifference(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
