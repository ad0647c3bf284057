package lsp

// Finding and renaming what is named: in all files of the map, as they read now.

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"golang.org/x/text/unicode/norm"

	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/types"
)

// fresh is the whole map as it reads now, with what was typed since; nil if there is none.
func (f *folder) fresh() *lang.Map {
	if f.loaded == nil || f.loadedAt != f.change {
		f.load()
	}
	return f.loaded
}

// named finds out what is named at a place, in the whole map as it reads now.
func (s *server) named(p at) (*folder, *index, *meant, error) {
	d := s.documents[p.TextDocument.URI]
	if d == nil || d.folder == nil || d.loose {
		return nil, nil, nil, errors.New("this text is no file of a map")
	}
	if d.broken() {
		return nil, nil, nil, errors.New("this file does not parse; mend it first")
	}
	if d.folder.outer != nil {
		return nil, nil, nil, errComing
	}
	if d.folder.fresh() == nil {
		return nil, nil, nil, errors.New("there is no map here")
	}
	at := s.spot(p.TextDocument.URI, p.Position)
	found, _ := at.meaning()
	if found == nil || found.decl == nil && found.record == nil && (found.local == "" || d.folder.loaded.LocalAt(found.local).IsZero()) {
		return nil, nil, nil, errors.New("nothing is named here")
	}
	return d.folder, d.folder.index(d.folder.loaded), found, nil
}

// references answers everywhere something is named.
func (s *server) references(p referenceParams) (any, error) {
	out := []location{}
	f, x, found, err := s.named(p.at)
	if err != nil {
		return out, nil
	}
	places := x.places(found)
	if p.Context.IncludeDeclaration {
		if r := x.declaration(found); !r.IsZero() {
			places.at = append(places.at, r)
		}
	}
	shown := f.placer(x.m)
	for _, r := range places.sorted() {
		out = append(out, shown.location(r))
	}
	return out, nil
}

// places are where something is named.
type places struct {
	at  []finding.Range
	odd []finding.Range // where it is written in a way that cannot be replaced word by word
}

func (p places) sorted() []finding.Range {
	all := slices.Concat(p.at, p.odd)
	slices.SortFunc(all, func(a, b finding.Range) int {
		if a.File != b.File {
			return strings.Compare(a.File, b.File)
		}
		return a.Start.Byte - b.Start.Byte
	})
	return slices.Compact(all)
}

// declaration is where it is declared.
func (x *index) declaration(t *meant) finding.Range {
	switch {
	case t.decl != nil:
		return t.decl.Common().NameRange
	case t.local != "":
		return x.m.LocalAt(t.local)
	}
	if f, ok := t.record.Field(t.field); ok {
		return f.Range
	}
	return finding.Range{}
}

// places finds them all, the declaration left out.
func (x *index) places(t *meant) places {
	var out places
	if t.local != "" {
		x.localNames(t.local, &out)
		return out
	}
	for _, file := range x.m.Files {
		for _, m := range x.byFile[file.Path] {
			switch {
			case m.local != "" || m.decl != nil:
			case t.decl == nil:
				if m.record == t.record && m.field == t.field && m.label == nil {
					out.at = append(out.at, m.at)
				}
			case m.use != nil:
				x.mentions(m.use, t.decl, &out)
			}
		}
	}
	switch d := t.decl.(type) {
	case *lang.Artifact:
		x.recordNames(d, &out)
	case *lang.Rule:
		x.ruleNames(d, &out)
	}
	return out
}

// localNames adds the places that name a local value: `local.x`, as a value, in a condition or put into a text.
func (x *index) localNames(name string, out *places) {
	for _, file := range x.m.Files {
		if !bytes.Contains(file.Source, []byte("local")) {
			continue
		}
		tokens := lang.Tokens(file.Source)
		text := func(k int) string {
			if k < 0 || k >= len(tokens) {
				return ""
			}
			return string(file.Source[tokens[k].Range.Start.Byte:tokens[k].Range.End.Byte])
		}
		for k, t := range tokens {
			if t.Type != hclsyntax.TokenIdent || text(k) != "local" || text(k-1) == "." {
				continue
			}
			switch {
			case text(k+1) == "." && text(k+2) == name:
				out.at = append(out.at, rangeAt(file.Path, stretch{tokens[k+2].Range.Start.Byte, tokens[k+2].Range.End.Byte}))
			case text(k+1) == "[": // whatever it names
				odd := finding.FromHCL(t.Range)
				odd.File = file.Path
				out.odd = append(out.odd, odd)
			}
		}
	}
}

