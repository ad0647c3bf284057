package runbook

import (
	"strings"
	"unicode/utf8"
)

// Inline writes the text of a finding as Markdown within a line, for a comment on a merge request: what stands between backticks becomes
// code, everything else reads as the text it is, and calls nobody. (`@team` in a comment would send that team a mail, and `#12` would leave a
// mark on issue 12.)
func Inline(text string) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(text, "`")
		quoted, after, closed := strings.Cut(rest, "`")
		if !open || !closed {
			return b.String() + aside(text)
		}
		if clean(quoted) == "" { // of which nothing would be seen: what stands on either side meets
			text = before + after
			continue
		}
		b.WriteString(aside(before) + escapeCode(quoted, false))
		text = after
	}
}

// InlineStart is Inline for what begins a line: it is no heading, list or quotation.
func InlineStart(text string) string { return escapeStart(strings.TrimSpace(Inline(text))) }

// aside is what stands outside code, with the spaces round it.
func aside(text string) string {
	if space := pad(text); space != "" {
		return space
	}
	return padded(text, escape(quiet(clean(text))))
}

// quiet puts, in a clean text, a space of no width behind the signs with which GitHub and GitLab refer to people, issues, merge requests and the like.
func quiet(text string) string {
	var b strings.Builder
	for i, r := range text {
		b.WriteRune(r)
		if next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):]); strings.ContainsRune("@#!~%&$", r) && word(next) {
			b.WriteString("\u200b")
		}
	}
	return b.String()
}
