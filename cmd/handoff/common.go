package main

import (
	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/report"
	"handoff/cmd/internal/terminal"
	"handoff/cmd/internal/workspace"
	"handoff/lang/finding"
)

// open reads the map around a directory and lets the rules look at it.
func (p *program) open(dir string, rules []*check.Rule, options check.Options) (*analysis.Analysis, error) {
	w, err := workspace.Open(dir)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	return p.analyse(w, rules, options)
}

func (p *program) analyse(w *workspace.Workspace, rules []*check.Rule, options check.Options) (*analysis.Analysis, error) {
	progress := p.progress()
	defer progress.Done()
	progress.Say("reading and checking the map …")
	return analysis.Run(w, rules, options)
}

// progress is for whoever watches: nothing is said where standard error is no terminal.
func (p *program) progress() *terminal.Progress {
	if !isTerminal(p.stderr) {
		return nil
	}
	return terminal.NewProgress(p.stderr)
}

// complain tells the compile errors of a map on standard error, for verbs that are no check: their own output is written all the same.
func (p *program) complain(a *analysis.Analysis) error {
	if len(a.Map.Findings) > 0 {
		r := a.Selected(workspace.Everything)
		r.Findings = a.Map.Findings
		if err := report.Text.Write(p.stderr, r, p.style(p.stderr)); err != nil {
			return err
		}
	}
	return verdict(a, a.Map.Findings, severity(finding.Error))
}

// worse joins what went wrong with what was found: not having been able to work outweighs findings.
func worse(problem, findings error) error {
	if problem != nil {
		return problem
	}
	return findings
}
