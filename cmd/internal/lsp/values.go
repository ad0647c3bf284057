package lsp

import (
	"regexp"
	"slices"
	"strings"

	"handoff/lang"
	"handoff/lang/lazyregexp"
)

// references offers the addresses that an argument may name.
func (c *completing) references(row *lang.Argument) {
	process := c.block.up("process")
	for _, k := range row.Refs {
		switch k {
		case "end":
			c.add(offer{label: "end", detail: "ends the process", kind: completeKeyword, rank: 2})
		case lang.KindStep, lang.KindInput, lang.KindOutput:
			if process != nil {
				for _, b := range process.blocks {
					if b.word == string(k) && b.label != "" {
						c.add(offer{label: string(k) + "." + b.label, detail: c.title(b), kind: completeReference})
					}
				}
			}
		}
	}
	offerAll := func(list []lang.Declaration, alias string) {
		for _, d := range list {
			b := d.Common()
			if !slices.Contains(row.Refs, b.Kind) || alias == "" && !c.stillThere(d) {
				continue
			}
			part := b.Kind == lang.KindStep || b.Kind == lang.KindInput || b.Kind == lang.KindOutput
			if part && process != nil && alias == "" && strings.HasPrefix(b.Address(), "process."+process.label+".") {
				continue // it has a shorter name here
			}
			rank := 1
			if part {
				rank = 2
			}
			c.add(offer{label: b.Address(), detail: b.DisplayName(), kind: completeReference, rank: rank})
		}
	}
	if c.m != nil {
		offerAll(c.m.Declarations(), "")
	}
	whole := c.whole()
	if whole != c.m {
		offerAll(whole.Declarations(), "")
	}
	for _, d := range c.unsaved() {
		if slices.Contains(row.Refs, d.Common().Kind) {
			c.add(offer{label: d.Common().Address(), detail: d.Common().DisplayName(), kind: completeReference, rank: 1})
		}
	}
	if slices.Contains(row.Refs, lang.KindCalendar) {
		c.add(offer{label: "calendar.always", detail: "Always", kind: completeReference, rank: 1})
	}
	for _, i := range whole.Imports {
		if i.Map != nil {
			offerAll(i.Map.Declarations(), i.Name)
		}
	}
}

// stillThere reports whether a declaration is what its address means now: the text may have moved on since the map was loaded.
func (c *completing) stillThere(d lang.Declaration) bool {
	return c.m == nil || c.m.Lookup(d.Common().Address()) == d
}

// title is the title of a block of the outline.
func (c *completing) title(b *block) string {
	if a := b.find("title"); a != nil {
		return strings.Trim(strings.TrimSpace(c.of(a.value)), `"`)
	}
	return ""
}

// fields offers the names of fields.
func (c *completing) fields() {
	typed := c.of(c.arg.value)
	for _, a := range c.fieldScope(c.block, c.arg.name) {
		if a.Record == nil {
			continue
		}
		for _, f := range a.Record.Fields {
			if c.arg.name == "per" || c.arg.name == "field" {
				if enumValues(f.Type) == nil {
					continue
				}
			} else if regexp.MustCompile(`\b`+regexp.QuoteMeta(f.Name)+`\b`).MatchString(typed) && c.of(c.after) != f.Name {
				continue
			}
			rank := 1
			if _, optional := f.Type.IsOptional(); optional && c.arg.name == "provides" {
				rank = 0
			}
			c.add(offer{label: f.Name, detail: a.Name + ": " + f.Type.String(), doc: escape(f.Doc), kind: completeField, rank: rank})
		}
	}
}

// types offers types, and what they are made of.
func (c *completing) types() {
	for _, t := range []string{"string", "number", "integer", "bool", "timestamp", "date", "duration", "uri", "email", "any"} {
		c.add(offer{label: t, kind: completeKeyword})
	}
	for _, t := range []struct{ name, insert, doc string }{
		{"enum", `enum("$1")$0`, "One of these words."}, {"optional", "optional($1)$0", "It may be missing."}, {"list", "list($1)$0", "Any number, in order."},
		{"set", "set($1)$0", "Any number, none of them twice."}, {"map", "map($1)$0", "Values by name."}, {"object", "object({ $1 })$0", "A record without a name."},
		{"union", "union($1)$0", "One of these types."}, {"ref", "ref(artifact.$1)$0", "The key of a record."},
	} {
		c.add(offer{label: t.name, detail: "type", doc: t.doc, kind: completeFunction, insert: t.insert, snippet: true})
	}
	row := &lang.Argument{Refs: []lang.Kind{lang.KindArtifact}}
	c.references(row)
	if parts := strings.Split(c.of(c.word), "."); len(parts) == 3 {
		if a, _ := c.lookup(strings.Join(parts[:2], ".")).(*lang.Artifact); a != nil && a.Record != nil {
			for _, f := range a.Record.Fields {
				c.add(offer{label: strings.Join(parts[:2], ".") + "." + f.Name, detail: f.Type.String(), kind: completeField})
			}
		}
	}
}

