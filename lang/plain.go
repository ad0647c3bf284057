package lang

// Most of a map is plain: blocks, bare names, quoted texts, lists. Of the time that a load took, hclsyntax used three quarters: it makes a
// slice of all tokens of a file, counts each token's grapheme clusters, and asks six levels of operators about every value. plain reads the
// same text by recursive descent, without tokens, to the very same syntax tree, at a quarter of the cost.
//
// It reports nothing. At the first thing that it does not know (an error, an index, a `for`, a rare escape) it gives up on the file, and
// hclsyntax reads it from the start: so what is an error, and what it is called, is decided in one place. That both come to the same tree
// where plain does not give up is held by tests, over every map there is and over random text.

import (
	"bytes"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// plain is a reader in one file.
type plain struct {
	source []byte
	text   string // source, of which names and texts of the tree are parts
	file   string
	base   int // the offset of source in the file
	at     int
	line   int
	// lineStart is the offset of the line; wide is by how many bytes its characters are longer than one, up to here.
	lineStart, wide int
	last            hcl.Pos // the end of the token that was taken last
	failed          bool
}

// A tree is made of small nodes by the million, and to allocate each alone cost a tenth of a load: what always comes together
// is allocated together.
type (
	plainBlock struct {
		block  hclsyntax.Block
		body   hclsyntax.Body
		labels [1]string
		ranges [1]hcl.Range
	}
	plainText struct {
		template hclsyntax.TemplateExpr
		literal  hclsyntax.LiteralValueExpr
		parts    [1]hclsyntax.Expression
	}
	plainReference struct {
		expression hclsyntax.ScopeTraversalExpr
		steps      [2]hcl.Traverser // almost always `kind.name`
	}
)

// parsePlain reads a whole file. It returns nil where hclsyntax must.
func parsePlain(source []byte, file string, base int) *hclsyntax.Body {
	p := &plain{source: source, text: string(source), file: file, base: base, line: 1}
	p.peek(true)
	body := &hclsyntax.Body{}
	p.body(body, hcl.Range{Filename: file, Start: p.pos()}, 0)
	if p.failed {
		return nil
	}
	return body
}

// fail gives up. The zero it returns is what peek says at the end of a file, so that every loop ends.
func (p *plain) fail() byte {
	p.failed = true
	p.at = len(p.source)
	return 0
}

func (p *plain) pos() hcl.Pos {
	return hcl.Pos{Line: p.line, Column: p.at - p.lineStart + 1 - p.wide, Byte: p.at + p.base}
}

// next is the byte n places on, or 0.
func (p *plain) next(n int) byte {
	if p.at+n < len(p.source) {
		return p.source[p.at+n]
	}
	return 0
}

// take takes n bytes of ASCII as a token.
func (p *plain) take(n int) hcl.Range {
	r := hcl.Range{Filename: p.file, Start: p.pos()}
	p.at = min(p.at+n, len(p.source))
	r.End = p.pos()
	p.last = r.End
	return r
}

// pass goes over text on one line, which columns count by grapheme clusters.
func (p *plain) pass(n int) {
	p.wide += n - clusters(p.source[p.at:p.at+n])
	p.at += n
}

func isASCII(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// peek goes to the next token and returns its first byte: '\n' for whatever ends a line, where line ends matter, and 0 at the end.
func (p *plain) peek(lines bool) byte {
	for p.at < len(p.source) {
		switch c := p.source[p.at]; c {
		case ' ', '\t':
			p.at++
		case '\r':
			if p.next(1) != '\n' {
				return p.fail()
			}
			if lines {
				return '\n'
			}
			p.endLine()
		case '\n':
			if lines {
				return '\n'
			}
			p.endLine()
		case '#', '/':
			switch {
			case c == '/' && p.next(1) == '*':
				p.blockComment()
			case c == '/' && p.next(1) != '/':
				return c
			case bytes.IndexByte(p.source[p.at:], '\n') < 0:
				if bytes.IndexByte(p.source[p.at:], '\r') >= 0 {
					return p.fail()
				}
				p.pass(len(p.source) - p.at)
			case lines:
				return '\n'
			default:
				p.endLine()
			}
		case 0:
			return p.fail()
		default:
			return c
		}
	}
	return 0
}

// endLine goes on to the next line.
func (p *plain) endLine() {
	p.at += bytes.IndexByte(p.source[p.at:], '\n') + 1
	p.line++
	p.lineStart, p.wide = p.at, 0
}

func (p *plain) blockComment() {
	n := bytes.Index(p.source[p.at+2:], []byte("*/"))
	if n < 0 || !isASCII(p.source[p.at:p.at+2+n]) {
		p.fail()
		return
	}
	end := p.at + 2 + n + 2
	for lines := bytes.Count(p.source[p.at:end], []byte{'\n'}); lines > 0; lines-- {
		p.endLine()
	}
	p.at = end
}

func isLetter(c byte) bool { return c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' }

// name takes an identifier, which must be one of ASCII.
func (p *plain) name() (string, hcl.Range) {
	n := 0
	for isLetter(p.next(n)) || n > 0 && (digit(p.next(n)) || p.next(n) == '-') {
		n++
	}
	if n == 0 || p.next(n) >= utf8.RuneSelf {
		p.fail()
		return "", hcl.Range{}
	}
	text := p.text[p.at : p.at+n]
	return text, p.take(n)
}

func between(from, to hcl.Range) hcl.Range { return hcl.RangeBetween(from, to) }

// body takes what stands up to a closing brace, or to the end of the file where there is none to wait for.
func (p *plain) body(out *hclsyntax.Body, from hcl.Range, end byte) {
	out.Attributes, out.Blocks = hclsyntax.Attributes{}, hclsyntax.Blocks{}
	for {
		switch c := p.peek(true); {
		case p.failed:
			return
		case c == end:
			n := 1
			if c == 0 {
				n = 0
			}
			closed := p.take(n)
			out.SrcRange = between(from, closed)
			out.EndRange = hcl.Range{Filename: p.file, Start: closed.End, End: closed.End}
			return
		case c == '\n':
			p.endLine()
		default:
			name, at := p.name()
			if p.peek(true) == '=' {
				a := p.attribute(name, at)
				if p.failed || out.Attributes[name] != nil {
					p.fail()
					return
				}
				out.Attributes[name] = a
			} else if b := p.block(name, at); b != nil {
				out.Blocks = append(out.Blocks, b)
			}
			switch p.peek(true) {
			case '\n':
				p.endLine()
			case 0:
			default:
				p.fail()
			}
		}
	}
}

// attribute takes what follows the name: `= value`.
func (p *plain) attribute(name string, at hcl.Range) *hclsyntax.Attribute {
	if p.next(1) == '=' || p.next(1) == '>' {
		p.fail()
		return nil
	}
	out := &hclsyntax.Attribute{Name: name, NameRange: at, EqualsRange: p.take(1)}
	out.Expr = p.expression(true)
	out.SrcRange = hcl.Range{Filename: p.file, Start: at.Start, End: p.last}
	return out
}

// block takes what follows the type: labels, and a body.
func (p *plain) block(name string, at hcl.Range) *hclsyntax.Block {
	node := &plainBlock{}
	out := &node.block
	out.Type, out.TypeRange, out.Body = name, at, &node.body
	for c := p.peek(true); c != '{'; c = p.peek(true) {
		var label string
		var r hcl.Range
		if c == '"' {
			open := p.take(1)
			text, _, ok := p.literal()
			if !ok || p.next(0) != '"' {
				p.fail()
			}
			label, r = text, between(open, p.take(1))
		} else {
			label, r = p.name()
		}
		if p.failed {
			return nil
		}
		if out.Labels == nil {
			out.Labels, out.LabelRanges = node.labels[:0], node.ranges[:0]
		}
		out.Labels, out.LabelRanges = append(out.Labels, label), append(out.LabelRanges, r)
	}
	out.OpenBraceRange = p.take(1)
	switch p.peek(true) {
	case '\n', '}':
		p.body(out.Body, out.OpenBraceRange, '}')
	default: // a single argument on the same line
		name, at := p.name()
		if p.peek(true) != '=' {
			p.fail()
			return nil
		}
		a := p.attribute(name, at)
		if p.peek(true) != '}' {
			p.fail()
			return nil
		}
		*out.Body = hclsyntax.Body{Attributes: hclsyntax.Attributes{name: a}, SrcRange: a.SrcRange, EndRange: hcl.Range{Filename: p.file, Start: a.SrcRange.End, End: a.SrcRange.End}}
		p.take(1)
	}
	out.CloseBraceRange = hcl.Range{Filename: p.file, Start: p.last, End: p.last}
	out.CloseBraceRange.Start.Byte--
	out.CloseBraceRange.Start.Column--
	return out
}
