package runbook

import (
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/render/address"
)

// notes are the open findings about some blocks, shown where they matter: on the page here. What is only for information stays on the findings page.
func (b *builder) notes(here string, addresses ...string) []Block {
	return b.notesWhere(here, func(finding.Finding) bool { return true }, addresses...)
}

// notesWhere are those of the notes that are chosen.
func (b *builder) notesWhere(here string, chosen func(finding.Finding) bool, addresses ...string) []Block {
	var items []Line
	for _, address := range addresses {
		for _, f := range b.findings[address] {
			if f.Severity != finding.Info && chosen(f) {
				items = append(items, say(strong(severityWord(f.Severity)+":"), " ", b.told(f, here)))
			}
		}
	}
	if len(items) == 0 {
		return nil
	}
	return []Block{List{Items: items}}
}

// inGroup chooses findings of some groups of rules: "owner", "sla".
func inGroup(groups ...string) func(finding.Finding) bool {
	return func(f finding.Finding) bool {
		group, _, _ := strings.Cut(f.Rule, "/")
		return slices.Contains(groups, group)
	}
}

// told is what a finding says: the detail where there is one, since it has the names. A table in it is left out; see tableIn.
func (b *builder) told(f finding.Finding, here string) Line {
	if f.Detail != "" {
		var lines []string
		for line := range strings.SplitSeq(f.Detail, "\n") {
			if line != "" && !strings.HasPrefix(line, "|") {
				lines = append(lines, line)
			}
		}
		return capitalLine(b.prose(strings.Join(lines, " "), here))
	}
	return b.prose(sentence(f.Summary), here)
}

// prose reads the text of a finding, in which addresses and code stand between backticks. A block of the map is called by its title there, as
// the rest of the page here calls it, and leads to its page.
func (b *builder) prose(text, here string) Line {
	return quotations(text, func(quoted string) Line {
		d := b.m.Lookup(quoted)
		if d == nil {
			return say(code(quoted))
		}
		return b.called(d, here)
	})
}

// advice reads the text that says what to do about a finding. It speaks of what is to be written into the map, so it keeps its addresses.
func (b *builder) advice(text string) Line {
	return quotations(text, func(quoted string) Line {
		page, anchor := "", ""
		if d := b.m.Lookup(quoted); d != nil {
			page, anchor = address.Of(d)
		}
		return say(Span{Text: quoted, Style: Code, Page: page, Anchor: anchor})
	})
}

// quotations reads a text, and shows what stands between backticks as it is told.
func quotations(text string, show func(quoted string) Line) Line {
	var line Line
	for {
		before, rest, open := strings.Cut(text, "`")
		quoted, after, closed := strings.Cut(rest, "`")
		if !open || !closed {
			return say(line, text)
		}
		line = say(line, before, show(quoted))
		text = after
	}
}

// called names a block in a sentence of the page here: a step by its number, and by its process on pages of others; a handoff, port or event
// by its title in quotes, since that may be a sentence of its own.
func (b *builder) called(d lang.Declaration, here string) Line {
	switch d := d.(type) {
	case *lang.Step:
		s := b.g.Step(d)
		if s == nil {
			break
		}
		if processPage(s.Process) != here {
			return say(b.step(s), " of ", name(d.Process))
		}
		return say(b.step(s))
	case *lang.Port:
		return say("“", name(d), "”")
	case *lang.Interface, *lang.Event, *lang.Improvement:
		return say("“", name(d), "”")
	}
	return say(name(d))
}

// tableIn is the table that stands in the detail of a finding, such as the path that takes too long. False where there is none.
func (b *builder) tableIn(f finding.Finding, here string) (Table, bool) {
	var t Table
	for line := range strings.SplitSeq(f.Detail, "\n") {
		if !strings.HasPrefix(line, "|") || strings.Trim(line, "|-") == "" {
			continue
		}
		var row []Line
		for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
			row = append(row, capitalLine(b.prose(strings.TrimSpace(cell), here)))
		}
		if t.Head == nil {
			t.Head = row
		} else {
			t.Rows = append(t.Rows, row)
		}
	}
	return t, t.Head != nil
}

func severityWord(s finding.Severity) string {
	switch s {
	case finding.Error:
		return "Open error"
	case finding.Warning:
		return "Open warning"
	}
	return "For information"
}

