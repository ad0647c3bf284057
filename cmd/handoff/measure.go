package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/destination"
	"handoff/cmd/internal/measure"
	"handoff/cmd/internal/report"
	"handoff/cmd/internal/workspace"
	"handoff/graph"
	"handoff/graph/kpi"
	"handoff/graph/kpi/eventlog"
	"handoff/lang"
)

func (p *program) measure() *cobra.Command {
	var dir string
	var columns, formats, findings, only []string
	var source, by, period string
	var failOn severity
	var today day
	var known history
	var definitions, namePeople, suggest bool
	var other comparing
	var query queryOrder
	about := ""
	var names []string
	for _, f := range measure.Formats {
		names = append(names, f.Name)
		about += fmt.Sprintf("\n  %-12s %s", f.Name, f.Doc)
	}
	cmd := &cobra.Command{
		Use:   "measure LOG…",
		Short: "Hold the map against what really happened, as an event log tells it",
		Long: `Hold the map against what really happened: read an event log (CSV, XES, OCEL 2.0 JSON or JSON Lines, packed with gzip or not), and work out
lead times, waits, handbacks and how promises were kept; say where the log and the map part ways; and rank where work waits.

How the log is read, and what its words mean in the map, stands in a source block of handoff.hcl. Without a map, the hands that a case goes
through are the groups of the log.

What is found is written with --findings in the formats of handoff check (` + strings.Join(report.Names(), ", ") + `); together with the
table it is written without asking. Its rules (handoff explain measure/…) are set, silenced and made to fail as those of a check are. With --baseline or --since only what
is new fails and is shown: what is not in the file that handoff baseline --measured wrote, or what the same log does not show of the map at
that git revision. The rest is counted.

Formats of the figures:` + about + `

Exit status: 0 nothing at or above the failing severity; 1 findings, such as a KPI that misses its target; 2 the log or the map cannot be read.`,
		Example: `  handoff measure incidents.csv
  handoff measure log.xes.gz --column "group=organization involved"
  handoff measure incidents.csv --period 2026-Q1 --format json=figures.json --findings sarif=measure.sarif
  handoff measure incidents.csv --period 2026-08 --compare 2026-07
  handoff measure incidents.csv --baseline baseline.json
  handoff measure --suggest incidents.csv
  handoff measure --emit sql --dialect duckdb --table itsm.events --open-hours 2025..2027 -o figures.sql
  handoff measure --definitions`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if definitions {
				_, err := io.WriteString(p.stdout, measure.Definitions())
				return err
			}
			if err := query.check(args); err != nil {
				return err
			}
			if len(args) == 0 && query.emit == "" {
				return errors.New("which log? give at least one file; see handoff measure --help")
			}
			if err := idle(cmd, suggest, query.emit != ""); err != nil {
				return err
			}
			for k, log := range args {
				if slices.Contains(args[:k], log) {
					return fmt.Errorf("the log %s is given twice, and all of it would count twice", log)
				}
			}
			if suggest {
				return p.suggest(dir, source, args)
			}
			outputs, err := figureOutputs(formats, names)
			if err != nil {
				return err
			}
			reports, err := findingOutputs(findings, outputs)
			if err != nil {
				return err
			}
			known.options = today.options()
			known.given(cmd)
			if known.rules, err = measureRules(only); err != nil {
				return err
			}
			if err := known.read(); err != nil {
				return err
			}
			if known.sinceGiven && slices.ContainsFunc(args, once) {
				return errors.New("--since reads the log twice, which standard input and pipes cannot be")
			}
			var when *kpi.Period
			if period != "" {
				if when, err = kpi.ParsePeriod(period); err != nil {
					return fmt.Errorf("--period: %w", err)
				}
			}
			a, err := p.mapFor(dir)
			if err != nil {
				return err
			}
			b, err := bind(a, source, by, columns)
			if err != nil {
				return err
			}
			b.NamePeople = namePeople
			if query.emit != "" {
				return query.write(b, when, p.stdout)
			}
			progress := p.progress()
			progress.Say("reading %s …", strings.Join(args, ", "))
			result, stats, err := kpi.Measure(logs(args), b, when)
			progress.Done()
			if err != nil {
				return err
			}
			r := &measure.Report{Result: result, Stats: stats, Logs: args}
			if err := other.measure(p, r, b, when, args, source, by, columns); err != nil {
				return err
			}
			for _, o := range outputs {
				width := 0
				if destination.Stdout(o.file) {
					width = p.style(p.stdout.File).Width
				}
				if err := destination.Write(o.file, p.out(), func(w io.Writer) error { return o.format.Write(w, r, width) }); err != nil {
					return err
				}
			}
			if a == nil {
				return nil
			}
			return p.judge(a, result, &known, func() (*analysis.Analysis, error) {
				return p.judgedBefore(dir, a, &known, func(before *analysis.Analysis) (*kpi.Result, error) {
					then, err := bind(before, source, by, columns)
					if err != nil {
						return nil, err
					}
					then.NamePeople = namePeople
					result, _, err := kpi.Measure(logs(args), then, when)
					return result, err
				})
			}, reports, failOn)
		},
	}
	cmd.Flags().StringVar(&dir, "map", "", "the `DIR` of the map (default: the map around the current directory, if there is one)")
	cmd.Flags().StringVar(&source, "source", "", "the `NAME` of the source block to read the log by (default: the only one)")
	cmd.Flags().StringArrayVar(&columns, "column", nil, "`ROLE=COLUMN`: which column holds the case, time, activity, state, group, actor, priority or tie_break; may be given several times, and overrides the source block")
	cmd.Flags().StringVar(&by, "by", "", "what a handoff is between: `HAND` is group, process, step or actor")
	cmd.Flags().StringVar(&period, "period", "", "only cases whose clock stopped in this `PERIOD`: 2026, 2026-Q1, 2026-03, 2026-01..2026-06")
	cmd.Flags().StringVar(&other.period, "compare", "", "also measure this earlier `PERIOD`, and show what changed since")
	cmd.Flags().StringVar(&other.against, "against", "", "also measure by the map in this `DIR`, such as its last release, and show what differs")
	cmd.Flags().StringArrayVar(&formats, "format", nil, "how to write the figures, and where: `F[=FILE]`; may be given several times. F is one of "+strings.Join(names, ", "))
	cmd.Flags().StringArrayVar(&findings, "findings", nil, "how to write what was found, and where: `F[=FILE]`; F is one of "+strings.Join(report.Names(), ", "))
	cmd.Flags().StringSliceVar(&only, "only", nil, "judge by these `RULES` only, separated by commas")
	cmd.Flags().BoolVar(&namePeople, "name-people", false, "show actors as the log calls them; by default they are numbered")
	cmd.Flags().BoolVar(&suggest, "suggest", false, "propose a source block for the log, and say what was counted, instead of measuring")
	cmd.Flags().BoolVar(&definitions, "definitions", false, "say how every figure is worked out, and how it misleads")
	known.flags(cmd, "the same log held against the map")
	query.flags(cmd)
	failOnFlag(cmd, &failOn)
	todayFlag(cmd, &today)
	p.colorFlag(cmd)
	_ = cmd.MarkFlagDirname("map")
	_ = cmd.RegisterFlagCompletionFunc("format", fixed(names...))
	_ = cmd.RegisterFlagCompletionFunc("by", fixed(kpi.Hands...))
	return cmd
}

