package report

import (
	"io"

	"handoff/lang/cases"
	"handoff/lang/finding"
)

// FormatVersion is raised when the JSON of a report changes in a way that readers would notice; new keys do not count.
const FormatVersion = 1

// JSON is the report for programs. Its keys are a public contract.
var JSON = Format{
	Name: "json",
	Doc:  "for programs: every finding with its ranges, related places and fingerprint",
	Write: func(w io.Writer, r *Report, _ Style) error {
		out := document{FormatVersion: FormatVersion, Scope: r.Scope, Findings: r.Findings, Known: r.Known, Undecided: r.Undecided}
		if out.Findings == nil {
			out.Findings = []finding.Finding{}
		}
		out.Counts.Error, out.Counts.Warning, out.Counts.Info = finding.Count(r.Findings)
		return encode(w, out)
	},
}

type document struct {
	FormatVersion int               `json:"format_version"`
	Scope         Scope             `json:"scope"`
	Findings      []finding.Finding `json:"findings"`
	Counts        struct {
		Error   int `json:"error"`
		Warning int `json:"warning"`
		Info    int `json:"info"`
	} `json:"counts"`
	Known     []Known           `json:"known,omitempty"`    // what --baseline and --since leave out
	Undecided []cases.Undecided `json:"undecided,omitzero"` // if asked for
}
