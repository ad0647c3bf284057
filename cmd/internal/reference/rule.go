// Package reference writes the reference pages that follow from tables in the code: one for each rule, and one of the language. They are
// Markdown, for `handoff explain`, for the wiki and for the copies in the repository.
package reference

import (
	"fmt"
	"strings"

	"handoff/check"
	"handoff/lang"
	"handoff/lang/finding"
)

// Rule is the page of a rule.
func Rule(r *check.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s. %s\n", r.ID, r.Title, severity(r.Severity)+since(r))
	fmt.Fprintf(&b, "\n%s\n", strings.TrimSpace(r.What))
	section(&b, "Why it matters", r.Why)
	if len(r.Options) > 0 {
		b.WriteString("\n## Options\n\n")
		for _, o := range r.Options {
			fmt.Fprintf(&b, "- `%s` (default %d): %s\n", o.Name, o.Default, o.Doc)
		}
		fmt.Fprintf(&b, "\nThey are set in handoff.hcl:\n\n```hcl\ncheck {\n  rule \"%s\" {\n    %s = %d\n  }\n}\n```\n", r.ID, r.Options[0].Name, r.Options[0].Default)
	}
	example(&b, "Bad", r.Bad)
	example(&b, "Good", r.Good)
	section(&b, "Silencing it", fmt.Sprintf("Where it is meant to be so, say why, above the block or behind the argument:\n\n```hcl\n# handoff:ignore %s -- the reason\n```", r.ID))
	return b.String()
}

// since says with which edition a rule came, if it was not there from the first.
func since(r *check.Rule) string {
	if r.Edition == "" || r.Edition == check.Editions[0] {
		return ""
	}
	return " Since edition " + r.Edition + "."
}

// severity says what a rule costs.
func severity(s finding.Severity) string {
	switch s {
	case finding.Error:
		return "An error."
	case finding.Warning:
		return "A warning."
	case finding.Off:
		return "Off unless asked for."
	}
	return "A note."
}

func section(b *strings.Builder, title, text string) {
	if text = strings.TrimSpace(text); text != "" {
		fmt.Fprintf(b, "\n## %s\n\n%s\n", title, text)
	}
}

func example(b *strings.Builder, title, hcl string) {
	if hcl = strings.Trim(hcl, "\n"); hcl != "" {
		section(b, title, "```hcl\n"+hcl+"\n```")
	}
}

// Rules is the page of all rules: a table of each group, then every rule's own page.
func Rules(rules []*check.Rule) string {
	var b strings.Builder
	b.WriteString("# Rules\n\n")
	b.WriteString(generated)
	b.WriteString("\nWhat `handoff check` looks for, and, in the group measure, what `handoff measure` finds where an event log and the map part ways. `handoff explain RULE` prints one of these pages.\n")
	b.WriteString(practice)
	group := ""
	for _, r := range rules {
		if g, _, _ := strings.Cut(r.ID, "/"); g != group {
			group = g
			fmt.Fprintf(&b, "\n| %s | finds | |\n|---|---|---|\n", group)
		}
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", r.ID, anchor(r.ID), cell(r.Title), r.Severity)
	}
	for _, r := range rules {
		page := strings.ReplaceAll(Rule(r), "\n## ", "\n### ")
		b.WriteString("\n#" + page)
	}
	b.WriteString("\n# What does not compile\n\nThese are no rules: they are always errors, and no comment silences them.\n\n| id | |\n|---|---|\n")
	for _, e := range lang.CompileErrors {
		fmt.Fprintf(&b, "| %s | **%s.** %s |\n", e.ID, cell(e.Title), cell(e.Doc))
	}
	return b.String()
}

// practice says how a team makes the rules its own.
const practice = `
Three ways to live with a finding that is right and cannot be mended now:

- A comment above a block, or above or behind an argument, silences rules there. The reason is required, and a comment that no longer silences anything is a finding (style/unused-ignore):
  ` + "`# handoff:ignore owner/no-deputy, owner/no-contact until=2027-01-31 -- the new lead starts in February`" + `
- The settings in handoff.hcl say what a rule costs, everywhere or in some folders; a preset and an edition choose the whole set:

  ` + "```hcl" + `
  check {
    preset  = "recommended" # or correctness, strict
    edition = "2026-11"     # rules of later editions stay off
    rule "owner/overloaded" {
      max = 20
    }
    rule "style/*" {
      severity = "off"
      paths    = ["legacy/**"]
    }
  }
  ` + "```" + `
- A baseline lists what is wrong now, so that only what is new fails: ` + "`handoff baseline -o baseline.json`, then `handoff check --baseline baseline.json`" + `. Where the map is in git, ` + "`handoff check --since origin/main`" + ` needs no file.

What a team asks of itself beyond these rules it writes down as house rules: ` + "`rule`" + ` blocks in the map, reported as ` + "`rule/NAME`" + `.
`

const generated = "<!-- Generated from tables in the code; HANDOFF_UPDATE=1 go test ./cmd/internal/reference writes it anew. -->\n"

// anchor is what GitHub makes of a heading.
func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r == ' ':
			return '-'
		}
		return -1
	}, heading)
}

// cell makes text safe in a table.
func cell(text string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ").Replace(text)
}