// sampleNames adds the places where samples name a field.
func (x *index) sampleNames(t *meant, out *places) {
	known := map[finding.Range]bool{}
	for _, a := range x.m.Artifacts {
		if a.Example.File == nil || a.Record == nil {
			continue
		}
		sample, _, err := types.ReadSample(a.Example.File.Path, a.Example.File.Source)
		if err != nil {
			continue
		}
		for _, r := range sample.Keys(types.Of(a.Record), t.record, t.field) {
			if !known[r] { // several may share a sample
				known[r] = true
				out.at = append(out.at, r)
			}
		}
	}
}

// mentions adds the part of a reference that names a declaration.
func (x *index) mentions(u *lang.Use, d lang.Declaration, out *places) {
	words := x.words(u)
	alias, isImport := d.(*lang.Import)
	for n, w := range words {
		if w.target == d || isImport && n == 0 && len(words) > 2 && w.text == alias.Name {
			out.at = append(out.at, rangeAt(u.Range.File, w.at))
			return
		}
	}
	if words == nil && u.Target == d {
		out.odd = append(out.odd, u.Range)
	}
}

func rangeAt(file string, s stretch) finding.Range {
	return finding.Range{File: file, Start: finding.Pos{Byte: s.from}, End: finding.Pos{Byte: s.to}}
}

// recordNames adds the places where expressions call a record by its artifact's name.
func (x *index) recordNames(a *lang.Artifact, out *places) {
	look := func(e lang.Expression, in lang.Declaration) {
		if e.Syntax == nil || !inScope(a, in) {
			return
		}
		for _, t := range e.Syntax.Variables() {
			if name, r := rootOf(t); name == a.Name {
				out.at = append(out.at, finding.FromHCL(r))
			}
		}
	}
	eachExpression(x.m, look)
}

// inScope reports whether the expressions of a block know a record by the name of that artifact.
func inScope(a *lang.Artifact, in lang.Declaration) bool {
	of := func(p *lang.Process) bool {
		if p == nil || slices.ContainsFunc(p.Inputs, func(i *lang.Port) bool { return i.As.Value == a.Name }) {
			return false
		}
		t := p.Records[a.Name]
		return t != nil && t.Ref != nil && t.Ref.Record == a.Record
	}
	switch in := in.(type) {
	case *lang.Process:
		return of(in)
	case *lang.Step:
		return of(in.Process)
	case *lang.Interface:
		return in.SentArtifact() == a || slices.Contains(in.ReceivedArtifacts(), a)
	case *lang.Event:
		return in.Artifact.Artifact() == a || !in.Artifact.Given() && of(in.Source.Process())
	case *lang.Service, *lang.SLAPolicy:
		return true
	}
	return false
}

// ruleNames adds the settings and comments that name a house rule.
func (x *index) ruleNames(r *lang.Rule, out *places) {
	id := "rule/" + r.Name
	name := func(t lang.Text) {
		if t.Value == id && t.Range.End.Byte-t.Range.Start.Byte == len(id) {
			out.at = append(out.at, rangeAt(t.Range.File, stretch{t.Range.Start.Byte + len("rule/"), t.Range.End.Byte}))
		}
	}
	for _, s := range x.m.Settings.Check.Rules {
		name(s.Rule)
	}
	for _, f := range x.m.Files {
		for _, i := range f.Ignores {
			for _, t := range i.Rules {
				name(t)
			}
		}
	}
}

// prepareRename answers what would be renamed.
func (s *server) prepareRename(p at) (any, error) {
	f, x, found, err := s.named(p)
	if err != nil {
		return nil, err
	}
	if err := x.renamable(found); err != nil {
		return nil, err
	}
	d := s.documents[p.TextDocument.URI]
	offset := d.text.offset(p.Position, s.units)
	name := found.name()
	here := finding.Range{}
	for _, r := range append(x.places(found).at, x.declaration(found)) {
		if r.File != d.path || r.Start.Byte > offset && !here.IsZero() {
			continue
		}
		if here.IsZero() || distance(r, offset) < distance(here, offset) {
			here = r
		}
	}
	if here.IsZero() {
		return nil, errors.New("it is written here in a way that cannot be renamed")
	}
	return prepareRename{f.placer(x.m).span(here), name}, nil
}

