package types

// Binding gives the names in types their records. It is a phase of its own: types may name records that are declared later, in
// another file, or by each other.

import (
	"handoff/lang/finding"
)

// Status says how a look-up ended.
type Status uint8

// The ways a look-up ends.
const (
	Found  Status = iota
	Absent        // there is no such artifact: Bind reports it
	Silent        // there is none either, but somebody else reports it, or it may stand in a file that cannot be read
)

// Lookup finds the record a Reference names. The second result is for Absent: what to offer instead, such as "Did you mean artifact.incident?".
type Lookup func(*Reference) (record *Record, help string, status Status)

// References lists every mention of an artifact in t, in source order.
func (t *Type) References() []*Reference {
	var out []*Reference
	t.walk(func(t *Type) {
		if t.Ref != nil {
			out = append(out, t.Ref)
		}
	})
	return out
}

// walk calls f for t and all that is written inside it. It does not follow references.
func (t *Type) walk(f func(*Type)) {
	if t == nil {
		return
	}
	f(t)
	for _, inner := range t.Of {
		inner.walk(f)
	}
	for _, field := range t.Fields {
		field.Type.walk(f)
	}
}

// Bind looks up every artifact that t names. Records must hold their fields before the first Bind (the fields' own types need not be bound yet), for Bind
// also reports `artifact.x.field` where x has no such field.
func Bind(t *Type, lookup Lookup) []finding.Finding {
	var p problems
	t.walk(func(t *Type) {
		ref := t.Ref
		if ref == nil || ref.Record != nil {
			return
		}
		record, help, status := lookup(ref)
		if record == nil {
			if status == Absent {
				at := ref.ArtifactRange
				p.add(RuleUnknownRecord, "Unknown artifact", at, ref.Address(), join("Declare it, or correct the name.", help), "There is no `%s`.", ref.Address())
			}
			return
		}
		ref.Record = record
		if ref.Field == "" || record.Partial {
			return
		}
		if _, ok := record.Field(ref.Field); !ok {
			f := p.add(RuleUnknownField, "Unknown field", ref.FieldRange, ref.Field,
				join("Declare the field, or correct the name.", didYouMean(ref.Field, fieldNames(record.Fields))), "`%s` has no field `%s`.", record.Address, ref.Field)
			f.Suspects = Lacking(ref.Field, record)
			f.Related = append(f.Related, finding.Related{Message: "`" + record.Address + "` is declared here.", Address: record.Address, Range: record.Range})
		}
	})
	return p.list
}

func fieldNames(fields []Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Name
	}
	return out
}