// idle refuses flags that would change nothing in what was asked for: whoever gives one waits for what it does.
func idle(cmd *cobra.Command, suggest, emit bool) error {
	given := func(names ...string) string {
		var list []string
		for _, name := range names {
			if cmd.Flags().Changed(name) {
				list = append(list, "--"+name)
			}
		}
		return strings.Join(list, ", ")
	}
	measuring := []string{"format", "findings", "only", "fail-on", "today", "baseline", "since", "compare", "against"}
	switch {
	case suggest && emit:
		return errors.New("--suggest looks at a log, and --emit sql at none: give one of them")
	case suggest:
		if list := given(append(measuring, "column", "by", "period", "name-people", "output", "table", "dialect", "open-hours")...); list != "" {
			return fmt.Errorf("--suggest proposes a source block and measures nothing; leave out %s", list)
		}
	case emit:
		if list := given(measuring...); list != "" {
			return fmt.Errorf("--emit sql writes a query and measures nothing; leave out %s", list)
		}
	default:
		if list := given("output", "table", "dialect", "open-hours"); list != "" {
			return fmt.Errorf("%s belongs to --emit sql; figures go into a file with --format csv=FILE", list)
		}
	}
	return nil
}

// figureOutput is one `--format F[=FILE]` of figures.
type figureOutput struct {
	format *measure.Format
	file   string
}

func figureOutputs(values, names []string) ([]figureOutput, error) {
	if len(values) == 0 {
		values = names[:1]
	}
	var out []figureOutput
	for _, v := range values {
		name, file, named := strings.Cut(v, "=")
		f := measure.Named(name)
		if f == nil {
			return nil, fmt.Errorf("no format %q%s; there are: %s", name, didYouMean(name, names), strings.Join(names, ", "))
		}
		if named && file == "" {
			return nil, fmt.Errorf("--format %s wants the name of a file; without one, leave out the =", v)
		}
		if destination.Stdout(file) {
			file = "-"
		}
		if slices.ContainsFunc(out, func(o figureOutput) bool { return o.file == file }) {
			return nil, fmt.Errorf("two formats would be written to the same place; give each a file of its own: --format %s=FILE", name)
		}
		out = append(out, figureOutput{f, file})
	}
	return out, nil
}

