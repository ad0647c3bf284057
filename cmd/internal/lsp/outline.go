package lsp

// An outline is what a text looks like from afar: its blocks, their arguments, and where each begins and ends. It is read from the tokens, so
// that it is there for a text that does not parse too: half a line, a bracket that nobody has closed. Where brackets do not match, lines do: a
// line that reads like the beginning of a block or argument is one, and ends what was left open before it.

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/lang"
)

// stretch is a half-open range of bytes.
type stretch struct{ from, to int }

func (s stretch) touches(at int) bool { return s.from <= at && at <= s.to }

// block is one block of an outline; the root stands for the whole file.
type block struct {
	word      string // the keyword; "" for the root
	wordAt    stretch
	label     string
	labelAt   stretch // without the quotes; zero where there is none
	header    stretch
	body      stretch // between the braces
	whole     stretch
	closed    bool
	outer     *block
	blocks    []*block
	arguments []*argument
	kind      *lang.BlockType // nil where the language has none of that name here
}

// argument is one `name = value`.
type argument struct {
	name   string
	at     stretch
	equals int     // where the = is
	value  stretch // up to the end of the line, or the bracket, it ends with
	in     *block
}

// outlined is a text with its outline and the tokens it was read from.
type outlined struct {
	*text
	tokens hclsyntax.Tokens
	root   *block
}

// kinds are the blocks that may stand in another.
func kinds(in *block, settings bool) []lang.InnerBlock {
	switch {
	case in.outer == nil && settings:
		return lang.SettingsLevel()
	case in.outer == nil:
		return lang.TopLevel()
	case in.kind != nil:
		return in.kind.Blocks
	}
	return nil
}

// outline reads one. Settings says that the text is a handoff.hcl.
func outline(t *text, settings bool) *outlined {
	o := &outlined{text: t, tokens: lang.Tokens(t.bytes), root: &block{body: stretch{0, len(t.bytes)}, whole: stretch{0, len(t.bytes)}}}
	r := reader{o: o, settings: settings, in: o.root}
	for i := range o.tokens {
		r.take(i)
	}
	r.end(len(t.bytes))
	return o
}

// reader is a pass over the tokens.
type reader struct {
	o        *outlined
	settings bool
	in       *block
	line     []int // tokens of the line so far, in the body of a block
	argument *argument
	open     []hclsyntax.TokenType // brackets in the value
}

func (r *reader) bytes(i int) string {
	rng := r.o.tokens[i].Range
	return string(r.o.text.bytes[rng.Start.Byte:min(rng.End.Byte, len(r.o.text.bytes))])
}

func (r *reader) take(i int) {
	t := r.o.tokens[i]
	if t.Type == hclsyntax.TokenEOF || t.Type == hclsyntax.TokenComment && len(r.line) == 0 && r.argument == nil {
		return
	}
	if r.argument != nil {
		r.value(i)
		return
	}
	switch t.Type {
	case hclsyntax.TokenNewline:
		r.line = nil
	case hclsyntax.TokenComment: // takes its line end along
		r.line = nil
	case hclsyntax.TokenOBrace:
		r.begin(i)
	case hclsyntax.TokenCBrace:
		r.line = nil
		r.close(t.Range.Start.Byte, t.Range.End.Byte)
	case hclsyntax.TokenEqual:
		if len(r.line) > 0 && r.o.tokens[r.line[0]].Type == hclsyntax.TokenIdent {
			name := r.o.tokens[r.line[0]].Range
			r.argument = &argument{name: r.bytes(r.line[0]), at: stretch{name.Start.Byte, name.End.Byte}, equals: t.Range.Start.Byte, value: stretch{t.Range.End.Byte, t.Range.End.Byte}, in: r.in}
			r.in.arguments = append(r.in.arguments, r.argument)
			r.open = nil
		}
		r.line = nil
	default:
		r.line = append(r.line, i)
	}
}

// value takes a token of an argument's value.
func (r *reader) value(i int) {
	t := r.o.tokens[i]
	switch t.Type {
	case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc, hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
		r.open = append(r.open, t.Type)
	case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc, hclsyntax.TokenTemplateSeqEnd:
		if len(r.open) == 0 {
			if t.Type == hclsyntax.TokenCBrace { // of a block on one line
				r.argument = nil
				r.close(t.Range.Start.Byte, t.Range.End.Byte)
				return
			}
			break
		}
		r.open = r.open[:len(r.open)-1]
	case hclsyntax.TokenNewline, hclsyntax.TokenComment:
		if len(r.open) == 0 || r.begins(i+1) {
			r.argument, r.open, r.line = nil, nil, nil
		}
		return
	}
	if r.argument != nil {
		r.argument.value.to = min(t.Range.End.Byte, len(r.o.text.bytes))
	}
}

