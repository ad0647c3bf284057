package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/measure"
	"handoff/graph/kpi"
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
