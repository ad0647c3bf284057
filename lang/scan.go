package lang

// One pass over the bytes of a file before HCL sees them. It answers what the parser cannot be asked safely, or at all:
//
//   - Is it nested so deep that the parser would overflow the stack, which no recover catches? Brackets, runs of unary
//     operators, chains of conditionals and very long operator chains all make the parser (or a later walk) recurse.
//   - Is there a number that would take a gigabyte to write down? `1e999999999` is ten letters.
//   - Where are the comments? The parser drops them; `handoff:ignore` needs them.
//   - Where are heredocs? They are literal text, but HCL reads ${…} and %{…} in them. The pass masks the first byte of
//     each, at equal length, so that no position moves; unmask puts it back.

import "bytes"

const (
	maxDepth     = 200   // nested brackets
	maxUnary     = 50    // operators in a row
	maxTernary   = 100   // conditionals in one expression
	maxOperators = 5_000 // binary operators in one expression
	maxDigits    = 400   // characters of a number, and its exponent: beyond what any program computes with

	maskedDollar  = 0x01
	maskedPercent = 0x02
)

type span struct{ start, end int }

// scanned is what the pass found out.
type scanned struct {
	source   []byte // masked; the input itself where there was nothing to mask
	comments []span
	tooDeep  int  // the offset at which a limit of nesting was passed, or -1
	tooLarge span // the first number beyond all measure
}

// frame is one open bracket, string or interpolation.
type frame struct {
	open      byte // '{', '(', '[', '"', or '$' for an interpolation
	ternaries int
	operators int
}

// scan makes the pass.
func scan(source []byte) scanned {
	s := scanned{source: source, tooDeep: -1}
	stack := []frame{{}}
	unary := 0
	for i := 0; i < len(source); i++ {
		top := &stack[len(stack)-1]
		c := source[i]
		if top.open == '"' {
			switch {
			case c == '\\':
				i++
			case c == '"', c == '\n': // a string does not go over the line: let the parser complain
				stack = stack[:len(stack)-1]
			case (c == '$' || c == '%') && i+1 < len(source) && source[i+1] == '{':
				if i > 0 && source[i-1] == c {
					break // $${ is an escape
				}
				stack = append(stack, frame{open: '$'})
				i++
			}
		} else {
			switch c {
			case ' ', '\t', '\r':
				continue
			case '!', '-', '+':
				unary++
				top.operators++
				if unary > maxUnary {
					s.tooDeep = i
					return s
				}
				continue
			case '#':
				i = s.comment(i, lineEnd(source, i))
			case '/':
				if i+1 < len(source) && source[i+1] == '/' {
					i = s.comment(i, lineEnd(source, i))
				} else if i+1 < len(source) && source[i+1] == '*' {
					end := bytes.Index(source[i+2:], []byte("*/"))
					if end < 0 {
						i = s.comment(i, len(source))
					} else {
						i = s.comment(i, i+2+end+2)
					}
				} else {
					top.operators++
				}
			case '"':
				stack = append(stack, frame{open: '"'})
			case '<':
				if end := s.heredoc(source, i); end > 0 {
					i = end - 1
				} else {
					top.operators++
				}
			case '{', '(', '[':
				top.operators++
				stack = append(stack, frame{open: c})
			case '}', ')', ']':
				if len(stack) > 1 {
					stack = stack[:len(stack)-1]
				}
			case '?':
				top.ternaries++
				top.operators++
			case '*', '%', '>', '=', '&', '|', '.':
				top.operators++
			case ',':
				top.ternaries, top.operators = 0, 0
			case '\n':
				if top.open == 0 || top.open == '{' {
					top.ternaries, top.operators = 0, 0
				}
			case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
				i = s.number(source, i) - 1
			default:
				for letter(c) && i+1 < len(source) && (letter(source[i+1]) || digit(source[i+1])) { // digits of a name are no number
					i++
				}
			}
		}
		unary = 0
		if len(stack) > maxDepth || top.ternaries > maxTernary || top.operators > maxOperators {
			s.tooDeep = i
		}
		if s.tooDeep >= 0 {
			return s
		}
	}
	return s
}

// number returns the offset behind the number that begins at i, and notes it where it is too large.
func (s *scanned) number(source []byte, i int) int {
	end := i
	digits := func() (value int) {
		for ; end < len(source) && digit(source[end]); end++ {
			value = min(10*value+int(source[end]-'0'), maxDigits+1)
		}
		return value
	}
	digits()
	if end+1 < len(source) && source[end] == '.' && digit(source[end+1]) {
		end++
		digits()
	}
	exponent := 0
	if end+1 < len(source) && (source[end] == 'e' || source[end] == 'E') {
		mark := end
		if end++; (source[end] == '+' || source[end] == '-') && end+1 < len(source) {
			end++
		}
		if digit(source[end]) {
			exponent = digits()
		} else {
			end = mark
		}
	}
	if (end-i > maxDigits || exponent > maxDigits) && s.tooLarge.end == 0 {
		s.tooLarge = span{i, end}
	}
	return end
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

func letter(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// comment records one and returns the offset of its last byte.
func (s *scanned) comment(start, end int) int {
	s.comments = append(s.comments, span{start, end})
	return end - 1
}

func lineEnd(source []byte, from int) int {
	if n := bytes.IndexByte(source[from:], '\n'); n >= 0 {
		return from + n
	}
	return len(source)
}

// heredoc masks the body of the heredoc that begins at i and returns the offset behind its closing word, or 0 if none begins
// there.
func (s *scanned) heredoc(source []byte, i int) int {
	rest := source[i:]
	if !bytes.HasPrefix(rest, []byte("<<")) {
		return 0
	}
	rest = bytes.TrimPrefix(rest[2:], []byte("-"))
	line := bytes.IndexByte(rest, '\n')
	if line < 1 {
		return 0
	}
	marker := bytes.TrimRight(rest[:line], "\r")
	if !isWord(marker) {
		return 0
	}
	at := len(source) - len(rest) + line + 1
	for at < len(source) {
		end := lineEnd(source, at)
		if bytes.Equal(bytes.TrimSpace(source[at:end]), marker) {
			return end
		}
		s.mask(source, at, end)
		at = end + 1
	}
	return len(source)
}

// isWord reports whether b could be an identifier, as far as finding a heredoc needs to know.
func isWord(b []byte) bool {
	for i, c := range b {
		if !letter(c) && (i == 0 || c != '-' && !digit(c)) {
			return false
		}
	}
	return len(b) > 0
}

// mask hides template introducers in source[from:to].
func (s *scanned) mask(source []byte, from, to int) {
	for i := from; i+1 < to; i++ {
		if source[i+1] != '{' || source[i] != '$' && source[i] != '%' {
			continue
		}
		if &s.source[0] == &source[0] {
			s.source = bytes.Clone(source)
		}
		if source[i] == '$' {
			s.source[i] = maskedDollar
		} else {
			s.source[i] = maskedPercent
		}
	}
}

// unmask restores the text of a heredoc.
func unmask(text string) string {
	if bytes.IndexByte([]byte(text), maskedDollar) < 0 && bytes.IndexByte([]byte(text), maskedPercent) < 0 {
		return text
	}
	out := []byte(text)
	for i, c := range out {
		switch c {
		case maskedDollar:
			out[i] = '$'
		case maskedPercent:
			out[i] = '%'
		}
	}
	return string(out)
}
