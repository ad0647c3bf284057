package runbook

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
	"handoff/lang/mapgen"
)

// What somebody who is tired would stumble over: every page is read, block by block.

// read returns a line as its reader sees it; what an author wrote into it stands as "…", and code as "code".
func read(l Line) string {
	var b strings.Builder
	for _, s := range l {
		switch s.Style {
		case Written:
			b.WriteString("…")
		case Code:
			b.WriteString("code")
		default:
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// stumbles are patterns that no line of ours may hold.
var stumbles = []struct {
	pattern *regexp.Regexp
	why     string
}{
	{regexp.MustCompile(`  `), "two spaces"},
	{regexp.MustCompile(`\s[.,;:?!)]`), "a space before a mark"},
	{regexp.MustCompile(`[,;:]\s*[.,;:]`), "two marks"},
	{regexp.MustCompile(`[^.]\.\.($|[^.])`), "two full stops"},
	{regexp.MustCompile(`\(\s*\)|“\s*”`), "empty brackets or quotes"},
	{regexp.MustCompile(`(?i)\bn/a\b|<nil>|%!|\bTODO\b`), "nothing said"},
	{regexp.MustCompile(`\b1 (steps|handoffs|processes|findings|errors|warnings|notes|files|hours|days|minutes|weeks|months|meetings|escalations|times|services|KPIs|improvements)\b`), "one of many"},
	{regexp.MustCompile(`(^|[^0-9:.,–-])([02-9]|[1-9][0-9]+) (step|handoff|process|finding|error|warning|file|hour|day|minute|week|month|meeting|escalation|service|KPI|improvement)\b[^s]`), "many as one"},
	{regexp.MustCompile(`(?i)\b(the the|a a|and and|within within|is is|to to|of of|in in|after after)\b`), "a word twice"},
	{regexp.MustCompile(`\band (,|\.|;|$)`), "a list that ends in nothing"},
	{regexp.MustCompile(`^[,;.]|^(and|or|by|to|from|in) *$`), "no subject"},
	{regexp.MustCompile("\uFFFD"), "broken text"},
}

// stumble tells what is wrong with a line, or "".
func stumble(text string) string {
	for _, s := range stumbles {
		if at := s.pattern.FindString(text); at != "" {
			return fmt.Sprintf("%s (%q) in %q", s.why, at, text)
		}
	}
	return ""
}

// listen reads a page and lists what is wrong with it. Titles that the map's author gives may hold anything, so lines are only judged where the map's own
// words are known to be clean.
func listen(p Page, clean bool) []string {
	var problems []string
	note := func(format string, args ...any) {
		problems = append(problems, p.Address+": "+fmt.Sprintf(format, args...))
	}
	hear := func(l Line) {
		if clean {
			if s := stumble(read(l)); s != "" {
				note("%s", s)
			}
		}
	}
	level, open := 1, false // open: a heading nothing has followed yet
	last := ""
	anchors := map[string]bool{}
	for _, block := range p.Body {
		if empty(block) {
			if _, shown := block.(Heading); shown {
				note("an empty heading")
			}
			continue
		}
		switch b := block.(type) {
		case Heading:
			text := strings.TrimSpace(read(b.Text))
			switch {
			case text == "":
				note("a heading without text")
			case b.Level > level+1:
				note("heading %q of level %d below level %d", text, b.Level, level)
			case open && b.Level <= level:
				note("nothing below heading %q", last)
			case clean && (strings.HasSuffix(text, ".") || strings.HasSuffix(text, ":")):
				note("heading %q ends in a mark", text)
			}
			if b.Anchor != "" && anchors[b.Anchor] {
				note("anchor %q twice", b.Anchor)
			}
			anchors[b.Anchor] = true
			hear(b.Text)
			level, open, last = b.Level, true, text
			continue
		case Paragraph:
			hear(b.Text)
			if text := read(b.Text); clean && !strings.ContainsAny(text[len(text)-1:], ".:!?…") && !strings.HasSuffix(text, "…") && !strings.Contains(text, " › ") && !strings.Contains(text, " · ") && len(b.Text) > 1 {
				note("paragraph %q does not end", text)
			}
		case List:
			for _, item := range b.Items {
				if len(item) == 0 {
					note("an empty item below %q", last)
				}
				hear(item)
			}
		case Table:
			for _, row := range b.Rows {
				if len(b.Head) > 0 && len(row) > len(b.Head) {
					note("a row wider than its table below %q", last)
				}
				for _, cell := range row {
					hear(cell)
				}
			}
			for c := range max(len(b.Head), 1) {
				full := false
				for _, row := range b.Rows {
					full = full || c < len(row) && len(row[c]) > 0
				}
				if !full {
					note("an empty column in the table below %q", last)
				}
			}
		}
		open = false
	}
	if open {
		note("nothing below heading %q", last)
	}
	return problems
}

// everyPage makes the pages of a map and of its binders.
func everyPage(m *lang.Map, findings []finding.Finding) []Page {
	g := graph.Build(m)
	pages := Pages(m, g, findings, Options{})
	for _, b := range Binders(m, g, findings, Options{}) {
		pages = append(pages, b.Pages()...)
	}
	return pages
}

func TestNobodyStumblesOverThePagesOfTheExamples(t *testing.T) {
	for _, dir := range []string{"../../examples/itil", "../../examples/incident-response", "../../examples/broken", goldenDir + "/map"} {
		m := lang.Load(os.DirFS(dir), lang.Options{})
		for _, p := range everyPage(m, m.Findings) {
			for _, problem := range listen(p, true) {
				t.Error(dir, problem)
			}
		}
	}
}

func TestNobodyStumblesOverGeneratedMaps(t *testing.T) {
	m := lang.Load(mapgen.Generate(20), lang.Options{})
	for _, p := range everyPage(m, nil) {
		for _, problem := range listen(p, true) {
			t.Error(problem)
		}
	}
}

// Maps that are broken in every way still make pages with nothing empty on them.
func TestNoPageOfATestMapHasAnythingEmpty(t *testing.T) {
	require.NoError(t, filepath.WalkDir("../../testdata", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".handoff.hcl") {
			return err
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		m := lang.Load(fstest.MapFS{"map.handoff.hcl": {Data: source}}, lang.Options{})
		for _, p := range everyPage(m, m.Findings) {
			for _, problem := range listen(p, false) {
				assert.Fail(t, name+" "+problem)
			}
		}
		return nil
	}))
}

// sections are the headings of a page, in order.
func sections(p Page) []string {
	var out []string
	for _, b := range p.Body {
		if h, ok := b.(Heading); ok && h.Level == 2 {
			out = append(out, read(h.Text))
		}
	}
	return out
}

func pageOf(t *testing.T, pages []Page, address string) Page {
	t.Helper()
	for _, p := range pages {
		if p.Address == address {
			return p
		}
	}
	t.Fatal("there is no page ", address)
	return Page{}
}

// A process about which everything is said has every section, in the order in which it is read at 3 a.m.; one about which nothing is said has none but those
// that wait for people.
func TestEverySectionOfARunbook(t *testing.T) {
	m := lang.Load(os.DirFS("../../examples/itil"), lang.Options{})
	g := graph.Build(m)
	pages := Pages(m, g, nil, Options{Pictures: map[string]string{"process/incident_management": "x.svg", "service/call_to_answer": "y.svg"}})
	assert.Equal(t, []string{
		"When to use it", "What is promised", "Is it real?", "Who does what", "The picture", "Procedure", "What comes in", "What goes out", "Escalation",
		"Communication", "Roll back, mitigate, known fixes", "What it depends on", "Done when", "Afterwards", "How it is measured", "Glossary and references",
	}, sections(pageOf(t, pages, "process/incident_management")))
	assert.Contains(t, sections(pageOf(t, pages, "process/release_management")), "What changes hands inside")
	assert.Equal(t, []string{
		"What is promised", "The picture", "From end to end", "Processes on the way", "Handoffs on the way", "Where the time goes", "How it is measured", "Notes",
	}, sections(pageOf(t, pages, "service/call_to_answer")))
	assert.Equal(t, []string{
		"What must be there", "What is promised", "If nothing happens", "When it comes back", "By hand", "What the receiver's record is made of",
		"What is written back", "Ids that must travel along", "The sender's record: Incident record", "The receiver's record: Problem record", "Who does what",
		"How it is measured", "To be improved", "Notes",
	}, sections(pageOf(t, pages, "interface/incident_to_problem")))
	assert.Equal(t, []string{"Fields", "Life", "Who writes it", "Who reads it", "Where it goes", "How it travels", "Events about it"}, sections(pageOf(t, pages, "artifact/incident")))
	assert.Equal(t, []string{
		"Promises to keep", "Escalations that reach you", "Does (R)", "Answers for (A)", "Is asked before (C)", "Is told after (I)", "Hears of these handoffs", "Meetings", "Owns",
	}, sections(pageOf(t, pages, "role/incident_manager")))
	assert.Equal(t, []string{
		"Promises to keep", "Escalations that reach you", "Is called in an emergency of", "Approves", "Does (R)", "Is told after (I)", "Stands in for",
		"As part of Service Management Office",
	}, sections(pageOf(t, pages, "role/duty_manager")))
	for _, address := range []string{"home", "raci", "promises", "escalations", "calendar", "kpis", "improvements", "systems", "events", "glossary", "findings", "rules"} {
		pageOf(t, pages, address)
	}

	bare := load(t, `process "p" {}`)
	pages = Pages(bare, graph.Build(bare), nil, Options{})
	assert.Equal(t, []string{"When to use it", "Is it real?", "Communication", "Roll back, mitigate, known fixes", "Done when", "Afterwards"}, sections(pageOf(t, pages, "process/p")))
	for _, p := range pages {
		assert.NotContains(t, []string{"promises", "calendar", "kpis", "improvements", "systems", "events", "glossary", "rules"}, p.Address, "there is nothing to say there")
	}
}

// Open findings stand where they matter: at the step, at the promise, in the matrix; the home page has the gravest, and silenced ones are told with their
// reasons.
func TestFindingsStandWhereTheyMatter(t *testing.T) {
	m := load(t, `
role "cook" { title = "Cook" }
process "dinner" {
  title = "Dinner"
  owner = role.cook
  step "lay" {
    title = "Lay the table"
    next  = step.serve
  }
  step "serve" {
    title = "Serve"
    by    = role.cook
  }
}
`)
	found := func(rule, address, detail string) finding.Finding {
		return finding.Finding{Rule: rule, Severity: finding.Warning, Summary: "S", Detail: detail, Address: address}
	}
	options := Options{
		Silenced: []Silenced{{Finding: found("owner/no-contact", "role.cook", "There is no way to reach `role.cook`."), Reason: "he is always in the kitchen"}},
		Rules:    []Rule{{ID: "owner/no-responsible", Title: "nobody is responsible", Markdown: "What it finds."}},
	}
	files := wiki(m, []finding.Finding{
		found("owner/no-responsible", "process.dinner.step.lay", "Nobody is responsible for `process.dinner.step.lay`."),
		found("sla/missing", "process.dinner", "`process.dinner` promises nothing."),
		found("owner/owner-not-in-raci", "process.dinner", "`role.cook` has no part in `process.dinner`."),
		found("style/missing-purpose", "process.dinner", "`process.dinner` does not say what it is for."),
	}, options)
	page := files["process/dinner.md"]
	assert.Contains(t, page, "**Take care:** 4 findings are open here: see [what is promised](#promised), [who does what](#who) and [step 1, Lay the table](#step-lay).")
	assert.Contains(t, page, "### 1. Lay the table\n\n- **Open warning:** Nobody is responsible for [step 1, Lay the table](#step-lay).\n- **Who:** nobody is named\n")
	assert.Contains(t, page, "## What is promised\n\n- **Open warning:** Dinner promises nothing.\n")
	assert.Contains(t, page, "## Who does what\n\n- **Open warning:** [Cook](../role/cook.md) has no part in Dinner.\n")
	assert.Less(t, strings.Index(page, "does not say what it is for"), strings.Index(page, "## When to use it"))
	assert.Contains(t, files["README.md"], "## Needs attention first\n\n- **Open warning:** Nobody is responsible for [step 1, Lay the table](process/dinner.md#step-lay) of [Dinner](process/dinner.md).\n")
	assert.Contains(t, files["findings.md"], "4 warnings. 1 finding is silenced, each with a reason.")
	assert.Contains(t, files["findings.md"], "| There is no way to reach [Cook](role/cook.md). (`owner/no-contact`) | He is always in the kitchen. |")
	assert.Contains(t, files["rules.md"], "| Nobody is responsible | 1 finding |")
	assert.Contains(t, files["rule/owner/no-responsible.md"], "What it finds.")
}

// What one role has to do in a process stands on its page with the instructions, so that nobody has to look for their part while the phone rings.
func TestARoleReadsItsOwnPart(t *testing.T) {
	m := load(t, `
role "cook" { title = "Cook" }
role "waiter" { title = "Waiter" }
process "dinner" {
  title = "Dinner"
  owner = role.cook
  sequence = [step.cook, step.serve]
  step "cook" {
    by           = role.cook
    instructions = "Mind the salt."
  }
  step "serve" {
    title        = "Serve"
    by           = role.waiter
    within       = "5m"
    instructions = "From the left."
  }
}
`)
	page := wiki(m, nil, Options{})["role/waiter.md"]
	assert.Contains(t, page, "## Does (R)\n\n### [Dinner](../process/dinner.md)\n\n**[Step 2, Serve](../process/dinner.md#step-serve)**: within 5 minutes.\n\nFrom the left.\n")
	assert.NotContains(t, page, "salt")
}
