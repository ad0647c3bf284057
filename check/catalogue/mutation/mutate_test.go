package mutation

// The mutations: every place of a map where one of the mistakes of the trade can be made, from the model and the exact ranges it keeps.

import (
	"fmt"
	"slices"
	"strings"

	"handoff/lang"
)

// mutant is one mistake.
type mutant struct {
	kind, what string
	edits      []edit
}

type edit struct {
	at   lang.Range
	text string
}

// mutants lists them in source order, kind by kind.
func mutants(m *lang.Map) []mutant {
	c := &changer{m: m}
	c.fields()
	c.names()
	c.promises()
	c.order()
	c.creates()
	return c.list
}

type changer struct {
	m    *lang.Map
	list []mutant
}

func (c *changer) add(kind, what string, edits ...edit) {
	c.list = append(c.list, mutant{kind, what, edits})
}

func (c *changer) text(r lang.Range) string { return c.m.File(r.File).Text(r) }

// block is the range of a block from its header to its closing brace.
func (c *changer) block(header lang.Range) lang.Range {
	source := string(c.m.File(header.File).Source)
	depth := 0
	for k := header.End.Byte; k < len(source); k++ {
		switch source[k] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				header.End.Byte = k + 1
				return header
			}
		}
	}
	panic("no end of " + c.text(header))
}

func (c *changer) fields() {
	for _, a := range c.m.Artifacts {
		for _, f := range a.Fields {
			c.add("drop a field", f.Address(), edit{c.block(f.Header), ""})
		}
	}
	for _, a := range c.m.Artifacts {
		for _, f := range a.Fields {
			at := f.Type.Range
			if written := c.text(at); strings.Contains(written, "enum(") {
				at.Start.Byte += strings.Index(written, "enum(") + len("enum(")
				at.End.Byte = at.Start.Byte
				c.add("widen an enum", f.Address(), edit{at, `"one_more", `})
			}
		}
	}
	for _, a := range c.m.Artifacts {
		for _, f := range a.Fields {
			written := c.text(f.Type.Range)
			others := []string{"string", "number", "bool", "timestamp", "uri", "list(" + written + ")", "optional(" + written + ")"}
			if inner, ok := strings.CutPrefix(written, "optional("); ok {
				others = append(others[:5], "list("+inner, strings.TrimSuffix(inner, ")"))
			}
			if inner, ok := strings.CutPrefix(written, "list("); ok {
				others = append(others, strings.TrimSuffix(inner, ")"))
			}
			for _, other := range others {
				if other != written {
					c.add("change a type", f.Address()+" to "+other, edit{f.Type.Range, other})
				}
			}
		}
	}
}

// misspelt swaps the last two letters, or doubles the last one.
func misspelt(word string) string {
	n := len(word)
	if n < 3 || word[n-1] == word[n-2] {
		return word + "x"
	}
	return word[:n-2] + word[n-1:] + word[n-2:n-1]
}

// misspell changes the last name in a range.
func (c *changer) misspell(what string, r lang.Range) {
	written := c.text(r)
	at := r
	if strings.HasPrefix(written, `"`) && strings.HasSuffix(written, `"`) && len(written) > 2 {
		at.Start.Byte, at.End.Byte = at.Start.Byte+1, at.End.Byte-1
	}
	written = c.text(at)
	word := written[strings.LastIndex(written, ".")+1:]
	if word == "" || strings.ContainsAny(word, `"( ){}[]`) {
		return
	}
	at.Start.Byte = at.End.Byte - len(word)
	c.add("misspell a name", what+" "+written, edit{at, misspelt(word)})
}

func (c *changer) names() {
	for _, d := range c.m.Declarations() {
		c.misspell("the declaration", d.Common().NameRange)
	}
	for _, a := range c.m.Artifacts {
		for _, f := range a.Fields {
			c.misspell("the field "+a.Name, f.NameRange)
			if f.Type.Type == nil {
				continue
			}
			for _, v := range f.Type.Type.Values {
				c.misspell("the value", v.Range)
			}
		}
		if l := a.Lifecycle; l != nil {
			c.misspell("the lifecycle of", l.Field.Range)
			c.misspell("the initial state", l.Initial.Range)
			for _, s := range l.Final {
				c.misspell("the final state", s.Range)
			}
			for _, t := range l.Transitions {
				c.misspell("the state", t.From.Range)
				for _, s := range t.To {
					c.misspell("the next state", s.Range)
				}
			}
		}
	}
	for _, u := range c.m.Uses {
		if u.In != nil && !u.End {
			c.misspell("the reference", u.Range)
		}
	}
	for _, p := range c.m.Processes {
		for _, port := range append(slices.Clone(p.Inputs), p.Outputs...) {
			for _, n := range append(slices.Clone(port.Requires), port.Provides...) {
				c.misspell(port.Address(), n.Range)
			}
		}
		if p.SLA != nil {
			c.sla(p.SLA)
		}
		for _, s := range p.Steps {
			c.lines(s.Update)
			for _, b := range s.Branches {
				c.lines(b.Update)
				c.expression(b.When)
			}
		}
		if p.Matrix != nil {
			for _, row := range p.Matrix.Rows {
				c.misspell("the row", row.Step.Range)
			}
		}
	}
	for _, i := range c.m.Interfaces {
		for _, n := range append(slices.Clone(i.Requires), i.Provides...) {
			c.misspell(i.Address(), n.Range)
		}
		c.lines(i.Create)
		c.lines(i.Update)
	}
	for _, e := range c.m.Events {
		c.expression(e.When)
	}
}

