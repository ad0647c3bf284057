package runbook

import (
	"strings"

	"handoff/graph/words"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/render/address"
)

// The rules a team is held to: those it has given itself, and those of which something is open.

// rules is the page of both.
func (b *builder) rules() Page {
	page := b.whole(address.Rules, "Rules")
	for n, r := range b.m.Rules {
		if n == 0 {
			page.add(Heading{2, say("House rules"), ""}, Paragraph{say("What we ask of ourselves, beyond what is checked everywhere.")})
		}
		var f facts
		f.row("Judges", say("every "+kindName(lang.Kind(r.Each.Value))))
		if r.When.Given() {
			f.row("Where", say(code(oneLine(r.When.Text))))
		}
		f.row("Must hold", say(code(oneLine(r.Require.Text))))
		f.row("Costs", say(severityCost(finding.Severity(r.Severity.Value))))
		f.row("Open", say(b.openOf("rule/"+r.Name)))
		b.common(&f, &r.Block)
		page.anchored(3, say(r.DisplayName()), address.Anchor("rule", r.Name), append(b.notes(page.Address, r.Address()), Authored{r.Description.Value, 3}, f.Table)...)
	}
	table := Table{Head: []Line{say("Rule"), say("Finds"), say("Open"), say("Silenced")}}
	for _, r := range b.options.Rules {
		silenced := 0
		for _, s := range b.options.Silenced {
			if s.Rule == r.ID {
				silenced++
			}
		}
		hushed := ""
		if silenced > 0 {
			hushed = count(silenced, "finding", "findings")
		}
		if open := b.openOf(r.ID); open+hushed != "" {
			table.Rows = append(table.Rows, []Line{say(b.ruleName(r.ID)), say(capital(r.Title)), say(open), say(hushed)})
		}
	}
	page.section(2, "Rules that found something", table)
	return page
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// openOf counts what a rule has found; "" for nothing.
func (b *builder) openOf(rule string) string {
	n := 0
	for _, f := range b.all {
		if f.Rule == rule {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return count(n, "finding", "findings")
}

func severityCost(s finding.Severity) string {
	switch s {
	case finding.Error:
		return "an error"
	case finding.Info:
		return "a note"
	}
	return "a warning"
}

// kindName is what people call blocks of a kind, in a sentence.
func kindName(k lang.Kind) string {
	switch k {
	case lang.KindKPI:
		return "KPI"
	case lang.KindInterface:
		return "handoff"
	case lang.KindArtifact:
		return "record"
	case lang.KindCadence:
		return "meeting"
	}
	return strings.Replace(words.Spell(string(k)), "sla", "SLA", 1)
}

// rulePages are the reference pages of rules.
func (b *builder) rulePages() []Page {
	var pages []Page
	for _, r := range b.options.Rules {
		page := Page{Address: "rule/" + r.ID, Title: capital(r.Title)}
		page.add(Paragraph{say(Span{Text: b.title(), Page: address.Home}, " › ", Span{Text: "Rules", Page: address.Rules}, " › ", code(r.ID))}, Authored{r.Markdown, 0})
		pages = append(pages, page)
	}
	return pages
}
