package lsp

// What may begin a line: arguments, blocks, the lines of blocks whose lines the map names; and labels that mean something.

import (
	"fmt"
	"slices"
	"strings"

	"handoff/lang"
	"handoff/lang/types"
)

// label completes the label of a block whose labels mean something: the values of an enum, the id of a rule.
func (c *completing) label() bool {
	line := c.document.text.line(c.offset)
	before := c.before(c.document.text.lines[line], c.offset)
	word, rest, ok := strings.Cut(strings.TrimLeft(before, " \t"), `"`)
	word = strings.TrimSpace(word)
	if !ok || strings.Contains(rest, `"`) || word == "" || strings.ContainsAny(word, "={ ") {
		return false
	}
	in := c.block
	for in != nil && in.outer != nil && in.header.from >= c.document.text.lines[line] {
		in = in.outer
	}
	at := stretch{c.offset - len(rest), c.offset}
	for at.to < len(c.document.text.bytes) && !strings.ContainsRune("\"\n{", rune(c.document.text.bytes[at.to])) {
		at.to++
	}
	switch word {
	case "target":
		if sla := in.up("sla"); sla != nil || in.up("sla_policy") != nil {
			if sla == nil {
				sla = in.up("sla_policy")
			}
			if per := sla.find("per"); per != nil {
				for _, a := range c.inHand(sla) {
					c.enum(a, strings.TrimSpace(c.of(per.value)), at)
				}
			}
		}
	case "transition":
		if l := in.up("lifecycle"); l != nil {
			if field, own := l.find("field"), in.up("artifact"); field != nil && own != nil {
				if a, _ := c.lookup("artifact." + own.label).(*lang.Artifact); a != nil {
					c.enum(a, strings.TrimSpace(c.of(field.value)), at)
				}
			}
		}
	case "rule":
		if c.settings {
			c.rules()
		}
	}
	return true
}

// enum offers the values of a field.
func (c *completing) enum(a *lang.Artifact, field string, at stretch) {
	if a == nil || a.Record == nil {
		return
	}
	if f, ok := a.Record.Field(field); ok {
		for _, v := range enumValues(f.Type) {
			c.addAt(offer{label: v, detail: a.Name + "." + field, kind: completeEnum, insert: inQuotes(v)}, at)
		}
	}
}

func enumValues(t *types.Type) []string {
	t, _ = t.Resolve().IsOptional()
	t = t.Resolve()
	if t.Kind != types.Enum {
		return nil
	}
	var out []string
	for _, v := range t.Values {
		out = append(out, v.Text)
	}
	return out
}

// statement offers arguments and blocks.
func (c *completing) statement() {
	in := c.block
	if in.outer != nil && in.kind == nil {
		return
	}
	assigned, opened := c.follows()
	if in.kind != nil && !opened {
		rows := slices.Clone(in.kind.Arguments)
		if in.kind.Named {
			rows = append(rows, lang.CommonArguments()...)
		}
		for n := range rows {
			given := in.find(rows[n].Name)
			if given != nil && given.at.from != c.after.from {
				continue
			}
			row := in.row(rows[n].Name)
			rank := 2
			if row.Required {
				rank = 0
			} else if n < len(in.kind.Arguments) {
				rank = 1
			}
			o := offer{label: row.Name, detail: sorts[row].words(row), doc: row.Doc, kind: completeProperty, rank: rank}
			if !assigned {
				value, again := snippetFor(row)
				o.insert, o.snippet, o.again = row.Name+" = "+value, true, again
			}
			c.add(o)
		}
		c.rest(in, assigned)
	}
	if assigned {
		return
	}
	for _, k := range kinds(in, c.settings) {
		if !k.Many && slices.ContainsFunc(in.blocks, func(b *block) bool { return b.word == k.Type.Name && !b.header.touches(c.offset) }) {
			continue
		}
		o := offer{label: k.Type.Name, detail: "block", doc: k.Type.Doc, kind: completeStruct, rank: 3}
		if !opened {
			o.insert, o.snippet = c.blockSnippet(k.Type), true
		}
		c.add(o)
	}
}

// follows reports what stands behind the word on its line: the = of an argument, or the label or the brace of a block. Of what is there only the
// word is written anew.
func (c *completing) follows() (assigned, opened bool) {
	b := c.document.text.bytes
	for n := c.after.to; n < len(b); n++ {
		switch b[n] {
		case ' ', '\t':
			continue
		case '=':
			return n+1 == len(b) || b[n+1] != '=', false
		case '"', '{':
			return false, c.after.to > c.after.from
		default:
			return false, false
		}
	}
	return false, false
}

// snippetFor is what stands behind the = of an argument, with a place to type at.
func snippetFor(row *lang.Argument) (text string, again bool) {
	switch sorts[row] {
	case sortText, sortDate, sortDuration, sortPath:
		return "\"$1\"$0", len(row.OneOf) > 0
	case sortFlag:
		return "true", false
	case sortReferences, sortFields:
		return "[$1]$0", true
	case sortLadder:
		return "{\n  \"${1:30m}\" = ${2:role.}\n}$0", false
	case sortObject:
		return "{\n  $1\n}$0", false
	}
	return "$0", true
}

// blockSnippet is a block with what it cannot be without.
func (c *completing) blockSnippet(t *lang.BlockType) string {
	var b strings.Builder
	b.WriteString(t.Name)
	n := 1
	if t.Label != "" {
		fmt.Fprintf(&b, " \"${%d:%s}\"", n, t.Label)
		n++
	}
	b.WriteString(" {\n")
	wrote := false
	for i := range t.Arguments {
		row := &t.Arguments[i]
		if !row.Required {
			continue
		}
		open, end := "", ""
		switch sorts[row] {
		case sortText:
			open, end = "\"", "\""
		case sortReferences:
			open, end = "[", "]"
		}
		fmt.Fprintf(&b, "  %s = %s$%d%s\n", row.Name, open, n, end)
		n++
		wrote = true
	}
	if !wrote {
		b.WriteString("  $0\n")
	}
	b.WriteString("}")
	return b.String()
}

// rest offers the lines of a block whose lines the map names: fields in create and update, steps in a matrix.
func (c *completing) rest(in *block, assigned bool) {
	switch in.word {
	case "create", "update":
		for _, a := range c.assigned(in) {
			if a.Record == nil {
				continue
			}
			for _, f := range a.Record.Fields {
				if in.find(f.Name) != nil {
					continue
				}
				rank := 0
				if _, optional := f.Type.IsOptional(); optional || f.Generated {
					rank = 1
				}
				o := offer{label: f.Name, detail: a.Name + "." + f.Name + ": " + f.Type.String(), doc: escape(f.Doc), kind: completeField, rank: rank}
				if !assigned {
					o.insert, o.snippet, o.again = f.Name+" = $0", true, true
				}
				c.add(o)
			}
		}
	case "matrix":
		if p := in.up("process"); p != nil {
			for _, b := range p.blocks {
				if b.word == "step" && b.label != "" && in.find(b.label) == nil {
					o := offer{label: b.label, detail: "step", kind: completeField}
					if !assigned {
						o.insert, o.snippet = b.label+" = [\"$1\"]$0", true
					}
					c.add(o)
				}
			}
		}
	}
}
