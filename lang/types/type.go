// Package types is the type language of artifacts: what a field may hold, whether one end of a handoff may send what the other
// end expects, and whether an expression builds what it promises to build.
//
// The types are lazy and nominal. `artifact.incident` is a name and, once bound, a pointer to a Record whose fields are looked at
// only when somebody asks; so records may refer to each other, and to themselves, and no type is ever unfolded. cty is not used
// to compare shapes: it lets a number become a string, drops what it does not know, and has no recursive types.
//
// The way through the package: Parse reads a type from HCL syntax and keeps what it names as References; Bind gives every
// Reference its Record; from then on Compatible compares two types, Infer and Check walk expressions over them, and
// Schema and Validator speak JSON Schema. Nothing is changed after Bind.
package types

import (
	"slices"

	"handoff/lang/finding"
)

// Kind says what sort of type a Type is, and with it which of its other members are set.
type Kind uint8

// The kinds. Unknown is the type of what could not be read: it is compatible with everything and never reported again. Null is the type of the
// expression `null`; no field has it.
const (
	Unknown Kind = iota
	Any
	String
	Number
	Integer
	Bool
	Timestamp
	Date
	Duration
	URI
	Email
	Null
	Enum     // Values
	Union    // Of: its members
	List     // Of: the element
	Set      // Of: the element
	Map      // Of: the element; keys are strings
	Object   // Fields
	Optional // Of: what it is when it is there. Missing and null are one
	RecordOf // Ref: artifact.x, the record as a whole
	RefTo    // Ref: ref(artifact.x), its key only
	FieldOf  // Ref: artifact.x.field, that field's type without its optional
)

// Type is one type. It is read-only once bound; a nil *Type counts as Unknown.
type Type struct {
	Kind        Kind
	Range       finding.Range // where it is written; zero for a type that nobody wrote
	Values      []Value       // Enum
	Of          []*Type       // Union, List, Set, Map, Optional
	Fields      []Field       // Object
	Ref         *Reference    // RecordOf, RefTo, FieldOf
	Constraints []Constraint  // what a JSON Schema says about it beyond the type

	guaranteed []string // RecordOf: optional fields that are there all the same (see With)
	literal    bool     // Enum: the texts an expression itself writes
	maybeNull  bool     // only guaranteed, not declared, to be there: comparing it with null is no mistake
}

// Value is one value of an enum.
type Value struct {
	Text  string
	Range finding.Range
}

// Field is a field of a record or object.
type Field struct {
	Name      string
	Named     string // its name outside, where that is no identifier; empty otherwise
	Type      *Type
	Range     finding.Range // where it is declared: its name
	Key       bool          // identifies the record
	Generated bool          // the receiving system assigns it; no sender has to
	Doc       string
}

// Outside is the field's name in JSON.
func (f Field) Outside() string {
	if f.Named != "" {
		return f.Named
	}
	return f.Name
}

// Record is an artifact as the type language sees it. Two types that name the same *Record are the same type.
type Record struct {
	Address string        // "artifact.incident", or "payments.artifact.incident" for an imported one: what findings call it
	Range   finding.Range // where it is declared
	Fields  []Field

	Constraints []Constraint // of a record that comes from a JSON Schema
	Document    *Document    // the schema it comes from; samples must satisfy that as well. nil for most
	schema      *node        // where in Document
	Partial     bool         // not all of its fields could be read: one that is missing here is no mistake

	// Was is the same artifact as it read before: both count as one record. Nil but where part of a map is read anew beside the rest.
	Was *Record
}

// sameRecord reports whether two records are one artifact.
func sameRecord(a, b *Record) bool {
	if a != nil && a.Was != nil {
		a = a.Was
	}
	if b != nil && b.Was != nil {
		b = b.Was
	}
	return a == b
}

// Constraint is something a JSON Schema demands that the types cannot say, kept beside the type. Value is the keyword's value as
// compact JSON.
type Constraint struct {
	Keyword string
	Value   string
	Range   finding.Range

	doc *Document // where $refs in Value lead
}

func (c Constraint) String() string { return c.Keyword + " " + c.Value }

// Reference is one mention of an artifact, or of one of its fields, in a type: what rename and find-references need.
type Reference struct {
	Alias    string // of the import, or empty
	Artifact string
	Field    string // or empty

	Range         finding.Range // of the whole: artifact.incident.priority
	AliasRange    finding.Range
	ArtifactRange finding.Range
	FieldRange    finding.Range

	Record *Record // what Bind found; nil when there is none

	circular bool // it closes a circle of definitions, and leads nowhere: see Cycles
}

// target is the record a reference leads to, or nil.
func (r *Reference) target() *Record {
	if r == nil || r.circular {
		return nil
	}
	return r.Record
}

