package lang

// A glance answers at once what a whole load answers a little later: what is wrong in a file as it reads now. It parses and decodes that
// file alone, and the few files that name what it declares, and holds them to everything else as it was loaded. The map it begins with
// stays as it is; what comes out is a small map of the files it read, in which references lead into the old one.
//
// What it cannot see, the next load tells: circles that lead through other files, files that an artifact or an import newly names, and what a change does
// to files that name nothing of the changed one.

import (
	"maps"
	"slices"
	"strings"

	"handoff/lang/finding"
)

// maxGlanced bounds the files that are read beside the one that changed. Where more name what it declares, none of them is.
const maxGlanced = 24

// Glance reads the file of that path as if it held this text. The map it returns holds the files that were looked at, what they declare and
// mention, and the findings in them; Lookup finds the declarations of the whole map. The receiver is not changed, and may be in use elsewhere.
func (m *Map) Glance(path string, text []byte, parsed *Parsed) *Map {
	l := &loader{options: Options{Parsed: parsed}, m: &Map{Settings: m.Settings, Attachments: slices.Clone(m.Attachments), Locals: m.Locals, byAddress: map[string]Declaration{}, unreadable: m.unreadable}, salvaged: map[string]bool{}}
	first := l.glance(path, text)
	anew := map[string]bool{path: true}
	names, all := m.naming(path, first)
	l.m.Unread = !all
	for _, p := range names {
		if f := m.File(p); f != nil {
			anew[p] = true
			l.glance(p, f.Source)
		}
	}
	slices.SortFunc(l.decoders, func(a, b *decoder) int { return strings.Compare(a.file.Path, b.file.Path) })
	l.opaque = m.unreadable
	for _, f := range m.Files {
		if f.Broken && !anew[f.Path] {
			l.unseen(salvage(f))
		}
	}
	r := l.join()
	for _, d := range l.decoders {
		l.m.Files = append(l.m.Files, d.file)
	}
	r.base = m
	r.glance(anew)
	l.findings = slices.DeleteFunc(l.findings, func(f finding.Finding) bool { return !anew[f.Range.File] })
	l.finish()
	return l.m
}

// glance decodes one file.
func (l *loader) glance(path string, text []byte) *decoder {
	d, salvaged := l.decode(path, text)
	l.decoders = append(l.decoders, d)
	if d.file.Broken && path != SettingsFile {
		l.unseen(salvaged)
	}
	return d
}

// unseen notes what a broken file may declare.
func (l *loader) unseen(salvaged []string) {
	l.m.Incomplete = true
	l.opaque = l.opaque || len(salvaged) == 0
	for _, address := range salvaged {
		l.salvaged[address] = true
	}
}

// naming lists the files that name what a file declares, or name in vain what it declares now; none where there are many, and then not all.
func (m *Map) naming(path string, now *decoder) (files []string, all bool) {
	declared := map[string]bool{}
	for _, d := range now.part.declarations {
		declared[d.Common().address] = true
	}
	out := map[string]bool{}
	for _, u := range m.Uses {
		at := u.Range.File
		if at == path || out[at] {
			continue
		}
		there := u.Target != nil && u.Target.Common().NameRange.File == path
		if there || u.State == Broken && declared[u.Written] {
			if m.File(at) != nil {
				out[at] = true
			}
			if len(out) > maxGlanced {
				return nil, false
			}
		}
	}
	return slices.Sorted(maps.Keys(out)), true
}

// glance resolves what was read anew.
func (r *resolver) glance(anew map[string]bool) {
	// Locals stand anywhere, and are read wherever they stand.
	all := slices.Clone(r.decoders)
	for _, block := range r.base.locals {
		if len(block.entries) == 0 || anew[block.entries[0].at.File] {
			continue
		}
		if f := r.base.File(block.entries[0].at.File); f != nil {
			all = append(all, &decoder{file: f, part: &Map{locals: []*locals{block}}})
		}
	}
	slices.SortStableFunc(all, func(a, b *decoder) int { return strings.Compare(a.file.Path, b.file.Path) })
	scope := collectLocals(all, r.m.Incomplete || r.base.Incomplete)
	for _, d := range r.decoders {
		for i := 0; i < len(d.later); i++ {
			d.later[i](scope)
		}
	}
	scope.force()
	scope.tellElsewhere(r.decoders)
	r.locals = scope
	if r.settings != nil {
		r.m.Settings = *r.settings
	}

	r.m.byAddress = maps.Clone(r.base.byAddress)
	for _, d := range r.base.declarations {
		if b := d.Common(); anew[b.Body.File] {
			delete(r.m.byAddress, b.address)
		}
	}
	for _, d := range r.m.declarations {
		// Of two declarations of one name the second is wrong, and it is not for this file to say so where the second is another's.
		if other := r.m.byAddress[d.Common().address]; other != nil && other.Common().Body.File > d.Common().Body.File {
			delete(r.m.byAddress, d.Common().address)
		}
	}
	r.index()
	for _, d := range r.base.declarations {
		if b := d.Common(); !anew[b.Body.File] {
			r.names[b.Kind] = append(r.names[b.Kind], b.Name)
		}
	}
	for _, i := range r.base.Imports {
		if !anew[i.Body.File] {
			r.aliases[i.Name] = i
		}
	}
	for _, i := range r.m.Imports {
		if r.aliases[i.Name] != nil {
			continue
		}
		for _, old := range r.base.Imports {
			if old.Name == i.Name && old.Source.Value == i.Source.Value {
				i.Map = old.Map
			}
		}
		r.aliases[i.Name] = i
	}
	r.settle()
}

// elsewhere picks those of the whole map that are not read anew.
func elsewhere[T Declaration](r *resolver, list []T) []T {
	return slices.DeleteFunc(slices.Clone(list), func(d T) bool { return r.m.byAddress[d.Common().address] != Declaration(d) })
}

// artifacts are all there are.
func (r *resolver) artifacts() []*Artifact {
	if r.base == nil {
		return r.m.Artifacts
	}
	return append(elsewhere(r, r.base.Artifacts), r.m.Artifacts...)
}

// interfaces are all there are.
func (r *resolver) interfaces() []*Interface {
	if r.base == nil {
		return r.m.Interfaces
	}
	return append(elsewhere(r, r.base.Interfaces), r.m.Interfaces...)
}
