package lsp

// What is mentioned where in one map: every reference, every name of a field, every declaration, by file and in the order of the text.

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"golang.org/x/text/unicode/norm"

	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// mention is one place that names something.
type mention struct {
	at   finding.Range
	use  *lang.Use        // a reference; nil for a field
	decl lang.Declaration // the declaration whose label stands here
	// called says that it is no label: an expression calls the record of that artifact so.
	called bool
	local  string // the local value of that name
	// The field that is named, and the record it is one of.
	field  string
	record *types.Record
	label  *lang.Field // the field's own label stands here
}

// index is that of one map.
type index struct {
	m      *lang.Map
	byFile map[string][]mention
}

func newIndex(m *lang.Map) *index {
	x := &index{m: m, byFile: map[string][]mention{}}
	for _, u := range m.Uses {
		x.add(mention{at: u.Range, use: u})
	}
	for _, d := range m.Declarations() {
		x.add(mention{at: d.Common().NameRange, decl: d})
	}
	for _, a := range m.Artifacts {
		for _, f := range a.Fields {
			x.add(mention{at: f.NameRange, field: f.Name, record: a.Record, label: f})
			for _, ref := range typeReferences(f.Type.Type) {
				if ref.Field != "" && ref.Record != nil {
					x.add(mention{at: ref.FieldRange, field: ref.Field, record: ref.Record})
				}
			}
		}
	}
	for _, l := range m.LocalNames() {
		x.add(mention{at: l.Range, local: l.Value})
	}
	x.roots()
	for _, u := range m.FieldUses {
		x.add(mention{at: u.Range, field: u.Field, record: u.Record})
	}
	x.fieldNames()
	for _, list := range x.byFile {
		slices.SortStableFunc(list, func(a, b mention) int { return a.at.Start.Byte - b.at.Start.Byte })
	}
	return x
}

func (x *index) add(m mention) {
	if !m.at.IsZero() {
		x.byFile[m.at.File] = append(x.byFile[m.at.File], m)
	}
}

// fieldNames adds the arguments that name fields.
func (x *index) fieldNames() {
	name := func(f lang.FieldName) {
		if f.Field != nil && f.Field.Artifact != nil {
			x.add(mention{at: f.Range, field: f.Field.Name, record: f.Field.Artifact.Record})
		}
	}
	each(x.m, func(row *lang.Argument, slot any, _ lang.Declaration) {
		switch v := slot.(type) {
		case *lang.FieldName:
			name(*v)
		case *lang.FieldNames:
			for _, f := range *v {
				name(f)
			}
		}
	}, nil)
}

// roots adds what expressions call records, and locals.
func (x *index) roots() {
	look := func(e lang.Expression, in lang.Declaration) {
		if e.Syntax == nil {
			return
		}
		for _, t := range e.Syntax.Variables() {
			name, r := rootOf(t)
			if name == "local" && len(t) > 1 {
				if attr, ok := t[1].(hcl.TraverseAttr); ok {
					x.add(mention{at: finding.FromHCL(hcl.RangeBetween(r, attr.SrcRange)), local: attr.Name})
				}
			} else if a := recordCalled(name, in); a != nil {
				x.add(mention{at: finding.FromHCL(r), decl: a, called: true})
			}
		}
	}
	eachExpression(x.m, look)
}

// recordCalled is the artifact whose record goes by a name in the expressions of a block; nil if none does.
func recordCalled(name string, in lang.Declaration) *lang.Artifact {
	of := func(p *lang.Process) *lang.Artifact {
		if p == nil {
			return nil
		}
		for _, port := range append(slices.Clone(p.Inputs), p.Outputs...) {
			if port.RecordName() == name {
				return port.Artifact.Artifact()
			}
		}
		for _, s := range p.Steps {
			if a := s.Creates.Artifact(); a != nil && a.Name == name {
				return a
			}
		}
		return nil
	}
	switch in := in.(type) {
	case *lang.Process:
		return of(in)
	case *lang.Step:
		return of(in.Process)
	case *lang.Event:
		if a := in.Artifact.Artifact(); a != nil && a.Name == name {
			return a
		}
		return of(in.Source.Process())
	case *lang.Interface:
		sent, received := in.SentArtifact(), in.ReceivedArtifacts()
		if name == "from" || sent != nil && sent.Name == name {
			return sent
		}
		for _, a := range received {
			if name == "to" || a.Name == name {
				return a
			}
		}
	}
	return nil
}

// each calls a function for every argument of every block of a map, given or not, and another for every block of assignments.
func each(m *lang.Map, argument func(row *lang.Argument, slot any, in lang.Declaration), assignments func(*lang.Assignments, lang.Declaration)) {
	var walk func(rows []lang.InnerBlock, outer any, in lang.Declaration)
	walk = func(rows []lang.InnerBlock, outer any, in lang.Declaration) {
		for i := range rows {
			t := rows[i].Type
			for _, b := range rows[i].Values(outer) {
				here := in
				if d, ok := b.(lang.Declaration); ok && t.Named {
					here = d
				}
				if argument != nil {
					for k := range t.Arguments {
						argument(&t.Arguments[k], t.Arguments[k].Value(b), here)
					}
				}
				if a, ok := b.(*lang.Assignments); ok && assignments != nil {
					assignments(a, here)
				}
				walk(t.Blocks, b, here)
			}
		}
	}
	walk(lang.TopLevel(), m, nil)
}

