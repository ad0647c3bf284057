package lsp

// What is in scope at a place: declarations by their addresses, records by the names that expressions know them by, fields. All of it is read
// from the outline of the text as it is being written, and the map for the rest.

import (
	"slices"
	"strings"

	"handoff/lang"
	"handoff/lang/types"
)

// lookup finds a declaration of the map; nil if there is none.
func (p *spot) lookup(address string) lang.Declaration {
	if p.m == nil || address == "" {
		return nil
	}
	if d := p.m.Lookup(address); d != nil {
		return d
	}
	for _, d := range p.unsaved() {
		if d.Common().Address() == address {
			return d
		}
	}
	return nil
}

// unsaved are the declarations of other documents as they read now.
func (p *spot) unsaved() []lang.Declaration {
	var out []lang.Declaration
	if p.folder == nil {
		return nil
	}
	for _, d := range p.folder.documents() {
		if d == p.document || d.seen == nil || d.loose {
			continue
		}
		for _, x := range d.seen.Declarations() {
			if x.Common().Body.File == d.path {
				out = append(out, x)
			}
		}
	}
	return out
}

// named is what an argument of a block names, with `input.x` and the like read as a part of the process around it.
func (p *spot) named(b *block, argument string) lang.Declaration {
	a := b.find(argument)
	if a == nil {
		return nil
	}
	return p.addressed(b, strings.Trim(strings.TrimSpace(p.of(a.value)), "[]"))
}

func (p *spot) addressed(b *block, written string) lang.Declaration {
	first, _, _ := strings.Cut(written, ".")
	switch lang.Kind(first) {
	case lang.KindInput, lang.KindOutput, lang.KindStep:
		if process := b.up("process"); process != nil {
			written = "process." + process.label + "." + written
		}
	}
	return p.lookup(written)
}

func artifactNamed(d lang.Declaration) *lang.Artifact {
	switch d := d.(type) {
	case *lang.Artifact:
		return d
	case *lang.Port:
		return d.Artifact.Artifact()
	}
	return nil
}

// record is a record in scope, and what expressions call it.
type record struct {
	name     string
	artifact *lang.Artifact
}

// scopeOf lists the records in scope at a block.
func (p *spot) scopeOf(b *block) []record {
	var out []record
	add := func(name string, a *lang.Artifact) {
		if a == nil {
			return
		}
		if name == "" {
			name = a.Name
		}
		if !slices.ContainsFunc(out, func(r record) bool { return r.name == name }) {
			out = append(out, record{name, a})
		}
	}
	switch {
	case b.up("process") != nil:
		process := b.up("process")
		for _, word := range []string{"input", "step", "output"} {
			for _, part := range process.blocks {
				if part.word != word {
					continue
				}
				name := ""
				if as := part.find("as"); as != nil {
					name = strings.Trim(strings.TrimSpace(p.of(as.value)), `"`)
				}
				argument := "artifact"
				if word == "step" {
					argument = "creates"
				}
				add(name, artifactNamed(p.named(part, argument)))
			}
		}
		if known, _ := p.lookup("process." + process.label).(*lang.Process); known != nil { // what interfaces bring
			for name, t := range known.Records {
				if t != nil && t.Ref != nil {
					add(name, artifactOf(p.m, t.Ref.Record))
				}
			}
			slices.SortStableFunc(out, func(a, b record) int { return strings.Compare(a.name, b.name) })
		}
	case b.up("interface") != nil:
		i := b.up("interface")
		from, to := p.ends(i)
		if from != nil {
			add("from", from)
		}
		if to != nil {
			add("to", to)
		}
		add("", from)
		add("", to)
	case b.up("event") != nil:
		add("", artifactNamed(p.named(b.up("event"), "artifact")))
	case b.up("sla_policy") != nil && p.folder != nil && p.folder.loaded != nil:
		for _, a := range p.folder.loaded.Artifacts {
			add("", a)
		}
	case b.up("service") != nil:
		if s, _ := p.lookup("service." + b.up("service").label).(*lang.Service); s != nil {
			for _, d := range s.Flow.Resolved() {
				if i, ok := d.(*lang.Interface); ok {
					add("", i.SentArtifact())
					for _, a := range i.ReceivedArtifacts() {
						add("", a)
					}
				}
			}
		}
	}
	return out
}

// ends are the records of the two ends of an interface.
func (p *spot) ends(i *block) (from, to *lang.Artifact) {
	if from = artifactNamed(p.named(i, "from")); from == nil {
		from = artifactNamed(p.named(i, "carries"))
	}
	if a := i.find("to"); a != nil {
		first, _, _ := strings.Cut(strings.Trim(strings.TrimSpace(p.of(a.value)), "[] \n\t"), ",")
		to = artifactNamed(p.addressed(i, strings.TrimSpace(first)))
	}
	if to == nil {
		if to = artifactNamed(p.named(i, "creates")); to == nil {
			to = from
		}
	}
	return from, to
}

// inHand are the artifacts whose fields an sla may go by.
func (p *spot) inHand(b *block) []*lang.Artifact {
	var out []*lang.Artifact
	for _, r := range p.scopeOf(b) {
		if !slices.Contains(out, r.artifact) {
			out = append(out, r.artifact)
		}
	}
	return out
}

// assigned are the artifacts whose fields a create or update sets.
func (p *spot) assigned(b *block) []*lang.Artifact {
	if i := b.up("interface"); i != nil {
		from, to := p.ends(i)
		if b.word == "create" {
			from = to
		}
		if from == nil {
			return nil
		}
		return []*lang.Artifact{from}
	}
	return p.inHand(b)
}

// fieldScope are the artifacts whose fields an argument names.
func (p *spot) fieldScope(b *block, argument string) []*lang.Artifact {
	one := func(a *lang.Artifact) []*lang.Artifact {
		if a == nil {
			return nil
		}
		return []*lang.Artifact{a}
	}
	switch b.word {
	case "input", "output":
		return one(artifactNamed(p.named(b, "artifact")))
	case "lifecycle":
		if own := b.up("artifact"); own != nil {
			return one(artifactNamed(p.lookup("artifact." + own.label)))
		}
	case "interface":
		from, to := p.ends(b)
		if argument == "provides" {
			return one(from)
		}
		return one(to)
	}
	return p.inHand(b)
}

// record is the record in scope of that name; nil if there is none.
func (p *spot) record(name string) *lang.Artifact {
	for _, r := range p.scopeOf(p.block) {
		if r.name == name {
			return r.artifact
		}
	}
	return nil
}

// behind follows a dotted name from a record to a type.
func (p *spot) behind(parts []string) *types.Type {
	if len(parts) == 0 {
		return nil
	}
	a := p.record(parts[0])
	if a == nil || a.Record == nil {
		return nil
	}
	t := types.Of(a.Record)
	for _, name := range parts[1:] {
		t, _ = t.Resolve().IsOptional()
		f, ok := fieldsOf(t.Resolve(), name)
		if !ok {
			return nil
		}
		t = f.Type
	}
	t, _ = t.Resolve().IsOptional()
	return t.Resolve()
}

func fieldsOf(t *types.Type, name string) (types.Field, bool) {
	for _, f := range members(t) {
		if f.Name == name {
			return f, true
		}
	}
	return types.Field{}, false
}

// members are the fields of a type that has any.
func members(t *types.Type) []types.Field {
	switch {
	case t == nil:
		return nil
	case t.Kind == types.Object:
		return t.Fields
	case t.Kind == types.RecordOf && t.Ref != nil && t.Ref.Record != nil:
		return t.Ref.Record.Fields
	}
	return nil
}
