package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"handoff/check"
	"handoff/cmd/internal/measure"
	"handoff/graph/kpi"
	"handoff/lang"
)

// measuredFlag gives a verb that shows a map what really happened, too.
func measuredFlag(cmd *cobra.Command, file *string) {
	cmd.Flags().StringVar(file, "measured", "", "also show what an event log came to: a `FILE` that handoff measure LOG --format json=FILE has written")
}

// readMeasured reads such a file; nil without one.
func readMeasured(file string) (*kpi.Result, error) {
	if file == "" {
		return nil, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("--measured: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("--measured: %s is a folder, not a file that handoff measure --format json=FILE has written", file)
	}
	r, err := measure.Read(f)
	if err != nil {
		return nil, fmt.Errorf("--measured %s: %w", file, err)
	}
	return r.Result, nil
}

// ofThisMap tells of figures that belong to nothing in the map. Where all do, they are of another map: nothing is shown of them then.
func (p *program) ofThisMap(r *kpi.Result, m *lang.Map) error {
	if r == nil {
		return nil
	}
	var unknown []string
	all := slices.Concat(r.Interfaces, r.Processes, r.Services)
	for _, f := range all {
		if m.Lookup(f.Address) == nil {
			unknown = append(unknown, f.Address)
		}
	}
	switch {
	case len(unknown) == 0:
		return nil
	case len(unknown) == len(all):
		return fmt.Errorf("--measured: these figures are of another map: this one has no %s", check.List(unknown))
	}
	fmt.Fprintf(p.stderr, "handoff: --measured: this map has no %s, of which the figures speak; measure again to show them\n", check.List(unknown))
	return nil
}