// typeReferences are the mentions of artifacts in a type.
func typeReferences(t *types.Type) []*types.Reference {
	var out []*types.Reference
	var walk func(t *types.Type, depth int)
	walk = func(t *types.Type, depth int) {
		if t == nil || depth > 100 {
			return
		}
		if t.Ref != nil && !t.Ref.Range.IsZero() {
			out = append(out, t.Ref)
		}
		for _, of := range t.Of {
			walk(of, depth+1)
		}
		for _, f := range t.Fields {
			walk(f.Type, depth+1)
		}
	}
	walk(t, 0)
	return out
}

// at is the innermost mention at a byte of a file; nil if there is none.
func (x *index) at(file string, offset int) *mention {
	var best *mention
	list := x.byFile[file]
	for k := range list {
		m := &list[k]
		if m.at.Start.Byte <= offset && offset <= m.at.End.Byte && (best == nil || m.at.End.Byte-m.at.Start.Byte <= best.at.End.Byte-best.at.Start.Byte) {
			best = m
		}
	}
	return best
}

// words are the parts of a reference as they stand in the text, each with where it stands; nil where it is written in some other way.
func (x *index) words(u *lang.Use) []word {
	f := x.m.File(u.Range.File)
	if f == nil {
		return nil
	}
	written, text := u.Written, f.Text(u.Range)
	parts := strings.Split(written, ".")
	if !strings.HasPrefix(text, written) {
		last := parts[len(parts)-1]
		if norm.NFC.String(text) != last { // the row of a matrix names its step alone
			return nil
		}
		return []word{{text: last, at: stretch{u.Range.Start.Byte, u.Range.End.Byte}, target: u.Target}}
	}
	var out []word
	at := u.Range.Start.Byte
	for n, p := range parts {
		w := word{text: p, at: stretch{at, at + len(p)}}
		if n == len(parts)-1 {
			w.target = u.Target
		} else {
			w.target = x.m.Lookup(norm.NFC.String(strings.Join(parts[:n+1], ".")))
		}
		out = append(out, w)
		at += len(p) + 1
	}
	return out
}

// word is one part of a reference, and what the reference means up to there; nil where that is nothing.
type word struct {
	text   string
	at     stretch
	target lang.Declaration
}

// meant is what a place means.
type meant struct {
	at     stretch // in the text of the map
	decl   lang.Declaration
	field  string
	record *types.Record
	end    bool
	local  string
	// What is written leads nowhere.
	broken *lang.Use
}

// meaning finds out what stands at a byte of a file.
func (x *index) meaning(file string, offset int) *meant {
	m := x.at(file, offset)
	switch {
	case m == nil:
		return nil
	case m.decl != nil:
		return &meant{at: stretch{m.at.Start.Byte, m.at.End.Byte}, decl: m.decl}
	case m.local != "":
		return &meant{at: stretch{m.at.Start.Byte, m.at.End.Byte}, local: m.local}
	case m.use == nil:
		return &meant{at: stretch{m.at.Start.Byte, m.at.End.Byte}, field: m.field, record: m.record}
	}
	words := x.words(m.use)
	for n, w := range words {
		if !w.at.touches(offset) {
			continue
		}
		// The kind belongs to the name behind it: `process` in process.x means process.x.
		for k := n; k < len(words); k++ {
			if words[k].target != nil {
				from := words[k].at.from
				if k > n {
					from = words[n].at.from
				}
				return &meant{at: stretch{from, words[k].at.to}, decl: words[k].target}
			}
		}
	}
	whole := stretch{m.at.Start.Byte, m.at.End.Byte}
	switch {
	case m.use.End:
		return &meant{at: whole, end: true}
	case m.use.Target != nil:
		return &meant{at: whole, decl: m.use.Target}
	}
	return &meant{at: whole, broken: m.use}
}

// artifactOf is the artifact of a record; nil where it is none of the map's.
func artifactOf(m *lang.Map, r *types.Record) *lang.Artifact {
	if r == nil {
		return nil
	}
	a, _ := m.Lookup(r.Address).(*lang.Artifact)
	return a
}

// rootOf is the first name of a traversal, and where it stands.
func rootOf(t hcl.Traversal) (string, hcl.Range) {
	if len(t) == 0 || t.IsRelative() {
		return "", hcl.Range{}
	}
	return t.RootName(), t[0].SourceRange()
}

// eachExpression calls look with every expression of a map, and the block it stands in.
func eachExpression(m *lang.Map, look func(e lang.Expression, in lang.Declaration)) {
	each(m, func(_ *lang.Argument, slot any, in lang.Declaration) {
		if e, ok := slot.(*lang.Expression); ok {
			look(*e, in)
		}
	}, func(block *lang.Assignments, in lang.Declaration) {
		for _, e := range block.Entries {
			look(e.Value, in)
		}
	})
}
