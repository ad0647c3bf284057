package measure

import (
	"encoding/json"
	"errors"
	"fmt"
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

// Read reads a report that JSON has written. An error says what is wrong with the file.
func Read(r io.Reader) (*Report, error) {
	in := document{Result: &kpi.Result{}}
	if err := json.NewDecoder(r).Decode(&in); err != nil {
		return nil, fmt.Errorf("this is no report of handoff measure --format json: %w", plainly(err))
	}
	if in.FormatVersion != FormatVersion {
		return nil, fmt.Errorf("this is no report of handoff measure --format json that this version can read: its format_version is %d, and should be %d", in.FormatVersion, FormatVersion)
	}
	return &Report{Result: in.Result, Stats: in.Read, Logs: in.Logs, Against: in.Against}, nil
}

// plainly says what is wrong with JSON without the types of this program.
func plainly(err error) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF):
		return errors.New("the file is empty")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the file ends too early")
	case errors.As(err, &kind) && kind.Field == "":
		return fmt.Errorf("it is JSON of another kind (%s)", kind.Value)
	case errors.As(err, &kind):
		return fmt.Errorf("a %s cannot be the value of %q", kind.Value, kind.Field)
	case errors.As(err, &syntax) && syntax.Offset < 16:
		return errors.New("it is no JSON")
	}
	return err
}

type document struct {
	FormatVersion int            `json:"format_version"`
	Logs          []string       `json:"logs"`
	Read          eventlog.Stats `json:"read"`
	*kpi.Result
	Against *kpi.Result `json:"against,omitempty"`
}
