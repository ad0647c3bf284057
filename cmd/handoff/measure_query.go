package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"handoff/cmd/internal/destination"
	"handoff/graph/kpi"
	"handoff/graph/kpi/sql"
)

// queryOrder is what the command line says of the figures as a query, instead of figures.
type queryOrder struct {
	emit, dialect, table, hours, output string
}

func (o *queryOrder) flags(cmd *cobra.Command) {
	var names, about []string
	for _, d := range sql.Dialects {
		names = append(names, d.Name)
		about = append(about, d.Name+" ("+d.Doc+")")
	}
	cmd.Flags().StringVar(&o.emit, "emit", "", "write the figures as a query over a table that holds the log, instead of reading a log: `LANGUAGE` is sql")
	cmd.Flags().StringVar(&o.dialect, "dialect", "", "the `DIALECT` of --emit sql: "+strings.Join(about, ", "))
	cmd.Flags().StringVar(&o.table, "table", "events", "the `TABLE` that holds the log, for --emit sql; a row an event, with the columns that the source names")
	cmd.Flags().StringVar(&o.hours, "open-hours", "", "write the open hours of calendars down for this `PERIOD`, such as 2025..2027 (default: --period and a year on either side), for --emit sql")
	cmd.Flags().StringVarP(&o.output, "output", "o", "-", "the `FILE` that --emit writes")
	_ = cmd.RegisterFlagCompletionFunc("emit", fixed("sql"))
	_ = cmd.RegisterFlagCompletionFunc("dialect", fixed(names...))
}

// check finds what is wrong with an order before anything is read. args are the logs.
func (o *queryOrder) check(args []string) error {
	var names []string
	for _, d := range sql.Dialects {
		names = append(names, d.Name)
	}
	switch {
	case o.emit == "":
		return nil
	case o.emit != "sql":
		return fmt.Errorf("--emit %s: no such language; there is: sql", o.emit)
	case len(args) > 0:
		return errors.New("--emit sql reads no log: the query does, where the log is. Leave the file out, or leave --emit out")
	case o.dialect == "":
		return fmt.Errorf("which dialect? --dialect is one of %s", strings.Join(names, ", "))
	case !slices.Contains(names, o.dialect):
		return fmt.Errorf("no dialect %q%s; there are: %s", o.dialect, didYouMean(o.dialect, names), strings.Join(names, ", "))
	}
	return nil
}

// write writes the query.
func (o *queryOrder) write(b *kpi.Binding, period *kpi.Period, stdout io.Writer) error {
	dialect, _ := sql.DialectNamed(o.dialect)
	options := sql.Options{Dialect: dialect, Table: o.table, Period: period}
	switch {
	case o.hours != "":
		hours, err := kpi.ParsePeriod(o.hours)
		if err != nil {
			return fmt.Errorf("--open-hours: %w", err)
		}
		options.From, options.To = hours.From, hours.To
	case period != nil:
		options.From, options.To = period.From.AddDate(-1, 0, 0), period.To.AddDate(1, 0, 0)
	}
	query, err := sql.Write(b, options)
	if errors.Is(err, sql.ErrYears) {
		return fmt.Errorf("%w, such as --open-hours 2025..2027", err)
	}
	if err != nil {
		return err
	}
	return destination.Write(o.output, stdout, func(w io.Writer) error {
		_, err := io.WriteString(w, query)
		return err
	})
}
