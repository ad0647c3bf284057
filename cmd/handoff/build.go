package main

import (
	"github.com/spf13/cobra"

	"handoff/cmd/internal/report"
	"handoff/cmd/internal/workspace"
)

func (p *program) build() *cobra.Command {
	var out string
	var failOn severity
	var today day
	var book handbook
	cmd := &cobra.Command{
		Use:   "build [DIR]",
		Short: "Check a map, draw it and write its runbooks",
		Long: `Check a map and write everything that can be made of it into one folder: the runbooks (docs), the pictures they show
(diagrams), and the compiled map (map.json, with its JSON Schema).

It writes even when there are errors: the pages show them; the exit status is then 1.

` + audienceHelp + `

handoff docs --help lists the flavors of wiki.`,
		Example: `  handoff build
  handoff build examples/itil -o out`,
		Args: atMost(1, "one directory"),
		RunE: func(_ *cobra.Command, args []string) error {
			a, h, err := p.openBook(first(args), book, today.options())
			if err != nil {
				return err
			}
			r := a.Selected(workspace.Everything)
			if err := report.Text.Write(p.out(), r, p.style(p.stdout.File)); err != nil {
				return err
			}
			ctx, stop := interruptible()
			defer stop()
			pen, done := p.pen()
			defer pen.Gallery.Close()
			err = p.publish(ctx, pen, h.edition("build", out, a), done, h.Highlights()...)
			return worse(err, verdict(a, r.Findings, failOn))
		},
	}
	outputFlag(cmd, &out)
	book.flags(cmd)
	failOnFlag(cmd, &failOn)
	todayFlag(cmd, &today)
	p.colorFlag(cmd)
	return cmd
}
