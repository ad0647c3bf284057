package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/destination"
	"handoff/cmd/internal/importer"
	"handoff/cmd/internal/terminal"
	"handoff/cmd/internal/workspace"
)

func (p *program) importing() *cobra.Command {
	var out string
	var force bool
	raci := &cobra.Command{
		Use:   "raci FILE|-",
		Short: "Write a RACI table as a map",
		Long: `Write a RACI table as a map: a role a column, and a process named after the file with a step a row and the table as its matrix.

FILE is CSV (commas, semicolons or tabs, as Excel saves it), a table in Markdown or HTML, or an .xlsx workbook, of which the first sheet is
read; - is standard input. The first row that names roles is the header. Other columns are left out.

Defects stay as far as a map can hold them, and handoff check finds them there: two As in a row, letters that mean nothing. What is changed
("R.A" is read as "RA") or left out (empty rows) is told on standard error, with its row and column.

Exit status: 0 done; 2 there is no RACI table in the file, it cannot be read, or there is no place to write.`,
		Example: `  handoff import raci raci.xlsx -o map/roles.handoff.hcl
  handoff import raci wiki-page.html | less
  handoff check map`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("%s wants a file; see %s --help", cmd.CommandPath(), cmd.CommandPath())
			}
			return atMost(1, "one file")(cmd, args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return p.importRACI(args[0], out, force)
		},
	}
	raci.Flags().StringVarP(&out, "output", "o", "-", "where to write, - for standard output (`FILE`)")
	raci.Flags().BoolVar(&force, "force", false, "replace a file that is there")
	cmd := &cobra.Command{
		Use:     "import raci FILE",
		Short:   "Make a map of what is there already",
		Long:    "Make a map of what is there already: a RACI table.",
		Example: raci.Example,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return fmt.Errorf("nothing to import is called %q%s; there is: raci", args[0], didYouMean(args[0], []string{"raci"}))
		},
		Args: cobra.ArbitraryArgs,
	}
	cmd.AddCommand(raci)
	return cmd
}

func (p *program) importRACI(file, out string, force bool) error {
	if !force && !destination.Stdout(out) {
		if info, err := os.Stat(out); err == nil && info.Mode().IsRegular() {
			return fmt.Errorf("%s is there already; --force replaces it", out)
		}
	}
	data, err := importable(file)
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", file, err)
	}
	name := file
	if file == "-" {
		name = "imported"
	}
	r, err := importer.RACI(name, data)
	if err != nil {
		return fmt.Errorf("cannot import %s: %w", file, err)
	}
	if _, absent := os.Stat(out); absent != nil && !force && !destination.Stdout(out) {
		err = destination.New(out, r.HCL)
	} else {
		err = destination.Write(out, p.stdout, func(w io.Writer) error {
			_, err := w.Write(r.HCL)
			return err
		})
	}
	if err != nil {
		return err
	}
	for _, problem := range r.Problems {
		fmt.Fprintf(p.stderr, "handoff: %s: %s\n", terminal.Line(file), terminal.Line(problem.String()))
	}
	if !destination.Stdout(out) {
		fmt.Fprintf(p.stdout, "wrote %s: %d roles, %d steps\n", terminal.Line(out), r.Roles, r.Steps)
	}
	return nil
}

// importable reads a file, or standard input.
func importable(file string) ([]byte, error) {
	if file == "-" {
		return workspace.ReadSource(os.Stdin)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, errors.Unwrap(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, errors.New("it is a directory")
	}
	return workspace.ReadSource(f)
}
