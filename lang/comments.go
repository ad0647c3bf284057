package lang

// `# handoff:ignore RULE[, RULE] [until=2027-01-31] -- why` binds to the block or argument that follows, or to the one on whose line it
// stands. What a comment silences is decided by check; here it is only read and bound.

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"handoff/lang/calendar"
	"handoff/lang/finding"
)

const ignoreWord = "handoff:ignore"

// ignores reads the ignore comments of a file.
func (d *decoder) ignores(body *hclsyntax.Body, comments []span) []*Ignore {
	var out []*Ignore
	for _, c := range comments {
		text := string(d.file.Source[c.start:c.end])
		lead := len(text) - len(strings.TrimLeft(text, "#/* \t"))
		if !strings.HasPrefix(text[lead:], ignoreWord) {
			continue
		}
		ignore := d.ignore(text, lead+len(ignoreWord), c)
		ignore.Covers = d.covers(body, c)
		out = append(out, ignore)
	}
	return out
}

// ignore reads what follows the word.
func (d *decoder) ignore(text string, from int, c span) *Ignore {
	end := len(strings.TrimRight(text, " \t\r\n*/"))
	out := &Ignore{Range: d.file.RangeAt(c.start, end)}
	rest := text[min(from, end):end]
	words, reason, hasReason := strings.Cut(rest, "--")
	if hasReason {
		trimmed := strings.TrimSpace(reason)
		out.Reason = Text{trimmed, d.file.RangeAt(c.start+strings.LastIndex(text[:end], trimmed), len(trimmed))}
		if trimmed == "" {
			out.Reason = Text{}
		}
	}
	at := c.start + from
	for words != "" {
		trimmed := strings.TrimLeft(words, " \t,")
		at += len(words) - len(trimmed)
		n := strings.IndexAny(trimmed, " \t,")
		if n < 0 {
			n = len(trimmed)
		}
		word := trimmed[:n]
		if day, ok := strings.CutPrefix(word, "until="); ok {
			out.Until = Date{Text: day, Range: d.file.RangeAt(at, n)}
			if t, err := calendar.ParseDate(day); err == nil {
				out.Until.Time = t
			} else {
				d.findings = append(d.findings, calendarFinding(err, out.Until.Range, d.file, place{}))
			}
		} else if word != "" {
			out.Rules = append(out.Rules, Text{word, d.file.RangeAt(at, n)})
		}
		words = trimmed[n:]
		at += n
	}
	return out
}

// covers finds what a comment binds to.
func (d *decoder) covers(body *hclsyntax.Body, c span) Range {
	line := d.file.LineOf(c.start)
	var sameLine, next hcl.Range
	var search func(body *hclsyntax.Body)
	consider := func(r hcl.Range) {
		if r.Start.Byte < c.start && (r.Start.Line == line || r.End.Line == line) {
			if sameLine.Empty() || r.Start.Byte > sameLine.Start.Byte {
				sameLine = r
			}
		}
		if r.Start.Byte >= c.end && (next.Empty() || r.Start.Byte < next.Start.Byte) {
			next = r
		}
	}
	search = func(body *hclsyntax.Body) {
		for _, a := range body.Attributes {
			consider(a.Range())
		}
		for _, b := range body.Blocks {
			inside := b.OpenBraceRange.Start.Byte < c.start && c.start < b.CloseBraceRange.Start.Byte
			if !inside || b.OpenBraceRange.Start.Line == line {
				consider(b.Range())
			}
			if inside {
				next = hcl.Range{} // what follows outside the block is not meant
				search(b.Body)
				return
			}
		}
	}
	// The block that holds the comment is searched last, so that nothing outside it is taken.
	search(body)
	if !sameLine.Empty() {
		return finding.FromHCL(sameLine)
	}
	if next.Empty() {
		return Range{}
	}
	return finding.FromHCL(next)
}
