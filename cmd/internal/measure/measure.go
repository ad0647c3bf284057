// Package measure writes what a log came to, for whoever wants it: people at a terminal, spreadsheets, programs, monitoring. All formats are made
// from one kpi.Result, and every figure in them is one of its fields.
package measure

import (
	"io"

	"handoff/graph/kpi"
	"handoff/graph/kpi/eventlog"
)

// Report is one measurement, or two that are compared.
type Report struct {
	*kpi.Result
	Stats eventlog.Stats
	Logs  []string // their names
	// Against is the other one of two periods or maps, the older first; nil where there is but one.
	Against *kpi.Result
	// AgainstName and Name tell them apart.
	Name, AgainstName string
}

// Format is a way to write a report. Width is how many columns a terminal has; 0 where it is none.
type Format struct {
	Name  string
	Doc   string
	Write func(w io.Writer, r *Report, width int) error
}

// Formats are all there are; the first is the default.
var Formats = []Format{Table, CSV, JSON, OpenMetrics}

// Named returns the format of that name, or nil.
func Named(name string) *Format {
	for k := range Formats {
		if Formats[k].Name == name {
			return &Formats[k]
		}
	}
	return nil
}
