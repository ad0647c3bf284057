package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/baseline"
	"handoff/cmd/internal/destination"
)

func (p *program) baseline() *cobra.Command {
	var out, measured string
	var today day
	cmd := &cobra.Command{
		Use:   "baseline [DIR]",
		Short: "List what is wrong now, so that only what is new fails",
		Long: `Write a file that lists every finding of a map, for handoff check --baseline: what is listed neither fails nor is shown
any more. So an old map can be kept from getting worse before it has got better.

A finding is listed by rule and address, never by its line. What does not compile, and what is wrong with the settings, is
not listed: it is always shown.

With --measured what an event log says of the map is listed, too, for handoff measure --baseline. One file serves both.`,
		Example: `  handoff baseline -o baseline.json
  handoff check --baseline baseline.json
  handoff measure log.csv --format json=figures.json
  handoff baseline --measured figures.json -o baseline.json
  handoff measure log.csv --baseline baseline.json`,
		Args: atMost(1, "one directory"),
		RunE: func(_ *cobra.Command, args []string) error {
			figures, err := readMeasured(measured)
			if err != nil {
				return err
			}
			a, err := p.open(first(args), analysis.All(), today.options())
			if err != nil {
				return err
			}
			if err := verdict(a, nil, ""); err != nil {
				return err
			}
			if a.Map.Incomplete {
				return errors.New("part of the map cannot be read, and rules about what is missing keep silent: what they would find would be new as soon as it can be; mend the errors that handoff check shows first")
			}
			if err := p.ofThisMap(figures, a.Map); err != nil {
				return err
			}
			if figures != nil {
				a.Findings = append(a.Findings, judged(a, figures, analysis.Measured(), today.options()).Findings...)
			}
			b, left := baseline.Of(a)
			if err := destination.Write(out, p.stdout, func(w io.Writer) error { return b.Write(w) }); err != nil {
				return err
			}
			if destination.Stdout(out) {
				return nil
			}
			fmt.Fprintf(p.stdout, "wrote %s: %d finding(s)\n", out, len(b.Findings))
			if left > 0 {
				fmt.Fprintf(p.stdout, "%d more cannot be listed and will be shown: what does not compile, and what is wrong with settings or comments\n", left)
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "-", "where to write, - for standard output (`FILE`)")
	cmd.Flags().StringVar(&measured, "measured", "", "also list what an event log says of the map: a `FILE` that handoff measure LOG --format json=FILE has written")
	todayFlag(cmd, &today)
	return cmd
}