// name is what it is called.
func (t *meant) name() string {
	switch {
	case t.decl != nil:
		return t.decl.Common().Name
	case t.local != "":
		return t.local
	}
	return t.field
}

// distance is how far a place is from a range.
func distance(r finding.Range, offset int) int {
	return max(r.Start.Byte-offset, offset-r.End.Byte, 0)
}

// renamable refuses what is not this map's to rename.
func (x *index) renamable(t *meant) error {
	switch {
	case t.decl != nil && t.decl.Common().Alias != "":
		return fmt.Errorf("%s belongs to another map; rename it there", t.decl.Common().Address())
	case t.decl != nil && t.decl.Common().NameRange.IsZero():
		return fmt.Errorf("%s is built in", t.decl.Common().Address())
	case t.local != "":
	case t.decl == nil:
		a := artifactOf(x.m, t.record)
		if a == nil || a.Alias != "" || !slices.ContainsFunc(a.Fields, func(f *lang.Field) bool { return f.Name == t.field }) {
			return fmt.Errorf("the field %s is declared by a schema file or another map; rename it there", t.field)
		}
	}
	return nil
}

// rename answers the edits that give something another name. Before it does, it carries them out on a copy of the map and looks whether
// anything would break.
func (s *server) rename(p renameParams) (any, error) {
	f, x, found, err := s.named(p.at)
	if err != nil {
		return nil, err
	}
	if err := x.renamable(found); err != nil {
		return nil, err
	}
	name := norm.NFC.String(p.NewName)
	kind, was := lang.KindField, found.name()
	switch {
	case found.decl != nil:
		kind = found.decl.Common().Kind
	case found.local != "":
		kind = ""
	}
	if name == was {
		return nil, nil
	}
	if !hclsyntax.ValidIdentifier(name) {
		return nil, fmt.Errorf("%q is no name: names are letters, digits, _ and -, and begin with a letter", p.NewName)
	}
	if slices.Contains(lang.ReservedNames, name) || kind == lang.KindStep && name == "columns" {
		return nil, fmt.Errorf("%s has a meaning of its own in the language", name)
	}
	all := x.places(found)
	if len(all.odd) > 0 {
		r := all.odd[0]
		return nil, fmt.Errorf("%s:%d names it in a way that cannot be replaced; write it plainly first", r.File, r.Start.Line)
	}
	all.at = append(all.at, x.declaration(found))
	if kind == lang.KindField {
		x.sampleNames(found, &all)
	}
	texts := map[string][]byte{}
	edits := map[string][]textEdit{}
	ranges := all.sorted()
	in := f.placer(x.m)
	for n := len(ranges) - 1; n >= 0; n-- { // from the end, so that places stay
		r := ranges[n]
		file := x.m.File(r.File)
		if file == nil {
			file = x.m.Attachment(r.File)
		}
		if file == nil {
			return nil, fmt.Errorf("%s is not known", r.File)
		}
		if d := f.document(r.File); d != nil && d.broken() {
			return nil, fmt.Errorf("%s does not parse; mend it first", r.File)
		}
		if texts[r.File] == nil {
			texts[r.File] = file.Source
		}
		t := texts[r.File]
		if old := string(t[r.Start.Byte:r.End.Byte]); norm.NFC.String(old) != was {
			return nil, fmt.Errorf("%s:%d names it in a way that cannot be replaced; write it plainly first", r.File, file.LineOf(r.Start.Byte))
		}
		texts[r.File] = slices.Concat(t[:r.Start.Byte], []byte(name), t[r.End.Byte:])
		edits[r.File] = append([]textEdit{{in.span(r), name}}, edits[r.File]...)
	}
	if err := f.tried(x.m, texts); err != nil {
		return nil, err
	}
	return f.edit(edits), nil
}

// tried reports what would be wrong with the map if these texts were its files that is right now.
func (f *folder) tried(was *lang.Map, texts map[string][]byte) error {
	m, err := f.kept.Try(texts)
	if err != nil {
		return err
	}
	before := map[string]int{}
	for _, x := range was.Findings {
		before[x.Rule]++
	}
	for _, x := range m.Findings {
		if before[x.Rule]--; before[x.Rule] < 0 {
			return fmt.Errorf("that would break the map: %s:%d: %s %s", x.Range.File, x.Range.Start.Line, x.Detail, x.Help)
		}
	}
	if len(m.Declarations()) != len(was.Declarations()) {
		return errors.New("that would change what the map declares")
	}
	return nil
}
