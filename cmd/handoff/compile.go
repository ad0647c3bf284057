package main

import (
	"io"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/destination"
	"handoff/lang/compiled"
)

func (p *program) compile() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "compile [DIR]",
		Short: "Write a map as JSON",
		Long: `Write a map as JSON, every name resolved: for programs that want to read it without knowing the language. The keys are
those of the language; format_version says when a reader would have to change. build writes its JSON Schema beside it.

A map with errors is written as far as it goes; the errors are told on standard error, and the exit status is 1.`,
		Example: `  handoff compile | jq '.process[].address'
  handoff compile my-map -o map.json`,
		Args: atMost(1, "one directory"),
		RunE: func(_ *cobra.Command, args []string) error {
			a, err := p.open(first(args), nil)
			if err != nil {
				return err
			}
			err = destination.Write(out, p.stdout, func(w io.Writer) error { return compiled.Write(w, a.Map) })
			if err != nil {
				return err
			}
			return p.complain(a)
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "-", "where to write, - for standard output (`FILE`)")
	p.colorFlag(cmd)
	return cmd
}
