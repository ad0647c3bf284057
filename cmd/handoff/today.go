package main

import (
	"time"

	"github.com/spf13/cobra"

	"handoff/check"
)

// options are what the rules are told. The clock is read here and by no rule, so that a map means the same whenever it is looked at.
func (d *day) options() check.Options {
	return check.Options{Today: d.or(time.Now()).Truncate(24 * time.Hour)}
}

func todayFlag(cmd *cobra.Command, d *day) {
	cmd.Flags().Var(d, "today", "the day by which reviews and improvements are due (default: today, in UTC)")
}
