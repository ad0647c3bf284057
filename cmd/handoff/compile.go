package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/cmd/internal/destination"
	"handoff/lang/compiled"
)

func (p *program) compile() *cobra.Command {
	var out, emit string
	cmd := &cobra.Command{
		Use:   "compile [DIR]",
		Short: "Write a map as JSON",
		Long: `Write a map as JSON, every name resolved: for programs that want to read it without knowing the language. The keys are
those of the language; format_version says when a reader would have to change. build writes its JSON Schema beside it.

With --emit json-schema it writes the JSON Schemas (2020-12) of what is passed instead: one an artifact, one an interface, which is of
the record that actually crosses it. They go into a folder, or into one document on standard output.

A map with errors is written as far as it goes; the errors are told on standard error, and the exit status is 1.`,
		Example: `  handoff compile | jq '.process[].address'
  handoff compile my-map -o map.json
  handoff compile --emit json-schema -o schemas`,
		Args: atMost(1, "one directory"),
		RunE: func(_ *cobra.Command, args []string) error {
			a, err := p.open(first(args), nil, check.Options{})
			if err != nil {
				return err
			}
			if emit == "json-schema" {
				return worse(p.emitSchemas(a, out), p.complain(a))
			}
			if emit != "" && emit != "json" {
				return fmt.Errorf("nothing to emit is called %q%s; there are: json, json-schema", emit, didYouMean(emit, []string{"json", "json-schema"}))
			}
			err = destination.Write(out, p.stdout, func(w io.Writer) error { return compiled.Write(w, a.Map) })
			if err != nil {
				return err
			}
			return p.complain(a)
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "-", "where to write, - for standard output (`FILE`; a folder for --emit json-schema)")
	cmd.Flags().StringVar(&emit, "emit", "json", "what to write: `json`, the map; or json-schema, the shapes of what is passed")
	_ = cmd.RegisterFlagCompletionFunc("emit", fixed("json", "json-schema"))
	p.colorFlag(cmd)
	return cmd
}
