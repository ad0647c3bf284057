package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"handoff/cmd/internal/terminal"
	"handoff/lang/finding"
)

// GitHub is the report as workflow commands: what a step prints so becomes annotations on the lines of a pull request.
//
// GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word. So where there are more, the tenth counts
// what is not shown. Errors come first, in case a job as a whole has too many.
var GitHub = Format{
	Name: "github",
	Doc:  "GitHub annotations: workflow commands, for the log of a step",
	Write: func(w io.Writer, r *Report, _ Style) error {
		out := bufio.NewWriter(w)
		for _, severity := range []finding.Severity{finding.Error, finding.Warning, finding.Info} {
			r.annotate(out, severity)
		}
		// Nothing of this line is the map's own but the names of revisions, and it begins with ours: it is no command.
		fmt.Fprintf(out, "checked %s: %s\n", r.looked(), r.result(plainly))
		return out.Flush()
	},
}

// annotations is how many of one kind GitHub shows: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
const annotations = 10

func (r *Report) annotate(out *bufio.Writer, severity finding.Severity) {
	var list []finding.Finding
	for _, f := range r.Findings {
		if f.Severity == severity {
			list = append(list, f)
		}
	}
	shown := list
	if len(list) > annotations {
		shown = spread(list, annotations-1)
	}
	for _, f := range shown {
		r.annotation(out, f)
	}
	if left := len(list) - len(shown); left > 0 {
		title := "handoff check: " + more(left, severity)
		fmt.Fprintf(out, "::%s title=%s::%s\n", command(severity), property(title), message(fmt.Sprintf("GitHub shows no more than %d of a step. In all: %s.", annotations, perRule(list))))
	}
}

// annotation is one command. Columns count only within a line.
func (r *Report) annotation(out *bufio.Writer, f finding.Finding) {
	fmt.Fprintf(out, "::%s file=%s", command(f.Severity), property(r.file(f)))
	if at, ok := r.regionOf(f.Range); ok {
		fmt.Fprintf(out, ",line=%d,endLine=%d", at.startLine, at.endLine)
		if at.startLine == at.endLine && at.startColumn > 0 {
			fmt.Fprintf(out, ",col=%d,endColumn=%d", at.startColumn, at.endColumn)
		}
	} else {
		out.WriteString(",line=1")
	}
	fmt.Fprintf(out, ",title=%s::%s\n", property(fmt.Sprintf("%s (%s)", f.Summary, f.Rule)), message(said(f)))
}

// spread chooses n findings, one of each rule in turn, so that one rule that finds much does not hide the others; in their order.
func spread(list []finding.Finding, n int) []finding.Finding {
	round := map[string]int{} // how many of a rule came before
	turn := make([]int, len(list))
	last := 0
	for i, f := range list {
		turn[i] = round[f.Rule]
		round[f.Rule]++
		last = max(last, turn[i])
	}
	chosen := make([]bool, len(list))
	for t := 0; t <= last && n > 0; t++ {
		for i := range list {
			if turn[i] == t && n > 0 {
				chosen[i] = true
				n--
			}
		}
	}
	var out []finding.Finding
	for i, f := range list {
		if chosen[i] {
			out = append(out, f)
		}
	}
	return out
}

// perRule counts findings of one severity by rule, in a line.
func perRule(list []finding.Finding) string {
	var parts []string
	for _, g := range groups(list) {
		parts = append(parts, fmt.Sprintf("%s %d", g[0].Rule, len(g)))
	}
	return strings.Join(parts, ", ")
}

func more(n int, s finding.Severity) string {
	switch s {
	case finding.Error:
		return count(n, "more error")
	case finding.Warning:
		return count(n, "more warning")
	}
	return count(n, "more note")
}

func command(s finding.Severity) string {
	switch s {
	case finding.Error:
		return "error"
	case finding.Warning:
		return "warning"
	}
	return "notice"
}

// message escapes the text of a command, and property that of one of its arguments.

func message(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(terminal.Printable(text))
}

func property(text string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(message(text))
}