// locals offers plain values.
func (c *completing) locals() {
	whole := c.whole()
	if !whole.Locals.IsKnown() || whole.Locals.IsNull() || !whole.Locals.Type().IsObjectType() {
		return
	}
	names := make([]string, 0)
	for name := range whole.Locals.Type().AttributeTypes() {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		c.add(offer{label: "local." + name, kind: completeVariable})
	}
}

// expression offers records, their fields, and functions.
func (c *completing) expression() {
	parts := strings.Split(c.of(c.word), ".")
	if len(parts) > 1 {
		prefix := strings.Join(parts[:len(parts)-1], ".")
		if t := c.behind(parts[:len(parts)-1]); t != nil {
			for _, f := range members(t) {
				c.add(offer{label: prefix + "." + f.Name, detail: f.Type.String(), doc: escape(f.Doc), kind: completeField})
			}
			return
		}
	}
	if c.block.up("rule") != nil {
		c.add(offer{label: "each", detail: "the block that is judged", kind: completeVariable})
	}
	for _, r := range c.scopeOf(c.block) {
		c.add(offer{label: r.name, detail: r.artifact.Address(), kind: completeVariable})
	}
	for _, r := range c.scopeOf(c.block) { // one level down, for those who type the name of a field
		if r.artifact.Record == nil || len(r.artifact.Record.Fields) > 60 {
			continue
		}
		for _, f := range r.artifact.Record.Fields {
			c.add(offer{label: r.name + "." + f.Name, detail: f.Type.String(), kind: completeField, rank: 1})
		}
	}
	c.locals()
	for _, name := range lang.FunctionNames() {
		if (name == "duration" || name == "text") && c.block.up("rule") == nil {
			continue
		}
		c.add(offer{label: name, detail: "function", kind: completeFunction, insert: name + "($1)$0", snippet: true, rank: 3})
	}
}

// beforeText finds what a quoted word is compared with.
var compareWith = lazyregexp.New(`([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+)\s*(?:==|!=)\s*$`)

// compared offers the values of the field that a quoted word is compared with.
func (c *completing) compared(before string, at stretch) {
	m := compareWith.FindStringSubmatch(before)
	if m == nil { // contains(["…"], incident.priority) and the like: whatever enum is read in the line
		return
	}
	if t := c.behind(strings.Split(m[1], ".")); t != nil {
		for _, v := range enumValues(t) {
			c.addAt(offer{label: v, detail: m[1], kind: completeEnum, insert: inQuotes(v)}, at)
		}
	}
}

// restValue offers values for the lines of blocks whose lines the map names.
func (c *completing) restValue(inQuote bool, quoteAt int) {
	switch c.block.word {
	case "create", "update":
		for _, a := range c.assigned(c.block) {
			if a.Record == nil {
				continue
			}
			f, ok := a.Record.Field(c.arg.name)
			if !ok {
				continue
			}
			for _, v := range enumValues(f.Type) {
				if inQuote {
					c.addAt(offer{label: v, detail: a.Name + "." + f.Name, kind: completeEnum, insert: inQuotes(v)}, c.quoted(quoteAt))
				} else {
					c.add(offer{label: `"` + inQuotes(v) + `"`, detail: a.Name + "." + f.Name, kind: completeEnum})
				}
			}
			break
		}
		if !inQuote {
			c.expression()
		}
	case "matrix":
		if inQuote {
			for _, letter := range []struct{ label, detail string }{{"R", "responsible"}, {"A", "accountable"}, {"C", "consulted"}, {"I", "informed"}, {"RA", "responsible and accountable"}} {
				c.addAt(offer{label: letter.label, detail: letter.detail, kind: completeEnum}, c.quoted(quoteAt))
			}
		}
	case "locals":
		if !inQuote {
			c.locals()
		}
	}
}
