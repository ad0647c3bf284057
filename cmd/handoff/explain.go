package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/reference"
)

func (p *program) explain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [RULE]",
		Short: "Explain a rule: what it finds, why that matters, how to mend it",
		Example: `  handoff explain                        every rule in a line
  handoff explain handoff/orphan-output`,
		Args: atMost(1, "one rule"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return reference.IDs(analysis.Every()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			text := reference.List(analysis.Every())
			if len(args) == 1 {
				var err error
				if text, err = reference.Page(analysis.Every(), args[0]); err != nil {
					return err
				}
			}
			_, err := fmt.Fprint(p.stdout, text)
			return err
		},
	}
}
