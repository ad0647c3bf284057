package lsp

import (
	"fmt"
	"path/filepath"
	"strings"

	"handoff/lang"
)

type didOpenParams struct {
	TextDocument textItem `json:"textDocument"`
}

// didOpen takes a text that the client has opened.
func (s *server) didOpen(p didOpenParams) {
	if old := s.documents[p.TextDocument.URI]; old != nil { // the client has lost count
		s.leave(old)
	}
	d := &document{uri: p.TextDocument.URI, version: p.TextDocument.Version, text: newText([]byte(p.TextDocument.Text))}
	s.documents[d.uri] = d
	s.settle(d)
}

// settle finds the map that a document belongs to.
func (s *server) settle(d *document) {
	d.folder, d.path, d.loose, d.seen, d.near = nil, "", false, nil, nil
	file, ok := fileOf(d.uri)
	if ok {
		if real, err := filepath.EvalSymlinks(file); err == nil {
			file = real
		} else if dir, err := filepath.EvalSymlinks(filepath.Dir(file)); err == nil {
			file = filepath.Join(dir, filepath.Base(file))
		}
		d.folder = s.folderOf(file, false)
	} else if len(s.roots) > 0 { // never saved: it is held to the map that is open
		d.folder = s.folderOf(s.roots[0], true)
	}
	if d.folder == nil {
		s.alone(d)
		return
	}
	inside := false
	if ok {
		d.path, inside = d.folder.kept.Inside(file)
	}
	if !inside || !isMapFile(d.path) {
		d.loose = true
		d.path = fmt.Sprintf("(%s)", d.uri) // no path of the map is written so
	}
	if d.folder.loaded == nil {
		if !d.loose {
			d.folder.kept.Lay(d.path, d.text.bytes)
		}
		if !d.folder.load() && d.folder.coming != nil && !d.loose {
			if d.folder = s.beside(file, d.folder); d.folder != nil {
				d.path = filepath.Base(file)
			}
		} else if d.folder.loaded == nil && d.loose {
			d.folder = nil
		}
	}
	if d.folder == nil {
		s.alone(d)
		return
	}
	d.folder.changed(d)
}

// isMapFile tells the files of a map by their path: the settings at its root only.
func isMapFile(p string) bool {
	name := filepath.Base(p)
	return p == lang.SettingsFile || strings.HasSuffix(name, lang.FileSuffix) && !strings.HasPrefix(name, ".")
}

// alone says what can be said of a text without a map: whether it parses.
func (s *server) alone(d *document) {
	d.problem = lang.Unparsable(d.uri, d.text.bytes)
	list := []diagnostic{}
	if d.problem != nil {
		list = append(list, diagnostic{
			Range: d.text.span(d.problem.Range.Start.Byte, d.problem.Range.End.Byte, s.units), Severity: 1,
			Code: d.problem.Rule, Source: "handoff", Message: message(*d.problem),
		})
	} else {
		d.good = d.text.bytes
	}
	s.publish(publishParams{URI: d.uri, Diagnostics: list})
}

// didChange takes what was typed.
func (s *server) didChange(p didChangeParams) {
	d := s.documents[p.TextDocument.URI]
	if d == nil {
		s.logf("a change to %s, which is not open", p.TextDocument.URI)
		return
	}
	for _, c := range p.ContentChanges {
		if c.Range == nil {
			d.text = newText([]byte(c.Text))
			continue
		}
		d.text = d.text.replace(d.text.offset(c.Range.Start, s.units), d.text.offset(c.Range.End, s.units), c.Text)
	}
	if p.TextDocument.Version != nil {
		d.version = *p.TextDocument.Version
	}
	switch {
	case s.coming("textDocument/didChange", d.uri): // somebody types faster than is read: what comes next will tell
	case d.folder == nil:
		s.alone(d)
	default:
		d.folder.changed(d)
	}
}

type documentParams struct {
	TextDocument documentID `json:"textDocument"`
}

// didSave looks at the whole map at once.
func (s *server) didSave(p documentParams) {
	if d := s.documents[p.TextDocument.URI]; d != nil && d.folder != nil {
		d.folder.later(0)
	}
}

// didClose lets go of a text: from now on the file counts.
func (s *server) didClose(p documentParams) {
	if d := s.documents[p.TextDocument.URI]; d != nil {
		s.leave(d)
	}
}

func (s *server) leave(d *document) {
	delete(s.documents, d.uri)
	f := d.folder
	if f == nil || d.loose {
		s.publish(publishParams{URI: d.uri, Diagnostics: []diagnostic{}})
		if f != nil {
			delete(f.published, d.path)
		}
		return
	}
	f.kept.Lift(d.path)
	if f.outer != nil { // where its text has lain since it was opened, too
		if inside, ok := f.outer.kept.Inside(filepath.Join(f.kept.Root, d.path)); ok {
			f.outer.kept.Lift(inside)
		}
	}
	if f.outer != nil && len(f.documents()) == 0 {
		f.withdraw()
		f.close()
		return
	}
	f.later(0)
	f.publish(d.path)
}

// resettle finds the maps of all documents anew.
func (s *server) resettle() {
	for root, f := range s.folders {
		f.withdraw()
		f.close()
		delete(s.folders, root)
	}
	for _, root := range s.roots {
		s.openRoot(root)
	}
	for _, d := range s.documents {
		s.settle(d)
	}
}
