package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/product"
	"handoff/render"
)

func (p *program) render() *cobra.Command {
	var order product.Order
	var measuredFile string
	cmd := &cobra.Command{
		Use:   "render [DIR]",
		Short: "Draw a map",
		Long: "Draw one view of a map:\n\n" + views() + `
A view of one thing (service, process, interface) without a name draws all of them; -o is then a folder. Filters narrow a view down to
a part of the map; several have to hold together.

The format html is one interactive page with every view, the runbooks and a search; it works from disk.`,
		Example: `  handoff render -o landscape.svg
  handoff render --process incident_management -o incident.svg
  handoff render --view raci --service alert_to_prevention -o raci.pdf
  handoff render --around system.itsm --depth 0 -o itsm.svg
  handoff render --view interface --team problem_analysis -o contracts
  handoff render -o map.html`,
		Args: atMost(1, "one directory"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if order.Measured, err = readMeasured(measuredFile); err != nil {
				return err
			}
			if cmd.Flags().Changed("depth") && order.Depth < 0 { // -1 stands for none
				return errors.New("--depth is a number of handoffs, 0 or more")
			}
			if err := order.Check(); err != nil {
				return err
			}
			var rules []*check.Rule
			if order.Checked() {
				rules = analysis.All()
			}
			a, err := p.open(first(args), rules, check.Options{})
			if err != nil {
				return err
			}
			if err := p.ofThisMap(order.Measured, a.Map); err != nil {
				return err
			}
			ctx, stop := interruptible()
			defer stop()
			pen, done := p.pen()
			defer pen.Gallery.Close()
			if order.Page() {
				err = pen.DeliverPage(ctx, a, order.Output, p.stdout)
			} else {
				err = pen.Deliver(ctx, a, order, p.stdout)
			}
			done()
			return worse(err, p.complain(a))
		},
	}
	cmd.Flags().StringVar(&order.View, "view", "", "which `VIEW` to draw (default: that of the block that is named, else landscape)")
	for _, f := range []struct {
		name string
		to   *string
		help string
	}{
		{"service", &order.Service, "the flow of the service of this `NAME`"},
		{"process", &order.Process, "the process of this `NAME`"},
		{"interface", &order.Interface, "the interface of this `NAME`"},
		{"artifact", &order.Artifact, "the record of this `NAME`"},
		{"team", &order.Team, "what the team of this `NAME` runs"},
		{"tag", &order.Tag, "what is tagged with this `WORD`"},
		{"around", &order.Around, "what the block at this `ADDRESS` touches, and what is near that"},
	} {
		cmd.Flags().StringVar(f.to, f.name, "", f.help)
	}
	cmd.Flags().IntVar(&order.Depth, "depth", -1, "how many handoffs away is still near, `N` (default 1 for --around, and around a process or team in a landscape)")
	cmd.Flags().StringSliceVar(&order.Kinds, "kind", nil, "only boxes and rows of this `KIND`: "+strings.Join(product.Kinds, ", ")+"; may be repeated")
	cmd.Flags().StringSliceVar(&order.Overlays, "overlay", nil, "lay this `OVERLAY` over it, may be repeated: "+strings.Join(product.Overlays(), ", "))
	measuredFlag(cmd, &measuredFile)
	_ = cmd.RegisterFlagCompletionFunc("overlay", fixed(product.Overlays()...))
	cmd.Flags().Lookup("depth").DefValue = "0" // which no help text shows
	cmd.Flags().StringVar(&order.Format, "format", "", "the `FORMAT`: "+product.FormatNames()+" (default: as the file of -o ends, else svg)")
	cmd.Flags().StringVarP(&order.Output, "output", "o", "-", "the `FILE` to write, - for standard output; a folder for several pictures")
	cmd.Flags().StringVar(&order.Theme, "theme", product.Themes()[0], "the `THEME`: "+strings.Join(product.Themes(), ", ")+"; auto follows the reader in SVG and is light elsewhere")
	cmd.Flags().Float64Var(&order.Scale, "scale", render.DefaultScale, "how many pixels of a PNG, `N` by N, one of the picture becomes")
	_ = cmd.RegisterFlagCompletionFunc("theme", fixed(product.Themes()...))
	_ = cmd.RegisterFlagCompletionFunc("view", fixed(product.Views()...))
	_ = cmd.RegisterFlagCompletionFunc("format", fixed(product.Formats()...))
	_ = cmd.RegisterFlagCompletionFunc("kind", fixed(product.Kinds...))
	p.colorFlag(cmd)
	return cmd
}

// views says what there is to see, a line each.
func views() string {
	var b strings.Builder
	for _, v := range render.Perspectives {
		fmt.Fprintf(&b, "  %-12s %s\n", v.Name, v.Doc)
	}
	fmt.Fprintf(&b, "  %-12s %s\n", "dashboard", "what an event log came to, in small charts (with --measured)")
	return b.String()
}
