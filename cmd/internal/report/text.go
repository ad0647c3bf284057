package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fatih/color"

	"handoff/cmd/internal/terminal"
	"handoff/lang/finding"
)

// Text is the report for people. A finding reads from the top down: what sort of problem, where, the very words with a mark under
// them, the other places that have a part in it, what is wrong here, and what to do.
var Text = Format{
	Name: "text",
	Doc:  "for people: with the source each finding is about",
	Write: func(w io.Writer, r *Report, style Style) error {
		if style.Width <= 0 {
			style.Width = DefaultWidth
		}
		p := &printer{out: bufio.NewWriter(w), report: r, width: style.Width, color: style.Color}
		p.findings(style.Whole)
		p.undecided()
		p.stale()
		p.summary()
		return p.out.Flush()
	},
}

// A run with more findings than crowd is shown rule by rule, the first few of each.
const (
	crowd = 30
	few   = 3
)

// printer writes one report.
type printer struct {
	out    *bufio.Writer
	report *Report
	width  int
	color  bool
}

func (p *printer) findings(whole []string) {
	if len(p.report.Findings) <= crowd {
		for _, f := range p.report.Findings {
			p.finding(f)
		}
		return
	}
	for _, group := range groups(p.report.Findings) {
		shown := group
		if len(group) > few+1 && !slices.Contains(whole, group[0].Rule) {
			shown = group[:few]
		}
		for _, f := range shown {
			p.finding(f)
		}
		if left := len(group) - len(shown); left > 0 {
			p.line("… and %d more of %s; handoff check --only %s shows them all", left, group[0].Rule, group[0].Rule)
			p.line("")
		}
	}
}

// finding prints one finding and an empty line.
func (p *printer) finding(f finding.Finding) {
	p.line("%s: %s", p.paint(severityColor(f.Severity), string(f.Severity)+"["+terminal.Line(f.Rule)+"]"), p.paint(bold, terminal.Line(f.Summary)))
	gutter := p.gutter(f)
	margin := strings.Repeat(" ", gutter)
	if f.Range.File != "" {
		p.line("%s%s %s", margin, p.paint(frame, "-->"), place(f.Range))
		p.snippet(f.Range, gutter, "^", severityColor(f.Severity), "")
	} else if f.Address != "" {
		p.line("%s%s %s", margin, p.paint(frame, "-->"), terminal.Line(f.Address))
	}
	for _, r := range f.Related {
		if r.Range.File == "" {
			p.note(margin, r.Message, "")
			continue
		}
		p.line("%s%s %s", margin, p.paint(frame, ":::"), place(r.Range))
		p.snippet(r.Range, gutter, "-", frame, r.Message)
	}
	p.note(margin, f.Detail, "")
	p.note(margin, f.Help, "help: ")
	for _, fix := range f.Fixes {
		p.note(margin, fix.Title, "fix: ")
	}
	p.line("")
}

// gutter is how many columns the line numbers of a finding take.
func (p *printer) gutter(f finding.Finding) int {
	highest := max(f.Range.Start.Line, f.Range.End.Line)
	for _, r := range f.Related {
		highest = max(highest, r.Range.Start.Line, r.Range.End.Line)
	}
	return max(2, len(fmt.Sprint(highest)))
}

// snippet quotes the source of a range; the message stands behind the last mark.
func (p *printer) snippet(r finding.Range, gutter int, mark string, marks color.Attribute, message string) {
	bar := strings.Repeat(" ", gutter) + " " + p.paint(frame, "|")
	lines := quote(p.report.Source(r.File), r, mark, max(40, p.width-gutter-3))
	if lines == nil {
		p.note(strings.Repeat(" ", gutter), message, "")
		return
	}
	p.line("%s", bar)
	for i, l := range lines {
		if l.Gap {
			p.line("%s", p.paint(frame, strings.Repeat(".", gutter)))
			continue
		}
		p.line("%s %s", p.paint(frame, fmt.Sprintf("%*d |", gutter, l.Number)), l.Text)
		under := l.Marks
		indent := len(under) - len(strings.TrimLeft(under, " "))
		text := under[:indent] + p.paint(marks, under[indent:])
		if i < len(lines)-1 || message == "" {
			p.line("%s %s", bar, text)
			continue
		}
		// A message that does not fit behind its marks goes below them.
		words := terminal.Line(message)
		if len(under)+1+terminal.Width(words)+gutter+3 <= p.width {
			p.line("%s %s %s", bar, text, p.paint(marks, words))
			continue
		}
		p.line("%s %s", bar, text)
		for _, w := range terminal.Wrap(words, max(20, p.width-gutter-3)) {
			p.line("%s %s", bar, p.paint(marks, w))
		}
	}
	p.line("%s", bar)
}