// findingOutputs reads the values of --findings. Without one, what was found follows the table.
func findingOutputs(values []string, figures []figureOutput) ([]report.Output, error) {
	if len(values) == 0 {
		if figures[0].format.Name == measure.Table.Name && figures[0].file == "-" {
			return []report.Output{{Format: report.Text}}, nil
		}
		return nil, nil
	}
	out, err := report.ParseOutputs(values)
	if err != nil {
		return nil, fmt.Errorf("--findings: %w", err)
	}
	for _, o := range out {
		for _, f := range figures {
			if o.File == f.file && !(f.file == "-" && f.format.Name == measure.Table.Name && o.Format.Name == report.Text.Name) {
				return nil, fmt.Errorf("the figures and what was found would be written to the same place; give one of them a file of its own: --findings %s=FILE", o.Format.Name)
			}
		}
	}
	return out, nil
}

// measureRules are the rules that judge a log, or those of them that are asked for.
func measureRules(ids []string) ([]*check.Rule, error) {
	rules := analysis.Measured()
	if len(ids) == 0 {
		return rules, nil
	}
	var all []string
	for _, r := range rules {
		all = append(all, r.ID)
	}
	var out []*check.Rule
	for _, id := range ids {
		k := slices.Index(all, id)
		if k < 0 {
			return nil, fmt.Errorf("no rule %q judges a log%s; there are: %s", id, didYouMean(id, all), strings.Join(all, ", "))
		}
		out = append(out, rules[k].Asked())
	}
	return out, nil
}

// mapFor reads the map a log is held against; nil where there is none and none was asked for.
func (p *program) mapFor(dir string) (*analysis.Analysis, error) {
	w, err := workspace.Open(dir)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	a, err := p.analyse(w, nil, check.Options{})
	switch {
	case errors.Is(err, workspace.ErrNoMap) && dir == "":
		return nil, nil
	case err != nil:
		return nil, err
	}
	return a, p.complain(a)
}

// bind finds the source block, and lays the command line over it.
func bind(a *analysis.Analysis, name, by string, columns []string) (*kpi.Binding, error) {
	var g *graph.Graph
	var block *lang.Source
	if a != nil {
		g = a.Graph
		var err error
		if block, err = sourceNamed(a.Map, name, len(columns) > 0); err != nil {
			return nil, err
		}
	} else if name != "" {
		return nil, fmt.Errorf("there is no source block %q, for there is no map here", name)
	}
	b, err := kpi.Bind(g, block)
	if err != nil {
		return nil, err
	}
	if by != "" {
		if !slices.Contains(kpi.Hands, by) {
			return nil, fmt.Errorf("--by %s: no such hand%s; there are: %s", by, didYouMean(by, kpi.Hands), strings.Join(kpi.Hands, ", "))
		}
		b.By = by
	}
	c := &b.Spec.Columns
	roles := map[string]*string{
		"case": &c.Case, "time": &c.Time, "activity": &c.Activity, "state": &c.State, "group": &c.Group, "actor": &c.Actor, "priority": &c.Priority, "tie_break": &c.TieBreak,
	}
	for _, text := range columns {
		role, column, ok := strings.Cut(text, "=")
		if roles[role] == nil || !ok {
			return nil, fmt.Errorf("--column %s: want ROLE=COLUMN, with ROLE one of case, time, activity, state, group, actor, priority, tie_break", text)
		}
		*roles[role] = column
	}
	return b, nil
}

// sourceNamed is the source block of that name, or the only one. Where the command line names columns, none is needed.
func sourceNamed(m *lang.Map, name string, columns bool) (*lang.Source, error) {
	var names []string
	for _, s := range m.Settings.Sources {
		if name == s.Name.Value {
			return s, nil
		}
		names = append(names, s.Name.Value)
	}
	switch {
	case name != "":
		return nil, fmt.Errorf("%s has no source block %q%s", lang.SettingsFile, name, didYouMean(name, names))
	case len(names) == 1:
		return m.Settings.Sources[0], nil
	case len(names) > 1:
		return nil, fmt.Errorf("%s has several source blocks; say which with --source: %s", lang.SettingsFile, strings.Join(names, ", "))
	case columns:
		return nil, nil
	}
	return nil, fmt.Errorf("%s has no source block, so that nothing is known of the log; `handoff measure --suggest LOG` proposes one", lang.SettingsFile)
}

// once reports whether a log can be opened one time only: standard input, and what a shell gives for <(command).
func once(path string) bool {
	info, err := os.Stat(path)
	return path == "-" || err == nil && !info.IsDir() && !info.Mode().IsRegular()
}

// logs are the files of a log.
func logs(paths []string) []eventlog.Log {
	var out []eventlog.Log
	for _, path := range paths {
		log := eventlog.Log{Name: path, Once: once(path), Open: func() (io.ReadCloser, error) {
			f, err := os.Open(path)
			if err != nil {
				return nil, fmt.Errorf("cannot read the log: %w", err)
			}
			if info, err := f.Stat(); err == nil && info.IsDir() {
				f.Close()
				return nil, fmt.Errorf("cannot read the log: %s is a folder; name the files in it", path)
			}
			return f, nil
		}}
		if path == "-" {
			log = eventlog.Log{Name: "standard input", Once: true, Open: func() (io.ReadCloser, error) { return io.NopCloser(os.Stdin), nil }}
		}
		out = append(out, log)
	}
	return out
}
