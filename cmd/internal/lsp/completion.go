package lsp

// What may be written at a place: arguments and blocks where a line begins, values of the right sort behind a =. The text need not parse; what
// stands around the place is read from its outline, names come from the map.

import (
	"fmt"
	"slices"
	"strings"

	"handoff/cmd/internal/analysis"
	"handoff/lang"
	"handoff/lang/types"
)

// completion answers what may be written at a place.
func (s *server) completion(p at) (any, error) {
	at := s.spot(p.TextDocument.URI, p.Position)
	if at == nil {
		return nil, nil
	}
	c := &completing{spot: at, s: s, settings: at.document.path == lang.SettingsFile, items: []completionItem{}}
	c.word = stretch{at.wordAt(at.offset).from, at.offset}
	c.after = stretch{c.word.from, at.wordAt(at.offset).to}
	c.complete()
	return completionList{Items: c.items}, nil
}

// completing is one answer in the making.
type completing struct {
	*spot
	s        *server
	settings bool
	word     stretch // what has been typed of the word, up to the place
	after    stretch // the whole word, which is replaced
	items    []completionItem
	seen     map[string]bool
}

// offer is one thing that may be written.
type offer struct {
	label, detail, doc string
	kind               int
	insert             string // what is put in; "" for the label
	snippet            bool
	rank               int  // lower ones come first
	again              bool // what follows can be completed in turn
}

func (c *completing) add(o offer) { c.addAt(o, c.after) }

// addAt offers to replace a stretch.
func (c *completing) addAt(o offer, at stretch) {
	if c.seen == nil {
		c.seen = map[string]bool{}
	}
	if c.seen[o.label] {
		return
	}
	c.seen[o.label] = true
	item := completionItem{Label: o.label, Detail: o.detail, Kind: o.kind, SortText: fmt.Sprintf("%d%04d", o.rank, len(c.items)), FilterText: o.label}
	if o.doc != "" {
		item.Documentation = &markup{"markdown", o.doc}
	}
	text := o.insert
	if text == "" {
		text = o.label
	}
	if o.snippet {
		if c.s.client.TextDocument.Completion.CompletionItem.SnippetSupport {
			item.InsertFormat = 2
		} else {
			text = plainSnippet(text)
		}
	}
	if line := c.document.text.line(c.offset); c.document.text.line(at.from) != line || c.document.text.line(at.to) != line {
		at = stretch{c.offset, c.offset}
	}
	item.TextEdit = &textEdit{c.document.text.span(at.from, at.to, c.s.units), text}
	if o.again && c.s.client.TextDocument.Completion.CompletionItem.SnippetSupport {
		item.Command = &clientCommand{"", "editor.action.triggerSuggest", nil}
	}
	c.items = append(c.items, item)
}

// plainSnippet is a snippet without its tab stops.
func plainSnippet(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text):
			i++
			out.WriteByte(text[i])
		case text[i] == '$' && i+1 < len(text) && text[i+1] == '{':
			end := strings.IndexByte(text[i:], '}')
			if end < 0 {
				return out.String() + text[i:]
			}
			if _, name, ok := strings.Cut(text[i+2:i+end], ":"); ok {
				out.WriteString(name)
			}
			i += end
		case text[i] == '$' && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9':
			i++
		default:
			out.WriteByte(text[i])
		}
	}
	return out.String()
}

// complete finds out where the place is.
func (c *completing) complete() {
	if comment, ok := c.commentBefore(); ok {
		if strings.Contains(comment, "handoff:ignore") && !strings.Contains(comment, "--") {
			c.rules()
		} else if strings.TrimLeft(comment, "#/ ") == "" || strings.HasPrefix("handoff:ignore", strings.TrimLeft(comment, "#/ ")) {
			at := c.word
			for at.from > 0 && c.document.text.bytes[at.from-1] != ' ' && c.document.text.bytes[at.from-1] != '#' {
				at.from--
			}
			c.addAt(offer{label: "handoff:ignore", detail: "silence a rule here, with a reason", kind: completeKeyword, insert: "handoff:ignore ${1:RULE} -- ${2:why}", snippet: true}, stretch{at.from, c.after.to})
		}
		return
	}
	if c.label() {
		return
	}
	if c.arg != nil {
		c.value()
		return
	}
	line := c.before(c.document.text.lines[c.document.text.line(c.offset)], c.word.from)
	open := strings.LastIndexAny(line, "{")
	if strings.TrimSpace(line) == "" || open >= 0 && strings.TrimSpace(line[open+1:]) == "" {
		c.statement()
	}
}

