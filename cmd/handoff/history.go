package main

import (
	"errors"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/baseline"
	"handoff/cmd/internal/report"
	"handoff/cmd/internal/revision"
	"handoff/cmd/internal/workspace"
)

// history is what --baseline and --since say was there before.
type history struct {
	rules   []*check.Rule
	options check.Options

	baselineGiven, sinceGiven bool
	file, since               string

	listed *baseline.Baseline
}

// read reads the baseline, before any work is done for nothing.
func (h *history) read() (err error) {
	if h.baselineGiven && h.file == "" { // an empty variable in a script must not mean no baseline
		return errors.New("--baseline wants a file; `handoff baseline -o FILE` writes one")
	}
	if h.baselineGiven {
		h.listed, err = baseline.Read(h.file)
	}
	return err
}

// flags gives a verb both; what they leave out is said in words of the verb.
func (h *history) flags(cmd *cobra.Command, before string) {
	cmd.Flags().StringVar(&h.file, "baseline", "", "leave out what this `FILE` of handoff baseline lists")
	cmd.Flags().StringVar(&h.since, "since", "", "leave out what "+before+" at this git `REVISION` had already")
}

// given notes which of the flags stand on the command line, even with nothing behind them.
func (h *history) given(cmd *cobra.Command) {
	h.baselineGiven, h.sinceGiven = cmd.Flags().Changed("baseline"), cmd.Flags().Changed("since")
}

// forget takes away what was there before. The earlier version is held to the settings of today, so that only the map makes a difference.
func (h *history) forget(w *workspace.Workspace, a *analysis.Analysis) ([]report.Known, error) {
	return h.leaveOut(a, func() (*analysis.Analysis, error) {
		m, err := revision.Load(w, h.since)
		if err != nil {
			return nil, err
		}
		m.Settings = a.Map.Settings
		return analysis.Of(m, h.rules, h.options), nil
	})
}

// leaveOut takes away what the baseline lists, and what the earlier version had.
func (h *history) leaveOut(a *analysis.Analysis, earlier func() (*analysis.Analysis, error)) (out []report.Known, err error) {
	if h.listed != nil {
		known, stale := h.listed.Apply(a)
		k := report.Known{From: h.file, Count: known}
		for _, e := range stale {
			k.Stale = append(k.Stale, report.Stale{Rule: e.Rule, Address: e.Address})
		}
		out = append(out, k)
	}
	if h.sinceGiven {
		before, err := earlier()
		if err != nil {
			return nil, err
		}
		found := map[string]bool{}
		for _, f := range before.Findings {
			found[f.Fingerprint] = true
		}
		known := a.Forget(func(print string) bool { return found[print] })
		out = append(out, report.Known{From: h.since, Count: known, Partial: before.Map.Incomplete})
	}
	return out, nil
}
