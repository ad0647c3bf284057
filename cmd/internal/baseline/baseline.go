// Package baseline keeps a list of findings that a team has taken over with an old map: what is on it neither fails nor is shown, so that only
// what is new does. A finding is known by rule and address, and never by its line.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"handoff/check"
	"handoff/cmd/internal/analysis"
)

// FormatVersion is raised when older releases could not read the file any more.
const FormatVersion = 1

// Baseline is the content of a file.
type Baseline struct {
	FormatVersion int     `json:"format_version"`
	Findings      []Entry `json:"findings"`
}

// Entry stands for one finding. The fingerprint decides; rule and address are for people, and for diffs.
type Entry struct {
	Rule        string `json:"rule"`
	Address     string `json:"address,omitempty"`
	Fingerprint string `json:"fingerprint"`
}

// Of lists the findings of a map, sorted. What does not compile, and what is wrong with the settings, is not among them; left says how much that is.
func Of(a *analysis.Analysis) (b *Baseline, left int) {
	b = &Baseline{FormatVersion: FormatVersion, Findings: []Entry{}}
	for _, f := range a.Findings {
		if check.Always(f.Rule) {
			left++
			continue
		}
		b.Findings = append(b.Findings, Entry{f.Rule, f.Address, f.Fingerprint})
	}
	slices.SortFunc(b.Findings, func(x, y Entry) int {
		return cmp.Or(cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Address, y.Address), cmp.Compare(x.Fingerprint, y.Fingerprint))
	})
	return b, left
}

// Write writes the file, a line an entry, so that a diff shows what was mended.
func (b *Baseline) Write(w io.Writer) error {
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n  \"format_version\": %d,\n  \"findings\": [", b.FormatVersion)
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for k, e := range b.Findings {
		if k > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n    ")
		if err := enc.Encode(e); err != nil {
			return err
		}
		out.Truncate(out.Len() - 1) // the line end of Encode
	}
	if len(b.Findings) > 0 {
		out.WriteString("\n  ")
	}
	out.WriteString("]\n}\n")
	_, err := w.Write(out.Bytes())
	return err
}

// maxBytes is the largest baseline that is read; ten thousand findings take a thirtieth of it.
const maxBytes = 64 << 20

// read reads a file, and not for ever: a device has no end.
func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Size() > maxBytes {
		return nil, errTooLarge
	}
	text, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err == nil && len(text) > maxBytes {
		err = errTooLarge
	}
	return text, err
}

var errTooLarge = fmt.Errorf("it is larger than %d MB", maxBytes>>20)

// Read reads a file. Whatever is wrong with it is an error: a baseline that is not there must not pass for an empty one.
func Read(path string) (*Baseline, error) {
	text, err := read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no baseline %s; `handoff baseline -o %s` writes one", path, path)
	case err != nil:
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return nil, fmt.Errorf("the baseline %s cannot be read: %w", path, err)
	}
	again := fmt.Sprintf("write it anew with `handoff baseline -o %s`", path)
	var b Baseline
	if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), &b); err != nil {
		return nil, fmt.Errorf("%s is no baseline: %s; %s", path, strings.TrimPrefix(err.Error(), "json: "), again)
	}
	switch {
	case b.FormatVersion == 0 || b.Findings == nil:
		return nil, fmt.Errorf("%s is no baseline: it has no format_version or no findings; %s", path, again)
	case b.FormatVersion > FormatVersion:
		return nil, fmt.Errorf("%s is a baseline of a newer release of handoff (format %d); use that one, or %s", path, b.FormatVersion, again)
	}
	for k, e := range b.Findings {
		if e.Rule == "" || e.Fingerprint == "" {
			return nil, fmt.Errorf("%s is broken: entry %d has no rule or no fingerprint; %s", path, k+1, again)
		}
	}
	return &b, nil
}

// Apply takes the findings that are on the list away from those of the map. It returns how many, and the entries that stand for nothing any
// more. An entry whose rule did not look is not stale: nobody knows.
func (b *Baseline) Apply(a *analysis.Analysis) (known int, stale []Entry) {
	listed := map[string]bool{}
	for _, e := range b.Findings {
		listed[e.Fingerprint] = true
	}
	found := map[string]bool{}
	for _, f := range a.Findings {
		for _, print := range analysis.Fingerprints(f, a.Map.Moves) {
			found[print] = true
		}
	}
	known = a.Forget(func(print string) bool { return listed[print] })
	for _, e := range b.Findings {
		if !found[e.Fingerprint] && slices.Contains(a.Ran, e.Rule) {
			stale = append(stale, e)
		}
	}
	return known, stale
}
