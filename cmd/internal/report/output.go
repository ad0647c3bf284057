package report

import (
	"fmt"
	"io"
	"strings"

	"handoff/cmd/internal/destination"
	"handoff/lang/finding"
)

// Output is one `--format F[=FILE]`: a format, and where it goes.
type Output struct {
	Format Format
	File   string // as destination.Write takes it
}

// ParseOutputs reads the values of --format. No value is the first format on standard output.
func ParseOutputs(values []string) ([]Output, error) {
	if len(values) == 0 {
		return []Output{{Format: Formats[0]}}, nil
	}
	var out []Output
	taken := map[string]bool{}
	for _, v := range values {
		name, file, named := strings.Cut(v, "=")
		f, ok := Named(name)
		if !ok {
			hint := ""
			if near := finding.Nearest(name, Names()); near != "" {
				hint = fmt.Sprintf(" (did you mean %s?)", near)
			}
			return nil, fmt.Errorf("no format %q%s; there are: %s", name, hint, strings.Join(Names(), ", "))
		}
		if named && file == "" {
			return nil, fmt.Errorf("--format %s wants the name of a file; without one, leave out the =", v)
		}
		if destination.Stdout(file) {
			file = "-"
		}
		if taken[file] {
			return nil, fmt.Errorf("two formats would be written to the same place; give each a file of its own: --format %s=FILE", name)
		}
		taken[file] = true
		out = append(out, Output{f, file})
	}
	return out, nil
}

// Write writes the report where it is to go. The style is that of standard output: files are plain.
func (o Output) Write(stdout io.Writer, r *Report, style Style) error {
	if !destination.Stdout(o.File) {
		style = Style{Whole: style.Whole}
	}
	return destination.Write(o.File, stdout, func(w io.Writer) error { return o.Format.Write(w, r, style) })
}