// findingsPage lists everything the checks found, gravest first, grouped by rule; then what somebody has decided to live with.
func (b *builder) findingsPage() Page {
	page := b.whole(address.Findings, "What the checks found")
	said := b.scope()
	switch {
	case len(b.all) == 0 && len(b.options.Silenced) == 0:
		said += " Nothing is wrong with it."
	case len(b.all) == 0:
		said += " Nothing is open."
	default:
		said += " " + b.tally() + "."
	}
	if n := len(b.options.Silenced); n > 0 {
		said += " " + capital(count(n, "finding is", "findings are")) + " silenced, each with a reason."
	}
	page.add(Paragraph{say(said)})
	for _, severity := range []finding.Severity{finding.Error, finding.Warning, finding.Info} {
		b.findingsOf(&page, severity)
	}
	b.silenced(&page)
	return page
}

// tally counts the findings: "2 errors and 1 warning".
func (b *builder) tally() string {
	var counts []Line
	for _, s := range []finding.Severity{finding.Error, finding.Warning, finding.Info} {
		n := 0
		for _, f := range b.all {
			if f.Severity == s {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, say(severityCount(s, n)))
		}
	}
	var out strings.Builder
	for _, span := range listed(counts, "and") {
		out.WriteString(span.Text)
	}
	return out.String()
}

func (b *builder) findingsOf(page *Page, severity finding.Severity) {
	var rules []string
	byRule := map[string][]finding.Finding{}
	n := 0
	for _, f := range b.all {
		if f.Severity == severity {
			if byRule[f.Rule] == nil {
				rules = append(rules, f.Rule)
			}
			byRule[f.Rule] = append(byRule[f.Rule], f)
			n++
		}
	}
	if n == 0 {
		return
	}
	slices.Sort(rules)
	page.add(Heading{2, say(severityCount(severity, n)), string(severity)})
	for _, rule := range rules {
		page.add(Heading{3, say(byRule[rule][0].Summary, " (", b.ruleName(rule), ")"), ""})
		var items []Line
		for _, f := range byRule[rule] {
			items = append(items, b.findingLine(f))
			if t, ok := b.tableIn(f, page.Address); ok {
				page.add(List{Items: items}, t.tidy())
				items = nil
			}
		}
		if len(items) > 0 {
			page.add(List{Items: items})
		}
	}
}

// silenced lists what a comment in the map silences, with the reason it gives.
func (b *builder) silenced(page *Page) {
	table := Table{Head: []Line{say("What was found"), say("Why it stays so"), say("Until"), say("Where")}}
	for _, s := range b.options.Silenced {
		until := Line(nil)
		if !s.Until.IsZero() {
			until = say(s.Until.Format("2 January 2006"))
		}
		at := b.sourceAt(s.Range)
		table.Rows = append(table.Rows, []Line{
			say(b.told(s.Finding, page.Address), " (", b.ruleName(s.Rule), ")"), say(capital(sentence(s.Reason))), until, say(Span{Text: at.at(), Style: Code, URL: at.URL}),
		})
	}
	page.anchored(2, say("Silenced"), "silenced", table)
}

// ruleName is the id of a rule, and leads to what there is to read about it.
func (b *builder) ruleName(id string) Span {
	if house, ok := strings.CutPrefix(id, "rule/"); ok {
		return Span{Text: id, Style: Code, Page: address.Rules, Anchor: address.Anchor("rule", house)}
	}
	return Span{Text: id, Style: Code, Page: "rule/" + id}
}

func severityCount(s finding.Severity, n int) string {
	switch s {
	case finding.Error:
		return count(n, "error", "errors")
	case finding.Warning:
		return count(n, "warning", "warnings")
	}
	return count(n, "note", "notes")
}

// findingLine is a finding with what to do and where.
func (b *builder) findingLine(f finding.Finding) Line {
	line := b.told(f, address.Findings)
	if f.Help != "" {
		line = say(line, " ", b.advice(f.Help))
	}
	if f.Range.File != "" {
		s := b.sourceAt(f.Range)
		line = say(line, " (", Span{Text: s.at(), Style: Code, URL: s.URL}, ")")
	}
	return line
}

// scope says what was looked at.
func (b *builder) scope() string {
	processes, interfaces := 0, 0
	for _, p := range b.g.Processes {
		if graph.Own(p) {
			processes++
		}
	}
	for _, i := range b.g.Interfaces {
		if graph.Own(i) {
			interfaces++
		}
	}
	return "The map has " + count(processes, "process", "processes") + " and " + count(interfaces, "handoff", "handoffs") + " in " + count(len(b.m.Files), "file", "files") + "."
}
