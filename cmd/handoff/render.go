package main

import (
	"strings"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/product"
	"handoff/render"
)

func (p *program) render() *cobra.Command {
	var order product.Order
	cmd := &cobra.Command{
		Use:   "render [DIR]",
		Short: "Draw a map",
		Long: `Draw one view of a map: the landscape of all processes and the handoffs between them, or the swimlane of a process.

The view process without --process draws every process; -o is then a folder.

The format html is one interactive page with every view, the runbooks and a search; it works from disk.`,
		Example: `  handoff render -o landscape.svg
  handoff render --process incident_management -o incident.svg
  handoff render --view process --format mermaid -o diagrams
  handoff render -o map.html`,
		Args: atMost(1, "one directory"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := order.Check(); err != nil {
				return err
			}
			var rules []*check.Rule
			if order.Page() { // it shows the findings too
				rules = analysis.All()
			}
			a, err := p.open(first(args), rules, check.Options{})
			if err != nil {
				return err
			}
			ctx, stop := interruptible()
			defer stop()
			pen, done := p.pen()
			if order.Page() {
				err = pen.DeliverPage(ctx, a, order.Output, p.stdout)
			} else {
				err = pen.Deliver(ctx, a.Graph, order, p.stdout)
			}
			done()
			return worse(err, p.complain(a))
		},
	}
	cmd.Flags().StringVar(&order.View, "view", "", "which `VIEW` to draw: landscape (default) or process")
	cmd.Flags().StringVar(&order.Process, "process", "", "draw the process of this `NAME`")
	cmd.Flags().StringVar(&order.Format, "format", "", "the `FORMAT`: "+product.FormatNames()+" (default: as the file of -o ends, else svg)")
	cmd.Flags().StringVarP(&order.Output, "output", "o", "-", "the `FILE` to write, - for standard output; a folder for several pictures")
	cmd.Flags().StringVar(&order.Theme, "theme", product.Themes()[0], "the `THEME`: "+strings.Join(product.Themes(), ", ")+"; auto follows the reader in SVG and is light elsewhere")
	cmd.Flags().Float64Var(&order.Scale, "scale", render.DefaultScale, "how many pixels of a PNG, `N` by N, one of the picture becomes")
	_ = cmd.RegisterFlagCompletionFunc("theme", fixed(product.Themes()...))
	_ = cmd.RegisterFlagCompletionFunc("view", fixed(product.Views...))
	_ = cmd.RegisterFlagCompletionFunc("format", fixed(product.Formats()...))
	p.colorFlag(cmd)
	return cmd
}
