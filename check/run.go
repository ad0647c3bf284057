package check

import (
	"fmt"
	"slices"
	"time"

	"handoff/graph"
	"handoff/lang"
	"handoff/lang/finding"
)

// Report is what a run found, and what it looked at.
type Report struct {
	// Findings are compile errors and what the rules found, less what is ignored; sealed and sorted.
	Findings []finding.Finding

	Files      int // of the map, handoff.hcl included
	Processes  int // the map's own
	Interfaces int
	Rules      int // that ran
	// Today is the day that dates were held against; zero where none was.
	Today time.Time
	// Ignored counts the findings that a comment silences.
	Ignored int
	// Undecided are the rules that kept silent because part of the map cannot be read.
	Undecided []string
}

// The ids of findings that come from no rule.
const (
	RuleIncomplete = "check/incomplete"    // rules about absence were silent
	RulePanic      = "internal/rule-panic" // a rule failed: a mistake in handoff
)

// Options are what a run needs to know beside the map.
type Options struct {
	// Today is midnight UTC of the day that dates are held against. Where it is zero, no date has passed: the clock is for the caller to read.
	Today time.Time
}

// Run lets every rule look at the map. Rules with severity Off do not run. A rule that panics becomes a finding; the others still report.
func Run(m *lang.Map, g *graph.Graph, rules []*Rule, options Options) Report {
	report := Report{Files: len(m.Files), Processes: len(m.Processes), Interfaces: len(m.Interfaces)}
	var found []finding.Finding
	for _, r := range rules {
		switch {
		case r.Severity == finding.Off:
		case r.Kind == Absence && m.Incomplete:
			report.Undecided = append(report.Undecided, r.ID)
		default:
			report.Rules++
			reported, dated := run(m, g, r, options)
			found = append(found, reported...)
			if dated {
				report.Today = options.Today
			}
		}
	}
	report.Findings = slices.Clone(m.Findings)
	ignores := collectIgnores(m)
	for _, f := range found {
		if ignores.silence(f) {
			report.Ignored++
			continue
		}
		report.Findings = append(report.Findings, f)
	}
	if len(report.Undecided) > 0 {
		report.Findings = append(report.Findings, incomplete(m, report.Undecided))
	}
	for k := range report.Findings {
		report.Findings[k].Seal()
	}
	finding.Sort(report.Findings)
	return report
}

// run lets one rule look, and says whether it held a date against today.
func run(m *lang.Map, g *graph.Graph, r *Rule, options Options) (found []finding.Finding, dated bool) {
	defer func() {
		if problem := recover(); problem != nil {
			found = append(found, finding.Finding{
				Rule: RulePanic, Severity: finding.Error, Summary: "A rule failed", Key: r.ID,
				Detail: fmt.Sprintf("The rule %s failed, and may have missed something: %v.", r.ID, problem),
				Help:   "This is a mistake in handoff, not in your map. Please report it with the map, if you can share it.",
			})
		}
	}()
	p := &Pass{Map: m, Graph: g, rule: r, options: options, findings: &found}
	r.Run(p)
	return found, p.dated
}

// incomplete says once which rules kept silent, at the first file or import that cannot be read.
func incomplete(m *lang.Map, silent []string) finding.Finding {
	f := finding.Finding{
		Rule: RuleIncomplete, Severity: finding.Info, Summary: "Part of the map could not be read",
		Detail: fmt.Sprintf("Something that seems to be missing may stand in a part of the map that cannot be read, so %d rules about what is missing kept silent.", len(silent)),
		Help:   "Mend the errors that keep files or imports from being read, and check again.",
	}
	for _, problem := range m.Findings {
		if file := m.File(problem.Range.File); file != nil && file.Broken || problem.Rule == "syntax/unreadable" || problem.Rule == "reference/import" {
			f.Range = problem.Range
			break
		}
	}
	return f
}

// ignores are the comments that silence findings, by file and rule.
type ignores map[place][]*lang.Ignore

type place struct{ file, rule string }

// collectIgnores gathers those that count. One without a reason silences nothing: what is ignored must be answered for.
func collectIgnores(m *lang.Map) ignores {
	out := ignores{}
	for _, file := range m.Files {
		for _, i := range file.Ignores {
			if i.Reason.Value == "" || i.Covers.IsZero() {
				continue
			}
			for _, rule := range i.Rules {
				at := place{file.Path, rule.Value}
				out[at] = append(out[at], i)
			}
		}
	}
	return out
}

// silence reports whether a comment covers the finding.
func (list ignores) silence(f finding.Finding) bool {
	for _, i := range list[place{f.Range.File, f.Rule}] {
		if start := f.Range.Start.Byte; i.Covers.Start.Byte <= start && start < i.Covers.End.Byte {
			return true
		}
	}
	return false
}