func (c *completing) before(from, to int) string {
	return string(c.document.text.bytes[min(from, to):to])
}

// commentBefore is the comment that the place is in, up to it.
func (c *completing) commentBefore() (string, bool) {
	for _, t := range c.tokens {
		if t.Type == 'C' && t.Range.Start.Byte < c.offset && (c.offset < t.Range.End.Byte || c.offset == t.Range.End.Byte && !strings.HasSuffix(string(t.Bytes), "\n")) {
			return c.before(t.Range.Start.Byte, c.offset), true
		}
	}
	return "", false
}

// rules offers the ids of rules, as comments and settings name them.
func (c *completing) rules() {
	at := stretch{c.offset, c.offset}
	b := c.document.text.bytes
	in := func(x byte) bool {
		return x == '/' || x == '-' || x == '_' || x == '*' || x >= 'a' && x <= 'z' || x >= '0' && x <= '9'
	}
	for at.from > 0 && in(b[at.from-1]) {
		at.from--
	}
	for at.to < len(b) && in(b[at.to]) {
		at.to++
	}
	for _, r := range analysis.All() {
		c.addAt(offer{label: r.ID, detail: r.Title, kind: completeValue, doc: r.What}, at)
	}
	if c.m != nil {
		for _, r := range c.whole().Rules {
			c.addAt(offer{label: "rule/" + r.Name, detail: r.DisplayName(), kind: completeValue}, at)
		}
	}
}

// whole is the map of the whole folder; what a glance saw is only part of it.
func (c *completing) whole() *lang.Map {
	if c.folder != nil && c.folder.loaded != nil {
		return c.folder.loaded
	}
	return &lang.Map{}
}

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
			c.addAt(offer{label: v, detail: a.Name + "." + field, kind: completeEnum}, at)
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
	if in.kind != nil {
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
			insert, again := snippetFor(row)
			c.add(offer{label: row.Name, detail: sorts[row].words(row), doc: row.Doc, kind: completeProperty, insert: row.Name + " = " + insert, snippet: true, rank: rank, again: again})
		}
		c.rest(in)
	}
	for _, k := range kinds(in, c.settings) {
		if !k.Many && slices.ContainsFunc(in.blocks, func(b *block) bool { return b.word == k.Type.Name && !b.header.touches(c.offset) }) {
			continue
		}
		c.add(offer{label: k.Type.Name, detail: "block", doc: k.Type.Doc, kind: completeStruct, insert: c.blockSnippet(k.Type), snippet: true, rank: 3})
	}
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
func (c *completing) rest(in *block) {
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
				c.add(offer{label: f.Name, detail: a.Name + "." + f.Name + ": " + f.Type.String(), doc: escape(f.Doc), kind: completeField, insert: f.Name + " = $0", snippet: true, rank: rank, again: true})
			}
		}
	case "matrix":
		if p := in.up("process"); p != nil {
			for _, b := range p.blocks {
				if b.word == "step" && b.label != "" && in.find(b.label) == nil {
					c.add(offer{label: b.label, detail: "step", kind: completeField, insert: b.label + " = [\"$1\"]$0", snippet: true})
				}
			}
		}
	}
}

