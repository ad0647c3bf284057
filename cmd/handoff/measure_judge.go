package main

import (
	"fmt"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/reference"
	"handoff/cmd/internal/report"
	"handoff/cmd/internal/revision"
	"handoff/cmd/internal/workspace"
	"handoff/graph"
	"handoff/graph/kpi"
)

// judged lets the rules of a log look at what was measured.
func judged(a *analysis.Analysis, result *kpi.Result, rules []*check.Rule, options check.Options) *analysis.Analysis {
	options.Catalogue, options.Measured = analysis.Every(), result
	return &analysis.Analysis{Map: a.Map, Graph: a.Graph, Report: check.Run(a.Map, a.Graph, rules, options)}
}

// judge tells what the rules find, less what was there before.
func (p *program) judge(a *analysis.Analysis, result *kpi.Result, known *history, earlier func() (*analysis.Analysis, error), outputs []report.Output, failOn severity) error {
	now := judged(a, result, known.rules, known.options)
	left, err := known.leaveOut(now, earlier)
	if err != nil {
		return err
	}
	for k := range left { // handoff baseline alone would forget what was measured
		left[k].Again = fmt.Sprintf("handoff baseline --measured FIGURES -o %s", left[k].From)
		if result.Period != nil { // what part of a log does not show may still be so
			left[k].Stale = nil
		}
	}
	r := now.Selected(workspace.Everything)
	r.Known = left
	r.FailOn = failOn.or(a.Map.Settings.Check.FailOn.Value)
	r.Rules, r.Version = reference.Describe(now.Ran, r.Findings), release()
	for k, o := range outputs {
		if k == 0 && o.File == "" && (len(r.Findings) > 0 || len(r.Known) > 0) {
			fmt.Fprintln(p.out())
		}
		if err := o.Write(p.out(), r, p.style(p.stdout.File)); err != nil {
			return err
		}
	}
	return verdict(now, r.Findings, failOn)
}

// judgedBefore holds the same log against the map as it was at the revision of --since, by the source block that it had then, and by the rules as
// they are set now.
func (p *program) judgedBefore(dir string, a *analysis.Analysis, known *history, measure func(*analysis.Analysis) (*kpi.Result, error)) (*analysis.Analysis, error) {
	w, err := workspace.Open(dir)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	m, err := revision.Load(w, known.since)
	if err != nil {
		return nil, err
	}
	before := &analysis.Analysis{Map: m, Graph: graph.Build(m)}
	result, err := measure(before)
	if err != nil {
		return nil, fmt.Errorf("the map at %s: %w", known.since, err)
	}
	m.Settings = a.Map.Settings
	return judged(before, result, known.rules, known.options), nil
}
