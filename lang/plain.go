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
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
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

// A tree is made of small nodes by the million, and to allocate each alone was a third of the time of reading: what always comes together
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

// expression takes a conditional, or less. lines says that a line end ends it.
func (p *plain) expression(lines bool) hclsyntax.Expression {
	p.peek(lines)
	from := p.pos()
	condition := p.operation(0, lines)
	if p.peek(lines) != '?' {
		return condition
	}
	p.take(1)
	yes := p.expression(lines)
	if p.peek(lines) != ':' || p.next(1) == ':' {
		p.fail()
		return nil
	}
	p.take(1)
	no := p.expression(lines)
	if p.failed {
		return nil
	}
	return &hclsyntax.ConditionalExpr{Condition: condition, TrueResult: yes, FalseResult: no, SrcRange: hcl.Range{Filename: p.file, Start: from, End: no.Range().End}}
}

// operator is what stands next, if it is one between two values: how many bytes it has, and how strongly it binds.
func (p *plain) operator(lines bool) (op *hclsyntax.Operation, bytes, level int) {
	c := p.peek(lines)
	second := p.next(1)
	switch {
	case c == '|' && second == '|':
		return hclsyntax.OpLogicalOr, 2, 1
	case c == '&' && second == '&':
		return hclsyntax.OpLogicalAnd, 2, 2
	case c == '=' && second == '=':
		return hclsyntax.OpEqual, 2, 3
	case c == '!' && second == '=':
		return hclsyntax.OpNotEqual, 2, 3
	case c == '>' && second == '=':
		return hclsyntax.OpGreaterThanOrEqual, 2, 4
	case c == '>':
		return hclsyntax.OpGreaterThan, 1, 4
	case c == '<' && second == '=':
		return hclsyntax.OpLessThanOrEqual, 2, 4
	case c == '<' && second != '<':
		return hclsyntax.OpLessThan, 1, 4
	case c == '+':
		return hclsyntax.OpAdd, 1, 5
	case c == '-':
		return hclsyntax.OpSubtract, 1, 5
	case c == '*':
		return hclsyntax.OpMultiply, 1, 6
	case c == '/':
		return hclsyntax.OpDivide, 1, 6
	case c == '%':
		return hclsyntax.OpModulo, 1, 6
	}
	return nil, 0, 0
}

// operation takes values joined by operators that bind more strongly than above.
func (p *plain) operation(above int, lines bool) hclsyntax.Expression {
	left := p.value(lines)
	for {
		op, n, level := p.operator(lines)
		if op == nil || level <= above {
			return left
		}
		p.take(n)
		right := p.operation(level, lines)
		if p.failed {
			return nil
		}
		left = &hclsyntax.BinaryOpExpr{LHS: left, Op: op, RHS: right, SrcRange: between(left.Range(), right.Range())}
	}
}

// value takes a term and the names of its parts: `record.priority`.
func (p *plain) value(lines bool) hclsyntax.Expression {
	out := p.term(lines)
	for {
		switch c := p.peek(lines); {
		case p.failed || c == '[':
			p.fail()
			return nil
		case c != '.':
			return out
		}
		dot := p.take(1)
		p.peek(lines)
		name, at := p.name()
		if p.failed {
			return nil
		}
		step := hcl.TraverseAttr{Name: name, SrcRange: between(dot, at)}
		switch e := out.(type) {
		case *hclsyntax.ScopeTraversalExpr:
			e.Traversal, e.SrcRange.End = append(e.Traversal, step), at.End
		case *hclsyntax.RelativeTraversalExpr:
			e.Traversal, e.SrcRange.End = append(e.Traversal, step), at.End
		default:
			out = &hclsyntax.RelativeTraversalExpr{Source: out, Traversal: hcl.Traversal{step}, SrcRange: between(out.Range(), at)}
		}
	}
}

func (p *plain) term(lines bool) hclsyntax.Expression {
	switch c := p.peek(lines); {
	case c == '"':
		return p.quoted()
	case isLetter(c):
		return p.word(lines)
	case digit(c):
		return p.number()
	case c == '[':
		return p.list()
	case c == '{':
		return p.object()
	case c == '(':
		open := p.take(1)
		inside := p.expression(false)
		if p.peek(false) != ')' {
			break
		}
		return &hclsyntax.ParenthesesExpr{Expression: inside, SrcRange: between(open, p.take(1))}
	case c == '-' || c == '!' && p.next(1) != '=':
		op := hclsyntax.OpNegate
		if c == '!' {
			op = hclsyntax.OpLogicalNot
		}
		sign := p.take(1)
		of := p.value(lines)
		if p.failed {
			break
		}
		return &hclsyntax.UnaryOpExpr{Op: op, Val: of, SrcRange: between(sign, of.Range()), SymbolRange: sign}
	case c == '<' && p.next(1) == '<':
		return p.heredoc()
	}
	p.fail()
	return nil
}

