package style

import (
	"bytes"
	"fmt"
	"strings"

	"handoff/check"
	"handoff/lang"
	"handoff/lang/finding"
)

// MissingTitle finds blocks that go by their names only.
var MissingTitle = check.Rule{
	ID: "style/missing-title", Severity: finding.Warning, Kind: check.Presence,
	Title: "A block without a title",
	What:  "A process, interface, service, artifact or role with no `title`. The fix writes down what pages and diagrams show as long as there is none: the name, made readable.",
	Why:   "Names are for references. Whoever reads a page or a diagram reads titles, and `inc_to_prb_2` tells a newcomer nothing.",
	Bad: `
process "baking" { owner = role.baker }
role "baker" { title = "Baker" }
`,
	Good: `
process "baking" {
  title = "Baking"
  owner = role.baker
}
role "baker" { title = "Baker" }
`,
	Run: func(p *check.Pass) {
		for _, d := range own(p) {
			b := d.Common()
			switch b.Kind {
			case lang.KindProcess, lang.KindInterface, lang.KindService, lang.KindArtifact, lang.KindRole:
			default:
				continue
			}
			if b.Title.Given() {
				continue
			}
			f := finding.Finding{
				Summary: "Block has no title", Address: b.Address(), Range: check.Header(d),
				Detail: fmt.Sprintf("%s has no title; pages and diagrams call it “%s”.", check.Name(d), b.DisplayName()),
				Help:   "Give it the name that people call it by: `title = \"…\"`.",
			}
			if e, ok := firstLine(p.Map.File(b.Header.File), b, fmt.Sprintf("title = %q", b.DisplayName())); ok {
				f.Fixes = []finding.Fix{{Title: fmt.Sprintf("Write the title %q.", b.DisplayName()), Safe: true, Edits: []finding.Edit{e}}}
			}
			p.Report(f)
		}
	},
}

// firstLine is the edit that puts a line at the top of a block, and opens the block up where it stands on one line. False where the block is
// written in a way that is better left alone.
func firstLine(file *lang.File, b *lang.Block, line string) (finding.Edit, bool) {
	if file == nil || b.Header.IsZero() || b.Body.IsZero() || b.Header.End.Byte > len(file.Source) || b.Body.End.Byte > len(file.Source) {
		return finding.Edit{}, false
	}
	rest := string(file.Source[b.Header.End.Byte:b.Body.End.Byte])
	brace := strings.IndexByte(rest, '{')
	if brace < 0 || strings.TrimSpace(rest[:brace]) != "" || !strings.HasSuffix(rest, "}") {
		return finding.Edit{}, false
	}
	end := lineEnd(file, b.Header.Start.Byte)
	own := file.Line(b.Header.Start.Line)
	indent := own[:len(own)-len(strings.TrimLeft(own, " \t"))]
	body, start := rest[brace+1:len(rest)-1], b.Header.End.Byte+brace+1
	head, _, several := strings.Cut(body, "\n")
	if strings.Contains(head, "/*") {
		return finding.Edit{}, false
	}
	edit := finding.Edit{File: file.Path, Start: start, End: start}
	if several { // after whatever stands behind the brace
		edit.Start += len(head) + 1
		edit.End, edit.Text = edit.Start, indent+"  "+line+end
		return edit, true
	}
	edit.End = start + len(body)
	edit.Text = end + indent + "  " + line + end
	if inner := strings.TrimSpace(body); inner != "" {
		edit.Text += indent + "  " + inner + end
	}
	edit.Text += indent
	return edit, true
}

// lineEnd is how the line ends that a byte is on.
func lineEnd(file *lang.File, at int) string {
	if n := bytes.IndexByte(file.Source[at:], '\n'); n > 0 && file.Source[at+n-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}
