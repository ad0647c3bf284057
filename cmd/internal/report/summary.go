package report

// What every format for people says of the whole: what was looked at, how it stands, and, where there is much, of which rule how much.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"handoff/cmd/internal/terminal"
	"handoff/lang/finding"
)

// looked says what was looked at.
func (r *Report) looked() string {
	s := r.Scope
	looked := []string{count(s.Files, "file"), countes(s.Processes, "process"), count(s.Interfaces, "interface")}
	if s.Rules > 0 { // a verb that is no check only compiles
		looked = append(looked, count(s.Rules, "rule"))
	}
	if s.Today != "" {
		looked = append(looked, "as of "+s.Today)
	}
	return strings.Join(looked, ", ")
}

// result says how it stands.
func (r *Report) result(paint func(finding.Severity, string) string) string {
	result := "no problems"
	if found := tally(r.Findings, paint); found != "" {
		result = found
	}
	var left []string
	if r.Hidden > 0 {
		left = append(left, fmt.Sprintf("%d more not shown", r.Hidden))
	}
	for _, k := range r.Known {
		left = append(left, fmt.Sprintf("%d known from %s", k.Count, terminal.Line(k.From)))
	}
	if len(left) > 0 {
		result += " (" + strings.Join(left, ", ") + ")"
	}
	return result
}

// tally counts findings in words, the gravest first; "" where there are none.
func tally(list []finding.Finding, paint func(finding.Severity, string) string) string {
	errors, warnings, infos := finding.Count(list)
	var found []string
	for _, c := range []struct {
		n    int
		word string
		of   finding.Severity
	}{{errors, "error", finding.Error}, {warnings, "warning", finding.Warning}, {infos, "note", finding.Info}} {
		if c.n > 0 {
			found = append(found, paint(c.of, count(c.n, c.word)))
		}
	}
	return strings.Join(found, ", ")
}

// plainly paints nothing.
func plainly(_ finding.Severity, text string) string { return text }

// said is what a finding says in full sentences: what is wrong, and what to do.
func said(f finding.Finding) string {
	text := f.Detail
	if text == "" {
		text = f.Summary + "."
	}
	if f.Help != "" {
		text += "\n" + f.Help
	}
	return text
}

// groups collects the findings of each rule, the gravest rules first and within them in the order in which they first appear.
func groups(list []finding.Finding) [][]finding.Finding {
	index := map[string]int{}
	var out [][]finding.Finding
	for _, f := range list {
		key := string(f.Severity) + " " + f.Rule
		i, known := index[key]
		if !known {
			i = len(out)
			index[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], f)
	}
	slices.SortStableFunc(out, func(a, b []finding.Finding) int {
		return b[0].Severity.Rank() - a[0].Severity.Rank()
	})
	return out
}

// all are the findings, and after them those that are silenced.
func (r *Report) all() []finding.Finding {
	list := slices.Clone(r.Findings)
	for _, s := range r.Silenced {
		list = append(list, s.Finding)
	}
	return list
}

func (r *Report) hasRule(id string) bool {
	return slices.ContainsFunc(r.Findings, func(f finding.Finding) bool { return f.Rule == id })
}

func number(n int) string { return strconv.Itoa(n) }

func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func countes(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ses", n, word)
}
