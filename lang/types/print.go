package types

// Printing a type gives back what its author may write: parsing the result gives an equal type.

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// String prints the type on one line, in the words of the language.
func (t *Type) String() string {
	var b strings.Builder
	t.print(&b)
	return b.String()
}

func (t *Type) print(b *strings.Builder) {
	if t == nil {
		b.WriteString("unknown")
		return
	}
	switch t.Kind {
	case Unknown:
		b.WriteString("unknown")
	case Null:
		b.WriteString("null")
	case Enum:
		b.WriteString("enum(")
		for i, v := range t.Values {
			separate(b, i)
			b.WriteString(Quote(v.Text))
		}
		b.WriteString(")")
	case Object:
		if len(t.Fields) == 0 {
			b.WriteString("object({})")
			return
		}
		b.WriteString("object({ ")
		for i, f := range t.Fields {
			separate(b, i)
			if hclsyntax.ValidIdentifier(f.Name) {
				b.WriteString(f.Name)
			} else {
				b.WriteString(Quote(f.Name))
			}
			b.WriteString(" = ")
			f.Type.print(b)
		}
		b.WriteString(" })")
	case Union, List, Set, Map, Optional:
		b.WriteString(t.word())
		b.WriteString("(")
		for i, m := range t.Of {
			separate(b, i)
			m.print(b)
		}
		b.WriteString(")")
	case RecordOf:
		b.WriteString(t.Ref.text())
	case RefTo:
		b.WriteString("ref(" + t.Ref.text() + ")")
	case FieldOf:
		b.WriteString(t.Ref.text() + "." + t.Ref.Field)
	default:
		b.WriteString(t.word())
	}
}

// text is the artifact as it is written, or the record's own address in a type that nobody wrote.
func (r *Reference) text() string {
	if r.ArtifactRange.IsZero() && r.Record != nil {
		return r.Record.Address
	}
	return r.Address()
}

// word is the name of t's kind in the language.
func (t *Type) word() string {
	for _, w := range words {
		if w.kind == t.Kind {
			return w.name
		}
	}
	for _, f := range forms {
		if f.kind == t.Kind {
			return f.name
		}
	}
	return "unknown"
}

func separate(b *strings.Builder, i int) {
	if i > 0 {
		b.WriteString(", ")
	}
}

// Quote writes s as an HCL string literal that means s and nothing else.
func Quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case (r == '$' || r == '%') && strings.HasPrefix(s[i+1:], "{"):
			b.WriteRune(r)
			b.WriteRune(r)
		case unicode.IsControl(r) || r == '\ufeff':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Equal reports whether a and b are written alike and name the same records.
func Equal(a, b *Type) bool {
	if a == b {
		return true
	}
	if a == nil || b == nil || a.Kind != b.Kind || len(a.Values) != len(b.Values) || len(a.Of) != len(b.Of) ||
		len(a.Fields) != len(b.Fields) || len(a.Constraints) != len(b.Constraints) || len(a.guaranteed) != len(b.guaranteed) {
		return false
	}
	for i := range a.Values {
		if a.Values[i].Text != b.Values[i].Text {
			return false
		}
	}
	for i := range a.Constraints {
		if a.Constraints[i].String() != b.Constraints[i].String() {
			return false
		}
	}
	for i := range a.guaranteed {
		if a.guaranteed[i] != b.guaranteed[i] {
			return false
		}
	}
	if (a.Ref == nil) != (b.Ref == nil) {
		return false
	}
	if a.Ref != nil && (!sameRecord(a.Ref.Record, b.Ref.Record) || a.Ref.Field != b.Ref.Field ||
		a.Ref.Record == nil && a.Ref.Address() != b.Ref.Address()) {
		return false
	}
	for i := range a.Of {
		if !Equal(a.Of[i], b.Of[i]) {
			return false
		}
	}
	for i := range a.Fields {
		if a.Fields[i].Name != b.Fields[i].Name || !Equal(a.Fields[i].Type, b.Fields[i].Type) {
			return false
		}
	}
	return true
}
