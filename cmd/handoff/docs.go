package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/product"
	"handoff/cmd/internal/terminal"
	"handoff/render/output"
	"handoff/render/runbook"
)

func (p *program) docs() *cobra.Command {
	var out string
	var book handbook
	var onlyCheck bool
	cmd := &cobra.Command{
		Use:   "docs [DIR]",
		Short: "Write the runbooks of a map",
		Long: `Write the runbooks of a map for the wiki you have: one page for each process, handoff, record, role and team, with pictures, an
index for programs (llms.txt) and the compiled map (map.json, with its JSON Schema).

Write your own notes between the marks "handoff:keep" and "handoff:end" of a page; they stay when the page is written again, and
when the wiki changes its flavour.

` + flavorsHelp(),
		Example: `  handoff docs -o wiki
  handoff docs examples/itil --flavor github -o wiki
  handoff docs -o wiki --check`,
		Args: atMost(1, "one directory"),
		RunE: func(_ *cobra.Command, args []string) error {
			h, err := book.of()
			if err != nil {
				return err
			}
			a, err := p.open(first(args), analysis.All(), check.Options{})
			if err != nil {
				return err
			}
			ctx, stop := interruptible()
			defer stop()
			pen, done := p.pen()
			set, undrawn := pen.Docs(ctx, a, h)
			done()
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if onlyCheck {
				stale, err := p.stale(set, out)
				return worse(errors.Join(err, undrawn), worse(stale, p.complain(a)))
			}
			err = p.save(set, out, h.Flavor.Start)
			return worse(errors.Join(err, undrawn), p.complain(a))
		},
	}
	outputFlag(cmd, &out)
	book.flags(cmd)
	cmd.Flags().BoolVar(&onlyCheck, "check", false, "write nothing; list what is stale, and exit 1 if anything is")
	p.colorFlag(cmd)
	return cmd
}

// handbook is how runbooks are to be written, as it stands on a command line.
type handbook struct{ flavor string }

func (h *handbook) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&h.flavor, "flavor", "", "the `FLAVOR` of wiki: "+strings.Join(runbook.Names(), ", ")+" (default markdown)")
	_ = cmd.RegisterFlagCompletionFunc("flavor", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var list []string
		for _, f := range runbook.Flavors {
			list = append(list, f.Name+"\t"+f.Doc)
		}
		return list, cobra.ShellCompDirectiveNoFileComp
	})
}

func (h handbook) of() (product.Handbook, error) {
	f, ok := runbook.Named(h.flavor)
	if !ok {
		return product.Handbook{}, fmt.Errorf("no flavor %q%s; there are: %s", h.flavor, didYouMean(h.flavor, runbook.Names()), strings.Join(runbook.Names(), ", "))
	}
	return product.Handbook{Flavor: f}, nil
}

// flavorsHelp says what each flavour is.
func flavorsHelp() string {
	var b strings.Builder
	b.WriteString("Flavors:\n")
	for _, f := range runbook.Flavors {
		fmt.Fprintf(&b, "  %-11s %s\n", f.Name, f.Doc)
	}
	return strings.TrimRight(b.String(), "\n")
}

// stale lists what a write would change. That there is anything is a finding, not a failure.
func (p *program) stale(set output.Set, dir string) (found, problem error) {
	changes, err := set.Stale(dir)
	if err != nil {
		return nil, err
	}
	if len(changes) == 0 {
		fmt.Fprintf(p.stdout, "%s is current: %d files\n", terminal.Line(dir), len(set.Files))
		return nil, nil
	}
	words := map[output.ChangeKind]string{output.Missing: "is missing", output.Changed: "is stale", output.Extra: "is no longer generated", output.InWay: "was edited by hand, or is not handoff's"}
	for _, c := range changes {
		fmt.Fprintf(p.stdout, "%s %s\n", terminal.Line(c.Path), words[c.Kind])
	}
	fmt.Fprintf(p.stdout, "%s is stale: %d of %d files; write it again with handoff docs\n", terminal.Line(dir), len(changes), len(set.Files))
	return errFindings, nil
}
