package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/reference"
	"handoff/cmd/internal/report"
	"handoff/cmd/internal/workspace"
	"handoff/lang"
	"handoff/lang/finding"
)

func (p *program) check() *cobra.Command {
	var formats, only []string
	var old history
	var failOn severity
	var undecided bool
	var today day
	var fix fixing
	cmd := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Find what is wrong with a map",
		Long: `Find what is wrong with a map: what does not compile, and what breaks a rule.

The whole map is always analysed. PATHs only choose what is shown: the findings that lie in one of these files or
folders, or whose other end does; so a pre-commit hook may pass the files of a commit.

With --baseline or --since only what is new fails and is shown: what is not in the file that handoff baseline wrote, or was not found in
the map at that git revision. The rest is counted. What does not compile is always shown.

With --fix what can be mended without changing what the map means is mended in the files, and the map is checked again, until there is
nothing more to mend. With paths, only those files are changed.

Formats:
` + report.Describe(),
		Example: `  handoff check                               the map around the current directory
  handoff check --fail-on warning             warnings fail too
  handoff check --only handoff/orphan-output  one rule, and every finding of it
  handoff check --baseline baseline.json      what was not there when the baseline was written
  handoff check --since origin/main           what this branch brings in
  handoff check --fix                         mend what can be mended
  handoff check --format text --format json=findings.json --format sarif=handoff.sarif`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("only") && len(only) == 0 { // an empty variable in a script must not mean every rule
				return errors.New("--only wants the id of a rule, such as handoff/orphan-output; `handoff explain` lists them")
			}
			if err := fix.check(len(formats) > 0); err != nil {
				return err
			}
			outputs, err := report.ParseOutputs(formats)
			if err != nil {
				return err
			}
			rules, err := analysis.Rules(only)
			if err != nil {
				return err
			}
			old.rules, old.options = rules, today.options()
			old.given(cmd)
			if err := old.read(); err != nil {
				return err
			}
			w, selection, err := workspace.OpenPaths(args)
			if err != nil {
				return err
			}
			defer w.Close()
			a, err := p.analyse(w, rules, today.options())
			if err != nil {
				return err
			}
			known, err := old.forget(w, a)
			if err != nil {
				return err
			}
			if fix.on {
				mended, err := fix.apply(p, w, a, selection, func(m *lang.Map) (*analysis.Analysis, error) {
					a := analysis.Of(m, rules, today.options())
					var err error
					known, err = old.forget(w, a)
					return a, err
				})
				if err != nil {
					return err
				}
				if fix.diff {
					return verdict(a, a.Selected(selection).Findings, failOn)
				}
				a = mended // what is told is what is there now
			}
			r := a.Selected(selection)
			r.Known = known
			r.FailOn, r.Folder = failOn.or(a.Map.Settings.Check.FailOn.Value), w.Folder()
			r.Rules, r.Version = reference.Describe(a.Ran, r.Findings), release()
			if undecided {
				r.Undecided = a.Undecided(selection)
			}
			style := p.style(p.stdout.File)
			style.Whole = only
			for _, o := range outputs {
				if err := o.Write(p.out(), r, style); err != nil {
					return err
				}
			}
			return verdict(a, r.Findings, failOn)
		},
	}
	p.colorFlag(cmd)
	cmd.Flags().StringArrayVar(&formats, "format", nil, "how to write the findings, and where: `F[=FILE]`; may be given several times. F is one of "+strings.Join(report.Names(), ", "))
	cmd.Flags().StringSliceVar(&only, "only", nil, "run only these `RULES`, separated by commas; what does not compile is always shown")
	cmd.Flags().BoolVar(&undecided, "explain-undecided", false, "also list the parts of branches' conditions that cannot be decided, and why")
	old.flags(cmd, "the map")
	fix.flags(cmd)
	failOnFlag(cmd, &failOn)
	todayFlag(cmd, &today)
	_ = cmd.RegisterFlagCompletionFunc("format", fixed(report.Names()...))
	_ = cmd.RegisterFlagCompletionFunc("only", fixed(analysis.RuleIDs()...))
	return cmd
}

// verdict turns findings into an exit status.
func verdict(a *analysis.Analysis, shown []finding.Finding, failOn severity) error {
	if files := a.Unreadable(); len(files) > 0 {
		return fmt.Errorf("%s could not be read, so that this is not the whole map", strings.Join(files, ", "))
	}
	if analysis.Fails(shown, failOn.or(a.Map.Settings.Check.FailOn.Value)) {
		return errFindings
	}
	return nil
}

// severity is the value of --fail-on.
type severity string

func (s *severity) String() string { return string(*s) }
func (s *severity) Type() string   { return "severity" }
func (s *severity) Set(v string) error {
	if finding.Severity(v).Rank() == 0 {
		return fmt.Errorf("want error, warning or info")
	}
	*s = severity(v)
	return nil
}

// or is what was given on the command line, else in handoff.hcl, else error.
func (s severity) or(setting string) finding.Severity {
	for _, v := range []string{string(s), setting} {
		if finding.Severity(v).Rank() > 0 {
			return finding.Severity(v)
		}
	}
	return finding.Error
}

func failOnFlag(cmd *cobra.Command, s *severity) {
	cmd.Flags().Var(s, "fail-on", "the least severity that fails: error, warning or info (default: check.fail_on of handoff.hcl, else error)")
	_ = cmd.RegisterFlagCompletionFunc("fail-on", fixed("error", "warning", "info"))
}
