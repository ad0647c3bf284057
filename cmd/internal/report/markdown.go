package report

// A comment on a pull request: GitHub takes 65,536 characters of one, GitLab a million. Findings are gathered by rule, a few of each are shown,
// and everything is counted.

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"handoff/lang/finding"
	"handoff/render/runbook"
)

// Markdown is the report as a comment on a pull request.
var Markdown = Format{
	Name: "markdown",
	Doc:  "a comment for a pull request: findings by rule, the first few of each, all of them counted",
	Write: func(w io.Writer, r *Report, style Style) error {
		_, err := io.WriteString(w, comment(r, style.Whole))
		return err
	},
}

const (
	// commentSize is how many bytes a comment may take; characters are never more. It leaves room for what a script may put round it.
	commentSize = 60_000
	// longText is how many characters are shown of one finding.
	longText = 800
	// most is how many findings of a rule are shown where there is no crowd.
	most = 10
)

func comment(r *Report, whole []string) string {
	var b strings.Builder
	// By this line a script finds the comment it wrote before.
	fmt.Fprintf(&b, "<!-- %s -->\n", strings.TrimSpace("handoff check "+strings.Map(tame, r.Folder)))
	fmt.Fprintf(&b, "### handoff check: %s\n\n", runbook.Inline(r.result(plainly)))
	where := ""
	if r.Folder != "" {
		where = " in " + runbook.Inline("`"+r.Folder+"`")
	}
	fmt.Fprintf(&b, "Checked %s%s.\n", r.looked(), where)

	list := groups(r.Findings)
	heads := make([]string, len(list))
	size := b.Len()
	for i, g := range list {
		heads[i] = fmt.Sprintf("\n**%s** %s (%s)", runbook.Inline(severityWord(g[0].Severity)), runbook.Inline(clip(g[0].Summary, longText)), runbook.Inline("`"+g[0].Rule+"`"))
		if len(g) > 1 {
			heads[i] += fmt.Sprintf(", %d times", len(g))
		}
		heads[i] += "\n\n"
		size += len(heads[i]) + len("- and 1000000 more\n")
	}
	per := most
	if len(r.Findings) > crowd {
		per = few
	}
	for i, g := range list {
		if b.Len()+len(heads[i])+200 > commentSize { // a rule found its way in by the thousand: house rules have no bound
			fmt.Fprintf(&b, "\n…and %s of %s.\n", count(total(list[i:]), "finding"), count(len(list)-i, "more rule"))
			break
		}
		b.WriteString(heads[i])
		shown := 0
		for _, f := range g {
			if shown == per && len(g) > per+1 && !slices.Contains(whole, f.Rule) {
				break
			}
			item := r.item(f)
			if size+len(item) > commentSize {
				break
			}
			size += len(item)
			b.WriteString(item)
			shown++
		}
		if left := len(g) - shown; left > 0 {
			fmt.Fprintf(&b, "- and %d more\n", left)
		}
	}
	if len(list) > 0 {
		b.WriteString("\n`handoff explain RULE` says why a rule matters and how to mend what it finds.\n")
	}
	return b.String()
}

// tame keeps the name of a folder from ending an HTML comment.
func tame(c rune) rune {
	if strings.ContainsRune("<>-", c) || c < ' ' {
		return '_'
	}
	return c
}

// item is one finding: where, what is wrong, what to do. A detail may hold a table, which stands below.
func (r *Report) item(f finding.Finding) string {
	place := runbook.Inline("`" + strings.ReplaceAll(placeIn(r.file(f), f.Range), "`", "'") + "`")
	if url := r.sourceURL(f.Range); url != "" {
		place = "[" + place + "](" + strings.NewReplacer("(", "%28", ")", "%29").Replace(url) + ")"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "- %s: ", place)
	var text []string
	end := func() {
		if words := strings.TrimSpace(strings.Join(text, " ")); words != "" {
			b.WriteString(runbook.InlineStart(clip(words, longText)))
		}
		b.WriteString("\n")
		text = nil
	}
	lines := strings.Split(said(f), "\n")
	for i := 0; i < len(lines); i++ {
		n := tableAt(lines[i:])
		if n == 0 {
			text = append(text, lines[i])
			continue
		}
		end()
		b.WriteString("\n" + table(lines[i:i+n]) + "\n  ")
		i += n - 1
	}
	end()
	return b.String()
}

// tableAt is how many lines of a Markdown table begin here.
func tableAt(lines []string) int {
	n := 0
	for n < len(lines) && strings.HasPrefix(lines[n], "|") {
		n++
	}
	if n < 3 || strings.Trim(lines[1], "|-: ") != "" || !strings.Contains(lines[1], "-") {
		return 0
	}
	return n
}

// longTable is how many rows are shown of a table.
const longTable = 20

// table writes one below an item of a list.
func table(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		if i == 2+longTable {
			fmt.Fprintf(&b, "  | and %s |\n", count(len(lines)-i, "more row"))
			break
		}
		b.WriteString("  |")
		for _, cell := range strings.Split(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|"), "|") {
			if i == 1 {
				b.WriteString("---|")
			} else {
				b.WriteString(" " + runbook.Inline(strings.TrimSpace(clip(cell, longText))) + " |")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// clip cuts a text that is too long. A backtick that lost its other half goes too.
func clip(text string, length int) string {
	runes := []rune(text)
	if len(runes) <= length {
		return text
	}
	text = string(runes[:length])
	if strings.Count(text, "`")%2 == 1 {
		text = text[:strings.LastIndexByte(text, '`')]
	}
	return strings.TrimSpace(text) + " …"
}

func total(list [][]finding.Finding) int {
	n := 0
	for _, g := range list {
		n += len(g)
	}
	return n
}

func severityWord(s finding.Severity) string {
	switch s {
	case finding.Error:
		return "Error:"
	case finding.Warning:
		return "Warning:"
	}
	return "Note:"
}
