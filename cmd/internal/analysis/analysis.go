// Package analysis runs a map through the house once: read it, join it, check it. Every verb begins here.
package analysis

import (
	"time"

	"handoff/check"
	"handoff/check/flow"
	"handoff/cmd/internal/report"
	"handoff/cmd/internal/workspace"
	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/lang"
	"handoff/lang/cases"
	"handoff/lang/finding"
)

// Analysis is a map with all that is known of it.
type Analysis struct {
	Map   *lang.Map
	Graph *graph.Graph
	check.Report
	// Measured is what an event log came to, which pictures and pages then show, too; nil where none is given.
	Measured *kpi.Result
	// Secrets are what Public has left out; notes that people wrote are to lose the same.
	Secrets lang.Secrets
}

// Run reads and checks the map of a workspace. An error means that there is no map.
func Run(w *workspace.Workspace, rules []*check.Rule, options check.Options) (*Analysis, error) {
	m, err := w.Load()
	if err != nil {
		return nil, err
	}
	if err := houseRules(m, rules); err != nil {
		return nil, err
	}
	return Of(m, rules, options), nil
}

// Of checks a map that has been read.
func Of(m *lang.Map, rules []*check.Rule, options check.Options) *Analysis {
	g := graph.Build(m)
	options.Catalogue = Every()
	return &Analysis{Map: m, Graph: g, Report: check.Run(m, g, rules, options)}
}

// Selected makes a report of the findings that touch the selected files: those that lie in one, and those of which a related place does,
// the other end of a handoff.
func (a *Analysis) Selected(s workspace.Selection) *report.Report {
	r := &report.Report{Source: a.Map.File, SourceURL: a.Map.Settings.Docs.Source.Value, Scope: report.Scope{
		Files: a.Files, Processes: a.Processes, Interfaces: a.Interfaces, Rules: a.Rules,
	}}
	if !a.Today.IsZero() {
		r.Scope.Today = a.Today.Format(time.DateOnly)
	}
	for _, f := range a.Findings {
		if touches(f, s) {
			r.Findings = append(r.Findings, f)
		} else {
			r.Hidden++
		}
	}
	for _, silenced := range a.Silenced {
		if touches(silenced.Finding, s) {
			r.Silenced = append(r.Silenced, silenced)
		}
	}
	return r
}

// Undecided are the parts of branches' conditions, in the selected files, that rules leave alone. It is never nil.
func (a *Analysis) Undecided(s workspace.Selection) []cases.Undecided {
	out := []cases.Undecided{}
	for _, u := range flow.Undecided(a.Graph) {
		if s.All() || s.Holds(u.Range.File) {
			out = append(out, u)
		}
	}
	return out
}

func touches(f finding.Finding, s workspace.Selection) bool {
	if s.All() || s.Holds(f.Range.File) {
		return true
	}
	for _, r := range f.Related {
		if s.Holds(r.Range.File) {
			return true
		}
	}
	return false
}

// Unreadable returns the files that could not be read, so that nothing is known of them.
func (a *Analysis) Unreadable() []string {
	var out []string
	for _, f := range a.Map.Findings {
		if f.Rule == "syntax/unreadable" {
			out = append(out, f.Range.File)
		}
	}
	return out
}

// Fails reports whether a finding is at or above a severity.
func Fails(list []finding.Finding, at finding.Severity) bool {
	for _, f := range list {
		if f.Severity.Rank() >= at.Rank() {
			return true
		}
	}
	return false
}
