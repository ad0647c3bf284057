package lang

// Texts, as plain reads them: quoted ones, and heredocs.

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// quoted takes a quoted text, which may insert values.
func (p *plain) quoted() hclsyntax.Expression {
	open := p.take(1)
	node := &plainText{}
	parts := node.parts[:0]
	inserted := 0
	for {
		from := p.pos()
		text, some, ok := p.literal()
		if !ok {
			p.fail()
			return nil
		}
		if some {
			literal := &node.literal
			if len(parts) > 0 {
				literal = &hclsyntax.LiteralValueExpr{}
			}
			*literal = hclsyntax.LiteralValueExpr{Val: cty.StringVal(text), SrcRange: hcl.Range{Filename: p.file, Start: from, End: p.pos()}}
			parts = append(parts, literal)
		}
		if p.next(0) == '"' {
			break
		}
		if p.next(2) == '~' { // ${
			p.fail()
			return nil
		}
		p.take(2)
		parts = append(parts, p.expression(false))
		inserted++
		if p.peek(false) != '}' {
			p.fail()
			return nil
		}
		p.take(1)
	}
	whole := between(open, p.take(1))
	switch {
	case len(parts) == 0:
		node.literal = hclsyntax.LiteralValueExpr{Val: cty.StringVal(""), SrcRange: hcl.Range{Filename: p.file, Start: whole.End, End: whole.End}}
		parts = append(parts, &node.literal)
	case len(parts) == 1 && inserted == 1:
		return &hclsyntax.TemplateWrapExpr{Wrapped: parts[0], SrcRange: whole}
	}
	node.template = hclsyntax.TemplateExpr{Parts: parts, SrcRange: whole}
	return &node.template
}

// literal takes the text of a quoted string up to its end, or to the `${` that inserts something.
func (p *plain) literal() (text string, some, ok bool) {
	escaped, signs := false, false
	i := p.at
scan:
	for ; ; i++ {
		if i >= len(p.source) {
			return "", false, false
		}
		switch c := p.source[i]; c {
		case '"':
			break scan
		case '\n', '\r':
			return "", false, false
		case '\\':
			if i++; i >= len(p.source) || p.source[i] < ' ' || p.source[i] >= utf8.RuneSelf {
				return "", false, false
			}
			escaped = true
		case '$', '%':
			signs = true
			if i+1 >= len(p.source) || p.source[i+1] == c || c == '%' && p.source[i+1] == '{' {
				return "", false, false
			}
			if p.source[i+1] == '{' {
				break scan
			}
		}
	}
	raw, text := p.source[p.at:i], p.text[p.at:i]
	if signs && !isASCII(raw) { // hclsyntax makes several tokens of it, and counts the clusters of each
		return "", false, false
	}
	if !escaped {
		p.pass(len(raw))
		return text, len(raw) > 0, true
	}
	if !isASCII(raw) {
		return "", false, false
	}
	unescaped, diags := hclsyntax.ParseStringLiteralToken(hclsyntax.Token{Type: hclsyntax.TokenQuotedLit, Bytes: raw, Range: hcl.Range{Filename: p.file, Start: p.pos()}})
	p.pass(len(raw))
	return unescaped, len(raw) > 0, !diags.HasErrors()
}

// heredoc takes `<<-MD … MD`. Nothing is inserted into it: scan has masked what looks so.
func (p *plain) heredoc() hclsyntax.Expression {
	from := p.pos()
	n := 2
	flush := p.next(n) == '-'
	if flush {
		n++
	}
	word := n
	for isLetter(p.next(n)) || n > word && (digit(p.next(n)) || p.next(n) == '-') {
		n++
	}
	marker := p.source[p.at+word : p.at+n]
	if p.next(n) == '\r' {
		n++
	}
	if len(marker) == 0 || p.next(n) != '\n' {
		p.fail()
		return nil
	}
	p.endLine()
	begin := p.pos()
	var lines [][]byte
	for {
		end := bytes.IndexByte(p.source[p.at:], '\n')
		if end < 0 {
			p.fail()
			return nil
		}
		line := p.source[p.at : p.at+end+1]
		if bytes.Equal(bytes.TrimSpace(line), marker) {
			line = bytes.TrimSuffix(line[:end], []byte{'\r'})
			if !isASCII(line) || bytes.IndexByte(line, '\r') >= 0 {
				p.fail()
				return nil
			}
			return p.heredocOf(from, begin, lines, flush, len(line))
		}
		if i := bytes.IndexByte(line, '\r'); i >= 0 && i != end-1 || bytes.Contains(line, []byte("${")) || bytes.Contains(line, []byte("%{")) {
			p.fail()
			return nil
		}
		lines = append(lines, line)
		p.endLine()
	}
}

// heredocOf makes the text of its lines; the reader stands before the closing word.
func (p *plain) heredocOf(from, begin hcl.Pos, lines [][]byte, flush bool, closing int) hclsyntax.Expression {
	end := p.pos()
	whole := hcl.Range{Filename: p.file, Start: from, End: p.take(closing).End}
	if len(lines) == 0 {
		begin, end = whole.End, whole.End
	}
	indent := -1 // the smallest of the lines that are not blank, which lose it
	for _, line := range lines {
		n, blank := indentOf(line)
		if !flush || blank {
			continue
		}
		// HCL counts clusters, of which wide white space has several bytes and a mark behind white space none.
		if r, _ := utf8.DecodeRune(line[n:]); !isASCII(line[:n]) || !standsAlone(r) {
			p.fail()
			return nil
		}
		if indent < 0 || n < indent {
			indent = n
		}
	}
	var text strings.Builder
	for i, line := range lines {
		if _, blank := indentOf(line); indent > 0 && !blank {
			line = line[indent:]
			if i == 0 {
				begin.Column += indent
				begin.Byte += indent
			}
		}
		text.Write(line)
	}
	literal := &hclsyntax.LiteralValueExpr{Val: cty.StringVal(text.String()), SrcRange: hcl.Range{Filename: p.file, Start: begin, End: end}}
	return &hclsyntax.TemplateExpr{Parts: []hclsyntax.Expression{literal}, SrcRange: whole}
}

// indentOf is how many bytes of white space a line begins with, and whether it holds nothing else.
func indentOf(line []byte) (n int, blank bool) {
	rest := bytes.TrimLeftFunc(line, unicode.IsSpace)
	return len(line) - len(rest), len(rest) == 0
}