// begins reports whether the line at token i reads like the beginning of something though a bracket is open: then the bracket was forgotten.
// In braces a name and = is an entry; there only what begins a block, or ends one, counts.
func (r *reader) begins(i int) bool {
	for _, open := range r.open {
		if open == hclsyntax.TokenOHeredoc {
			return false
		}
	}
	all := r.o.tokens
	if i+2 >= len(all) || all[i].Type != hclsyntax.TokenIdent {
		return i < len(all) && all[i].Type == hclsyntax.TokenCBrace && r.open[len(r.open)-1] != hclsyntax.TokenOBrace
	}
	braces := r.open[len(r.open)-1] == hclsyntax.TokenOBrace
	switch all[i+1].Type {
	case hclsyntax.TokenOBrace:
		return true
	case hclsyntax.TokenOQuote:
		for k := i + 2; k < len(all) && k < i+6; k++ {
			if all[k].Type == hclsyntax.TokenOBrace {
				return true
			}
		}
	case hclsyntax.TokenEqual:
		return !braces
	}
	return false
}

// begin opens a block.
func (r *reader) begin(i int) {
	t := r.o.tokens[i]
	b := &block{outer: r.in, whole: stretch{t.Range.Start.Byte, len(r.o.text.bytes)}, body: stretch{t.Range.End.Byte, len(r.o.text.bytes)}}
	b.header = stretch{t.Range.Start.Byte, t.Range.Start.Byte}
	for n, k := range r.line {
		at := stretch{r.o.tokens[k].Range.Start.Byte, r.o.tokens[k].Range.End.Byte}
		switch {
		case n == 0 && r.o.tokens[k].Type == hclsyntax.TokenIdent:
			b.word, b.wordAt = r.bytes(k), at
			b.whole.from, b.header.from = at.from, at.from
		case r.o.tokens[k].Type == hclsyntax.TokenQuotedLit && b.labelAt == (stretch{}):
			b.label, b.labelAt = r.bytes(k), at
		case r.o.tokens[k].Type == hclsyntax.TokenOQuote && b.labelAt == (stretch{}) && n+1 < len(r.line) && r.o.tokens[r.line[n+1]].Type == hclsyntax.TokenCQuote:
			b.labelAt = stretch{at.to, at.to}
		}
		b.header.to = at.to
	}
	for _, k := range kinds(r.in, r.settings) {
		if k.Type.Name == b.word {
			b.kind = k.Type
		}
	}
	r.in.blocks = append(r.in.blocks, b)
	r.in, r.line = b, nil
}

// close ends the innermost block.
func (r *reader) close(at, end int) {
	if r.in.outer == nil {
		return
	}
	r.in.body.to, r.in.whole.to, r.in.closed = at, end, true
	r.in = r.in.outer
}

// end closes what was left open. A block that nobody closed reaches to the end of the text, or to where the one outside it ends.
func (r *reader) end(at int) {
	for ; r.in.outer != nil; r.in = r.in.outer {
		r.in.body.to, r.in.whole.to = at, at
	}
}

// innermost is the block that a place lies in.
func (o *outlined) innermost(at int) *block {
	in := o.root
	for {
		next := (*block)(nil)
		for _, b := range in.blocks {
			if b.body.touches(at) && at >= b.body.from {
				next = b
			}
		}
		if next == nil {
			return in
		}
		in = next
	}
}

// argumentAt is the argument on whose value a place lies; nil if there is none. What is typed behind the = on the same line counts.
func (o *outlined) argumentAt(b *block, at int) *argument {
	for _, a := range b.arguments {
		if at > a.equals && (at <= a.value.to || o.onlySpace(a.value.to, at)) {
			return a
		}
	}
	return nil
}

// onlySpace reports whether there is nothing between two places but spaces.
func (o *outlined) onlySpace(from, to int) bool {
	for i := from; i < to && i < len(o.text.bytes); i++ {
		if c := o.text.bytes[i]; c != ' ' && c != '\t' {
			return false
		}
	}
	return from <= to
}

// find returns the argument of that name, or nil.
func (b *block) find(name string) *argument {
	for _, a := range b.arguments {
		if a.name == name {
			return a
		}
	}
	return nil
}

// up is the nearest block outwards of that word, the block itself included; nil if there is none.
func (b *block) up(word string) *block {
	for ; b != nil; b = b.outer {
		if b.word == word {
			return b
		}
	}
	return nil
}

// row is the table row of an argument in a block; nil if the language has none.
func (b *block) row(name string) *lang.Argument {
	if b.kind == nil {
		return nil
	}
	for i := range b.kind.Arguments {
		if b.kind.Arguments[i].Name == name {
			return &b.kind.Arguments[i]
		}
	}
	if b.kind.Named {
		common := lang.CommonArguments()
		for i := range common {
			if common[i].Name == name {
				return &common[i]
			}
		}
	}
	return nil
}

// word is the dotted name around a place: where it begins, and where it ends.
func (o *outlined) wordAt(at int) stretch {
	b := o.text.bytes
	in := func(c byte) bool {
		return c == '_' || c == '-' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
	}
	s := stretch{at, at}
	for s.from > 0 && in(b[s.from-1]) {
		s.from--
	}
	for s.to < len(b) && in(b[s.to]) {
		s.to++
	}
	return s
}

// of is what stands in a stretch.
func (o *outlined) of(s stretch) string {
	if s.from < 0 || s.to > len(o.text.bytes) || s.from > s.to {
		return ""
	}
	return string(o.text.bytes[s.from:s.to])
}