// note prints a paragraph, set off by an equals sign.
func (p *printer) note(margin, text, label string) {
	if text == "" {
		return
	}
	start := margin + " " + p.paint(frame, "=") + " "
	if label != "" {
		start += p.paint(bold, label)
	}
	hang := margin + "   " + strings.Repeat(" ", len(label))
	for i, l := range terminal.Wrap(strings.TrimRight(terminal.Printable(text), "\n"), max(30, p.width-len(hang))) {
		if i == 0 {
			p.line("%s%s", start, l)
		} else {
			p.line("%s", strings.TrimRight(hang+l, " "))
		}
	}
}

// undecided prints which parts of conditions were left alone, if somebody asked.
func (p *printer) undecided() {
	for _, u := range p.report.Undecided {
		p.line("%s: %s", p.paint(severityColor(finding.Info), "undecided"), p.paint(bold, terminal.Line(u.Text)))
		p.line("  %s %s", p.paint(frame, "-->"), place(u.Range))
		p.note("  ", u.Reason, "")
		p.line("")
	}
	if p.report.Undecided != nil && len(p.report.Undecided) == 0 {
		p.line("%s: nothing; every condition of a branch was decided", p.paint(severityColor(finding.Info), "undecided"))
		p.line("")
	}
}

// stale says what of a baseline stands for nothing any more, and what of an earlier version could not be compared with.
func (p *printer) stale() {
	for _, k := range p.report.Known {
		if k.Partial {
			p.line("%s: part of the map at %s cannot be read, so that some of this may not be new", p.paint(severityColor(finding.Info), "note"), terminal.Line(k.From))
			p.line("")
		}
		if len(k.Stale) == 0 {
			continue
		}
		again := cmp.Or(k.Again, "handoff baseline -o "+k.From)
		p.line("%s: %s of %s, whose findings are mended; %s writes it anew", p.paint(severityColor(finding.Info), "stale"), count(len(k.Stale), "line"), terminal.Line(k.From), terminal.Line(again))
		for n, s := range k.Stale {
			if n == few && len(k.Stale) > few+1 {
				p.line("  … and %d more", len(k.Stale)-few)
				break
			}
			p.line("  %s %s", terminal.Line(s.Rule), terminal.Line(s.Address))
		}
		p.line("")
	}
}

// summary says what was looked at and how it stands.
func (p *printer) summary() {
	p.line("checked %s: %s", p.report.looked(), p.report.result(func(s finding.Severity, text string) string { return p.paint(severityColor(s), text) }))
}

func place(r finding.Range) string { return placeIn(r.File, r) }

// placeIn is the place with the file named as somebody wants it.
func placeIn(file string, r finding.Range) string {
	file = terminal.Line(file)
	if r.Start.Line < 1 {
		return file
	}
	return fmt.Sprintf("%s:%d:%d", file, r.Start.Line, r.Start.Column)
}

func (p *printer) line(format string, args ...any) {
	fmt.Fprintf(p.out, format, args...)
	p.out.WriteByte('\n')
}

// The colours: what is grave in the colour of its severity, what only holds the page together in blue.
const (
	bold  = color.Bold
	frame = color.FgBlue
)

func severityColor(s finding.Severity) color.Attribute {
	switch s {
	case finding.Error:
		return color.FgRed
	case finding.Warning:
		return color.FgYellow
	}
	return color.FgCyan
}

func (p *printer) paint(a color.Attribute, text string) string {
	if !p.color || text == "" {
		return text
	}
	c := color.New(a)
	if a != bold && a != frame {
		c.Add(color.Bold)
	}
	c.EnableColor()
	return c.Sprint(text)
}
