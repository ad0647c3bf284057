package style

import (
	"fmt"
	"slices"
	"strings"

	"handoff/check"
	"handoff/lang"
	"handoff/lang/finding"
)

// UnusedIgnore finds comments that silence nothing any more.
var UnusedIgnore = check.Rule{
	ID:       "style/unused-ignore",
	Severity: finding.Warning,
	Kind:     check.Last,
	Title:    "An ignore comment that silences nothing",
	What: "A `handoff:ignore` comment names a rule that finds nothing there: what it excused is mended, or it stands in the wrong place. It binds to the block or argument that follows, or on whose line it stands. " +
		"Silent while the map does not compile, where the rule did not run (it is off, or not among `--only`), where the comment has run out, and where it gives no reason, which is told as such.",
	Why: "An exception that nobody needs hides the next real problem in its place.",
	Bad: `
# handoff:ignore style/missing-purpose -- we have not agreed on it yet
process "selling" {
  title   = "Selling"
  purpose = "Turn enquiries into orders."
  external = true
}
`,
	Good: `
process "selling" {
  title   = "Selling"
  purpose = "Turn enquiries into orders."
  external = true
}
`,
	Run: unusedIgnore,
}

func unusedIgnore(p *check.Pass) {
	for _, u := range p.Unused() {
		detail := fmt.Sprintf("Nothing here breaks `%s`, so there is nothing to silence.", strings.Join(u.Rules, "` or `"))
		if u.Covers.IsZero() {
			detail = "No block or argument follows this comment, so that it silences nothing."
		}
		at := u.Range
		if !u.Whole() {
			at = ranges(u)[0]
		}
		p.Report(finding.Finding{
			Summary: "Ignore silences nothing", Detail: detail, Help: "Remove it.",
			Address: u.Address, Range: at, Key: u.Key, Fixes: removal(u),
		})
	}
}

// ranges are the places of the rules that silence nothing.
func ranges(u check.Unused) []finding.Range {
	var out []finding.Range
	for _, r := range u.Ignore.Rules {
		if slices.Contains(u.Rules, r.Value) {
			out = append(out, r.Range)
		}
	}
	return out
}

// removal takes away what silences nothing: the whole comment, with its line if it stands alone on it, or the rules in question. A comment
// between slashes and stars may share its line with others, and is left to its author.
func removal(u check.Unused) []finding.Fix {
	source := string(u.File.Source)
	if strings.HasPrefix(u.File.Text(u.Range), "/*") {
		return nil
	}
	edit := finding.Edit{File: u.File.Path, Start: u.Range.Start.Byte, End: u.Range.End.Byte}
	if !u.Whole() {
		list := u.Ignore.Rules
		edit.Start, edit.End = list[0].Range.Start.Byte, list[len(list)-1].Range.End.Byte
		if strings.Contains(source[edit.Start:edit.End], "until=") {
			return nil
		}
		kept := slices.DeleteFunc(slices.Clone(list), func(r lang.Text) bool { return slices.Contains(u.Rules, r.Value) })
		edit.Text = strings.Join(kept.Values(), ", ")
		return []finding.Fix{{Title: "Remove the rule", Safe: true, Edits: []finding.Edit{edit}}}
	}
	edit.End += len(source[edit.End:]) - len(strings.TrimLeft(source[edit.End:], " \t"))
	edit.Start = len(strings.TrimRight(source[:edit.Start], " \t"))
	if alone := edit.Start == 0 || source[edit.Start-1] == '\n'; alone {
		rest := source[edit.End:]
		edit.End += len(rest) - len(strings.TrimPrefix(strings.TrimPrefix(rest, "\r"), "\n"))
	}
	return []finding.Fix{{Title: "Remove the comment", Safe: true, Edits: []finding.Edit{edit}}}
}