// Address is the artifact's address as written here.
func (r *Reference) Address() string {
	if r.Alias != "" {
		return r.Alias + ".artifact." + r.Artifact
	}
	return "artifact." + r.Artifact
}

// Simple makes a type that takes no arguments and that nobody wrote.
func Simple(k Kind) *Type { return &Type{Kind: k} }

// EnumOf makes an enum.
func EnumOf(values ...string) *Type {
	t := &Type{Kind: Enum}
	for _, v := range values {
		t.Values = append(t.Values, Value{Text: v})
	}
	return t
}

// Wrap makes a List, Set, Map or Optional of elem. An optional of an optional is that optional.
func Wrap(k Kind, elem *Type) *Type {
	if k == Optional && elem != nil && elem.Kind == Optional {
		return elem
	}
	return &Type{Kind: k, Of: []*Type{elem}}
}

// ObjectOf makes an object.
func ObjectOf(fields ...Field) *Type { return &Type{Kind: Object, Fields: fields} }

// Of makes the type `artifact.x` of a record that is known.
func Of(r *Record) *Type {
	return &Type{Kind: RecordOf, Ref: &Reference{Artifact: r.Address, Record: r}}
}

// With is the type of r where these optional fields are certain to be there: what an output `provides`, what an input
// `requires`. Names that r lacks are ignored; whoever reads them reports them.
func With(r *Record, fields ...string) *Type {
	t := Of(r)
	t.guaranteed = slices.Sorted(slices.Values(fields))
	return t
}

// kind is t.Kind, for a nil t too.
func (t *Type) kind() Kind {
	if t == nil {
		return Unknown
	}
	return t.Kind
}

// elem is the one argument of a List, Set, Map or Optional.
func (t *Type) elem() *Type {
	if len(t.Of) == 0 {
		return nil
	}
	return t.Of[0]
}

var unknown = &Type{Kind: Unknown}

// Resolve follows artifact.x.field to the type it stands for. It never returns nil or a FieldOf; what leads nowhere, or round in
// a circle, is Unknown.
func (t *Type) Resolve() *Type {
	for range 100 {
		if t.kind() != FieldOf {
			break
		}
		f, ok := t.Ref.field()
		if !ok {
			return unknown
		}
		t = f.Type
		if t.kind() == Optional {
			t = t.elem()
		}
	}
	if t == nil || t.Kind == FieldOf {
		return unknown
	}
	return t
}

// IsOptional reports whether it may be missing, and returns what it is when it is there. A union may be missing where one of its members may.
func (t *Type) IsOptional() (*Type, bool) {
	r := t.Resolve()
	switch r.Kind {
	case Optional:
		inner, _ := r.elem().IsOptional()
		return inner, true
	case Union:
		members := flatten(r)
		optional := false
		for i, m := range members {
			if m.Kind == Optional {
				members[i], _ = m.IsOptional()
				optional = true
			}
		}
		if optional {
			return &Type{Kind: Union, Of: members, Range: r.Range, Constraints: r.Constraints}, true
		}
	}
	return r, false
}

// field is the field a FieldOf names.
func (r *Reference) field() (Field, bool) {
	record := r.target()
	if record == nil {
		return Field{}, false
	}
	return record.Field(r.Field)
}

// Field finds a field by name.
func (r *Record) Field(name string) (Field, bool) {
	for _, f := range r.Fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

// KeyType is what a ref to the record holds: the type of its key field; an object of them, where there are several; any, where
// there is none.
func (r *Record) KeyType() *Type {
	var keys []Field
	for _, f := range r.Fields {
		if f.Key {
			keys = append(keys, f)
		}
	}
	switch len(keys) {
	case 0:
		return Simple(Any)
	case 1:
		t, _ := keys[0].Type.IsOptional()
		return t
	}
	return ObjectOf(keys...)
}

// Shape is the fields of an object or record, with guaranteed ones no longer optional, and whether the list is complete. ok is false for a type
// that has no fields, or whose record is not known.
func (t *Type) Shape() (fields []Field, complete, ok bool) {
	switch r := t.Resolve(); r.Kind {
	case Object:
		return r.Fields, true, true
	case RecordOf:
		if r.Ref == nil || r.Ref.Record == nil {
			return nil, false, false
		}
		rec := r.Ref.Record
		if len(r.guaranteed) == 0 {
			return rec.Fields, !rec.Partial, true
		}
		fields = slices.Clone(rec.Fields)
		for i, f := range fields {
			if inner, opt := f.Type.IsOptional(); opt && slices.Contains(r.guaranteed, f.Name) {
				sure := *inner
				sure.maybeNull = true
				fields[i].Type = &sure
			}
		}
		return fields, !rec.Partial, true
	}
	return nil, false, false
}

// record is the Record of a RecordOf that is bound.
func (t *Type) record() *Record {
	if t.kind() == RecordOf && t.Ref != nil {
		return t.Ref.Record
	}
	return nil
}
