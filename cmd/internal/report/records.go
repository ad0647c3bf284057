package report

// Findings about records are told as they are made, since there may be more of them than fit into memory: a line each for people, and for
// programs the same document as of a check, written piece by piece.

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"handoff/check/records"
	"handoff/cmd/internal/terminal"
	"handoff/lang/finding"
)

// RecordWriter writes the report of a run over records.
type RecordWriter struct {
	Finding func(records.Finding)
	// Close ends the report; it returns the first error there was in writing.
	Close func(records.Summary) error
}

// RecordFormats are the formats there are, by name; the first is the default.
var RecordFormats = []struct {
	Name string
	New  func(w io.Writer, today time.Time) RecordWriter
}{{"text", recordText}, {"json", recordJSON}}

// recordText writes lines that editors and grep understand: FILE:LINE:COLUMN: error: record 3 (INC-7): what is wrong.
func recordText(w io.Writer, today time.Time) RecordWriter {
	out := bufio.NewWriter(w)
	return RecordWriter{
		Finding: func(f records.Finding) {
			where := terminal.Line(f.Address)
			if f.Range.File != "" {
				where = place(f.Range)
			}
			word := string(f.Severity)
			if f.Severity == finding.Info {
				word = "note"
			}
			who := ""
			switch {
			case f.ID != "":
				who = fmt.Sprintf("record %d (%s): ", f.Record, f.ID)
			case f.Record > 0:
				who = fmt.Sprintf("record %d: ", f.Record)
			}
			text := f.Detail
			if f.Help != "" && (f.Severity == finding.Info || f.Rule == records.RuleType) { // of the others it is plain what to do
				text += " " + f.Help
			}
			fmt.Fprintf(out, "%s: %s: %s\n", where, word, terminal.Line(who+text))
		},
		Close: func(s records.Summary) error {
			result := "no problems"
			if s.Errors > 0 {
				result = count(s.Errors, "problem")
			}
			when := ""
			if s.Dated {
				when = ", as of " + today.Format(time.DateOnly)
			}
			fmt.Fprintf(out, "validated %s in %s%s: %s\n", count(s.Records, "record"), count(s.Files, "file"), when, result)
			return out.Flush()
		},
	}
}

// recordJSON writes the document of a check, with records in its scope and, in each finding, the record it is about.
func recordJSON(w io.Writer, today time.Time) RecordWriter {
	out := bufio.NewWriter(w)
	infos, first := 0, true
	fmt.Fprintf(out, "{\n  \"format_version\": %d,\n  \"findings\": [", FormatVersion)
	var failed error
	return RecordWriter{
		Finding: func(f records.Finding) {
			if f.Severity == finding.Info {
				infos++
			}
			raw, err := indented(f)
			if err != nil && failed == nil {
				failed = err
			}
			if !first {
				out.WriteByte(',')
			}
			first = false
			out.WriteString("\n    " + raw)
		},
		Close: func(s records.Summary) error {
			if !first {
				out.WriteString("\n  ")
			}
			fmt.Fprintf(out, "],\n  \"scope\": {\n    \"records\": %d,\n    \"files\": %d,\n    \"today\": %q\n  },\n", s.Records, s.Files, today.Format(time.DateOnly))
			fmt.Fprintf(out, "  \"counts\": {\n    \"error\": %d,\n    \"warning\": 0,\n    \"info\": %d\n  }\n}\n", s.Errors, infos)
			if err := out.Flush(); err != nil {
				return err
			}
			return failed
		},
	}
}

func indented(v any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("    ", "  ")
	err := enc.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}
