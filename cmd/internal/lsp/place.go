package lsp

import (
	"strings"

	"handoff/lang"
)

// spot is a place in an open document, seen from all sides: the text as it reads, and the map that is nearest to it.
type spot struct {
	*document
	*outlined
	offset int       // in the text
	m      *lang.Map // nil where there is none
	drift  drift     // from the text of the map to this one
	block  *block    // the innermost
	arg    *argument // on whose value it is; nil if none
}

// spot finds a place. It is nil where the document is not open.
func (s *server) spot(uri string, p position) *spot {
	d := s.documents[uri]
	if d == nil {
		return nil
	}
	out := &spot{document: d, outlined: outline(d.text, d.path == lang.SettingsFile), offset: d.text.offset(p, s.units), m: d.nearest()}
	out.drift = drift{same: true}
	if out.m != nil {
		if file := out.m.File(d.path); file != nil {
			out.drift = newDrift(file.Source, d.text.bytes)
		} else {
			out.drift = newDrift(nil, d.text.bytes)
		}
	}
	out.block = out.innermost(out.offset)
	out.arg = out.argumentAt(out.block, out.offset)
	return out
}

// nearest is the map that reads most like the document: what a glance at it saw, else the whole one.
func (d *document) nearest() *lang.Map {
	switch {
	case d.folder == nil:
		return nil
	case d.seen != nil:
		return d.seen
	}
	return d.folder.loaded
}

// index is that of the map nearest to a document, kept as long as it is.
func (d *document) index() *index {
	m := d.nearest()
	if m == nil {
		return nil
	}
	return d.folder.index(m)
}

func (f *folder) index(m *lang.Map) *index {
	for _, x := range f.indexes {
		if x.m == m {
			return x
		}
	}
	x := newIndex(m)
	f.indexes = append(f.indexes, x)
	if len(f.indexes) > 4 {
		f.indexes = f.indexes[1:]
	}
	return x
}

// meaning is what the place means, and where that is written in the text as it reads.
func (p *spot) meaning() (*meant, stretch) {
	x := p.index()
	if x == nil {
		return nil, stretch{}
	}
	found := x.meaning(p.document.path, p.drift.then(p.offset))
	if found == nil {
		return p.localHere()
	}
	at := stretch{p.drift.now(found.at.from), p.drift.now(found.at.to)}
	if !at.touches(p.offset) {
		return nil, stretch{}
	}
	return found, at
}

// localHere is the local value whose name is written here, in a text or as a value.
func (p *spot) localHere() (*meant, stretch) {
	word := p.wordAt(p.offset)
	parts := strings.Split(p.of(word), ".")
	if len(parts) < 2 || parts[0] != "local" {
		return nil, stretch{}
	}
	return &meant{local: parts[1]}, stretch{word.from, word.from + len("local.") + len(parts[1])}
}

// local finds where a local value is declared.
func (p *spot) local(name string) (*lang.Map, lang.Range) {
	maps := []*lang.Map{p.m}
	for _, d := range p.folder.documents() {
		if d.seen != nil && !d.loose {
			maps = append(maps, d.seen)
		}
	}
	for _, m := range append(maps, p.folder.loaded) {
		if m != nil {
			if r := m.LocalAt(name); !r.IsZero() && m.File(r.File) != nil {
				return m, r
			}
		}
	}
	return nil, lang.Range{}
}

// definition answers where what is named is declared.
func (s *server) definition(p at) (any, error) {
	at := s.spot(p.TextDocument.URI, p.Position)
	if at == nil || at.folder == nil {
		return nil, nil
	}
	found, _ := at.meaning()
	if found == nil {
		return nil, nil
	}
	switch {
	case found.decl != nil:
		if l, ok := at.folder.declared(at.m, found.decl); ok {
			return l, nil
		}
	case found.local != "":
		if m, r := at.local(found.local); m != nil {
			return at.folder.whereIs(m, r), nil
		}
	case found.record != nil:
		if f, ok := found.record.Field(found.field); ok && !f.Range.IsZero() {
			return at.folder.whereIs(at.m, f.Range), nil
		}
	}
	return nil, nil
}

// declared is where a declaration stands; false for what is built in.
func (f *folder) declared(m *lang.Map, d lang.Declaration) (location, bool) {
	r := d.Common().NameRange
	if r.IsZero() {
		return location{}, false
	}
	return f.whereIs(m, r), true
}

// whereIs is where a range of a map is now. A glance leads into the map it began with.
func (f *folder) whereIs(m *lang.Map, r lang.Range) location {
	if m.File(r.File) == nil && f.loaded != nil {
		m = f.loaded
	}
	return f.placer(m).location(r)
}
