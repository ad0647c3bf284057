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
			return b.String() + padded(text, escape(quiet(text)))
		}
		b.WriteString(padded(before, escape(quiet(before))) + escapeCode(quoted, false))
		text = after
	}
}

// quiet puts a space of no width behind the signs with which GitHub and GitLab refer to people, issues, merge requests and the like.
func quiet(text string) string {
	var b strings.Builder
	text = strings.ToValidUTF8(text, "\uFFFD")
	for i, r := range text {
		b.WriteRune(r)
		if next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):]); strings.ContainsRune("@#!~%&$", r) && word(next) {
			b.WriteString("\u200b")
		}
	}
	return b.String()
}
