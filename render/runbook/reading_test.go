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
			case strings.HasSuffix(text, "."), strings.HasSuffix(text, ":"):
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
		pages = append(pages, b.Pages...)
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
