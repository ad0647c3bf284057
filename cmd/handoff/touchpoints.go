package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/analysis"
	"handoff/cmd/internal/destination"
	"handoff/cmd/internal/touchpoints"
	"handoff/graph"
)

func (p *program) touchpoints() *cobra.Command {
	var dir, out, format string
	var today day
	var formats []string
	about := ""
	for _, f := range touchpoints.Formats {
		formats = append(formats, f.Name)
		about += fmt.Sprintf("\n  %-9s %s", f.Name, f.Doc)
	}
	cmd := &cobra.Command{
		Use:   "touchpoints [SERVICE]",
		Short: "List every handoff: owner, integrator, promise, carrier, KPIs, findings",
		Long: `List every handoff of a map, or of one SERVICE's flow (its name or address): what is passed from where to where, who is accountable,
who owns the joint, what is promised, how it is carried, what measures it, and how many findings there are on it. Then the totals: handoffs
per service, and the share of them that is automated, has an SLA of its own, a KPI (of its own or of a service it is in), an integrator.

A handoff is an interface, whatever the number of its receivers. The findings are those of handoff check on the interface itself.

Formats:` + about + `

Exit status: 0 the list was written, findings or not; 2 it could not be.`,
		Example: `  handoff touchpoints
  handoff touchpoints alert_to_prevention
  handoff touchpoints --format csv -o touchpoints.csv
  handoff touchpoints --format json | jq '.handoffs[] | select(.integrator == null) | .address'`,
		Args: atMost(1, "one service"),
		RunE: func(_ *cobra.Command, args []string) error {
			write, err := touchpointFormat(format, formats)
			if err != nil {
				return err
			}
			a, err := p.open(dir, analysis.All(), today.options())
			if err != nil {
				return err
			}
			var service *graph.Service
			if len(args) > 0 {
				if service, err = findService(a.Graph, args[0]); err != nil {
					return err
				}
			}
			list := touchpoints.Of(a.Graph, service, a.Findings)
			width := 0
			if destination.Stdout(out) {
				width = p.style(p.stdout.File).Width
			}
			if err := destination.Write(out, p.stdout, func(w io.Writer) error { return write(w, list, width) }); err != nil {
				return err
			}
			if err := p.complain(a); !errors.Is(err, errFindings) {
				return err
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "map", "", "the `DIR` of the map (default: the map around the current directory)")
	cmd.Flags().StringVar(&format, "format", formats[0], "how to write the list: `F` is one of "+strings.Join(formats, ", "))
	cmd.Flags().StringVarP(&out, "output", "o", "-", "where to write, - for standard output (`FILE`)")
	todayFlag(cmd, &today)
	p.colorFlag(cmd)
	_ = cmd.MarkFlagDirname("map")
	_ = cmd.RegisterFlagCompletionFunc("format", fixed(formats...))
	return cmd
}

func touchpointFormat(name string, names []string) (func(io.Writer, *touchpoints.List, int) error, error) {
	for _, f := range touchpoints.Formats {
		if f.Name == name {
			return f.Write, nil
		}
	}
	return nil, fmt.Errorf("no format %q%s; there are: %s", name, didYouMean(name, names), strings.Join(names, ", "))
}

// findService finds a service by its address or its name.
func findService(g *graph.Graph, typed string) (*graph.Service, error) {
	var names, addresses []string
	for _, s := range g.Services {
		if typed == s.Address() || typed == s.Name {
			return s, nil
		}
		names, addresses = append(names, s.Name), append(addresses, s.Address())
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no service %q: the map has none", typed)
	}
	near := names
	if strings.Contains(typed, ".") {
		near = addresses
	}
	return nil, fmt.Errorf("no service %q%s; there are: %s", typed, didYouMean(typed, near), strings.Join(names, ", "))
}