// value offers what may stand behind the = of an argument.
func (c *completing) value() {
	row := c.block.row(c.arg.name)
	typed := c.before(c.arg.equals+1, c.offset)
	quote, inQuote, inTemplate := openQuote(typed)
	quoteAt := c.arg.equals + 1 + quote
	if row == nil {
		c.restValue(inQuote && !inTemplate, quoteAt)
		return
	}
	kind := sorts[row]
	if inTemplate || strings.HasPrefix(c.of(c.word), "local.") {
		c.locals()
		if kind != sortExpression {
			return
		}
	}
	if inQuote && !inTemplate {
		at := c.quoted(quoteAt)
		switch {
		case len(row.OneOf) > 0:
			for _, w := range row.OneOf {
				c.addAt(offer{label: w, kind: completeEnum}, at)
			}
		case kind == sortExpression:
			c.compared(typed[:quote], at)
		case kind == sortDuration:
			c.durations(row, at)
		case kind == sortLadder:
			c.durations(&lang.Argument{}, at)
		case row.Name == "initial" || row.Name == "final" || row.Name == "to":
			c.states(at)
		case row.Name == "each":
			for _, k := range []string{"team", "role", "artifact", "field", "system", "process", "input", "output", "step", "interface", "event", "service", "calendar", "milestone", "sla_policy", "escalation_policy", "kpi", "cadence", "improvement"} {
				c.addAt(offer{label: k, kind: completeEnum}, at)
			}
		case row.Name == "metric":
			for _, k := range []string{"lead_time", "handoff_wait", "handback_rate", "reassignments", "sla_compliance", "automation_rate", "error_rate", "handoff_count"} {
				c.addAt(offer{label: k, kind: completeEnum}, at)
			}
		}
		return
	}
	switch kind {
	case sortReference, sortReferences, sortLadder, sortObject:
		c.references(row)
	case sortFlag:
		c.add(offer{label: "true", kind: completeKeyword})
		c.add(offer{label: "false", kind: completeKeyword})
	case sortDuration:
		for _, d := range durationWords(row) {
			c.add(offer{label: `"` + d + `"`, kind: completeValue})
		}
		c.add(offer{label: "unstated", detail: "a promise the source gives no figure for", kind: completeFunction, insert: "unstated(\"$1\")$0", snippet: true})
	case sortQuorum:
		c.add(offer{label: `"all"`, kind: completeEnum})
		c.add(offer{label: `"any"`, kind: completeEnum})
	case sortField, sortFields:
		c.fields()
	case sortType:
		c.types()
	case sortExpression:
		c.expression()
	case sortText:
		for _, w := range row.OneOf {
			c.add(offer{label: `"` + w + `"`, kind: completeEnum})
		}
		if row.Name == "initial" || row.Name == "final" || row.Name == "to" {
			c.states(stretch{})
		}
	}
}

// openQuote looks for a quote that is open at the end of a text: where it is, whether there is one, and whether a template in it is open.
func openQuote(text string) (at int, in, template bool) {
	for i := 0; i < len(text); i++ {
		switch {
		case in && text[i] == '\\':
			i++
		case text[i] == '\n':
			in, template = false, false
		case text[i] == '"' && !template:
			in, at = !in, i
		case in && text[i] == '$' && i+1 < len(text) && text[i+1] == '{':
			template = true
		case template && text[i] == '}':
			template = false
		}
	}
	return at, in, template
}

// quoted is what stands between the quote at a place and the one that ends it, or the end of the line.
func (c *completing) quoted(quote int) stretch {
	at := stretch{quote + 1, c.offset}
	b := c.document.text.bytes
	for at.to < len(b) && b[at.to] != '"' && b[at.to] != '\n' && b[at.to] != '\r' {
		at.to++
	}
	if at.to == len(b) || b[at.to] != '"' {
		at.to = c.offset
	}
	return at
}

func durationWords(row *lang.Argument) []string {
	if row.LongTerm {
		return []string{"1w", "2w", "1mo", "3mo", "6mo", "1y"}
	}
	return []string{"15m", "30m", "1h", "4h", "8h", "1d", "2d", "5d"}
}

func (c *completing) durations(row *lang.Argument, at stretch) {
	for _, d := range durationWords(row) {
		c.addAt(offer{label: d, kind: completeValue}, at)
	}
}

// states offers the states of the lifecycle that the place is in; in quotes where no place is given.
func (c *completing) states(at stretch) {
	own, l := c.block.up("artifact"), c.block.up("lifecycle")
	if own == nil || l == nil || l.find("field") == nil {
		return
	}
	a, _ := c.lookup("artifact." + own.label).(*lang.Artifact)
	if a == nil || a.Record == nil {
		return
	}
	f, ok := a.Record.Field(strings.TrimSpace(c.of(l.find("field").value)))
	if !ok {
		return
	}
	for _, v := range enumValues(f.Type) {
		if at == (stretch{}) {
			c.add(offer{label: `"` + v + `"`, kind: completeEnum})
		} else {
			c.addAt(offer{label: v, kind: completeEnum}, at)
		}
	}
}
