package lsp

// What the client is sent, and where in the texts as they read now it lies.

import (
	"bytes"
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"

	"handoff/lang"
	"handoff/lang/finding"
)

// uri is that of a path of the folder.
func (f *folder) uri(p string) string {
	if d := f.document(p); d != nil {
		return d.uri
	}
	return uriOf(filepath.Join(f.shown, filepath.FromSlash(p)))
}

// current is how a file reads now: the open text, else what the map was made of; nil where it is not known.
func (f *folder) current(p string, m *lang.Map) *text {
	if d := f.document(p); d != nil {
		return d.text
	}
	if m != nil {
		if file := m.File(p); file != nil {
			return newText(file.Source)
		}
		if file := m.Attachment(p); file != nil {
			return newText(file.Source)
		}
	}
	return nil
}

// placer shows ranges of one map where they are now. It remembers texts, for many ranges in a row.
type placer struct {
	f      *folder
	m      *lang.Map
	texts  map[string]*text
	drifts map[string]drift
}

func (f *folder) placer(m *lang.Map) *placer {
	return &placer{f, m, map[string]*text{}, map[string]drift{}}
}

func (p *placer) file(path string) (*text, drift) {
	if t, ok := p.texts[path]; ok {
		return t, p.drifts[path]
	}
	t := p.f.current(path, p.m)
	d := drift{same: true}
	if t != nil {
		if file := p.m.File(path); file != nil {
			d = newDrift(file.Source, t.bytes)
		}
	}
	p.texts[path], p.drifts[path] = t, d
	return t, d
}

func (p *placer) span(r finding.Range) textRange {
	t, d := p.file(r.File)
	if t == nil { // a file that could not be read
		return textRange{}
	}
	return t.span(d.now(r.Start.Byte), d.now(r.End.Byte), p.f.server.units)
}

func (p *placer) location(r finding.Range) location {
	return location{p.f.uri(r.File), p.span(r)}
}

// publishAll sends what is wrong in every file where that has changed.
func (f *folder) publishAll() {
	all := map[string]bool{}
	for p := range f.published {
		all[p] = true
	}
	for p := range f.own {
		all[p] = true
	}
	for p := range f.rules {
		all[p] = true
	}
	for _, d := range f.documents() {
		all[d.path] = true
		if d.seen != nil {
			for _, x := range d.seen.Findings {
				all[x.Range.File] = true
			}
		}
	}
	for _, p := range slices.Sorted(maps.Keys(all)) {
		f.publish(p)
	}
}

// publish sends what is wrong in one file, if that has changed.
func (f *folder) publish(p string) {
	params := publishParams{URI: f.uri(p), Diagnostics: f.diagnostics(p)}
	if d := f.document(p); d != nil && f.server.client.TextDocument.PublishDiagnostics.VersionSupport {
		params.Version = &d.version
	}
	data, err := json.Marshal(params)
	if err != nil || bytes.Equal(f.published[p], data) {
		return
	}
	if len(params.Diagnostics) == 0 && f.published[p] == nil && f.document(p) == nil {
		return
	}
	if len(params.Diagnostics) == 0 && f.document(p) == nil {
		delete(f.published, p)
	} else {
		f.published[p] = data
	}
	f.server.publish(json.RawMessage(data))
}

// withdraw takes back everything that was sent.
func (f *folder) withdraw() { f.withdrawBut("") }

// withdrawBut leaves alone what was sent of one document.
func (f *folder) withdrawBut(uri string) {
	for _, p := range slices.Sorted(maps.Keys(f.published)) {
		if f.uri(p) == uri {
			continue
		}
		f.server.publish(publishParams{URI: f.uri(p), Diagnostics: []diagnostic{}})
	}
	f.published = map[string][]byte{}
}
