package measure

import (
	"encoding/json"
	"io"

	"handoff/graph/kpi"
	"handoff/graph/kpi/eventlog"
)

// FormatVersion is raised when the JSON of a report changes in a way that readers would notice; new keys do not count.
const FormatVersion = 1

// JSON is the report for programs. Its keys are a public contract; times are in seconds.
var JSON = Format{
	Name: "json",
	Doc:  "for programs: everything that was measured; times are in seconds",
	Write: func(w io.Writer, r *Report, _ int) error {
		out := document{FormatVersion: FormatVersion, Logs: r.Logs, Read: r.Stats, Result: r.Result, Against: r.Against}
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(out)
	},
}

type document struct {
	FormatVersion int            `json:"format_version"`
	Logs          []string       `json:"logs"`
	Read          eventlog.Stats `json:"read"`
	*kpi.Result
	Against *kpi.Result `json:"against,omitempty"`
}
