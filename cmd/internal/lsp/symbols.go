package lsp

// What an editor shows of a text beside the text: its outline, folds, colours, hints, what hangs on a block.

import (
	"slices"
	"strings"

	"handoff/lang"
)

// symbolKinds are the icons of blocks.
var symbolKinds = map[string]int{
	"team": symbolNamespace, "role": symbolClass, "artifact": symbolStruct, "field": symbolField, "system": symbolModule, "process": symbolModule,
	"input": symbolProperty, "output": symbolProperty, "step": symbolFunction, "interface": symbolInterface, "event": symbolEvent,
	"service": symbolNamespace, "calendar": symbolConstant, "milestone": symbolConstant, "kpi": symbolVariable, "rule": symbolMethod,
	"lifecycle": symbolEnum, "import": symbolNamespace, "locals": symbolVariable,
}

func symbolKind(word string) int {
	if k := symbolKinds[word]; k != 0 {
		return k
	}
	return symbolKey
}

// documentSymbols answers the outline of a document.
func (s *server) documentSymbols(p documentParams) (any, error) {
	d := s.documents[p.TextDocument.URI]
	if d == nil {
		return []documentSymbol{}, nil
	}
	o := outline(d.text, d.path == lang.SettingsFile)
	if !s.client.TextDocument.DocumentSymbol.Hierarchical {
		out := []symbolInformation{}
		var walk func(b *block, in string)
		walk = func(b *block, in string) {
			for _, inner := range b.blocks {
				if inner.word == "" {
					continue
				}
				out = append(out, symbolInformation{inner.name(), symbolKind(inner.word), location{d.uri, d.text.span(inner.whole.from, inner.whole.to, s.units)}, in})
				walk(inner, inner.name())
			}
		}
		walk(o.root, "")
		return out, nil
	}
	return s.symbols(o, o.root), nil
}

// name is the label of a block, or its keyword.
func (b *block) name() string {
	if b.label != "" {
		return b.label
	}
	return b.word
}

func (s *server) symbols(o *outlined, in *block) []documentSymbol {
	out := []documentSymbol{}
	for _, b := range in.blocks {
		if b.word == "" {
			continue
		}
		x := documentSymbol{Name: b.name(), Kind: symbolKind(b.word), Range: o.span(b.whole.from, b.whole.to, s.units), SelectionRange: o.span(b.header.from, b.header.to, s.units)}
		if b.label != "" {
			x.Detail = b.word
			x.SelectionRange = o.span(b.labelAt.from, b.labelAt.to, s.units)
		}
		x.Children = s.symbols(o, b)
		out = append(out, x)
	}
	return out
}

type symbolQuery struct {
	Query string `json:"query"`
}

// maxSymbols is how many are answered: nobody reads more.
const maxSymbols = 300

// workspaceSymbols answers declarations by part of their name, address or title.
func (s *server) workspaceSymbols(p symbolQuery) (any, error) {
	out := []symbolInformation{}
	query := strings.ToLower(strings.TrimSpace(p.Query))
	for _, f := range s.opened() {
		if f.loaded == nil {
			continue
		}
		in := f.placer(f.loaded)
		for _, d := range f.loaded.Declarations() {
			b := d.Common()
			if !inOrder(strings.ToLower(b.Address()+" "+b.Title.Value), query) {
				continue
			}
			container := ""
			if i := strings.LastIndexByte(b.Address(), '.'); strings.Count(b.Address(), ".") > 1 {
				container = b.Address()[:strings.LastIndexByte(b.Address()[:i], '.')]
			}
			out = append(out, symbolInformation{string(b.Kind) + " " + b.Name, symbolKind(string(b.Kind)), in.location(b.NameRange), container})
			if len(out) == maxSymbols {
				return out, nil
			}
		}
	}
	return out, nil
}

// inOrder reports whether the letters of a query stand in a text in their order.
func inOrder(text, query string) bool {
	for _, r := range query {
		_, rest, found := strings.Cut(text, string(r))
		if !found {
			return false
		}
		text = rest
	}
	return true
}

// opened are the folders, by their roots.
func (s *server) opened() []*folder {
	var roots []string
	for root := range s.folders {
		roots = append(roots, root)
	}
	slices.Sort(roots)
	var out []*folder
	for _, root := range roots {
		out = append(out, s.folders[root])
	}
	return out
}

// folding answers what can be folded: blocks, lists, heredocs, comments of several lines.
func (s *server) folding(p documentParams) (any, error) {
	out := []foldingRange{}
	d := s.documents[p.TextDocument.URI]
	if d == nil {
		return out, nil
	}
	o := outline(d.text, d.path == lang.SettingsFile)
	add := func(from, to int, kind string) {
		a, b := o.line(from), o.line(to)
		if b > a {
			out = append(out, foldingRange{a, b, kind})
		}
	}
	var walk func(b *block)
	walk = func(b *block) {
		for _, inner := range b.blocks {
			if inner.closed && o.line(inner.body.to) > o.line(inner.header.to) {
				add(inner.header.to, o.lines[o.line(inner.body.to)]-1, "") // the brace stays to be seen
			}
			walk(inner)
		}
		for _, a := range b.arguments {
			if last := o.line(a.value.to); last > o.line(a.at.from) {
				add(a.at.from, o.lines[last]-1, "")
			}
		}
	}
	walk(o.root)
	first, last := -1, -1
	for _, t := range o.tokens {
		if t.Type != 'C' {
			continue
		}
		from := o.line(t.Range.Start.Byte)
		to := o.line(t.Range.Start.Byte + len(strings.TrimRight(string(t.Bytes), "\r\n")))
		if strings.TrimSpace(string(o.bytes[o.lines[from]:t.Range.Start.Byte])) != "" {
			continue // behind something
		}
		if from != last+1 {
			if last > first && first >= 0 {
				out = append(out, foldingRange{first, last, "comment"})
			}
			first = from
		}
		last = to
	}
	if last > first && first >= 0 {
		out = append(out, foldingRange{first, last, "comment"})
	}
	return out, nil
}

// format answers the edits that lay a document out, line by line where lines stay lines.
func (s *server) format(p documentParams) (any, error) {
	d := s.documents[p.TextDocument.URI]
	if d == nil {
		return nil, nil
	}
	is, problem := lang.Format(d.uri, d.text.bytes)
	if problem != nil {
		return nil, &refusal{message(*problem)}
	}
	out := []textEdit{}
	after := newText(is)
	if len(after.lines) != len(d.text.lines) {
		if edit := newDrift(d.text.bytes, is); !edit.same {
			for edit.from > 0 && !runeStart(d.text.bytes, edit.from) {
				edit.from--
			}
			for edit.wasEnd < len(d.text.bytes) && !runeStart(d.text.bytes, edit.wasEnd) {
				edit.wasEnd++
				edit.isEnd++
			}
			out = append(out, textEdit{d.text.span(edit.from, edit.wasEnd, s.units), string(is[edit.from:edit.isEnd])})
		}
		return out, nil
	}
	for n := range after.lines {
		was := string(d.text.bytes[d.text.lines[n]:d.text.lineEnd(n)])
		now := string(is[after.lines[n]:after.lineEnd(n)])
		if was != now {
			out = append(out, textEdit{d.text.span(d.text.lines[n], d.text.lineEnd(n), s.units), now})
		}
	}
	return out, nil
}

func runeStart(b []byte, at int) bool { return at >= len(b) || b[at]&0xC0 != 0x80 }

// refusal is an answer that says why there is none.
type refusal struct{ why string }

func (r *refusal) Error() string { return r.why }
