package lang

// Artifacts become types: each a record whose fields come from its blocks and its schema file. Types are lazy, so records may
// refer to each other in any order; a required cycle by value is reported.

import (
	"fmt"
	"slices"
	"strings"

	"handoff/lang/finding"
	"handoff/lang/types"
)

func (r *resolver) records() {
	records := make([]*types.Record, 0, len(r.m.Artifacts))
	for _, a := range r.m.Artifacts {
		a.Record = r.record(a)
		records = append(records, a.Record)
	}
	for _, a := range r.m.Artifacts {
		for _, f := range a.Fields {
			r.bind(a, f)
		}
	}
	r.findings = append(r.findings, r.addressed(types.Cycles(records))...)
}

// addressed gives findings of the type package, which knows no addresses, that of the artifact they lie in.
func (r *resolver) addressed(list []finding.Finding) []finding.Finding {
	for i := range list {
		if list[i].Address != "" {
			continue
		}
		for _, a := range r.m.Artifacts {
			if list[i].Range.File == a.Body.File && a.Body.Start.Byte <= list[i].Range.Start.Byte && list[i].Range.Start.Byte < a.Body.End.Byte {
				list[i].Address = a.Address()
			}
		}
	}
	return list
}

// record makes the type of an artifact. Its fields' own types are bound afterwards.
func (r *resolver) record(a *Artifact) *types.Record {
	out := &types.Record{Address: a.Address(), Range: a.NameRange}
	if r.base != nil {
		if old, ok := r.base.byAddress[a.Address()].(*Artifact); ok {
			out.Was = old.Record
		}
	}
	for _, f := range a.Fields {
		if slices.ContainsFunc(out.Fields, func(x types.Field) bool { return x.Name == f.Name }) {
			continue // a duplicate, reported
		}
		t := f.Type.Type
		if t == nil {
			t = types.Simple(types.Unknown)
		}
		out.Fields = append(out.Fields, types.Field{Name: f.Name, Named: f.Named.Value, Type: t, Range: f.NameRange, Key: f.Key.Value, Generated: f.Generated.Value, Doc: f.Description.Value})
	}
	r.schemaFields(a, out)
	return out
}

// bind gives the artifacts that a field's type names their records, and notes each mention as a reference like any other.
func (r *resolver) bind(a *Artifact, f *Field) {
	problems := types.Bind(f.Type.Type, func(ref *types.Reference) (*types.Record, string, types.Status) {
		address := ref.Address()
		u := &use{Use: Use{Reference: &Reference{Written: address, Range: ref.Range, State: Broken}, In: a, Argument: "field." + f.Name + ".type"}, accepts: []Kind{KindArtifact}}
		r.m.Uses = append(r.m.Uses, &u.Use)
		if target, ok := r.m.byAddress[address].(*Artifact); ok {
			u.State, u.Target = Resolved, target
			return target.Record, "", types.Found
		}
		if ref.ArtifactRange.File != "" {
			u.Range = ref.ArtifactRange
		}
		r.unknown(u, strings.Split(address, "."))
		return nil, "", types.Silent
	})
	for i := range problems {
		problems[i].Address = f.Address()
	}
	r.findings = append(r.findings, problems...)
}

// field finds a field of an artifact declared in a block or a schema file.
func (a *Artifact) field(name string) (declared *Field, known bool) {
	for _, f := range a.Fields {
		if f.Name == name {
			return f, true
		}
	}
	if a.Record != nil {
		if _, ok := a.Record.Field(name); ok {
			return nil, true
		}
		return nil, a.Record.Partial
	}
	return nil, true
}

// fieldNames lists the names of an artifact's fields.
func (a *Artifact) fieldNames() []string {
	if a.Record == nil {
		return nil
	}
	out := make([]string, len(a.Record.Fields))
	for i, f := range a.Record.Fields {
		out[i] = f.Name
	}
	return out
}

// enumValues returns the values a field may have, or false where it is no enum.
func (a *Artifact) enumValues(name string) ([]string, bool) {
	if a.Record == nil {
		return nil, false
	}
	f, ok := a.Record.Field(name)
	if !ok {
		return nil, false
	}
	t, _ := f.Type.IsOptional()
	if t.Kind != types.Enum {
		return nil, false
	}
	out := make([]string, len(t.Values))
	for i, v := range t.Values {
		out[i] = v.Text
	}
	return out, true
}

// unknownField makes the finding for a field that an artifact does not have.
func unknownField(name FieldName, in Declaration, argument string, candidates []*Artifact) finding.Finding {
	var names, addresses []string
	var related []finding.Related
	var records []*types.Record
	for _, a := range candidates {
		records = append(records, a.Record)
		names = append(names, a.fieldNames()...)
		addresses = append(addresses, "`"+a.Address()+"`")
		related = append(related, finding.Related{Message: "`" + a.Address() + "` is declared here.", Address: a.Address(), Range: a.NameRange})
	}
	detail := fmt.Sprintf("%s has no field `%s`.", strings.Join(addresses, " and "), name.Name)
	if len(candidates) > 1 {
		detail = fmt.Sprintf("Neither of %s has a field `%s`.", strings.Join(addresses, ", "), name.Name)
	}
	help := "Declare the field, or correct the name."
	if near := finding.Nearest(name.Name, names); near != "" {
		help = fmt.Sprintf("Did you mean `%s`?", near)
	}
	return finding.Finding{Rule: "type/unknown-field", Severity: finding.Error, Summary: "Unknown field", Detail: detail, Help: help,
		Address: addressOf(in), Range: name.Range, Key: argument + " " + name.Name, Related: related, Suspects: types.Lacking(name.Name, records...)}
}