// word takes what begins with a name: a constant, a call, a reference.
func (p *plain) word(lines bool) hclsyntax.Expression {
	name, at := p.name()
	switch c := p.peek(lines); {
	case c == '(':
		return p.call(name, at)
	case c == ':' && p.next(1) == ':':
		p.fail()
		return nil
	}
	switch name {
	case "true":
		return &hclsyntax.LiteralValueExpr{Val: cty.True, SrcRange: at}
	case "false":
		return &hclsyntax.LiteralValueExpr{Val: cty.False, SrcRange: at}
	case "null":
		return &hclsyntax.LiteralValueExpr{Val: cty.NullVal(cty.DynamicPseudoType), SrcRange: at}
	}
	node := &plainReference{}
	node.steps[0] = hcl.TraverseRoot{Name: name, SrcRange: at}
	node.expression = hclsyntax.ScopeTraversalExpr{Traversal: node.steps[:1], SrcRange: at}
	return &node.expression
}

// number takes one without an exponent.
func (p *plain) number() hclsyntax.Expression {
	n := 0
	for digit(p.next(n)) {
		n++
	}
	if p.next(n) == '.' && digit(p.next(n+1)) {
		for n++; digit(p.next(n)); {
			n++
		}
	}
	if c := p.next(n); c == '.' || isLetter(c) || c >= utf8.RuneSelf {
		p.fail()
		return nil
	}
	v, err := cty.ParseNumberVal(string(p.source[p.at : p.at+n]))
	if err != nil {
		p.fail()
		return nil
	}
	return &hclsyntax.LiteralValueExpr{Val: v, SrcRange: p.take(n)}
}

// call takes the arguments of a function.
func (p *plain) call(name string, at hcl.Range) hclsyntax.Expression {
	out := &hclsyntax.FunctionCallExpr{Name: name, NameRange: at, OpenParenRange: p.take(1)}
	out.Args, out.CloseParenRange = p.elements(')')
	return out
}

func (p *plain) list() hclsyntax.Expression {
	open := p.take(1)
	p.peek(false)
	if p.isFor() {
		p.fail()
		return nil
	}
	elements, closed := p.elements(']')
	return &hclsyntax.TupleConsExpr{Exprs: elements, SrcRange: between(open, closed), OpenRange: open}
}

// isFor reports whether the next word is `for`.
func (p *plain) isFor() bool {
	if !bytes.HasPrefix(p.source[p.at:], []byte("for")) {
		return false
	}
	c := p.next(3)
	return !isLetter(c) && !digit(c) && c != '-' && c < utf8.RuneSelf
}

// elements takes expressions between commas, and what closes them.
func (p *plain) elements(end byte) ([]hclsyntax.Expression, hcl.Range) {
	var out []hclsyntax.Expression
	for p.peek(false) != end {
		out = append(out, p.expression(false))
		switch c := p.peek(false); {
		case c == ',':
			p.take(1)
		case c != end || p.failed:
			p.fail()
			return nil, hcl.Range{}
		}
	}
	return out, p.take(1)
}

// object takes `{ key = value, … }`.
func (p *plain) object() hclsyntax.Expression {
	open := p.take(1)
	kept := *p
	p.peek(false)
	if p.isFor() {
		p.fail()
		return nil
	}
	*p = kept // here, line ends matter
	out := &hclsyntax.ObjectConsExpr{OpenRange: open}
	for {
		c := p.peek(true)
		if c == '\n' {
			p.endLine()
			continue
		}
		if c == '}' {
			break
		}
		key := &hclsyntax.ObjectConsKeyExpr{ForceNonLiteral: c == '(', Wrapped: p.expression(true)}
		if c = p.peek(true); c != '=' && c != ':' || p.next(1) == '>' || p.next(1) == c {
			p.fail()
			return nil
		}
		p.take(1)
		out.Items = append(out.Items, hclsyntax.ObjectConsItem{KeyExpr: key, ValueExpr: p.expression(true)})
		switch p.peek(true) {
		case '}':
		case ',':
			p.take(1)
		case '\n':
			p.endLine()
		default:
			p.fail()
			return nil
		}
	}
	out.SrcRange = between(open, p.take(1))
	return out
}

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
