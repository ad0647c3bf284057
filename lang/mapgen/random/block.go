package random

import (
	"fmt"
	"strings"
	"unicode"
)

// block is a block as it will be written: a header, and lines and blocks inside.
type block struct {
	header string
	body   []any // string or *block
	atRoot bool  // names a file relative to its own, and so stands in a file at the root
}

func named(kind, name string) *block { return &block{header: fmt.Sprintf("%s %q", kind, name)} }

// set gives an argument its value.
func (b *block) set(name, value string) { b.body = append(b.body, name+" = "+value) }

// add puts a block inside and returns it.
func (b *block) add(header string) *block {
	inner := &block{header: header}
	b.body = append(b.body, inner)
	return inner
}

// write writes the block down, laid out as format does or as somebody in a hurry does.
func (b *block) write(w *world, out *strings.Builder, indent string) {
	space := func() string {
		if w.sloppy {
			return strings.Repeat(" ", w.IntN(4))
		}
		return ""
	}
	inner := indent + "  " + space()
	if w.chance(4) {
		fmt.Fprintf(out, "%s%s\n", indent, w.comment())
	}
	fmt.Fprintf(out, "%s%s%s {", indent, b.header, space())
	if w.chance(3) {
		out.WriteString(" # " + strings.Join(strings.FieldsFunc(w.phrase(), unicode.IsControl), " "))
	}
	out.WriteString("\n")
	for _, part := range b.body {
		switch part := part.(type) {
		case string:
			if w.chance(2) {
				fmt.Fprintf(out, "%s%s\n", inner, w.comment())
			}
			name, value, _ := strings.Cut(part, " = ")
			fmt.Fprintf(out, "%s%s %s= %s%s\n", inner, name, space(), space(), value)
		case *block:
			part.write(w, out, inner)
		}
		if w.sloppy && w.chance(10) {
			out.WriteString("\n\n \n")
		}
	}
	fmt.Fprintf(out, "%s}\n", indent)
}

// comment is a line that means nothing, or an ignore, which then mostly silences nothing.
func (w *world) comment() string {
	return w.one("# ", "// ", "#", "# TODO: ") + w.one("see the manual", "störung", "事件", "*/ }", `"`, "<<EOT", "handoff", "handoff:ignore owner/no-deputy -- nobody else can do it",
		"handoff:ignore style/*, handoff/orphan-output until=2027-01-31 -- being mended", "handoff:ignore sla/inconsistent until=2020-01-01 -- was to be mended long ago")
}

func list(items []string) string { return "[" + strings.Join(items, ", ") + "]" }

func (w *world) written(b *block) string {
	var out strings.Builder
	b.write(w, &out, "")
	return out.String() + "\n"
}
