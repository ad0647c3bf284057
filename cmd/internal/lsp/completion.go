package lsp

// What may be written at a place: arguments and blocks where a line begins, values of the right sort behind a =. The text need not parse; what
// stands around the place is read from its outline, names come from the map.

import (
	"fmt"
	"strings"

	"handoff/cmd/internal/analysis"
	"handoff/lang"
)

// completion answers what may be written at a place.
func (s *server) completion(p completionParams) (any, error) {
	at := s.spot(p.TextDocument.URI, p.Position)
	if at == nil {
		return nil, nil
	}
	c := &completing{spot: at, s: s, settings: at.document.path == lang.SettingsFile, items: []completionItem{}}
	c.word = stretch{at.wordAt(at.offset).from, at.offset}
	c.after = stretch{c.word.from, at.wordAt(at.offset).to}
	// What asks by itself asks for values; a space at the beginning of a line only moves it.
	if by := p.Context.TriggerCharacter; c.arg != nil || by != " " && by != "=" && by != "{" && by != "[" {
		c.complete()
	}
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
			c.add(offer{label: `"` + inQuotes(v) + `"`, kind: completeEnum})
		} else {
			c.addAt(offer{label: v, kind: completeEnum, insert: inQuotes(v)}, at)
		}
	}
}
