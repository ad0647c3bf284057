package main

// handoff measure --suggest and --compare: what goes on beside the measuring itself.

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"handoff/cmd/internal/measure"
	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/graph/kpi/eventlog"
	"handoff/lang"
)

// sampled is how many rows a suggestion looks at.
const sampled = 50_000

// suggest writes a source block for a log.
func (p *program) suggest(dir, name string, paths []string) error {
	if len(paths) != 1 {
		return errors.New("--suggest looks at one log at a time")
	}
	a, err := p.mapFor(dir)
	if err != nil {
		return err
	}
	var g *graph.Graph
	if a != nil {
		g = a.Graph
	}
	sample, err := eventlog.Take(logs(paths)[0], eventlog.Spec{}, sampled)
	if err != nil {
		return err
	}
	if name == "" {
		name = "log"
	}
	var b bytes.Buffer
	if err := measure.Suggest(&b, name, paths[0], kpi.Suggest(g, sample)); err != nil {
		return err
	}
	text := b.Bytes()
	if formatted, problem := lang.Format(lang.SettingsFile, text); problem == nil {
		text = formatted
	}
	_, err = p.stdout.Write(text)
	return err
}

// comparing is the other measurement that --compare and --against ask for.
type comparing struct {
	period  string // of --compare
	against string // another map
}

// measure measures the log once more, and tells the two apart.
func (c comparing) measure(p *program, r *measure.Report, b *kpi.Binding, when *kpi.Period, paths []string, source, by string, columns []string) error {
	if c.period == "" && c.against == "" {
		return nil
	}
	if slices.ContainsFunc(paths, once) {
		return errors.New("a comparison reads the log twice, which standard input and pipes cannot be")
	}
	other, period := b, when
	r.Name, r.AgainstName = "now", "before"
	if c.against != "" {
		a, err := p.mapFor(c.against)
		if err != nil {
			return err
		}
		if other, err = bind(a, source, by, columns); err != nil {
			return fmt.Errorf("%s: %w", c.against, err)
		}
		other.NamePeople = b.NamePeople
		r.Name, r.AgainstName = "this map", c.against
	}
	if c.period != "" {
		var err error
		if period, err = kpi.ParsePeriod(c.period); err != nil {
			return fmt.Errorf("--compare: %w", err)
		}
		if when == nil {
			return errors.New("--compare wants to know with what: give the period to look at with --period")
		}
		if c.against == "" {
			r.Name, r.AgainstName = when.Name, period.Name
		}
	}
	result, _, err := kpi.Measure(logs(paths), other, period)
	r.Against = result
	return err
}
