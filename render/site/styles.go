package site

import (
	"slices"
	"strings"

	"handoff/lang/lazyregexp"
)

// styles are the style sheets of pictures. Each picture brings its own, so that it can stand alone; on a page they are the same many times over, and a
// content security policy that allows no inline styles would forbid them. So they are taken out, and each is kept once, what is dark apart.
type styles struct{ list []string }

// take returns an SVG without its prologue and its style sheets.
func (s *styles) take(svg []byte) string {
	text := string(svg)
	if i := strings.Index(text, "<svg"); i > 0 {
		text = text[i:]
	}
	for {
		before, rest, open := strings.Cut(text, "<style>")
		css, after, closed := strings.Cut(rest, "</style>")
		if !open || !closed {
			return strings.TrimSpace(text)
		}
		css = strings.TrimSpace(css)
		if !slices.Contains(s.list, css) {
			s.list = append(s.list, css)
		}
		text = before + strings.TrimPrefix(after, "\n")
	}
}

// light is what always applies.
func (s *styles) light() string {
	var b strings.Builder
	for _, css := range s.list {
		light, _ := split(css)
		b.WriteString(light)
	}
	return b.String()
}

// dark is what applies in the dark.
func (s *styles) dark() string {
	var b strings.Builder
	for _, css := range s.list {
		_, dark := split(css)
		b.WriteString(dark)
	}
	return b.String()
}

var darkRule = lazyregexp.New(`@media[^{}]*prefers-color-scheme:\s*dark[^{}]*\{`)

// split takes the rules for the dark out of a style sheet.
func split(css string) (light, dark string) {
	for {
		at := darkRule.FindStringIndex(css)
		if at == nil {
			return light + css + "\n", dark
		}
		end, depth := at[1], 1
		for ; end < len(css) && depth > 0; end++ {
			switch css[end] {
			case '{':
				depth++
			case '}':
				depth--
			}
		}
		light += css[:at[0]]
		if depth == 0 {
			dark += strings.TrimSpace(css[at[1]:end-1]) + "\n"
		}
		css = css[end:]
	}
}