func (c *changer) sla(s *lang.SLA) {
	if s.Per.Given() {
		c.misspell("the field", s.Per.Range)
	}
	for _, t := range s.Targets {
		c.misspell("the target", t.Value.Range)
	}
	c.expression(s.Pause)
}

func (c *changer) lines(block *lang.Assignments) {
	if block == nil {
		return
	}
	for _, e := range block.Entries {
		c.misspell("the field", e.Name.Range)
		c.expression(e.Value)
	}
}

// expression misspells what an expression names: records, fields and the texts it compares with or sets.
func (c *changer) expression(e lang.Expression) {
	if !e.Given() {
		return
	}
	for _, t := range e.Syntax.Variables() {
		for _, part := range t {
			r := part.SourceRange()
			at := e.Range
			at.Start.Byte, at.End.Byte = r.Start.Byte, r.End.Byte
			c.misspell("in an expression", at)
		}
	}
	if values, ok := e.Texts(); ok && len(values) == 1 && e.Text == `"`+values[0]+`"` {
		c.misspell("the value", e.Range)
	}
}

func (c *changer) promises() {
	remove := func(address string, names lang.FieldNames) {
		for k, n := range names {
			at := n.Range
			switch {
			case k+1 < len(names):
				at.End = names[k+1].Range.Start
			case k > 0:
				at.Start = names[k-1].Range.End
			}
			c.add("remove a provides", address+" "+n.Name, edit{at, ""})
		}
	}
	for _, p := range c.m.Processes {
		for _, out := range p.Outputs {
			remove(out.Address(), out.Provides)
		}
	}
	for _, i := range c.m.Interfaces {
		remove(i.Address(), i.Provides)
	}
}

// order exchanges two steps that follow each other and nothing else, and lets outputs leave at other steps.
func (c *changer) order() {
	for _, p := range c.m.Processes {
		for _, a := range p.Steps {
			if len(a.Next) != 1 || len(a.Branches) > 0 || a.Next[0].Step() == nil {
				continue
			}
			b := a.Next[0].Step()
			if len(b.Branches) > 0 || len(b.Next) != 1 || b.Next[0].Step() == nil || b == a {
				continue
			}
			edits := []edit{{a.Next[0].Range, b.Next[0].Written}, {b.Next[0].Range, "step." + a.Name}}
			for _, s := range p.Steps {
				next := slices.Clone(s.Next)
				for _, x := range s.Branches {
					next = append(next, x.Next...)
				}
				for _, r := range next {
					if r.Step() == a {
						edits = append(edits, edit{r.Range, "step." + b.Name})
					}
				}
			}
			if a.Entry.Given() || b.Entry.Given() {
				continue
			}
			c.add("reorder steps", fmt.Sprintf("%s and %s", a.Address(), b.Address()), edits...)
		}
		for k := 0; k+1 < len(p.Sequence); k++ {
			a, b := p.Sequence[k], p.Sequence[k+1]
			if a.Step() == nil || b.Step() == nil || a.Step().Entry.Given() {
				continue
			}
			c.add("reorder steps", fmt.Sprintf("%s and %s in the sequence", a.Written, b.Written), edit{a.Range, b.Written}, edit{b.Range, a.Written})
		}
		for _, out := range p.Outputs {
			for _, s := range p.Steps {
				if len(out.LeavesAt) == 1 && out.LeavesAt[0].Step() != s {
					c.add("reorder steps", fmt.Sprintf("%s leaves at %s", out.Address(), s.Name), edit{out.LeavesAt[0].Range, "step." + s.Name})
				}
			}
		}
		for _, in := range p.Inputs {
			if in.ArrivesAt.Step() == nil || !c.answered(in) {
				continue // where the work begins is no question of order
			}
			for _, s := range p.Steps {
				if in.ArrivesAt.Step() != s {
					c.add("reorder steps", fmt.Sprintf("%s arrives at %s", in.Address(), s.Name), edit{in.ArrivesAt.Range, "step." + s.Name})
				}
			}
		}
	}
}

// answered reports whether an input brings answers.
func (c *changer) answered(in *lang.Port) bool {
	return slices.ContainsFunc(c.m.Interfaces, func(i *lang.Interface) bool { return i.Answers.Given() && i.To.Include(in) })
}

func (c *changer) creates() {
	for _, i := range c.m.Interfaces {
		if i.Create == nil {
			continue
		}
		for k, a := range i.Create.Entries {
			for _, b := range i.Create.Entries[k+1:] {
				if a.Value.Text != b.Value.Text {
					c.add("swap two create values", fmt.Sprintf("%s: %s and %s", i.Address(), a.Name.Name, b.Name.Name), edit{a.Value.Range, c.text(b.Value.Range)}, edit{b.Value.Range, c.text(a.Value.Range)})
				}
			}
		}
	}
}

// apply makes the mistake. The ranges are of what was changed, as it lies in the new text.
func (m mutant) apply(files map[string]string) (map[string]string, []lang.Range) {
	out := make(map[string]string, len(files))
	for name, text := range files {
		out[name] = text
	}
	edits := slices.Clone(m.edits)
	slices.SortFunc(edits, func(a, b edit) int {
		if a.at.File != b.at.File {
			return strings.Compare(a.at.File, b.at.File)
		}
		return a.at.Start.Byte - b.at.Start.Byte
	})
	var places []lang.Range
	shift, file := 0, ""
	for _, e := range edits {
		if e.at.File != file {
			shift, file = 0, e.at.File
		}
		start, end := e.at.Start.Byte+shift, e.at.End.Byte+shift
		out[file] = out[file][:start] + e.text + out[file][end:]
		shift += len(e.text) - (end - start)
		at := e.at
		at.Start.Byte, at.End.Byte = start, start+len(e.text)
		places = append(places, at)
	}
	return out, places
}
