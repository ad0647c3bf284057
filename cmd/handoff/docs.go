package main

import (
	"errors"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/cmd/internal/analysis"
)

func (p *program) docs() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "docs [DIR]",
		Short: "Write the runbooks of a map",
		Long: `Write the runbooks of a map: a folder of Markdown pages with pictures, one page for each process, handoff, record, role and team.

Write your own notes between the marks "handoff:keep" and "handoff:end" of a page; they stay when the page is written again.`,
		Example: `  handoff docs -o wiki
  handoff docs examples/itil -o wiki`,
		Args: atMost(1, "one directory"),
		RunE: func(_ *cobra.Command, args []string) error {
			a, err := p.open(first(args), analysis.All(), check.Options{})
			if err != nil {
				return err
			}
			ctx, stop := interruptible()
			defer stop()
			pen, done := p.pen()
			set, undrawn := pen.Docs(ctx, a)
			done()
			if ctx.Err() != nil {
				return ctx.Err()
			}
			err = p.save(set, out, "README.md")
			return worse(errors.Join(err, undrawn), p.complain(a))
		},
	}
	outputFlag(cmd, &out)
	p.colorFlag(cmd)
	return cmd
}
