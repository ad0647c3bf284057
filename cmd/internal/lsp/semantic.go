package lsp

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/lang"
	"handoff/lang/types"
)

// tokenTypes are what words are coloured as; the numbers in the answer count in this list.
var tokenTypes = []string{"keyword", "type", "class", "property", "string", "number", "comment", "variable", "function"}

const (
	tokenKeyword = iota
	tokenType
	tokenClass
	tokenProperty
	tokenString
	tokenNumber
	tokenComment
	tokenVariable
	tokenFunction
)

// tokenModifiers are bits in this order.
var tokenModifiers = []string{"declaration", "deprecated"}

// colour is one coloured stretch on one line.
type colour struct {
	at        stretch
	kind, bit int
}

// semantic answers the colours of a document. They come from the text as it reads, whether it parses or not.
func (s *server) semantic(p documentParams) (any, error) {
	d := s.documents[p.TextDocument.URI]
	out := semanticTokens{Data: []uint32{}}
	if d == nil {
		return out, nil
	}
	o := outline(d.text, d.path == lang.SettingsFile)
	line, character := 0, 0
	for _, c := range o.colours() {
		for _, part := range o.split(c.at) {
			from, to := o.position(part.from, s.units), o.position(part.to, s.units)
			if to.Character <= from.Character || to.Line != from.Line {
				continue
			}
			if from.Line != line {
				character = 0
			}
			out.Data = append(out.Data, uint32(from.Line-line), uint32(from.Character-character), uint32(to.Character-from.Character), uint32(c.kind), uint32(c.bit))
			line, character = from.Line, from.Character
		}
	}
	return out, nil
}

// split cuts a stretch into lines, without their line ends.
func (t *text) split(s stretch) []stretch {
	var out []stretch
	for at := s.from; at < s.to; {
		line := t.line(at)
		end := min(s.to, t.lineEnd(line))
		if end > at {
			out = append(out, stretch{at, end})
		}
		if line+1 >= len(t.lines) {
			break
		}
		at = t.lines[line+1]
	}
	return out
}

// colours are those of the text, in its order.
func (o *outlined) colours() []colour {
	var out []colour
	add := func(at stretch, kind, bit int) {
		if at.to > at.from {
			out = append(out, colour{at, kind, bit})
		}
	}
	var written []stretch // where types are
	var walk func(b *block)
	walk = func(b *block) {
		for _, a := range b.arguments {
			add(a.at, tokenProperty, 0)
			if b.word == "field" && o.of(a.at) == "type" {
				written = append(written, a.value)
			}
		}
		for _, inner := range b.blocks {
			add(inner.wordAt, tokenKeyword, 0)
			kind := tokenClass
			if inner.word == "field" {
				kind = tokenProperty
			}
			add(inner.labelAt, kind, 1)
			walk(inner)
		}
	}
	walk(o.root)
	slices.SortFunc(written, func(a, b stretch) int { return a.from - b.from })
	var scalars []string
	for _, w := range types.Words() {
		scalars = append(scalars, w.Name)
	}
	known := map[int]bool{}
	for _, c := range out {
		known[c.at.from] = true
	}
	for i, t := range o.tokens {
		at := stretch{t.Range.Start.Byte, min(t.Range.End.Byte, len(o.text.bytes))}
		if known[at.from] {
			continue
		}
		switch t.Type {
		case hclsyntax.TokenComment:
			at.to = at.from + len(strings.TrimRight(o.of(at), "\r\n"))
			add(at, tokenComment, 0)
		case hclsyntax.TokenNumberLit:
			add(at, tokenNumber, 0)
		case hclsyntax.TokenQuotedLit, hclsyntax.TokenStringLit:
			add(at, tokenString, 0)
		case hclsyntax.TokenIdent:
			kind := o.wordKind(i)
			for len(written) > 0 && written[0].to < at.from {
				written = written[1:]
			}
			if kind == tokenVariable && len(written) > 0 && written[0].from <= at.from && (i == 0 || o.tokens[i-1].Type != hclsyntax.TokenDot) {
				switch word := o.of(at); {
				case i+1 < len(o.tokens) && o.tokens[i+1].Type == hclsyntax.TokenEqual: // of an object
					kind = tokenProperty
				case slices.Contains(scalars, word):
					kind = tokenType
				}
			}
			add(at, kind, 0)
		}
	}
	slices.SortFunc(out, func(a, b colour) int { return a.at.from - b.at.from })
	return out
}

// wordKind is what a word in a value is.
func (o *outlined) wordKind(i int) int {
	word := o.of(stretch{o.tokens[i].Range.Start.Byte, o.tokens[i].Range.End.Byte})
	switch {
	case word == "true" || word == "false" || word == "null" || word == "end" || word == "for" || word == "in" || word == "if":
		return tokenKeyword
	case i+1 < len(o.tokens) && o.tokens[i+1].Type == hclsyntax.TokenOParen:
		return tokenFunction
	case i > 0 && o.tokens[i-1].Type == hclsyntax.TokenDot:
		return tokenVariable
	case i+1 < len(o.tokens) && o.tokens[i+1].Type == hclsyntax.TokenDot:
		return tokenType
	}
	return tokenVariable
}
