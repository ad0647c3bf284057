package runbook

import (
	"slices"
	"strings"

	"handoff/graph"
	"handoff/lang/finding"
	"handoff/render/address"
)

// notes are the open findings about some addresses, shown where they matter. What is only for information stays on the findings page.
func (b *builder) notes(addresses ...string) []Block {
	var items []Line
	for _, address := range addresses {
		for _, f := range b.findings[address] {
			if f.Severity == finding.Info {
				continue
			}
			items = append(items, say(strong(severityWord(f.Severity)+":"), " ", b.told(f)))
		}
	}
	if len(items) == 0 {
		return nil
	}
	return []Block{List{Items: items}}
}

// told is what a finding says: the detail where there is one, since it has the names. A table in it is left out; see tableIn.
func (b *builder) told(f finding.Finding) Line {
	if f.Detail != "" {
		var lines []string
		for line := range strings.SplitSeq(f.Detail, "\n") {
			if line != "" && !strings.HasPrefix(line, "|") {
				lines = append(lines, line)
			}
		}
		return b.prose(strings.Join(lines, " "))
	}
	return b.prose(sentence(f.Summary))
}

// prose reads the text of a finding, in which addresses and code stand between backticks; an address leads to its page.
func (b *builder) prose(text string) Line {
	var line Line
	for {
		before, rest, open := strings.Cut(text, "`")
		quoted, after, closed := strings.Cut(rest, "`")
		if !open || !closed {
			return say(line, text)
		}
		page, anchor := "", ""
		if d := b.m.Lookup(quoted); d != nil {
			page, anchor = address.Of(d)
		}
		line = say(line, before, Span{Text: quoted, Style: Code, Page: page, Anchor: anchor})
		text = after
	}
}

// tableIn is the table that stands in the detail of a finding, such as the path that takes too long. False where there is none.
func (b *builder) tableIn(f finding.Finding) (Table, bool) {
	var t Table
	for line := range strings.SplitSeq(f.Detail, "\n") {
		if !strings.HasPrefix(line, "|") || strings.Trim(line, "|-") == "" {
			continue
		}
		var row []Line
		for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
			row = append(row, b.prose(strings.TrimSpace(cell)))
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

// findingsPage lists everything the checks found, gravest first, grouped by rule.
func (b *builder) findingsPage() Page {
	page := b.whole(address.Findings, "What the checks found")
	page.add(Paragraph{say(b.scope())})
	if len(b.all) == 0 {
		page.add(Paragraph{say("Nothing is wrong with it.")})
		return page
	}
	for _, severity := range []finding.Severity{finding.Error, finding.Warning, finding.Info} {
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
			continue
		}
		slices.Sort(rules)
		page.add(Heading{2, say(severityCount(severity, n)), ""})
		for _, rule := range rules {
			page.add(Heading{3, say(byRule[rule][0].Summary, " (", Span{Text: rule, Style: Code, Page: "rule/" + rule}, ")"), ""})
			var items []Line
			for _, f := range byRule[rule] {
				items = append(items, b.findingLine(f))
				if t, ok := b.tableIn(f); ok {
					page.add(List{Items: items}, t)
					items = nil
				}
			}
			if len(items) > 0 {
				page.add(List{Items: items})
			}
		}
	}
	return page
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
	line := b.told(f)
	if f.Help != "" {
		line = say(line, " ", b.prose(f.Help))
	}
	if page, anchor := b.pageAt(f.Address); page != "" {
		line = say(line, " See ", Span{Text: b.label(f.Address), Page: page, Anchor: anchor}, ".")
	}
	if f.Range.File != "" {
		s := b.sourceAt(f.Range)
		line = say(line, " (", Span{Text: s.at(), Style: Code, URL: s.URL}, ")")
	}
	return line
}

// label names what an address is about, or what that is part of, by its title.
func (b *builder) label(address string) string {
	for part := address; part != ""; {
		if d := b.m.Lookup(part); d != nil {
			return d.Common().DisplayName()
		}
		i := strings.LastIndex(part, ".")
		part = part[:max(i, 0)]
	}
	return address
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
